//! The representations of an item that are not pages, each at the address of the item with an ending.

use std::borrow::Cow;

use super::signposting;
use crate::formats::export_by_name;
use crate::model::{Identifier, Item};
use crate::pages::exchange::Answered;
use crate::pages::frame::Scene;
use crate::pages::site::Site;
use crate::repository::StoreError;

/// A representation of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Variant {
    /// The item as `windrow load` reads it.
    Native,
    /// What the page is linked with, as a linkset (RFC 9264).
    Linkset,
    /// An export of this name.
    Export(&'static str),
    /// The content of `metadata` in this format.
    Format(String),
}

/// The endings of exports. That of CSL JSON is not `json`, which is the native form.
pub(super) const EXPORT_ENDINGS: [(&str, &str); 4] =
    [("bibtex", "bib"), ("ris", "ris"), ("csl_json", "csl.json"), ("schema_org", "jsonld")];

impl Variant {
    /// The item's identifier and the representation, if the identifier ends like the address of one.
    pub(super) fn split(identifier: &Identifier) -> Option<(Identifier, Self)> {
        let text = identifier.as_str();
        let exports = EXPORT_ENDINGS.iter().map(|(name, ending)| (*ending, Self::Export(name)));
        let others = [("linkset.json", Self::Linkset), ("json", Self::Native)];
        let fixed = exports.chain(others).find_map(|(ending, variant)| {
            let stem = text.strip_suffix(ending)?.strip_suffix('.')?;
            Some((stem, variant))
        });
        let format = || {
            let (stem, prefix) = text.strip_suffix(".xml")?.rsplit_once('.')?;
            Some((stem, Self::Format(prefix.to_owned())))
        };
        let (stem, variant) = fixed.or_else(format)?;
        Some((stem.parse().ok()?, variant))
    }

    /// What it is called.
    pub(super) fn name(&self) -> Cow<'_, str> {
        match self {
            Self::Native => "JSON".into(),
            Self::Linkset => "linkset".into(),
            Self::Export(name) => (*name).into(),
            Self::Format(prefix) => prefix.into(),
        }
    }

    /// The ending of its address.
    pub(super) fn ending(&self) -> Cow<'static, str> {
        match self {
            Self::Native => "json".into(),
            Self::Linkset => "linkset.json".into(),
            Self::Export(name) => {
                let known = EXPORT_ENDINGS.iter().find(|(known, _)| known == name);
                known.map_or(*name, |(_, ending)| ending).into()
            }
            Self::Format(prefix) => format!("{prefix}.xml").into(),
        }
    }

    /// The representation; `None` if the item has none of this kind.
    pub(super) fn written(
        &self,
        site: &Site,
        scene: &Scene<'_>,
        item: &Item,
    ) -> Result<Option<Answered>, StoreError> {
        let (media_type, body) = match self {
            Self::Native => ("application/json".into(), native(item)),
            Self::Linkset => {
                let documents = site.repository.documents(item)?;
                ("application/linkset+json".into(), signposting::linkset(scene, item, &documents))
            }
            Self::Export(name) => match (export_by_name(name), site.repository.exported(item, name)?) {
                (Some(export), Some(Ok(body))) => (Cow::Owned(export.media_type().to_owned()), body),
                _ => return Ok(None),
            },
            Self::Format(prefix) => match site.repository.metadata(&item.identifier, prefix)? {
                Some(xml) => ("application/xml; charset=utf-8".into(), declared(&xml)),
                None => return Ok(None),
            },
        };
        let file_name = format!("{}.{}", file_stem(&item.identifier), self.ending());
        let path = scene.links.item(item.identifier.as_str());
        let links = vec![format!("<{}>; rel=\"describes\"; type=\"text/html\"", scene.links.absolute(&path))];
        Ok(Some(Answered { file_name: Some(file_name), links, ..Answered::document(media_type, body) }))
    }
}

fn native(item: &Item) -> String {
    serde_json::to_string_pretty(item).unwrap_or_default() + "\n" // a model of strings and lists always has a JSON form
}

fn declared(xml: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{xml}\n")
}

/// The identifier as the name of a file: letters, digits, dots and hyphens.
fn file_stem(identifier: &Identifier) -> String {
    let local = identifier.as_str().rsplit(':').next().unwrap_or_default();
    let legal = |character: char| {
        if character.is_ascii_alphanumeric() || "-._".contains(character) { character } else { '-' }
    };
    local.chars().map(legal).take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_of_an_address_names_the_representation() {
        let split = |text: &str| Variant::split(&text.parse().unwrap()).map(|(id, it)| (id.to_string(), it));
        let at = |variant| Some(("oai:a.org:1.x".to_owned(), variant));
        assert_eq!(split("oai:a.org:1.x.json"), at(Variant::Native));
        assert_eq!(split("oai:a.org:1.x.csl.json"), at(Variant::Export("csl_json")));
        assert_eq!(split("oai:a.org:1.x.linkset.json"), at(Variant::Linkset));
        assert_eq!(split("oai:a.org:1.x.oai_dc.xml"), at(Variant::Format("oai_dc".to_owned())));
        assert_eq!(split("oai:a.org:1.x"), None);
        for (name, ending) in EXPORT_ENDINGS {
            assert!(export_by_name(name).is_some());
            assert_eq!(split(&format!("oai:a.org:1.x.{ending}")), at(Variant::Export(name)));
            assert_eq!(Variant::Export(name).ending(), ending);
        }
    }

    #[test]
    fn a_file_has_a_harmless_name() {
        assert_eq!(
            file_stem(&"oai:a.org:2022/05/a%20\"".replace('"', "%22").parse().unwrap()),
            "2022-05-a-20-22"
        );
    }
}
