//! What is said of XML that cannot be read.

use quick_xml::Error::{IllFormed, Syntax};
use quick_xml::errors::{IllFormedError, SyntaxError};
use quick_xml::events::attributes::AttrError;

use super::event::{Limits, XmlError, XmlFault};
use crate::model::{Words, words};

/// A document type declaration that declares something.
pub(super) fn doctype() -> XmlError {
    let message = words!(
        "a document type declaration that declares something ([ … ]), which is not read here; remove it, and write characters, not entities",
        "文档类型声明中有定义（[ … ]），这里不读取；请删除，并直接写字符，不写实体"
    );
    XmlError::new(XmlFault::Reference, message)
}

/// A document type declaration inside the root element.
pub(super) fn inner_doctype() -> XmlError {
    let message = words!(
        "a document type declaration within an element; remove it",
        "元素内部不能有文档类型声明；请删除"
    );
    XmlError::new(XmlFault::Syntax, message)
}

/// Bytes that are not of the encoding.
pub(super) fn malformed() -> XmlError {
    let message = words!(
        "bytes that are not text in the encoding of the file: the one that its first line declares, or else UTF-8; save the file as UTF-8",
        "有些字节不符合文件的编码（首行声明的编码，未声明则为 UTF-8）；请将文件另存为 UTF-8"
    );
    XmlError::new(XmlFault::Encoding, message)
}

/// A text in another encoding.
pub(super) fn not_utf8(encoding: &Words) -> XmlError {
    let message = words!(
        "the text is in {encoding}, not in UTF-8; save the file as UTF-8",
        "文件{encoding}不是 UTF-8 编码；请另存为 UTF-8";
        encoding = encoding.clone()
    );
    XmlError::new(XmlFault::Encoding, message)
}

/// An encoding that is not known.
pub(super) fn not_decoded(name: &str) -> XmlError {
    let message = words!(
        "the file is in the encoding {name}, which Windrow does not decode; save it as UTF-8",
        "文件的编码是 {name}，Windrow 不能解码；请另存为 UTF-8"
    );
    XmlError::new(XmlFault::Encoding, message)
}

/// A second document in another encoding than the first.
pub(super) fn another_document(encoding: &str) -> XmlError {
    let message = words!(
        "another document begins here, in the encoding {encoding}; put it into a file of its own",
        "从这里开始是另一个文档，编码为 {encoding}；请把它单独存成一个文件"
    );
    XmlError::new(XmlFault::Encoding, message)
}

/// A file that cannot be read.
pub(super) fn unreadable(error: &std::io::Error) -> XmlError {
    XmlError::new(XmlFault::CutOff, words!("cannot be read: {error}", "无法读取：{error}"))
}

/// A file that ends before its last element does.
pub(super) fn cut_off(element: &str) -> XmlError {
    let message = words!(
        "the file ends before `</{element}>`: it was cut off; get it again",
        "文件在“</{element}>”之前就结束了，内容不完整；请重新获取"
    );
    XmlError::new(XmlFault::CutOff, message)
}

/// A file of so many bytes, which are too many.
pub(super) fn too_large(bytes: usize, limits: Limits) -> XmlError {
    let message = words!(
        "the file has {bytes} bytes, and the limit is {most}; split it into several files",
        "文件有 {bytes} 字节，上限为 {most}；请拆成几个文件",
        most = limits.bytes
    );
    XmlError::new(XmlFault::Limit, message)
}

/// A text before or behind the root element.
pub(super) fn text_outside() -> XmlError {
    let message = words!("text outside of the root element; remove it", "根元素之外有文字；请删除");
    XmlError::new(XmlFault::Syntax, message)
}

/// A `<` that begins no tag.
pub(super) fn single_less_than() -> XmlError {
    let message = words!("a single `<` is not allowed; write &lt;", "不能单独写“<”；请写成 &lt;");
    XmlError::new(XmlFault::Reference, message)
}

/// A `&` that begins no reference.
pub(super) fn single_ampersand() -> Words {
    words!("a single `&` is not allowed; write &amp;", "不能单独写“&”；请写成 &amp;")
}

/// What quick-xml says of markup, in plain words.
pub(super) fn syntax_error(error: &quick_xml::Error) -> XmlError {
    let missing = match error {
        IllFormed(IllFormedError::UnclosedReference) => {
            return XmlError::new(XmlFault::Reference, single_ampersand());
        }
        Syntax(SyntaxError::UnclosedPI | SyntaxError::UnclosedXmlDecl) => "?>",
        Syntax(SyntaxError::UnclosedComment) => "-->",
        Syntax(SyntaxError::UnclosedCData) => "]]>",
        Syntax(SyntaxError::UnclosedSingleQuotedAttributeValue) => "'",
        Syntax(SyntaxError::UnclosedDoubleQuotedAttributeValue) => "\"",
        Syntax(SyntaxError::UnclosedDoctype | SyntaxError::UnclosedTag) => ">",
        _ => {
            let message = words!(
                "this is not XML; correct or remove what begins here",
                "这里不是合法的 XML；请改正或删除从这里开始的内容"
            );
            return XmlError::new(XmlFault::Syntax, message);
        }
    };
    let message = words!(
        "the XML breaks off: `{missing}` is missing, which ends what begins here; add it, or get the file again",
        "XML 在此中断：缺少“{missing}”，从这里开始的内容没有结束；请补上，或重新获取文件"
    );
    XmlError::new(XmlFault::CutOff, message)
}

/// What quick-xml says of an attribute, in plain words.
pub(super) fn attribute_error(error: &AttrError) -> XmlError {
    let what = match error {
        AttrError::ExpectedEq(_) => words!("an equals sign is missing", "缺少等号"),
        AttrError::ExpectedValue(_) => words!("a value is missing", "缺少属性值"),
        AttrError::UnquotedValue(_) => words!("a value is not in quotes", "属性值没有加引号"),
        AttrError::ExpectedQuote(_, _) => words!("a quote is missing", "缺少引号"),
        AttrError::Duplicated(_, _) => words!("one of them occurs twice", "同一个属性出现了两次"),
    };
    let message = words!(
        "the attributes cannot be read: {what}; correct them, or write &lt; if `<` begins no tag",
        "属性无法读取：{what}；请改正；如果“<”不是标签的开头，请写成 &lt;";
        what = what
    );
    XmlError::new(XmlFault::Syntax, message)
}
