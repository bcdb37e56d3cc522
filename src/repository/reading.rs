//! What pages show of the repository besides the answers of the protocol: items, their records, and the sets.

use std::sync::Arc;

use super::Repository;
use super::body::Body;
use super::view::{View, base_url};
use crate::formats::{Format, Formats, Reasons, export_by_name};
use crate::model::{Datestamp, Identifier, Identity, Item, SetDescription, SetSpec, Text};
use crate::protocol::Arguments;
use crate::render::{Renderer, item_of};
use crate::sets::SetNames;
use crate::store::{ErrorKind, Figures, Form, Found, Limit, Range, Snapshot, StoreError, Wait};

/// Who answers, and when.
pub struct Presence {
    pub identity: Arc<Identity>,
    /// The baseURL of the answers.
    pub base_url: String,
    /// The responseDate of an answer that is given now.
    pub now: Datestamp,
}

/// What the repository has under an identifier.
pub enum Holding {
    Item(Box<Item>),
    /// The item was deleted, on the day of this datestamp.
    Deleted(Datestamp),
    Nothing,
}

/// An item in every format.
pub struct Documents {
    /// The sets it is in, those of rules included.
    pub sets: Vec<SetSpec>,
    pub formats: Vec<FormatDocument>,
    /// By the names of exports.
    pub exports: Vec<(String, Result<String, Reasons>)>,
}

/// An item in one metadata format.
pub struct FormatDocument {
    pub prefix: String,
    pub schema: String,
    pub namespace: String,
    /// The content of `metadata`, or why there is none.
    pub metadata: Result<String, Reasons>,
}

/// The latest change of a record in oai_dc.
pub struct Change {
    pub identifier: String,
    pub datestamp: Datestamp,
    pub is_deleted: bool,
}

/// A set with its names in several languages; the first is the setName.
pub struct NamedSet {
    pub spec: SetSpec,
    pub names: Vec<Text>,
    pub descriptions: Vec<Text>,
}

impl Repository {
    /// Who answers. Blocks, as all of these do.
    pub fn presence(&self) -> Result<Presence, StoreError> {
        let snapshot = self.store.snapshot(Wait::Yes)?;
        let identity = self.identity(&*snapshot)?;
        let base_url = base_url(&self.settings, &identity).to_owned();
        Ok(Presence { identity, base_url, now: snapshot.now() })
    }

    /// What the repository has under an identifier, as it is stored now.
    pub fn holding(&self, identifier: &Identifier) -> Result<Holding, StoreError> {
        if let Some(stored) = self.store.item(identifier)? {
            return Ok(Holding::Item(Box::new(item_of(&stored)?)));
        }
        let snapshot = self.store.snapshot(Wait::Yes)?;
        let prefixes = snapshot.prefixes(identifier.as_str())?.unwrap_or_default();
        let records = prefixes.iter().map(|prefix| record(&*snapshot, identifier, prefix));
        let records = records.collect::<Result<Vec<_>, _>>()?;
        let deleted = records.into_iter().flatten().filter_map(|record| datestamp_of(&record)).max();
        Ok(deleted.map_or(Holding::Nothing, Holding::Deleted))
    }

    /// The document that answers a query, as text.
    pub fn answer_text(&self, query: &str) -> Result<String, StoreError> {
        let reply = self.answer(&Arguments::decode(query.as_bytes(), b""), false)?;
        let text = match reply.body {
            Body::Plain(text) => String::from_utf8(text).ok(),
            Body::Gzip(_) => None,
        };
        text.ok_or_else(|| StoreError::new(ErrorKind::Other, "an answer is not text, please report this"))
    }

    /// The formats that the repository offers.
    pub fn formats(&self) -> Result<Formats, StoreError> {
        Ok(Formats::of(Some(&*self.presence()?.identity)))
    }

    /// The item in every format: its records as they are served, and the reasons where there is none.
    pub fn documents(&self, item: &Item) -> Result<Documents, StoreError> {
        let renderer = Renderer::of_store(&*self.store)?;
        let snapshot = self.store.snapshot(Wait::Yes)?;
        let formats = Formats::of(Some(&*self.identity(&*snapshot)?));
        let served = formats.iter().zip(renderer.explain(item)).map(|(format, (prefix, written))| {
            let stored = metadata(&*snapshot, &item.identifier, &prefix)?;
            Ok(document(format, stored.map_or(written, Ok)))
        });
        Ok(Documents {
            sets: renderer.sets(item),
            formats: served.collect::<Result<_, StoreError>>()?,
            exports: renderer.exports(item),
        })
    }

    /// The content of `metadata` of an item's record; `None` if it has no such record.
    pub fn metadata(&self, identifier: &Identifier, prefix: &str) -> Result<Option<String>, StoreError> {
        metadata(&*self.store.snapshot(Wait::Yes)?, identifier, prefix)
    }

