//! datacite: DataCite's metadata schema, kernel 4, bare.

use crate::model::{AbstractKind, Article, Doi, Journal, Medium, PartialDate, Text, both};
use crate::xml::{Xml, plain};

use super::vocabulary::{ArticleType, NO_TYPE, access_right, known_license, resource_type};
use super::writing::any_uri::any_uri;
use super::writing::element::{XSI, is_blank};
use super::writing::kernel::{
    NO_DATE, NO_TITLE, Profile, has_creator, property, property_in, title_type, write_alternate_identifiers,
    write_contributors, write_creators, write_dates, write_extents, write_funding, write_related_identifiers,
    write_subjects, write_titles,
};
use super::writing::link::media_types;
use super::writing::original::has_real_title;
use super::writing::remarks::remarks;
use super::writing::texts::whole_abstract;
use super::{About, Format, Reasons, Source, missing};

pub struct DataCite;

const SCHEMA: &str = "https://schema.datacite.org/meta/kernel-4/metadata.xsd";
const NAMESPACE: &str = "http://datacite.org/schema/kernel-4";
const PROFILE: Profile = Profile::DataCite;

impl Format for DataCite {
    fn about(&self) -> About<'_> {
        About { revision: 3, ..About::of("datacite", SCHEMA, NAMESPACE) }
    }

    fn write(&self, source: &Source<'_>, xml: &mut Xml) -> Result<(), Reasons> {
        Resource::of(source.article()?)?.write(xml);
        Ok(())
    }
}

/// An article that has what DataCite demands.
pub(super) struct Resource<'a> {
    article: &'a Article,
    doi: &'a Doi,
    publisher: &'a Text,
    published: &'a PartialDate,
    kind: &'static ArticleType,
}

impl<'a> Resource<'a> {
    /// Errs with all that is missing.
    pub(super) fn of(article: &'a Article) -> Result<Self, Reasons> {
        let doi = article.doi.as_ref();
        let publisher = publisher(article);
        let published = article.published.as_ref();
        let kind = resource_type(article);
        let reasons = missing(&[
            (doi.is_some(), both("no DOI; add `doi`", "没有 DOI；请加上 doi")),
            (has_creator(article), both("no author; add `author`", "没有作者；请加上 author")),
            (has_real_title(article), NO_TITLE),
            (
                publisher.is_some(),
                both("no publisher; add `publisher` to the journal", "没有出版者；请在期刊中加上 publisher"),
            ),
            (published.is_some(), NO_DATE),
            (kind.is_some(), NO_TYPE),
        ])
        .err()
        .unwrap_or_default();
        match (doi, publisher, published, kind) {
            (Some(doi), Some(publisher), Some(published), Some(kind)) if reasons.is_empty() => {
                Ok(Self { article, doi, publisher, published, kind })
            }
            _ => Err(reasons),
        }
    }

    /// The resource element, in a default namespace of its own: many readers go by the bare names.
    pub(super) fn write(&self, xml: &mut Xml) {
        let location = format!("{NAMESPACE} {SCHEMA}");
        let root = xml.element("resource").attr("xmlns", NAMESPACE).attr("xmlns:xsi", XSI);
        root.attr("xsi:schemaLocation", &location).content(|xml| {
            self.write_demanded(xml);
            self.write_rest(xml);
        });
    }

    fn write_demanded(&self, xml: &mut Xml) {
        property(xml, "identifier", &[("identifierType", "DOI")], self.doi.as_str());
        write_creators(self.article, PROFILE, xml);
        write_titles(self.article, PROFILE, xml);
        let publisher = plain(&self.publisher.text);
        property_in(xml, "publisher", self.publisher.lang.as_ref(), &[], &publisher);
        property(xml, "publicationYear", &[], self.published.year());
        let kind = [("resourceTypeGeneral", self.kind.datacite)];
        property(xml, "resourceType", &kind, self.kind.label);
    }

