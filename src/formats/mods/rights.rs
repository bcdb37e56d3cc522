//! accessCondition and location: who may read the article, what may be done with it, and where it is.

use crate::formats::vocabulary::{access_right, known_license};
use crate::formats::writing::any_uri::any_uri;
use crate::formats::writing::free_to_read::restricted_until;
use crate::formats::writing::line::line;
use crate::formats::writing::link::file_type;
use crate::model::{Article, License};
use crate::xml::Xml;

use super::element::texts;

pub(super) fn write(article: &Article, xml: &mut Xml) {
    write_location(article, xml);
    write_access(article, xml);
    if let Some(license) = &article.license {
        write_license(license, xml);
    }
    let copyright = |label| [("type", "use and reproduction"), ("displayLabel", label)];
    texts(xml, "accessCondition", &copyright("Copyright"), &article.copyright);
    texts(xml, "accessCondition", &copyright("Copyright holder"), &article.copyright_holder);
}

/// The landing page; the link of the DOI where there is none; the files.
fn write_location(article: &Article, xml: &mut Xml) {
    let doi = article.doi.as_ref().filter(|_| article.url.is_none()).map(|doi| doi.url());
    let page = article.url.as_ref().map(|url| url.as_str()).or(doi.as_deref()).and_then(any_uri);
    let files = article.files.iter().filter_map(|file| Some((any_uri(file.url.as_str())?, file_type(file))));
    xml.element("location").around(|xml| {
        if let Some(page) = page {
            let place = [("usage", "primary"), ("access", "object in context")];
            xml.element("url").attrs(&place).text(&page);
        }
        for (url, media_type) in files {
            let element = xml.element("url").attr("access", "raw object");
            element.attr_if("note", media_type.and_then(line).as_deref()).text(&url);
        }
    });
}

/// The COAR access right, and until when there is an embargo.
fn write_access(article: &Article, xml: &mut Xml) {
    let right = access_right(article);
    let until = restricted_until(article).map(|end| format!(" until {end}"));
    let label = right.map(|right| right.label).or_else(|| until.as_ref().map(|_| "embargoed access"));
    if let Some(label) = label {
        xml.element("accessCondition")
            .attr("type", "restriction on access")
            .attr_if("xlink:href", right.map(|right| right.coar))
            .text(&format!("{label}{}", until.unwrap_or_default()));
    }
}

/// Its name or, if there is none, its id or URL; linked with its URL.
pub(super) fn write_license(license: &License, xml: &mut Xml) {
    let known = known_license(license);
    let link = known.url.as_deref().and_then(any_uri);
    let words = [&known.name, &known.spdx, &known.url];
    if let Some(words) = words.into_iter().flatten().find_map(|words| line(words)) {
        xml.element("accessCondition")
            .attr("type", "use and reproduction")
            .attr_if("xlink:href", link.as_deref())
            .text(&words);
    }
}
