//! What the article is and is about: type, genre, origin, language, abstract, notes, subjects, classes, identifiers.

use std::borrow::Cow;

use crate::formats::vocabulary::{
    classification, country, free_types, keyword_scheme, language_name, library_code, resource_type,
    scheme_name, script_of_tag, version_name, version_type,
};
use crate::formats::writing::any_uri::any_uri;
use crate::formats::writing::line::{line, paragraphs};
use crate::formats::writing::link::{extents, media_types};
use crate::formats::writing::remarks::remarks;
use crate::formats::writing::texts::{abstract_name, latin, statement_name};
use crate::model::{
    Article, Classification, Doi, Funding, Identifier, IdentifierScheme, Keywords, Language, PartialDate,
    Texts,
};
use crate::xml::Xml;

use super::element::{in_language, text, texts, value};

const TEXT: &str = "http://id.loc.gov/vocabulary/resourceTypes/txt";

pub(super) fn write(article: &Article, xml: &mut Xml) {
    value(xml, "typeOfResource", &[("valueURI", TEXT)], "text");
    if let Some(kind) = resource_type(article) {
        value(xml, "genre", &[("authority", "coar"), ("valueURI", &kind.coar.uri())], kind.coar.label);
    }
    for kind in free_types(article) {
        value(xml, "genre", &[], kind);
    }
    write_origin(article, xml);
    for language in &article.language {
        write_language(language, xml);
    }
    write_form(article, xml);
    for each in &article.abstracts {
        if let Some(paragraphs) = paragraphs(&each.text) {
            let marked = format!("{}{paragraphs}", each.mark());
            let element = xml.element("abstract").attr_if("type", each.kind.and_then(abstract_name));
            in_language(element, each.lang.as_ref(), None).text(&marked);
        }
    }
    texts(xml, "targetAudience", &[], &article.audience.0);
    write_notes(article, xml);
    for keywords in &article.keywords {
        write_keywords(keywords, xml);
    }
    if let Some(coverage) = &article.coverage {
        write_coverage(&coverage.place, "geographic", xml);
        write_coverage(&coverage.time, "temporal", xml);
    }
    for class in &article.classifications {
        write_class(class, xml);
    }
}

/// The publication, then what went before and after it, each an event of its own.
fn write_origin(article: &Article, xml: &mut Xml) {
    let journal = article.journal.as_ref();
    let publishers = journal.map_or(&[][..], |journal| &journal.publisher);
    let places = journal.map_or(&[][..], |journal| &journal.place.0);
    let country = journal.and_then(country).unwrap_or_default();
    xml.element("originInfo").attr("eventType", "publication").around(|xml| {
        xml.element("place").around(|xml| {
            texts(xml, "placeTerm", &[("type", "text")], places);
            value(xml, "placeTerm", &[("type", "code"), ("authority", "marccountry")], country);
        });
        texts(xml, "publisher", &[], publishers);
        date(xml, "dateIssued", &[("keyDate", "yes")], article.published.as_ref());
        date(xml, "copyrightDate", &[], article.copyright_year.as_ref());
    });
    let events = [
        ("submission", "received", &article.received),
        ("revision", "revised", &article.revised),
        ("acceptance", "accepted", &article.accepted),
        ("release", "available", &article.embargo_end),
        ("publication", "published online", &article.published_online),
        ("publication", "published in print", &article.published_print),
        ("modification", "updated", &article.updated),
        ("retraction", "retracted", &article.retracted),
    ];
    for (event, kind, moment) in events {
        xml.element("originInfo")
            .attr("eventType", event)
            .around(|xml| date(xml, "dateOther", &[("type", kind)], moment.as_ref()));
    }
}

fn date(xml: &mut Xml, name: &str, attributes: &[(&str, &str)], date: Option<&PartialDate>) {
    if let Some(date) = date {
        let attributes: Vec<_> = [("encoding", "w3cdtf")].iter().chain(attributes).copied().collect();
        value(xml, name, &attributes, date.as_str());
    }
}

/// Name and code of ISO 639-2/B, or the tag where there is none; the script if the tag says it.
fn write_language(language: &Language, xml: &mut Xml) {
    let (authority, code) = match library_code(language) {
        Some(code) => ("iso639-2b", code),
        None => ("rfc5646", language.as_str()),
    };
    xml.element("language").content(|xml| {
        let name = language_name(language).unwrap_or_default();
        value(xml, "languageTerm", &[("type", "text")], name);
        value(xml, "languageTerm", &[("type", "code"), ("authority", authority)], code);
        let script = script_of_tag(language).unwrap_or_default();
        value(xml, "scriptTerm", &[("type", "code"), ("authority", "iso15924")], script);
    });
}

fn write_form(article: &Article, xml: &mut Xml) {
    let is_online = article.url.is_some() || !article.files.is_empty();
    xml.element("physicalDescription").around(|xml| {
        let form = if is_online { "electronic" } else { "" };
        value(xml, "form", &[("authority", "marcform")], form);
        for media_type in media_types(&article.files) {
            value(xml, "internetMediaType", &[], media_type);
        }
        for extent in extents(article) {
            value(xml, "extent", &[], &extent);
        }
    });
}

