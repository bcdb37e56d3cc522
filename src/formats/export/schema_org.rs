//! schema.org: JSON-LD of a `ScholarlyArticle`, for landing pages.

use crate::model::{
    Access, Article, Classification, Country, Doi, FileLink, IdentifierScheme, Journal, Keyword, Keywords,
    Reference, Relation, RelationKind, Supplement, Text,
};

use super::Export;
use super::cited::{Cited, whole_title};
use super::json::{Json, Object};
use super::schema_people::{funders, grants, issue_editors, people, with_contributors};
use super::schema_text::{in_language, texts};
use super::text::{line, on_one_line, whole_abstract};
use crate::formats::vocabulary::{
    classification, free_types, keyword_scheme, known_license, resource_type, scheme_name,
};
use crate::formats::writing::link::{file_type, is_url, media_type_of};
use crate::formats::writing::remarks::retraction;
use crate::formats::{Reasons, Source};

pub struct SchemaOrg;

impl Export for SchemaOrg {
    fn name(&self) -> &str {
        "schema_org"
    }

    fn media_type(&self) -> &str {
        "application/ld+json"
    }

    fn extension(&self) -> &str {
        "jsonld"
    }

    fn write(&self, source: &Source<'_>) -> Result<String, Reasons> {
        let cited = Cited::of(source)?;
        let article = cited.article;
        let object = Object::default()
            .with("@context", "https://schema.org")
            .with("@type", kinds(article))
            .with("@id", article.doi.as_ref().map(Doi::url).or_else(|| landing_page(article)));
        let object = with_texts(&cited, object);
        let object = with_contributors(article, object.with("author", people(&article.authors)));
        let object = with_place(article, object);
        Ok(with_links(article, with_rights(article, object)).for_pages())
    }
}

/// A scholarly article, and what else schema.org knows it as.
fn kinds(article: &Article) -> Json {
    let other = resource_type(article).and_then(|kind| kind.schema_org);
    Json::one_or_many(["ScholarlyArticle"].into_iter().chain(other).map(Json::from))
}

fn landing_page(article: &Article) -> Option<String> {
    article.url.as_ref().map(ToString::to_string)
}

fn with_texts(cited: &Cited<'_>, object: Object) -> Object {
    let article = cited.article;
    let titles =
        article.titles.iter().map(|title| in_language(title.lang.as_ref(), whole_title(title, line)));
    let abstracts = article.abstracts.iter();
    let abstracts = abstracts.map(|text| in_language(text.lang.as_ref(), whole_abstract(text)));
    let keywords =
        article.keywords.iter().flat_map(|list| list.words.iter().map(move |word| keyword(list, word)));
    let coverage = article.coverage.as_ref();
    object
        .with("url", landing_page(article))
        .with("name", Json::one_or_many(titles))
        .with("headline", whole_title(cited.title, line))
        .with(
            "inLanguage",
            Json::one_or_many(article.language.iter().map(|language| language.as_str().into())),
        )
        .with("abstract", Json::one_or_many(abstracts))
        .with("keywords", Json::one_or_many(keywords))
        .with("about", Json::one_or_many(article.classifications.iter().map(class)))
        .with("audience", Json::one_or_many(article.audience.iter().map(audience)))
        .with("spatialCoverage", coverage.map(|coverage| texts(&coverage.place.0)))
        .with("temporalCoverage", coverage.map(|coverage| texts(&coverage.time.0)))
        .with("articleSection", texts(&article.sections))
        .with("additionalType", resource_type(article).map(|kind| kind.coar.uri()))
        .with("genre", Json::one_or_many(free_types(article).map(|kind| line(kind).into())))
}

fn audience(audience: &Text) -> Json {
    let words = in_language(audience.lang.as_ref(), line(&audience.text));
    Object::of("Audience").with("audienceType", words).into()
}

/// A word or, if more is known of it, a term of its vocabulary.
fn keyword(list: &Keywords, word: &Keyword) -> Json {
    let name = in_language(list.lang.as_ref(), line(&word.text));
    let scheme = scheme_name(list).map(|name| line(&name)).filter(|name| !name.is_empty());
    if name.is_empty() || (scheme.is_none() && word.uri.is_none()) {
        return name;
    }
    let set = Object::of("DefinedTermSet").with("@id", keyword_scheme(list).map(|known| known.uri));
    let term = Object::of("DefinedTerm").with("@id", word.uri.as_ref().map(ToString::to_string));
    term.with("name", name).with("inDefinedTermSet", set.with("name", scheme)).into()
}

