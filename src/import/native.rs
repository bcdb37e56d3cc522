//! XML that an item brings along for a format: looked at once, at this door, and served as it was given ever after.

use std::path::Path;

use crate::formats;
use crate::model::{Identity, OwnFormat};
use crate::xml::{Event, Limits, Reader, XmlError, strictly, utf8};

use super::dc_reader::{self, Loss};
use super::report::Report;
use super::{Problem, suggest};

/// No record is larger than this: it has to go into a page with others.
pub(super) const MOST_BYTES: usize = 16 << 20;

/// Deeper than any format, and so little that every parser gets through, with what stands around it in an answer.
const LIMITS: Limits = Limits { bytes: MOST_BYTES, depth: 200, attributes: 256 };

/// Reads the XML that a record brings along for the format of `prefix`, from the file at `path`.
///
/// `Ok` is the root element as it stands there; what is before and behind it is left out. Errs with what keeps it from being served, and
/// its place: the repository has no such format, the root is not of the format's namespace, it is not XML to the letter.
pub fn read(path: &Path, bytes: &[u8], prefix: &str, identity: &Identity) -> Result<String, Vec<Problem>> {
    let mut report = Report::new(path, bytes);
    let checked = check(bytes, prefix, &identity.own_formats);
    let text = checked.map_err(|error| report.error(error.offset, error.message)).ok();
    report.finish(text).map(|(text, _)| text)
}

/// Whether records may bring XML along for this prefix: it is one of Windrow's own, or the repository declares it.
pub fn is_format(prefix: &str, identity: &Identity) -> bool {
    namespace(prefix, &identity.own_formats).is_some()
}

/// The namespace of a format's root element.
fn namespace<'a>(prefix: &str, own: &'a [OwnFormat]) -> Option<&'a str> {
    let declared = own.iter().find(|format| format.prefix.as_str() == prefix);
    declared
        .map(|format| format.namespace.as_str())
        .or_else(|| formats::by_prefix(prefix).map(|format| format.about().metadata_namespace))
}

/// The root element as it stands in the document.
pub(super) fn check(bytes: &[u8], prefix: &str, own: &[OwnFormat]) -> Result<String, XmlError> {
    let fault = |offset, message| XmlError { offset, message };
    let namespace = namespace(prefix, own).ok_or_else(|| fault(0, no_format(prefix, own)))?;
    if bytes.len() > MOST_BYTES {
        let message = format!("{} bytes, and {MOST_BYTES} are the most that fit into an answer", bytes.len());
        return Err(fault(0, message));
    }
    let (text, base) = utf8(bytes).map_err(|(offset, message)| fault(offset, message))?;
    let (start, end) = root(bytes, namespace)?;
    let root = text.get(start - base..end - base).unwrap_or_default();
    strictly(root).map_err(|error| fault(start + error.offset, error.message))?;
    if prefix == "oai_dc" {
        fifteen(bytes)?;
    }
    Ok(root.to_owned())
}

fn no_format(prefix: &str, own: &[OwnFormat]) -> String {
    let known = formats::FORMATS.iter().map(|format| format.metadata_prefix());
    let known = known.chain(own.iter().map(|format| format.prefix.as_str()));
    let slip = suggest::nearest(prefix, known)
        .map_or(String::new(), |near| format!("did you mean `{near}`? Otherwise "));
    format!(
        "the repository has no format `{prefix}`; {slip}declare it in repository.toml: [[format]] with prefix = \"{prefix}\", schema and \
         namespace; or, if this is a record of its own, give the file a name that begins otherwise"
    )
}

