//! article-meta: the article, in the order of the schema.

use crate::formats::vocabulary::version_type;
use crate::formats::writing::any_uri::any_uri;
use crate::formats::writing::element::is_blank;
use crate::formats::writing::jats_text::{JATS, Prose, abstract_type};
use crate::formats::writing::link::file_type;
use crate::formats::writing::original::{is_original, main_title};
use crate::formats::writing::texts::whole_title;
use crate::model::{
    Abstract, Article, Identifier, IdentifierScheme, Language, OtherIdentifier, Title, WebUrl,
};
use crate::xml::{Xml, plain};

use super::dates::{write_history, write_published};
use super::element::{text, texts, title};
use super::{links, people, rights, statements, subjects, supplements};

/// Writes the content of article-meta.
pub(super) fn write_article(identifier: &Identifier, article: &Article, xml: &mut Xml) {
    write_identifiers(identifier, article, xml);
    if let Some(version) = version_type(article) {
        let element = xml.element("article-version").attr("article-version-type", version.label);
        element.attr("vocab", "JAV").text(version.label);
    }
    xml.element("article-categories").around(|xml| subjects::write_categories(article, xml));
    xml.element("title-group").around(|xml| write_titles(article, xml));
    people::write_people(identifier, article, xml);
    write_published(article, xml);
    write_issue(article, xml);
    article
        .relations
        .iter()
        .filter(links::is_reviewed)
        .for_each(|relation| links::write_product(relation, xml));
    article.supplements.iter().for_each(|supplement| supplements::write_supplement(supplement, xml));
    write_history(article, xml);
    xml.element("permissions").around(|xml| rights::write_permissions(article, xml));
    write_links(article, xml);
    write_abstracts(article, xml);
    article.keywords.iter().for_each(|keywords| subjects::write_keywords(keywords, xml));
    xml.element("funding-group").around(|xml| {
        article.funding.iter().for_each(|funding| rights::write_funding(funding, xml));
        statements::write_funding_statements(&article.statements, xml);
    });
    article.conference.iter().for_each(|conference| supplements::write_conference(conference, xml));
    if let Some(count) = article.page_count {
        let counts = xml.element("counts");
        counts.content(|xml| xml.element("page-count").attr_shown("count", count).empty());
    }
}

/// The part of `oai:NAMESPACE:LOCAL` that is the publisher's; another identifier as a whole.
fn local(identifier: &Identifier) -> &str {
    let local = identifier.as_str().strip_prefix("oai:").and_then(|rest| rest.split_once(':'));
    local.map_or(identifier.as_str(), |(_, local)| local)
}

/// The publisher's own identifier is the one that the record names or, where it names none, that of the repository.
fn write_identifiers(identifier: &Identifier, article: &Article, xml: &mut Xml) {
    let is_own =
        |other: &OtherIdentifier| other.scheme == IdentifierScheme::Publisher && !is_blank(&other.value);
    if !article.other_identifiers.iter().any(is_own) {
        write_identifier(xml, ("publisher-id", None), local(identifier));
    }
    if let Some(doi) = &article.doi {
        write_identifier(xml, ("doi", None), doi.as_str());
    }
    for OtherIdentifier { scheme, value } in &article.other_identifiers {
        write_identifier(xml, pub_id_type(*scheme), value);
    }
}

fn write_identifier(xml: &mut Xml, (kind, custom): (&str, Option<&str>), value: &str) {
    if !is_blank(value) {
        xml.element("article-id").attr("pub-id-type", kind).attr_if("custom-type", custom).text(value);
    }
}

/// The schema's name of a scheme or, for one that it does not know, `custom` and ours.
const fn pub_id_type(scheme: IdentifierScheme) -> (&'static str, Option<&'static str>) {
    match scheme {
        IdentifierScheme::Ark => ("ark", None),
        IdentifierScheme::Arxiv => ("arxiv", None),
        IdentifierScheme::Handle => ("handle", None),
        IdentifierScheme::Isbn => ("isbn", None),
        IdentifierScheme::Pmid => ("pmid", None),
        IdentifierScheme::Pmcid => ("pmcid", None),
        IdentifierScheme::Cnki => ("custom", Some("cnki")),
        IdentifierScheme::Purl => ("custom", Some("purl")),
        IdentifierScheme::Urn => ("custom", Some("urn")),
        IdentifierScheme::Wos => ("custom", Some("wos")),
        IdentifierScheme::Publisher => ("publisher-id", None),
    }
}

