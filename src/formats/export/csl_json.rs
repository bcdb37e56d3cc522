//! CSL JSON: what citation processors read (Citation Style Language 1.0.2, input data).

use crate::model::{Article, IdentifierScheme, IssueDate, PartialDate, Title};
use crate::xml::Style;

use super::Export;
use super::cited::{Cited, CitedName, whole_title};
use super::json::{Json, Object, pretty};
use super::key::citation_key;
use super::text::{Tags, line, on_one_line, paragraphs, whole_abstract};
use crate::formats::writing::remarks::{remarks, retraction};
use crate::formats::{Reasons, Source};

pub struct CslJson;

/// The markup that citation processors understand.
const TAGS: Tags = Tags {
    of: |style| match style {
        Style::Italic => Some(("<i>", "</i>")),
        Style::Bold => Some(("<b>", "</b>")),
        Style::Subscript => Some(("<sub>", "</sub>")),
        Style::Superscript => Some(("<sup>", "</sup>")),
        Style::SmallCaps => Some(("<span style=\"font-variant: small-caps;\">", "</span>")),
        Style::Underline | Style::Paragraph => None,
    },
};

impl Export for CslJson {
    fn name(&self) -> &str {
        "csl_json"
    }

    fn media_type(&self) -> &str {
        "application/vnd.citationstyles.csl+json"
    }

    fn extension(&self) -> &str {
        "json"
    }

    fn write(&self, source: &Source<'_>) -> Result<String, Reasons> {
        let cited = Cited::of(source)?;
        let item = Object::default()
            .with("id", citation_key(source, cited.article))
            .with("type", "article-journal")
            .with("title", title(cited.title));
        let item = with_conference(&cited, with_place(&cited, with_names(&cited, item)));
        let item = with_rest(&cited, item);
        Ok(pretty(&Json::List(vec![item.into()])))
    }
}

fn title(title: &Title) -> String {
    whole_title(title, |text| TAGS.styled(text, &mut |text, _| text.to_owned()))
}

fn with_names(cited: &Cited<'_>, item: Object) -> Object {
    item.with("author", names(&cited.authors())).with("translator", names(&cited.translators()))
}

fn names(names: &[CitedName]) -> Json {
    Json::list(names.iter().map(|name| {
        match name {
            CitedName::Parts(name) => Object::default()
                .with("family", name.family.as_str())
                .with("given", name.given.as_str())
                .with("non-dropping-particle", name.particle.as_str())
                .with("suffix", name.suffix.as_str())
                .into(),
            CitedName::Whole(name) => Object::default().with("literal", name.as_str()).into(),
        }
    }))
}

/// Where and when it appeared.
fn with_place(cited: &Cited<'_>, item: Object) -> Object {
    let article = cited.article;
    let text = |text: &Option<String>| text.as_deref().map(line);
    let journal = article.journal.as_ref();
    let issns = journal.into_iter().flat_map(|journal| journal.issns());
    let issns: Vec<String> = issns.map(|(_, issn)| issn.to_string()).collect();
    item.with("container-title", cited.journal().map(line))
        .with("container-title-short", cited.abbreviation().map(line))
        .with("issued", issued(article))
        .with("available-date", article.published_online.as_ref().map(date))
        .with("submitted", article.received.as_ref().map(date))
        .with("volume", text(&article.volume))
        .with("issue", text(&article.issue))
        .with("page", article.pages.as_ref().map(|pages| line(&pages.to_string())))
        .with("page-first", article.pages.as_ref().map(|pages| line(&pages.first)))
        .with("number", text(&article.article_number))
        .with("number-of-pages", article.page_count.map(|count| count.to_string()))
        .with("section", cited.section().map(line))
        .with("publisher", cited.publisher().map(line))
        .with("publisher-place", cited.place().map(line))
        .with("ISSN", issns.join(", "))
}

/// The date of publication, with the season of the issue.
fn issued(article: &Article) -> Option<Object> {
    let season = article.issue_date.as_ref().and_then(IssueDate::season);
    let season = season.map(|season| Json::Number(season.number()));
    article.published.as_ref().map(|published| date(published).with("season", season))
}

fn with_conference(cited: &Cited<'_>, item: Object) -> Object {
    let Some(conference) = &cited.article.conference else { return item };
    let dates = [&conference.start, &conference.end].into_iter().flatten().map(parts);
    item.with("event-title", cited.text(&conference.name.0).map(line))
        .with("event-place", cited.text(&conference.place.0).map(line))
        .with("event-date", Object::default().with("date-parts", Json::list(dates)))
}

fn with_rest(cited: &Cited<'_>, item: Object) -> Object {
    let article = cited.article;
    let languages: Vec<&str> = article.language.iter().map(|language| language.as_str()).collect();
    let keywords: Vec<String> = cited.keywords().into_iter().map(line).collect();
    let first = cited.abstracts().into_iter().next().map(whole_abstract);
    let notes: Vec<String> = remarks(article).iter().map(|note| paragraphs(&note.text)).collect();
    item.with("DOI", article.doi.as_ref().map(|doi| on_one_line(doi.as_str())))
        .with("PMID", other(article, IdentifierScheme::Pmid))
        .with("PMCID", other(article, IdentifierScheme::Pmcid))
        .with("URL", article.url.as_ref().map(ToString::to_string))
        .with("language", languages.join(", "))
        .with("keyword", keywords.join(", "))
        .with("abstract", first)
        .with("status", retraction(article).map(|_| "retracted"))
        .with("note", notes.join("\n").trim())
}

fn other(article: &Article, scheme: IdentifierScheme) -> Option<String> {
    let other = article.other_identifiers.iter().find(|other| other.scheme == scheme);
    other.map(|other| line(&other.value))
}

/// The parts of the date that are known, as numbers.
fn date(date: &PartialDate) -> Object {
    Object::default().with("date-parts", Json::List(vec![parts(date)]))
}

fn parts(date: &PartialDate) -> Json {
    let parts = [Some(date.year()), date.month(), date.day()].into_iter().flatten();
    Json::List(parts.filter_map(|part| part.parse().ok()).map(Json::Number).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_the_parts_that_are_known() {
        for (text, expected) in
            [("2022", "[[2022]]"), ("2022-09", "[[2022,9]]"), ("2022-09-05", "[[2022,9,5]]")]
        {
            let written = pretty(&date(&text.parse().unwrap()).into()).replace([' ', '\n'], "");
            assert_eq!(written, format!("{{\"date-parts\":{expected}}}"));
        }
    }
}
