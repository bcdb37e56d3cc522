//! XML that an item brings along for a format: looked at once, at this door, and served as it was given ever after.

use crate::diagnostics::{Problem, suggest};
use std::borrow::Cow;
use std::path::Path;

use crate::formats;
use crate::model::{Identity, OwnFormat};
use crate::xml::{Event, Limits, Name, Reader, XmlError, decoded, strictly, utf8};

use super::dc_reader::{self, Loss};
use super::report::Report;
use super::size::{RECORD_BYTES, too_large};

/// Deeper than any format, and so little that every parser gets through, with what stands around it in an answer.
const LIMITS: Limits = Limits { bytes: usize::MAX, depth: 200, attributes: 256 };

/// The root elements of Windrow's own formats, each with what collections of them are called.
const ROOTS: [Root; 10] = [
    ("oai_dc", "dc", ""),
    ("oai_qdc", "qualifieddc", ""),
    ("oai_openaire", "resource", ""),
    ("oai_datacite", "oai_datacite", ""),
    ("datacite", "resource", "resources"),
    ("marcxml", "record", "collection"),
    ("mods", "mods", "modsCollection"),
    ("jats", "article", "pmc-articleset"),
    ("crossref", "doi_batch", ""),
    ("jpcoar", "jpcoar", ""),
];

