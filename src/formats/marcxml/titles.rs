//! 245 and 246: titles with ISBD punctuation, the original script of a romanised one in 880.

use std::borrow::Cow;

use crate::formats::vocabulary::is_latin;
use crate::formats::writing::line::line;
use crate::formats::writing::romanised::{Written, written};
use crate::model::{Article, Person, Title};

use super::record::{Field, Record};

/// Initial articles that do not file, by language.
const INITIAL_ARTICLES: [(&str, &[&str]); 7] = [
    ("en", &["The ", "A ", "An "]),
    ("fr", &["Le ", "La ", "Les ", "L'", "L’", "Un ", "Une "]),
    ("de", &["Der ", "Die ", "Das ", "Ein ", "Eine "]),
    ("es", &["El ", "La ", "Los ", "Las ", "Un ", "Una "]),
    ("it", &["Il ", "Lo ", "La ", "I ", "Gli ", "Le ", "L'", "L’", "Un ", "Una ", "Uno ", "Un'", "Un’"]),
    ("pt", &["O ", "A ", "Os ", "As ", "Um ", "Uma "]),
    ("nl", &["De ", "Het ", "Een "]),
];

const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/// The first title in 245, the others as parallel titles in 246.
pub(super) fn push<'a>(article: &'a Article, has_main_entry: bool, record: &mut Record<'a>) {
    for (at, title) in written(&article.titles).into_iter().enumerate() {
        if at == 0 {
            push_title(&title, article, has_main_entry, record);
        } else {
            push_parallel(&title, record);
        }
    }
}

fn push_title<'a>(
    title: &Written<'a, Title>,
    article: &'a Article,
    has_main_entry: bool,
    record: &mut Record<'a>,
) {
    let entry = if has_main_entry { "1" } else { "0" };
    let field = |title: &'a Title| {
        let responsible = responsible(&article.authors, is_latin(&title.text));
        let field = Field::new("245", [entry, DIGITS[nonfiling(title)]]);
        punctuated(field, title, responsible.as_deref()).with_some('c', responsible.clone()).ended()
    };
    let alternate = title.romanised.map(|_| field(title.original));
    record.push_linked(field(title.latin()), alternate.into_iter().collect());
}

fn push_parallel<'a>(title: &Written<'a, Title>, record: &mut Record<'a>) {
    let field = |title: &'a Title| punctuated(Field::new("246", ["3", "1"]), title, None);
    let alternate = title.romanised.map(|_| field(title.original));
    record.push_linked(field(title.latin()), alternate.into_iter().collect());
}

/// Title and subtitle, each ending with the mark of what follows.
fn punctuated<'a>(field: Field<'a>, title: &'a Title, responsible: Option<&str>) -> Field<'a> {
    let subtitle = title.subtitle.as_deref().and_then(line);
    let slash = if responsible.is_some() { " /" } else { "" };
    let after_title = if subtitle.is_some() { " :" } else { slash };
    let title = line(&title.text).unwrap_or_default();
    let field = field.with('a', marked(title, after_title));
    field.with_some('b', subtitle.map(|subtitle| marked(subtitle, slash)))
}

fn marked<'a>(text: Cow<'a, str>, mark: &str) -> Cow<'a, str> {
    if mark.is_empty() { text } else { Cow::Owned(text.into_owned() + mark) }
}

/// The authors as they are read aloud, in Latin letters or in their own script as the title is.
fn responsible(authors: &[Person], in_latin: bool) -> Option<String> {
    let name = |author: &Person| {
        let name = if in_latin { author.latin_name() } else { author.own_name() };
        line(&name.displayed()).map(Cow::into_owned)
    };
    let names: Vec<String> = authors.iter().filter_map(name).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// How many characters do not file: those of an initial article, and marks between it and the first letter or number.
fn nonfiling(title: &Title) -> usize {
    let text = line(&title.text).unwrap_or_default();
    let is_its = |code: &str| title.lang.as_ref().is_some_and(|lang| lang.is(code));
    let articles = INITIAL_ARTICLES.iter().find(|(code, _)| is_its(code));
    let article =
        articles.and_then(|(_, articles)| articles.iter().find(|article| text.starts_with(**article)));
    let Some(article) = article else { return 0 };
    let marks = text[article.len()..].chars().take_while(|character| !character.is_alphanumeric()).count();
    let count = article.chars().count() + marks;
    if count < DIGITS.len() { count } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(lang: &str, text: &str, subtitle: Option<&str>) -> Title {
        Title {
            lang: lang.parse().ok(),
            text: text.to_owned(),
            subtitle: subtitle.map(str::to_owned),
            devised: false,
        }
    }

    fn fields(titles: Vec<Title>, authors: Vec<Person>, tag: &str) -> Vec<String> {
        let article = Article { titles, authors, ..Article::default() };
        let mut record = Record::default();
        push(&article, !article.authors.is_empty(), &mut record);
        record.all(tag)
    }

    fn author(family: &str, given: &str) -> Person {
        Person { family: Some(family.to_owned()), given: Some(given.to_owned()), ..Person::default() }
    }

    #[test]
    fn punctuation_stands_before_what_it_introduces() {
        let alone = |subtitle| fields(vec![title("en", "Norms", subtitle)], Vec::new(), "245");
        assert_eq!(alone(None), ["00 $a Norms."]);
        assert_eq!(alone(Some("a study")), ["00 $a Norms : $b a study."]);
        let authors = vec![author("Wang", "Lei"), author("Li", "Na")];
        assert_eq!(
            fields(vec![title("en", "Norms?", Some("a study"))], authors, "245"),
            ["10 $a Norms? : $b a study / $c Lei Wang, Na Li."]
        );
    }

    #[test]
    fn a_romanised_title_stands_in_245_and_its_original_in_880() {
        let titles = || {
            vec![
                title("zh-Hans", "规范", Some("研究")),
                title("en", "Norms", Some("a study")),
                title("zh-Latn-pinyin", "Guifan", Some("yanjiu")),
            ]
        };
        assert_eq!(fields(titles(), Vec::new(), "245"), ["00 $6 880-01 $a Guifan : $b yanjiu."]);
        assert_eq!(fields(titles(), Vec::new(), "246"), ["31 $a Norms : $b a study"]);
        assert_eq!(fields(titles(), Vec::new(), "880"), ["00 $6 245-01/$1 $a 规范 : $b 研究."]);
    }

    #[test]
    fn without_a_romanisation_the_original_script_stands_as_it_is() {
        let titles = vec![title("ar", "الأمن", None), title("en", "Security", None)];
        assert_eq!(fields(titles.clone(), Vec::new(), "245"), ["00 $a الأمن."]);
        assert!(fields(titles, Vec::new(), "880").is_empty());
    }

    #[test]
    fn an_initial_article_does_not_file() {
        for (lang, text, count) in [
            ("en", "The “Bottom-up” Norm-setting", 5),
            ("en", "A study", 2),
            ("en", "Theory", 0),
            ("en", "[On peace]", 0),
            ("fr", "L’avenir", 2),
            ("zh-Latn", "A Q zheng zhuan", 0),
            ("", "The norm", 0),
        ] {
            assert_eq!(nonfiling(&title(lang, text, None)), count, "{text}");
        }
    }
}
