//! journal_article, in the order of the schema.

use crate::formats::writing::jats_text::{FACES, JATS_WITHIN, Prose, abstract_type};
use crate::formats::writing::original::{main_title, real_titles};
use crate::model::{Article, IdentifierScheme, Language, OtherIdentifier, Pages, RelationKind, Title};
use crate::xml::Xml;

use super::journal::{write_date, write_dates};
use super::languages::code;
use super::limits::{fitting, text};
use super::{components, people, programs, resources};

/// How many blocks of titles the schema takes.
const TITLES: usize = 20;
const LONGEST_PAGE: usize = 32;
const LONGEST_PAGES: usize = 100;
const LONGEST_ITEM: usize = 32;
const LONGEST_IDENTIFIER: usize = 255;

pub(super) fn write_article(article: &Article, xml: &mut Xml) {
    let language = article.language.iter().find_map(|language| code(Some(language)));
    xml.element("journal_article").attr_if("language", language).content(|xml| {
        write_titles(article, xml);
        people::write_people(people::of_article(article), xml);
        for given in &article.abstracts {
            if let Some(prose) = Prose::of_abstract(given) {
                let lang = given.lang.as_ref().map(Language::as_str);
                let element = xml.element("jats:abstract").attr_if("abstract-type", abstract_type(given));
                let element = element.attr_if("xml:lang", lang);
                element.content(|xml| prose.write_paragraphs(&JATS_WITHIN, "jats:p", xml));
            }
        }
        write_dates(article, xml);
        if let Some(accepted) = &article.accepted {
            write_date(xml, "acceptance_date", None, accepted);
        }
        if let Some(pages) = &article.pages {
            write_pages(pages, xml);
        }
        write_item(article, xml);
        programs::write_programs(article, xml);
        resources::write_doi(article, xml);
        resources::write_citations(&article.references, xml);
        components::write_components(&article.supplements, xml);
    });
}

/// The title in the article's own language, then each of the others by itself. That of the original stands beside the title of a
/// translation; the schema has `original_language_title` for nothing else.
fn write_titles(article: &Article, xml: &mut Xml) {
    let Some(main) = main_title(article) else { return };
    let others: Vec<_> = real_titles(article).filter(|title| !std::ptr::eq(*title, main)).collect();
    match others.as_slice() {
        [original] if is_translation(article) => write_block(main, Some(original), xml),
        others => {
            write_block(main, None, xml);
            others.iter().take(TITLES - 1).for_each(|title| write_block(title, None, xml));
        }
    }
}

fn is_translation(article: &Article) -> bool {
    article.relations.iter().any(|relation| relation.kind == Some(RelationKind::TranslationOf))
}

fn write_block(title: &Title, original: Option<&Title>, xml: &mut Xml) {
    xml.element("titles").content(|xml| {
        write_title(title, "title", None, xml);
        if let Some(original) = original {
            let language = code(original.lang.as_ref());
            write_title(original, "original_language_title", language, xml);
        }
    });
}

fn write_title(title: &Title, name: &str, language: Option<&str>, xml: &mut Xml) {
    if let Some(prose) = Prose::of(&title.text) {
        let element = xml.element(name).attr_if("language", language);
        element.content(|xml| prose.write(&FACES, None, xml));
    }
    if let Some(prose) = title.subtitle.as_deref().and_then(Prose::of) {
        xml.element("subtitle").content(|xml| prose.write(&FACES, None, xml));
    }
}

/// A page that Crossref takes: letters and digits.
fn page(text: &str) -> Option<String> {
    fitting(text, LONGEST_PAGE).filter(|page| page.chars().all(char::is_alphanumeric))
}

fn write_pages(pages: &Pages, xml: &mut Xml) {
    let Some(first) = page(&pages.first) else { return };
    let last = pages.last.as_deref().and_then(page);
    xml.element("pages").content(|xml| {
        xml.element("first_page").text(&first);
        if let Some(last) = &last {
            xml.element("last_page").text(last);
        }
        if let Some(printed) = &pages.printed {
            text(xml, "other_pages", rest(printed, &first, last.as_deref()), LONGEST_PAGES);
        }
    });
}

/// What a printed range says beyond first and last page: `160` of `130-145+160`.
fn rest<'p>(printed: &'p str, first: &str, last: Option<&str>) -> &'p str {
    let is_sign = |character: char| !character.is_alphanumeric();
    let whole = printed.trim();
    let behind = |text: &'p str, page: &str| {
        text.strip_prefix(page).filter(|rest| rest.is_empty() || rest.starts_with(is_sign))
    };
    let after_first = behind(whole, first).map(|rest| rest.trim_start_matches(is_sign));
    let after = match last {
        Some(last) => {
            after_first.and_then(|rest| behind(rest, last)).map(|rest| rest.trim_start_matches(is_sign))
        }
        None => after_first,
    };
    after.unwrap_or(whole)
}

/// The number of the article, and what the publisher and PubMed call it.
fn write_item(article: &Article, xml: &mut Xml) {
    let number = article.article_number.as_deref().and_then(|number| fitting(number, LONGEST_ITEM));
    xml.element("publisher_item").around(|xml| {
        if let Some(number) = &number {
            xml.element("item_number").attr("item_number_type", "article_number").text(number);
        }
        for (kind, value) in article.other_identifiers.iter().filter_map(identifier).take(10) {
            xml.element("identifier").attr("id_type", kind).text(&value);
        }
    });
}

fn identifier(identifier: &OtherIdentifier) -> Option<(&'static str, String)> {
    let kind = match identifier.scheme {
        IdentifierScheme::Publisher => "pii",
        IdentifierScheme::Pmid => "pmid",
        _ => return None, // the schema could only say that they are others
    };
    Some((kind, fitting(&identifier.value, LONGEST_IDENTIFIER)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_pages_are_those_beyond_first_and_last() {
        assert_eq!(rest("130-145+160", "130", Some("145")), "160");
        assert_eq!(rest("130–145, 160-162", "130", Some("145")), "160-162");
        assert_eq!(rest("130-145", "130", Some("145")), "");
        assert_eq!(rest("1-1450", "1", Some("145")), "1-1450");
        assert_eq!(rest("A1-A9", "1", None), "A1-A9");
    }

    #[test]
    fn an_unknown_last_page_stays_away_and_a_page_is_letters_and_digits() {
        let written = |first: &str, last: Option<&str>| {
            let mut xml = Xml::new();
            write_pages(
                &Pages { first: first.to_owned(), last: last.map(str::to_owned), printed: None },
                &mut xml,
            );
            xml.into_string()
        };
        assert_eq!(written("130", None), "<pages><first_page>130</first_page></pages>");
        assert_eq!(written("e1", Some("a–b")), "<pages><first_page>e1</first_page></pages>");
        assert_eq!(written("1, 2", None), "");
    }
}
