//! Codes of messages: each is reported of its wrong example and not of its right one, and `docs/checks.md` has all of them.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use windrow::clock::SystemClock;
use windrow::diagnostics::codes::{GROUPS, all};
use windrow::diagnostics::{Aggregator, Code, Example, Problem, Severity, Solver};
use windrow::folder;
use windrow::import::load_file;
use windrow::store::scratch;

const REPOSITORY: &str =
    "name = \"Trust\"\nnamespace = \"trust.org\"\nadmin_emails = [\"editor@trust.org\"]\n";

/// What is reported of an example; nothing of a situation.
fn reported(example: Example) -> Vec<Problem> {
    match example {
        Example::Record(text) => {
            let has_title =
                text.starts_with("title") || text.contains("\ntitle =") || text.contains("[[title]]");
            let title = if has_title { "" } else { "\n[[title]]\nlang = \"en\"\ntext = \"On Trust\"\n" };
            checked(&[("repository.toml", REPOSITORY), ("a.toml", &format!("{text}{title}"))])
        }
        Example::Repository(text) => checked(&[
            ("repository.toml", &format!("{REPOSITORY}{text}")),
            ("a.toml", "[[title]]\ntext = \"A\""),
        ]),
        Example::Folder(files) => {
            let has_repository = files.iter().any(|(name, _)| *name == "repository.toml");
            let repository = [("repository.toml", REPOSITORY)].into_iter().filter(|_| !has_repository);
            checked(&repository.chain(files.iter().copied()).collect::<Vec<_>>())
        }
        Example::Load(name, text) => {
            let mut problems = Vec::new();
            load_file(Path::new(name), text.as_bytes(), None, &mut |read| problems.extend(read.err()));
            problems
        }
        Example::Situation(_) => Vec::new(),
    }
}

fn checked(files: &[(&str, &str)]) -> Vec<Problem> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let store = scratch(Arc::new(SystemClock));
    folder::check(&*store, folder.path(), &[], &|_, _| {}).unwrap().problems
}

fn has(problems: &[Problem], code: &Code) -> bool {
    problems.iter().any(|problem| problem.code == code.name)
}

