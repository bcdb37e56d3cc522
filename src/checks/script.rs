//! Language tags that contradict the script of the text: Chinese marked `en`, an English paragraph in a Chinese abstract.

use crate::diagnostics::say;
use crate::formats::scripts_in;
use crate::model::{Article, Language, Text, Words, words};
use crate::xml::plain;

use super::check::Check;
use super::{Findings, Step};

/// Scripts that languages are written in, by their codes of ISO 15924. Languages that use several scripts are not here.
const LANGUAGES: [(&str, &[&str]); 12] = [
    (
        "en fr de es pt it nl sv da no nb nn fi is et lv lt pl cs sk sl hr hu ro tr vi id ms ca eu gl ga cy mt sq sw af eo la",
        &["Latn"],
    ),
    ("zh yue", &["Hani", "Bopo"]),
    ("ja", &["Jpan", "Hani"]),
    ("ko", &["Kore", "Hani"]),
    ("ru uk be bg mk ky", &["Cyrl"]),
    ("ar fa ur ps", &["Arab"]),
    ("he yi", &["Hebr"]),
    ("el", &["Grek"]),
    ("hi mr ne sa", &["Deva"]),
    ("th", &["Thai"]),
    ("hy", &["Armn"]),
    ("ka", &["Geor"]),
];

/// What the codes of scripts in language tags stand for here.
const SUBTAGS: [(&str, &[&str]); 5] = [
    ("hans", &["Hani", "Bopo"]),
    ("hant", &["Hani", "Bopo"]),
    ("hani", &["Hani", "Bopo"]),
    ("hira", &["Jpan", "Hani"]),
    ("kana", &["Jpan", "Hani"]),
];

/// How many letters of another script a text may have: abbreviations in Latin letters are common in every language.
const MOST_LATIN: usize = 15;
const MOST_OTHERS: usize = 1;

/// A Chinese character stands for a word or half a word, as about three letters do.
const IDEOGRAPHIC: [&str; 3] = ["Hani", "Jpan", "Kore"];
const WEIGHT: usize = 3;

/// Warns of texts that cannot be in the language of their tag, in an abstract paragraph by paragraph.
pub(super) struct Scripts;

impl Check for Scripts {
    fn check(&self, article: &mut Article, findings: &mut Findings) {
        check(article, findings);
    }
}

fn check(article: &Article, findings: &mut Findings) {
    findings.each("title", &article.titles, |findings, title| {
        of_text(findings, title.lang.as_ref(), "text", &title.text);
        title
            .subtitle
            .iter()
            .for_each(|subtitle| of_text(findings, title.lang.as_ref(), "subtitle", subtitle));
    });
    findings.each("abstract", &article.abstracts, |findings, summary| {
        of_text(findings, summary.lang.as_ref(), "text", &summary.text);
    });
    findings.each("keywords", &article.keywords, |findings, keywords| {
        let words: Vec<&str> = keywords.words.iter().map(|word| word.text.as_str()).collect();
        of_text(findings, keywords.lang.as_ref(), "words", &words.join(" "));
    });
    let journal = article.journal.as_ref();
    let texts: [(&'static str, &[Text]); 3] =
        [("note", &article.notes), ("section", &article.sections), ("issue_title", &article.issue_titles)];
    for (key, texts) in texts {
        findings.each(key, texts, |findings, text| of_text(findings, text.lang.as_ref(), "text", &text.text));
    }
    if let Some(journal) = journal {
        findings.within(Step::Key("journal"), |findings| {
            findings.each("title", &journal.titles, |findings, text| {
                of_text(findings, text.lang.as_ref(), "text", &text.text);
            });
        });
    }
}

fn of_text(findings: &mut Findings, lang: Option<&Language>, field: &'static str, text: &str) {
    let Some(lang) = lang else { return };
    let paragraphs: Vec<_> = paragraphs(text).collect();
    let several = paragraphs.len() > 1;
    let Some((at, script)) =
        paragraphs.iter().enumerate().find_map(|(at, text)| Some((at, contradiction(lang, text)?)))
    else {
        return;
    };
    let (what, remedy) = if several {
        (
            words!("paragraph {number} of this text", "这段文本的第 {number} 段", number = at + 1),
            words!(
                "move it into a text of its own with the right `lang`, or correct lang = \"{lang}\"",
                "请把它单独写成一段文本并写上正确的 lang，或改正 lang = \"{lang}\""
            ),
        )
    } else {
        (words!("this text", "这段文本"), words!("correct lang = \"{lang}\"", "请改正 lang = \"{lang}\""))
    };
    findings.add_at(
        field,
        say!(
            LANGUAGE_SCRIPT,
            "{what} is written in {script}, and the language is `{lang}`; {remedy}",
            "{what}用的是{script}，语言却标为 {lang}；{remedy}";
            what = what,
            script = name(script),
            remedy = remedy
        ),
    );
}

/// The parts of a text between which paragraphs or lines end, without their markup.
fn paragraphs(text: &str) -> impl Iterator<Item = String> {
    let text = plain(text).into_owned();
    let paragraphs: Vec<String> = text
        .split('\n')
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .map(str::to_owned)
        .collect();
    paragraphs.into_iter()
}

/// The script of most letters of the text, if the language is not written in it.
fn contradiction(lang: &Language, text: &str) -> Option<&'static str> {
    let expected = expected(lang)?;
    let counts: Vec<_> = scripts_in(text).collect();
    let weighed =
        |(script, count): &(&str, usize)| count * if IDEOGRAPHIC.contains(script) { WEIGHT } else { 1 };
    let all: usize = counts.iter().map(weighed).sum();
    let most = counts.iter().max_by_key(|count| weighed(count))?;
    let (script, letters) = *most;
    let allowed = if script == "Latn" { MOST_LATIN } else { MOST_OTHERS };
    let is_other = !expected.contains(&script) && letters > allowed && weighed(most) * 2 > all;
    is_other.then_some(script)
}

/// The scripts of the language, as its tag names them or as is usual; `None` if any script may be.
fn expected(lang: &Language) -> Option<&'static [&'static str]> {
    let subtags = lang.as_str().split('-').skip(1).take_while(|subtag| subtag.len() > 1);
    let of_subtag = |subtag: &str| {
        let subtag = subtag.to_ascii_lowercase();
        SUBTAGS.iter().find(|(code, _)| *code == subtag).map(|(_, scripts)| *scripts)
    };
    let mut scripts =
        subtags.filter(|subtag| subtag.len() == 4 && subtag.bytes().all(|byte| byte.is_ascii_alphabetic()));
    if let Some(script) = scripts.next() {
        let named = || LANGUAGES.iter().find(|(_, scripts)| scripts[0].eq_ignore_ascii_case(script));
        return of_subtag(script).or_else(|| named().map(|(_, scripts)| *scripts));
    }
    let primary = lang.primary().to_ascii_lowercase();
    let (_, scripts) = LANGUAGES.iter().find(|(codes, _)| codes.split(' ').any(|code| code == primary))?;
    Some(scripts)
}

