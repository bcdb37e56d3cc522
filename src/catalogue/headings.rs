//! The headings that an item is listed under, and its place under each.

use sha2::{Digest, Sha256};

use super::card::Card;
use crate::model::{Content, Item, Language, SetSpec};
use crate::store::Under;

/// A kind of headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One heading with everything, the latest datestamp first.
    Recent,
    /// Years of publication; issue by issue, the latest first.
    Year,
    /// Issues, page by page. The values are those of [`IssueName`].
    Issue,
    /// Sets, ancestors included; the latest publication first.
    Set,
    /// Authors by their key; the latest publication first.
    Author,
    /// Authors by their names, each as `NAME\u{1F}KEY`.
    AuthorName,
    /// Languages of the text, by their first subtag.
    Language,
    /// Kinds of articles, as the records name them.
    Type,
    /// Parts of about the same size, which an item never leaves; by identifier.
    Part,
}

impl Kind {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Recent => "recent",
            Self::Year => "year",
            Self::Issue => "issue",
            Self::Set => "set",
            Self::Author => "author",
            Self::AuthorName => "name",
            Self::Language => "lang",
            Self::Type => "type",
            Self::Part => "part",
        }
    }
}

/// What identifies an issue: the journal (its ISSN or, without one, its title), year, volume and number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueName([String; 4]);

/// Stands between the parts of the name of an issue; no text of a card contains it.
pub(super) const BETWEEN: char = '\u{1F}';

/// Stands for a part that is not known.
const UNKNOWN: &str = "-";

impl IssueName {
    /// From journal, year, volume and number, each `-` if it is not known.
    pub fn of_parts(parts: [String; 4]) -> Self {
        Self(parts)
    }

    /// Journal, year, volume and number, each `-` if it is not known.
    pub fn parts(&self) -> &[String; 4] {
        &self.0
    }

    /// The issue that an item is in.
    pub fn of(item: &Item, card: &Card) -> Option<Self> {
        let issue = card.issue.as_ref()?;
        let Content::Article(article) = &item.content else { return None };
        let issn = article.journal.as_ref().and_then(|journal| Some(journal.issns().first()?.1.to_string()));
        let title = || card.journal.first().map(|title| title.text.clone());
        let journal = issn.or_else(title);
        let part = |part: &Option<String>| part.clone().unwrap_or_else(|| UNKNOWN.to_owned());
        Some(Self([part(&journal), part(&issue.year), part(&issue.volume), part(&issue.number)]))
    }

    /// The value of its heading: in the order of journals, the latest issue first.
    pub(super) fn value(&self) -> String {
        let [journal, year, volume, number] = &self.0;
        let latest_first = reversed(&[year.as_str(), &padded(volume), &padded(number)].concat());
        [journal, &latest_first, year, volume, number].map(String::as_str).join(&BETWEEN.to_string())
    }

    /// From the value of a heading.
    pub(super) fn of_value(value: &str) -> Option<Self> {
        let mut parts = value.split(BETWEEN).map(str::to_owned);
        let (journal, _) = (parts.next()?, parts.next()?);
        Some(Self([journal, parts.next()?, parts.next()?, parts.next()?]))
    }
}

/// Everything that the item is listed under.
pub(super) fn headings(item: &Item, card: &Card, sets: &[SetSpec]) -> Vec<Under> {
    let under = |kind: Kind, value: String, key: String| Under { kind: kind.name(), value, key };
    let date = card.published.as_ref().map(|date| date.as_str()).unwrap_or_default();
    let latest_first = reversed(date);
    let mut all = vec![
        under(Kind::Recent, String::new(), format!("{:016x}", i64::MAX - card.datestamp.max(0))),
        under(Kind::Part, part(item.identifier.as_str()), String::new()),
    ];
    let issue = IssueName::of(item, card);
    let page = padded(card.pages.as_deref().unwrap_or_default());
    if !date.is_empty() {
        let of_issue = issue.as_ref().map(IssueName::value).unwrap_or_default();
        all.push(under(Kind::Year, date[..4].to_owned(), format!("{of_issue}{BETWEEN}{page}")));
    }
    all.extend(issue.map(|issue| under(Kind::Issue, issue.value(), page)));
    let nodes = sets.iter().flat_map(SetSpec::path);
    all.extend(nodes.map(|node| under(Kind::Set, node.to_owned(), latest_first.clone())));
    let authors = Card::listed_authors(item);
    all.extend(authors.iter().map(|author| under(Kind::Author, author.key.clone(), latest_first.clone())));
    let names = authors.iter().map(|author| format!("{}{BETWEEN}{}", author.sort, author.key));
    all.extend(names.map(|name| under(Kind::AuthorName, name, latest_first.clone())));
    all.extend(languages(item).map(|it| under(Kind::Language, it, latest_first.clone())));
    all.extend(types(item).map(|it| under(Kind::Type, it, latest_first.clone())));
    all.sort();
    all.dedup();
    all
}

