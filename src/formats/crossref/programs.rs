//! The programs of a deposit: funding (fr), access and licence (ai), related works (rel).

use crate::formats::vocabulary::{known_license, relation_type, stage_name, trial_registry};
use crate::formats::writing::any_uri::any_uri;
use crate::formats::writing::element::is_blank;
use crate::formats::writing::free_to_read::{free_to_read, licensed_since};
use crate::formats::writing::texts::latin;
use crate::model::{Article, Funding, Relation, Trial, Version};
use crate::xml::{Xml, plain};

pub(super) fn write_programs(article: &Article, xml: &mut Xml) {
    program(xml, "fr:program", "fundref", |xml| {
        article.funding.iter().for_each(|funding| write_funding(funding, xml));
    });
    program(xml, "ai:program", "AccessIndicators", |xml| write_access(article, xml));
    xml.element("ct:program").attr("xmlns:ct", TRIALS).around(|xml| {
        article.trials.iter().for_each(|trial| write_trial(trial, xml));
    });
    program(xml, "rel:program", "relations", |xml| {
        article.relations.iter().for_each(|relation| write_relation(relation, xml));
    });
}

/// The namespace of clinical trials, which few articles need.
const TRIALS: &str = "http://www.crossref.org/clinicaltrials.xsd";

/// A trial of a registry that Crossref knows.
fn write_trial(trial: &Trial, xml: &mut Xml) {
    let Some(registry) = trial_registry(trial) else { return };
    xml.element("ct:clinical-trial-number")
        .attr("registry", &registry.doi())
        .attr_if("type", trial.stage.map(stage_name))
        .text(&plain(trial.number.trim()));
}

fn program(xml: &mut Xml, element: &str, name: &str, write: impl FnOnce(&mut Xml)) {
    xml.element(element).attr("name", name).around(write);
}

/// Funder and award in a group of their own, so that it is seen which belong together.
fn write_funding(funding: &Funding, xml: &mut Xml) {
    let funder = plain(latin(&funding.funder));
    if is_blank(&funder) {
        return; // "funder_name: name of the funding agency (required)"
    }
    assertion(xml, "fundgroup", |xml| {
        assertion(xml, "funder_name", |xml| {
            xml.text(&funder);
            if let Some(doi) = &funding.funder_doi {
                assertion(xml, "funder_identifier", |xml| xml.text(&doi.url()));
            }
        });
        if let Some(ror) = &funding.funder_ror {
            assertion(xml, "ror", |xml| xml.text(&ror.url()));
        }
        if let Some(award) = funding.award.as_deref().filter(|award| !is_blank(award)) {
            assertion(xml, "award_number", |xml| xml.text(award));
        }
    });
}

fn assertion(xml: &mut Xml, name: &str, write: impl FnOnce(&mut Xml)) {
    xml.element("fr:assertion").attr("name", name).content(write);
}

fn write_access(article: &Article, xml: &mut Xml) {
    if let Some(since) = free_to_read(article) {
        xml.element("ai:free_to_read").attr_if("start_date", since).empty();
    }
    let url = article.license.as_ref().map(known_license).and_then(|license| license.url);
    if let Some(url) = url.as_deref().and_then(any_uri).filter(|url| url.chars().count() >= 10) {
        let element = xml.element("ai:license_ref").attr_if("applies_to", applies_to(article.version));
        element.attr_if("start_date", licensed_since(article)).text(&url);
    }
}

const fn applies_to(version: Option<Version>) -> Option<&'static str> {
    match version {
        Some(Version::Published | Version::Corrected | Version::Updated) => Some("vor"),
        Some(Version::Accepted | Version::Proof) => Some("am"),
        Some(Version::Draft | Version::Submitted) | None => None,
    }
}

/// A relation of no kind.
const RELATED: (&str, &str) = ("rel:inter_work_relation", "hasRelatedMaterial");

/// A related work that has an identifier; of one in words Crossref could make no link.
fn write_relation(relation: &Relation, xml: &mut Xml) {
    let doi = relation.doi.as_ref().map(|doi| ("doi", doi.as_str()));
    let isbn = || relation.isbn.as_ref().map(|isbn| ("isbn", isbn.as_str()));
    let issn = || relation.issn.as_ref().map(|issn| ("issn", issn.as_str()));
    let uri = || relation.url.as_ref().map(|url| ("uri", url.as_str()));
    let Some((scheme, id)) = doi.or_else(isbn).or_else(issn).or_else(uri) else { return };
    let (element, kind) = relation_type(relation.kind).map_or(RELATED, |known| known.crossref);
    xml.element("rel:related_item").content(|xml| {
        xml.element(element).attr("relationship-type", kind).attr("identifier-type", scheme).text(id);
    });
}
