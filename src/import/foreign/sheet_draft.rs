//! A row of a sheet as a draft.

use std::path::Path;

use crate::diagnostics::{Message, Place, codes};
use crate::model::{
    Classification, ClassificationScheme, Funding, Language, License, OtherIdentifier, PartialDate,
    Statement, StatementKind, Text, words,
};

use super::draft::Draft;
use super::field::{Field, Value, date, journal, put};
use super::language::language;
use super::people;
use super::sheet_columns::Heading;
use super::sheet_damage::{Seen, seen};
use super::sheet_known::Column;
use super::sheet_rows::{Cell, Row};
use super::sheet_text::{kind, on_lines, with_commas};

/// A column of a sheet.
pub struct Titled {
    /// The heading as it is in the file.
    pub label: String,
    pub place: Place,
    pub heading: Heading,
    /// Whether it was reported that nothing is known of it.
    pub reported: bool,
}

/// A value that can be used, with its column.
struct Read<'c> {
    titled: &'c Titled,
    column: Column,
    text: String,
    place: Place,
}

/// The draft of a row. Languages come first, because they decide about the texts; names come last, because they belong together.
pub fn draft(path: &Path, columns: &[Titled], row: &Row) -> Draft {
    let line = row.cells.first().map(|cell| cell.line);
    let mut draft = Draft::at(Place { file: path.to_owned(), line, column: line.map(|_| 1) });
    let mut cells = Vec::new();
    for (cell, titled) in row.cells.iter().zip(columns) {
        cells.extend(read(&mut draft, path, titled, cell));
    }
    for rank in 0..5 {
        cells.iter().filter(|read| rank_of(read.column) == rank).for_each(|read| take(&mut draft, read));
    }
    authors(&mut draft, &cells);
    for read in cells.iter().filter(|read| read.column == Column::Field(Field::Affiliation)) {
        people::affiliations(&mut draft, &[&read.text], read.titled.heading.lang.as_ref());
    }
    draft
}

/// What is taken first: a subtitle needs its title, and the last page its first.
const fn rank_of(column: Column) -> usize {
    match column {
        Column::Field(Field::Language) => 0,
        Column::Field(Field::LastPage) => 2,
        Column::Subtitle => 3,
        Column::Prefix => 4,
        _ => 1,
    }
}

/// Looks at a cell: whether something is there, whether its column is known, and what the spreadsheet did to it.
fn read<'c>(draft: &mut Draft, path: &Path, titled: &'c Titled, cell: &Cell) -> Option<Read<'c>> {
    let text = cell.text.trim();
    if text.is_empty() {
        return None;
    }
    let Some(column) = titled.heading.column.filter(|column| *column != Column::Lost) else {
        draft.lose(&titled.label);
        return None;
    };
    let place = Place { file: path.to_owned(), line: Some(cell.line), column: Some(cell.column) };
    let Seen { text, guess, problem } = seen(column, text);
    if let Some(words) = problem {
        draft.problem(place.clone(), Message::new(&codes::IMPORT_VALUE, words));
    }
    if let Some(words) = guess {
        draft.guess(named(column), words);
    }
    let text = on_lines(column, &text?);
    let text = match with_commas(column, &text) {
        Some(parts) => {
            draft.guess("keywords", words!("keywords were separated at commas", "关键词按逗号分开"));
            parts
        }
        None => text,
    };
    Some(Read { titled, column, text, place })
}

/// The name that the record file has for a field that can be damaged.
const fn named(column: Column) -> &'static str {
    match column {
        Column::Received => "received",
        Column::Revised => "revised",
        Column::Accepted => "accepted",
        Column::Online => "published_online",
        Column::CopyrightYear => "copyright_year",
        Column::Field(Field::Volume) => "volume",
        Column::Field(Field::Issue) => "issue",
        Column::Field(Field::FirstPage | Field::LastPage) => "pages",
        _ => "published",
    }
}

fn take(draft: &mut Draft, read: &Read<'_>) {
    let Read { titled, column, text, place } = read;
    match column {
        Column::Field(Field::Author | Field::Affiliation) | Column::FullNames => {}
        Column::Field(field) => {
            for text in text.split("||") {
                let value = Value { text, place, lang: titled.heading.lang.as_ref() };
                put(draft, *field, &titled.label, value);
            }
        }
        _ => own(draft, read),
    }
}

