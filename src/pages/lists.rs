//! Lists of articles: an issue, a year, a set, an author.

use serde::Serialize;

use super::exchange::Answered;
use super::frame::{Nav, Page, Scene};
use super::groups;
use super::html::Said;
use super::links::{argument, unescaped};
use super::site::Site;
use super::template::Template;
use super::texts::Say;
use super::values::values;
use super::view::{Counted, EntryView, Fact, Place, in_language, issue_names, set_names};
use crate::catalogue::{Catalogue, Entry, IssueName, Kind, Position};
use crate::model::SetSpec;
use crate::repository::{NamedSet, StoreError};

/// How many articles are on a page; of an issue, which is read as a whole, more.
const ENTRIES: usize = 50;
const ENTRIES_OF_ISSUE: usize = 300;

/// Stands between the parts of a position.
const BETWEEN: char = '\u{1F}';

/// The page at a path, if it is one of a list.
pub fn page(site: &Site, scene: &Scene<'_>, path: &str) -> Result<Option<Answered>, StoreError> {
    let parts: Option<Vec<String>> = path.split('/').map(unescaped).collect();
    let parts = parts.unwrap_or_default();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let Some(catalogue) = &site.catalogue else {
        return if parts == ["sets"] { groups::sets(site, scene).map(Some) } else { Ok(None) };
    };
    let lists = Lists { site, catalogue, scene };
    match *parts {
        ["sets"] => groups::sets(site, scene).map(Some),
        ["issues"] => groups::issues(catalogue, scene).map(Some),
        ["authors"] => groups::authors(catalogue, scene).map(Some),
        ["issues", journal, year, volume, number] => {
            lists.issue(&IssueName::of_parts([journal, year, volume, number].map(str::to_owned)))
        }
        ["years", year] => lists.year(year),
        ["sets", spec] => lists.set(spec),
        ["authors", key] => lists.author(key),
        _ => Ok(None),
    }
}

struct Lists<'a> {
    site: &'a Site,
    catalogue: &'a Catalogue,
    scene: &'a Scene<'a>,
}

/// What a list is called and shows.
struct Shown {
    /// For the head of the page, if the heading is too long for it.
    title: Option<String>,
    current: Nav,
    heading: Vec<Said>,
    descriptions: Vec<Said>,
    facts: Vec<Fact>,
    below: Vec<Counted>,
    place: Place,
    /// Whether articles stand under the sections of the issue.
    by_section: bool,
}

/// Articles with a heading of their own.
#[derive(Serialize)]
struct Section {
    heading: Vec<Said>,
    entries: Vec<EntryView>,
}

/// A part of a list, and where the next one begins.
struct Part {
    entries: Vec<Entry>,
    next: Option<String>,
    is_first: bool,
}

