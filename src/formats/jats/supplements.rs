//! Files that belong to the article, and the conference that it was presented at.

use crate::formats::writing::any_uri::any_uri;
use crate::formats::writing::element::is_blank;
use crate::formats::writing::link::media_type_of;
use crate::formats::writing::texts::latin;
use crate::model::{Conference, Language, Supplement};
use crate::xml::{Xml, plain};

use super::element::{text, texts, title};
use super::rights::write_license;

/// Writes a supplementary file.
pub(super) fn write_supplement(supplement: &Supplement, xml: &mut Xml) {
    let href = any_uri(supplement.url.as_str());
    let parts = media_type_of(supplement).and_then(|kind| kind.split_once('/'));
    let (kind, subtype) = parts.filter(|(kind, subtype)| !is_blank(kind) && !is_blank(subtype)).unzip();
    xml.element("supplementary-material")
        .attr_if("mimetype", kind)
        .attr_if("mime-subtype", subtype)
        .attr_if("xlink:href", href.as_deref())
        .content(|xml| {
            if let Some(doi) = &supplement.doi {
                xml.element("object-id").attr("pub-id-type", "doi").text(doi.as_str());
            }
            for each in supplement.title.iter() {
                let lang = each.lang.as_ref().map(Language::as_str);
                let caption = xml.element("caption").attr_if("xml:lang", lang);
                caption.around(|xml| title(xml, "title", None, &each.text));
            }
            let link = xml.element("ext-link").attr("ext-link-type", "uri");
            link.attr_if("xlink:href", href.as_deref()).text(supplement.url.as_str());
            xml.element("permissions").around(|xml| {
                supplement.license.iter().for_each(|license| write_license(license, None, xml));
            });
        });
}

/// Writes a conference of which name and date are known: JATS requires both.
pub(super) fn write_conference(conference: &Conference, xml: &mut Xml) {
    let is_named = conference.name.iter().any(|name| !is_blank(&plain(&name.text)));
    let Some(dates) = conference.dates().filter(|_| is_named) else { return };
    xml.element("conference").content(|xml| {
        xml.element("conf-date").attr("iso-8601-date", &dates).text(&dates.replace('/', " – "));
        texts(xml, "conf-name", &conference.name.0);
        text(xml, "conf-num", None, conference.number.as_deref().unwrap_or_default());
        write_place(conference, xml);
        texts(xml, "conf-sponsor", &conference.sponsor.0);
    });
}

fn write_place(conference: &Conference, xml: &mut Xml) {
    xml.element("conf-loc").around(|xml| {
        let place = plain(latin(&conference.place));
        xml.text(&place);
        if let Some(country) = &conference.country {
            if !place.is_empty() {
                xml.text(", ");
            }
            xml.element("country").attr("country", country.as_str()).text(country.name());
        }
    });
}
