//! A `record` of an OAI-PMH response (§2.5): header, metadata, and what stands about it.

use crate::model::{
    Content, Datestamp, DublinCore, Identifier, InWords as _, InvalidIdentifier, Item, MetadataPrefix,
    Provenance, SetSpec,
};
use crate::xml::{Event, Name, Reader, XmlError};

use crate::diagnostics::{Message, codes, say};
use crate::model::{Words, words};

use super::accidents;
use super::dc_reader::{self, Loss, read_text};
use super::losses::{Dropped, Losses};
use super::namespaces::is_oai_pmh;
use super::oai_about::{self, About};
use super::origin_date::is_datestamp;
use super::tally::{Kind, Notes};

/// The harvest that a response is from.
#[derive(Clone, Debug, Default)]
pub(super) struct Harvest {
    /// What stands in `request`.
    pub(super) base_url: Option<String>,
    pub(super) response_date: Option<Datestamp>,
    /// The format of the records.
    pub(super) prefix: Option<MetadataPrefix>,
    /// Whether identifiers that are not URIs are escaped.
    pub(super) escapes_identifiers: bool,
}

/// What a record turned out to be.
pub(super) enum Outcome {
    /// With the datestamp that stands there.
    Item {
        item: Box<Item>,
        datestamp: String,
        dropped: Option<Dropped>,
    },
    Deleted {
        identifier: Identifier,
        datestamp: String,
        sets: Vec<SetSpec>,
    },
    /// Something that is counted, and told once for the whole file.
    Counted(Kind),
    /// A record that cannot be taken.
    Faulty {
        offset: usize,
        message: Message,
    },
}

#[derive(Default)]
struct Header {
    offset: usize,
    identifier: String,
    datestamp: String,
    sets: Vec<String>,
    deleted: bool,
}

enum Metadata {
    Dc {
        content: DublinCore,
        namespace: String,
    },
    /// Another format: how it is counted.
    Foreign(Kind),
}

/// Reads the record whose start was the last event, to its end.
pub(super) fn read(
    reader: &mut Reader<'_>,
    harvest: &Harvest,
    notes: &mut Notes,
) -> Result<Outcome, XmlError> {
    let depth = reader.depth();
    let offset = reader.offset();
    let _ = reader.take_illegal();
    let (mut header, mut metadata, mut about) = (None, None, About::default());
    let mut losses = Losses::default();
    loop {
        match reader.read()? {
            Event::Start(name) if is_oai_pmh(&name.namespace) => match name.local {
                "header" => header = Some(read_header(reader)?),
                "metadata" if metadata.is_none() => {
                    metadata = read_metadata(reader, &mut |offset, loss| losses.add(offset, loss, notes))?;
                }
                "about" => oai_about::read(reader, &mut about, notes)?,
                _ => reader.skip_element()?,
            },
            Event::Start(_) => reader.skip_element()?,
            Event::End if reader.depth() < depth => break,
            _ => {}
        }
    }
    let Some(header) = header else { return Ok(Outcome::Counted(Kind::NoHeader)) };
    Ok(outcome(offset, header, metadata, about, &losses, harvest, notes))
}

fn outcome(
    offset: usize,
    mut header: Header,
    metadata: Option<Metadata>,
    about: About,
    losses: &Losses,
    harvest: &Harvest,
    notes: &mut Notes,
) -> Outcome {
    let text = header.identifier.as_str();
    let parsed = if harvest.escapes_identifiers { Identifier::escaped(text) } else { text.parse() };
    let identifier = match parsed {
        Ok(identifier) => identifier,
        Err(error) => {
            return Outcome::Faulty { offset: header.offset, message: no_identifier(text, &error) };
        }
    };
    if header.deleted {
        let sets = legal_sets(&header, notes);
        return Outcome::Deleted { identifier, datestamp: header.datestamp, sets };
    }
    let (content, namespace) = match metadata {
        Some(Metadata::Dc { content, namespace }) => (content, namespace),
        Some(Metadata::Foreign(kind)) => return Outcome::Counted(kind),
        None => {
            let message = say!(
                RECORD_INCOMPLETE,
                "{identifier} has no metadata and is not deleted; ask the origin to correct it",
                "{identifier} 没有元数据，也没有标为已删除；请联系来源方改正"
            );
            return Outcome::Faulty { offset, message };
        }
    };
    if content.elements.is_empty() {
        return nothing_left(&identifier, offset, losses);
    }
    if harvest.escapes_identifiers {
        header.identifier = identifier.to_string(); // anyURI takes both, some validators only this
    }
    let sets = legal_sets(&header, notes);
    let datestamp = header.datestamp.clone();
    let provenance = provenance(header, namespace, losses.altered, about.origin, harvest, notes);
    let content = Content::Dc(content);
    let item = Item { sets, rights: about.rights, provenance, ..Item::new(identifier, content) };
    Outcome::Item { item: Box::new(item), datestamp, dropped: losses.dropped() }
}

