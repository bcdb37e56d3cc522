//! Files that are not TOML: what the editor did is named, and the line that is offered is right.

use std::path::Path;

use windrow::diagnostics::{Language, Problem};
use windrow::import::record_file;

use crate::identity;

/// What was typed, the code of the message, and the line that it offers, where it offers one.
const MISTAKES: &[(&str, &str, &str)] = &[
    // no quotes
    ("published = 2022/09/15", "toml-date", "\"2022-09-15\""),
    ("published = 2022-9-5", "toml-date", "\"2022-09-05\""),
    ("issue = 05", "toml-date", "issue = \"05\""),
    ("issue = 12a", "toml-date", "issue = \"12a\""),
    ("issue = 1_000_", "toml-date", "issue = \"1_000_\""),
    ("pages = 130-145", "toml-date", "pages = { first = \"130\", last = \"145\" }"),
    ("title = On Trust", "toml-quotes", "title = [{ text = \"On Trust\" }]"),
    ("title: \"On Trust\"", "toml-equals", "title = [{ text = \"On Trust\" }]"),
    ("language = zh, en", "toml-quotes", "language = [\"zh\", \"en\"]"),
    ("author = “Li Ming”", "toml-quotes", "author = [{ name = \"Li Ming\" }]"),
    ("doi = 10.5555/1", "toml-date", "doi = \"10.5555/1\""),
    ("issue = .5", "toml-date", "issue = \".5\""),
    ("issue = five", "toml-quotes", "issue = \"five\""),
    ("issue = 第五期", "toml-quotes", "issue = \"第五期\""),
    ("issue = five # of six", "toml-quotes", "issue = \"five\""),
    ("issue = five;", "toml-quotes", "issue = \"five\""),
    ("url = https://journal.org/1", "toml-quotes", "url = \"https://journal.org/1\""),
    ("issue = null", "toml-quotes", "issue = \"null\""),
    ("issue =", "toml-syntax", "issue = \"5\""),
    ("issue = # none", "toml-syntax", "issue = \"5\""),
    ("language = [zh, en]", "toml-quotes", "issue = \"5\""),
    // wrong quotes
    ("issue = “5”", "toml-quotes", "issue = \"5\""),
    ("issue = 「5」", "toml-quotes", "issue = \"5\""),
    ("issue = \"5”", "toml-quotes", "issue = \"5\""),
    ("issue = `5`", "toml-quotes", "issue = \"5\""),
    ("language = [“en”, “zh”]", "toml-quotes", "language = [\"en\", \"zh\"]"),
    ("issue = \"5", "toml-quotes", "issue = \"5\""),
    ("issue = '5", "toml-quotes", "issue = '5'"),
    ("note = \"\"\"Some words", "toml-quotes", "\"\"\""),
    ("note = '''Some words", "toml-quotes", "'''"),
    ("note = \"Some words\nand others\"", "toml-quotes", "\"\"\""),
    // behind the value
    ("issue = \"5\";", "toml-line-end", "issue = \"5\""),
    ("issue = \"5\",", "toml-line-end", "issue = \"5\""),
    ("issue = \"5\"；", "toml-line-end", "issue = \"5\""),
    ("issue = \"5\"。", "toml-line-end", "issue = \"5\""),
    ("issue = \"the \"5\" of six\"", "toml-line-end", "issue = \"the \\\"5\\\" of six\""),
    ("issue = \"5\" volume = \"6\"", "toml-line-end", ""),
    ("issue = '''5''' of six", "toml-line-end", ""),
    ("issue = \"C:\\Users\"", "toml-escape", "issue = \"C:\\\\Users\""),
    ("issue = \"a\\q\"", "toml-escape", "issue = \"a\\\\q\""),
    // the name, and the sign behind it
    ("issue: \"5\"", "toml-equals", "issue = \"5\""),
    ("issue: five", "toml-equals", "issue = \"five\""),
    ("issue \"5\"", "toml-equals", "issue = \"5\""),
    ("issue", "toml-equals", "issue = \"5\""),
    ("the issue = \"5\"", "toml-equals", "issue = \"5\""),
    ("= \"5\"", "toml-equals", "issue = \"5\""),
    ("期 = \"5\"", "toml-equals", "issue = \"5\""),
    ("issue ＝ \"5\"", "toml-full-width", "issue = \"5\""),
    ("issue： “5”", "toml-full-width", "issue = \"5\""),
    ("issue\u{3000}= \"5\"", "toml-full-width", "issue = \"5\""),
    ("［［author］］", "toml-full-width", "[[author]]"),
    ("issue = \u{a0}\"5\"", "toml-character", ""),
    ("issue = \"5\u{1}\"", "toml-character", ""),
    ("issue = \"5\"\rvolume = \"6\"", "toml-character", ""),
    // brackets
    ("[[author]\nname = \"A\"", "toml-brackets", "[[author]]"),
    ("[journal\nplace = \"A\"", "toml-brackets", "[journal]"),
    ("[[author]]]", "toml-line-end", "[[author]]"),
    ("language = [\"en\" \"zh\"]", "toml-brackets", ""),
    ("language = [\"en\",, \"zh\"]", "toml-brackets", ""),
    ("language = [\"en\", \"zh\"\nissue = \"5\"", "toml-brackets", ""),
    ("pages = { first = \"1\" last = \"2\" }", "toml-brackets", ""),
    ("pages = { first = \"1\"\nissue = \"5\"", "toml-brackets", ""),
    // twice
    ("issue = \"5\"\nissue = \"6\"", "field-twice", ""),
    ("[journal]\nplace = \"A\"\n[journal]\nurl = \"https://a.org\"", "heading-twice", ""),
    ("issue = \"5\"\n<<<<<<< HEAD\nvolume = \"1\"\n=======\nvolume = \"2\"\n>>>>>>> b", "merge-conflict", ""),
    // other files
    ("{\"issue\": \"5\"}", "file-not-toml", ""),
    ("<article/>", "file-not-toml", ""),
    ("---\nissue: 5", "file-not-toml", ""),
    ("title,author,year\nOn Trust,Li,2024", "file-not-toml", ""),
    ("title\tauthor\tyear\nOn Trust\tLi\t2024", "file-not-toml", ""),
    ("{\\rtf1 On Trust}", "file-not-toml", ""),
    ("%PDF-1.7", "file-not-toml", ""),
];

