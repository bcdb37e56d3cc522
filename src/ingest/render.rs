//! An item rendered: each record written once, when the item comes in, and never again.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::identity::stored_identity;
use crate::formats::{EXPORTS, Format, Formats, Reasons, Source, openaire_v3_gaps};
use crate::model::{Content, Datestamp, Depositor, Identity, Item, MetadataPrefix, Provenance, SetSpec};
use crate::protocol::write_body;
use crate::sets::SetRules;
use crate::store::{NewRecord, Put, Store, StoreError};
use crate::xml::Xml;

/// More than most records take, so that a record is written without moving it.
const ROOM: usize = 4 << 10;

/// More than the JSON takes of most items of Dublin Core, without their elements.
const NATIVE: usize = 768;

/// What stands in `metadata`; if that bears the moment it was written at, the same without it, too.
type Metadata = (String, Option<String>);

/// The name of a format, and the item in it or why there is none.
pub type Written = (String, Result<String, Reasons>);

/// Renders items as the repository wants it.
pub struct Renderer {
    formats: Formats,
    rules: SetRules,
    depositor: Option<Depositor>,
    datacite_symbol: Option<String>,
    /// When the records are written.
    moment: Datestamp,
    rendering: String,
}

impl Renderer {
    /// For the repository that says this of itself; `moment` is when records are written.
    pub fn new(identity: Option<&Identity>, moment: Datestamp) -> Self {
        let formats = Formats::of(identity);
        let rendering = rendering(&formats, identity);
        Self {
            formats,
            rules: SetRules::of(identity.map_or(&[], |identity| &identity.rules)),
            depositor: identity.and_then(|identity| identity.crossref.clone()),
            datacite_symbol: identity.and_then(|identity| identity.datacite_symbol.clone()),
            moment,
            rendering,
        }
    }

    /// For the repository that the store knows.
    pub fn of_store(store: &dyn Store) -> Result<Self, StoreError> {
        let snapshot = store.snapshot()?;
        let identity = stored_identity(store)?;
        Ok(Self::new(identity.as_ref(), snapshot.now()))
    }

    /// What decides how items are rendered, in short: another one may make other records of the same items.
    pub fn rendering(&self) -> &str {
        &self.rendering
    }

    /// The item with its records in every format that it can fill, for the store.
    ///
    /// `origin` and `fingerprint` are the source's own (see [`Put`]). Errs with a sentence if not even oai_dc can be written,
    /// which every item must be available in (§5).
    pub fn put(&self, item: &Item, origin: String, fingerprint: String) -> Result<Put, String> {
        let sets = self.sets(item);
        let source = self.source(item, &sets);
        let mut records = Vec::with_capacity(1);
        for format in self.formats.iter().filter(|format| may_hold(item, format.metadata_prefix())) {
            let prefix = format.metadata_prefix();
            match self.metadata(format, item, &source) {
                Ok((metadata, timeless)) => records.push(NewRecord {
                    prefix: prefix.to_owned(),
                    digest: digest(timeless.as_ref().unwrap_or(&metadata), &item.rights, &sets),
                    body: write_body(&metadata, &item.rights, item.provenance.as_ref()),
                }),
                Err(reasons) if prefix == "oai_dc" => return Err(reasons.join("; ")),
                Err(_) => {}
            }
        }
        Ok(Put {
            identifier: item.identifier.clone(),
            origin,
            fingerprint,
            rendering: self.rendering.clone(),
            native: native(item),
            sets,
            rights: item.rights.clone(),
            records,
        })
    }

    /// What each format that is offered makes of the item: what [`Renderer::put`] lets stand in `metadata`, or why nothing does.
    pub fn explain(&self, item: &Item) -> Vec<Written> {
        let sets = self.sets(item);
        let source = self.source(item, &sets);
        let each = self.formats.iter().map(|format| {
            let metadata = self.metadata(format, item, &source).map(|(metadata, _)| metadata);
            (format.metadata_prefix().to_owned(), metadata)
        });
        each.collect()
    }

    /// The same for the formats that are not for OAI-PMH.
    pub fn exports(&self, item: &Item) -> Vec<Written> {
        let sets = self.sets(item);
        let source = self.source(item, &sets);
        EXPORTS.iter().map(|export| (export.name().to_owned(), export.write(&source))).collect()
    }

    /// What the item lacks for OpenAIRE's guidelines of version 3, which go by oai_dc.
    pub fn openaire_v3_gaps(&self, item: &Item) -> Reasons {
        openaire_v3_gaps(&self.source(item, &self.sets(item)))
    }

    /// The sets the item is in: its own, and those of rules.
    pub(super) fn sets(&self, item: &Item) -> Vec<SetSpec> {
        let mut sets = item.sets.clone();
        sets.extend(self.rules.sets_of(item));
        SetSpec::minimal(sets)
    }

    fn source<'a>(&'a self, item: &'a Item, sets: &'a [SetSpec]) -> Source<'a> {
        Source {
            sets,
            depositor: self.depositor.as_ref(),
            datacite_symbol: self.datacite_symbol.as_deref(),
            moment: Some(self.moment),
            ..Source::of(item)
        }
    }

    fn metadata(&self, format: &dyn Format, item: &Item, source: &Source<'_>) -> Result<Metadata, Reasons> {
        if let Some((_, native)) =
            item.native.iter().find(|(prefix, _)| prefix.as_str() == format.metadata_prefix())
        {
            return Ok((native.clone(), None));
        }
        let metadata = written(format, source)?;
        let timeless = Source { moment: None, ..*source };
        let timeless = if format.about().is_dated { Some(written(format, &timeless)?) } else { None };
        Ok((metadata, timeless))
    }
}