impl Lists<'_> {
    fn issue(&self, name: &IssueName) -> Result<Option<Answered>, StoreError> {
        let part = self.part(ENTRIES_OF_ISSUE, |after, limit| self.catalogue.issue(name, after, limit))?;
        let Some(first) = part.entries.first() else { return Ok(None) };
        let heading = issue_names(name, &first.card, self.scene.lang);
        let shown =
            Shown { current: Nav::Issues, place: Place::Known, by_section: true, ..Shown::of(heading) };
        self.page(shown, part).map(Some)
    }

    fn year(&self, year: &str) -> Result<Option<Answered>, StoreError> {
        let part = self.part_of(Kind::Year, year)?;
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        if part.entries.is_empty() || !is_year {
            return Ok(None);
        }
        let count = self.catalogue.count(Kind::Year, year)?;
        let heading = vec![Said::plain(None, year)];
        let facts = vec![self.number(count)];
        self.page(Shown { facts, ..Shown::of(heading) }, part).map(Some)
    }

    /// A set that is declared has a page even if nothing is in it.
    fn set(&self, spec: &str) -> Result<Option<Answered>, StoreError> {
        let sets = self.site.repository.named_sets()?;
        let Some(set) = sets.iter().find(|set| set.spec.as_str() == spec) else { return Ok(None) };
        let part = self.part_of(Kind::Set, spec)?;
        let count = self.catalogue.count(Kind::Set, spec)?;
        let harvest =
            self.scene.links.oai(&format!("verb=ListRecords&metadataPrefix=oai_dc&set={}", argument(spec)));
        let facts = vec![
            self.number(count),
            Fact { name: self.scene.say(Say::SetSpec), text: spec.to_owned(), link: String::new() },
            Fact {
                name: self.scene.say(Say::HarvestThis),
                text: "ListRecords, oai_dc".to_owned(),
                link: harvest,
            },
        ];
        let below = sets.iter().filter(|other| is_directly_below(&other.spec, &set.spec));
        let shown = Shown {
            current: Nav::Sets,
            descriptions: Said::all(&set.descriptions),
            facts,
            below: below.map(|set| self.linked(set)).collect(),
            ..Shown::of(set_names(set))
        };
        self.page(shown, part).map(Some)
    }

    fn author(&self, key: &str) -> Result<Option<Answered>, StoreError> {
        let part = self.part_of(Kind::Author, key)?;
        if part.entries.is_empty() {
            return Ok(None);
        }
        // Of an article with many authors the card has only the first; then the key is all that is known of the others.
        let mut authors = part.entries.iter().flat_map(|entry| &entry.card.authors);
        let author = authors.find(|author| author.key == key).map_or(&[][..], |author| &author.names);
        let names = author.iter().map(|name| Said::plain(name.lang.as_ref(), &name.text));
        let names: Vec<_> = if author.is_empty() { vec![Said::plain(None, key)] } else { names.collect() };
        let orcid = key.parse::<crate::model::Orcid>().ok().map(|orcid| Fact {
            name: self.scene.say(Say::OrcidId),
            text: key.to_owned(),
            link: orcid.url(),
        });
        let count = self.number(self.catalogue.count(Kind::Author, key)?);
        let facts = orcid.into_iter().chain([count]).collect();
        let title = in_language(author, self.scene.lang.code()).map(|name| name.text.clone());
        let shown = Shown { title, current: Nav::Authors, facts, ..Shown::of(names) };
        self.page(shown, part).map(Some)
    }

    fn number(&self, count: u64) -> Fact {
        Fact { name: self.scene.say(Say::NumberOfArticles), text: count.to_string(), link: String::new() }
    }

    fn linked(&self, set: &NamedSet) -> Counted {
        Counted { link: self.scene.links.set(set.spec.as_str()), names: set_names(set), count: 0 }
    }

    fn part_of(&self, kind: Kind, value: &str) -> Result<Part, StoreError> {
        self.part(ENTRIES, |after, limit| self.catalogue.list(kind, value, after, limit))
    }

    /// The part of a list that the request asks for.
    fn part(
        &self,
        limit: usize,
        read: impl FnOnce(Option<&Position>, usize) -> Result<Vec<Entry>, StoreError>,
    ) -> Result<Part, StoreError> {
        let after = self.scene.asked.argument("after").as_deref().and_then(position);
        let mut entries = read(after.as_ref(), limit + 1)?;
        let more = entries.len() > limit;
        entries.truncate(limit);
        let last = entries.last().filter(|_| more);
        let next = last.map(|entry| format!("?after={}", argument(&written(&entry.position))));
        Ok(Part { entries, next, is_first: after.is_none() })
    }

    fn page(&self, shown: Shown, part: Part) -> Result<Answered, StoreError> {
        let names = shown.heading.iter().map(|name| name.text.as_str());
        let title = shown.title.unwrap_or_else(|| names.collect::<Vec<_>>().join(" · "));
        let path = self.scene.links.path(self.scene.asked.path);
        let values = values! {
            heading => shown.heading,
            descriptions => shown.descriptions,
            facts => shown.facts,
            below => shown.below,
            is_whole => self.catalogue.is_whole()?,
            sections => self.sections(&part.entries, shown.place, shown.by_section),
            first => if part.is_first { String::new() } else { path },
            next => part.next.unwrap_or_default(),
        };
        let head = String::new();
        let page = Page { title, head, current: shown.current, template: Template::List, values };
        self.scene.page(page)
    }

    /// The entries, those of one section of the issue together.
    fn sections(&self, entries: &[Entry], place: Place, by_section: bool) -> Vec<Section> {
        let lang = self.scene.lang;
        let same = |one: &Entry, other: &Entry| !by_section || one.card.section == other.card.section;
        let section = |entries: &[Entry]| {
            let named = entries.first().filter(|_| by_section);
            let heading = named.and_then(|entry| in_language(&entry.card.section, lang.code()));
            let views = entries.iter().map(|entry| EntryView::of(entry, place, &self.scene.links, lang));
            Section {
                heading: heading.map(|it| Said::plain(it.lang.as_ref(), &it.text)).into_iter().collect(),
                entries: views.collect(),
            }
        };
        entries.chunk_by(same).map(section).collect()
    }
}

impl Shown {
    fn of(heading: Vec<Said>) -> Self {
        Self {
            title: None,
            current: Nav::None,
            heading,
            descriptions: Vec::new(),
            facts: Vec::new(),
            below: Vec::new(),
            place: Place::Whole,
            by_section: false,
        }
    }
}

fn is_directly_below(spec: &SetSpec, above: &SetSpec) -> bool {
    let rest = spec.as_str().strip_prefix(above.as_str()).and_then(|rest| rest.strip_prefix(':'));
    rest.is_some_and(|rest| !rest.contains(':'))
}

/// A position as an argument.
fn written(position: &Position) -> String {
    format!("{}{BETWEEN}{}", position.key, position.identifier)
}

/// The position that an argument names. One that is not, or not any more, in the list is a place in it all the same.
fn position(text: &str) -> Option<Position> {
    let (key, identifier) = text.rsplit_once(BETWEEN)?;
    Some(Position { key: key.to_owned(), identifier: identifier.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_read_back() {
        let all =
            ["", "a\u{1F}b", "0001"].map(|key| Position { key: key.into(), identifier: "oai:a:1".into() });
        for it in all {
            assert_eq!(position(&written(&it)), Some(it));
        }
        assert_eq!(position("x"), None);
    }
}
