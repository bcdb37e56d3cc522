//! The parsed output of a template: without empty elements, with white space only from values, and with all its namespaces.

use crate::formats::writing::element::XSI;
use crate::model::{Words, words};
use crate::xml::{Event, Limits, Reader, XML_NAMESPACE, Xml, XmlError, bad_binding, is_ncname};

use super::Fault;

/// No record is larger.
const MOST_BYTES: usize = 16 << 20;

/// Stands for white space of the template, in texts; no text of XML has it.
const LAYOUT: char = '\0';

/// A record's XML: an element that declares its namespaces and its schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    root: Element,
    /// Prefixes and namespaces; the default's prefix is empty.
    declarations: Vec<(String, String)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Element {
    /// As it is written, with its prefix.
    name: String,
    attributes: Vec<(String, String)>,
    content: Vec<Content>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Content {
    Element(Element),
    Text(String),
}

impl Document {
    /// Reads what a template made. Elements and attributes without a text are left out, and what then is empty; an element that is
    /// written `<a b="…"/>` stays for its attributes.
    pub(super) fn read(text: &str, namespace: &str, schema: &str) -> Result<Self, Fault> {
        let mut reading = Reading::begin(text)?;
        let (root, found) = reading.root()?;
        if found != namespace {
            let message = words!(
                "the root element `{name}` is in the namespace `{found}`, but the format's is `{namespace}`",
                "根元素“{name}”的命名空间是“{found}”，但该元数据格式的命名空间是“{namespace}”",
                name = root.name
            );
            return Err(Fault { line: None, message });
        }
        let mut document = Self { root, declarations: reading.declarations };
        document.locate_schema(namespace, schema);
        Ok(document)
    }

    /// Names the schema on the root (§3.4), unless the template has done it.
    fn locate_schema(&mut self, namespace: &str, schema: &str) {
        let bound = |namespace: &str| self.declarations.iter().find(|(_, bound)| bound == namespace);
        let prefix = match bound(XSI) {
            Some((prefix, _)) if !prefix.is_empty() => prefix.clone(),
            _ if self.declarations.iter().any(|(prefix, _)| prefix == "xsi") => return,
            _ => {
                self.declarations.push(("xsi".to_owned(), XSI.to_owned()));
                "xsi".to_owned()
            }
        };
        let name = format!("{prefix}:schemaLocation");
        if self.root.attributes.iter().all(|(known, _)| *known != name) {
            self.root.attributes.insert(0, (name, format!("{namespace} {schema}")));
        }
    }

    pub(super) fn write(&self, xml: &mut Xml) {
        write(&self.root, &self.declarations, xml);
    }

    /// The document as one text.
    pub fn to_xml(&self) -> String {
        let mut xml = Xml::new();
        self.write(&mut xml);
        xml.into_string()
    }

    /// The document for people: each element that holds others over several lines.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        push_lines(&self.root, &self.declarations, "", &mut lines);
        lines
    }
}

fn write(element: &Element, declarations: &[(String, String)], xml: &mut Xml) {
    let mut tag = xml.element(&element.name);
    for (prefix, namespace) in declarations {
        let name = if prefix.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{prefix}") };
        tag = tag.attr(&name, namespace);
    }
    for (name, value) in &element.attributes {
        tag = tag.attr(name, value);
    }
    if element.content.is_empty() {
        return tag.empty();
    }
    tag.content(|xml| {
        for content in &element.content {
            match content {
                Content::Element(inner) => write(inner, &[], xml),
                Content::Text(text) => xml.text(text),
            }
        }
    });
}

fn push_lines(element: &Element, declarations: &[(String, String)], indent: &str, lines: &mut Vec<String>) {
    let mut xml = Xml::new();
    let is_text = |content: &Content| matches!(content, Content::Text(_));
    if element.content.iter().any(is_text) || element.content.is_empty() {
        write(element, declarations, &mut xml);
        return lines.push(format!("{indent}{}", xml.into_string()));
    }
    let tag = Element { content: Vec::new(), ..element.clone() };
    write(&tag, declarations, &mut xml);
    lines.push(format!("{indent}{}>", xml.into_string().trim_end_matches("/>")));
    for content in &element.content {
        if let Content::Element(inner) = content {
            push_lines(inner, &[], &format!("{indent}  "), lines);
        }
    }
    lines.push(format!("{indent}</{}>", element.name));
}

/// A document being read.
struct Reading<'a> {
    text: &'a str,
    reader: Reader<'a>,
    declarations: Vec<(String, String)>,
}

impl<'a> Reading<'a> {
    fn begin(text: &'a str) -> Result<Self, Fault> {
        let limits = Limits { bytes: MOST_BYTES, ..Limits::default() };
        let reader = Reader::new(text.as_bytes(), limits).map_err(fault)?;
        Ok(Self { text, reader, declarations: Vec::new() })
    }

    fn fault<T>(message: Words) -> Result<T, Fault> {
        Err(Fault { line: None, message })
    }

    /// The root element, and its namespace.
    fn root(&mut self) -> Result<(Element, String), Fault> {
        let Event::Start(name) = self.reader.read().map_err(fault)? else {
            return Self::fault(words!("it makes no element", "它没有生成任何元素"));
        };
        let (namespace, local) = (name.namespace.into_owned(), name.local);
        for (prefix, namespace) in self.reader.declarations() {
            if !(prefix.is_empty() || is_ncname(prefix)) || bad_binding(prefix, namespace) {
                return Self::fault(words!(
                    "xmlns:{prefix}=\"{namespace}\" cannot be declared",
                    "不能声明 xmlns:{prefix}=\"{namespace}\""
                ));
            }
            self.declarations.push(((*prefix).to_owned(), namespace.to_string()));
        }
        let root = self.element(&namespace, local)?;
        match (root, self.reader.read().map_err(fault)?) {
            (_, Event::Start(_)) => {
                Self::fault(words!("it makes a second root element", "它生成了第二个根元素"))
            }
            (None, _) => Self::fault(words!("it makes an empty element", "它生成的元素是空的")),
            (Some(root), _) => Ok((root, namespace)),
        }
    }

