//! How to cite the article, and its record in each format.

use minijinja::Value;
use serde::Serialize;

use super::representation::{Variant, at};
use crate::model::{Content, Item, Words};
use crate::pages::cite::{apa, gbt7714};
use crate::pages::frame::Scene;
use crate::pages::html::escaped;
use crate::pages::links::argument;
use crate::pages::xml_view;
use crate::repository::Documents;

/// The longest record that the page shows in full; of longer ones the page has the beginning, and the download the whole.
const LONGEST: usize = 200_000;

/// What exports are called, in the order of the page.
const NAMES: [(&str, &str); 4] =
    [("bibtex", "BibTeX"), ("ris", "RIS"), ("csl_json", "CSL JSON"), ("schema_org", "schema.org (JSON-LD)")];

#[derive(Serialize)]
pub(super) struct Citation {
    name: &'static str,
    text: String,
    /// Where it can be downloaded.
    link: String,
}

#[derive(Serialize)]
pub(super) struct FormatView {
    prefix: String,
    link: String,
    oai: String,
    schema: String,
    xml: Value,
}

#[derive(Serialize)]
pub(super) struct Missing {
    name: String,
    reasons: Vec<Value>,
}

/// Where a representation of the item is, if representations are offered.
fn downloadable(scene: &Scene<'_>, path: &str, variant: &Variant) -> String {
    if scene.interfaces.documents { at(path, variant) } else { String::new() }
}

/// The citations in words, then the exports.
pub(super) fn citations(scene: &Scene<'_>, item: &Item, documents: &Documents, path: &str) -> Vec<Citation> {
    let Content::Article(article) = &item.content else { return Vec::new() };
    let in_words = [("APA", apa(article)), ("GB/T 7714", gbt7714(article))];
    let in_words = in_words
        .into_iter()
        .filter_map(|(name, text)| Some(Citation { name, text: text?, link: String::new() }));
    let exports = NAMES.iter().filter_map(|(export, name)| {
        let (_, written) = documents.exports.iter().find(|(known, _)| known == export)?;
        let link = downloadable(scene, path, &Variant::Export(export));
        Some(Citation { name, text: written.as_ref().ok()?.clone(), link })
    });
    in_words.chain(exports).collect()
}

/// The record in the formats that the item has.
pub(super) fn formats(scene: &Scene<'_>, item: &Item, documents: &Documents, path: &str) -> Vec<FormatView> {
    let identifier = argument(item.identifier.as_str());
    let view = |document: &crate::repository::FormatDocument| {
        let xml = document.metadata.as_ref().ok()?;
        let prefix = &document.prefix;
        let query = format!("verb=GetRecord&metadataPrefix={}&identifier={identifier}", argument(prefix));
        Some(FormatView {
            link: downloadable(scene, path, &Variant::Format(prefix.clone())),
            oai: scene.links.oai(&query),
            schema: document.schema.clone(),
            xml: Value::from_safe_string(xml_view::view(beginning(xml))),
            prefix: prefix.clone(),
        })
    };
    documents.formats.iter().filter_map(view).collect()
}

fn beginning(xml: &str) -> &str {
    let mut end = xml.len().min(LONGEST);
    while !xml.is_char_boundary(end) {
        end -= 1;
    }
    &xml[..end]
}

/// The formats that the item cannot fill, and why.
pub(super) fn missing(scene: &Scene<'_>, documents: &Documents) -> Vec<Missing> {
    let reason = |words: &Words| reason(scene.words(words));
    let formats = documents.formats.iter().filter_map(|document| {
        let reasons = document.metadata.as_ref().err()?;
        Some(Missing { name: document.prefix.clone(), reasons: reasons.iter().map(&reason).collect() })
    });
    let exports = documents.exports.iter().filter_map(|(name, written)| {
        let reasons = written.as_ref().err()?;
        Some(Missing { name: name.clone(), reasons: reasons.iter().map(&reason).collect() })
    });
    formats.chain(exports).collect()
}

/// A reason, in which backticks mark what the editor writes.
fn reason(text: &str) -> Value {
    let parts = text.split('`').enumerate().map(|(at, part)| match at % 2 {
        0 => escaped(part),
        _ => format!("<code>{}</code>", escaped(part)),
    });
    Value::from_safe_string(parts.collect())
}
