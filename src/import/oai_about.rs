//! The `about` containers of a record (§2.5): provenance and rights, by the guidelines for each.

use crate::model::{Provenance, WebUrl};
use crate::xml::{Event, Reader, XmlError};

use super::dc_reader::read_text;
use super::namespaces::{PROVENANCE, RIGHTS};
use super::origin_date::{datestamp, is_datestamp};
use super::tally::{Kind, Notes};

/// What was said about a record.
#[derive(Default)]
pub(super) struct About {
    pub(super) rights: Vec<String>,
    pub(super) origin: Option<Box<Provenance>>,
}

/// Reads the `about` whose start was the last event.
pub(super) fn read(reader: &mut Reader<'_>, about: &mut About, notes: &mut Notes) -> Result<(), XmlError> {
    let depth = reader.depth();
    let offset = reader.offset();
    loop {
        match reader.read()? {
            Event::Start(name) if name.is(PROVENANCE, "provenance") || name.is(RIGHTS, "rights") => {}
            Event::Start(name) if name.is(PROVENANCE, "originDescription") => {
                let offset = reader.offset();
                match origin_description(reader, notes)? {
                    Some(origin) if about.origin.is_none() => about.origin = Some(Box::new(origin)),
                    _ => notes.push((Kind::Origin, offset)),
                }
            }
            Event::Start(name) if name.is(RIGHTS, "rightsReference") => {
                let reference = reader.attributes().iter().find(|attribute| attribute.name.is("", "ref"));
                match reference.map(|reference| reference.value.trim()).filter(|url| WebUrl::is_one(url)) {
                    Some(url) => about.rights.push(url.to_owned()),
                    None => notes.push((Kind::About, offset)),
                }
                reader.skip_element()?;
            }
            Event::Start(_) => {
                notes.push((Kind::About, offset));
                reader.skip_element()?;
            }
            Event::End if reader.depth() < depth => return Ok(()),
            _ => {}
        }
    }
}

/// One level of provenance and those within it; none where a part that the schema demands is missing.
fn origin_description(reader: &mut Reader<'_>, notes: &mut Notes) -> Result<Option<Provenance>, XmlError> {
    let depth = reader.depth();
    let attribute = |name: &str| {
        let found = reader.attributes().iter().find(|attribute| attribute.name.is("", name));
        found.map(|attribute| attribute.value.trim().to_owned())
    };
    let harvest_date = attribute("harvestDate").as_deref().and_then(datestamp);
    let altered = match attribute("altered").as_deref() {
        Some("true" | "1") => Some(true),
        Some("false" | "0") => Some(false),
        _ => None,
    };
    let mut texts: [Option<String>; 4] = Default::default();
    let mut origin = None;
    loop {
        match reader.read()? {
            Event::Start(name) if name.is(PROVENANCE, "originDescription") => {
                let offset = reader.offset();
                origin = origin_description(reader, notes)?.map(Box::new);
                if origin.is_none() {
                    notes.push((Kind::Origin, offset));
                }
            }
            Event::Start(name) => {
                let at = ["baseURL", "identifier", "datestamp", "metadataNamespace"]
                    .iter()
                    .position(|known| *known == name.local);
                let text = read_text(reader, &mut |_, _| {})?.trim().to_owned();
                if let Some(slot) = at.and_then(|at| texts.get_mut(at)).filter(|_| !text.is_empty()) {
                    *slot = Some(text);
                }
            }
            Event::End if reader.depth() < depth => break,
            _ => {}
        }
    }
    let (
        [Some(base_url), Some(identifier), Some(datestamp), Some(metadata_namespace)],
        Some(date),
        Some(altered),
    ) = (texts, harvest_date, altered)
    else {
        return Ok(None);
    };
    let provenance = Provenance {
        base_url,
        identifier,
        datestamp,
        metadata_namespace,
        harvest_date: date,
        altered,
        origin,
    };
    Ok(is_datestamp(&provenance.datestamp).then_some(provenance))
}
