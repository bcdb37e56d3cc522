//! ResourceSync 1.1 (ANSI/NISO Z39.99-2017): the records in oai_dc as resources, what there is and what changed.

use super::exchange::Answered;
use super::frame::Scene;
use super::html::escaped;
use super::site::Site;
use super::sitemap::{ONE_SITEMAP, PARTS, document};
use crate::catalogue::{Catalogue, Entry, Kind};
use crate::model::Datestamp;
use crate::repository::{Change, StoreError};

/// Where clients look first, at the root of the host.
pub const WELL_KNOWN: &str = ".well-known/resourcesync";

/// What the change list covers, in days: the longest of these spans with no more changes than fit.
const SPANS: [i64; 5] = [90, 30, 7, 1, 0];

/// The most changes in the change list.
const CHANGES: u64 = 20_000;

const DAY: i64 = 86_400;

const NAMESPACES: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:rs=\"http://www.openarchives.org/rs/terms/\"";

/// The document at a path below the root, if it is one of ResourceSync.
pub fn answer(
    site: &Site,
    catalogue: &Catalogue,
    scene: &Scene<'_>,
    path: &str,
) -> Result<Option<Answered>, StoreError> {
    let name = path.strip_prefix("resourcesync/").and_then(|rest| rest.strip_suffix(".xml"));
    Ok(match (path, name) {
        (WELL_KNOWN, _) | (_, Some("description")) => Some(description(scene)),
        (_, Some("capabilitylist")) => Some(capabilities(scene)),
        (_, Some("changelist")) => Some(changes(site, scene)?),
        (_, Some("resourcelist")) => Some(resources(catalogue, scene)?),
        (_, Some(name)) => match name.strip_prefix("resourcelist-") {
            Some(part) => part_of_resources(catalogue, scene, part)?,
            None => None,
        },
        _ => None,
    })
}

/// The address of a document of ResourceSync.
fn at(scene: &Scene<'_>, name: &str) -> String {
    escaped(&scene.links.absolute(&scene.links.path(&format!("resourcesync/{name}.xml"))))
}

/// The start of a document, with the link to the one above it.
fn start(element: &str, up: Option<String>, md: &str) -> String {
    let up = up.map_or_else(String::new, |up| format!("<rs:ln rel=\"up\" href=\"{up}\"/>\n"));
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{element} {NAMESPACES}>\n{up}<rs:md {md}/>\n")
}

fn description(scene: &Scene<'_>) -> Answered {
    let md = "capability=\"capabilitylist\"";
    let xml = start("urlset", None, "capability=\"description\"");
    document(format!("{xml}<url><loc>{}</loc><rs:md {md}/></url>\n</urlset>\n", at(scene, "capabilitylist")))
}

fn capabilities(scene: &Scene<'_>) -> Answered {
    let mut xml = start("urlset", Some(at(scene, "description")), "capability=\"capabilitylist\"");
    for name in ["resourcelist", "changelist"] {
        xml += &format!("<url><loc>{}</loc><rs:md capability=\"{name}\"/></url>\n", at(scene, name));
    }
    document(xml + "</urlset>\n")
}

/// Every record; of many an index, as with sitemaps.
fn resources(catalogue: &Catalogue, scene: &Scene<'_>) -> Result<Answered, StoreError> {
    let entries = catalogue.list(Kind::Recent, "", None, ONE_SITEMAP + 1)?;
    if entries.len() <= ONE_SITEMAP {
        return Ok(resource_list(scene, &entries));
    }
    let md = format!("capability=\"resourcelist\" at=\"{}\"", scene.presence.now);
    let mut xml = start("sitemapindex", Some(at(scene, "capabilitylist")), &md);
    for part in catalogue.groups(Kind::Part, None, PARTS)? {
        xml += &format!(
            "<sitemap><loc>{}</loc></sitemap>\n",
            at(scene, &format!("resourcelist-{}", part.value))
        );
    }
    Ok(document(xml + "</sitemapindex>\n"))
}

fn part_of_resources(
    catalogue: &Catalogue,
    scene: &Scene<'_>,
    part: &str,
) -> Result<Option<Answered>, StoreError> {
    let entries = catalogue.list(Kind::Part, part, None, super::sitemap::MOST)?;
    Ok((!entries.is_empty()).then(|| resource_list(scene, &entries)))
}

fn resource_list(scene: &Scene<'_>, entries: &[Entry]) -> Answered {
    let md = format!("capability=\"resourcelist\" at=\"{}\"", scene.presence.now);
    let mut xml = start("urlset", Some(at(scene, "capabilitylist")), &md);
    for entry in entries {
        xml += &resource(scene, &entry.identifier, entry.datestamp(), "type=\"application/xml\"");
    }
    document(xml + "</urlset>\n")
}

/// The latest change of each record since a day. Which of them are new is not known, so all that are there are `updated`.
fn changes(site: &Site, scene: &Scene<'_>) -> Result<Answered, StoreError> {
    let now = scene.presence.now;
    let days = SPANS.into_iter().map(|days| Datestamp::from_unix((now.unix() / DAY - days) * DAY));
    let mut from = now;
    for day in days {
        from = day;
        if site.repository.change_count(day)? <= CHANGES {
            break;
        }
    }
    let md = format!("capability=\"changelist\" from=\"{from}\" until=\"{now}\"");
    let mut xml = start("urlset", Some(at(scene, "capabilitylist")), &md);
    for Change { identifier, datestamp, is_deleted } in site.repository.changes(from, CHANGES)? {
        let change = if is_deleted { "deleted" } else { "updated" };
        let md = format!("change=\"{change}\" datetime=\"{datestamp}\" type=\"application/xml\"");
        xml += &resource(scene, &identifier, datestamp, &md);
    }
    Ok(document(xml + "</urlset>\n"))
}

/// A record in oai_dc, which describes the page of the article.
fn resource(scene: &Scene<'_>, identifier: &str, datestamp: Datestamp, md: &str) -> String {
    let page = escaped(&scene.links.absolute(&scene.links.item(identifier)));
    format!(
        "<url><loc>{page}.oai_dc.xml</loc><lastmod>{datestamp}</lastmod><rs:md {md}/>\
         <rs:ln rel=\"describes\" href=\"{page}\"/></url>\n"
    )
}
