//! What an article is about: sections and classes, and the keywords.

use crate::formats::vocabulary::{classification, keyword_scheme, scheme_name};
use crate::formats::writing::element::is_blank;
use crate::formats::writing::jats_text::{JATS_WORDS, Prose};
use crate::model::{Article, Classification, Keyword, Keywords, Language, WebUrl};
use crate::xml::{Xml, plain};

use super::element::{typed, words};

/// Writes the content of article-categories.
pub(super) fn write_categories(article: &Article, xml: &mut Xml) {
    for section in &article.sections {
        let group = xml.element("subj-group").attr("subj-group-type", "heading");
        let lang = section.lang.as_ref().map(Language::as_str);
        group.attr_if("xml:lang", lang).around(|xml| words(xml, "subject", None, &section.text));
    }
    article.classifications.iter().for_each(|class| write_class(class, xml));
}

/// A class is its notation or, with what it is called, a compound of the two; one group for each language of that.
fn write_class(class: &Classification, xml: &mut Xml) {
    if is_blank(&class.code) {
        return;
    }
    let labels: Vec<_> = class.labels.iter().filter(|label| !is_blank(&plain(&label.text))).collect();
    let scheme = classification(class.scheme);
    let group = |xml: &mut Xml, lang: Option<&Language>, write: &dyn Fn(&mut Xml)| {
        let group = xml.element("subj-group").attr("subj-group-type", scheme.code).attr("vocab", scheme.name);
        group.attr_if("xml:lang", lang.map(Language::as_str)).content(write);
    };
    if labels.is_empty() {
        group(xml, None, &|xml| xml.element("subject").text(&class.code));
    }
    for label in labels {
        group(xml, label.lang.as_ref(), &|xml| {
            xml.element("compound-subject").content(|xml| {
                typed(xml, "compound-subject-part", "content-type", "code", &class.code);
                typed(xml, "compound-subject-part", "content-type", "text", &plain(&label.text));
            });
        });
    }
}

/// Writes the keywords of one language, those of a vocabulary with its name.
pub(super) fn write_keywords(keywords: &Keywords, xml: &mut Xml) {
    let scheme = scheme_name(keywords).filter(|name| !is_blank(name));
    let kind = if scheme.is_some() { "controlled" } else { "author" };
    xml.element("kwd-group")
        .attr("kwd-group-type", kind)
        .attr_if("vocab", scheme.as_deref())
        .attr_if("vocab-identifier", keyword_scheme(keywords).map(|known| known.uri))
        .attr_if("xml:lang", keywords.lang.as_ref().map(Language::as_str))
        .around(|xml| keywords.words.iter().for_each(|word| write_keyword(word, xml)));
}

fn write_keyword(word: &Keyword, xml: &mut Xml) {
    let Some(prose) = Prose::of(&word.text) else { return };
    let term = word.uri.as_ref().map(|_| plain(&word.text));
    xml.element("kwd")
        .attr_if("vocab-term", term.as_deref())
        .attr_if("vocab-term-identifier", word.uri.as_ref().map(WebUrl::as_str))
        .content(|xml| prose.write(&JATS_WORDS, None, xml));
}