/// What to do about a record without an identifier that can be used.
fn no_identifier(text: &str, error: &InvalidIdentifier) -> Message {
    let escape = match Identifier::escaped(text) {
        _ if text.is_empty() => {
            return say!(
                RECORD_INCOMPLETE,
                "the header has no identifier; ask the origin to correct it, or remove the record",
                "header 没有标识符；请联系来源方改正，或删除该记录"
            );
        }
        Ok(_) => words!(
            "load with `--escape-identifiers`, which writes them so, or ",
            "请加 --escape-identifiers 导入（会按此改写），或"
        ),
        Err(_) => Words::default(),
    };
    say!(
        IDENTIFIER_FORM,
        "the identifier cannot be used: {error}; {escape}load the record as JSON Lines with an identifier that is a URI",
        "标识符不能使用：{error}；{escape}请用 JSON Lines 导入该记录，并写上是 URI 的标识符";
        error = error.words(),
        escape = escape
    )
}

/// A record without a single value, at the place of what was dropped if that is why.
fn nothing_left(identifier: &Identifier, offset: usize, losses: &Losses) -> Outcome {
    let (offset, why) = losses.dropped().map_or((offset, Words::default()), |dropped| {
        (dropped.offset, words!(": {what}", "：{what}"; what = dropped.what))
    });
    let words = words!(
        "{identifier} has no element with a value{why}; ask the origin to correct it",
        "{identifier} 的所有元素都没有值{why}；请联系来源方改正";
        why = why
    );
    Outcome::Faulty { offset, message: Message::new(&codes::RECORD_INCOMPLETE, words) }
}

fn read_header(reader: &mut Reader<'_>) -> Result<Header, XmlError> {
    let depth = reader.depth();
    let deleted = |reader: &Reader<'_>| {
        reader
            .attributes()
            .iter()
            .any(|attribute| attribute.name.local == "status" && attribute.value.trim() == "deleted")
    };
    let mut header = Header { offset: reader.offset(), deleted: deleted(reader), ..Header::default() };
    loop {
        match reader.read()? {
            Event::Start(Name { local, .. }) => {
                let text = read_text(reader, &mut |_, _| {})?.trim().to_owned();
                match local {
                    "identifier" => header.identifier = text,
                    "datestamp" => header.datestamp = text,
                    "setSpec" => header.sets.push(text),
                    _ => {}
                }
            }
            Event::End if reader.depth() < depth => return Ok(header),
            _ => {}
        }
    }
}

/// The first element in `metadata`, if it is Dublin Core, or its namespace.
fn read_metadata(
    reader: &mut Reader<'_>,
    lose: &mut dyn FnMut(usize, Loss),
) -> Result<Option<Metadata>, XmlError> {
    let depth = reader.depth();
    let mut metadata = None;
    loop {
        match reader.read()? {
            Event::Start(name) if metadata.is_none() => {
                let namespace = name.namespace.clone().into_owned();
                metadata = Some(if dc_reader::is_root(&name) {
                    Metadata::Dc { content: dc_reader::read(reader, lose)?, namespace }
                } else {
                    reader.skip_element()?;
                    Metadata::Foreign(foreign(name.local.to_owned(), namespace))
                });
            }
            Event::Start(name) => {
                lose(reader.offset(), Loss::Second(name.local.to_owned()));
                reader.skip_element()?;
            }
            Event::End if reader.depth() < depth => return Ok(metadata),
            _ => {}
        }
    }
}

/// Metadata that are not Dublin Core.
fn foreign(root: String, namespace: String) -> Kind {
    if root == "dc" && accidents::is_nearly_oai_dc(&namespace) {
        Kind::WrongNamespace(namespace)
    } else if is_oai_pmh(&namespace) {
        Kind::NoNamespace(root)
    } else {
        Kind::Foreign { root, namespace }
    }
}

fn legal_sets(header: &Header, notes: &mut Notes) -> Vec<SetSpec> {
    let mut sets = Vec::with_capacity(header.sets.len());
    for text in &header.sets {
        match text.parse() {
            Ok(spec) => sets.push(spec),
            Err(_) => notes.push((Kind::SetSpec(text.clone()), header.offset)),
        }
    }
    SetSpec::minimal(sets)
}

/// The originDescription of this harvest around those of earlier ones, if the response tells enough for it.
fn provenance(
    header: Header,
    metadata_namespace: String,
    altered: bool,
    origin: Option<Box<Provenance>>,
    harvest: &Harvest,
    notes: &mut Notes,
) -> Option<Provenance> {
    match (&harvest.base_url, harvest.response_date) {
        (Some(base_url), Some(harvest_date)) if is_datestamp(&header.datestamp) => Some(Provenance {
            base_url: base_url.clone(),
            identifier: header.identifier,
            datestamp: header.datestamp,
            metadata_namespace,
            harvest_date,
            altered,
            origin,
        }),
        _ => {
            notes.push((Kind::NoProvenance, header.offset));
            origin.map(|origin| *origin)
        }
    }
}
