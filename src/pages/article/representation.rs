//! The representations of an item that are not pages, each at the address of the item with an ending.

use std::borrow::Cow;

use crate::model::Identifier;

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
}

/// Where a representation of the item at this path is.
pub(super) fn at(path: &str, variant: &Variant) -> String {
    format!("{path}.{}", variant.ending())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::export_by_name;

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
}
