//! The front page: what this repository is, what it holds, and how to harvest it.

use minijinja::Value;

use super::chart::chart;
use super::exchange::Answered;
use super::frame::{Nav, Page, Scene};
use super::groups;
use super::html::Said;
use super::links::argument;
use super::site::Site;
use super::template::Template;
use super::texts::Say;
use super::values::values;
use super::view::{Counted, EntryView, Place};
use crate::catalogue::{Catalogue, Group, Kind};
use crate::repository::StoreError;

/// How much of each list the front page shows.
const NEWEST: usize = 8;
const ISSUES: usize = 12;
const SETS: usize = 30;
/// More years than these are only in the chart.
const YEARS: usize = 150;

/// What the lists give for the front page.
#[derive(Default)]
struct Lists {
    is_whole: bool,
    years: Vec<Group>,
    newest: Vec<EntryView>,
    issues: Vec<Counted>,
    issue_count: u64,
}

/// The front page.
pub fn page(site: &Site, scene: &Scene<'_>) -> Result<Answered, StoreError> {
    let identity = &scene.presence.identity;
    let lists = match &site.catalogue {
        Some(catalogue) => lists(catalogue, scene)?,
        None => Lists { is_whole: true, ..Lists::default() },
    };
    let all_sets = site.repository.named_sets()?;
    let sets = all_sets.iter().take(SETS).map(|set| groups::set(site, scene, set));
    let formats = site.repository.formats()?;
    let formats: Vec<Value> = formats
        .iter()
        .map(|format| {
            let about = format.about();
            let query = format!("verb=ListRecords&metadataPrefix={}", argument(about.metadata_prefix));
            values! {
                prefix => about.metadata_prefix,
                namespace => about.metadata_namespace,
                schema => about.schema,
                link => scene.links.oai(&query),
            }
        })
        .collect();
    let has_few_years = lists.years.len() <= YEARS;
    let years: Vec<Value> = lists
        .years
        .iter()
        .rev()
        .filter(|_| has_few_years)
        .map(|year| {
            values! { link => scene.links.year(&year.value), text => year.value, count => year.entries }
        })
        .collect();
    let values = values! {
        name => identity.name,
        icon_image => own_icon(scene),
        descriptions => Said::all(&identity.descriptions),
        is_whole => lists.is_whole,
        search => if scene.can_search { scene.links.path("search") } else { String::new() },
        records => site.repository.figures()?.items,
        issue_count => lists.issue_count,
        set_count => all_sets.len(),
        formats,
        chart => chart(&lists.years, scene).map(Value::from_safe_string),
        years,
        newest => lists.newest,
        issues => lists.issues,
        all_issues => scene.links.path("issues"),
        sets => sets.collect::<Result<Vec<_>, _>>()?,
        more_sets => all_sets.len() > SETS,
        all_sets => scene.links.path("sets"),
        base_url => scene.presence.base_url,
        emails => identity.admin_emails,
        harvesters => harvesters(&scene.presence.base_url),
        registries => registries(scene),
    };
    let title = identity.name.clone();
    scene.page(Page { title, head: head(scene), current: Nav::Start, template: Template::Front, values })
}

fn lists(catalogue: &Catalogue, scene: &Scene<'_>) -> Result<Lists, StoreError> {
    let newest = catalogue.list(Kind::Recent, "", None, NEWEST)?;
    let view = |entry| EntryView::of(entry, Place::Whole, &scene.links, scene.lang);
    let issues = catalogue.groups(Kind::Issue, None, ISSUES)?;
    let summary = catalogue.summary()?;
    Ok(Lists {
        is_whole: catalogue.is_whole()?,
        years: summary.years.clone(),
        issue_count: summary.issues,
        newest: newest.iter().map(view).collect(),
        issues: issues.iter().filter_map(|group| groups::issue(scene, group)).collect(),
    })
}

/// The feed, for programs that look for it.
fn head(scene: &Scene<'_>) -> String {
    scene.feed().map_or_else(String::new, |feed| {
        format!("<link rel=\"alternate\" type=\"application/atom+xml\" href=\"{feed}\">\n")
    })
}

/// The icon of the repository, if it is on the same host: pages ask no other host for anything.
fn own_icon(scene: &Scene<'_>) -> Option<String> {
    let url = &scene.presence.identity.branding.as_ref()?.icon_url;
    let path = url.strip_prefix(scene.links.origin())?;
    path.starts_with('/').then(|| path.to_owned())
}

/// A line to copy for each harvester that is often used.
fn harvesters(base_url: &str) -> Vec<Value> {
    let quoted = format!("'{}'", base_url.replace('\'', "%27"));
    let url = base_url.replace('\'', "%27");
    let lines = [
        (
            "Sickle (Python)",
            format!(
                "python3 -c \"from sickle import Sickle; [print(record) for record in Sickle({quoted}).ListRecords(metadataPrefix='oai_dc')]\""
            ),
        ),
        ("metha (Go)", format!("metha-sync -format oai_dc {quoted} && metha-cat -format oai_dc {quoted}")),
        (
            "oai_pmh (Rust)",
            format!(
                "oai_pmh::Client::new(\"{url}\")?.list_records(oai_pmh::ListRecordsArgs::new(\"oai_dc\")).await?"
            ),
        ),
        (
            "VuFindHarvest (PHP)",
            format!("php bin/harvest_oai.php --url={quoted} --metadataPrefix=oai_dc harvest"),
        ),
        (
            "curl",
            format!("curl --compressed {}", shell(&format!("{url}?verb=ListRecords&metadataPrefix=oai_dc"))),
        ),
    ];
    lines.into_iter().map(|(name, line)| values! { name, line }).collect()
}

fn shell(url: &str) -> String {
    format!("'{url}'")
}

/// Services that take registrations of repositories.
fn registries(scene: &Scene<'_>) -> Vec<Value> {
    let services = [
        ("BASE", "https://www.base-search.net/about/en/suggest.php"),
        ("OpenAIRE", "https://provide.openaire.eu/"),
        ("CORE", "https://core.ac.uk/services/repository-dashboard"),
        ("OpenAlex", "https://help.openalex.org/"),
        ("WorldCat (OCLC)", "https://www.oclc.org/en/digital-gateway.html"),
        ("OpenDOAR", "https://opendoar.ac.uk/"),
        ("ROAR", "http://roar.eprints.org/"),
        (scene.say(Say::NationalLibrary), "https://www.ifla.org/bibliographic-agencies/"),
    ];
    services.into_iter().map(|(name, link)| values! { name, link }).collect()
}
