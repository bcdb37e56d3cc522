//! BibTeX: `@article` with the fields of the classical styles, and those of biblatex where these have none.

use crate::model::{Pages, PartialDate};

use super::Export;
use super::cited::{Cited, CitedName};
use super::key::citation_key;
use super::latex::{marked, plain, title, verbatim};
use crate::formats::writing::remarks::retraction;
use crate::formats::{Reasons, Source};

pub struct Bibtex;

impl Export for Bibtex {
    fn name(&self) -> &str {
        "bibtex"
    }

    fn media_type(&self) -> &str {
        "application/x-bibtex; charset=utf-8"
    }

    fn extension(&self) -> &str {
        "bib"
    }

    fn write(&self, source: &Source<'_>) -> Result<String, Reasons> {
        let cited = Cited::of(source)?;
        let mut entry = Entry(format!("@article{{{},\n", citation_key(source, cited.article)));
        write_texts(&cited, &mut entry);
        write_place(&cited, &mut entry);
        write_rest(&cited, &mut entry);
        Ok(entry.0 + "}\n")
    }
}

/// An entry being written.
struct Entry(String);

impl Entry {
    /// A field, if there is something in it.
    fn field(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.0 += &format!("  {name} = {{{value}}},\n");
        }
    }

    fn optional(&mut self, name: &str, value: Option<impl AsRef<str>>) {
        self.field(name, &value.map(|value| plain(value.as_ref())).unwrap_or_default());
    }
}

fn write_texts(cited: &Cited<'_>, entry: &mut Entry) {
    entry.field("title", &title(cited.title));
    let translated: Vec<String> = cited.translated_titles().map(title).collect();
    entry.field("titleaddon", &translated.join("; "));
    entry.field("author", &names(&cited.authors()));
    entry.field("translator", &names(&cited.translators()));
}

/// Where and when it appeared.
fn write_place(cited: &Cited<'_>, entry: &mut Entry) {
    let article = cited.article;
    entry.optional("journal", cited.journal());
    entry.optional("shortjournal", cited.abbreviation());
    entry.optional("volume", article.volume.as_ref());
    entry.optional("number", article.issue.as_ref());
    entry.field("pages", &article.pages.as_ref().map(pages).unwrap_or_default());
    entry.field("pagetotal", &article.page_count.map(|count| count.to_string()).unwrap_or_default());
    entry.optional("eid", article.article_number.as_ref());
    if let Some(date) = &article.published {
        write_date(date, entry);
    }
    entry.optional("publisher", cited.publisher());
    let issns = article.journal.iter().flat_map(|journal| journal.issns());
    let issns: Vec<String> = issns.map(|(_, issn)| issn.to_string()).collect();
    entry.field("issn", &issns.join(", "));
}

fn write_rest(cited: &Cited<'_>, entry: &mut Entry) {
    let article = cited.article;
    entry.field("doi", &article.doi.as_ref().map(|doi| verbatim(doi.as_str())).unwrap_or_default());
    entry.field("url", &article.url.as_ref().map(|url| verbatim(url.as_str())).unwrap_or_default());
    let languages: Vec<&str> = article.language.iter().map(|language| language.as_str()).collect();
    entry.field("language", &languages.join(" and "));
    let keywords: Vec<String> = cited.keywords().into_iter().map(keyword).collect();
    entry.field("keywords", &keywords.join(", "));
    let first = cited.abstracts().into_iter().next();
    let first = first.map(|text| format!("{}{}", text.mark(), marked(&text.text)));
    entry.field("abstract", &first.unwrap_or_default());
    let notes: Vec<String> =
        article.notes.iter().map(|note| marked(&note.text)).filter(|note| !note.is_empty()).collect();
    let retracted = retraction(article).map(|link| match link.as_str() {
        "" => "Retracted".to_owned(),
        link => format!("Retracted: {}", verbatim(link)),
    });
    entry.field("note", &retracted.unwrap_or_default()); // which styles print, unlike the other
    entry.field("annote", &notes.join(" "));
}

/// Names of months as BibTeX has them, which styles write out in their language.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// As much of the date as is known.
fn write_date(date: &PartialDate, entry: &mut Entry) {
    entry.field("year", date.year());
    let month = date.month().and_then(|month| MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?));
    if let Some(month) = month {
        entry.0 += &format!("  month = {month},\n");
    }
    entry.field("day", date.day().map_or("", |day| day.trim_start_matches('0')));
}

/// `130--145`; an unknown last page stays unknown.
fn pages(pages: &Pages) -> String {
    match (&pages.printed, &pages.last) {
        (Some(printed), _) => plain(&printed.replace(['-', '–', '—'], "--")),
        (None, Some(last)) => [plain(&pages.first), plain(last)].join("--"),
        (None, None) => plain(&pages.first),
    }
}

/// The names with `and` between them. An organisation is one word in braces, not given and family names.
fn names(names: &[CitedName]) -> String {
    let names: Vec<String> = names
        .iter()
        .map(|name| match name {
            CitedName::Parts(name) => {
                let parts = [part(&name.surname()), part(&name.suffix), part(&name.given)];
                parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
            }
            CitedName::Whole(name) => format!("{{{}}}", plain(name)),
        })
        .collect();
    names.join(" and ")
}

/// A part of a name; in braces if it holds what separates parts or names.
fn part(text: &str) -> String {
    let separates = text.contains(',') || text.split(' ').any(|word| word.eq_ignore_ascii_case("and"));
    if separates { format!("{{{}}}", plain(text)) } else { plain(text) }
}

/// A keyword; in braces if it holds what separates keywords.
fn keyword(word: &str) -> String {
    let word = plain(word);
    if word.contains([',', ';']) { format!("{{{word}}}") } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::export::cited::NamePieces;

    #[test]
    fn names_are_distinct_whatever_they_contain() {
        let pieces = |family: &str, given: &str| NamePieces {
            family: family.to_owned(),
            given: given.to_owned(),
            ..NamePieces::default()
        };
        let parts = |family: &str, given: &str| CitedName::Parts(pieces(family, given));
        let king = NamePieces { suffix: "Jr.".to_owned(), ..pieces("King", "Martin Luther") };
        let written = names(&[
            parts("Wang", "Lei"),
            CitedName::Whole("Procter & Gamble and Sons, Ltd.".to_owned()),
            parts("van der Berg", "Jan, Jr."),
            parts("Rock And Roll", "A"),
            parts("张", "国帅"),
            CitedName::Parts(king),
        ]);
        assert_eq!(
            written,
            "Wang, Lei and {Procter \\& Gamble and Sons, Ltd.} and van der Berg, {Jan, Jr.} and {Rock And Roll}, A and 张, 国帅 and King, Jr., Martin Luther"
        );
    }

    #[test]
    fn a_range_of_pages_has_two_hyphens() {
        let written = |first: &str, last: Option<&str>, printed: Option<&str>| {
            let owned = |text: Option<&str>| text.map(str::to_owned);
            pages(&Pages { first: first.to_owned(), last: owned(last), printed: owned(printed) })
        };
        assert_eq!(written("130", Some("145"), None), "130--145");
        assert_eq!(written("A-1", None, None), "A-1");
        assert_eq!(written("130", Some("145"), Some("130–145+160")), "130--145+160");
    }
}
