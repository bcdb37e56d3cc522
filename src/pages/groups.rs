//! Lists of what articles are listed under: issues, sets, authors.

use serde::Serialize;

use super::exchange::Answered;
use super::frame::{Nav, Page, Scene};
use super::html::Said;
use super::links::argument;
use super::site::Site;
use super::template::Template;
use super::texts::Say;
use super::values::values;
use super::view::{Counted, in_language, issue_names, set_names};
use crate::catalogue::{Catalogue, Group, Kind};
use crate::repository::{NamedSet, StoreError};

/// How many headings are on a page.
const GROUPS: usize = 400;

/// Headings with a heading of their own.
#[derive(Serialize)]
struct Section {
    heading: String,
    groups: Vec<Counted>,
}

/// Every issue, the latest first, year by year.
pub fn issues(catalogue: &Catalogue, scene: &Scene<'_>) -> Result<Answered, StoreError> {
    let (groups, next) = part(catalogue, scene, Kind::Issue)?;
    let year = |group: &Group| group.issue().map(|name| name.parts()[1].replace('-', "")).unwrap_or_default();
    let sections = groups.chunk_by(|one, other| year(one) == year(other)).map(|groups| Section {
        heading: groups.first().map(year).unwrap_or_default(),
        groups: groups.iter().filter_map(|group| issue(scene, group)).collect(),
    });
    page(scene, Say::Issues, Nav::Issues, sections.collect(), next, catalogue.is_whole()?)
}

/// An issue as a link.
pub fn issue(scene: &Scene<'_>, group: &Group) -> Option<Counted> {
    let name = group.issue()?;
    let names = issue_names(&name, &group.first, scene.lang);
    Some(Counted { link: scene.links.issue(&name), names, count: group.entries })
}

/// Every author by name.
pub fn authors(catalogue: &Catalogue, scene: &Scene<'_>) -> Result<Answered, StoreError> {
    let (groups, next) = part(catalogue, scene, Kind::AuthorName)?;
    let authors = groups.iter().map(|group| {
        let key = group.author_key();
        let author = group.first.authors.iter().find(|author| author.key == key);
        let name = author.and_then(|author| in_language(&author.names, scene.lang.code()));
        let name = name.map_or_else(|| Said::plain(None, key), |it| Said::plain(it.lang.as_ref(), &it.text));
        Counted { link: scene.links.author(key), names: vec![name], count: group.entries }
    });
    let authors: Vec<_> = authors.collect();
    let sections =
        if authors.is_empty() { vec![] } else { vec![Section { heading: String::new(), groups: authors }] };
    page(scene, Say::Authors, Nav::Authors, sections, next, catalogue.is_whole()?)
}

/// Every set. Without a catalogue a set leads to its records at the endpoint.
pub fn sets(site: &Site, scene: &Scene<'_>) -> Result<Answered, StoreError> {
    let after = scene.asked.argument("after");
    let all = site.repository.named_sets()?;
    let mut rest = all.iter().filter(|set| after.as_deref().is_none_or(|after| set.spec.as_str() > after));
    let shown: Vec<&NamedSet> = rest.by_ref().take(GROUPS).collect();
    let next = rest.next().and(shown.last()).map(|set| next_after(set.spec.as_str()));
    let groups = shown.into_iter().map(|named| set(site, scene, named)).collect::<Result<Vec<_>, _>>()?;
    let sections = if groups.is_empty() { vec![] } else { vec![Section { heading: String::new(), groups }] };
    page(scene, Say::Sets, Nav::Sets, sections, next, true)
}

/// A set as a link.
pub fn set(site: &Site, scene: &Scene<'_>, set: &NamedSet) -> Result<Counted, StoreError> {
    let spec = set.spec.as_str();
    let (link, count) = match &site.catalogue {
        Some(catalogue) => (scene.links.set(spec), catalogue.summary()?.in_set(spec)),
        None => {
            (scene.links.oai(&format!("verb=ListRecords&metadataPrefix=oai_dc&set={}", argument(spec))), 0)
        }
    };
    Ok(Counted { link, names: set_names(set), count })
}

/// The headings that the request asks for, and where the next ones begin.
fn part(
    catalogue: &Catalogue,
    scene: &Scene<'_>,
    kind: Kind,
) -> Result<(Vec<Group>, Option<String>), StoreError> {
    let after = scene.asked.argument("after");
    let mut groups = catalogue.groups(kind, after.as_deref(), GROUPS + 1)?;
    let more = groups.len() > GROUPS;
    groups.truncate(GROUPS);
    let next = groups.last().filter(|_| more).map(|group| next_after(&group.value));
    Ok((groups, next))
}

fn next_after(value: &str) -> String {
    format!("?after={}", argument(value))
}

fn page(
    scene: &Scene<'_>,
    heading: Say,
    current: Nav,
    sections: Vec<Section>,
    next: Option<String>,
    is_whole: bool,
) -> Result<Answered, StoreError> {
    let is_first = scene.asked.argument("after").is_none();
    let first = if is_first { String::new() } else { scene.links.path(scene.asked.path) };
    let heading = scene.say(heading);
    let values = values! { heading, sections, is_whole, first, next => next.unwrap_or_default() };
    scene.page(Page {
        title: heading.to_owned(),
        head: String::new(),
        current,
        template: Template::Groups,
        values,
    })
}