/// What other formats have no field for.
fn own(draft: &mut Draft, read: &Read<'_>) {
    let Read { titled, column, text, place } = read;
    let lang =
        |draft: &mut Draft, field| titled.heading.lang.clone().or_else(|| language(draft, field, text));
    let invalid =
        |draft: &mut Draft, words| draft.problem(place.clone(), Message::new(&codes::IMPORT_VALUE, words));
    match column {
        Column::Subtitle => match title_of(draft, titled.heading.lang.as_ref()) {
            Some(title) => title.subtitle = Some(text.clone()),
            None => draft.lose(&titled.label),
        },
        Column::Prefix => match title_of(draft, titled.heading.lang.as_ref()) {
            Some(title) => title.text = format!("{text} {}", title.text),
            None => draft.lose(&titled.label),
        },
        Column::Abbreviation => {
            let lang = lang(draft, "journal");
            journal(draft).abbreviations.push(Text { lang, text: text.clone() });
        }
        Column::IssueTitle => {
            let lang = lang(draft, "issue_title");
            draft.article.issue_titles.push(Text { lang, text: text.clone() });
        }
        Column::Section => {
            let lang = lang(draft, "section");
            draft.article.sections.push(Text { lang, text: text.clone() });
        }
        Column::Note => {
            let lang = lang(draft, "note");
            draft.article.notes.push(Text { lang, text: text.clone() });
        }
        Column::CopyrightHolder => {
            let lang = lang(draft, "copyright_holder");
            draft.article.copyright_holder.push(Text { lang, text: text.clone() });
        }
        Column::Funding => {
            let lang = lang(draft, "funding");
            funding(draft, text, lang);
        }
        Column::ArticleNumber => draft.article.article_number = Some(text.clone()),
        Column::PageCount => match text.parse() {
            Ok(count) => draft.article.page_count = Some(count),
            Err(_) => draft.lose(&titled.label),
        },
        Column::Received => draft.article.received = day(draft, read),
        Column::Revised => draft.article.revised = day(draft, read),
        Column::Accepted => draft.article.accepted = day(draft, read),
        Column::Online => draft.article.published_online = day(draft, read),
        Column::CopyrightYear => draft.article.copyright_year = day(draft, read),
        Column::PrintIssn => match text.parse() {
            Ok(issn) => journal(draft).print_issn = Some(issn),
            Err(error) => invalid(draft, error),
        },
        Column::ElectronicIssn => match text.parse() {
            Ok(issn) => journal(draft).electronic_issn = Some(issn),
            Err(error) => invalid(draft, error),
        },
        Column::Identifier(scheme) => {
            draft.article.other_identifiers.push(OtherIdentifier { scheme: *scheme, value: text.clone() });
        }
        Column::Type => draft.article.types.push(kind(text)),
        Column::License => draft.article.license = Some(License::of_text(text)),
        Column::Clc => {
            for code in text.split([';', '；', ' ', ',']).filter(|code| !code.is_empty()) {
                let scheme = ClassificationScheme::Clc;
                let class = Classification { scheme, code: code.to_owned(), labels: Vec::new() };
                draft.article.classifications.push(class);
            }
        }
        Column::Field(_) | Column::FullNames | Column::Lost => {}
    }
}

/// The title that a column in this language belongs to: that of the language, or the first.
fn title_of<'d>(draft: &'d mut Draft, lang: Option<&Language>) -> Option<&'d mut crate::model::Title> {
    let titles = &mut draft.article.titles;
    let at = titles.iter().position(|title| title.lang.as_ref() == lang).unwrap_or_default();
    titles.get_mut(at)
}

fn day(draft: &mut Draft, read: &Read<'_>) -> Option<PartialDate> {
    let text = &read.text;
    let day = date(text);
    if day.is_none() {
        let words = words!("`{text}` is not a date that can be read", "“{text}”不是可以识别的日期");
        draft.problem(read.place.clone(), Message::new(&codes::IMPORT_VALUE, words));
    }
    day
}

/// `Funder (number); …` is a list of grants, and anything else is a statement.
fn funding(draft: &mut Draft, text: &str, lang: Option<Language>) {
    let grant = |part: &str| {
        let (funder, award) = part.strip_suffix([')', '）'])?.rsplit_once(['(', '（'])?;
        let is_number = award.chars().any(|sign| sign.is_ascii_digit()) && !award.contains([' ', '；']);
        let funder = Text { lang: lang.clone(), text: funder.trim().to_owned() };
        let grant = Funding {
            funder: crate::model::Texts(vec![funder]),
            award: Some(award.trim().to_owned()),
            ..Funding::default()
        };
        is_number.then_some(grant)
    };
    let parts = text.split([';', '；']).map(str::trim).filter(|part| !part.is_empty());
    match parts.map(grant).collect::<Option<Vec<_>>>() {
        Some(grants) => draft.article.funding.extend(grants),
        None => draft.article.statements.push(Statement {
            kind: StatementKind::Funding,
            lang,
            text: text.to_owned(),
        }),
    }
}

/// The authors: those of the first column, and their names in the languages of the others.
fn authors(draft: &mut Draft, cells: &[Read<'_>]) {
    let of = |wanted: Column| cells.iter().filter(move |read| read.column == wanted);
    if let Some(full) = of(Column::FullNames).next() {
        let names = full.text.split(['\u{1F}', ';']).map(|name| name.split(" (").next().unwrap_or(name));
        return people::author(draft, &names.collect::<Vec<_>>().join(";"), None);
    }
    let mut first = None;
    for read in of(Column::Field(Field::Author)) {
        let lang = read.titled.heading.lang.as_ref();
        if *first.get_or_insert(lang) == lang {
            people::author(draft, &read.text, lang);
        } else if !people::other_names(draft, &[&read.text], lang) {
            let (label, count) = (&read.titled.label, draft.article.authors.len());
            let words = words!(
                "`{label}` does not have as many names as there are authors ({count}), so nobody knows whose they are; write one for each",
                "“{label}”的姓名数与作者数（{count}）不一致，无法对应；请为每位作者各写一个"
            );
            draft.problem(read.place.clone(), Message::new(&codes::IMPORT_VALUE, words));
        }
    }
}
