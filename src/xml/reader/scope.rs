//! Which namespaces are in scope where the reader stands.

use std::borrow::Cow;

use super::Reader;
use crate::model::words;
use crate::xml::XML_NAMESPACE;
use crate::xml::event::{Name, XmlError, XmlFault};

impl<'a> Reader<'a> {
    /// The namespaces declared on the element whose start was the last event, by prefix; that of the default is empty.
    pub fn declarations(&self) -> &[(&'a str, Cow<'a, str>)] {
        let first = self.open.last().map_or(0, |open| open.bindings);
        self.bindings.get(first..).unwrap_or_default()
    }

    /// Whether a default namespace, possibly empty, is declared here. If not, unprefixed elements would inherit that of the answer.
    pub fn has_default_namespace(&self) -> bool {
        self.bindings.iter().any(|(prefix, _)| prefix.is_empty())
    }

    /// Finds the namespaces of the attributes that have a prefix.
    pub(super) fn resolve_attributes(&mut self) -> Result<(), XmlError> {
        for at in 0..self.attributes.len() {
            let name = self.attributes[at].name.local;
            if name.contains(':') {
                self.attributes[at].name = self.resolve(name, false)?;
            }
        }
        Ok(())
    }

    /// The namespace of a name: that of its prefix; without a prefix, of an element, the default one.
    pub(super) fn resolve(&self, name: &'a str, element: bool) -> Result<Name<'a>, XmlError> {
        let colon = name.bytes().position(|byte| byte == b':');
        let (prefix, local) = colon.map_or(("", name), |at| (&name[..at], &name[at + 1..]));
        if prefix.is_empty() && !element {
            return Ok(Name { namespace: Cow::Borrowed(""), local });
        }
        if prefix == "xml" {
            return Ok(Name { namespace: Cow::Borrowed(XML_NAMESPACE), local });
        }
        match self.bindings.iter().rev().find(|(bound, _)| is_same(bound, prefix)) {
            Some((_, namespace)) if prefix.is_empty() || !namespace.is_empty() => {
                Ok(Name { namespace: namespace.clone(), local })
            }
            None if prefix.is_empty() => Ok(Name { namespace: Cow::Borrowed(""), local }),
            _ => {
                let message = words!(
                    "the prefix of `{name}` is not declared; add xmlns:{prefix}=\"…\" with its namespace",
                    "“{name}”的前缀没有声明；请加上 xmlns:{prefix}=\"…\"，写明其命名空间"
                );
                Err(self.fault(XmlFault::Syntax, message).behind(1))
            }
        }
    }
}

/// Whether two prefixes are the same: with every name, so it is not worth calling a function that is made for long texts.
fn is_same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).all(|(one, other)| one == other)
}
