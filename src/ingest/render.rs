//! An item rendered: each record written once, when the item comes in, and never again.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::identity::stored_identity;
use crate::formats::{EXPORTS, Format, Formats, Reasons, Source, openaire_v3_gaps};
use crate::model::{Content, Datestamp, Depositor, DublinCore, Identity, Item, SetSpec};
use crate::protocol::write_body;
use crate::sets::SetRules;
use crate::store::{NewRecord, Put, Store, StoreError};
use crate::xml::Xml;

/// More than most records take, so that a record is written without moving it.
const ROOM: usize = 4 << 10;

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
        let mut records = Vec::new();
        for (format, written) in self.each(item, &source) {
            let prefix = format.metadata_prefix();
            match written {
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
        let each = self.each(item, &source).map(|(format, written)| {
            let metadata = written.map(|(metadata, _)| metadata);
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

    /// Every format with what it makes of the item.
    fn each<'r>(
        &'r self,
        item: &'r Item,
        source: &'r Source<'r>,
    ) -> impl Iterator<Item = (&'r dyn Format, Result<Metadata, Reasons>)> {
        self.formats.iter().map(move |format| (format, self.metadata(format, item, source)))
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
    let json = match &item.content {
        Content::Dc(_) if !brings_oai_dc => serde_json::to_string(&Item {
            identifier: item.identifier.clone(),
            sets: item.sets.clone(),
            rights: item.rights.clone(),
            provenance: item.provenance.clone(),
            native: item.native.clone(),
            content: Content::Dc(DublinCore::default()),
        }),
        _ => serde_json::to_string(item),
    };
    json.unwrap_or_default() // a model of strings and lists always has a JSON form
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