fn class(class: &Classification) -> Json {
    let term =
        Object::of("DefinedTerm").with("termCode", line(&class.code)).with("name", texts(&class.labels));
    term.with(
        "inDefinedTermSet",
        Object::of("DefinedTermSet").with("name", classification(class.scheme).name),
    )
    .into()
}

/// When it appeared, and where: in an issue of a volume of a journal, as far as these are known.
fn with_place(article: &Article, object: Object) -> Object {
    let text = |text: &Option<String>| text.as_deref().map(line);
    let date = article.published.as_ref().map(|date| date.as_str());
    let journal = article.journal.as_ref().map(periodical);
    let volume = text(&article.volume).filter(|volume| !volume.is_empty());
    let volume = match volume {
        Some(volume) => {
            Some(Object::of("PublicationVolume").with("volumeNumber", volume).with("isPartOf", journal))
        }
        None => journal,
    };
    let number = text(&article.issue).filter(|issue| !issue.is_empty());
    let is_of_issue = number.is_some() || !article.issue_titles.is_empty() || article.issue_doi.is_some();
    let place = if is_of_issue {
        let issue = Object::of("PublicationIssue")
            .with("@id", article.issue_doi.as_ref().map(Doi::url))
            .with("url", article.issue_url.as_ref().map(ToString::to_string))
            .with("issueNumber", number);
        let issue = issue.with("name", texts(&article.issue_titles)).with("editor", issue_editors(article));
        Some(issue.with("isPartOf", volume))
    } else {
        volume
    };
    let pages = article.pages.as_ref();
    let printed = pages.and_then(|pages| text(&pages.printed)).or_else(|| text(&article.article_number));
    object
        .with("datePublished", date)
        .with("dateModified", article.updated.as_ref().map(|date| date.as_str()))
        .with("isPartOf", place)
        .with("pageStart", pages.map(|pages| line(&pages.first)))
        .with("pageEnd", pages.and_then(|pages| text(&pages.last)))
        .with("pagination", printed)
        .with("publisher", article.journal.as_ref().map(publisher))
}

fn periodical(journal: &Journal) -> Object {
    let issns = journal.issns().into_iter().map(|(_, issn)| issn.as_str().into());
    Object::of("Periodical")
        .with("@id", journal.doi.as_ref().map(Doi::url))
        .with("url", journal.url.as_ref().map(ToString::to_string))
        .with("name", texts(&journal.titles))
        .with("alternateName", texts(&journal.abbreviations))
        .with("issn", Json::one_or_many(issns))
}

fn publisher(journal: &Journal) -> Object {
    let name = texts(&journal.publisher);
    if name.is_empty() {
        return Object::of("Organization");
    }
    let country = journal.country.as_ref().map(Country::as_str);
    let address = Object::of("PostalAddress").with("addressCountry", country);
    let place = texts(&journal.place.0);
    Object::of("Organization").with("name", name).with("location", place).with("address", address)
}

fn with_rights(article: &Article, object: Object) -> Object {
    let license = article.license.as_ref().map(known_license);
    let license = license.map(|license| match license.url {
        Some(url) => Json::from(url),
        None => Object::of("CreativeWork").with("name", license.name.as_deref().map(line)).into(),
    });
    let holders = article.copyright_holder.iter();
    let holders = holders.map(|holder| {
        let name = in_language(holder.lang.as_ref(), line(&holder.text));
        Object::default().with("name", name).into() // it is not known whether this is a person or an organisation
    });
    let year = article.copyright_year.as_ref().and_then(|year| year.year().parse().ok()).map(Json::Number);
    object
        .with("license", license)
        .with("isAccessibleForFree", article.access.map(|access| Json::Flag(access == Access::Open)))
        .with("copyrightHolder", Json::one_or_many(holders))
        .with("copyrightYear", year)
        .with("copyrightNotice", texts(&article.copyright))
        .with("funder", funders(&article.funding))
        .with("funding", grants(&article.funding))
}

