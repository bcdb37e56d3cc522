//! Two files that may be one article: they have the same DOI, the same URL, or the same title, authors and year.
//!
//! A file that has not changed is not read again. So the fingerprint of each item ends with its *keys*: what tells an article from
//! others, each as a short hash.

use crate::diagnostics::{Code, Message, Problem, codes};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest, Sha256};

use super::known::Known;
use super::spelling::warning;
use crate::model::{
    Article, Content, Doi, DublinCore, Identifier, Item, PartialDate, Person, RelationKind, WebUrl, Words,
    words,
};
use crate::render::shortened;

/// A kind of keys.
struct KeyKind {
    /// The letter that such a key begins with.
    letter: char,
    code: &'static Code,
    /// What two articles with the same key have in common.
    common: [&'static str; 2],
}

const KINDS: [KeyKind; 3] = [
    KeyKind { letter: 'd', code: &codes::DOI_TWICE, common: ["the same DOI", " DOI "] },
    KeyKind { letter: 'l', code: &codes::URL_TWICE, common: ["the same URL", "网址"] },
    KeyKind {
        letter: 't',
        code: &codes::TITLE_TWICE,
        common: ["the same title, authors and year", "题名、作者和年份"],
    },
];

/// Stands between the hash of a title and that of the issue, since an editorial may have the same title in each issue.
const OF_ISSUE: char = '.';

/// The fingerprints of the items whose files were read in a pass.
#[derive(Default)]
pub(super) struct Fingerprints(HashMap<Identifier, String>);

impl Fingerprints {
    /// Adds an item. Returns its fingerprint: that of its file, and its keys.
    pub(super) fn add(&mut self, file: &str, item: &Item) -> String {
        let fingerprint = format!("{file} {}", keys(item));
        self.0.insert(item.identifier.clone(), fingerprint.clone());
        fingerprint
    }

