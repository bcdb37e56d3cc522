//! Habits of the printed page that do not belong in metadata: capitals, footnote signs, titles of persons.

use crate::diagnostics::{Message, say};
use std::collections::BTreeSet;

use crate::model::{Article, Keyword, PartialDate, Person, Title, is_compound_family_name, is_han};
use crate::xml::plain;

use super::check::Check;
use super::{Findings, Step};

/// Warns of what the page had, in the article's own texts and names.
pub(super) struct PrintedPage;

impl Check for PrintedPage {
    fn check(&self, article: &mut Article, findings: &mut Findings) {
        check(article, findings);
    }
}

fn check(article: &Article, findings: &mut Findings) {
    findings.each("title", &article.titles, title);
    twice(&article.titles, findings);
    findings.each("author", &article.authors, person);
    findings.each("contributor", &article.contributors, person);
    findings.each("keywords", &article.keywords, |findings, keywords| words(findings, &keywords.words));
    if let Some(url) = article.url.as_ref().filter(|url| url.as_str().to_ascii_lowercase().ends_with(".pdf"))
    {
        findings.add_at(
            "url",
            say!(
                URL_IS_FILE,
                "`{url}` is a file; write it into `file`, and into `url` the page about the article",
                "“{url}”是文件；请写在 file 中，url 写文章的页面"
            ),
        );
    }
    if article.published.as_ref().is_some_and(is_far) {
        findings.add_at(
            "published",
            say!(DATE_FAR, "the year is far in the future; correct it", "年份太远；请改正"),
        );
    }
}

/// No journal knows its issues so long before.
const LAST_YEAR: u32 = 2100;

fn is_far(date: &PartialDate) -> bool {
    date.year().parse::<u32>().is_ok_and(|year| year > LAST_YEAR)
}

/// Signs by which a page refers to a note. A title may end with a question mark, and a name with a full stop.
const NOTE_SIGNS: [char; 22] = [
    '*', '＊', '†', '‡', '§', '¶', '#', '①', '②', '③', '④', '⑤', '¹', '²', '³', '⁴', '⁵', '※', '☆', '★', '⑴',
    '✉',
];

fn title(findings: &mut Findings, title: &Title) {
    for (key, text) in [("text", Some(&title.text)), ("subtitle", title.subtitle.as_ref())] {
        let Some(text) = text else { continue };
        let text = plain(text);
        findings.within(Step::Key(key), |findings| {
            if let Some(sign) = text.trim_end().chars().last().filter(|sign| NOTE_SIGNS.contains(sign)) {
                findings.add(say!(
                    FOOTNOTE_SIGN,
                    "`{sign}` at the end is a sign of a footnote on the page; remove it",
                    "末尾的“{sign}”是版面上的注释符号；请删除"
                ));
            }
            if is_in_capitals(&text) {
                findings.add(say!(
                    TITLE_CAPITALS,
                    "the title is in capitals; write it with capitals only where they belong, as in a sentence",
                    "题名全是大写字母；请像句子一样，只在该大写的地方大写"
                ));
            }
        });
    }
}

/// So many letters and words in capitals are not an abbreviation.
const LETTERS_OF_A_TITLE: usize = 12;

fn is_in_capitals(text: &str) -> bool {
    let letters = || {
        text.chars()
            .filter(|letter| letter.is_alphabetic() && (letter.is_uppercase() || letter.is_lowercase()))
    };
    letters().count() >= LETTERS_OF_A_TITLE
        && text.split_whitespace().count() > 1
        && letters().all(char::is_uppercase)
        && letters().count() * 2 > text.chars().filter(|letter| letter.is_alphabetic()).count()
}

/// The same title twice: a translation that was copied and not translated.
fn twice(titles: &[Title], findings: &mut Findings) {
    let mut seen = BTreeSet::new();
    for (at, title) in titles.iter().enumerate() {
        if !title.text.trim().is_empty() && !seen.insert((&title.text, &title.subtitle)) {
            findings.within(Step::Key("title"), |findings| {
                findings.within(Step::Index(at), |findings| {
                    findings.add(say!(
                        TITLE_REPEATED,
                        "this title is here twice; remove one of the two, or translate it",
                        "这个题名写了两次；请删除其中之一，或把它译出"
                    ));
                });
            });
        }
    }
}

/// What stands before a name on a page, or behind it.
const BEFORE: [&str; 12] =
    ["dr", "prof", "professor", "mr", "mrs", "ms", "doctor", "sir", "prof.dr", "phd", "assoc.prof", "m.d"];
