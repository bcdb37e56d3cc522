//! What rules ask of an item that is known as unqualified Dublin Core: as much as its elements say for certain.

use crate::model::{CreativeCommons, DublinCore, DublinCoreElement, Language, PartialDate, WebUrl};

use super::value::Value;

/// The elements that are asked.
pub(super) struct Source<'a> {
    pub(super) elements: &'a DublinCore,
}

/// What a grant in dc:relation begins with (OpenAIRE Guidelines v3).
const GRANT: &str = "info:eu-repo/grantAgreement/";

/// The access rights of info:eu-repo and of COAR, as record files call them.
const ACCESS: [(&str, &str); 8] = [
    ("info:eu-repo/semantics/openAccess", "open"),
    ("info:eu-repo/semantics/embargoedAccess", "embargoed"),
    ("info:eu-repo/semantics/restrictedAccess", "restricted"),
    ("info:eu-repo/semantics/closedAccess", "metadata-only"),
    ("http://purl.org/coar/access_right/c_abf2", "open"),
    ("http://purl.org/coar/access_right/c_f1cf", "embargoed"),
    ("http://purl.org/coar/access_right/c_16ec", "restricted"),
    ("http://purl.org/coar/access_right/c_14cb", "metadata-only"),
];

/// Endings of URLs that lead to a text and to no page about it.
const FULL_TEXTS: [&str; 4] = [".pdf", ".epub", ".djvu", ".ps"];

impl<'a> Source<'a> {
    fn all(&self, name: &'static str) -> impl Iterator<Item = &'a DublinCoreElement> {
        self.elements.elements.iter().filter(move |element| element.element == name)
    }

    fn values(&self, name: &'static str) -> impl Iterator<Item = &'a str> {
        self.all(name).map(|element| element.value.trim())
    }

    fn texts(&self, name: &'static str) -> Vec<Value> {
        let value = |element: &DublinCoreElement| Value {
            lang: element.lang.as_ref().map(ToString::to_string),
            text: element.value.clone(),
        };
        self.all(name).map(value).collect()
    }
}

fn plain(text: impl Into<String>) -> Value {
    Value { lang: None, text: text.into() }
}

/// What no element says in a form of its own.
pub(super) const fn unknown(_: &Source<'_>) -> Vec<Value> {
    Vec::new()
}

/// Of the first dc:date that begins with a date.
pub(super) fn year(source: &Source<'_>) -> Vec<Value> {
    let date = |text: &str| text.split(['T', ' ']).next().unwrap_or_default().parse::<PartialDate>().ok();
    source.values("date").find_map(date).map(|date| plain(date.year())).into_iter().collect()
}

pub(super) fn language(source: &Source<'_>) -> Vec<Value> {
    source.values("language").filter(|text| text.parse::<Language>().is_ok()).map(plain).collect()
}

pub(super) fn subject(source: &Source<'_>) -> Vec<Value> {
    source.texts("subject")
}

pub(super) fn kinds(source: &Source<'_>) -> Vec<Value> {
    source.values("type").map(plain).collect()
}

/// A licence is a URL in dc:rights; words there may say anything.
pub(super) fn license(source: &Source<'_>) -> Vec<Value> {
    let urls = source.values("rights").filter(|text| ACCESS.iter().all(|(term, _)| term != text));
    let urls: Vec<WebUrl> = urls.filter_map(|text| text.parse().ok()).collect();
    let known = urls.iter().find_map(|url| CreativeCommons::of_url(url.as_str())?.id.clone());
    known.or_else(|| urls.first().map(ToString::to_string)).into_iter().map(plain).collect()
}

pub(super) fn access(source: &Source<'_>) -> Vec<Value> {
    let word = |text: &str| ACCESS.iter().find(|(term, _)| *term == text).map(|(_, word)| *word);
    source.values("rights").find_map(word).into_iter().map(plain).collect()
}

pub(super) fn title(source: &Source<'_>) -> Vec<Value> {
    source.texts("title")
}

pub(super) fn creator(source: &Source<'_>) -> Vec<Value> {
    source.texts("creator")
}

/// URLs in dc:identifier.
pub(super) fn link(source: &Source<'_>) -> Vec<Value> {
    source.values("identifier").filter(|text| WebUrl::is_one(text)).map(plain).collect()
}

/// URLs in dc:identifier and dc:relation that end as full texts do.
pub(super) fn file(source: &Source<'_>) -> Vec<Value> {
    let is_full_text = |text: &&str| {
        let lower = text.to_ascii_lowercase();
        WebUrl::is_one(text) && FULL_TEXTS.iter().any(|ending| lower.ends_with(ending))
    };
    let links = source.values("identifier").chain(source.values("relation"));
    links.filter(is_full_text).map(plain).collect()
}

/// Grants in dc:relation.
pub(super) fn funding(source: &Source<'_>) -> Vec<Value> {
    source.values("relation").filter(|text| text.starts_with(GRANT)).map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn elements(pairs: &[(&str, &str)]) -> DublinCore {
        let element = |(name, value): &(&str, &str)| DublinCoreElement {
            element: (*name).to_owned().into(),
            lang: None,
            value: (*value).to_owned(),
        };
        DublinCore { elements: pairs.iter().map(element).collect() }
    }

    fn texts(of: fn(&Source<'_>) -> Vec<Value>, pairs: &[(&str, &str)]) -> Vec<String> {
        let elements = elements(pairs);
        of(&Source { elements: &elements }).into_iter().map(|value| value.text).collect()
    }

    #[test]
    fn a_year_is_that_of_the_first_date() {
        let dates = [
            ("date", "info:eu-repo/date/embargoEnd/2030-01-01"),
            ("date", "2022-05-01T00:00:00Z"),
            ("date", "2023"),
        ];
        assert_eq!(texts(year, &dates), ["2022"]);
        assert_eq!(texts(year, &[("date", "May 2022")]), [""; 0]);
    }

    #[test]
    fn rights_are_distinguished() {
        let rights = [
            ("rights", "Copyright (c) 2022"),
            ("rights", "info:eu-repo/semantics/openAccess"),
            ("rights", "https://journal.org/terms"),
            ("rights", "http://creativecommons.org/licenses/by-nc/4.0/"),
        ];
        assert_eq!(texts(access, &rights), ["open"]);
        assert_eq!(texts(license, &rights), ["CC-BY-NC-4.0"]);
        assert_eq!(texts(license, &rights[..3]), ["https://journal.org/terms"]);
        assert_eq!(texts(license, &rights[..2]), [""; 0]);
    }

    #[test]
    fn a_full_text_is_known_by_its_ending() {
        let links =
            [("identifier", "https://a.org/1"), ("relation", "https://a.org/1.PDF"), ("relation", "1.pdf")];
        assert_eq!(texts(file, &links), ["https://a.org/1.PDF"]);
        assert_eq!(texts(link, &links), ["https://a.org/1"]);
    }
}