    /// The element whose start was the last event, with all that is in it; none if nothing is.
    fn element(&mut self, namespace: &str, local: &str) -> Result<Option<Element>, Fault> {
        let name = self.name(namespace, local, true)?;
        let attributes = self.attributes(&name)?;
        let mut content = Vec::new();
        let mut only_tag = true;
        loop {
            match self.reader.read().map_err(fault)? {
                Event::Start(inner) => {
                    if !self.reader.declarations().is_empty() {
                        return Self::fault(words!(
                            "`{local}` declares a namespace; declare it on the root element",
                            "“{local}”声明了命名空间；请在根元素上声明",
                            local = inner.local
                        ));
                    }
                    content.extend(self.element(&inner.namespace, inner.local)?.map(Content::Element));
                }
                Event::Text(text) => push_text(&mut content, &text, self.is_reference()),
                Event::End | Event::Eof => break,
            }
            only_tag = false;
        }
        let tag_ends_it = only_tag && self.text[..self.reader.offset()].ends_with("/>");
        tidy(&mut content);
        let says_something = !content.is_empty() || (tag_ends_it && !attributes.is_empty());
        Ok(says_something.then_some(Element { name, attributes, content }))
    }

    /// Whether the text that was just read was written as a reference, as the white space of values is.
    fn is_reference(&self) -> bool {
        self.text.as_bytes().get(self.reader.offset()) == Some(&b'&')
    }

    /// The attributes that say something.
    fn attributes(&self, element: &str) -> Result<Vec<(String, String)>, Fault> {
        let mut attributes: Vec<(String, String)> = Vec::new();
        for attribute in self.reader.attributes() {
            let name = self.name(&attribute.name.namespace, attribute.name.local, false)?;
            if attributes.iter().any(|(known, _)| *known == name) {
                return Self::fault(words!(
                    "`{element}` has the attribute `{name}` twice",
                    "“{element}”的属性“{name}”出现了两次"
                ));
            }
            let value = attribute.value.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
            if !is_blank(&value) {
                attributes.push((name, value));
            }
        }
        Ok(attributes)
    }

    /// A name with the prefix that the root declares for its namespace.
    fn name(&self, namespace: &str, local: &str, is_element: bool) -> Result<String, Fault> {
        if !is_ncname(local) {
            return Self::fault(words!(
                "`{local}` is not a name for an element or attribute",
                "“{local}”不能用作元素名或属性名"
            ));
        }
        let is_default = |(prefix, bound): &&(String, String)| prefix.is_empty() && bound == namespace;
        if namespace == XML_NAMESPACE {
            return Ok(format!("xml:{local}"));
        } else if (is_element && self.declarations.iter().any(|bound| is_default(&bound)))
            || (!is_element && namespace.is_empty())
        {
            return Ok(local.to_owned());
        }
        match self.declarations.iter().find(|(prefix, bound)| !prefix.is_empty() && bound == namespace) {
            Some((prefix, _)) => Ok(format!("{prefix}:{local}")),
            None => Self::fault(words!(
                "`{local}` has no namespace and would take that of OAI-PMH in an answer; give it a prefix, or declare xmlns=\"…\" on the \
                 root element",
                "“{local}”没有命名空间，在响应中会被当作 OAI-PMH 的元素；请给它加前缀，或在根元素上声明 xmlns=\"…\""
            )),
        }
    }
}

fn fault(error: XmlError) -> Fault {
    let message =
        words!("its output is not XML: {wrong}", "它的输出不是 XML：{wrong}"; wrong = *error.message);
    Fault { line: None, message }
}

/// Appends a text. White space of the template is collapsed; white space of values, written as references, is kept.
fn push_text(content: &mut Vec<Content>, text: &str, is_reference: bool) {
    if !matches!(content.last(), Some(Content::Text(_))) {
        content.push(Content::Text(String::new()));
    }
    let Some(Content::Text(out)) = content.last_mut() else { return };
    for character in text.chars() {
        if is_reference || !matches!(character, ' ' | '\t' | '\n' | '\r') {
            out.push(character);
        } else if !out.ends_with(LAYOUT) {
            out.push(LAYOUT);
        }
    }
}

/// Takes out what is only there for the template to be read, and texts in which nothing is seen.
fn tidy(content: &mut Vec<Content>) {
    let texts = || {
        content.iter().filter_map(|content| if let Content::Text(text) = content { Some(text) } else { None })
    };
    let has_elements = content.iter().any(|content| matches!(content, Content::Element(_)));
    let has_text = if has_elements {
        texts().any(|text| text.contains(|character| character != LAYOUT))
    } else {
        texts().any(|text| !is_blank(text))
    };
    if !has_text {
        content.retain(|content| matches!(content, Content::Element(_)));
    }
    if let Some(Content::Text(first)) = content.first_mut() {
        *first = first.trim_start_matches(LAYOUT).to_owned();
    }
    if let Some(Content::Text(last)) = content.last_mut() {
        *last = last.trim_end_matches(LAYOUT).to_owned();
    }
    for part in content.iter_mut() {
        if let Content::Text(text) = part {
            *text = text.replace(LAYOUT, " ");
        }
    }
    content.retain(|content| !matches!(content, Content::Text(text) if text.is_empty()));
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|character| character == LAYOUT || character.is_whitespace())
}
