//! Libraries that others have written read our exports, and find in them what the article says: bibtexparser and pybtex,
//! rispy, citeproc-py, PyLD.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde::Deserialize;
use windrow::formats::{Source, export_by_name};
use windrow::model::{Abstract, Article, Content, Item, Journal, Keywords, Pages, Person, Text, Title};

use crate::Harvester;

/// What all of the readers tell of an article; what is absent is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
struct Values {
    /// The title, then translations.
    titles: Vec<String>,
    /// Family and given name, or the one name.
    authors: Vec<Vec<String>>,
    journal: String,
    date: Vec<u16>,
    volume: String,
    issue: String,
    page: String,
    doi: String,
    url: String,
    #[serde(rename = "abstract")]
    text: String,
    keywords: String,
}

/// A library: the export that it reads, what must be installed, the script and its arguments.
struct Reader {
    export: &'static str,
    check: &'static str,
    script: &'static str,
    arguments: &'static [&'static str],
}

const BIBTEXPARSER: Reader = Reader {
    export: "bibtex",
    check: "import bibtexparser.middlewares, pylatexenc",
    script: "read_bibtex.py",
    arguments: &["bibtexparser"],
};
const PYBTEX: Reader = Reader {
    export: "bibtex",
    check: "import pybtex.database, pylatexenc",
    script: "read_bibtex.py",
    arguments: &["pybtex"],
};
const RISPY: Reader = Reader { export: "ris", check: "import rispy", script: "read_ris.py", arguments: &[] };
const CITEPROC: Reader = Reader {
    export: "csl_json",
    check: "import sys, os, citeproc.source.json, jsonschema; os.stat(sys.prefix + '/commonmeta/commonmeta/resources/csl-data.json')",
    script: "read_csl_json.py",
    arguments: &[],
};
const PYLD: Reader =
    Reader { export: "schema_org", check: "import pyld", script: "read_json_ld.py", arguments: &[] };

