//! A document as a tree, read strictly: well-formed, no DOCTYPE, no entities but the five, no illegal characters.

use quick_xml::events::{BytesStart, Event};

/// An element with its namespace resolved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// As written, with its prefix.
    pub qname: String,
    pub namespace: String,
    pub local: String,
    /// Names as written.
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    /// All character data directly inside, joined.
    pub text: String,
}

impl Element {
    /// The children of that local name.
    pub fn all<'a>(&'a self, local: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.local == local)
    }

    /// The first child of that local name.
    pub fn child(&self, local: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.local == local)
    }

    /// The text of the first child of that local name, which must be there.
    pub fn text_of(&self, local: &str) -> &str {
        let child = self.child(local).unwrap_or_else(|| panic!("no {local} in {}", self.qname));
        &child.text
    }

    /// The value of an attribute, by its name as written.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The local names of the children, in order.
    pub fn names(&self) -> Vec<&str> {
        self.children.iter().map(|child| child.local.as_str()).collect()
    }

    /// This element and all below it.
    pub fn descendants(&self) -> Vec<&Element> {
        let below = self.children.iter().flat_map(Element::descendants);
        std::iter::once(self).chain(below).collect()
    }
}

/// Reads a document, or says why it is none.
pub fn parse(text: &str) -> Result<Element, String> {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut open: Vec<Element> = Vec::new();
    let mut scopes: Vec<Vec<(String, String)>> = Vec::new();
    let mut root = None;
    loop {
        let event =
            reader.read_event().map_err(|error| format!("{error} at byte {}", reader.error_position()))?;
        match event {
            Event::Start(start) => {
                if root.is_some() {
                    return Err("a second root".to_owned());
                }
                open.push(element(&start, &mut scopes)?);
            }
            Event::Empty(start) => {
                let element = element(&start, &mut scopes)?;
                scopes.pop();
                close(element, &mut open, &mut root)?;
            }
            Event::End(_) => {
                scopes.pop();
                let element = open.pop().ok_or("an end tag too many")?;
                close(element, &mut open, &mut root)?;
            }
            Event::Text(text) => {
                let text = text.decode().map_err(|error| error.to_string())?;
                if text.contains("]]>") {
                    return Err("]]> in text".to_owned());
                }
                add(&mut open, &text)?;
            }
            Event::CData(data) => add(&mut open, &data.decode().map_err(|error| error.to_string())?)?,
            Event::GeneralRef(reference) => {
                let name = reference.decode().map_err(|error| error.to_string())?;
                add(&mut open, &resolve(&name)?.to_string())?;
            }
            Event::Decl(_) if open.is_empty() && root.is_none() => {}
            Event::Decl(_) => return Err("an XML declaration that is not at the beginning".to_owned()),
            Event::DocType(_) => return Err("a DOCTYPE".to_owned()),
            Event::Comment(_) | Event::PI(_) => {}
            Event::Eof if open.is_empty() => return root.ok_or_else(|| "no element".to_owned()),
            Event::Eof => return Err(format!("no end of {}", open[open.len() - 1].qname)),
        }
    }
}

fn close(element: Element, open: &mut [Element], root: &mut Option<Element>) -> Result<(), String> {
    match (open.last_mut(), root.is_some()) {
        (Some(parent), _) => parent.children.push(element),
        (None, false) => *root = Some(element),
        (None, true) => return Err("a second root".to_owned()),
    }
    Ok(())
}

fn add(open: &mut [Element], text: &str) -> Result<(), String> {
    if let Some(illegal) = text.chars().find(|character| !windrow::xml::is_xml_char(*character)) {
        return Err(format!("the character {illegal:?}"));
    }
    match open.last_mut() {
        Some(element) => element.text.push_str(text),
        None if text.trim_matches([' ', '\t', '\n', '\r']).is_empty() => {}
        None => return Err(format!("text outside the root: {text:?}")),
    }
    Ok(())
}

/// The character that a reference without its `&` and `;` means.
fn resolve(name: &str) -> Result<char, String> {
    let number = match name.strip_prefix('#') {
        None => {
            return match name {
                "amp" => Ok('&'),
                "lt" => Ok('<'),
                "gt" => Ok('>'),
                "quot" => Ok('"'),
                "apos" => Ok('\''),
                _ => Err(format!("the entity &{name};")),
            };
        }
        Some(digits) => match digits.strip_prefix('x') {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
            None => digits.parse(),
        },
    };
    let character =
        number.ok().and_then(char::from_u32).filter(|character| windrow::xml::is_xml_char(*character));
    character.ok_or_else(|| format!("the reference &{name};"))
}

fn element(start: &BytesStart<'_>, scopes: &mut Vec<Vec<(String, String)>>) -> Result<Element, String> {
    let qname = utf8(start.name().as_ref())?;
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| format!("{error} in {qname}"))?;
        attributes.push((utf8(attribute.key.as_ref())?, attribute_value(&utf8(&attribute.value)?)?));
    }
    let declared = attributes.iter().filter_map(|(name, value)| {
        let prefix = if name == "xmlns" { "" } else { name.strip_prefix("xmlns:")? };
        Some((prefix.to_owned(), value.clone()))
    });
    scopes.push(declared.collect());
    let (prefix, local) = qname.split_once(':').unwrap_or(("", &qname));
    let namespace = namespace_of(prefix, scopes)?;
    for (name, _) in attributes.iter().filter(|(name, _)| !name.starts_with("xmlns")) {
        namespace_of(name.split_once(':').map_or("", |(prefix, _)| prefix), scopes)?;
    }
    Ok(Element { namespace, local: local.to_owned(), qname, attributes, ..Element::default() })
}

fn namespace_of(prefix: &str, scopes: &[Vec<(String, String)>]) -> Result<String, String> {
    let declared = scopes.iter().rev().flatten().find(|(known, _)| known == prefix);
    match declared {
        Some((_, namespace)) => Ok(namespace.clone()),
        None if prefix.is_empty() => Ok(String::new()),
        None if prefix == "xml" => Ok("http://www.w3.org/XML/1998/namespace".to_owned()),
        None => Err(format!("the prefix {prefix} is not declared")),
    }
}

/// An attribute with its references resolved; white space was written as references or is a space (XML 1.0, 3.3.3).
fn attribute_value(raw: &str) -> Result<String, String> {
    let mut value = String::new();
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('&') {
        let (name, after) = after.split_once(';').ok_or("a bare & in an attribute")?;
        value.push_str(&plain(before)?);
        value.push(resolve(name)?);
        rest = after;
    }
    value.push_str(&plain(rest)?);
    Ok(value)
}

fn plain(text: &str) -> Result<String, String> {
    match text.chars().find(|character| *character == '<' || !windrow::xml::is_xml_char(*character)) {
        Some(illegal) => Err(format!("{illegal:?} in an attribute")),
        None => Ok(text.replace(['\t', '\n', '\r'], " ")),
    }
}

fn utf8(bytes: &[u8]) -> Result<String, String> {
    String::from_utf8(bytes.to_vec()).map_err(|error| error.to_string())
}
