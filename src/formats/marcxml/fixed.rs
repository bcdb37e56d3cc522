//! Leader and control fields, whose values depend on their position.
//!
//! The leader says serial component part, so that 008/18-34 has the positions of continuing resources, not of books.

use crate::formats::vocabulary::{country, library_code};
use crate::model::{Article, Datestamp, PartialDate};
use crate::xml::Xml;

/// 00-04 and 12-16 are lengths, which XML has none of; 05 new, 06 language material, 07 serial component part, 09 Unicode,
/// 17 level not known (nobody has compared the record with the article in hand), 18 ISBD punctuation.
pub(super) const LEADER: &str = "00000nab a2200000ui 4500";

/// 007: electronic resource, remote; the rest is not coded.
const ONLINE: &str = "cr |||||||||||";

/// "No attempt to code".
const FILL: &str = "|";

/// Whether there is anything of the article to be followed online.
pub(super) const fn is_online(article: &Article) -> bool {
    article.url.is_some() || !article.files.is_empty()
}

/// Writes leader, 001, 005, 007 and 008.
pub(super) fn write(identifier: &str, article: &Article, moment: Option<Datestamp>, xml: &mut Xml) {
    xml.element("leader").text(LEADER);
    let mut field = |tag: &str, text: &str| xml.element("controlfield").attr("tag", tag).text(text);
    field("001", identifier);
    if let Some(moment) = moment {
        field("005", &format!("{}.0", digits(moment)));
    }
    if is_online(article) {
        field("007", ONLINE);
    }
    field("008", &general_information(article, moment));
}

/// `YYYYMMDDhhmmss`.
fn digits(moment: Datestamp) -> String {
    moment.to_string().chars().filter(char::is_ascii_digit).collect()
}

/// The forty characters of 008.
fn general_information(article: &Article, moment: Option<Datestamp>) -> String {
    let entered = moment.map_or_else(|| FILL.repeat(6), |moment| digits(moment)[2..8].to_owned());
    let dates = dates(article.published.as_ref());
    let place = article.journal.as_ref().and_then(country).unwrap_or("xx");
    let form = if is_online(article) { "o" } else { FILL };
    let language = article.language.iter().find_map(library_code).unwrap_or("und");
    // 20 and 30-32 are not defined, 33 is for key titles; 38 not modified; 39 not from a national agency
    format!("{entered}{dates}{place:<3}|| ||{form}||||||    |{language} d")
}

/// 06-14: the kind of date, and the date with what is known of it. A month without a day leaves the day blank.
fn dates(published: Option<&PartialDate>) -> String {
    let Some(date) = published else { return "nuuuuuuuu".to_owned() };
    let rest: String = date.as_str()[4..].chars().filter(char::is_ascii_digit).collect();
    let kind = if rest.is_empty() { 's' } else { 'e' };
    format!("{kind}{}{rest:<4}", date.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Journal;

    fn article(published: &str) -> Article {
        Article { published: published.parse().ok(), ..Article::default() }
    }

    #[test]
    fn the_leader_has_its_24_characters() {
        assert_eq!(LEADER.len(), 24);
        assert_eq!(&LEADER[5..10], "nab a");
        assert_eq!(&LEADER[20..], "4500");
    }

    #[test]
    fn general_information_has_40_characters_whatever_is_known() {
        let moment = "2026-11-23T01:02:03Z".parse().ok();
        let mut whole = article("2022-09-15");
        whole.journal = Some(Journal { cn: "10-1132/D".parse().ok(), ..Journal::default() });
        whole.language = vec!["zh-Hans".parse().unwrap(), "en".parse().unwrap()];
        whole.url = "https://a.org/1".parse().ok();
        assert_eq!(general_information(&whole, moment), "261123e20220915cc || ||o||||||    |chi d");
        let nothing = general_information(&Article::default(), None);
        assert_eq!(nothing, "||||||nuuuuuuuuxx || |||||||||    |und d");
        assert!([nothing, general_information(&whole, moment)].iter().all(|field| field.len() == 40));
    }

    #[test]
    fn a_date_keeps_its_precision() {
        for (published, coded) in
            [("2022", "s2022    "), ("2022-09", "e202209  "), ("2022-09-15", "e20220915"), ("", "nuuuuuuuu")]
        {
            assert_eq!(dates(article(published).published.as_ref()), coded);
        }
    }

    #[test]
    fn what_has_no_moment_bears_none() {
        let written = |moment| {
            let mut xml = Xml::new();
            write("oai:a.org:1", &Article::default(), moment, &mut xml);
            xml.into_string()
        };
        assert!(!written(None).contains("\"005\""));
        let dated = written("2026-11-23T01:02:03Z".parse().ok());
        assert!(dated.contains("<controlfield tag=\"005\">20261123010203.0</controlfield>"), "{dated}");
    }
}
