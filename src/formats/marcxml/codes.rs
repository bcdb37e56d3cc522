//! 020 to 084 and 653 to 655: identifiers, languages, classes, subjects and kinds.

use crate::formats::vocabulary::{free_types, keyword_scheme, library_code, resource_type};
use crate::model::{
    Article, ClassificationScheme, IdentifierScheme, Keywords, Language, OtherIdentifier, RelationKind,
    WebUrl,
};

use super::record::{Field, Record};

pub(super) fn push<'a>(article: &'a Article, record: &mut Record<'a>) {
    push_identifiers(article, record);
    // the language of the words that this format adds
    record.push(Field::new("040", [" ", " "]).with('b', "eng"));
    push_languages(article, record);
    push_classes(article, record);
    push_subjects(article, record);
}

fn push_identifiers<'a>(article: &'a Article, record: &mut Record<'a>) {
    if let Some(doi) = &article.doi {
        record.push(Field::new("024", ["7", " "]).with('a', doi.as_str()).with('2', "doi"));
    }
    for identifier in &article.other_identifiers {
        record.push(other_identifier(identifier));
    }
}

/// With the code that the source has in the list of standard identifiers, else with its name.
fn other_identifier(identifier: &OtherIdentifier) -> Field<'_> {
    let coded = |code| Field::new("024", ["7", " "]).with('a', identifier.value.as_str()).with('2', code);
    let named = |name: &'static str| {
        Field::new("024", ["8", " "]).with('a', identifier.value.as_str()).with('q', name)
    };
    match identifier.scheme {
        IdentifierScheme::Isbn => Field::new("020", [" ", " "]).with('a', identifier.value.as_str()),
        IdentifierScheme::Ark => coded("ark"),
        IdentifierScheme::Arxiv => coded("arxiv"),
        IdentifierScheme::Handle => coded("hdl"),
        IdentifierScheme::Purl => coded("uri"),
        IdentifierScheme::Urn => coded("urn"),
        IdentifierScheme::Cnki => named("CNKI"),
        IdentifierScheme::Pmid => named("PubMed"),
        IdentifierScheme::Pmcid => named("PubMed Central"),
        IdentifierScheme::Wos => named("Web of Science"),
        IdentifierScheme::Publisher => named("publisher"),
    }
}

/// The codes of languages, each once.
fn codes<'a>(languages: impl Iterator<Item = &'a Language>) -> Vec<&'a str> {
    let mut codes: Vec<&str> = Vec::new();
    for code in languages.filter_map(library_code) {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

/// 041, if 008 cannot express everything: several languages, abstracts, a translation.
fn push_languages<'a>(article: &'a Article, record: &mut Record<'a>) {
    let texts = codes(article.language.iter());
    let abstracts = codes(article.abstracts.iter().filter_map(|text| text.lang.as_ref()));
    let is_translation =
        article.relations.iter().any(|relation| relation.kind == Some(RelationKind::TranslationOf));
    if texts.len() > 1 || !abstracts.is_empty() || is_translation {
        let field = Field::new("041", [if is_translation { "1" } else { " " }, " "]);
        record.push(field.with_each('a', texts).with_each('b', abstracts));
    }
}

fn push_classes<'a>(article: &'a Article, record: &mut Record<'a>) {
    for class in &article.classifications {
        let field = |tag, indicators| Field::new(tag, indicators).with('a', class.code.as_str());
        record.push(match class.scheme {
            ClassificationScheme::Lcc => field("050", [" ", "4"]),
            ClassificationScheme::Udc => field("080", [" ", " "]),
            ClassificationScheme::Ddc => field("082", ["0", "4"]),
            ClassificationScheme::Clc => field("084", [" ", " "]).with('2', "clc"),
        });
    }
}

fn push_subjects<'a>(article: &'a Article, record: &mut Record<'a>) {
    for keywords in &article.keywords {
        push_keywords(keywords, record);
    }
    if let Some(kind) = resource_type(article) {
        let field = Field::new("655", [" ", "7"]).with('a', kind.coar.label);
        record.push(field.with('0', kind.coar.uri()).with('2', "coar"));
    }
    for kind in free_types(article) {
        record.push(Field::new("655", [" ", "4"]).with('a', kind));
    }
}

