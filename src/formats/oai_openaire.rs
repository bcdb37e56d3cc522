//! oai_openaire: the OpenAIRE Guidelines for Literature Repositories 4.0.

use crate::model::{Access, Article, Conference, Language, both};
use crate::xml::{Xml, plain};

use super::vocabulary::{
    AccessRight, ArticleType, NO_TYPE, access_right, known_license, resource_type, terminological,
    version_type,
};
use super::writing::element::{DC, DCTERMS, XSI, is_blank, text, value};
use super::writing::kernel::{
    NO_DATE, NO_TITLE, Profile, property, write_alternate_identifiers, write_contributors, write_creators,
    write_dates, write_extents, write_funding, write_related_identifiers, write_subjects, write_titles,
};
use super::writing::link::{file_type, media_types};
use super::writing::original::has_real_title;
use super::writing::remarks::remarks;
use super::writing::texts::{latin, whole_abstract, write_all};
use super::{About, Format, Reasons, Source, missing};

pub struct OaiOpenAire;

const SCHEMA: &str = "https://www.openaire.eu/schema/repo-lit/4.0/openaire.xsd";
const NAMESPACE: &str = "http://namespace.openaire.eu/schema/oaire/";
const DATACITE: &str = "http://datacite.org/schema/kernel-4";

impl Format for OaiOpenAire {
    fn about(&self) -> About<'_> {
        About { revision: 3, ..About::of("oai_openaire", SCHEMA, NAMESPACE) }
    }

    fn write(&self, source: &Source<'_>, xml: &mut Xml) -> Result<(), Reasons> {
        let article = source.article()?;
        let demanded = Demanded::of(article)?;
        xml.element("oaire:resource")
            .attr("xmlns:oaire", NAMESPACE)
            .attr("xmlns:datacite", DATACITE)
            .attr("xmlns:dc", DC)
            .attr("xmlns:xsi", XSI)
            .attr("xsi:schemaLocation", &format!("{NAMESPACE} {SCHEMA}"))
            .content(|xml| {
                write_description(article, &demanded, xml);
                write_access(article, demanded.access, xml);
                write_citation(article, xml);
            });
        Ok(())
    }
}

