//! permissions and funding: what may be done with an article, and who paid for it.

use crate::formats::vocabulary::known_license;
use crate::formats::writing::any_uri::any_uri;
use crate::formats::writing::element::is_blank;
use crate::formats::writing::free_to_read::{free_to_read, licensed_since};
use crate::model::{Article, Funding, License};
use crate::xml::Xml;

use super::element::{text, texts, typed, words};

/// Writes the content of permissions.
pub(super) fn write_permissions(article: &Article, xml: &mut Xml) {
    for statement in &article.copyright {
        words(xml, "copyright-statement", statement.lang.as_ref(), &statement.text);
    }
    if let Some(year) = &article.copyright_year {
        xml.element("copyright-year").text(year.as_str());
    }
    for holder in &article.copyright_holder {
        text(xml, "copyright-holder", holder.lang.as_ref(), &holder.text);
    }
    if let Some(since) = free_to_read(article) {
        xml.element("ali:free_to_read").attr_if("start_date", since).empty();
    }
    if let Some(license) = &article.license {
        write_license(license, licensed_since(article), xml);
    }
}

pub(super) fn write_license(license: &License, since: Option<&str>, xml: &mut Xml) {
    let known = known_license(license);
    let url = known.url.as_deref().and_then(any_uri);
    xml.element("license").attr_if("xlink:href", url.as_deref()).around(|xml| {
        if let Some(url) = &known.url {
            xml.element("ali:license_ref").attr_if("start_date", since).text(url);
        }
        if let Some(name) = known.name.as_ref().or(known.spdx.as_ref()) {
            words(xml, "license-p", None, name);
        }
    });
}

/// Writes one award with who gave it.
pub(super) fn write_funding(funding: &Funding, xml: &mut Xml) {
    xml.element("award-group").around(|xml| {
        write_funder(funding, xml);
        let url = funding.award_url.as_ref().and_then(|url| any_uri(url.as_str()));
        let award = funding.award.as_deref().or(url.as_deref());
        if let Some(award) = award.filter(|award| !is_blank(award)) {
            xml.element("award-id").attr_if("xlink:href", url.as_deref()).text(award);
        }
        text(xml, "award-name", None, funding.award_title.as_deref().unwrap_or_default());
        text(xml, "award-desc", None, funding.programme.as_deref().unwrap_or_default());
    });
}

fn write_funder(funding: &Funding, xml: &mut Xml) {
    let ids = [
        ("doi", funding.funder_doi.as_ref().map(|doi| doi.url())),
        ("ror", funding.funder_ror.as_ref().map(|ror| ror.url())),
    ];
    xml.element("funding-source").around(|xml| {
        xml.element("institution-wrap").around(|xml| {
            texts(xml, "institution", &funding.funder.0);
            for (kind, id) in ids {
                if let Some(id) = id {
                    typed(xml, "institution-id", "institution-id-type", kind, &id);
                }
            }
        });
    });
}
