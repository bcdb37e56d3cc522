//! 773: the journal, and the place of the article in it.

use std::borrow::Cow;

use crate::formats::writing::line::line;
use crate::formats::writing::romanised::written;
use crate::model::{Article, Doi, Journal, Medium, Text};

use super::fixed::is_online;
use super::record::{Field, Record};

/// $7: the host has no main entry heading; it is language material, a serial.
const LINK: &str = "nnas";

pub(super) fn push<'a>(article: &'a Article, record: &mut Record<'a>) {
    let journal = article.journal.as_ref();
    let titles = journal.map_or_else(Vec::new, |journal| written(&journal.titles));
    let (first, parallel) = titles.split_first().map_or((None, &[][..]), |(first, rest)| (Some(first), rest));
    let field = |title: Option<&'a Text>| {
        let field = Field::new("773", ["0", " "]).with('7', LINK);
        field.with_some('t', title.map(|title| title.text.as_str()))
    };
    let whole = field(first.map(|title| title.latin()))
        .with_some('g', place(article))
        .with_each('n', notes(article, parallel.iter().map(|title| title.original)))
        .with_each(
            'o',
            journal.map_or_else(Vec::new, |journal| other_identifiers(journal, is_online(article))),
        )
        .with_some('o', article.issue_doi.as_ref().map(Doi::url))
        .with_some(
            'p',
            journal.and_then(|journal| journal.abbreviations.first()).map(|text| text.text.as_str()),
        )
        .with_some('q', enumeration(article))
        .with_some('x', journal.and_then(|journal| issn(journal, is_online(article))));
    let original = first.filter(|title| title.romanised.is_some());
    let original = original.map(|title| field(Some(title.original)).with_some('g', place(article)));
    record.push_linked(whole, original.into_iter().collect());
}

/// `Vol. 40, no. 5 (2022), p. 130-145`; without a volume `2022, no. 5, p. 130-145`; `p. 130-` if the last page is not known.
fn place(article: &Article) -> Option<String> {
    let volume = article.volume.as_deref().and_then(|text| captioned("Vol.", text));
    let issue = article.issue.as_deref().and_then(|text| captioned("no.", text));
    let of_issue = article.issue_date.as_ref().map(ToString::to_string);
    let year = of_issue.or_else(|| article.published.as_ref().map(|date| date.year().to_owned()));
    let numbering = match (volume, year) {
        (Some(volume), Some(year)) => {
            let issue = issue.map_or_else(String::new, |issue| format!(", {issue}"));
            vec![format!("{volume}{issue} ({year})")]
        }
        (volume, year) => volume.or(year).into_iter().chain(issue).collect(),
    };
    let parts = numbering.into_iter().chain(pages(article)).chain(article_number(article));
    let place = parts.collect::<Vec<_>>().join(", ");
    Some(place).filter(|place| !place.is_empty())
}

/// A number with its caption; other texts are written unchanged.
fn captioned(caption: &str, text: &str) -> Option<String> {
    let text = line(text)?;
    let is_number = text.starts_with(|first: char| first.is_ascii_digit());
    Some(if is_number { format!("{caption} {text}") } else { text.into_owned() })
}

fn pages(article: &Article) -> Option<String> {
    let pages = article.pages.as_ref()?;
    let printed = pages.to_string();
    let printed = line(&printed)?;
    let is_open = pages.last.is_none() && pages.printed.is_none();
    Some(format!("p. {printed}{}", if is_open { "-" } else { "" }))
}

fn article_number(article: &Article) -> Option<String> {
    Some(format!("article {}", line(article.article_number.as_deref()?)?))
}

/// `40:5<130`: volume, or year where the issues of a year are counted, issue, first page or number of the article. Left out
/// where a part has one of the marks in it, or a level is missing.
fn enumeration(article: &Article) -> Option<String> {
    let volume = article.volume.as_deref().and_then(line);
    let year = article.published.as_ref().map(|date| Cow::Borrowed(date.year()));
    let issue = article.issue.as_deref().and_then(line);
    let first = volume.or_else(|| year.filter(|_| issue.is_some()))?;
    let start = article.pages.as_ref().map(|pages| &pages.first).or(article.article_number.as_ref());
    let start = start.and_then(|start| line(start));
    let parts = [Some(&first), issue.as_ref(), start.as_ref()];
    if parts.into_iter().flatten().any(|part| part.contains([':', '<', ' '])) {
        return None;
    }
    let issue = issue.map_or_else(String::new, |issue| format!(":{issue}"));
    Some(format!("{first}{issue}{}", start.map_or_else(String::new, |start| format!("<{start}"))))
}