fn write_notes(article: &Article, xml: &mut Xml) {
    texts(xml, "note", &[], &remarks(article));
    if let (Some(version), Some(kind)) = (article.version, version_type(article)) {
        let attributes = [("type", "version identification"), ("xlink:href", kind.coar)];
        value(xml, "note", &attributes, version_name(version));
    }
    for funding in &article.funding {
        write_funding(funding, xml);
    }
    for statement in &article.statements {
        let kind = [("type", statement_name(statement.kind))];
        text(xml, "note", &kind, statement.lang.as_ref(), &statement.text);
    }
}

/// `Funder, Programme, award 123: Title`, linked with the award.
fn write_funding(funding: &Funding, xml: &mut Xml) {
    let names = [Some(latin(&funding.funder)), funding.programme.as_deref()];
    let names = names.into_iter().flatten().filter_map(line);
    let award = funding.award.as_deref().and_then(line).map(|award| Cow::Owned(format!("award {award}")));
    let told: Vec<Cow<'_, str>> = names.chain(award).collect();
    let title = funding.award_title.as_deref().and_then(line).map(|title| title.into_owned());
    let told = [Some(told.join(", ")).filter(|told| !told.is_empty()), title];
    let told: Vec<String> = told.into_iter().flatten().collect();
    let link = funding.award_url.as_ref().and_then(|url| any_uri(url.as_str()));
    let link = link.as_ref().map(|link| ("xlink:href", link.as_ref()));
    let attributes: Vec<_> = std::iter::once(("type", "funding")).chain(link).collect();
    value(xml, "note", &attributes, &told.join(": "));
}

/// A subject for each word, with the vocabulary that it is of.
fn write_keywords(keywords: &Keywords, xml: &mut Xml) {
    let known = keyword_scheme(keywords);
    let name = scheme_name(keywords).and_then(|name| line(&name).map(Cow::into_owned));
    let authority = known.and_then(|known| known.marc).or(name.as_deref());
    for keyword in &keywords.words {
        let Some(word) = line(&keyword.text) else { continue };
        let uri = keyword.uri.as_ref().and_then(|uri| any_uri(uri.as_str()));
        let subject = xml.element("subject").attr_if("authority", authority);
        let subject = subject.attr_if("authorityURI", known.map(|known| known.uri));
        let subject = in_language(subject, keywords.lang.as_ref(), None);
        let value_uri: Vec<_> = uri.iter().map(|uri| ("valueURI", uri.as_ref())).collect();
        subject.content(|xml| value(xml, "topic", &value_uri, &word));
    }
}

/// Places or times that the article is about.
fn write_coverage(texts: &Texts, name: &str, xml: &mut Xml) {
    for text in texts.iter() {
        let subject = in_language(xml.element("subject"), text.lang.as_ref(), None);
        subject.around(|xml| value(xml, name, &[], &text.text));
    }
}

/// The class with what it is called, in the languages that are known.
fn write_class(class: &Classification, xml: &mut Xml) {
    let labels: Vec<Cow<'_, str>> = class.labels.iter().filter_map(|label| line(&label.text)).collect();
    let labels = labels.join(" = ");
    let label = Some(("displayLabel", labels.as_str())).filter(|_| !labels.is_empty());
    let attributes: Vec<_> =
        std::iter::once(("authority", classification(class.scheme).code)).chain(label).collect();
    value(xml, "classification", &attributes, &class.code);
}

pub(super) fn write_identifiers(article: &Article, xml: &mut Xml) {
    value(xml, "identifier", &[("type", "doi")], article.doi.as_ref().map(Doi::as_str).unwrap_or_default());
    for identifier in &article.other_identifiers {
        let kind = match identifier.scheme {
            IdentifierScheme::Ark => "ark",
            IdentifierScheme::Arxiv => "arxiv",
            IdentifierScheme::Cnki => "cnki",
            IdentifierScheme::Handle => "hdl",
            IdentifierScheme::Isbn => "isbn",
            IdentifierScheme::Pmid => "pmid",
            IdentifierScheme::Pmcid => "pmcid",
            IdentifierScheme::Purl => "purl",
            IdentifierScheme::Urn => "urn",
            IdentifierScheme::Wos => "wos",
            IdentifierScheme::Publisher => "local",
        };
        value(xml, "identifier", &[("type", kind)], &identifier.value);
    }
}

/// The identifier of the item, and the language of the words that this format adds.
pub(super) fn write_record_info(identifier: &Identifier, xml: &mut Xml) {
    xml.element("recordInfo").content(|xml| {
        text(xml, "recordIdentifier", &[], None, identifier.as_str());
        xml.element("languageOfCataloging").content(|xml| {
            value(xml, "languageTerm", &[("type", "code"), ("authority", "iso639-2b")], "eng");
        });
    });
}