const BEHIND: [&str; 9] = ["phd", "ph.d", "md", "m.d", "dphil", "msc", "llm", "ll.m", "mba"];
const BEHIND_CHINESE: [&str; 6] = ["教授", "博士", "先生", "女士", "研究员", "讲师"];

/// What is written where there is no name.
const PLACEHOLDERS: [&str; 14] =
    ["-", "--", "–", "—", ".", "?", "n/a", "n.a.", "none", "null", "unknown", "无", "未知", "不详"];

fn person(findings: &mut Findings, person: &Person) {
    let parts = [
        ("family", &person.family),
        ("given", &person.given),
        ("name", &person.name),
        ("organization", &person.organization),
    ];
    for (key, text) in parts {
        let Some(text) = text.as_deref().map(str::trim).filter(|text| !text.is_empty()) else { continue };
        findings.within(Step::Key(key), |findings| {
            if let Some(message) = of_name(key, text) {
                findings.add(message);
            }
        });
    }
    if let (Some(family), None) = (&person.family, &person.given)
        && is_whole_chinese_name(family)
    {
        findings.add_at(
            "family",
            say!(
                NAME_WHOLE,
                "`{family}` looks like a whole name; write the family name into `family` and the rest into `given`, or all of it into `name`",
                "“{family}”像是完整的姓名；请把姓写在 family 中，名写在 given 中，或把全名写在 name 中"
            ),
        );
    }
}

/// What of the printed page is in a name.
fn of_name(key: &str, name: &str) -> Option<Message> {
    if PLACEHOLDERS.contains(&name.to_lowercase().as_str()) {
        return Some(say!(
            NAME_PLACEHOLDER,
            "`{name}` is not a name; remove the person if the name is not known",
            "“{name}”不是姓名；如果不知道姓名，请删除这个人"
        ));
    }
    if let Some(sign) = note_sign(name) {
        return Some(say!(
            FOOTNOTE_SIGN,
            "`{sign}` in the name is a sign of a footnote on the page; remove it",
            "姓名中的“{sign}”是版面上的注释符号；请删除"
        ));
    }
    if key == "organization" {
        return None;
    }
    if let Some(word) = honorific(name) {
        return Some(say!(
            NAME_HONORIFIC,
            "`{word}` is not a part of the name; remove it",
            "“{word}”不是姓名的一部分；请删除"
        ));
    }
    let several = key != "name" && name.contains(',')
        || [" and ", " & ", " und ", " et "].iter().any(|and| name.contains(and));
    several.then(|| {
        say!(
            NAME_SEVERAL,
            "`{name}` looks like several persons, or like a whole name; write one heading for each person, with `family` and `given`",
            "“{name}”像是几个人，或是完整的姓名；请每人各写一个标题行，分写 family 和 given"
        )
    })
}

/// A sign or a number by which the page refers to an affiliation.
fn note_sign(name: &str) -> Option<char> {
    let last = name.chars().last()?;
    let is_number = last.is_ascii_digit() && name.chars().rev().nth(1).is_some_and(char::is_alphabetic);
    (is_number || NOTE_SIGNS.contains(&last)).then_some(last)
}

fn honorific(name: &str) -> Option<&str> {
    let bare = |word: &str| word.trim_matches([',', '.']).to_lowercase();
    let mut words = name.split_whitespace();
    let first = words.next()?;
    if words.clone().next().is_some() && BEFORE.contains(&bare(first).as_str()) {
        return Some(first);
    }
    let last = words.next_back().filter(|last| BEHIND.contains(&bare(last).as_str()));
    last.or_else(|| {
        BEHIND_CHINESE.into_iter().find(|title| name.chars().count() > 3 && name.ends_with(title))
    })
}

fn is_whole_chinese_name(family: &str) -> bool {
    (2..=4).contains(&family.chars().count())
        && family.chars().all(is_han)
        && !is_compound_family_name(family)
}

fn words(findings: &mut Findings, words: &[Keyword]) {
    let mut seen = BTreeSet::new();
    findings.within(Step::Key("words"), |findings| {
        for (at, word) in words.iter().map(|word| &word.text).enumerate() {
            findings.within(Step::Index(at), |findings| {
                if !seen.insert(word.to_lowercase()) {
                    findings.add(say!(
                        KEYWORD_REPEATED,
                        "the keyword `{word}` is here twice; remove one of the two",
                        "关键词“{word}”写了两次；请删除其中之一"
                    ));
                } else if ends_with_full_stop(word) {
                    findings.add(say!(
                        KEYWORD_FULL_STOP,
                        "the keyword `{word}` ends with a full stop; remove it",
                        "关键词“{word}”以句号结尾；请删除句号"
                    ));
                }
            });
        }
        if let [word] = words
            && word.text.contains(", ")
        {
            findings.add(say!(
                KEYWORDS_TOGETHER,
                "this is one keyword with commas; if it is several, write each by itself: words = [\"…\", \"…\"]",
                "这是一个含有逗号的关键词；如果是几个关键词，请分开写：words = [\"…\", \"…\"]"
            ));
        }
    });
}

