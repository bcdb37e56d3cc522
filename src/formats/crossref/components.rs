//! component_list: supplementary files with DOIs of their own.

use crate::formats::vocabulary::known_license;
use crate::formats::writing::any_uri::any_uri;
use crate::formats::writing::jats_text::{FACES, Prose};
use crate::formats::writing::link::media_type_of;
use crate::formats::writing::texts::latin;
use crate::model::{Supplement, WebUrl};
use crate::xml::Xml;

use super::limits::{is_doi, is_registered, resource};
use super::resources::MEDIA_TYPES;

pub(super) fn write_components(supplements: &[Supplement], xml: &mut Xml) {
    xml.element("component_list").around(|xml| {
        for supplement in supplements {
            write_component(supplement, xml);
        }
    });
}

fn write_component(supplement: &Supplement, xml: &mut Xml) {
    let doi = supplement.doi.as_ref().filter(|doi| is_doi(doi) && is_registered(doi));
    let Some((doi, url)) = doi.zip(resource(&supplement.url)) else { return };
    xml.element("component").attr("parent_relation", "isPartOf").content(|xml| {
        if let Some(title) = Prose::of(latin(&supplement.title)) {
            xml.element("titles").content(|xml| {
                xml.element("title").content(|xml| title.write(&FACES, None, xml));
            });
        }
        if let Some(kind) = media_type_of(supplement).filter(|kind| MEDIA_TYPES.contains(kind)) {
            xml.element("format").attr("mime_type", kind).empty();
        }
        write_license(supplement, xml);
        xml.element("doi_data").content(|xml| {
            xml.element("doi").text(doi.as_str());
            xml.element("resource").text(&url);
        });
    });
}

fn write_license(supplement: &Supplement, xml: &mut Xml) {
    let url = supplement.license.as_ref().map(known_license).and_then(|license| license.url);
    let url = url.filter(|url| WebUrl::is_one(url) && url.chars().count() >= 10);
    xml.element("ai:program").attr("name", "AccessIndicators").around(|xml| {
        url.as_deref().and_then(any_uri).iter().for_each(|url| xml.element("ai:license_ref").text(url));
    });
}