#[test]
fn each_code_is_reported_of_its_wrong_example_and_not_of_its_right_one() {
    let mut wrong = Vec::new();
    for code in all() {
        let (bad, good) = (reported(code.wrong), reported(code.right));
        if !matches!(code.wrong, Example::Situation(_)) && !has(&bad, code) {
            wrong.push(format!("{} is not reported: {}", code.name, super::lines(&bad)));
        }
        if has(&good, code) || good.iter().any(|problem| problem.severity == Severity::Error) {
            wrong.push(format!("{}: the right example is not right: {}", code.name, super::lines(&good)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_message_of_an_example_lacks_a_code_or_a_chinese_text() {
    let known: BTreeSet<_> = all().map(|code| code.name).collect();
    for problem in all().flat_map(|code| [code.wrong, code.right]).flat_map(reported) {
        assert!(known.contains(&*problem.code), "{problem}");
        assert!(is_chinese(&problem.message_zh), "{problem}: {}", problem.message_zh);
    }
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|character| ('\u{4E00}'..='\u{9FFF}').contains(&character))
}

#[test]
fn each_code_says_what_is_wrong_and_what_happens_in_both_languages() {
    let mut names = BTreeSet::new();
    for code in all() {
        let name = code.name;
        assert!(names.insert(name), "{name} is there twice");
        assert!(
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'),
            "{name}"
        );
        assert!(!code.concerns.is_empty(), "{name}");
        for both in [code.about, code.effect] {
            assert!(both.en.ends_with('.') && both.en.len() > 10, "{name}: {}", both.en);
            assert!(both.zh.ends_with('。') && is_chinese(both.zh), "{name}: {}", both.zh);
        }
    }
}

#[test]
fn each_rule_can_be_looked_up() {
    for rule in all().map(|code| code.rule) {
        if rule.url.starts_with("https://") {
            continue;
        }
        let (file, anchor) = rule.url.split_once('#').unwrap_or((rule.url, ""));
        let text = fs::read_to_string(docs(file)).unwrap_or_else(|_| panic!("docs/{file}"));
        let headings = text.lines().filter(|line| line.starts_with('#')).map(anchor_of);
        assert!(anchor.is_empty() || headings.into_iter().any(|heading| heading == anchor), "{}", rule.url);
    }
}

/// The anchor that a heading of Markdown gets.
fn anchor_of(heading: &str) -> String {
    let text = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = text.chars().filter(|sign| sign.is_alphanumeric() || matches!(sign, ' ' | '-' | '_'));
    kept.map(|sign| if sign == ' ' { '-' } else { sign }).collect()
}

fn docs(file: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(file)
}

const HEAD: &str = "# Checks\n\n\
    Everything that Windrow reports about records, files and settings, by code. A message ends with its code: `[title-missing]`. Each code \
    has a level: **must** (`error`: the record is not served), **should** (`warning`: it is served, and something is lost or looks wrong) or \
    **hint** (`hint`: it would read better). `windrow check` shows the messages without publishing anything, and `--lang zh` shows them in \
    Chinese.\n\n\
    Windrow 对记录、文件和设置报告的所有问题，按代码排列。每条消息以代码结尾。级别：**must**（错误：记录不会发布）、**should**（警告：记录会发布，但有内\
    容丢失或可疑）、**hint**（提示：可以写得更好）。`windrow check --lang zh` 用中文显示。\n\n\
    This file is generated from the program: `WINDROW_TEST_BLESS=1 cargo test --test import codes` writes it.\n";

fn document() -> String {
    let mut text = HEAD.to_owned();
    for (group, codes) in GROUPS {
        let _ = write!(text, "\n## {group}\n");
        for code in *codes {
            section(&mut text, code);
        }
    }
    text
}

fn section(text: &mut String, code: &Code) {
    let Code { name, severity, solver, rule, about, concerns, effect, wrong, right } = code;
    let who = match solver {
        Solver::Editor => "the editor",
        Solver::Operator => "the operator",
    };
    let services: Vec<_> = concerns.iter().map(|service| service.name()).collect();
    let services = if concerns == &[Aggregator::All] { "all".to_owned() } else { services.join(", ") };
    let _ = write!(
        text,
        "\n### {name}\n\n{}\n{}\n\n- Level: {} ({severity}); solved by {who}\n- Effect: {} {}\n- Concerns: {services}\n- Rule: \
         [{}]({})\n",
        about.en,
        about.zh,
        severity.level(),
        effect.en,
        effect.zh,
        rule.name,
        rule.url
    );
    let _ = write!(text, "\nWrong:\n\n{}\nRight:\n\n{}", block(*wrong), block(*right));
}

fn block(example: Example) -> String {
    let fenced = |text: &str, language: &str| format!("```{language}\n{}\n```\n", text.trim_end());
    match example {
        Example::Record(text) => fenced(&readable(text), "toml"),
        Example::Repository(text) => fenced(&format!("# repository.toml\n{text}"), "toml"),
        Example::Folder(files) => {
            let file = |(name, text): &(&str, &str)| format!("# {name}\n{}\n", text.trim_end());
            fenced(&files.iter().map(file).collect::<String>(), "toml")
        }
        Example::Load(name, text) => fenced(&format!("# {name}\n{text}"), ""),
        Example::Situation(text) => format!("{text}\n"),
    }
}

/// Characters that cannot be seen, as TOML escapes them.
fn readable(text: &str) -> String {
    let shown = |sign: char| match sign {
        '\u{AD}' | '\u{E000}' | '\u{308}' => format!("\\u{:04X}", u32::from(sign)),
        sign => sign.to_string(),
    };
    text.chars().map(shown).collect()
}

#[test]
fn the_document_has_every_code() {
    let document = document();
    if std::env::var_os("WINDROW_TEST_BLESS").is_some() {
        fs::write(docs("checks.md"), &document).unwrap();
    }
    assert!(
        fs::read_to_string(docs("checks.md")).unwrap_or_default() == document,
        "docs/checks.md is not what the program says; write it with WINDROW_TEST_BLESS=1 cargo test --test import codes"
    );
}
