//! A file with one `oai_dc:dc` document, taken as it is.

use crate::diagnostics::{Message, Severity, say, suggest};
use crate::model::{DC_ELEMENTS, DublinCore};
use crate::xml::{Event, Limits, Name, Reader};

use super::accidents;
use super::dc_reader::{self, Loss};
use super::fault::Fault;
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
                let message = say!(
                    DC_EMPTY,
                    "the record has no element with a value; fill it in, or remove the file",
                    "记录的所有元素都没有值；请填写，或删除该文件"
                );
                report.error(0, message);
            }
            None
        }
        Ok(dc) => Some(dc),
        Err(fault) => {
            report.error(fault.offset, fault.message);
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

fn read_document(bytes: &[u8], lose: &mut dyn FnMut(usize, Loss)) -> Result<DublinCore, Fault> {
    let limits = Limits { bytes: RECORD_BYTES, ..Limits::default() };
    let mut reader = Reader::new(bytes, limits)?;
    let dc = match reader.read()? {
        Event::Start(name) if dc_reader::is_root(&name) => dc_reader::read(&mut reader, lose)?,
        Event::Start(name) => {
            return Err(Fault { offset: reader.offset(), message: another_root(&name) });
        }
        _ => {
            let message = say!(
                DC_EMPTY,
                "the file is empty; write a record into it, or remove it",
                "文件是空的；请写入记录，或删除文件"
            );
            return Err(Fault { offset: reader.offset(), message });
        }
    };
    match reader.read()? {
        Event::Eof => Ok(dc),
        _ => {
            let message = say!(
                XML_ROOT,
                "a second record; put each record in a separate file",
                "这里是第二条记录；每条记录请单独存成一个文件"
            );
            Err(Fault { offset: reader.offset(), message })
        }
    }
}

/// What is said of a document that is not Dublin Core.
fn another_root(name: &Name<'_>) -> Message {
    let local = name.local;
    if is_oai_pmh(&name.namespace) && ["OAI-PMH", "ListRecords", "GetRecord"].contains(&local) {
        return say!(
            XML_ROOT,
            "this is an OAI-PMH response, not a record; load it with `windrow load`",
            "这是 OAI-PMH 响应，不是记录；请用 windrow load 导入"
        );
    }
    accidents::root(local, &name.namespace).unwrap_or_else(|| {
        say!(
            XML_ROOT,
            "this is not a Dublin Core record, but `{local}`; the root element of one is oai_dc:dc, with \
             xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" and xmlns:dc=\"http://purl.org/dc/elements/1.1/\". A record in another \
             format stands beside one of these, or beside a TOML file: NAME.PREFIX.xml beside NAME.xml or NAME.toml",
            "这不是都柏林核心记录，而是“{local}”；都柏林核心记录的根元素是 oai_dc:dc，带有 \
             xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" 和 xmlns:dc=\"http://purl.org/dc/elements/1.1/\"。其他元数据格式的记录请存为 \
             NAME.PREFIX.xml，放在 NAME.xml 或 NAME.toml 旁边"
        )
    })
}

fn message(loss: &Loss) -> Message {
    match loss {
        Loss::Element { local, namespace } if loss.is_wrong_namespace() => say!(
            XML_NAMESPACE,
            "{what}; correct the namespace, which is declared on the root element or here",
            "{what}；请改正命名空间，它声明在根元素上或这里";
            what = Loss::meant(local, namespace.as_deref()).unwrap_or_default()
        ),
        Loss::Element { local, namespace } => say!(
            DC_ELEMENT,
            "{what} is not one of the fifteen elements of Dublin Core: {remedy}",
            "{what}不属于都柏林核心的十五个元素：{remedy}";
            what = Loss::element(local, namespace.as_deref()),
            remedy = suggest::remedy(local, DC_ELEMENTS)
        ),
        Loss::Markup => say!(
            DC_CONTENT,
            "markup in a value was left out, its text kept; write plain text",
            "值中的标记已略去，文字保留；请写纯文本"
        ),
        Loss::Attribute(name) => say!(
            DC_CONTENT,
            "the attribute `{name}` was left out, because unqualified Dublin Core has no place for it; remove it",
            "属性“{name}”已略去，因为简单都柏林核心没有相应的位置；请删除"
        ),
        Loss::Language(tag) => say!(
            LANGUAGE_TAG,
            "xml:lang=\"{tag}\" was left out, because it is not a language tag; write one such as en, zh or zh-Hans",
            "xml:lang=\"{tag}\" 不是语言标签，已略去；请写 en、zh、zh-Hans 这样的标签"
        ),
        Loss::LanguageSpelling(tag) => say!(
            LANGUAGE_TAG,
            "xml:lang=\"{tag}\" was read as \"{right}\"; write {right}",
            "xml:lang=\"{tag}\" 已按 \"{right}\" 读取；请写成 {right}",
            right = tag.replace('_', "-")
        ),
        Loss::Empty(name) => say!(
            DC_CONTENT,
            "`{name}` is empty and was left out; fill it in, or remove it",
            "“{name}”是空的，已略去；请填写或删除"
        ),
        Loss::Characters(count) => say!(
            XML_CHARACTER,
            "{count} control character(s) that XML does not allow were left out; remove them",
            "已略去 {count} 个 XML 不允许的控制字符；请删除"
        ),
        Loss::Second(local) => {
            say!(DC_CONTENT, "`{local}` was left out; remove it", "“{local}”已略去；请删除")
        }
        Loss::Text => say!(
            DC_CONTENT,
            "text between the elements was left out; put it into an element",
            "元素之间的文字已略去；请写入某个元素"
        ),
    }
}