fn languages(item: &Item) -> impl Iterator<Item = String> {
    let (of_article, of_dc) = match &item.content {
        Content::Article(article) => (article.language.as_slice(), None),
        Content::Dc(elements) => (&[][..], Some(elements)),
    };
    let values =
        of_dc.into_iter().flat_map(|dc| &dc.elements).filter(|element| element.element == "language");
    let tags = values.filter_map(|element| element.value.parse::<Language>().ok());
    let all: Vec<String> =
        of_article.iter().cloned().chain(tags).map(|it| it.primary().to_lowercase()).collect();
    all.into_iter()
}

fn types(item: &Item) -> impl Iterator<Item = String> {
    let all: Vec<String> = match &item.content {
        Content::Article(article) => article.types.clone(),
        Content::Dc(dc) => {
            dc.elements.iter().filter(|it| it.element == "type").map(|it| it.value.clone()).collect()
        }
    };
    all.into_iter()
        .filter(|kind| !kind.trim().is_empty() && !kind.contains("://") && !kind.starts_with("info:"))
}

/// A key by which later dates come first; without a date last.
fn reversed(date: &str) -> String {
    let digit =
        |byte: u8| if byte.is_ascii_digit() { char::from(b'9' - byte + b'0') } else { char::from(byte) };
    let reversed: String = date.bytes().map(digit).collect();
    if reversed.is_empty() { "~".to_owned() } else { reversed }
}

/// A text whose first number sorts by its value: `9` before `130`, and `A9` after both.
fn padded(text: &str) -> String {
    let start = text.find(|character: char| character.is_ascii_digit()).unwrap_or(text.len());
    let (before, rest) = text.split_at(start);
    let end = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
    let (number, behind) = rest.split_at(end);
    format!("{before}{number:0>9}{behind}")
}

/// One of 256 parts, by a hash of the identifier.
fn part(identifier: &str) -> String {
    format!("{:02x}", Sha256::digest(identifier)[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Datestamp;

    fn of(json: &str) -> Vec<Under> {
        let item: Item = serde_json::from_str(json).unwrap();
        headings(&item, &Card::of(&item, Datestamp::from_unix(5)), &item.sets)
    }

    #[test]
    fn an_article_is_under_everything_that_it_has() {
        let under = of(
            r#"{"identifier":"oai:a.org:1","sets":["a:b"],"article":{"journal":{"title":[{"text":"J"}],"issn":["2434-561X"]},
                "author":[{"name":"X"},{"name":"X"}],"issue":"5","published":"2022","pages":{"first":"9"}}}"#,
        );
        let kinds: Vec<_> = under.iter().map(|it| it.kind).collect();
        assert_eq!(kinds, ["author", "issue", "name", "part", "recent", "set", "set", "year"]);
        let name = IssueName::of_value(&under[1].value).unwrap();
        assert_eq!(name.parts(), &["2434-561X", "2022", "-", "5"]);
        assert_eq!(name.value(), under[1].value);
    }

    #[test]
    fn keys_put_the_latest_first_and_numbers_by_their_value() {
        assert!(reversed("2023") < reversed("2022-12") && reversed("2022-12") < reversed("2022-01"));
        assert!(reversed("0001") < reversed(""));
        for pair in ["9", "10", "130–145", "131", "e12", "e103"].windows(2) {
            assert!(padded(pair[0]) < padded(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn an_item_of_which_nothing_is_known_is_still_listed() {
        let kinds: Vec<_> = of(r#"{"identifier":"oai:a.org:1","dc":[]}"#).iter().map(|it| it.kind).collect();
        assert_eq!(kinds, ["part", "recent"]);
    }
}
