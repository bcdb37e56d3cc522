//! The ids in XML that items bring along: each differs from those of other items, since an id may occur only once in an answer.

use std::collections::{HashMap, HashSet};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::model::Identifier;
use crate::xml::{RawAttribute, raw_attributes};

/// The attributes of type ID in Windrow's formats beside `xml:id`. In MARC and MODS only the elements of the format have them; in
/// JATS, which Crossref takes for abstracts, formulas have them, too.
const ID_ATTRIBUTES: [(&str, &str, Elements); 4] = [
    ("marcxml", "id", Elements::OfTheRoot),
    ("mods", "ID", Elements::OfTheRoot),
    ("jats", "id", Elements::All),
    ("crossref", "id", Elements::All),
];

/// Attributes that refer to ids by their names: those of type IDREF or IDREFS in the schemas of JATS and MODS, and `xref` of MathML.
/// Any other attribute does it by `#` and the name.
const REFERENCES: [&str; 10] = [
    "rid",
    "headers",
    "alternate-form-of",
    "continued-from",
    "glyph-data",
    "lang-group",
    "pointer-to-explained",
    "pointer-to-question",
    "xref",
    "IDREF",
];

/// Which elements an attribute is an id of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Elements {
    All,
    /// Those with the prefix that the root element has.
    OfTheRoot,
}

/// The XML with a suffix to each id that is the item's own, in the references to it as well. The second of two ids that are the
/// same gets a number.
pub(super) fn with_own_ids(xml: &str, prefix: &str, identifier: &Identifier) -> String {
    let attributes = raw_attributes(xml);
    let suffix = format!("-{}", HEXLOWER.encode(&Sha256::digest(identifier.as_str())[..8]));
    let mut ids =
        Ids { suffix: &suffix, renamed: HashMap::new(), counts: HashMap::new(), used: HashSet::new() };
    let root = attributes.first().map_or("", |attribute| prefix_of(attribute.element));
    let named: Vec<_> = attributes
        .iter()
        .map(|attribute| is_id(attribute, prefix, root).then(|| ids.rename(attribute.value)))
        .collect();
    if ids.renamed.is_empty() {
        return xml.to_owned();
    }
    let mut renamed = String::with_capacity(xml.len() + attributes.len() * suffix.len());
    let mut from = 0;
    for (attribute, name) in attributes.iter().zip(named) {
        let Some(value) = name.or_else(|| ids.refer(attribute)) else { continue };
        renamed += &xml[from..attribute.at];
        renamed += &value;
        from = attribute.at + attribute.value.len();
    }
    renamed + &xml[from..]
}

fn is_id(attribute: &RawAttribute<'_>, prefix: &str, root: &str) -> bool {
    let is_declared = ID_ATTRIBUTES.iter().any(|(format, name, elements)| {
        let is_there = *elements == Elements::All || prefix_of(attribute.element) == root;
        *format == prefix && *name == attribute.name && is_there
    });
    (is_declared || attribute.name == "xml:id") && is_name(attribute.value.trim_ascii())
}

/// Whether the text may be an id. (Whether it is one to the letter is for the schema to decide.)
fn is_name(text: &str) -> bool {
    !text.is_empty() && !text.contains(|character: char| character.is_ascii_whitespace() || character == '&')
}

/// The prefix of a name with its colon, if it has one.
fn prefix_of(name: &str) -> &str {
    name.find(':').map_or("", |colon| &name[..=colon])
}

fn local(name: &str) -> &str {
    &name[prefix_of(name).len()..]
}

/// The ids of a document.
struct Ids<'t> {
    suffix: &'t str,
    /// What each is called now; of several that are the same, the first.
    renamed: HashMap<&'t str, String>,
    /// How often each has occurred.
    counts: HashMap<&'t str, u32>,
    used: HashSet<String>,
}

impl<'t> Ids<'t> {
    /// The name of the next element with this id.
    fn rename(&mut self, id: &'t str) -> String {
        let id = id.trim_ascii();
        let stem = id.strip_suffix(self.suffix).unwrap_or(id); // one that Windrow has written before
        let count = self.counts.entry(stem).or_default();
        let name = loop {
            *count += 1;
            let number = if *count == 1 { String::new() } else { format!("-{count}") };
            let name = format!("{stem}{number}{}", self.suffix);
            if self.used.insert(name.clone()) {
                break name;
            }
        };
        self.renamed.entry(id).or_insert_with(|| name.clone());
        name
    }