/// What has no subfield of its own: titles in other languages, what the issue is called, the section.
fn notes<'a>(article: &'a Article, parallel: impl Iterator<Item = &'a Text>) -> Vec<String> {
    let named = |label: &str, text: &Text| Some(format!("{label}: {}", line(&text.text)?));
    let parallel = parallel.filter_map(|text| named("Parallel title", text));
    let issue = article.issue_titles.iter().filter_map(|text| named("Issue title", text));
    let sections = article.sections.iter().filter_map(|text| named("Section", text));
    parallel.chain(issue).chain(sections).collect()
}

/// The one ISSN for $x: that of the medium that the record is of.
fn issn(journal: &Journal, is_online: bool) -> Option<&str> {
    let issns = journal.issns();
    let wanted = if is_online { Medium::Electronic } else { Medium::Print };
    let of_medium = issns.iter().find(|(medium, _)| *medium == wanted);
    of_medium.or_else(|| issns.first()).map(|(_, issn)| issn.as_str())
}

/// The other ISSNs, CN number and DOI of the journal.
fn other_identifiers(journal: &Journal, is_online: bool) -> Vec<String> {
    let main = issn(journal, is_online);
    let issns = journal.issns().into_iter().filter(|(_, issn)| Some(issn.as_str()) != main);
    let issns = issns.map(|(medium, issn)| match medium {
        Medium::Print => format!("ISSN {issn} (print)"),
        Medium::Electronic => format!("ISSN {issn} (online)"),
        Medium::Unknown => format!("ISSN {issn}"),
    });
    let linking = journal.linking_issn.iter().map(|issn| format!("ISSN-L {issn}"));
    let cn = journal.cn.iter().map(|cn| format!("CN {cn}"));
    issns.chain(linking).chain(cn).chain(journal.doi.iter().map(Doi::url)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(json: &str) -> String {
        let article: Article = serde_json::from_str(json).unwrap();
        let mut record = Record::default();
        push(&article, &mut record);
        record.all("773").pop().unwrap_or_default()
    }

    #[test]
    fn the_place_is_told_for_people_and_for_machines() {
        for (json, told) in [
            (
                r#"{"volume":"40","issue":"5","published":"2022-09","pages":{"first":"130","last":"145"}}"#,
                "0_ $7 nnas $g Vol. 40, no. 5 (2022), p. 130-145 $q 40:5<130",
            ),
            (
                r#"{"issue":"5","published":"2022","pages":{"first":"130"}}"#,
                "0_ $7 nnas $g 2022, no. 5, p. 130- $q 2022:5<130",
            ),
            (
                r#"{"volume":"7","article_number":"e12","published":"2022"}"#,
                "0_ $7 nnas $g Vol. 7 (2022), article e12 $q 7<e12",
            ),
            (
                r#"{"volume":"40","issue":"Special issue","pages":{"first":"1","last":"9","printed":"1-7+9"}}"#,
                "0_ $7 nnas $g Vol. 40, Special issue, p. 1-7+9",
            ),
            (r#"{"published":"2022"}"#, "0_ $7 nnas $g 2022"),
            ("{}", ""),
        ] {
            assert_eq!(field(json), told, "{json}");
        }
    }

    #[test]
    fn the_issn_is_that_of_the_medium_and_the_others_are_kept() {
        let journal = r#""journal":{"title":[{"lang":"zh","text":"学报"},{"lang":"en","text":"Journal"}],
            "abbreviation":[{"text":"J."}],"print_issn":"2434-561X","electronic_issn":"2049-3630","cn":"10-1132/D"}"#;
        assert_eq!(
            field(&format!("{{{journal}}}")),
            "0_ $7 nnas $t 学报 $n Parallel title: Journal $o ISSN 2049-3630 (online) $o CN 10-1132/D $p J. $x 2434-561X"
        );
        assert!(field(&format!(r#"{{{journal},"url":"https://a.org/1"}}"#)).ends_with("$x 2049-3630"));
    }

    #[test]
    fn a_romanised_journal_title_is_linked_with_its_original() {
        let json =
            r#"{"journal":{"title":[{"lang":"zh","text":"学报"},{"lang":"zh-Latn","text":"Xuebao"}]}}"#;
        assert_eq!(field(json), "0_ $6 880-01 $7 nnas $t Xuebao");
    }
}
