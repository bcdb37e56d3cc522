//! What a field of a labelled record means, and what it does to the draft.

use crate::diagnostics::{Message, Place, codes, say};
use crate::model::{
    Abstract, FileLink, InWords as _, Issn, Journal, Keywords, Language, Pages, PartialDate, Text, Title,
    WebUrl, words,
};

use super::draft::Draft;
use super::language::{known_language, language};
use super::people;

/// What a field means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Title,
    /// The title in another language.
    OtherTitle,
    /// One author, or several that are separated by the format's separator.
    Author,
    /// The name of an author in another script; the order says whose.
    OtherAuthor,
    Affiliation,
    Abstract,
    Keywords,
    JournalTitle,
    OtherJournalTitle,
    Publisher,
    Volume,
    Issue,
    /// The first page, or a range.
    FirstPage,
    LastPage,
    /// A year, or a date to any precision.
    Published,
    Doi,
    /// A page of the article, or the text.
    Url,
    File,
    Issn,
    /// ISSN or ISBN or CN number, as databases mix them.
    AnyNumber,
    Cn,
    Language,
    /// Says nothing about the article: numbers of databases, dates of access.
    Ignored,
}

/// A value of a file, and where it is.
#[derive(Clone, Copy, Debug)]
pub struct Value<'v> {
    pub text: &'v str,
    pub place: &'v Place,
    /// The language, if the file says it.
    pub lang: Option<&'v Language>,
}

impl Value<'_> {
    /// The language that the file says, or else that of the script.
    fn language(self, draft: &mut Draft, field: &'static str, text: &str) -> Option<Language> {
        self.lang.cloned().or_else(|| language(draft, field, text))
    }
}

/// Puts a value into the draft. `label` is what the file calls the field.
pub fn put(draft: &mut Draft, field: Field, label: &str, value: Value<'_>) {
    let text = value.text.trim();
    if text.is_empty() {
        return;
    }
    match field {
        Field::Title => title(draft, 0, value, text),
        Field::OtherTitle => title(draft, draft.article.titles.len(), value, text),
        Field::Author => people::author(draft, text, value.lang),
        Field::OtherAuthor | Field::Affiliation => {} // they belong to the authors, so they wait until these are complete
        Field::Abstract => {
            let lang = value.language(draft, "abstract", text);
            draft.article.abstracts.push(Abstract { lang, text: text.to_owned(), ..Abstract::default() });
        }
        Field::Keywords => keywords(draft, value, text),
        Field::JournalTitle | Field::OtherJournalTitle => journal_title(draft, value, text),
        Field::Publisher => {
            let lang = value.language(draft, "journal", text);
            journal(draft).publisher.push(Text { lang, text: text.to_owned() });
        }
        Field::Volume => draft.article.volume = Some(text.to_owned()),
        Field::Issue => draft.article.issue = Some(number(text)),
        Field::FirstPage => first_page(draft, text),
        Field::LastPage => last_page(draft, text),
        Field::Published => published(draft, value, text),
        Field::Doi => match text.parse() {
            Ok(doi) => draft.article.doi = Some(doi),
            Err(error) => draft.problem(value.place.clone(), Message::new(&codes::IMPORT_VALUE, error)),
        },
        Field::Url => url(draft, label, text),
        Field::File => file(draft, label, text),
        Field::Issn | Field::AnyNumber | Field::Cn => serial(draft, field, label, value, text),
        Field::Language => match known_language(text) {
            Some(lang) if draft.article.language.contains(&lang) => {}
            Some(lang) => draft.article.language.push(lang),
            None => draft.lose(label),
        },
        Field::Ignored => {}
    }
}

fn title(draft: &mut Draft, at: usize, value: Value<'_>, text: &str) {
    if draft.article.titles.iter().any(|title| title.text == text) {
        return;
    }
    let lang = value.language(draft, "title", text);
    let title = Title { lang, text: text.to_owned(), subtitle: None, devised: false };
    let at = if at == 0 && !draft.article.titles.is_empty() { draft.article.titles.len() } else { at };
    draft.article.titles.insert(at, title);
}

pub(super) fn journal(draft: &mut Draft) -> &mut Journal {
    draft.article.journal.get_or_insert_default()
}

fn journal_title(draft: &mut Draft, value: Value<'_>, text: &str) {
    let lang = value.language(draft, "journal", text);
    let titles = &mut journal(draft).titles;
    if titles.iter().all(|title| title.text != text) {
        titles.push(Text { lang, text: text.to_owned() });
    }
}

/// Signs between keywords; a comma that is not Chinese may belong to one.
const BETWEEN: [char; 5] = [';', '；', '、', '，', '\u{1F}'];

fn keywords(draft: &mut Draft, value: Value<'_>, text: &str) {
    let words: Vec<_> = text.split(BETWEEN).map(str::trim).filter(|word| !word.is_empty()).collect();
    for word in words {
        let lang = value.language(draft, "keywords", word);
        let lists = &mut draft.article.keywords;
        match lists.iter_mut().find(|list| list.lang == lang) {
            Some(list) if list.words.iter().any(|known| known.text == word) => {}
            Some(list) => list.words.push(word.into()),
            None => lists.push(Keywords { lang, words: vec![word.into()], ..Keywords::default() }),
        }
    }
}