impl Reader {
    /// What the library finds in the article's document.
    fn read(&self, article: &Article) -> Values {
        let item = Item::new("oai:a.org:1".parse().unwrap(), Content::Article(Box::new(article.clone())));
        let document = export_by_name(self.export).unwrap().write(&Source::of(&item)).unwrap();
        let script = format!("{}/tests/outside/{}", env!("CARGO_MANIFEST_DIR"), self.script);
        let mut child = Command::new(Harvester::python(self.check, self.script).program)
            .arg(script)
            .args(self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(document.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}\n{document}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Reads a rich article, a hostile one, and one of which only a title is known.
    fn finds_everything(&self) {
        if !Harvester::python(self.check, self.script).is_there() {
            return;
        }
        for (article, whole) in [rich(), hostile(), only_a_title()] {
            let expected = self.within_its_means(whole);
            let found = self.read(&article);
            for ((name, expected), (_, found)) in expected.fields().into_iter().zip(found.fields()) {
                assert_eq!(found, expected, "{name}");
            }
        }
    }

    /// The values as far as the export has a place for them.
    fn within_its_means(&self, mut values: Values) -> Values {
        match self.export {
            "csl_json" => values.titles.truncate(1), // translations have no place
            "bibtex" => values.titles = joined(&values.titles),
            "ris" => values.authors.iter_mut().for_each(|name| *name = vec![name.join(", ")]),
            _ => {}
        }
        if ["bibtex", "ris"].contains(&self.export) {
            values.text = values.text.replace('\n', " "); // there are no paragraphs
        }
        values
    }
}

impl Values {
    /// For messages that can be read.
    fn fields(&self) -> Vec<(&'static str, String)> {
        let Self { titles, authors, journal, date, volume, issue, page, doi, url, text, keywords } = self;
        let list = |texts: &[String]| texts.join("\n");
        let authors: Vec<String> = authors.iter().map(|name| name.join(" | ")).collect();
        vec![
            ("titles", list(titles)),
            ("authors", list(&authors)),
            ("journal", journal.clone()),
            ("date", format!("{date:?}")),
            ("volume", volume.clone()),
            ("issue", issue.clone()),
            ("page", page.clone()),
            ("doi", doi.clone()),
            ("url", url.clone()),
            ("abstract", text.clone()),
            ("keywords", keywords.clone()),
        ]
    }
}

/// The title, and all translations as one.
fn joined(titles: &[String]) -> Vec<String> {
    let translated = titles[1..].join("; ");
    [titles[0].clone(), translated].into_iter().filter(|title| !title.is_empty()).collect()
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn rich() -> (Article, Values) {
    let article = serde_json::from_str(include_str!("../formats/rich_article.json")).unwrap();
    let values = Values {
        titles: owned(&["自下而上的规范建构", "“Bottom-up” Norm-setting & the UN: A Study of CO2"]),
        authors: vec![
            owned(&["王", "磊"]),
            owned(&["Müller", "Jörg"]),
            owned(&["Suharto"]),
            owned(&["Procter & Gamble, Inc."]),
        ],
        journal: "国际安全研究".to_owned(),
        date: vec![2022, 9, 5],
        volume: "40".to_owned(),
        issue: "5".to_owned(),
        page: "130".to_owned(),
        doi: "10.1000/a_b{1}".to_owned(),
        url: "https://journal.org/article/130?a=1&b=2%20".to_owned(),
        text: "第一段。\n第二段。".to_owned(),
        keywords: "规范, 网络安全, norms, cyber, security".to_owned(),
    };
    (article, values)
}

/// Every character that means something in BibTeX, RIS or JSON, and what looks like the end of a record.
const SPECIAL: &str =
    r#"100% of $5 & #1_a {x} {{ ~y^z \back\emph{q} "q" 'a' `b` @article{k, <T> [b] |*| a = {b}, //"#;

/// What would begin another record if a line began with it.
const LINES: &str = "One.\r\nER  - \r\nTY  - BOOK\n\n@article{x,\n  title = {y}\n}\r%comment\u{2028}End";

/// Scripts of the world, two of them from right to left.
const SCRIPTS: [(&str, &str); 6] = [
    ("zh-Hans", "国际安全研究（社会科学版）：“自下而上”"),
    ("ja", "サイバー規範の形成・試論"),
    ("ko", "사이버 안보 규범"),
    ("ar", "أمن الفضاء السيبراني، 2022"),
    ("he", "ביטחון סייבר – \"נורמות\""),
    ("hi", "साइबर सुरक्षा के मानदंड"),
];

fn hostile() -> (Article, Values) {
    let title = |lang: &str, text: &str| Title {
        lang: lang.parse().ok(),
        text: text.to_owned(),
        subtitle: None,
        devised: false,
    };
    let named = |family: &str, given: &str| Person {
        family: Some(family.to_owned()),
        given: Some(given.to_owned()),
        ..Person::default()
    };
    let mut authors = vec![
        named("van der O'Brien", "Seán & {Co}"),
        named("And", "A."),
        named("Ben-Ḥayyim אבג", "\u{3}Zoë\u{b}#1"),
        Person { organization: Some("Ministry of Truth and Love".to_owned()), ..Person::default() },
        Person { name: Some("others".to_owned()), ..Person::default() },
    ];
    authors.extend((authors.len()..300).map(|number| named(&format!("Family{number}"), "Given Second")));
    let mut expected: Vec<Vec<String>> = authors
        .iter()
        .map(|person| {
            let parts = [&person.family, &person.given, &person.organization, &person.name];
            parts.into_iter().flatten().cloned().collect()
        })
        .collect();
    expected[2][1] = "Zoë #1".to_owned(); // without the characters that no text file should hold
    let mut titles = vec![title("en", SPECIAL)];
    titles.extend(SCRIPTS.iter().map(|(lang, text)| title(lang, text)));
    let text = |text: &str| Text { lang: None, text: text.to_owned() };
    let article = Article {
        authors,
        abstracts: vec![Abstract {
            lang: None,
            text: format!("{SPECIAL}\n{LINES}"),
            fragment: false,
            kind: None,
        }],
        keywords: vec![Keywords {
            lang: None,
            scheme: None,
            words: [SPECIAL, "a, b; c", "安全"].map(Into::into).to_vec(),
        }],
        journal: Some(Journal { titles: vec![text("R&D {“Q”} 100%")], ..Journal::default() }),
        volume: Some("1_2".to_owned()),
        issue: Some("Special & first".to_owned()),
        pages: Some(Pages { first: "A&1".to_owned(), last: None, printed: None }),
        published: "2022-02".parse().ok(),
        doi: "10.1002/(SICI)1097<1::AID-X_1%>3.0.CO;2-#{a\\b".parse().ok(),
        url: "https://a.org/~x_y?a=%20&b=#c".parse().ok(),
        titles,
        ..Article::default()
    };
    let lines = "One.\nER -\nTY - BOOK\n@article{x,\ntitle = {y}\n} %comment End";
    let values = Values {
        titles: article.titles.iter().map(|title| title.text.clone()).collect(),
        authors: expected,
        journal: "R&D {“Q”} 100%".to_owned(),
        date: vec![2022, 2],
        volume: "1_2".to_owned(),
        issue: "Special & first".to_owned(),
        page: "A&1".to_owned(),
        doi: article.doi.as_ref().unwrap().to_string(),
        url: article.url.as_ref().unwrap().to_string(),
        text: format!("{SPECIAL}\n{lines}"),
        keywords: format!("{SPECIAL}, a, b; c, 安全"),
    };
    (article, values)
}

fn only_a_title() -> (Article, Values) {
    let title = Title { lang: None, text: "Norms".to_owned(), subtitle: None, devised: false };
    let article = Article { titles: vec![title], ..Article::default() };
    (article, Values { titles: owned(&["Norms"]), ..Values::default() })
}

#[test]
fn bibtexparser_finds_in_bibtex_what_the_article_says() {
    BIBTEXPARSER.finds_everything();
}

#[test]
fn pybtex_finds_in_bibtex_what_the_article_says() {
    PYBTEX.finds_everything();
}

#[test]
fn rispy_finds_in_ris_what_the_article_says() {
    RISPY.finds_everything();
}

#[test]
fn citeproc_finds_in_csl_json_what_the_article_says() {
    CITEPROC.finds_everything();
}

#[test]
fn pyld_finds_in_json_ld_what_the_article_says() {
    PYLD.finds_everything();
}