/// The main title, then the others as translations of it; devised ones, which are not real titles, last.
fn write_titles(article: &Article, xml: &mut Xml) {
    let Some(main) = main_title(article) else { return };
    title(xml, "article-title", main.lang.as_ref(), &main.text);
    if let Some(subtitle) = &main.subtitle {
        title(xml, "subtitle", main.lang.as_ref(), subtitle);
    }
    let others = || article.titles.iter().filter(|title| !std::ptr::eq(*title, main));
    others().filter(|title| !title.devised).for_each(|other| write_translated_title(other, xml));
    for devised in others().filter(|title| title.devised && !is_blank(&plain(&title.text))) {
        let lang = devised.lang.as_ref().map(Language::as_str);
        let element = xml.element("alt-title").attr("alt-title-type", "devised").attr_if("xml:lang", lang);
        element.text(&whole_title(devised));
    }
}

fn write_translated_title(translated: &Title, xml: &mut Xml) {
    let lang = translated.lang.as_ref().map(Language::as_str);
    xml.element("trans-title-group").attr_if("xml:lang", lang).around(|xml| {
        let before = xml.len();
        title(xml, "trans-title", None, &translated.text);
        if let (Some(subtitle), true) = (&translated.subtitle, xml.len() > before) {
            title(xml, "trans-subtitle", None, subtitle); // only behind a title
        }
    });
}

fn known(value: &Option<String>) -> &str {
    value.as_deref().unwrap_or_default()
}

/// Volume, issue and pages. Pages and the number of an article exclude each other in the schema; the number, where there
/// is one, is how the article is found.
fn write_issue(article: &Article, xml: &mut Xml) {
    text(xml, "volume", None, known(&article.volume));
    text(xml, "issue", None, known(&article.issue));
    if let Some(doi) = &article.issue_doi {
        xml.element("issue-id").attr("pub-id-type", "doi").text(doi.as_str());
    }
    texts(xml, "issue-title", &article.issue_titles);
    let is_seen = |value: &str| !is_blank(&plain(value));
    match (&article.article_number, &article.pages) {
        (Some(number), _) if is_seen(number) => text(xml, "elocation-id", None, number),
        (_, Some(pages)) if is_seen(&pages.first) => {
            text(xml, "fpage", None, &pages.first);
            text(xml, "lpage", None, known(&pages.last)); // an unknown one stays away: the first is not given twice
            text(xml, "page-range", None, known(&pages.printed));
        }
        _ => {}
    }
}

/// The landing page, then the full texts; then what the article is related to.
fn write_links(article: &Article, xml: &mut Xml) {
    let mut link = |url: &WebUrl, media_type: Option<&str>| {
        let href = any_uri(url.as_str());
        let element = xml.element("self-uri").attr_if("content-type", media_type);
        element.attr_if("xlink:href", href.as_deref()).text(url.as_str());
    };
    article.url.iter().for_each(|url| link(url, None));
    article.files.iter().for_each(|file| link(&file.url, file_type(file)));
    let others = article.relations.iter().filter(|relation| !links::is_reviewed(relation));
    others.for_each(|relation| links::write_relation(relation, xml));
    article.trials.iter().for_each(|trial| statements::write_trial(trial, xml));
}

/// Those in the language of the article first, as the schema wants it.
fn write_abstracts(article: &Article, xml: &mut Xml) {
    let own = |given: &&Abstract| is_original(article, given.lang.as_ref());
    article.abstracts.iter().filter(own).for_each(|given| write_abstract(given, "abstract", xml));
    let translated = article.abstracts.iter().filter(|given| !own(given));
    translated.for_each(|given| write_abstract(given, "trans-abstract", xml));
}

fn write_abstract(given: &Abstract, name: &str, xml: &mut Xml) {
    if let Some(prose) = Prose::of_abstract(given) {
        let element = xml.element(name).attr_if("abstract-type", abstract_type(given));
        let element = element.attr_if("xml:lang", given.lang.as_ref().map(Language::as_str));
        element.content(|xml| prose.write_sections(&JATS, xml));
    }
}