    /// The item as the export of this name writes it, or why it cannot; `None` if there is no such export.
    pub fn exported(&self, item: &Item, name: &str) -> Result<Option<Result<String, Reasons>>, StoreError> {
        if export_by_name(name).is_none() {
            return Ok(None);
        }
        let exports = Renderer::of_store(&*self.store)?.exports(item);
        Ok(exports.into_iter().find(|(other, _)| other == name).map(|(_, written)| written))
    }

    /// How many records in oai_dc changed since.
    pub fn change_count(&self, from: Datestamp) -> Result<u64, StoreError> {
        self.store.snapshot(Wait::Yes)?.count(&since(from))
    }

    /// The latest changes of records in oai_dc since, in the order of the log, at most `limit` of them.
    pub fn changes(&self, from: Datestamp, limit: u64) -> Result<Vec<Change>, StoreError> {
        let records = usize::try_from(limit).unwrap_or(usize::MAX);
        let limit = Limit { records, bytes: usize::MAX };
        let mut headers = Vec::new();
        self.store.snapshot(Wait::Yes)?.page(&since(from), limit, Form::Headers, &mut headers)?;
        let headers = String::from_utf8_lossy(&headers);
        Ok(headers.split("</header>").filter_map(change).collect())
    }

    /// Every set, in the order of setSpecs.
    pub fn named_sets(&self) -> Result<Vec<NamedSet>, StoreError> {
        let snapshot = self.store.snapshot(Wait::Yes)?;
        let (identity, key) = (self.identity(&*snapshot)?, self.key(&*snapshot)?);
        let view = View {
            settings: &self.settings,
            identity,
            key,
            snapshot: &*snapshot,
            gzip: false,
            at_once: false,
        };
        let names = SetNames::of(&view.identity);
        let sets = view.sets()?.into_iter();
        Ok(sets.map(|(spec, description)| named_set(spec, description, &names)).collect())
    }

    /// How many items there are.
    pub fn figures(&self) -> Result<Figures, StoreError> {
        self.store.figures()
    }
}

fn document(format: &dyn Format, metadata: Result<String, Reasons>) -> FormatDocument {
    let about = format.about();
    FormatDocument {
        prefix: about.metadata_prefix.to_owned(),
        schema: about.schema.to_owned(),
        namespace: about.metadata_namespace.to_owned(),
        metadata,
    }
}

/// The log of oai_dc since a datestamp.
const fn since(from: Datestamp) -> Range<'static> {
    Range { prefix: "oai_dc", from: Some(from), until: None, set: None, after: None }
}

/// The change that a header tells of. Identifiers are URIs, in which only `&` is escaped.
fn change(header: &str) -> Option<Change> {
    let (start, rest) = header.split_once("<identifier>")?;
    let identifier = rest.split_once("</identifier>")?.0.replace("&amp;", "&");
    Some(Change {
        identifier,
        datestamp: datestamp_of(header)?,
        is_deleted: start.contains("status=\"deleted\""),
    })
}

fn named_set(spec: SetSpec, description: Option<&SetDescription>, names: &SetNames<'_>) -> NamedSet {
    let described = description.map(|it| Text { lang: None, text: it.name.clone() });
    let mut names = described.map_or_else(|| names.of_set(&spec), |name| vec![name]);
    if names.is_empty() {
        names.push(Text { lang: None, text: spec.to_string() });
    }
    let descriptions = description.map_or_else(Vec::new, |it| it.descriptions.clone());
    NamedSet { spec, names, descriptions }
}

/// The record of an item in a format, as it is in every answer.
fn record(
    snapshot: &dyn Snapshot,
    identifier: &Identifier,
    prefix: &str,
) -> Result<Option<String>, StoreError> {
    let mut xml = Vec::new();
    let found = snapshot.record(identifier.as_str(), prefix, &mut xml)?;
    Ok((found == Found::Record).then(|| String::from_utf8_lossy(&xml).into_owned()))
}

/// The content of `metadata` of a record. The `about` containers behind it never have an element of that name.
fn metadata(
    snapshot: &dyn Snapshot,
    identifier: &Identifier,
    prefix: &str,
) -> Result<Option<String>, StoreError> {
    let record = record(snapshot, identifier, prefix)?;
    let content = |record: &String| {
        let (_, rest) = record.split_once("<metadata>")?;
        Some(rest.rsplit_once("</metadata>")?.0.trim().to_owned())
    };
    Ok(record.as_ref().and_then(content))
}

/// The datestamp in the header of a record.
fn datestamp_of(record: &str) -> Option<Datestamp> {
    let (_, rest) = record.split_once("<datestamp>")?;
    rest.split_once("</datestamp>")?.0.parse().ok()
}
