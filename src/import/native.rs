//! XML that an item brings along for a format: looked at once, at this door, and served as it was given ever after.

use crate::diagnostics::{Message, Problem, codes, say, suggest};
use std::borrow::Cow;
use std::path::Path;

use crate::formats;
use crate::model::{Identity, OwnFormat, Words, words};
use crate::xml::{Event, Limits, Name, Reader, decoded, strictly, utf8};

use super::dc_reader::{self, Loss};
use super::fault::Fault;
use super::report::Report;
use super::size::{RECORD_BYTES, the_file, too_large};

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
        _ if bytes.len() > RECORD_BYTES => Err(Fault { offset: 0, message: too_large(the_file()) }),
        Ok(decoded) => utf8(decoded).map_err(Fault::from).and_then(|(text, base)| {
            check(text, prefix, &identity.own_formats).map_err(|fault| fault.behind(base))
        }),
        Err(error) => Err(error.clone().into()),
    };
    let text = checked.map_err(|fault| report.error(fault.offset, fault.message)).ok();
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
pub(super) fn check(text: &str, prefix: &str, own: &[OwnFormat]) -> Result<String, Fault> {
    let fault = |offset, message| Fault { offset, message };
    let namespace = namespace(prefix, own).ok_or_else(|| fault(0, no_format(prefix, own)))?;
    if text.len() > RECORD_BYTES {
        return Err(fault(0, too_large(words!("the XML", "XML "))));
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

fn checked(text: &str, prefix: &str, namespace: &str, named: Option<&Root>) -> Result<String, Fault> {
    let (start, end) = root(text.as_bytes(), prefix, namespace, named)?;
    let root = text.get(start..end).unwrap_or_default();
    strictly(root).map_err(|error| error.behind(start))?;
    if prefix == "oai_dc" {
        fifteen(text.as_bytes())?;
    }
    Ok(root.to_owned())
}

fn no_format(prefix: &str, own: &[OwnFormat]) -> Message {
    let known = formats::FORMATS.iter().map(|format| format.metadata_prefix());
    let known = known.chain(own.iter().map(|format| format.prefix.as_str()));
    let slip = suggest::nearest(prefix, known).map_or_else(Words::default, |near| {
        words!("did you mean `{near}`? Otherwise ", "是否应为“{near}”？如果不是，")
    });
    say!(
        SIDECAR_FORMAT,
        "the repository has no format `{prefix}`; {slip}declare it in repository.toml: [[format]] with prefix = \"{prefix}\", schema and \
         namespace; or, if this is a record of its own, give the file a name that begins otherwise",
        "仓储没有元数据格式“{prefix}”；{slip}请在 repository.toml 中声明：[[format]]，写 prefix = \"{prefix}\"、schema 和 \
         namespace；如果这是单独的记录，请换一个开头不同的文件名";
        slip = slip
    )
}

/// Where the root element begins and ends.
fn root(bytes: &[u8], prefix: &str, namespace: &str, named: Option<&Root>) -> Result<(usize, usize), Fault> {
    let mut reader = Reader::new(bytes, LIMITS)?;
    let first = reader.read()?;
    let start = reader.offset();
    let message = match first {
        Event::Start(name) => another_root(&name, prefix, namespace, named),
        _ => Some(say!(
            SIDECAR_ROOT,
            "there is no element here; fill the file in, or remove it",
            "这里没有元素；请填写文件，或将其删除"
        )),
    };
    if let Some(message) = message {
        return Err(Fault { offset: start, message });
    }
    let end = end_of_root(&mut reader)?;
    if let Some(illegal) = reader.take_illegal() {
        let message = say!(
            XML_CHARACTER,
            "{count} control character(s) that XML does not allow; remove them",
            "有 {count} 个 XML 不允许的控制字符；请删除",
            count = illegal.count
        );
        return Err(Fault { offset: illegal.offset, message });
    }
    match reader.read()? {
        Event::Eof => Ok((start, end)),
        _ => {
            let message = say!(
                SIDECAR_ROOT,
                "a second root element; a record has one",
                "这里是第二个根元素；一条记录只能有一个，请删除"
            );
            Err(Fault { offset: reader.offset(), message })
        }
    }
}

/// What is wrong with a root element that is not the one of the format.
fn another_root(name: &Name<'_>, prefix: &str, namespace: &str, named: Option<&Root>) -> Option<Message> {
    let local = name.local;
    match named {
        Some((_, root, collection)) if local == *collection => {
            return Some(say!(
                SIDECAR_ROOT,
                "a `{local}` of records; put each of its `{root}` in a separate file, NAME.{prefix}.xml in the folder of the record NAME",
                "这是含有多条记录的“{local}”；请把其中每个“{root}”单独存成文件 NAME.{prefix}.xml，放在记录 NAME 所在的文件夹"
            ));
        }
        Some((_, root, _)) if local != *root => {
            return Some(say!(
                SIDECAR_ROOT,
                "the root element is `{local}`, but that of the format {prefix} is `{root}`; extract that from the file",
                "根元素是“{local}”，而元数据格式 {prefix} 的根元素是“{root}”；请从文件中取出该元素"
            ));
        }
        _ if name.namespace == namespace => return None,
        _ => {}
    }
    Some(if name.namespace.is_empty() {
        say!(
            SIDECAR_ROOT,
            "the root element `{local}` has no namespace, but the format's is `{namespace}`; declare it there with xmlns=\"{namespace}\"",
            "根元素“{local}”没有命名空间，而该元数据格式的命名空间是“{namespace}”；请在根元素上声明 xmlns=\"{namespace}\""
        )
    } else {
        say!(
            SIDECAR_ROOT,
            "the root element `{local}` is in the namespace `{found}`, but that of the format is `{namespace}`; correct one of them, or declare a \
             [[format]] for the other one in repository.toml, with a prefix of its own",
            "根元素“{local}”的命名空间是“{found}”，而该元数据格式的命名空间是“{namespace}”；请改正其中一个，或在 repository.toml \
             中用另一个前缀为它声明 [[format]]",
            found = name.namespace
        )
    })
}

fn end_of_root(reader: &mut Reader<'_>) -> Result<usize, Fault> {
    let mut is_empty = true;
    check_names(reader, None)?;
    loop {
        match reader.read()? {
            Event::Start(name) => check_names(reader, Some(&name.namespace))?,
            Event::Text(text) if text.trim_ascii().is_empty() => continue,
            Event::Text(_) => {}
            Event::End if reader.depth() == 0 && is_empty => {
                let message = say!(
                    SIDECAR_ROOT,
                    "the root element is empty; fill it in, or remove it",
                    "根元素是空的；请填写，或删除该文件"
                );
                return Err(Fault { offset: reader.offset(), message });
            }
            Event::End | Event::Eof if reader.depth() == 0 => return Ok(reader.position()),
            Event::End | Event::Eof => {}
        }
        is_empty = false;
    }
}

/// Checks the names of the element whose start was the last event, as they will be where it stands in an answer.
fn check_names(reader: &Reader<'_>, namespace: Option<&str>) -> Result<(), Fault> {
    let fault = |message| Err(Fault { offset: reader.offset(), message });
    if namespace.is_some_and(str::is_empty) && !reader.has_default_namespace() {
        return fault(say!(
            XML_NAMESPACE,
            "this element has no namespace, and would get that of OAI-PMH in an answer; give it a prefix, or add xmlns=\"\" to the root \
             element",
            "这个元素没有命名空间，在响应中会被当作 OAI-PMH 的元素；请给它加前缀，或在根元素上加 xmlns=\"\""
        ));
    }
    let attributes = reader.attributes();
    let twice = attributes
        .iter()
        .enumerate()
        .find(|(at, attribute)| attributes[..*at].iter().any(|other| other.name == attribute.name));
    twice.map_or(Ok(()), |(_, attribute)| {
        fault(say!(
            XML_NOT_WELL_FORMED,
            "the attribute `{name}` occurs twice; remove one of them",
            "属性“{name}”出现了两次；请删除其中一个",
            name = attribute.name.local
        ))
    })
}

/// oai_dc has its elements and no others (§5), whoever wrote it.
fn fifteen(bytes: &[u8]) -> Result<(), Fault> {
    let fault = |code, offset, what| {
        let words = words!(
            "{what}; oai_dc is an oai_dc:dc with the fifteen elements of Dublin Core, each with a text and optionally xml:lang",
            "{what}；oai_dc 是含有都柏林核心十五个元素的 oai_dc:dc，每个元素含文字，可带 xml:lang；请改正";
            what = what
        );
        Err(Fault { offset, message: Message::new(code, words) })
    };
    let mut reader = Reader::new(bytes, LIMITS)?;
    if !matches!(reader.read()?, Event::Start(name) if dc_reader::is_root(&name)) {
        return fault(&codes::SIDECAR_ROOT, reader.offset(), words!("another root element", "根元素不对"));
    }
    let mut lost = None;
    dc_reader::read(&mut reader, &mut |offset, loss| {
        lost.get_or_insert((offset, loss));
    })?;
    match lost {
        None => Ok(()),
        Some((offset, Loss::Element { local, .. })) => {
            fault(&codes::DC_ELEMENT, offset, words!("the element `{local}`", "不能有元素“{local}”"))
        }
        Some((offset, Loss::Attribute(name))) => {
            fault(&codes::DC_CONTENT, offset, words!("the attribute `{name}`", "不能有属性“{name}”"))
        }
        Some((offset, Loss::Empty(name))) => {
            fault(&codes::DC_CONTENT, offset, words!("`{name}` is empty", "“{name}”是空的"))
        }
        Some((offset, Loss::Language(tag) | Loss::LanguageSpelling(tag))) => {
            let what = words!("`{tag}` is not a language tag", "“{tag}”不是语言标签");
            fault(&codes::LANGUAGE_TAG, offset, what)
        }
        Some((offset, Loss::Markup | Loss::Characters(_) | Loss::Text | Loss::Second(_))) => {
            let what = words!("this is not allowed here", "这里不允许有这些内容");
            fault(&codes::DC_CONTENT, offset, what)
        }
    }
}
