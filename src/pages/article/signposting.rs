//! Signposting (https://signposting.org/FAIR/, level 2): typed links in the header `Link`, and all of them in a linkset.

use std::collections::BTreeMap;

use serde_json::json;

use super::facts::licence;
use super::representation::{EXPORT_ENDINGS, Variant, at};
use crate::formats::export_by_name;
use crate::model::{Content, Doi, Item};
use crate::pages::frame::Scene;
use crate::repository::Documents;

/// The most links in the header, which clients do not read if it is long. Of more, authors and files are in the linkset only.
const MOST: usize = 40;

/// A link from the page of an item.
struct Target {
    rel: &'static str,
    href: String,
    media_type: Option<String>,
    /// The namespace of an XML format.
    profile: Option<String>,
}

/// The values of the header `Link` for the page of an item.
pub(super) fn links(scene: &Scene<'_>, item: &Item, documents: &Documents) -> Vec<String> {
    let linkset = at(&scene.links.item(item.identifier.as_str()), &Variant::Linkset);
    let linkset = Target::typed("linkset", scene.links.absolute(&linkset), "application/linkset+json");
    let linkset = Some(linkset).filter(|_| scene.interfaces.documents);
    let mut targets = targets(scene, item, documents);
    if targets.len() > MOST {
        targets.retain(|target| !["author", "item"].contains(&target.rel));
        targets.truncate(MOST);
    }
    targets.into_iter().chain(linkset).map(|target| target.header()).collect()
}

/// The same as JSON (RFC 9264), and from each representation back to the page.
pub(super) fn linkset(scene: &Scene<'_>, item: &Item, documents: &Documents) -> String {
    let page = scene.links.absolute(&scene.links.item(item.identifier.as_str()));
    let targets = targets(scene, item, documents);
    let mut by_rel: BTreeMap<&str, Vec<serde_json::Value>> = BTreeMap::new();
    for target in &targets {
        by_rel.entry(target.rel).or_default().push(target.json());
    }
    let mut own = json!({ "anchor": page });
    by_rel.into_iter().for_each(|(rel, all)| own[rel] = json!(all));
    let described = targets.iter().filter(|target| target.rel == "describedby");
    let back = described
        .map(|target| json!({ "anchor": target.href, "describes": [{ "href": page, "type": "text/html" }] }));
    let all: Vec<_> = std::iter::once(own).chain(back).collect();
    serde_json::to_string_pretty(&json!({ "linkset": all })).unwrap_or_default() + "\n"
}

fn targets(scene: &Scene<'_>, item: &Item, documents: &Documents) -> Vec<Target> {
    let path = scene.links.item(item.identifier.as_str());
    let mut all = match &item.content {
        Content::Article(article) => of_article(article),
        Content::Dc(_) => vec![Target::plain("type", "https://schema.org/AboutPage".to_owned())],
    };
    if !scene.interfaces.documents {
        return all;
    }
    for document in documents.formats.iter().filter(|document| document.metadata.is_ok()) {
        let href = scene.links.absolute(&at(&path, &Variant::Format(document.prefix.clone())));
        let profile = Some(document.namespace.clone()).filter(|it| !it.contains(['"', '\\', ' ']));
        all.push(Target { profile, ..Target::typed("describedby", href, "application/xml") });
    }
    for (name, _) in EXPORT_ENDINGS {
        let is_written = documents.exports.iter().any(|(known, written)| known == name && written.is_ok());
        if let (Some(export), true) = (export_by_name(name), is_written) {
            let href = scene.links.absolute(&at(&path, &Variant::Export(name)));
            let media_type = export.media_type().split(';').next().unwrap_or_default();
            all.push(Target::typed("describedby", href, media_type));
        }
    }
    all
}

fn of_article(article: &crate::model::Article) -> Vec<Target> {
    let mut all: Vec<_> = article.doi.iter().map(|doi: &Doi| Target::plain("cite-as", doi.url())).collect();
    for kind in ["https://schema.org/AboutPage", "https://schema.org/ScholarlyArticle"] {
        all.push(Target::plain("type", kind.to_owned()));
    }
    let orcids = article.authors.iter().filter_map(|person| person.orcid.as_ref());
    all.extend(orcids.map(|orcid| Target::plain("author", orcid.url())));
    if let Some(license) = &article.license {
        let (_, link) = licence(license);
        all.extend((!link.is_empty()).then(|| Target::plain("license", link)));
    }
    for file in &article.files {
        let media_type = file.media_type.clone().filter(|it| it.bytes().all(is_of_type));
        all.push(Target { media_type, ..Target::plain("item", file.url.to_string()) });
    }
    all
}

/// Whether the byte may stand in a media type (RFC 9110, 5.6.2).
const fn is_of_type(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'+' | b'-' | b'.' | b'_')
}

impl Target {
    const fn plain(rel: &'static str, href: String) -> Self {
        Self { rel, href, media_type: None, profile: None }
    }

    fn typed(rel: &'static str, href: String, media_type: &str) -> Self {
        Self { media_type: Some(media_type.to_owned()), ..Self::plain(rel, href) }
    }

    fn header(&self) -> String {
        let href = in_header(&self.href);
        let mut header = format!("<{href}>; rel=\"{}\"", self.rel);
        if let Some(media_type) = &self.media_type {
            header += &format!("; type=\"{media_type}\"");
        }
        if let Some(profile) = &self.profile {
            header += &format!("; profile=\"{}\"", in_header(profile));
        }
        header
    }

    fn json(&self) -> serde_json::Value {
        let mut target = json!({ "href": self.href });
        for (name, value) in [("type", &self.media_type), ("profile", &self.profile)] {
            if let Some(value) = value {
                target[name] = json!(value);
            }
        }
        target
    }
}

/// A URL with every byte escaped that a header may not have.
fn in_header(url: &str) -> String {
    let mut text = String::with_capacity(url.len());
    for byte in url.bytes() {
        match byte {
            b'!'..=b'~' if !b"<>\"\\".contains(&byte) => text.push(char::from(byte)),
            other => text.push_str(&format!("%{other:02X}")),
        }
    }
    text
}