/// Whether the format of the prefix is worth asking: Dublin Core fills oai_dc alone.
fn may_hold(item: &Item, prefix: &str) -> bool {
    matches!(item.content, Content::Article(_))
        || prefix == "oai_dc"
        || item.native.keys().any(|native| native.as_str() == prefix)
}

fn written(format: &dyn Format, source: &Source<'_>) -> Result<String, Reasons> {
    let mut xml = Xml::with_capacity(ROOM);
    format.write(source, &mut xml)?;
    Ok(xml.into_string())
}

/// The revisions of the formats, and a hash of what else of the identity decides.
fn rendering(formats: &Formats, identity: Option<&Identity>) -> String {
    let revisions: Vec<_> = formats
        .iter()
        .map(|format| format!("{}:{}", format.metadata_prefix(), format.about().revision))
        .collect();
    let revisions = revisions.join(" ");
    let Some(identity) = identity.filter(|identity| {
        !identity.own_formats.is_empty()
            || !identity.rules.is_empty()
            || identity.crossref.is_some()
            || identity.datacite_symbol.is_some()
    }) else {
        return revisions;
    };
    let rules = SetRules::decisive(&identity.rules);
    let decisive =
        serde_json::to_string(&(&identity.own_formats, rules, &identity.crossref, &identity.datacite_symbol));
    let mut hash = Sha256::new();
    hash.update(decisive.unwrap_or_default());
    format!("{revisions} {}", HEXLOWER.encode(&shortened(hash)))
}

/// What the item can be rendered from again: all of it, but for the Dublin Core that its oai_dc record is, unless that is of another hand.
fn native(item: &Item) -> String {
    let brings_oai_dc = item.native.keys().any(|prefix| prefix.as_str() == "oai_dc");
    let mut json = Vec::with_capacity(NATIVE);
    let written = match &item.content {
        Content::Dc(_) if !brings_oai_dc => serde_json::to_writer(&mut json, &Bare::of(item)),
        _ => serde_json::to_writer(&mut json, item),
    };
    // a model of strings and lists always has a JSON form
    written.ok().and_then(|()| String::from_utf8(json).ok()).unwrap_or_default()
}

/// An item of Dublin Core without its elements, as [`Item`] has it in JSON.
#[derive(Serialize)]
struct Bare<'a> {
    identifier: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    sets: &'a [SetSpec],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    rights: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    provenance: Option<&'a Provenance>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    native: &'a BTreeMap<MetadataPrefix, String>,
    dc: [(); 0],
}

impl<'a> Bare<'a> {
    fn of(item: &'a Item) -> Self {
        Self {
            identifier: item.identifier.as_str(),
            sets: &item.sets,
            rights: &item.rights,
            provenance: item.provenance.as_ref(),
            native: &item.native,
            dc: [],
        }
    }
}

/// Of all that is served but datestamps. Provenance is left out: its harvest date changes with every harvest of a
/// record that has not changed.
fn digest(metadata: &str, rights: &[String], sets: &[SetSpec]) -> [u8; 16] {
    let mut hash = Sha256::new();
    for text in std::iter::once(metadata)
        .chain(rights.iter().map(String::as_str))
        .chain(sets.iter().map(SetSpec::as_str))
    {
        hash.update(text.len().to_le_bytes()); // so that no two lists of texts look alike
        hash.update(text);
    }
    shortened(hash)
}

/// The first half of the hash: 128 bits are enough to tell versions of one record apart.
pub(super) fn shortened(hash: Sha256) -> [u8; 16] {
    let mut half = [0; 16];
    half.copy_from_slice(&hash.finalize()[..16]);
    half
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DublinCore;

    /// A record with a set, rights and a provenance, as `load` reads it.
    fn item() -> Item {
        let json = r#"{"identifier":"oai:a.example:1","sets":["b","a:c"],"rights":["https://a.example/r"],
            "provenance":{"base_url":"https://a.example/oai","identifier":"oai:a.example:1","datestamp":"2022-01-01",
            "metadata_namespace":"urn:x","harvest_date":"2023-02-05T00:00:00Z","altered":false},
            "dc":[{"element":"title","lang":"zh-Hans","value":"外交，<a> & \"b\""},{"element":"date","value":"2000-01"}]}"#;
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn the_digest_of_a_record_stays_what_it_was() {
        let put =
            Renderer::new(None, Datestamp::from_unix(0)).put(&item(), String::new(), String::new()).unwrap();
        let digests: Vec<_> = put
            .records
            .iter()
            .map(|record| (record.prefix.as_str(), HEXLOWER.encode(&record.digest)))
            .collect();
        assert_eq!(digests, [("oai_dc", "dcb92405f537f7dc0e4f1b961db60db2".to_owned())]);
    }

    #[test]
    fn what_is_kept_of_dublin_core_is_an_item_without_elements() {
        let item = item();
        let kept = native(&item);
        let bare = Item { content: Content::Dc(DublinCore::default()), ..item };
        assert_eq!(kept, serde_json::to_string(&bare).unwrap());
        assert_eq!(serde_json::from_str::<Item>(&kept).unwrap(), bare);
    }

    #[test]
    fn no_format_but_oai_dc_is_filled_from_dublin_core() {
        let written = Renderer::new(None, Datestamp::from_unix(0)).explain(&item());
        let filled: Vec<_> = written
            .iter()
            .filter(|(_, written)| written.is_ok())
            .map(|(prefix, _)| prefix.as_str())
            .collect();
        assert_eq!(filled, ["oai_dc"]);
    }
}