    fn write_rest(&self, xml: &mut Xml) {
        let article = self.article;
        write_subjects(article, PROFILE, xml);
        write_contributors(article, PROFILE, xml);
        write_dates(article, PROFILE, xml);
        let language = article.language.first();
        property(xml, "language", &[], language.map(|tag| tag.as_str()).unwrap_or_default());
        write_alternate_identifiers(article, PROFILE, xml);
        write_related_identifiers(article, PROFILE, xml);
        write_extents(article, PROFILE, xml);
        xml.element("formats").around(|xml| {
            for media_type in media_types(&article.files) {
                property(xml, "format", &[], media_type);
            }
        });
        xml.element("rightsList").around(|xml| write_rights(article, xml));
        xml.element("descriptions").around(|xml| write_descriptions(article, xml));
        xml.element("geoLocations").around(|xml| {
            let places = article.coverage.iter().flat_map(|coverage| coverage.place.iter());
            for place in places {
                xml.element("geoLocation")
                    .around(|xml| property(xml, "geoLocationPlace", &[], &plain(&place.text)));
            }
        });
        write_funding(article, PROFILE, xml);
        xml.element("relatedItems").around(|xml| self.write_journal(xml));
    }

    /// The journal, and the place of the article in it.
    fn write_journal(&self, xml: &mut Xml) {
        let kind = [("relatedItemType", "Journal"), ("relationType", "IsPublishedIn")];
        xml.element("relatedItem").attrs(&kind).around(|xml| {
            let article = self.article;
            if let Some(journal) = &article.journal {
                write_journal_names(journal, xml);
            }
            property(xml, "publicationYear", &[], self.published.year());
            let pages = article.pages.as_ref();
            property(xml, "volume", &[], article.volume.as_deref().unwrap_or_default());
            property(xml, "issue", &[], article.issue.as_deref().unwrap_or_default());
            let number = article.article_number.as_deref().unwrap_or_default();
            property(xml, "number", &[("numberType", "Article")], number);
            property(xml, "firstPage", &[], pages.map(|pages| pages.first.as_str()).unwrap_or_default());
            let last = pages.and_then(|pages| pages.last.as_deref());
            property(xml, "lastPage", &[], last.unwrap_or_default());
        });
    }
}

/// The first name of the publisher, which is that in the journal's own language.
fn publisher(article: &Article) -> Option<&Text> {
    let mut names = article.journal.iter().flat_map(|journal| &journal.publisher);
    names.find(|name| !is_blank(&plain(&name.text)))
}

fn write_journal_names(journal: &Journal, xml: &mut Xml) {
    if let Some((medium, issn)) = journal.issns().first() {
        let scheme = if *medium == Medium::Electronic { "EISSN" } else { "ISSN" };
        property(xml, "relatedItemIdentifier", &[("relatedItemIdentifierType", scheme)], issn.as_str());
    }
    xml.element("titles").around(|xml| {
        let main = journal.titles.first().and_then(|title| title.lang.as_ref());
        for (at, title) in journal.titles.iter().enumerate() {
            let lang = title.lang.as_ref();
            let kind: &[(&str, &str)] = if at == 0 { &[] } else { &[("titleType", title_type(lang, main))] };
            property_in(xml, "title", lang, kind, &plain(&title.text));
        }
    });
}

/// The licence first, which readers take for the one that there is; the access right; copyright as printed.
fn write_rights(article: &Article, xml: &mut Xml) {
    if let Some(license) = article.license.as_ref().map(known_license) {
        let mut attributes: Vec<(&str, &str)> = Vec::new();
        let url = license.url.as_deref().and_then(any_uri);
        attributes.extend(url.iter().map(|url| ("rightsURI", url.as_ref())));
        if let Some(spdx) = &license.spdx {
            attributes.extend([
                ("rightsIdentifier", spdx.as_str()),
                ("rightsIdentifierScheme", "SPDX"),
                ("schemeURI", "https://spdx.org/licenses/"),
            ]);
        }
        let name = license.name.as_deref().or(license.spdx.as_deref()).or(license.url.as_deref());
        property(xml, "rights", &attributes, &plain(name.unwrap_or_default()));
    }
    if let Some(right) = access_right(article) {
        property(xml, "rights", &[("rightsURI", right.info_eu_repo)], right.label);
    }
    for copyright in &article.copyright {
        property_in(xml, "rights", copyright.lang.as_ref(), &[], &plain(&copyright.text));
    }
}

fn write_descriptions(article: &Article, xml: &mut Xml) {
    for text in &article.abstracts {
        let is_words_of_a_picture = text.kind == Some(AbstractKind::Graphical);
        let kind = [("descriptionType", if is_words_of_a_picture { "Other" } else { "Abstract" })];
        property_in(xml, "description", text.lang.as_ref(), &kind, &whole_abstract(text));
    }
    for note in &remarks(article) {
        let kind = [("descriptionType", "Other")];
        property_in(xml, "description", note.lang.as_ref(), &kind, &plain(&note.text));
    }
}