/// What no record may lack.
struct Demanded {
    kind: &'static ArticleType,
    access: &'static AccessRight,
    identifier: (&'static str, String),
}

impl Demanded {
    fn of(article: &Article) -> Result<Self, Reasons> {
        let kind = resource_type(article);
        let access = access_right(article);
        let doi = article.doi.as_ref().map(|doi| ("DOI", doi.url()));
        let identifier = doi.or_else(|| article.url.as_ref().map(|url| ("URL", url.to_string())));
        let reasons = missing(&[
            (has_real_title(article), NO_TITLE),
            (kind.is_some(), NO_TYPE),
            (article.published.is_some(), NO_DATE),
            (identifier.is_some(), both("no link; add `doi` or `url`", "没有链接；请加上 doi 或 url")),
            (
                access.is_some(),
                both(
                    "no access right; add `access`, such as \"open\"",
                    "没有获取权限；请加上 access，如 \"open\"",
                ),
            ),
        ])
        .err()
        .unwrap_or_default();
        match (kind, access, identifier) {
            (Some(kind), Some(access), Some(identifier)) if reasons.is_empty() => {
                Ok(Self { kind, access, identifier })
            }
            _ => Err(reasons),
        }
    }
}

const PROFILE: Profile = Profile::OpenAire;

fn write_description(article: &Article, demanded: &Demanded, xml: &mut Xml) {
    write_titles(article, PROFILE, xml);
    write_creators(article, PROFILE, xml);
    write_contributors(article, PROFILE, xml);
    write_funding(article, PROFILE, xml);
    write_alternate_identifiers(article, PROFILE, xml);
    write_related_identifiers(article, PROFILE, xml);
    write_dates(article, PROFILE, xml);
    for language in &article.language {
        value(xml, "dc:language", None, terminological(language).unwrap_or(language.as_str()));
    }
    if let Some(journal) = &article.journal {
        write_all(&journal.publisher, "dc:publisher", xml);
    }
    let kind = demanded.kind.openaire();
    let uri = kind.uri();
    let attributes = [("resourceTypeGeneral", "literature"), ("uri", uri.as_str())];
    property(xml, "oaire:resourceType", &attributes, kind.label);
    for description in &article.abstracts {
        text(xml, "dc:description", description.lang.as_ref(), &whole_abstract(description));
    }
    write_all(&remarks(article), "dc:description", xml);
    for media_type in media_types(&article.files) {
        value(xml, "dc:format", None, media_type);
    }
    let (scheme, identifier) = &demanded.identifier;
    property(xml, "datacite:identifier", &[("identifierType", scheme)], identifier);
}

/// Who may read it, what it is about, what may be done with it, and where it is.
fn write_access(article: &Article, access: &AccessRight, xml: &mut Xml) {
    property(xml, "datacite:rights", &[("rightsURI", access.coar)], access.label);
    write_subjects(article, PROFILE, xml);
    write_extents(article, PROFILE, xml);
    if let Some(coverage) = &article.coverage {
        write_all(&coverage.place.0, "dc:coverage", xml);
        write_all(&coverage.time.0, "dc:coverage", xml);
    }
    for audience in article.audience.iter().filter(|audience| !is_blank(&plain(&audience.text))) {
        let element = xml.element("dcterms:audience").attr("xmlns:dcterms", DCTERMS);
        let element = element.attr_if("xml:lang", audience.lang.as_ref().map(Language::as_str));
        element.text(&plain(&audience.text));
    }
    write_license(article, xml);
    if let Some(version) = version_type(article) {
        property(xml, "oaire:version", &[("uri", version.coar)], version.label);
    }
    for file in &article.files {
        let mut attributes = vec![("accessRightsURI", access.coar)];
        attributes.extend(file_type(file).map(|media_type| ("mimeType", media_type)));
        attributes.push(("objectType", "fulltext"));
        property(xml, "oaire:file", &attributes, file.url.as_str());
    }
}

/// The licence holds from the publication on, or from the end of the embargo.
fn write_license(article: &Article, xml: &mut Xml) {
    let Some(license) = article.license.as_ref().map(known_license) else { return };
    let embargoed = article.access == Some(Access::Embargoed);
    let since = if embargoed { article.embargo_end.as_ref() } else { article.published.as_ref() };
    let mut attributes: Vec<(&str, &str)> = Vec::new();
    attributes.extend(since.map(|since| ("startDate", since.as_str())));
    attributes.extend(license.url.as_deref().map(|url| ("uri", url)));
    let name = license.name.as_deref().or(license.spdx.as_deref()).or(license.url.as_deref());
    property(xml, "oaire:licenseCondition", &attributes, &plain(name.unwrap_or_default()));
}

fn write_citation(article: &Article, xml: &mut Xml) {
    let title = article.journal.iter().flat_map(|journal| &journal.titles).next();
    let pages = article.pages.as_ref();
    let conference = article.conference.as_ref();
    let dates = conference.and_then(Conference::dates);
    let parts = [
        ("oaire:citationTitle", title.map(|title| title.text.as_str())),
        ("oaire:citationVolume", article.volume.as_deref()),
        ("oaire:citationIssue", article.issue.as_deref()),
        ("oaire:citationStartPage", pages.map(|pages| pages.first.as_str())),
        ("oaire:citationEndPage", pages.and_then(|pages| pages.last.as_deref())),
        ("oaire:citationConferencePlace", conference.map(|conference| latin(&conference.place))),
        ("oaire:citationConferenceDate", dates.as_deref()),
    ];
    for (name, part) in parts {
        value(xml, name, None, &plain(part.unwrap_or_default()));
    }
}
