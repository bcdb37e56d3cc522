//! An entry of a page of abstracts becomes a draft.

use crate::model::{Abstract, Keywords, Language, Pages, Person, Text, Title, is_han, words};

use super::draft::Draft;
use super::labelled::join;
use super::page::{Entry, Label};
use super::page_author::{described_person, trailing_place};
use super::people;

/// Fills the draft with what the entry has.
pub fn fill(draft: &mut Draft, entry: &Entry<'_>) {
    let lang = language(entry);
    draft.article.types = Vec::new();
    if let Some(page) = entry.first_page {
        draft.article.pages = Some(Pages { first: page.to_owned(), last: None, printed: None });
    }
    heading(draft, entry, lang.as_ref());
    for block in &entry.blocks {
        let text = joined(&block.lines);
        match block.label {
            Label::Abstract if !text.is_empty() => {
                draft.article.abstracts.push(Abstract { lang: lang.clone(), text, ..Abstract::default() });
            }
            Label::Keywords => keywords(draft, &text, lang.as_ref()),
            Label::Authors => authors(draft, &text, lang.as_ref()),
            Label::Abstract => {}
            Label::Other => draft.lose("page"),
        }
    }
    if !entry.fragment.is_empty() {
        fragment(draft, joined(&entry.fragment), lang);
    }
}

/// The language of the entry, which is that of its labels: 【摘要】 is Chinese, [Abstract] English.
fn language(entry: &Entry<'_>) -> Option<Language> {
    let texts = || {
        entry.heading.iter().chain(&entry.fragment).chain(entry.blocks.iter().flat_map(|block| &block.lines))
    };
    let (han, all) = texts().flat_map(|line| line.chars()).fold((0, 0), |(han, all), sign| {
        (han + usize::from(is_han(sign)), all + usize::from(sign.is_alphabetic()))
    });
    if han * 2 > all { "zh".parse().ok() } else { "en".parse().ok() }
}

/// Joins lines that the layout broke: behind a hyphen without a space.
fn joined(lines: &[&str]) -> String {
    lines.iter().map(|line| line.trim()).fold(String::new(), |mut text, line| {
        if text.ends_with('-') {
            text.push_str(line);
        } else {
            join(&mut text, line);
        }
        text
    })
}

/// The title, and below it the authors: a short line with a name in capitals, or of Chinese names.
fn heading(draft: &mut Draft, entry: &Entry<'_>, lang: Option<&Language>) {
    let mut lines = entry.heading.as_slice();
    let byline = lines.split_last().filter(|(last, rest)| !rest.is_empty() && is_byline(last));
    if let Some((last, rest)) = byline {
        lines = rest;
        for name in names(last) {
            let person = people::person(draft, name);
            draft.article.authors.push(Person { lang: lang.cloned(), ..person });
        }
    }
    let text = joined(lines);
    if !text.is_empty() {
        draft.article.titles.push(Title { lang: lang.cloned(), text, ..Title::default() });
    }
}

/// The names in a line of authors.
fn names(line: &str) -> Vec<&str> {
    let is_chinese = line.chars().any(is_han);
    let between: &[char] =
        if is_chinese { &[' ', '　', ',', '，', '、', ';', '；'] } else { &[',', ';', '&'] };
    let parts = line.split(between).flat_map(|part| part.split(" and "));
    parts
        .map(|name| name.trim().trim_end_matches(['*', '†', '①', '1', '2', '3']))
        .filter(|name| !name.is_empty())
        .collect()
}

fn is_byline(line: &str) -> bool {
    let names = names(line);
    let is_chinese = |name: &&str| name.chars().all(is_han) && (2..=4).contains(&name.chars().count());
    let is_latin = |name: &&str| {
        let words: Vec<_> = name.split_whitespace().collect();
        let capitals = |word: &&str| {
            word.len() > 1 && word.chars().all(|sign| sign.is_uppercase() || "-'’".contains(sign))
        };
        (2..=4).contains(&words.len())
            && words.iter().any(capitals)
            && words.iter().all(|word| word.starts_with(char::is_uppercase))
    };
    !names.is_empty() && (names.iter().all(is_chinese) || names.iter().all(is_latin))
}

