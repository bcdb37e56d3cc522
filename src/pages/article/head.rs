//! What programs read in the head of an article's page: `citation_*` for Google Scholar, Dublin Core, and schema.org.

use super::facts::licence;
use super::people::described;
use super::representation::{Variant, at};
use crate::formats::export_by_name;
use crate::model::{Article, Content, Item, PartialDate, Person};
use crate::pages::cite::line;
use crate::pages::frame::Scene;
use crate::pages::html::escaped;
use crate::repository::Documents;

/// The elements, escaped.
pub(super) fn elements(scene: &Scene<'_>, item: &Item, documents: &Documents) -> String {
    let mut head = Head(String::new());
    let path = scene.links.item(item.identifier.as_str());
    match &item.content {
        Content::Article(article) => {
            head.citation(scene, article, &path);
            head.dublin_core(item, article);
        }
        Content::Dc(dublin_core) => {
            for element in &dublin_core.elements {
                let lang = element.lang.as_ref().map(|lang| lang.as_str());
                head.meta(&format!("DC.{}", element.element), &line(&element.value), lang);
            }
        }
    }
    for name in ["bibtex", "ris", "csl_json"] {
        let is_offered = scene.interfaces.documents && has(documents, name);
        if let (Some(export), true) = (export_by_name(name), is_offered) {
            let link = at(&path, &Variant::Export(export_name(name)));
            let media_type = export.media_type().split(';').next().unwrap_or_default();
            head.0 +=
                &format!("<link rel=\"alternate\" type=\"{media_type}\" href=\"{}\">\n", escaped(&link));
        }
    }
    if let Some((_, Ok(json))) = documents.exports.iter().find(|(name, _)| name == "schema_org") {
        // The export has no `<`, so that it cannot end the element. It is data, which no policy for scripts forbids.
        head.0 += &format!("<script type=\"application/ld+json\">\n{json}</script>\n");
    }
    head.0
}

fn has(documents: &Documents, export: &str) -> bool {
    documents.exports.iter().any(|(name, written)| name == export && written.is_ok())
}

/// The name as one that lives as long as the program.
fn export_name(name: &str) -> &'static str {
    super::representation::EXPORT_ENDINGS
        .iter()
        .find(|(known, _)| *known == name)
        .map_or("", |(known, _)| known)
}

struct Head(String);

impl Head {
    fn meta(&mut self, name: &str, content: &str, lang: Option<&str>) {
        if content.is_empty() {
            return;
        }
        let lang = lang.map_or_else(String::new, |lang| format!(" lang=\"{}\"", escaped(lang)));
        self.0 += &format!("<meta name=\"{}\" content=\"{}\"{lang}>\n", escaped(name), escaped(content));
    }

    fn plain(&mut self, name: &str, content: Option<&str>) {
        self.meta(name, &line(content.unwrap_or_default()), None);
    }

    /// As Google Scholar's guidelines for webmasters name them.
    fn citation(&mut self, scene: &Scene<'_>, article: &Article, path: &str) {
        for title in article.titles.iter().filter(|title| !title.devised).take(1) {
            self.meta(
                "citation_title",
                &line(&title.joined()),
                title.lang.as_ref().map(|lang| lang.as_str()),
            );
        }
        article.authors.iter().for_each(|person| self.author(person));
        let date = article.published.as_ref().map(|date| date.as_str().replace('-', "/"));
        self.plain("citation_publication_date", date.as_deref());
        if let Some(journal) = &article.journal {
            self.plain("citation_journal_title", journal.titles.first().map(|title| title.text.as_str()));
            self.plain("citation_journal_abbrev", journal.abbreviations.first().map(|it| it.text.as_str()));
            self.plain("citation_publisher", journal.publisher.first().map(|it| it.text.as_str()));
            journal.issns().iter().for_each(|(_, issn)| self.plain("citation_issn", Some(issn.as_str())));
        }
        self.plain("citation_volume", article.volume.as_deref());
        self.plain("citation_issue", article.issue.as_deref());
        let pages = article.pages.as_ref();
        self.plain(
            "citation_firstpage",
            pages.map(|pages| pages.first.as_str()).or(article.article_number.as_deref()),
        );
        self.plain("citation_lastpage", pages.and_then(|pages| pages.last.as_deref()));
        self.plain("citation_doi", article.doi.as_ref().map(|doi| doi.as_str()));
        self.plain("citation_language", article.language.first().map(|language| language.primary()));
        for word in article.keywords.iter().flat_map(|list| &list.words) {
            self.plain("citation_keywords", Some(&word.text));
        }
        let url = scene.links.absolute(path);
        self.plain("citation_abstract_html_url", Some(&url));
        for file in article.files.iter().filter(|file| is_pdf(file)).take(1) {
            self.plain("citation_pdf_url", Some(file.url.as_str()));
        }
    }

    fn author(&mut self, person: &Person) {
        self.plain("citation_author", Some(&person.own_name().inverted()));
        for affiliation in &person.affiliations {
            self.plain("citation_author_institution", Some(&described(affiliation)));
        }
        self.plain("citation_author_orcid", person.orcid.as_ref().map(|orcid| orcid.url()).as_deref());
    }

    fn dublin_core(&mut self, item: &Item, article: &Article) {
        self.0 += "<link rel=\"schema.DC\" href=\"http://purl.org/dc/elements/1.1/\">\n";
        for title in &article.titles {
            self.meta("DC.title", &line(&title.joined()), title.lang.as_ref().map(|lang| lang.as_str()));
        }
        for name in article.authors.iter().flat_map(Person::names) {
            self.meta("DC.creator", &line(&name.inverted()), name.lang.map(|lang| lang.as_str()));
        }
        for text in &article.abstracts {
            let lang = text.lang.as_ref().map(|lang| lang.as_str());
            self.meta("DC.description", &format!("{}{}", text.mark(), line(&text.text)), lang);
        }
        for list in &article.keywords {
            let lang = list.lang.as_ref().map(|lang| lang.as_str());
            list.words.iter().for_each(|word| self.meta("DC.subject", &line(&word.text), lang));
        }
        self.plain("DC.date", article.published.as_ref().map(PartialDate::as_str));
        article.language.iter().for_each(|language| self.plain("DC.language", Some(language.as_str())));
        self.plain("DC.identifier", Some(item.identifier.as_str()));
        self.plain("DC.identifier", article.doi.as_ref().map(|doi| doi.url()).as_deref());
        article.types.iter().for_each(|kind| self.plain("DC.type", Some(kind)));
        if let Some(license) = &article.license {
            let (text, link) = licence(license);
            self.plain("DC.rights", Some(if link.is_empty() { &text } else { &link }));
        }
    }
}

fn is_pdf(file: &crate::model::FileLink) -> bool {
    file.media_type.as_deref().is_some_and(|kind| kind == "application/pdf")
        || file.url.as_str().to_ascii_lowercase().ends_with(".pdf")
}
