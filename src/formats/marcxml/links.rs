//! 765 to 787 and 856: related works, and where the article is.

use crate::formats::vocabulary::{known_license, relation_type};
use crate::formats::writing::line::line;
use crate::formats::writing::link::{file_type, media_type_of};
use crate::formats::writing::texts::latin;
use crate::model::{Access, Article, Doi, Relation, Supplement};

use super::record::{Field, Record};

pub(super) fn push<'a>(article: &'a Article, record: &mut Record<'a>) {
    for relation in &article.relations {
        record.push(related(relation));
    }
    push_locations(article, record);
}

/// Second indicator 8: no words but those of $i are shown before the entry.
fn related(relation: &Relation) -> Field<'_> {
    let (tag, words) = relation_type(relation.kind).map_or(("787", None), |known| known.marc);
    let links: Vec<String> =
        relation.doi.iter().map(Doi::url).chain(relation.url.iter().map(ToString::to_string)).collect();
    let isbn = relation.isbn.as_ref().map(|isbn| isbn.as_str());
    let issn = relation.issn.as_ref().map(|issn| issn.as_str());
    let field = Field::new(tag, ["0", if words.is_some() { "8" } else { " " }]);
    if relation.text.is_none() && links.is_empty() && isbn.is_none() && issn.is_none() {
        return field;
    }
    let field = field.with_some('i', words).with_some('n', relation.text.as_deref());
    field.with_each('o', links).with_some('x', issn).with_some('z', isbn)
}

/// Landing page and files; the link of the DOI only where there is no landing page, because that is where it leads.
fn push_locations<'a>(article: &'a Article, record: &mut Record<'a>) {
    let status = match article.access {
        Some(Access::Open) => Some("0"),
        Some(Access::Embargoed | Access::Restricted) => Some("1"),
        Some(Access::MetadataOnly) | None => None,
    };
    if let Some(url) = &article.url {
        let field = Field::new("856", ["4", "0"]).with('u', url.as_str());
        record.push(field.with_some('7', status));
    } else if let Some(doi) = &article.doi {
        record.push(Field::new("856", ["4", " "]).with('u', doi.url()));
    }
    for file in &article.files {
        let field = Field::new("856", ["4", "0"])
            .with_some('q', file_type(file))
            .with_some('s', file.size.as_deref());
        record.push(field.with('u', file.url.as_str()).with_some('7', status));
    }
    for supplement in &article.supplements {
        record.push(supplementary(supplement));
    }
    if let Some(url) = article.journal.as_ref().and_then(|journal| journal.url.as_ref()) {
        record.push(Field::new("856", ["4", "2"]).with('3', "Journal").with('u', url.as_str()));
    }
}

/// What it is called, its DOI, and under which licence it may be used.
fn supplementary(supplement: &Supplement) -> Field<'_> {
    let title = line(latin(&supplement.title)).map_or_else(String::new, |title| format!(": {title}"));
    let license = supplement.license.as_ref().map(known_license).and_then(|license| license.url);
    Field::new("856", ["4", "2"])
        .with('3', format!("Supplementary material{title}"))
        .with_some('g', supplement.doi.as_ref().map(Doi::url))
        .with_some('q', media_type_of(supplement))
        .with_some('r', license)
        .with_some('s', supplement.size.as_deref())
        .with('u', supplement.url.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::marcxml::record::all_of;

    fn fields(json: &str, tag: &str) -> Vec<String> {
        all_of(json, tag, push)
    }

    #[test]
    fn a_relation_stands_in_the_field_of_its_kind() {
        let json = r#"{"relation":[{"kind":"erratum","doi":"10.1000/1"},{"kind":"translation-of","text":"原文"},
            {"kind":"reviews","isbn":"978-3-16-148410-0"},{"url":"https://a.org/x"},{"kind":"preprint"}]}"#;
        assert_eq!(fields(json, "765"), ["0_ $n 原文"]);
        assert_eq!(
            fields(json, "787"),
            [
                "08 $i Erratum: $o https://doi.org/10.1000/1",
                "08 $i Review of: $z 978-3-16-148410-0",
                "0_ $o https://a.org/x"
            ]
        );
        assert!(fields(json, "775").is_empty());
    }

    #[test]
    fn locations_tell_media_type_and_access() {
        let json = r#"{"doi":"10.1000/1","url":"https://a.org/1","file":["https://a.org/1.pdf"],"access":"open",
            "journal":{"url":"https://a.org/"}}"#;
        assert_eq!(
            fields(json, "856"),
            [
                "40 $u https://a.org/1 $7 0",
                "40 $q application/pdf $u https://a.org/1.pdf $7 0",
                "42 $3 Journal $u https://a.org/"
            ]
        );
        assert_eq!(fields(r#"{"doi":"10.1000/1"}"#, "856"), ["4_ $u https://doi.org/10.1000/1"]);
    }
}