/// An abbreviation may end with one: `U.S.`
fn ends_with_full_stop(word: &str) -> bool {
    word.strip_suffix('。').is_some()
        || word.strip_suffix('.').is_some_and(|rest| {
            !rest.contains('.') && rest.split(' ').next_back().is_some_and(|last| last.chars().count() > 4)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(json: &str) -> Vec<String> {
        let mut findings = Findings::default();
        check(&serde_json::from_str(json).unwrap(), &mut findings);
        findings.lines()
    }

    #[test]
    fn habits_of_the_page_are_reported_with_their_remedy() {
        for (json, start) in [
            (r#"{"title":[{"text":"THE GENERATION OF NORMS"}]}"#, "title 1, text: the title is in capitals"),
            (r#"{"title":[{"text":"Norms*"}]}"#, "title 1, text: `*` at the end"),
            (r#"{"title":[{"text":"论规范①"}]}"#, "title 1, text: `①`"),
            (
                r#"{"title":[{"lang":"en","text":"Norms"},{"lang":"zh","text":"Norms"}]}"#,
                "title 2: this title is here twice",
            ),
            (r#"{"author":[{"family":"-","given":"Lei"}]}"#, "author 1, family: `-` is not a name"),
            (r#"{"author":[{"name":"unknown"}]}"#, "author 1, name: `unknown` is not a name"),
            (r#"{"author":[{"family":"Wang*","given":"Lei"}]}"#, "author 1, family: `*` in the name"),
            (r#"{"author":[{"name":"王磊1"}]}"#, "author 1, name: `1` in the name"),
            (
                r#"{"author":[{"family":"Wang","given":"Dr. Lei"}]}"#,
                "author 1, given: `Dr.` is not a part of the name",
            ),
            (r#"{"author":[{"family":"Wang","given":"Lei, PhD"}]}"#, "author 1, given: `PhD` is not a part"),
            (r#"{"author":[{"name":"王小磊教授"}]}"#, "author 1, name: `教授` is not a part"),
            (
                r#"{"author":[{"name":"Wang Lei and Zhang San"}]}"#,
                "author 1, name: `Wang Lei and Zhang San` looks like several persons",
            ),
            (
                r#"{"author":[{"family":"Wang Lei, Zhang","given":"San"}]}"#,
                "author 1, family: `Wang Lei, Zhang` looks like several",
            ),
            (r#"{"author":[{"family":"王磊"}]}"#, "author 1, family: `王磊` looks like a whole name"),
            (
                r#"{"keywords":[{"words":["Norms","norms"]}]}"#,
                "keywords 1, words 2: the keyword `norms` is here twice",
            ),
            (
                r#"{"keywords":[{"words":["cyber security."]}]}"#,
                "keywords 1, words 1: the keyword `cyber security.` ends with",
            ),
            (
                r#"{"keywords":[{"words":["norms, security"]}]}"#,
                "keywords 1, words: this is one keyword with commas",
            ),
            (r#"{"url":"https://journal.org/1.pdf"}"#, "url: `https://journal.org/1.pdf` is a file"),
            (r#"{"published":"2222"}"#, "published: the year is far"),
        ] {
            let found = found(json);
            assert!(found.len() == 1 && found[0].starts_with(start), "{json}: {found:?}");
        }
    }

    #[test]
    fn what_only_looks_like_one_is_not_reported() {
        for json in [
            r#"{"title":[{"text":"NATO AND WTO"},{"text":"What is C#?"},{"text":"COVID-19"}]}"#,
            r#"{"title":[{"lang":"en","text":"A"},{"lang":"fr","text":"B"}]}"#,
            r#"{"author":[{"family":"欧阳"},{"family":"O'Neill","given":"J. R. R."},{"family":"Drake","given":"Ms"}]}"#,
            r#"{"author":[{"name":"John Paul II"},{"name":"3M","organization":null},{"organization":"Ernst and Young, Ltd."}]}"#,
            r#"{"keywords":[{"words":["U.S.","EU law","Arendt, Hannah"]},{"words":["China"]}]}"#,
            r#"{"url":"https://journal.org/1","published":"2024-05"}"#,
        ] {
            assert_eq!(found(json), [""; 0], "{json}");
        }
    }
}
