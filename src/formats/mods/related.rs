//! relatedItem: the journal with the place of the article in it, works cited, and related works.

use super::rights::write_license;
use crate::formats::vocabulary::{relation_type, trial_registry};
use crate::formats::writing::any_uri::any_uri;
use crate::formats::writing::line::line;
use crate::formats::writing::link::media_type_of;
use crate::formats::writing::romanised::written;
use crate::model::{Article, Doi, Isbn, Issn, Journal, Medium, Supplement, Trial, WebUrl, Work};
use crate::xml::Xml;

use super::element::{texts, value};
use super::titles::write_journal_title;

pub(super) fn write(article: &Article, xml: &mut Xml) {
    write_host(article, xml);
    for reference in &article.references {
        let cited = xml.element("relatedItem").attr("type", "references");
        cited.around(|xml| write_work(reference.work(), &[("type", "citation/reference")], xml));
    }
    for relation in &article.relations {
        let kind = relation_type(relation.kind).map_or(&[][..], |known| known.mods);
        let related = xml.element("relatedItem").attrs(kind);
        related.around(|xml| write_work(relation.work(), &[], xml));
    }
    article.supplements.iter().for_each(|supplement| write_supplement(supplement, xml));
    write_trials(&article.trials, xml);
}

fn write_supplement(supplement: &Supplement, xml: &mut Xml) {
    xml.element("relatedItem").attr("otherType", "supplement").around(|xml| {
        for title in supplement.title.iter().filter(|title| line(&title.text).is_some()) {
            let element = super::element::in_language(xml.element("titleInfo"), title.lang.as_ref(), None);
            element.content(|xml| value(xml, "title", &[], &title.text));
        }
        xml.element("physicalDescription").around(|xml| {
            value(xml, "internetMediaType", &[], media_type_of(supplement).unwrap_or_default());
            value(xml, "extent", &[], supplement.size.as_deref().unwrap_or_default());
        });
        value(
            xml,
            "identifier",
            &[("type", "doi")],
            supplement.doi.as_ref().map(Doi::as_str).unwrap_or_default(),
        );
        write_location(Some(&supplement.url), xml);
        supplement.license.iter().for_each(|license| write_license(license, xml));
    });
}

/// The numbers of clinical trials, which identify what the article is about and not the article.
fn write_trials(trials: &[Trial], xml: &mut Xml) {
    for trial in trials {
        let name = trial.registry.as_deref().or_else(|| trial_registry(trial).map(|known| known.name));
        xml.element("relatedItem").attr("otherType", "clinical trial").around(|xml| {
            value(xml, "identifier", &[("type", "clinical trial number")], &trial.number);
            if let Some(name) = name {
                value(xml, "note", &[("type", "registry")], name);
            }
        });
    }
}

fn write_host(article: &Article, xml: &mut Xml) {
    xml.element("relatedItem").attr("type", "host").around(|xml| {
        if let Some(journal) = &article.journal {
            write_journal(journal, xml);
        }
        xml.element("part").around(|xml| write_part(article, xml));
    });
}

fn write_journal(journal: &Journal, xml: &mut Xml) {
    let titles = written(&journal.titles);
    for (at, title) in titles.iter().enumerate() {
        write_journal_title(title, titles.first().filter(|_| at > 0), xml);
    }
    for abbreviation in &journal.abbreviations {
        let lang = abbreviation.lang.as_ref();
        if let Some(abbreviation) = line(&abbreviation.text) {
            let element = xml.element("titleInfo").attr("type", "abbreviated");
            super::element::in_language(element, lang, None)
                .content(|xml| value(xml, "title", &[], &abbreviation));
        }
    }
    for (medium, issn) in journal.issns() {
        let label = match medium {
            Medium::Print => Some(("displayLabel", "print")),
            Medium::Electronic => Some(("displayLabel", "electronic")),
            Medium::Unknown => None,
        };
        let attributes: Vec<_> = std::iter::once(("type", "issn")).chain(label).collect();
        value(xml, "identifier", &attributes, issn.as_str());
    }
    let linking = journal.linking_issn.as_ref().map(Issn::as_str);
    value(xml, "identifier", &[("type", "issn-l")], linking.unwrap_or_default());
    let cn = journal.cn.as_ref().map(|cn| format!("CN {cn}"));
    value(xml, "identifier", &[("type", "cn")], &cn.unwrap_or_default());
    value(xml, "identifier", &[("type", "doi")], journal.doi.as_ref().map(Doi::as_str).unwrap_or_default());
    write_location(journal.url.as_ref(), xml);
}

fn write_location(url: Option<&WebUrl>, xml: &mut Xml) {
    if let Some(url) = url.and_then(|url| any_uri(url.as_str())) {
        xml.element("location").content(|xml| value(xml, "url", &[], &url));
    }
}

/// Volume, issue, section, number of the article, pages, and when it appeared.
fn write_part(article: &Article, xml: &mut Xml) {
    let number = |xml: &mut Xml, kind: &str, text: Option<&str>| {
        xml.element("detail").attr("type", kind).around(|xml| {
            value(xml, "number", &[], text.unwrap_or_default());
        });
    };
    number(xml, "volume", article.volume.as_deref());
    xml.element("detail").attr("type", "issue").around(|xml| {
        value(xml, "number", &[], article.issue.as_deref().unwrap_or_default());
        texts(xml, "title", &[], &article.issue_titles);
    });
    xml.element("detail").attr("type", "section").around(|xml| texts(xml, "title", &[], &article.sections));
    number(xml, "article", article.article_number.as_deref());
    if let Some(pages) = &article.pages {
        xml.element("extent").attr("unit", "page").around(|xml| {
            value(xml, "start", &[], &pages.first);
            value(xml, "end", &[], pages.last.as_deref().unwrap_or_default());
            value(xml, "list", &[], pages.printed.as_deref().unwrap_or_default());
        });
    }
    if let Some(date) = &article.published {
        value(xml, "date", &[("encoding", "w3cdtf")], date.as_str());
    }
    if let Some(date) = &article.issue_date {
        value(xml, "date", &[("encoding", "edtf")], &date.edtf());
    }
}

/// A work in words, by its identifiers, and where it is.
fn write_work(work: Work<'_>, note: &[(&str, &str)], xml: &mut Xml) {
    value(xml, "note", note, work.text.unwrap_or_default());
    value(xml, "identifier", &[("type", "doi")], work.doi.map(Doi::as_str).unwrap_or_default());
    value(xml, "identifier", &[("type", "isbn")], work.isbn.map(Isbn::as_str).unwrap_or_default());
    value(xml, "identifier", &[("type", "issn")], work.issn.map(Issn::as_str).unwrap_or_default());
    write_location(work.url, xml);
}
