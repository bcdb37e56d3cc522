//! A file with one `oai_dc:dc` document, taken as it is.

use crate::diagnostics::{Severity, suggest};
use crate::model::{DC_ELEMENTS, DublinCore};
use crate::xml::{Event, Limits, Name, Reader, XmlError};

use super::accidents;
use super::dc_reader::{self, Loss};
use super::namespaces::is_oai_pmh;
use super::report::Report;
use super::size::RECORD_BYTES;

/// Reads the document and reports what is wrong with it; a foreign element is of the given severity.
pub(super) fn read(bytes: &[u8], foreign: Severity, report: &mut Report<'_>) -> Option<DublinCore> {
    let mut losses = Vec::new();
    let read = read_document(bytes, &mut |offset, loss| losses.push((offset, loss)));
    // the element with a value may be the one whose name is wrong
    let whole =
        foreign != Severity::Error || !losses.iter().any(|(_, loss)| matches!(loss, Loss::Element { .. }));
    let mut is_told = false;
    for (offset, loss) in losses {
        // one wrong namespace makes all elements wrong
        let is_wrong_namespace = loss.is_wrong_namespace();
        if is_wrong_namespace && std::mem::replace(&mut is_told, true) {
            continue;
        }
        let severity = if matches!(loss, Loss::Element { .. }) { foreign } else { Severity::Warning };
        report.push(severity, offset, message(&loss));
    }
    match read {
        Ok(dc) if dc.elements.is_empty() => {
            if whole && !is_told {
                report.error(0, "the record has no element with a value; fill it in, or remove the file");
            }
            None
        }
        Ok(dc) => Some(dc),
        Err(error) => {
            report.error(error.offset, error.message);
            None
        }
    }
}

/// The Dublin Core of a document that Windrow wrote; none if it is damaged.
pub fn dublin_core(text: &str) -> Option<DublinCore> {
    let mut reader = Reader::new(text.as_bytes(), Limits::default()).ok()?;
    match reader.read() {
        Ok(Event::Start(name)) if dc_reader::is_root(&name) => {
            dc_reader::read(&mut reader, &mut |_, _| {}).ok()
        }
        _ => None,
    }
}

/// Whether the document is one of Dublin Core.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    Reader::new(bytes, Limits::default())
        .and_then(|mut reader| reader.read())
        .is_ok_and(|event| matches!(event, Event::Start(name) if dc_reader::is_root(&name)))
}

fn read_document(bytes: &[u8], lose: &mut dyn FnMut(usize, Loss)) -> Result<DublinCore, XmlError> {
    let limits = Limits { bytes: RECORD_BYTES, ..Limits::default() };
    let mut reader = Reader::new(bytes, limits)?;
    let dc = match reader.read()? {
        Event::Start(name) if dc_reader::is_root(&name) => dc_reader::read(&mut reader, lose)?,
        Event::Start(name) => {
            return Err(XmlError { offset: reader.offset(), message: another_root(&name) });
        }
        _ => {
            return Err(XmlError {
                offset: reader.offset(),
                message: "the file is empty; write a record into it, or remove it".to_owned(),
            });
        }
    };
    match reader.read()? {
        Event::Eof => Ok(dc),
        _ => Err(XmlError {
            offset: reader.offset(),
            message: "a second record; put each record in a separate file".to_owned(),
        }),
    }
}

/// What is said of a document that is not Dublin Core.
fn another_root(name: &Name<'_>) -> String {
    let local = name.local;
    if is_oai_pmh(&name.namespace) && ["OAI-PMH", "ListRecords", "GetRecord"].contains(&local) {
        return "this is an OAI-PMH response, not a record; load it with `windrow load`".to_owned();
    }
    accidents::root(local, &name.namespace).unwrap_or_else(|| {
        format!(
            "this is not a Dublin Core record, but `{local}`; the root element of one is oai_dc:dc, with \
             xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" and xmlns:dc=\"http://purl.org/dc/elements/1.1/\". A record in another \
             format stands beside one of these, or beside a TOML file: NAME.PREFIX.xml beside NAME.xml or NAME.toml"
        )
    })
}

fn message(loss: &Loss) -> String {
    match loss {
        Loss::Element { local, namespace } if loss.is_wrong_namespace() => {
            let what = Loss::meant(local, namespace.as_deref()).unwrap_or_default();
            format!("{what}; correct the namespace, which is declared on the root element or here")
        }
        Loss::Element { local, namespace } => format!(
            "{} is not one of the fifteen elements of Dublin Core: {}",
            Loss::element(local, namespace.as_deref()),
            suggest::remedy(local, DC_ELEMENTS)
        ),
        Loss::Markup => "markup in a value was left out, its text kept; write plain text".to_owned(),
        Loss::Attribute(name) => {
            format!(
                "the attribute `{name}` was left out, because unqualified Dublin Core has no place for it; remove it"
            )
        }
        Loss::Language(tag) => {
            format!(
                "xml:lang=\"{tag}\" was left out, because it is not a language tag; write one such as en, zh or zh-Hans"
            )
        }
        Loss::LanguageSpelling(tag) => {
            format!("xml:lang=\"{tag}\" was read as \"{0}\"; write {0}", tag.replace('_', "-"))
        }
        Loss::Empty(name) => format!("`{name}` is empty and was left out; fill it in, or remove it"),
        Loss::Characters(count) => {
            format!("{count} control character(s) that XML does not allow were left out; remove them")
        }
        Loss::Second(local) => format!("`{local}` was left out; remove it"),
        Loss::Text => "text between the elements was left out; put it into an element".to_owned(),
    }
}
