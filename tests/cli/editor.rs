//! An editor's path: `init`, ten articles, and what `check` says of each mistake that editors make, in English and in Chinese.

use std::fmt::Write as _;

use insta::assert_snapshot;

use crate::program::Place;

/// A good article of the issue.
fn article(number: usize) -> String {
    let (first, last) = (number * 10, number * 10 + 9);
    format!(
        r#"doi = "10.5555/trust.{number}"
pages = {{ first = "{first}", last = "{last}" }}
type = ["research article"]
license = "CC-BY-4.0"
access = "open"
received = "2026-01"
published = "2026-05-01"
language = ["en"]

[[title]]
lang = "en"
text = "Trust and Security, Part {number}"

[[author]]
family = "Okafor"
given = "Ada"

[[abstract]]
lang = "en"
text = "How trust grows between states."

[[keywords]]
lang = "en"
words = ["trust", "security"]
"#
    )
}

const FILE: &str = "records/2026/1/p10.toml";

/// The folder that `init` makes, with ten articles.
fn journal() -> Place {
    let place = Place::with(0);
    std::fs::remove_dir_all(place.path().join("records")).unwrap();
    let answers = ["--name", "Journal of Trust", "--domain", "trust.cn", "--email", "editor@trust.cn"];
    let year = place.run(&[&["init"], &answers[..]].concat()).out;
    let year =
        year.lines().find_map(|line| line.strip_suffix("/1/issue.toml")).unwrap().rsplit('/').next().unwrap();
    let records = place.path().join("records");
    if year != "2026" {
        std::fs::rename(records.join(year), records.join("2026")).unwrap(); // so that the snapshots do not depend on the year
    }
    place.write("records/2026/1/issue.toml", "issue = \"1\"\n");
    place.remove("records/2026/1/article-1.toml");
    for number in 1..=10 {
        place.write(&format!("records/2026/1/p{number}0.toml"), &article(number));
    }
    place
}