/// `01` as an issue number is `1`.
fn number(text: &str) -> String {
    let is_number = text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_digit());
    let bare = if is_number { text.trim_start_matches('0') } else { text };
    if bare.is_empty() { text.to_owned() } else { bare.to_owned() }
}

/// Dashes between pages.
const DASHES: [&str; 6] = ["--", "–", "—", "-", "~", "～"];

fn first_page(draft: &mut Draft, text: &str) {
    let text = text.trim_start_matches(['p', 'P', '.', ' ']);
    let (whole, rest) = text.split_once(['+', ',']).map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let range = DASHES.iter().find_map(|dash| whole.split_once(dash));
    let (first, last) = range.map_or((whole, None), |(first, last)| (first, Some(last.trim())));
    let known = draft.article.pages.take().and_then(|pages| pages.last);
    let last = last.filter(|last| !last.is_empty()).map(str::to_owned).or(known);
    let printed = rest.map(|_| text.to_owned());
    draft.article.pages = Some(Pages { first: first.trim().to_owned(), last, printed });
}

fn last_page(draft: &mut Draft, text: &str) {
    if draft.article.pages.is_none() {
        return first_page(draft, text); // CNKI writes the range here
    }
    let pages = draft.article.pages.get_or_insert_default();
    pages.last = Some(text.to_owned());
}

fn published(draft: &mut Draft, value: Value<'_>, text: &str) {
    let text = text.trim_end_matches(['/', ' ']);
    let Some(date) = date(text).or_else(|| year_of(draft, text)) else {
        let words = words!("`{text}` is not a date that can be read", "“{text}”不是可以识别的日期");
        return draft.problem(value.place.clone(), Message::new(&codes::IMPORT_VALUE, words));
    };
    let is_better = |known: &PartialDate| date.as_str().len() > known.as_str().len();
    if draft.article.published.as_ref().is_none_or(is_better) {
        draft.article.published = Some(date);
    }
}

/// A date in any of the usual spellings, `20240501` among them.
pub(super) fn date(text: &str) -> Option<PartialDate> {
    let digits = Some(text).filter(|text| text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()));
    let joined = digits.map(|text| format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]));
    let joined = joined.and_then(|text| text.parse().ok());
    joined.or_else(|| text.parse().ok()).or_else(|| PartialDate::nearest(text))
}

/// The year that the text begins with; the rest, such as `Spring` or `May 1`, is for a person to look at.
fn year_of(draft: &mut Draft, text: &str) -> Option<PartialDate> {
    let year = text.split([' ', ';', '/', '年', ',']).next().filter(|year| year.len() == 4)?.parse().ok()?;
    draft.guess("published", words!("only the year was read of `{text}`", "“{text}”只读取了年份"));
    Some(year)
}

fn url(draft: &mut Draft, label: &str, text: &str) {
    if let (None, Ok(doi)) = (&draft.article.doi, text.parse()) {
        draft.article.doi = Some(doi);
    } else if text.to_ascii_lowercase().ends_with(".pdf") {
        file(draft, label, text);
    } else if let (None, Ok(url)) = (&draft.article.url, text.parse::<WebUrl>()) {
        draft.article.url = Some(url);
    } else {
        draft.lose(label);
    }
}

fn file(draft: &mut Draft, label: &str, text: &str) {
    match text.parse::<WebUrl>() {
        Ok(url) => {
            let is_pdf = text.to_ascii_lowercase().ends_with(".pdf");
            let media_type = is_pdf.then(|| "application/pdf".to_owned());
            draft.article.files.push(FileLink { url, media_type, size: None });
        }
        Err(_) => draft.lose(label), // a path on somebody's own disk
    }
}

fn serial(draft: &mut Draft, field: Field, label: &str, value: Value<'_>, text: &str) {
    for part in text.split([';', ',']).map(str::trim).filter(|part| !part.is_empty()) {
        let (bare, medium) = part.split_once('(').map_or((part, ""), |(bare, medium)| (bare.trim(), medium));
        if let Ok(issn) = bare.parse::<Issn>() {
            let journal = journal(draft);
            match medium {
                "Print)" => journal.print_issn = Some(issn),
                "Electronic)" | "Online)" => journal.electronic_issn = Some(issn),
                _ if journal.issn.contains(&issn) => {}
                _ => journal.issn.push(issn),
            }
        } else if let Ok(cn) = part.parse() {
            journal(draft).cn = Some(cn);
        } else if field == Field::Issn {
            let problem = part.parse::<Issn>().err().unwrap_or_default();
            draft.problem(value.place.clone(), Message::new(&codes::IMPORT_VALUE, problem.words()));
        } else {
            draft.lose(label);
        }
    }
}

/// A record that has nothing by which a reader knows it.
pub fn untitled(place: Place) -> crate::diagnostics::Problem {
    crate::diagnostics::Problem::new(
        place,
        say!(
            IMPORT_UNTITLED,
            "this record has no title, so it is not imported; add the title to the file, or write the record by hand",
            "这条记录没有题名，不予导入；请在文件中加上题名，或手工编写记录"
        ),
    )
}