/// A format with its root element.
type Root = (&'static str, &'static str, &'static str);

/// JATS is a DTD, whose files have no namespace; OAI-PMH takes no metadata without one.
const WITHOUT_NAMESPACE: &str = "jats";

/// Reads the XML that a record brings along for the format of `prefix`, from the file at `path`.
///
/// The file may be in any encoding that it declares. `Ok` is the root element as it stands there; what is before and behind it is left
/// out, a document type declaration too if it declares nothing. JATS without a namespace gets that of the format. Errs with what keeps the
/// file from being served, and its place: the repository has no such format, the root is not the format's, it is not XML to the letter.
pub fn read(path: &Path, bytes: &[u8], prefix: &str, identity: &Identity) -> Result<String, Vec<Problem>> {
    let decoded = if bytes.len() > RECORD_BYTES { Ok(Cow::Borrowed(bytes)) } else { decoded(bytes) };
    let mut report = Report::new(path, decoded.as_deref().unwrap_or(bytes));
    let checked = match &decoded {
        _ if bytes.len() > RECORD_BYTES => Err(XmlError { offset: 0, message: too_large("the file") }),
        Ok(decoded) => utf8(decoded).map_err(|(offset, message)| XmlError { offset, message }).and_then(
            |(text, base)| check(text, prefix, &identity.own_formats).map_err(|error| behind(error, base)),
        ),
        Err(error) => Err(error.clone()),
    };
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

/// The same error, with as much before it.
fn behind(error: XmlError, bytes: usize) -> XmlError {
    XmlError { offset: error.offset + bytes, ..error }
}

/// The root element as it stands in the document.
pub(super) fn check(text: &str, prefix: &str, own: &[OwnFormat]) -> Result<String, XmlError> {
    let fault = |offset, message| XmlError { offset, message };
    let namespace = namespace(prefix, own).ok_or_else(|| fault(0, no_format(prefix, own)))?;
    if text.len() > RECORD_BYTES {
        return Err(fault(0, too_large("the XML")));
    }
    let is_own = own.iter().any(|format| format.prefix.as_str() == prefix);
    let root = ROOTS.iter().find(|(format, ..)| *format == prefix && !is_own);
    match (root, bare_root(text)) {
        (Some((WITHOUT_NAMESPACE, name, _)), Some((at, bare))) if bare == *name => {
            let declaration = format!(" xmlns=\"{namespace}\"");
            let declared = format!("{}{declaration}{}", &text[..at], &text[at..]);
            checked(&declared, prefix, namespace, root).map_err(|error| {
                let within = declaration.len().min(error.offset.saturating_sub(at));
                fault(error.offset - within, error.message)
            })
        }
        _ => checked(text, prefix, namespace, root),
    }
}

/// The name of the root element and the offset behind it, if neither it nor anything around it has a namespace.
fn bare_root(text: &str) -> Option<(usize, &str)> {
    let mut reader = Reader::new(text.as_bytes(), LIMITS).ok()?;
    let Ok(Event::Start(name)) = reader.read() else { return None };
    let is_bare = name.namespace.is_empty() && !reader.has_default_namespace();
    is_bare.then(|| (reader.offset() + 1 + name.local.len(), name.local))
}

fn checked(text: &str, prefix: &str, namespace: &str, named: Option<&Root>) -> Result<String, XmlError> {
    let (start, end) = root(text.as_bytes(), prefix, namespace, named)?;
    let root = text.get(start..end).unwrap_or_default();
    strictly(root).map_err(|error| behind(error, start))?;
    if prefix == "oai_dc" {
        fifteen(text.as_bytes())?;
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
fn root(
    bytes: &[u8],
    prefix: &str,
    namespace: &str,
    named: Option<&Root>,
) -> Result<(usize, usize), XmlError> {
    let mut reader = Reader::new(bytes, LIMITS)?;
    let first = reader.read()?;
    let start = reader.offset();
    let message = match first {
        Event::Start(name) => another_root(&name, prefix, namespace, named),
        _ => Some("there is no element here".to_owned()),
    };
    if let Some(message) = message {
        return Err(XmlError { offset: start, message });
    }
    let end = end_of_root(&mut reader)?;
    if let Some(illegal) = reader.take_illegal() {
        let message = format!("{} control character(s) that XML does not allow; remove them", illegal.count);
        return Err(XmlError { offset: illegal.offset, message });
    }
    match reader.read()? {
        Event::Eof => Ok((start, end)),
        _ => Err(XmlError {
            offset: reader.offset(),
            message: "a second root element; a record has one".to_owned(),
        }),
    }
}

/// What is wrong with a root element that is not the one of the format.
fn another_root(name: &Name<'_>, prefix: &str, namespace: &str, named: Option<&Root>) -> Option<String> {
    let local = name.local;
    match named {
        Some((_, root, collection)) if local == *collection => {
            return Some(format!(
                "a `{local}` of records; put each of its `{root}` in a separate file, NAME.{prefix}.xml in the folder of the record NAME"
            ));
        }
        Some((_, root, _)) if local != *root => {
            return Some(format!(
                "the root element is `{local}`, but that of the format {prefix} is `{root}`; extract that from the file"
            ));
        }
        _ if name.namespace == namespace => return None,
        _ => {}
    }
    Some(if name.namespace.is_empty() {
        format!(
            "the root element `{local}` has no namespace, but the format's is `{namespace}`; declare it there with xmlns=\"{namespace}\""
        )
    } else {
        format!(
            "the root element `{local}` is in the namespace `{}`, but that of the format is `{namespace}`; correct one of them, or declare a \
             [[format]] for the other one in repository.toml, with a prefix of its own",
            name.namespace
        )
    })
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
            "this element has no namespace, and would get that of OAI-PMH in an answer; give it a prefix, or add xmlns=\"\" to the root \
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
        fault(format!("the attribute `{}` occurs twice; remove one of them", attribute.name.local))
    })
}

/// oai_dc has its elements and no others (§5), whoever wrote it.
fn fifteen(bytes: &[u8]) -> Result<(), XmlError> {
    let fault = |offset, what: &str| {
        let message = format!(
            "{what}; oai_dc is an oai_dc:dc with the fifteen elements of Dublin Core, each with a text and optionally xml:lang"
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
            fault(offset, &format!("`{tag}` is not a language tag"))
        }
        Some((offset, Loss::Markup | Loss::Characters(_) | Loss::Text | Loss::Second(_))) => {
            fault(offset, "this is not allowed here")
        }
    }
}