    /// Warnings about files that may be one article. `claimed` are all items with their files, whether they were read in this
    /// pass or before.
    pub(super) fn duplicates(
        &self,
        claimed: &HashMap<Identifier, String>,
        known: &Known<'_>,
    ) -> Vec<Problem> {
        duplicates(claimed.iter().filter_map(|(identifier, file)| {
            let stored = || known.of(Path::new(file)).map(|item| &item.fingerprint);
            let (_, keys) = parts(self.0.get(identifier).or_else(stored)?)?;
            Some((file.as_str(), keys))
        }))
    }
}

/// The two parts of a fingerprint; `None` for one without keys, of a version before this one.
pub(super) fn parts(fingerprint: &str) -> Option<(&str, &str)> {
    fingerprint.split_once(' ')
}

/// The keys of an item, separated by spaces.
fn keys(item: &Item) -> String {
    let identity = match &item.content {
        Content::Article(article) => Identity::of_article(article),
        Content::Dc(dc) => Identity::of_dublin_core(dc),
    };
    let doi = identity.doi.map(|doi| format!("d{}", hash(&[&doi.to_lowercase()])));
    let url = identity.url.map(|url| format!("l{}", hash(&[&without_scheme(&url)])));
    let title = identity.title.map(|title| match identity.issue {
        Some(issue) => format!("t{title}{OF_ISSUE}{issue}"),
        None => format!("t{title}"),
    });
    [doi, url, title].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What tells an article from others.
#[derive(Default)]
struct Identity {
    doi: Option<String>,
    url: Option<String>,
    /// A hash of title, language, authors and year, if they are known.
    title: Option<String>,
    /// A hash of the issue, if it is known.
    issue: Option<String>,
}

impl Identity {
    fn of_article(article: &Article) -> Self {
        let authors: Vec<_> = article.authors.iter().map(Person::inverted).collect();
        let language: Vec<_> = article.language.iter().map(ToString::to_string).collect();
        let year = article.published.as_ref().map(PartialDate::year);
        let title = article.titles.first().filter(|title| !title.devised && !has_other_form(article));
        let issue = [&article.volume, &article.issue].map(|part| part.as_deref().unwrap_or_default());
        Self {
            doi: article.doi.as_ref().map(ToString::to_string),
            url: article.url.as_ref().map(ToString::to_string),
            title: title.and_then(|title| title_hash(&title.text, &language, &authors, year)),
            issue: (issue != ["", ""]).then(|| hash(&issue)),
        }
    }

    fn of_dublin_core(dc: &DublinCore) -> Self {
        let values = |name: &'static str| {
            let named = dc.elements.iter().filter(move |element| element.element == name);
            named.map(|element| element.value.trim().to_owned())
        };
        let dois = || values("identifier").filter_map(|value| value.parse::<Doi>().ok());
        let is_url = |value: &String| WebUrl::is_one(value) && value.parse::<Doi>().is_err();
        let [authors, language, sources] =
            ["creator", "language", "source"].map(|name| values(name).collect::<Vec<_>>());
        let date = values("date").next();
        let year = date.as_deref().and_then(|date| date.get(..4));
        Self {
            doi: dois().next().map(|doi| doi.to_string()),
            url: values("identifier").find(is_url),
            title: values("title").next().and_then(|title| title_hash(&title, &language, &authors, year)),
            issue: (!sources.is_empty())
                .then(|| hash(&sources.iter().map(String::as_str).collect::<Vec<_>>())),
        }
    }
}

/// Whether the article names a work that may have its title: a translation, a version, a correction.
fn has_other_form(article: &Article) -> bool {
    use RelationKind::{
        Addendum, AddendumOf, Erratum, ErratumOf, ExpressionOfConcern, ExpressionOfConcernAbout, PartOf,
        ReplacedBy, Replaces, Retraction, RetractionOf, Translation, TranslationOf, Version, VersionOf,
    };
    let is_form = |kind| {
        matches!(
            kind,
            Translation
                | TranslationOf
                | Version
                | VersionOf
                | Replaces
                | ReplacedBy
                | Erratum
                | ErratumOf
                | Addendum
                | AddendumOf
                | ExpressionOfConcern
                | ExpressionOfConcernAbout
                | Retraction
                | RetractionOf
                | PartOf
        )
    };
    article.relations.iter().filter_map(|relation| relation.kind).any(is_form)
}

/// The hash of a title with authors and year; without them, a title may be that of many articles.
fn title_hash(title: &str, language: &[String], authors: &[String], year: Option<&str>) -> Option<String> {
    let (title, year) = (letters(title), year?);
    let authors: Vec<_> = authors.iter().map(|author| letters(author)).collect();
    let is_known = !title.is_empty() && authors.iter().any(|author| !author.is_empty());
    is_known.then(|| hash(&[&title, &language.join(" "), &authors.join(" "), year]))
}

/// The letters and digits of a text, all of them small: spaces and punctuation are copied in many ways.
fn letters(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn without_scheme(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (host, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    host.to_lowercase() + path.trim_end_matches('/')
}

/// 72 bits: among a million articles, no two different ones are likely to have the same.
fn hash(texts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update(text);
        hash.update([0]);
    }
    BASE64URL_NOPAD.encode(&shortened(hash)[..9])
}

/// A key of a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'k> {
    /// Its letter and the hash.
    hash: &'k str,
    file: &'k str,
    issue: Option<&'k str>,
}

/// A warning at each file that has a key of a file before it in the alphabet; `files` are the files with their keys.
fn duplicates<'k>(files: impl Iterator<Item = (&'k str, &'k str)>) -> Vec<Problem> {
    let keys_of = |(file, keys): (&'k str, &'k str)| {
        keys.split(' ').filter(|key| !key.is_empty()).map(move |key| {
            let (hash, issue) = key.split_once(OF_ISSUE).map_or((key, None), |(key, of)| (key, Some(of)));
            Key { hash, file, issue }
        })
    };
    let mut keys: Vec<Key<'_>> = files.flat_map(keys_of).collect();
    keys.sort_unstable();
    let mut pairs: BTreeMap<(&str, &str), Vec<&KeyKind>> = BTreeMap::new();
    for group in keys.chunk_by(|one, next| one.hash == next.hash).filter(|group| group.len() > 1) {
        let kind = KINDS.iter().find(|kind| group.iter().any(|key| key.hash.starts_with(kind.letter)));
        for (first, later) in same_issue(group) {
            pairs.entry((later, first)).or_default().extend(kind);
        }
    }
    pairs.into_iter().map(|((later, first), kinds)| problem(later, first, &kinds)).collect()
}

/// The first file and each later one that may be of the same issue, as far as the issues are known.
fn same_issue<'k>(group: &[Key<'k>]) -> Vec<(&'k str, &'k str)> {
    let mut firsts: HashMap<Option<&str>, &str> = HashMap::new();
    let mut pairs = Vec::new();
    for key in group {
        let first = match key.issue {
            Some(_) => firsts.get(&key.issue).or_else(|| firsts.get(&None)).copied(),
            None => group.first().map(|first| first.file).filter(|first| *first != key.file),
        };
        pairs.extend(first.map(|first| (first, key.file)));
        firsts.entry(key.issue).or_insert(key.file);
    }
    pairs
}