fn keywords(draft: &mut Draft, text: &str, lang: Option<&Language>) {
    let text = text.trim_end_matches(['.', '。']);
    let strong: &[char] = &[';', '；', '、'];
    let weak: &[char] = &[',', '，'];
    let between = if text.contains(strong) { strong } else { weak };
    let between = if text.contains(between) { between } else { &[' ', '　'] };
    let is_one = !text.contains(strong) && !text.contains(weak) && text.is_ascii();
    let words: Vec<_> = if is_one { vec![text] } else { text.split(between).collect() };
    let words = words.into_iter().map(str::trim).filter(|word| !word.is_empty()).map(Into::into).collect();
    draft.article.keywords.push(Keywords { lang: lang.cloned(), words, ..Keywords::default() });
}

/// `WANG Lei, Professor, School, University (City, 100000); …`: what each author is and where, by the order of the parts.
fn authors(draft: &mut Draft, text: &str, lang: Option<&Language>) {
    let text = text.trim_end_matches(['.', '。']);
    let (text, place) = trailing_place(text);
    let mut known: Vec<(String, String)> = Vec::new();
    let mut described = Vec::new();
    for part in text.split([';', '；']).map(str::trim).filter(|part| !part.is_empty()) {
        let expanded = abbreviations(part, &mut known);
        described.push(described_person(draft, &expanded, lang, place));
    }
    if described.len() == draft.article.authors.len() || draft.article.authors.is_empty() {
        draft.article.authors = described;
    } else {
        described.into_iter().for_each(|person| describe(draft, person));
    }
    draft.guess(
        "author",
        words!(
            "position, department and institution were told apart by their words; look at each",
            "职务、部门与单位由用词区分；请逐一核对"
        ),
    );
}

/// Adds the description of a person to the author of the same name, where not every author is described.
fn describe(draft: &mut Draft, person: Person) {
    let is_same = |author: &&mut Person| author.own_name().inverted() == person.own_name().inverted();
    match draft.article.authors.iter_mut().find(is_same) {
        Some(author) => *author = person,
        None => draft.lose("author"),
    }
}

/// The part with abbreviations that were explained before, such as `NUDT`, written out.
fn abbreviations(part: &str, known: &mut Vec<(String, String)>) -> String {
    let mut text = part.to_owned();
    if let Some((before, short)) = part.strip_suffix(')').and_then(|part| part.rsplit_once('('))
        && short.len() > 1
        && short.bytes().all(|byte| byte.is_ascii_uppercase())
    {
        text = before.trim_end().to_owned();
        let whole = text.rsplit(", ").next().unwrap_or_default().to_owned();
        known.push((short.to_owned(), whole));
    }
    for (short, whole) in known.iter() {
        if let Some(before) = text.strip_suffix(short.as_str()).filter(|before| before.ends_with(", ")) {
            text = format!("{before}{whole}");
        }
    }
    text
}

/// The end of an abstract whose beginning is on another page. The title is devised from the keyword that the text has most often.
fn fragment(draft: &mut Draft, text: String, lang: Option<Language>) {
    let lower = text.to_lowercase();
    let words = draft.article.keywords.iter().flat_map(|list| &list.words).map(|word| word.text.clone());
    let count = |word: &String| lower.matches(&word.to_lowercase()).count();
    let keyword = words.fold(None, |best: Option<String>, word| match best {
        Some(best) if count(&best) >= count(&word) => Some(best),
        _ => Some(word),
    });
    let subject = keyword.map_or_else(|| "…".to_owned(), |word| capitalised(&word));
    let title = Title { lang: lang.clone(), text: format!("[{subject}]"), devised: true, ..Title::default() };
    draft.article.titles.push(title);
    draft.article.abstracts.push(Abstract {
        lang: lang.clone(),
        text,
        fragment: true,
        ..Abstract::default()
    });
    let note = "Title devised by the cataloguer. The abstract is a fragment: only its end is known.";
    draft.article.notes.push(Text { lang: "en".parse().ok(), text: note.to_owned() });
    draft.guess(
        "title",
        words!(
            "the entry begins on an earlier page: title and beginning are missing, and the title is devised from a keyword",
            "条目从前一页开始：缺少题名和开头，题名由关键词拟定"
        ),
    );
}

fn capitalised(word: &str) -> String {
    let mut signs = word.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}