/// Where the root element begins and ends.
fn root(bytes: &[u8], namespace: &str) -> Result<(usize, usize), XmlError> {
    let mut reader = Reader::new(bytes, LIMITS)?;
    let first = reader.read()?;
    let start = reader.offset();
    match first {
        Event::Start(name) if name.namespace == namespace => {}
        Event::Start(name) if name.namespace.is_empty() => {
            let message = format!(
                "the root element `{}` is of no namespace, and the format's is `{namespace}`; declare it there with xmlns=\"{namespace}\"",
                name.local
            );
            return Err(XmlError { offset: start, message });
        }
        Event::Start(name) => {
            let message = format!(
                "the root element `{}` is of the namespace `{}`, and that of the format is `{namespace}`; correct one of them",
                name.local, name.namespace
            );
            return Err(XmlError { offset: start, message });
        }
        _ => return Err(XmlError { offset: start, message: "there is no element here".to_owned() }),
    }
    let end = end_of_root(&mut reader)?;
    if let Some(illegal) = reader.take_illegal() {
        let message = format!("{} control character(s) that XML cannot hold; remove them", illegal.count);
        return Err(XmlError { offset: illegal.offset, message });
    }
    match reader.read()? {
        Event::Eof => Ok((start, end)),
        _ => Err(XmlError {
            offset: reader.offset(),
            message: "a second root element; a record is one element".to_owned(),
        }),
    }
}

fn end_of_root(reader: &mut Reader<'_>) -> Result<usize, XmlError> {
    let mut is_empty = true;
    check_names(reader, None)?;
    loop {
        match reader.read()? {
            Event::Start(name) => check_names(reader, Some(&name.namespace))?,
            Event::Text(text) if text.trim_ascii().is_empty() => continue,
            Event::Text(_) => {}
            Event::End if reader.depth() == 0 && is_empty => {
                let message = "the root element is empty; fill it in, or remove it".to_owned();
                return Err(XmlError { offset: reader.offset(), message });
            }
            Event::End | Event::Eof if reader.depth() == 0 => return Ok(reader.position()),
            Event::End | Event::Eof => {}
        }
        is_empty = false;
    }
}

/// Checks the names of the element whose start was the last event, as they will be where it stands in an answer.
fn check_names(reader: &Reader<'_>, namespace: Option<&str>) -> Result<(), XmlError> {
    let fault = |message: String| Err(XmlError { offset: reader.offset(), message });
    if namespace.is_some_and(str::is_empty) && !reader.has_default_namespace() {
        return fault(
            "an element of no namespace, which would take that of OAI-PMH in an answer; give it a prefix, or add xmlns=\"\" to the root \
             element"
                .to_owned(),
        );
    }
    let attributes = reader.attributes();
    let twice = attributes
        .iter()
        .enumerate()
        .find(|(at, attribute)| attributes[..*at].iter().any(|other| other.name == attribute.name));
    twice.map_or(Ok(()), |(_, attribute)| {
        fault(format!("the attribute `{}` stands here twice; remove one of them", attribute.name.local))
    })
}

/// oai_dc has its elements and no others (§5), whoever wrote it.
fn fifteen(bytes: &[u8]) -> Result<(), XmlError> {
    let fault = |offset, what: &str| {
        let message = format!(
            "{what}; oai_dc is oai_dc:dc with the fifteen elements of Dublin Core, each with a text and perhaps xml:lang"
        );
        Err(XmlError { offset, message })
    };
    let mut reader = Reader::new(bytes, LIMITS)?;
    if !matches!(reader.read()?, Event::Start(name) if dc_reader::is_root(&name)) {
        return fault(reader.offset(), "another root element");
    }
    let mut lost = None;
    dc_reader::read(&mut reader, &mut |offset, loss| {
        lost.get_or_insert((offset, loss));
    })?;
    match lost {
        None => Ok(()),
        Some((offset, Loss::Element { local, .. })) => fault(offset, &format!("the element `{local}`")),
        Some((offset, Loss::Attribute(name))) => fault(offset, &format!("the attribute `{name}`")),
        Some((offset, Loss::Empty(name))) => fault(offset, &format!("`{name}` is empty")),
        Some((offset, Loss::Language(tag) | Loss::LanguageSpelling(tag))) => {
            fault(offset, &format!("`{tag}` is no language tag"))
        }
        Some((offset, Loss::Markup | Loss::Characters(_) | Loss::Text)) => {
            fault(offset, "this cannot stand here")
        }
    }
}