    /// The value of an attribute that refers to ids; `None` if it does not.
    fn refer(&self, attribute: &RawAttribute<'_>) -> Option<String> {
        let is_reference = REFERENCES.contains(&local(attribute.name));
        if !is_reference && !attribute.value.contains('#') {
            return None;
        }
        let mut is_changed = false;
        let words: Vec<_> = attribute
            .value
            .split(' ')
            .map(|word| {
                let (hash, name) = word.strip_prefix('#').map_or(("", word), |name| ("#", name));
                let renamed = self.renamed.get(name.trim_ascii()).filter(|_| is_reference || hash == "#");
                is_changed |= renamed.is_some();
                renamed.map_or_else(|| word.to_owned(), |renamed| format!("{hash}{renamed}"))
            })
            .collect();
        is_changed.then(|| words.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed(xml: &str, prefix: &str) -> String {
        let identifier = "oai:a.example:1".parse().unwrap();
        let suffix = HEXLOWER.encode(&Sha256::digest("oai:a.example:1")[..8]);
        with_own_ids(xml, prefix, &identifier).replace(&suffix, "S")
    }

    #[test]
    fn ids_of_each_format_and_the_references_to_them_get_a_suffix() {
        for (prefix, xml, expected) in [
            (
                "jats",
                "<article><aff id='a1'/><xref rid=\"a1 fn1\" n=\"a1\">#a1</xref><fn id='fn1'/><mml:mi id=\"x\" href='#x'/>\
                 <x xlink:href=\"#a1\" y='a#a1'/><td headers='b'/></article>",
                "<article><aff id='a1-S'/><xref rid=\"a1-S fn1-S\" n=\"a1\">#a1</xref><fn id='fn1-S'/><mml:mi id=\"x-S\" href='#x-S'/>\
                 <x xlink:href=\"#a1-S\" y='a#a1'/><td headers='b'/></article>",
            ),
            (
                "mods",
                "<m:mods ID=\"M1\"><m:name ID='n' id='i'/><m:note IDREF='n'/><x:y ID='z'/></m:mods>",
                "<m:mods ID=\"M1-S\"><m:name ID='n-S' id='i'/><m:note IDREF='n-S'/><x:y ID='z'/></m:mods>",
            ),
            (
                "marcxml",
                "<record id='r'><datafield id='d' ID='e'/></record>",
                "<record id='r-S'><datafield id='d-S' ID='e'/></record>",
            ),
            (
                "tei",
                "<t xml:id='p'><r target='#p #q' id='p'/></t>",
                "<t xml:id='p-S'><r target='#p-S #q' id='p'/></t>",
            ),
            (
                "jats",
                "<a id=''><b id='x y'/><c id='&#97;'/></a>",
                "<a id=''><b id='x y'/><c id='&#97;'/></a>",
            ),
        ] {
            assert_eq!(renamed(xml, prefix), expected);
        }
    }

    #[test]
    fn many_ids_that_are_the_same_take_no_longer_than_others() {
        let identifier: Identifier = "oai:a.example:1".parse().unwrap();
        let xml = format!("<a>{}</a>", "<b id='x'/><c rid='x'/>".repeat(100_000));
        let renamed = with_own_ids(&xml, "jats", &identifier);
        let ids: HashSet<_> = raw_attributes(&renamed)
            .into_iter()
            .filter(|attribute| attribute.name == "id")
            .map(|attribute| attribute.value.to_owned())
            .collect();
        assert_eq!(ids.len(), 100_000);
    }

    #[test]
    fn no_id_occurs_twice_and_what_has_the_suffix_stays() {
        let identifier: Identifier = "oai:a.example:1".parse().unwrap();
        let once =
            with_own_ids("<a id='x'><b id='x'/><c id='x-2'/><d rid='x x-2'/></a>", "jats", &identifier);
        let suffix = HEXLOWER.encode(&Sha256::digest("oai:a.example:1")[..8]);
        assert_eq!(
            once.replace(&suffix, "S"),
            "<a id='x-S'><b id='x-2-S'/><c id='x-2-2-S'/><d rid='x-S x-2-2-S'/></a>"
        );
        assert_eq!(with_own_ids(&once, "jats", &identifier), once);
    }
}