fn problem(later: &str, first: &str, kinds: &[&KeyKind]) -> Problem {
    let code = kinds.first().map_or(&codes::TITLE_TWICE, |kind| kind.code);
    let otherwise = if code == &codes::TITLE_TWICE {
        words!(
            "if they are two, add a [[relation]] of one to the other, or the `issue` of both",
            "如果是两篇，请用 [[relation]] 注明两者的关系，或给两者都写上 issue"
        )
    } else {
        words!("if they are two, correct the one that is wrong", "如果是两篇，请改正写错的那一个")
    };
    let names = |language: usize| kinds.iter().map(move |kind| kind.common[language]).collect::<Vec<_>>();
    let words = words!(
        "has {common} as {first}; if both are one article, remove one of the two files; {otherwise}",
        "与 {first} 的{common}相同；如果两者是同一篇文章，请删除其中一个文件；{otherwise}";
        common = Words { en: names(0).join(" and "), zh: names(1).join("相同，") },
        otherwise = otherwise
    );
    warning(Path::new(later), Message::new(code, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(content: &str) -> Item {
        serde_json::from_str(&format!(r#"{{"identifier": "oai:a.test:1", {content}}}"#)).unwrap()
    }

    /// What two articles have in common, in the words of the warning.
    fn common(one: &str, other: &str) -> String {
        let [one, other] = [one, other].map(|content| keys(&item(content)));
        let problems = duplicates([("a.toml", &*one), ("b.toml", &*other)].into_iter());
        let message = |problem: Problem| {
            assert_eq!(problem.place.file, Path::new("b.toml"));
            let (common, _) = problem.message.split_once(" as a.toml;").unwrap();
            common.trim_start_matches("has the same ").replace(" and the same ", ", ")
        };
        problems.into_iter().map(message).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn what_may_be_one_article_is_reported() {
        let title = "title, authors and year";
        let written = |extra: &str| {
            format!(
                r#""article": {{"title": [{{"text": "On Norms"}}], "author": [{{"name": "Wang Lei"}}], "published": "2024-05"{extra}}}"#
            )
        };
        let dc = |elements: &[(&str, &str)]| {
            let element =
                |(name, value): &(&str, &str)| format!(r#"{{"element": "{name}", "value": "{value}"}}"#);
            format!(r#""dc": [{}]"#, elements.iter().map(element).collect::<Vec<_>>().join(", "))
        };
        let doi = r#""article": {"doi": "10.5555/Ab"}"#.to_owned();
        let url = |url: &str| format!(r#""article": {{"url": "{url}"}}"#);
        for (one, other, expected) in [
            (doi.clone(), r#""article": {"doi": "https://doi.org/10.5555/aB"}"#.to_owned(), "DOI"),
            (doi.clone(), dc(&[("identifier", "doi:10.5555/AB")]), "DOI"),
            (doi.clone(), r#""article": {"doi": "10.5555/ab1"}"#.to_owned(), ""),
            (url("https://a.org/1"), url("http://A.org/1/"), "URL"),
            (
                url("https://a.org/1"),
                dc(&[("identifier", "10.5555/1"), ("identifier", "https://a.org/1")]),
                "URL",
            ),
            (url("https://a.org/a"), url("https://a.org/A"), ""),
            (written(""), written(""), title),
            (
                written(r#", "doi": "10.5555/1""#),
                written(r#", "doi": "10.5555/1""#),
                "DOI, title, authors and year",
            ),
            (written(r#", "issue": "1""#), written(""), title),
            (written(""), written(r#", "issue": "1""#), title),
            (written(r#", "issue": "1""#), written(r#", "issue": "1""#), title),
            (written(r#", "issue": "1""#), written(r#", "issue": "2""#), ""),
            (written(r#", "language": ["zh"]"#), written(r#", "language": ["en"]"#), ""),
            (written(""), written(r#", "relation": [{"kind": "version", "doi": "10.5555/1"}]"#), ""),
            (written(""), written("").replace("On Norms", "on  norms."), title),
            (written(""), written("").replace("On Norms", "On Norm"), ""),
            (written(""), written("").replace("2024", "2023"), ""),
            (written(""), written("").replace("Lei", "Li"), ""),
            (
                written(""),
                dc(&[("title", "On Norms"), ("creator", "Wang Lei"), ("date", "2024-05-01")]),
                title,
            ),
            (
                dc(&[("title", "Editorial"), ("date", "2024")]),
                dc(&[("title", "Editorial"), ("date", "2024")]),
                "",
            ),
        ] {
            assert_eq!(common(&one, &other), expected, "{one} {other}");
        }
    }

    #[test]
    fn a_fingerprint_has_two_parts() {
        let item = item(r#""article": {"doi": "10.5555/1"}"#);
        let fingerprint = Fingerprints::default().add("0123", &item);
        assert_eq!(parts(&fingerprint), Some(("0123", &*keys(&item))));
        assert_eq!(parts("0123"), None, "of an earlier version");
    }
}