/// What an editor did to the first article: its name, the text, and what became of it.
const MISTAKES: &[(&str, &str, &str)] = &[
    ("a date without quotes", r#""2026-05-01""#, "2026-05-01"),
    ("a date with slashes", r#""2026-05-01""#, r#""2026/5/1""#),
    ("a date in words", r#""2026-05-01""#, r#""May 2026""#),
    ("a year that cannot be", r#""2026-05-01""#, r#""2206-05-01""#),
    ("received after it was published", r#"received = "2026-01""#, r#"received = "2027-01""#),
    ("a number without quotes", r#"type = "#, "volume = 5\ntype = "),
    ("a number with a zero", r#"type = "#, "volume = 05\ntype = "),
    ("a text without quotes", r#""Trust and Security, Part 1""#, "Trust and Security"),
    ("a quote that is not closed", r#"Part 1""#, "Part 1"),
    ("curly quotes", r#""Trust and Security, Part 1""#, "“Trust and Security”"),
    ("full-width punctuation", "doi = ", "doi ＝ "),
    ("a colon instead of an equals sign", "doi = ", "doi: "),
    ("a field twice", "access = ", "access = \"open\"\naccess = "),
    ("a field that does not exist", "license = ", "licence = "),
    ("a name from another system", "[[author]]", "[[creator]]"),
    ("a field under the wrong heading", "given = \"Ada\"", "given = \"Ada\"\nissue = \"5\""),
    ("one bracket too few", "[[author]]", "[author]"),
    ("one bracket too many", "[[author]]", "[[journal]]\nplace = \"Lagos\"\n\n[[author]]"),
    ("a list without brackets", r#"["trust", "security"]"#, r#""trust, security""#),
    ("keywords in one text", r#"["trust", "security"]"#, r#"["trust; security"]"#),
    ("pages as printed", r#"{ first = "10", last = "19" }"#, r#"{ first = "pp. 10-19" }"#),
    ("pages in the wrong order", r#"last = "19""#, r#"last = "9""#),
    ("the code of a country", r#"language = ["en"]"#, r#"language = ["cn"]"#),
    ("an underscore in a language", r#"lang = "en""#, r#"lang = "zh_CN""#),
    ("Chinese marked as English", "Trust and Security, Part 1", "信任与国际安全的若干问题"),
    ("a title in capitals", "Trust and Security, Part 1", "TRUST AND INTERNATIONAL SECURITY"),
    ("a footnote sign", "Part 1\"", "Part 1*\""),
    ("markup that is not closed", "Trust and", "<i>Trust and"),
    ("an entity", "Trust and", "Trust &amp;"),
    ("text in the wrong encoding", "Trust and", "Lâ€™espoir and"),
    ("a label of the page", "How trust", "Abstract: How trust"),
    ("keywords in the abstract", "states.", "states. Keywords: trust; security"),
    ("a DOI with a full stop", "10.5555/trust.1", "10.5555/trust.1."),
    ("a DOI that is not one", "10.5555/trust.1", "trust.1"),
    ("an ORCID iD with a wrong digit", "given = \"Ada\"", "given = \"Ada\"\norcid = \"0000-0002-1825-0098\""),
    ("a family name in capitals", "\"Okafor\"", "\"OKAFOR\""),
    ("a title of a person", "family = \"Okafor\"\ngiven = \"Ada\"", "name = \"Prof. Ada\""),
    (
        "several persons in one",
        "family = \"Okafor\"\ngiven = \"Ada\"",
        "name = \"Ada Okafor, Li Na, Juan Paz\"",
    ),
    ("et al.", "family = \"Okafor\"\ngiven = \"Ada\"", "name = \"Okafor et al.\""),
    (
        "an organisation as a person",
        "family = \"Okafor\"\ngiven = \"Ada\"",
        "name = \"Institute of Peace Studies\"",
    ),
    ("an unknown type", "research article", "reserch article"),
    ("a licence in words", "CC-BY-4.0", "CC BY 4.0"),
    ("a licence that does not exist", "CC-BY-4.0", "CC-BY-5.0"),
    ("an embargo of an open article", "received = ", "embargo_end = \"2199-01-01\"\nreceived = "),
    ("a set that is not declared", "language = ", "sets = [\"reviews\"]\nlanguage = "),
    ("no title", "[[title]]\nlang = \"en\"\ntext = \"Trust and Security, Part 1\"\n", ""),
    ("a conflict that was not resolved", "[[author]]", "<<<<<<< HEAD\n[[author]]"),
];

/// An edit of the folder.
type Accident = fn(&Place);

/// What an editor did to the folder.
const ACCIDENTS: &[(&str, Accident)] = &[
    ("a copy of an article", |place| place.write("records/2026/1/p11.toml", &article(1))),
    ("an ending that Windows added", |place| {
        place.write("records/2026/1/p11.toml.txt", &article(11));
    }),
    ("a file saved as GBK", |place| {
        std::fs::write(place.path().join(FILE), b"[[title]]\nlang = \"zh\"\ntext = \"\xB9\xFA\xBC\xCA\"\n")
            .unwrap();
    }),
    ("a file of Word", |place| {
        std::fs::write(place.path().join(FILE), b"PK\x03\x04\x14\0\x06\0\x08\0").unwrap()
    }),
    ("an empty file", |place| place.write(FILE, "")),
    ("a mistake in the file of the issue", |place| place.write("records/2026/1/issue.toml", "issue = 5\n")),
    ("no e-mail address", |place| {
        let text = std::fs::read_to_string(place.path().join("records/repository.toml")).unwrap();
        place.write("records/repository.toml", &text.replace("\"editor@trust.cn\"", ""));
    }),
];

/// Everything that `check` prints, in a language.
fn told(place: &Place, language: &str) -> String {
    let said = place.run(&["check", "--lang", language]);
    format!("{}{}", said.err, said.out)
}

/// What is said of each mistake.
fn path(language: &str) -> String {
    let place = journal();
    let mut shown = format!("# ten good articles\n\n{}", told(&place, language));
    for (what, before, after) in MISTAKES {
        let good = article(1);
        assert!(good.contains(before), "{what}");
        place.write(FILE, &good.replacen(before, after, 1));
        let _ = write!(shown, "\n# {what}\n\n{}", told(&place, language));
    }
    for (what, happen) in ACCIDENTS {
        let place = journal();
        happen(&place);
        let _ = write!(shown, "\n# {what}\n\n{}", told(&place, language));
    }
    shown
}

#[test]
fn every_mistake_is_explained_in_english() {
    assert_snapshot!(path("en"));
}

#[test]
fn every_mistake_is_explained_in_chinese() {
    let shown = path("zh");
    assert_snapshot!(shown);
    for line in shown.lines().filter(|line| line.starts_with("错误: ") || line.starts_with("警告: ")) {
        let (_, message) = line.split_once(".toml").unwrap();
        assert!(message.chars().any(|sign| ('\u{4E00}'..='\u{9FFF}').contains(&sign)), "{line}");
        assert!(line.ends_with(']'), "{line} has no code");
    }
}

#[test]
fn no_mistake_passes_unnoticed() {
    let place = journal();
    assert_eq!(told(&place, "en"), "10 records checked, 0 would not be published; 0 errors, 0 warnings\n");
    for (what, before, after) in MISTAKES {
        place.write(FILE, &article(1).replacen(before, after, 1));
        let told = told(&place, "en");
        assert!(!told.ends_with("; 0 errors, 0 warnings\n"), "{what}: {told}");
    }
}
