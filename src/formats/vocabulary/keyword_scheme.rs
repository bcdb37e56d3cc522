//! Vocabularies that keywords are taken from. A vocabulary that is not in the table is known by the name in the record only.

use std::borrow::Cow;

use crate::model::Keywords;
use crate::xml::plain;

/// A vocabulary as the formats name it.
#[derive(Debug)]
pub(in crate::formats) struct KeywordScheme {
    /// What an editor writes.
    word: &'static str,
    pub(in crate::formats) name: &'static str,
    pub(in crate::formats) uri: &'static str,
    /// The encoding scheme of DCMI Terms.
    pub(in crate::formats) dcterms: Option<&'static str>,
    /// The code in the list of subject sources of the Library of Congress.
    pub(in crate::formats) marc: Option<&'static str>,
    /// The term of JPCOAR.
    pub(in crate::formats) jpcoar: Option<&'static str>,
}

const fn row(
    word: &'static str,
    name: &'static str,
    uri: &'static str,
    marc: Option<&'static str>,
) -> KeywordScheme {
    KeywordScheme { word, name, uri, dcterms: None, marc, jpcoar: None }
}

impl KeywordScheme {
    const fn in_dcterms(self, dcterms: &'static str) -> Self {
        Self { dcterms: Some(dcterms), ..self }
    }

    const fn in_jpcoar(self, jpcoar: &'static str) -> Self {
        Self { jpcoar: Some(jpcoar), ..self }
    }
}

const SCHEMES: [KeywordScheme; 11] = [
    row("mesh", "Medical Subject Headings", "http://id.nlm.nih.gov/mesh/", Some("mesh"))
        .in_dcterms("dcterms:MESH")
        .in_jpcoar("MeSH"),
    row(
        "lcsh",
        "Library of Congress Subject Headings",
        "http://id.loc.gov/authorities/subjects/",
        Some("lcsh"),
    )
    .in_dcterms("dcterms:LCSH")
    .in_jpcoar("LCSH"),
    row("jel", "JEL Classification System", "https://www.aeaweb.org/econlit/jelCodes.php", None)
        .in_jpcoar("JEL"),
    row("stw", "STW Thesaurus for Economics", "http://zbw.eu/stw/", Some("stw")),
    row("agrovoc", "AGROVOC", "http://aims.fao.org/aos/agrovoc/", Some("agrovoc")),
    row("eurovoc", "EuroVoc", "http://eurovoc.europa.eu/", None),
    row("fast", "FAST", "http://id.worldcat.org/fast/", Some("fast")),
    row("gnd", "Gemeinsame Normdatei", "https://d-nb.info/gnd/", Some("gnd")),
    row("unesco", "UNESCO Thesaurus", "http://vocabularies.unesco.org/thesaurus/", Some("unescot")),
    row("bsh", "Basic Subject Headings", "http://id.loc.gov/vocabulary/subjectSchemes/bsh", None)
        .in_jpcoar("BSH"),
    row("ndlsh", "National Diet Library Subject Headings", "http://id.ndl.go.jp/auth/ndlsh/", Some("ndlsh"))
        .in_jpcoar("NDLSH"),
];

/// The vocabulary of the keywords, if it is one of the table.
pub(in crate::formats) fn keyword_scheme(keywords: &Keywords) -> Option<&'static KeywordScheme> {
    let word = keywords.scheme.as_deref()?.trim();
    SCHEMES.iter().find(|known| known.word.eq_ignore_ascii_case(word))
}

/// What the vocabulary is called: by its own name or, if that is not known, as the record has it.
pub(in crate::formats) fn scheme_name(keywords: &Keywords) -> Option<Cow<'_, str>> {
    let known = keyword_scheme(keywords).map(|known| Cow::Borrowed(known.name));
    known.or_else(|| keywords.scheme.as_deref().map(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vocabulary_is_known_by_its_word_in_any_case_or_by_the_name_in_the_record() {
        let name = |scheme: &str| {
            let keywords = format!(r#"{{"scheme":"{scheme}","words":[]}}"#);
            scheme_name(&serde_json::from_str(&keywords).unwrap()).map(Cow::into_owned)
        };
        assert_eq!(name("MeSH").as_deref(), Some("Medical Subject Headings"));
        assert_eq!(name("My thesaurus").as_deref(), Some("My thesaurus"));
    }
}