/// What the script is called.
fn name(script: &str) -> Words {
    match script {
        "Latn" => words!("Latin letters", "拉丁字母"),
        "Hani" => words!("Chinese characters", "汉字"),
        "Jpan" => words!("Japanese kana", "日文假名"),
        "Kore" => words!("Korean letters", "韩文字母"),
        "Cyrl" => words!("Cyrillic letters", "西里尔字母"),
        "Arab" => words!("Arabic letters", "阿拉伯字母"),
        "Hebr" => words!("Hebrew letters", "希伯来字母"),
        "Grek" => words!("Greek letters", "希腊字母"),
        "Thai" => words!("Thai letters", "泰文字母"),
        "Deva" => words!("Devanagari letters", "天城文字母"),
        _ => words!("another script", "另一种文字"),
    }
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
    fn a_tag_that_the_letters_contradict_is_reported() {
        for (json, start) in [
            (
                r#"{"title":[{"lang":"en","text":"网络安全国际规范的生成"}]}"#,
                "title 1, text: this text is written in Chinese characters",
            ),
            (
                r#"{"title":[{"lang":"zh-Hans","text":"The Rise of Cyber Norms"}]}"#,
                "title 1, text: this text is written in Latin",
            ),
            (r#"{"title":[{"lang":"en","text":"A","subtitle":"国际规范"}]}"#, "title 1, subtitle: this text"),
            (r#"{"keywords":[{"lang":"en","words":["网络","规范"]}]}"#, "keywords 1, words: this text"),
            (
                r#"{"section":[{"lang":"fr","text":"Международная безопасность"}]}"#,
                "section 1, text: this text is written in Cyrillic",
            ),
            (
                r#"{"journal":{"title":[{"lang":"en","text":"国际安全研究"}]}}"#,
                "journal, title 1, text: this text",
            ),
            (r#"{"title":[{"lang":"zh-Latn-pinyin","text":"网络安全"}]}"#, "title 1, text: this text"),
            (
                r#"{"abstract":[{"lang":"en","text":"<p>The first paragraph is English.</p><p>第二段是中文的内容。</p>"}]}"#,
                "abstract 1, text: paragraph 2 of this text is written in Chinese characters",
            ),
            (
                r#"{"abstract":[{"lang":"zh","text":"第一段。\n\nThe second paragraph is English."}]}"#,
                "abstract 1, text: paragraph 2",
            ),
        ] {
            let found = found(json);
            assert!(found.len() == 1 && found[0].starts_with(start), "{json}: {found:?}");
        }
    }

    #[test]
    fn names_abbreviations_and_mixed_texts_are_not_reported() {
        for json in [
            r#"{"title":[{"lang":"zh-Hans","text":"COVID-19疫情与WTO改革"},{"lang":"en","text":"The concept of 天下 (tianxia)"}]}"#,
            r#"{"title":[{"lang":"zh-Hans","text":"<i>Helicobacter pylori</i>根除治疗方案的网状Meta分析"}]}"#,
            r#"{"keywords":[{"lang":"zh","words":["WTO","TRIPS","5G"]}]}"#,
            r#"{"title":[{"lang":"zh-Latn","text":"Wangluo anquan guoji guifan"},{"lang":"ja","text":"国際政治の研究"}]}"#,
            r#"{"title":[{"lang":"ko","text":"국제 정치 硏究"},{"lang":"sr","text":"Међународна"},{"text":"网络"}]}"#,
            r#"{"title":[{"lang":"x-mine","text":"网络安全"},{"lang":"mul","text":"网络安全 and more"},{"lang":"en","text":"β"}]}"#,
            r#"{"abstract":[{"lang":"zh","text":"<p>中文。</p><p>DOI: 10.1000/1</p>"}]}"#,
        ] {
            assert_eq!(found(json), [""; 0], "{json}");
        }
    }
}
