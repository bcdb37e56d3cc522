//! Search.

use minijinja::Value;
use serde::Serialize;

use super::exchange::Answered;
use super::frame::{Nav, Page, Scene};
use super::html::{Said, escaped};
use super::links::argument;
use super::site::Site;
use super::template::Template;
use super::texts::Say;
use super::values::values;
use super::view::{EntryView, Place};
use crate::catalogue::{Catalogue, Entry, Filters, IssueName, Results};
use crate::model::{Content, Language};
use crate::repository::{Holding, StoreError};
use crate::search::{Field, Query, excerpt, marked};
use crate::xml::plain;

/// How many results are on a page, and how many can be reached at all: whoever needs more narrows the search.
const ON_A_PAGE: usize = 20;
const MOST: usize = 200;

/// The length of an excerpt, in characters.
const EXCERPT: usize = 240;

/// The most sets that the form offers.
const SETS: usize = 200;

/// The most characters of a filter.
const FILTER: usize = 200;

/// A result.
#[derive(Serialize)]
struct Found {
    #[serde(flatten)]
    entry: EntryView,
    excerpt: Option<Said>,
}

/// The page of a search; an empty search shows the form alone.
pub fn page(site: &Site, catalogue: &Catalogue, scene: &Scene<'_>) -> Result<Answered, StoreError> {
    let text = scene.asked.argument("q").unwrap_or_default();
    let text: String = text.chars().take(300).collect();
    let (query, filters) = (Query::read(&text), filters(scene));
    let start: usize = scene.asked.argument("start").and_then(|start| start.parse().ok()).unwrap_or(0);
    let start = start.min(MOST - ON_A_PAGE) / ON_A_PAGE * ON_A_PAGE;
    let Results { entries, number, is_cut } = catalogue.search(&query, &filters, start + ON_A_PAGE)?;
    let shown = entries.iter().skip(start);
    let found = shown.map(|entry| found(site, scene, entry, &query)).collect::<Result<Vec<_>, _>>()?;
    let (last, reachable) = (start + found.len(), number.min(MOST));
    let values = values! {
        text,
        is_empty => query.is_empty(),
        found,
        number => if is_cut { format!("{number}+") } else { number.to_string() },
        range => format!("{}–{last}", start + 1),
        is_long => number > MOST,
        is_whole => catalogue.is_whole()?,
        previous => if start > 0 { link(scene, start - ON_A_PAGE) } else { String::new() },
        next => if last < reachable { link(scene, last) } else { String::new() },
        form => form(site, catalogue, scene, &filters)?,
    };
    let title = scene.say(Say::Search);
    let title = if text.is_empty() { title.to_owned() } else { format!("{text} – {title}") };
    let head = "<meta name=\"robots\" content=\"noindex\">\n".to_owned();
    scene.page(Page { title, head, current: Nav::Search, template: Template::Search, values })
}

fn filters(scene: &Scene<'_>) -> Filters {
    let filter = |name: &str| {
        let given = scene.asked.argument(name).unwrap_or_default();
        given.trim().chars().take(FILTER).collect::<String>()
    };
    let issue = filter("issue");
    let parts: Vec<String> = issue.split('/').map(str::to_owned).collect();
    Filters {
        year: filter("year"),
        set: filter("set"),
        language: filter("language").to_lowercase(),
        kind: filter("type"),
        issue: <[String; 4]>::try_from(parts).ok().map(IssueName::of_parts),
    }
}

/// The same search from another result on.
fn link(scene: &Scene<'_>, start: usize) -> String {
    let names = ["q", "year", "set", "language", "type", "issue"];
    let given = names.into_iter().filter_map(|name| Some((name, scene.asked.argument(name)?)));
    let pairs = given.map(|(name, value)| format!("{name}={}&", argument(&value)));
    format!("?{}start={start}", pairs.collect::<String>())
}