/// A word of a vocabulary that has a code is a subject heading (650), another one an index term (653).
fn push_keywords<'a>(keywords: &'a Keywords, record: &mut Record<'a>) {
    let source = keyword_scheme(keywords).and_then(|known| known.marc);
    for word in &keywords.words {
        let field = |tag, indicators| Field::new(tag, indicators).with('a', word.text.as_str());
        let uri = word.uri.as_ref().map(WebUrl::as_str);
        record.push(match source {
            Some("lcsh") => field("650", [" ", "0"]).with_some('0', uri),
            Some("mesh") => field("650", [" ", "2"]).with_some('0', uri),
            Some(source) => field("650", [" ", "7"]).with_some('0', uri).with('2', source),
            None => field("653", ["0", " "]).with_some('0', uri),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::marcxml::record::all_of;
    use crate::model::Abstract;

    fn fields(json: &str, tag: &str) -> Vec<String> {
        all_of(json, tag, push)
    }

    #[test]
    fn languages_are_in_041_if_008_cannot_express_all() {
        let article = |languages: &[&str], abstracts: &[&str]| Article {
            language: languages.iter().map(|tag| tag.parse().unwrap()).collect(),
            abstracts: abstracts
                .iter()
                .map(|tag| Abstract {
                    lang: tag.parse().ok(),
                    text: "T".to_owned(),
                    fragment: false,
                    kind: None,
                })
                .collect(),
            ..Article::default()
        };
        let told = |article: &Article| {
            let mut record = Record::default();
            push_languages(article, &mut record);
            record.all("041")
        };
        assert_eq!(told(&article(&["zh"], &["zh-Hans", "en", "en-GB"])), ["__ $a chi $b chi $b eng"]);
        assert_eq!(told(&article(&["zh", "fr"], &[])), ["__ $a chi $a fre"]);
        assert!(told(&article(&["zh"], &[])).is_empty());
    }

    #[test]
    fn classes_and_identifiers_stand_where_their_schemes_belong() {
        let json = r#"{"doi": "10.1000/182",
            "other_identifier": [{"scheme": "handle", "value": "1/2"}, {"scheme": "cnki", "value": "GJGX202205006"},
                {"scheme": "isbn", "value": "978-3-16-148410-0"}],
            "classification": [{"scheme": "clc", "code": "D815"}, {"scheme": "ddc", "code": "327.1"},
                {"scheme": "lcc", "code": "JZ5588"}, {"scheme": "udc", "code": "327"}]}"#;
        assert_eq!(
            fields(json, "024"),
            ["7_ $a 10.1000/182 $2 doi", "7_ $a 1/2 $2 hdl", "8_ $a GJGX202205006 $q CNKI"]
        );
        assert_eq!(fields(json, "020"), ["__ $a 978-3-16-148410-0"]);
        assert_eq!(fields(json, "084"), ["__ $a D815 $2 clc"]);
        assert_eq!(fields(json, "082"), ["04 $a 327.1"]);
        assert_eq!(fields(json, "050"), ["_4 $a JZ5588"]);
        assert_eq!(fields(json, "080"), ["__ $a 327"]);
    }

    #[test]
    fn a_translation_is_shown_by_its_indicator() {
        let json = r#"{"language": ["en"], "relation": [{"kind": "translation-of", "doi": "10.1000/1"}]}"#;
        assert_eq!(fields(json, "041"), ["1_ $a eng"]);
    }

    #[test]
    fn kinds_are_of_coar_or_free() {
        assert_eq!(
            fields(r#"{"type": ["Peer-reviewed Article", "editorial"]}"#, "655"),
            [
                "_7 $a editorial $0 http://purl.org/coar/resource_type/c_b239 $2 coar",
                "_4 $a Peer-reviewed Article"
            ]
        );
    }
}
