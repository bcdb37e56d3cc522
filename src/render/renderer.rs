//! An item rendered: each record written once, when the item comes in, and never again.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::digest::{digest, shortened};
use super::embargo;
use super::identity::stored_identity;
use super::ids::with_own_ids;
use super::stored_model::native;
use crate::formats::{EXPORTS, Format, Formats, Reasons, Source, openaire_v3_gaps};
use crate::model::{Content, Datestamp, Depositor, Identity, Item, SetSpec, Words};
use crate::protocol::write_body;
use crate::sets::SetRules;
use crate::store::{Base, NewRecord, Put, Store, StoreError, Wait};
use crate::xml::Xml;

/// More than most records take, so that a record is written without moving it.
const ROOM: usize = 4 << 10;

/// Stands in a rendering before the last day of an embargo.
const UNTIL: &str = " until ";

/// The revision of what becomes of XML that items bring along.
const SUPPLIED: &str = "supplied:2";

/// The content of `metadata`; if it contains the moment at which it was written, also the same content without that moment.
type Metadata = (String, Option<String>);

/// The name of a format, and the item in that format or the reasons why there is none.
pub type Written = (String, Result<String, Reasons>);

/// Renders items in the formats and sets of a repository.
pub struct Renderer {
    formats: Formats,
    set_rules: SetRules,
    depositor: Option<Depositor>,
    datacite_symbol: Option<String>,
    /// When the records are written.
    moment: Datestamp,
    /// The day of the moment.
    today: String,
    rendering: String,
    /// The revision of the stored rules that it renders by.
    rules: u64,
}

impl Renderer {
    /// For the repository with this identity; `moment` is when the records are written.
    pub fn new(identity: Option<&Identity>, moment: Datestamp) -> Self {
        let formats = Formats::of(identity);
        let rendering = rendering(&formats, identity);
        Self {
            formats,
            set_rules: SetRules::of(identity.map_or(&[], |identity| &identity.rules)),
            depositor: identity.and_then(|identity| identity.crossref.clone()),
            datacite_symbol: identity.and_then(|identity| identity.datacite_symbol.clone()),
            moment,
            today: embargo::day(moment),
            rendering,
            rules: 0,
        }
    }

    /// The same for rules that are stored with this revision.
    #[must_use]
    pub fn with_rules(self, rules: u64) -> Self {
        Self { rules, ..self }
    }

    /// The revision of the stored rules that it renders by; 0 if they are not stored.
    pub const fn rules(&self) -> u64 {
        self.rules
    }

    /// For the repository whose identity is in the store.
    pub fn of_store(store: &dyn Store) -> Result<Self, StoreError> {
        let now = store.snapshot(Wait::Yes)?.now();
        let stored = stored_identity(store)?;
        let rules = stored.as_ref().map_or(0, |stored| stored.revision);
        Ok(Self { rules, ..Self::new(stored.map(|stored| stored.identity).as_ref(), now) })
    }

    /// Whether items that were rendered by this rendering would be rendered the same again. Another rendering is one of other formats,
    /// other rules, or of a day on which an embargo was in force that is over now.
    pub fn is_current(&self, rendering: &str) -> bool {
        rendering.strip_prefix(&self.rendering).is_some_and(|rest| {
            rest.is_empty() || rest.strip_prefix(UNTIL).is_some_and(|end| !embargo::is_over(end, &self.today))
        })
    }

    /// A short text of everything that decides how the item is rendered.
    fn rendering_of(&self, item: &Item) -> String {
        embargo::end(item, &self.today)
            .map_or_else(|| self.rendering.clone(), |end| format!("{}{UNTIL}{end}", self.rendering))
    }

    /// Whether the repository offers the format with this prefix.
    pub fn offers(&self, prefix: &str) -> bool {
        self.formats.iter().any(|format| format.metadata_prefix() == prefix)
    }

    /// The item with its records in every format that it can fill, for the store.
    ///
    /// `base` is the state that the change replaces; `origin` and `fingerprint` are the source's own (see [`Put`]). Errs with a sentence if not even oai_dc can be written,
    /// which every item must be available in (§5).
    pub fn put(&self, item: &Item, base: Base, origin: String, fingerprint: String) -> Result<Put, String> {
        let (native, rendering) = (native(item), self.rendering_of(item));
        let item = &*embargo::today(item, &self.today);
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
                Err(reasons) if prefix == "oai_dc" => return Err(Words::joined(&reasons).en),
                Err(_) => {}
            }
        }
        Ok(Put {
            identifier: item.identifier.clone(),
            base,
            origin,
            fingerprint,
            rendering,
            native,
            sets,
            rights: item.rights.clone(),
            records,
            is_anew: false,
        })
    }

    /// The item in each format that is offered: the content of `metadata` as in [`Renderer::put`], or the reasons why there is none.
    pub fn explain(&self, item: &Item) -> Vec<Written> {
        let item = &*embargo::today(item, &self.today);
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
        let item = &*embargo::today(item, &self.today);
        let sets = self.sets(item);
        let source = self.source(item, &sets);
        EXPORTS.iter().map(|export| (export.name().to_owned(), export.write(&source))).collect()
    }

    /// What the item lacks for version 3 of OpenAIRE's guidelines, which are based on oai_dc.
    pub fn openaire_v3_gaps(&self, item: &Item) -> Reasons {
        let item = &*embargo::today(item, &self.today);
        openaire_v3_gaps(&self.source(item, &self.sets(item)))
    }

    /// The sets of the item: its own, and those that rules give it.
    pub fn sets(&self, item: &Item) -> Vec<SetSpec> {
        let mut sets = item.sets.clone();
        sets.extend(self.set_rules.sets_of(item));
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
            return Ok((with_own_ids(native, format.metadata_prefix(), &item.identifier), None));
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

/// The revisions of the formats, and a hash of the parts of the identity that decide how items are rendered.
fn rendering(formats: &Formats, identity: Option<&Identity>) -> String {
    let revisions: Vec<_> = formats
        .iter()
        .map(|format| format!("{}:{}", format.metadata_prefix(), format.about().revision))
        .collect();
    let revisions = format!("{} {SUPPLIED}", revisions.join(" "));
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

#[cfg(test)]
mod tests {
    use super::*;

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
        let put = Renderer::new(None, Datestamp::from_unix(0))
            .put(&item(), Base::Absent, String::new(), String::new())
            .unwrap();
        let digests: Vec<_> = put
            .records
            .iter()
            .map(|record| (record.prefix.as_str(), HEXLOWER.encode(&record.digest)))
            .collect();
        assert_eq!(digests, [("oai_dc", "dcb92405f537f7dc0e4f1b961db60db2".to_owned())]);
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