fn with_links(article: &Article, object: Object) -> Object {
    let related = |kind: RelationKind| {
        let works = article.relations.iter().filter(move |relation| relation.kind == Some(kind));
        Json::one_or_many(works.filter_map(Relation::link).map(work))
    };
    let parts = article.relations.iter().filter(|relation| relation.kind == Some(RelationKind::Supplement));
    let parts = parts.filter_map(Relation::link).map(work);
    let parts = parts.chain(article.supplements.iter().map(supplement));
    object
        .with("identifier", Json::one_or_many(identifiers(article)))
        .with("sameAs", article.doi.as_ref().map(Doi::url))
        .with("encoding", Json::one_or_many(article.files.iter().map(media_object)))
        .with("citation", Json::one_or_many(article.references.iter().map(citation)))
        .with("creativeWorkStatus", retraction(article).map(|_| "Retracted"))
        .with("workTranslation", related(RelationKind::Translation))
        .with("translationOfWork", related(RelationKind::TranslationOf))
        .with("correction", related(RelationKind::Erratum))
        .with("isBasedOn", related(RelationKind::Data))
        .with("hasPart", Json::one_or_many(parts))
}

fn identifiers(article: &Article) -> Vec<Json> {
    let identifier = |scheme: &str, value: &str| {
        let value = on_one_line(value);
        (!value.is_empty())
            .then(|| Object::of("PropertyValue").with("propertyID", scheme).with("value", value).into())
    };
    let doi = article.doi.iter().filter_map(|doi| identifier("doi", doi.as_str()));
    let others = article.other_identifiers.iter();
    doi.chain(others.filter_map(|other| identifier(scheme(other.scheme), &other.value))).collect()
}

const fn scheme(scheme: IdentifierScheme) -> &'static str {
    match scheme {
        IdentifierScheme::Ark => "ark",
        IdentifierScheme::Arxiv => "arxiv",
        IdentifierScheme::Cnki => "cnki",
        IdentifierScheme::Handle => "handle",
        IdentifierScheme::Isbn => "isbn",
        IdentifierScheme::Pmid => "pmid",
        IdentifierScheme::Pmcid => "pmcid",
        IdentifierScheme::Purl => "purl",
        IdentifierScheme::Urn => "urn",
        IdentifierScheme::Wos => "wos",
        IdentifierScheme::Publisher => "publisher-id",
    }
}

fn media_object(file: &FileLink) -> Json {
    let object = Object::of("MediaObject").with("contentUrl", file.url.as_str());
    object
        .with("encodingFormat", file_type(file).map(line))
        .with("contentSize", file.size.as_deref().map(line))
        .into()
}

fn supplement(supplement: &Supplement) -> Json {
    let license = supplement.license.as_ref().map(known_license).and_then(|license| license.url);
    Object::of("MediaObject")
        .with("@id", supplement.doi.as_ref().map(Doi::url))
        .with("contentUrl", supplement.url.as_str())
        .with("name", texts(&supplement.title.0))
        .with("encodingFormat", media_type_of(supplement).map(line))
        .with("contentSize", supplement.size.as_deref().map(line))
        .with("license", license)
        .into()
}

/// A reference: with what identifies the work, or in words.
fn citation(reference: &Reference) -> Json {
    let text = reference.text.as_deref().map(line);
    let isbn = reference.isbn.as_ref().map(|isbn| isbn.as_str());
    let url = reference.url.as_ref().map(ToString::to_string);
    if reference.doi.is_none() && url.is_none() && isbn.is_none() {
        return text.into();
    }
    let kind = if isbn.is_some() { "Book" } else { "CreativeWork" };
    let work = Object::of(kind).with("@id", reference.doi.as_ref().map(Doi::url)).with("url", url);
    work.with("isbn", isbn).with("name", text).into()
}

/// A related work, by its link or in words.
fn work(link: String) -> Json {
    let is_uri = is_url(&link) || (link.starts_with("urn:") && !link.contains(char::is_whitespace));
    let member = if is_uri { "@id" } else { "name" };
    Object::of("CreativeWork").with(member, on_one_line(&link)).into()
}