fn problems(text: &str) -> Vec<Problem> {
    let read = record_file::read(Path::new("a.toml"), text.as_bytes(), &identity());
    read.map_or_else(|problems| problems, |(_, warnings)| warnings)
}

#[test]
fn each_mistake_has_its_message_in_both_languages() {
    let mut said = String::new();
    for (typed, code, _) in MISTAKES {
        let problems = problems(&format!("{typed}\n"));
        assert_eq!(problems.iter().map(|it| &*it.code).collect::<Vec<_>>(), [*code], "{typed}: {problems:?}");
        for language in [Language::English, Language::Chinese] {
            said += &format!("{}\n", problems[0].line(language));
        }
    }
    for word in ["expected", "invalid", "literal", "inline table", "array", "unquoted key"] {
        assert!(!said.contains(word), "words of the parser: {word} in {said}");
    }
    insta::assert_snapshot!(said);
}

#[test]
fn the_line_that_is_offered_is_right() {
    for (typed, _, offered) in MISTAKES {
        let problem = &problems(&format!("{typed}\n"))[0];
        for message in [&problem.message, &problem.message_zh] {
            assert!(message.contains(offered), "{typed}: {message}");
        }
        if offered.contains(" = ") || offered.starts_with('[') {
            let right = problems(&format!("{offered}\n"));
            assert!(
                right.iter().all(|it| !it.code.starts_with("toml") && !it.code.ends_with("-kind")),
                "{offered}: {right:?}"
            );
        }
    }
}
