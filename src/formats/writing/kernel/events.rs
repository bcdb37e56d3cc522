//! What happened to the article: dates, sizes, and fundingReferences.

use super::super::link::extents;
use super::super::texts::latin;
use crate::model::{Access, Article, Funding, PartialDate};
use crate::xml::{Xml, plain};

use super::super::any_uri::any_uri;
use super::super::element::is_blank;
use super::{Profile, property};

pub(in crate::formats) fn write_dates(article: &Article, profile: Profile, xml: &mut Xml) {
    xml.element(profile.name("datacite:dates")).around(|xml| {
        for (kind, information, date) in dates(article, profile) {
            let mut attributes = vec![("dateType", kind)];
            attributes.extend(information.map(|words| ("dateInformation", words)));
            property(xml, profile.name("datacite:date"), &attributes, date.as_str());
        }
        for time in covered(article).filter(|_| profile.is_datacite()) {
            property(xml, "date", &[("dateType", "Coverage")], time);
        }
    });
}

/// The dateType, the dateInformation where the type says less than is known, and the date.
type Dated<'a> = (&'static str, Option<&'static str>, &'a PartialDate);

fn dates(article: &Article, profile: Profile) -> Vec<Dated<'_>> {
    let Article { published, received, accepted, embargo_end, copyright_year, .. } = article;
    let dates = match profile {
        Profile::DataCite => vec![
            ("Issued", None, published.as_ref()),
            ("Submitted", None, received.as_ref()),
            ("Other", Some("Revised version received"), article.revised.as_ref()),
            ("Accepted", None, accepted.as_ref()),
            ("Available", None, embargo_end.as_ref()),
            ("Available", Some("Published online"), article.published_online.as_ref()),
            ("Other", Some("Published in print"), article.published_print.as_ref()),
            ("Updated", None, article.updated.as_ref()),
            ("Withdrawn", Some("Retracted"), article.retracted.as_ref()),
            ("Copyrighted", None, copyright_year.as_ref()),
        ],
        Profile::OpenAire => {
            let (begin, end) = embargo(article);
            vec![("Issued", None, published.as_ref()), ("Accepted", None, begin), ("Available", None, end)]
        }
    };
    dates.into_iter().filter_map(|(kind, information, date)| Some((kind, information, date?))).collect()
}

/// The two ends of an embargo, which begins with the publication. OpenAIRE v4 has no other dates but the date of publication.
fn embargo(article: &Article) -> (Option<&PartialDate>, Option<&PartialDate>) {
    match (article.access, &article.embargo_end) {
        (Some(Access::Embargoed), Some(end)) => (article.published.as_ref(), Some(end)),
        _ => (None, None),
    }
}

pub(in crate::formats) fn write_funding(article: &Article, profile: Profile, xml: &mut Xml) {
    xml.element(profile.name("oaire:fundingReferences")).around(|xml| {
        for funding in article.funding.iter().filter(|funding| !is_blank(latin(&funding.funder))) {
            xml.element(profile.name("oaire:fundingReference")).around(|xml| {
                write_funding_reference(funding, profile, xml);
            });
        }
    });
}

fn write_funding_reference(funding: &Funding, profile: Profile, xml: &mut Xml) {
    property(xml, profile.name("oaire:funderName"), &[], &plain(latin(&funding.funder)));
    let ror = funding.funder_ror.as_ref().map(|ror| ("ROR", ror.url()));
    let registry = || funding.funder_doi.as_ref().map(|doi| ("Crossref Funder ID", doi.url()));
    if let Some((kind, identifier)) = ror.or_else(registry) {
        let kind = [("funderIdentifierType", kind)];
        property(xml, profile.name("oaire:funderIdentifier"), &kind, &identifier);
    }
    if profile == Profile::OpenAire {
        let stream = funding.programme.as_deref().map(plain).unwrap_or_default();
        property(xml, "oaire:fundingStream", &[], &stream);
    }
    let url = funding.award_url.as_ref().and_then(|url| any_uri(url.as_str()));
    let url: Vec<_> = url.iter().map(|url| ("awardURI", url.as_ref())).collect();
    property(xml, profile.name("oaire:awardNumber"), &url, funding.award.as_deref().unwrap_or_default());
    let title = funding.award_title.as_deref().map(plain).unwrap_or_default();
    property(xml, profile.name("oaire:awardTitle"), &[], &title);
}

/// sizes: pages, and those of the files.
pub(in crate::formats) fn write_extents(article: &Article, profile: Profile, xml: &mut Xml) {
    xml.element(profile.name("datacite:sizes")).around(|xml| {
        for extent in extents(article) {
            property(xml, profile.name("datacite:size"), &[], &extent);
        }
    });
}

/// The times that the article is about, as far as they are dates or ranges of dates.
fn covered(article: &Article) -> impl Iterator<Item = &str> {
    let is_date = |text: &&str| {
        text.split('/').count() <= 2 && text.split('/').all(|date| date.parse::<PartialDate>().is_ok())
    };
    let times = article.coverage.iter().flat_map(|coverage| coverage.time.iter());
    times.map(|time| time.text.trim()).filter(is_date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(article: &Article) -> Vec<String> {
        let dates = dates(article, Profile::OpenAire);
        dates.into_iter().map(|(kind, _, date)| format!("{kind} {date}")).collect()
    }

    #[test]
    fn openaire_has_the_date_of_publication_and_the_two_ends_of_an_embargo() {
        let date = |text: &str| text.parse().ok();
        let mut article = Article {
            received: date("2021-01"),
            accepted: date("2021-05-06"),
            published: date("2022"),
            embargo_end: date("2023-01-01"),
            access: Some(Access::Open),
            ..Article::default()
        };
        assert_eq!(kinds(&article), ["Issued 2022"]);
        article.access = Some(Access::Embargoed);
        assert_eq!(kinds(&article), ["Issued 2022", "Accepted 2022", "Available 2023-01-01"]);
        article.embargo_end = None;
        assert_eq!(kinds(&article), ["Issued 2022"]);
    }
}