fn form(
    site: &Site,
    catalogue: &Catalogue,
    scene: &Scene<'_>,
    filters: &Filters,
) -> Result<Value, StoreError> {
    let summary = catalogue.summary()?;
    let years: Vec<&str> = summary.years.iter().rev().map(|year| year.value.as_str()).collect();
    let sets = site.repository.named_sets()?;
    let sets = if sets.len() > SETS { Vec::new() } else { sets };
    let sets = sets.iter().map(|set| {
        let name = set.names.first().map_or(set.spec.as_str(), |name| name.text.as_str());
        values! { spec => set.spec.as_str(), name }
    });
    Ok(values! {
        years,
        sets => sets.collect::<Vec<_>>(),
        action => scene.links.path("search"),
        year => filters.year,
        set => filters.set,
        language => filters.language,
        kind => filters.kind,
    })
}

fn found(site: &Site, scene: &Scene<'_>, entry: &Entry, query: &Query) -> Result<Found, StoreError> {
    let mut view = EntryView::of(entry, Place::Whole, &scene.links, scene.lang);
    let title = entry.card.title(scene.lang.code());
    if let Some(title) = title {
        view.title = said(title.lang.as_ref(), &title.text, query, Field::Title);
    }
    let others = entry.card.titles.iter().filter(|other| Some(*other) != title);
    view.other_titles = others.map(|it| said(it.lang.as_ref(), &it.text, query, Field::Title)).collect();
    for (link, author) in view.authors.iter_mut().zip(&entry.card.authors) {
        link.name = author_name(scene, author, query);
    }
    let excerpt = excerpt_of(site, entry, query)?;
    Ok(Found { entry: view, excerpt })
}

/// The name that matches or, if none does, the one in the language of the page.
fn author_name(scene: &Scene<'_>, author: &crate::catalogue::CardAuthor, query: &Query) -> Said {
    let has_match = |name: &&crate::model::Text| {
        marked(&name.text, query, Field::Author).iter().any(|piece| piece.is_match)
    };
    let usual = super::view::in_language(&author.names, scene.lang.code());
    let name = author.names.iter().find(has_match).or(usual);
    name.map_or_else(
        || Said::plain(None, &author.key),
        |it| said(it.lang.as_ref(), &it.text, query, Field::Author),
    )
}

/// A part of the abstract in which something was found.
fn excerpt_of(site: &Site, entry: &Entry, query: &Query) -> Result<Option<Said>, StoreError> {
    let Ok(identifier) = entry.identifier.parse() else { return Ok(None) };
    let Holding::Item(item) = site.repository.holding(&identifier)? else { return Ok(None) };
    let texts: Vec<(Option<&Language>, &str)> = match &item.content {
        Content::Article(article) => {
            article.abstracts.iter().map(|text| (text.lang.as_ref(), text.text.as_str())).collect()
        }
        Content::Dc(dc) => {
            let descriptions = dc.elements.iter().filter(|element| element.element == "description");
            descriptions.map(|element| (element.lang.as_ref(), element.value.as_str())).collect()
        }
    };
    let found = texts.into_iter().find_map(|(lang, text)| {
        let text = plain(text);
        let part = excerpt(&text, query, EXCERPT)?;
        let cut = |is_whole: bool| if is_whole { "" } else { "…" };
        let (before, behind) =
            (cut(text.trim_start().starts_with(part)), cut(text.trim_end().ends_with(part)));
        let said = said(lang, part, query, Field::Abstract);
        Some(Said { html: Value::from_safe_string(format!("{before}{}{behind}", said.html)), ..said })
    });
    Ok(found)
}

/// A text with its matches marked.
fn said(lang: Option<&Language>, text: &str, query: &Query, field: Field) -> Said {
    let pieces = marked(text, query, field).into_iter().map(|piece| match piece.is_match {
        true => format!("<mark>{}</mark>", escaped(piece.text)),
        false => escaped(piece.text),
    });
    let html = Value::from_safe_string(pieces.collect());
    Said { html, ..Said::plain(lang, "") }
}
