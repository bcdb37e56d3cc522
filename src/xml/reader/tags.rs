//! Elements opened and closed.

use std::borrow::Cow;

use quick_xml::events::attributes::Attributes;

use super::{Open, Reader, plain};
use crate::model::words;
use crate::xml::decode;
use crate::xml::event::{Attribute, Event, Name, XmlError, XmlFault};
use crate::xml::faults;

impl<'a> Reader<'a> {
    pub(super) fn start(
        &mut self,
        length: usize,
        name_length: usize,
        is_empty: bool,
        is_plain: bool,
    ) -> Result<Event<'a>, XmlError> {
        if self.open.len() >= self.limits.depth {
            let message = words!(
                "elements nest deeper than {most}; this is not a record",
                "元素嵌套超过 {most} 层；这不是记录",
                most = self.limits.depth
            );
            return Err(self.fault(XmlFault::Limit, message));
        }
        let tag = self.utf8(self.offset + 1, length)?;
        let (name, rest) = tag.split_at(name_length);
        self.open.push(Open { name, bindings: self.bindings.len() });
        self.is_empty = is_empty;
        if is_plain {
            self.plain_attributes(tag)?;
        } else if !rest.is_empty() {
            self.odd_attributes(tag, name_length)?;
        }
        self.resolve_attributes()?;
        let name = self.resolve(name, true)?;
        Ok(Event::Start(name))
    }

    fn plain_attributes(&mut self, tag: &'a str) -> Result<(), XmlError> {
        for at in 0..self.spans.len() {
            let plain::Attribute { key, value } = self.spans[at];
            let key = tag.get(key.0..key.1).unwrap_or_default();
            self.attribute(at, key, tag.get(value.0..value.1).unwrap_or_default())?;
        }
        Ok(())
    }

    fn odd_attributes(&mut self, tag: &'a str, name_length: usize) -> Result<(), XmlError> {
        for (count, attribute) in Attributes::new(tag, name_length).enumerate() {
            self.limit_attributes(count)?;
            let attribute =
                attribute.map_err(|error| faults::attribute_error(&error).behind(self.offset + 1))?;
            let key = attribute.key.into_inner();
            let key = std::str::from_utf8(key).map_err(|_| faults::malformed().behind(self.offset + 1))?;
            let Cow::Borrowed(raw) = attribute.value else { continue };
            let raw = std::str::from_utf8(raw).map_err(|_| faults::malformed().behind(self.offset + 1))?;
            self.attribute(count, key, raw)?;
        }
        Ok(())
    }

    fn limit_attributes(&self, count: usize) -> Result<(), XmlError> {
        if count < self.limits.attributes {
            return Ok(());
        }
        let message = words!(
            "an element with more than {most} attributes",
            "一个元素的属性超过 {most} 个",
            most = self.limits.attributes
        );
        Err(self.fault(XmlFault::Limit, message))
    }

    /// Takes an attribute, before which there were `count`; prefixes of names are resolved when all are known.
    fn attribute(&mut self, count: usize, key: &'a str, raw: &'a str) -> Result<(), XmlError> {
        self.limit_attributes(count)?;
        let (value, illegal) = decode::attribute(raw).map_err(|wrong| {
            let message = words!("in `{key}`: {wrong}", "属性 {key}：{wrong}"; wrong = wrong);
            self.fault(XmlFault::Reference, message).behind(1)
        })?;
        self.count_illegal(self.offset, illegal);
        match key.strip_prefix("xmlns") {
            Some("") => self.bindings.push(("", value)),
            Some(rest) if rest.starts_with(':') => self.bindings.push((&rest[1..], value)),
            _ => {
                let name = Name { namespace: Cow::Borrowed(""), local: key };
                self.attributes.push(Attribute { name, value });
            }
        }
        Ok(())
    }

    pub(super) fn close(&mut self) -> Event<'a> {
        if let Some(open) = self.open.pop() {
            self.bindings.truncate(open.bindings);
        }
        Event::End
    }

    pub(super) fn end(&mut self, tag: &[u8]) -> Result<Event<'a>, XmlError> {
        match self.open.last().copied() {
            Some(open) if open.name.as_bytes() == tag => Ok(self.close()),
            open => {
                let expected = match open {
                    Some(Open { name, .. }) => words!("`</{name}>` is expected", "应为“</{name}>”"),
                    None => words!("no element is open", "没有未结束的元素"),
                };
                let message = words!(
                    "`</{found}>` is wrong here: {expected}; correct the tags",
                    "这里的“</{found}>”不对：{expected}；请改正标签",
                    found = String::from_utf8_lossy(tag);
                    expected = expected
                );
                Err(self.fault(XmlFault::Syntax, message))
            }
        }
    }
}
