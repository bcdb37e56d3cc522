//! Dublin Core out of XML: all values, in their order, each with its language.

use std::borrow::Cow;

use crate::model::{DC_ELEMENTS, DublinCore, DublinCoreElement, Language, Words, words};
use crate::xml::{Attribute, Event, Name, Reader, XML_NAMESPACE, XmlError};

use super::namespaces::{DC, OAI_DC, XSI};

/// Something that was there and for which Dublin Core has no place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Loss {
    /// An element that is not one of the fifteen; the namespace is given if it is not that of Dublin Core.
    Element { local: String, namespace: Option<String> },
    /// Elements inside of a value; their text was kept.
    Markup,
    /// An attribute such as `xsi:type`.
    Attribute(String),
    /// A language tag that is none.
    Language(String),
    /// A language tag that was put right, such as `en_US`.
    LanguageSpelling(String),
    /// An element without a value.
    Empty(String),
    /// Characters that XML cannot hold.
    Characters(usize),
    /// Text between the elements.
    Text,
    /// A second element where one is due.
    Second(String),
}

impl Loss {
    /// Whether this is one of the fifteen elements but for its namespace.
    pub(super) fn is_wrong_namespace(&self) -> bool {
        matches!(self, Self::Element { local, namespace } if Self::meant(local, namespace.as_deref()).is_some())
    }

    /// What is wrong with an element that is one of the fifteen but for its namespace, in words.
    pub(super) fn meant(local: &str, namespace: Option<&str>) -> Option<Words> {
        Some(match namespace.filter(|_| DC_ELEMENTS.contains(&local))? {
            "" => words!("`{local}` is in no namespace instead of {DC}", "“{local}”没有命名空间，应为 {DC}"),
            namespace => words!(
                "`{local}` is in the namespace {namespace} instead of {DC}",
                "“{local}”的命名空间是 {namespace}，应为 {DC}"
            ),
        })
    }

    /// An element with its namespace, in words.
    pub(super) fn element(local: &str, namespace: Option<&str>) -> Words {
        match namespace {
            None => words!("`{local}`", "“{local}”"),
            Some("") => words!("`{local}` without a namespace", "“{local}”（没有命名空间）"),
            Some(namespace) => {
                words!("`{local}` of the namespace {namespace}", "“{local}”（命名空间 {namespace}）")
            }
        }
    }
}

/// Whether this is the root of a Dublin Core record.
pub(super) fn is_root(name: &Name<'_>) -> bool {
    name.local == "dc"
        && (name.namespace.trim_end_matches('/') == OAI_DC.trim_end_matches('/') || name.namespace == DC)
}

/// Reads the record whose root was the last event; `lose` hears what was left behind, and where.
pub(super) fn read(
    reader: &mut Reader<'_>,
    lose: &mut dyn FnMut(usize, Loss),
) -> Result<DublinCore, XmlError> {
    let depth = reader.depth();
    let mut languages = Vec::new();
    let own = reader.attributes().iter().find(|attribute| is_language(attribute));
    let inherited = own.and_then(|own| language(own, reader, &mut languages, lose));
    let mut elements = Vec::with_capacity(24);
    loop {
        match reader.read()? {
            Event::Start(name) => {
                if let Some(element) = one_of_fifteen(&name) {
                    let lang = element_language(reader, inherited.as_ref(), &mut languages, lose);
                    elements.extend(read_element(reader, element, lang, lose)?);
                    continue;
                }
                let namespace = (name.namespace != DC).then(|| name.namespace.clone().into_owned());
                lose(reader.offset(), Loss::Element { local: name.local.to_owned(), namespace });
                reader.skip_element()?;
            }
            Event::Text(text) if !text.trim_ascii().is_empty() => lose(reader.offset(), Loss::Text),
            Event::End if reader.depth() < depth => break,
            _ => {}
        }
    }
    if let Some(illegal) = reader.take_illegal() {
        lose(illegal.offset, Loss::Characters(illegal.count));
    }
    Ok(DublinCore { elements })
}

/// The one of the fifteen elements that this is the name of.
fn one_of_fifteen(name: &Name<'_>) -> Option<&'static str> {
    let element = DC_ELEMENTS.into_iter().find(|element| *element == name.local)?;
    (name.namespace == DC).then_some(element)
}

/// The language of the element whose start was the last event.
fn element_language(
    reader: &Reader<'_>,
    inherited: Option<&Language>,
    languages: &mut Vec<Language>,
    lose: &mut dyn FnMut(usize, Loss),
) -> Option<Language> {
    let own = reader.attributes().iter().find(|attribute| is_language(attribute));
    let lang = own.map_or_else(|| inherited.cloned(), |own| language(own, reader, languages, lose));
    if reader.attributes().len() > usize::from(own.is_some()) {
        other_attributes(reader, lose);
    }
    lang
}

fn read_element(
    reader: &mut Reader<'_>,
    element: &'static str,
    lang: Option<Language>,
    lose: &mut dyn FnMut(usize, Loss),
) -> Result<Option<DublinCoreElement>, XmlError> {
    let offset = reader.offset();
    let value = read_text(reader, lose)?.into_owned();
    if value.trim().is_empty() {
        lose(offset, Loss::Empty(element.to_owned()));
        return Ok(None);
    }
    Ok(Some(DublinCoreElement { element: element.into(), lang, value }))
}

/// The text of the element whose start was the last event, exactly as it stands there.
pub(super) fn read_text<'a>(
    reader: &mut Reader<'a>,
    lose: &mut dyn FnMut(usize, Loss),
) -> Result<Cow<'a, str>, XmlError> {
    let depth = reader.depth();
    let mut value = Cow::Borrowed("");
    loop {
        match reader.read()? {
            Event::Text(text) if value.is_empty() => value = text,
            Event::Text(text) => value.to_mut().push_str(&text),
            Event::Start(_) if reader.depth() == depth + 1 => lose(reader.offset(), Loss::Markup),
            Event::End if reader.depth() < depth => return Ok(value),
            _ => {}
        }
    }
}

fn is_language(attribute: &Attribute<'_>) -> bool {
    attribute.name.is(XML_NAMESPACE, "lang")
}

/// The language that an `xml:lang` gives; an empty one says that there is none. `languages` are those that were met before.
fn language(
    own: &Attribute<'_>,
    reader: &Reader<'_>,
    languages: &mut Vec<Language>,
    lose: &mut dyn FnMut(usize, Loss),
) -> Option<Language> {
    let tag = own.value.trim();
    if tag.is_empty() {
        return None;
    }
    if let Some(known) = languages.iter().find(|known| known.as_str() == tag) {
        return Some(known.clone());
    }
    if let Ok(language) = tag.parse::<Language>() {
        languages.push(language.clone());
        return Some(language);
    }
    // DSpace and older OJS write their locales here
    let spelled = tag.replace('_', "-").parse().ok();
    let loss = if spelled.is_some() { Loss::LanguageSpelling } else { Loss::Language };
    lose(reader.offset(), loss(tag.to_owned()));
    spelled
}

fn other_attributes(reader: &Reader<'_>, lose: &mut dyn FnMut(usize, Loss)) {
    for attribute in reader.attributes().iter().filter(|attribute| !is_language(attribute)) {
        let prefix = if attribute.name.namespace == XSI { "xsi:" } else { "" };
        lose(reader.offset(), Loss::Attribute(format!("{prefix}{}", attribute.name.local)));
    }
}
