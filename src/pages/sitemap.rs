//! What search engines read: `robots.txt`, and sitemaps (https://www.sitemaps.org/protocol.html).

use super::exchange::Answered;
use super::frame::Scene;
use super::html::escaped;
use crate::catalogue::{Catalogue, Entry, Kind};
use crate::repository::StoreError;

/// More articles than these are in several sitemaps, so that none takes long to write. (The protocol allows 50,000.)
pub(super) const ONE_SITEMAP: usize = 10_000;

/// The most that a sitemap may have.
pub(super) const MOST: usize = 50_000;

/// There are at most so many parts.
pub(super) const PARTS: usize = 256;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Everything may be read by everyone.
pub fn robots(scene: &Scene<'_>, has_sitemap: bool) -> Answered {
    let sitemap = scene.links.absolute(&scene.links.path("sitemap.xml"));
    let sitemap = if has_sitemap { format!("\nSitemap: {sitemap}\n") } else { String::new() };
    Answered::document("text/plain; charset=utf-8", format!("User-agent: *\nDisallow:\n{sitemap}"))
}

/// The sitemap at a path below the root, if there is one.
pub fn sitemap(catalogue: &Catalogue, scene: &Scene<'_>, path: &str) -> Result<Option<Answered>, StoreError> {
    let entries = match path.strip_prefix("sitemap").and_then(|rest| rest.strip_suffix(".xml")) {
        Some("") => catalogue.list(Kind::Recent, "", None, ONE_SITEMAP + 1)?,
        Some(part) => match part.strip_prefix('-') {
            Some(part) => catalogue.list(Kind::Part, part, None, MOST)?,
            None => return Ok(None),
        },
        None => return Ok(None),
    };
    if path == "sitemap.xml" && entries.len() > ONE_SITEMAP {
        return index(catalogue, scene).map(Some);
    }
    if path != "sitemap.xml" && entries.is_empty() {
        return Ok(None);
    }
    let mut xml = start("urlset");
    entries.iter().for_each(|entry| xml += &url(scene, entry));
    Ok(Some(document(xml + "</urlset>\n")))
}

/// The index of all parts.
fn index(catalogue: &Catalogue, scene: &Scene<'_>) -> Result<Answered, StoreError> {
    let mut xml = start("sitemapindex");
    for part in catalogue.groups(Kind::Part, None, PARTS)? {
        let path = scene.links.path(&format!("sitemap-{}.xml", part.value));
        xml += &format!("<sitemap><loc>{}</loc></sitemap>\n", escaped(&scene.links.absolute(&path)));
    }
    Ok(document(xml + "</sitemapindex>\n"))
}

fn start(element: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{element} xmlns=\"{NAMESPACE}\">\n")
}

fn url(scene: &Scene<'_>, entry: &Entry) -> String {
    let url = scene.links.absolute(&scene.links.item(&entry.identifier));
    format!("<url><loc>{}</loc><lastmod>{}</lastmod></url>\n", escaped(&url), entry.datestamp())
}

/// A document in XML.
pub(super) fn document(xml: String) -> Answered {
    Answered::document("application/xml; charset=utf-8", xml)
}
