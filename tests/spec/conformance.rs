//! `docs/conformance.md`, generated: every requirement with its test, or with the reason why there is none.
//!
//! The numbers and levels stand in `tests/spec/levels`, what does not apply in `tests/spec/untested`, the rest
//! is read from the sources of the tests. A requirement with neither a test nor a reason fails here.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The modules in the order of the sections, which begin at these requirements.
const SECTIONS: [(&str, u32); 17] = [
    ("requests", 1),
    ("transport", 24),
    ("envelope", 43),
    ("dates", 68),
    ("datestamps", 83),
    ("identify", 92),
    ("records", 105),
    ("deletions", 124),
    ("sets", 138),
    ("formats", 156),
    ("resumption", 172),
    ("tokens", 188),
    ("errors", 197),
    ("containers", 218),
    ("aggregation", 244),
    ("", 247),
    ("service", 255),
];

/// A test as its source has it.
#[derive(Debug)]
struct Written {
    level: String,
    place: String,
    statement: String,
    test: String,
}

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The number in `R123`.
fn number(name: &str) -> u32 {
    name.strip_prefix('R')
        .and_then(|digits| digits.parse().ok())
        .unwrap_or_else(|| panic!("{name}: not R and a number"))
}

/// Number, level, and whether the protocol leaves it to us: the lines `R5 MUST decision`.
fn levels() -> BTreeMap<u32, (String, bool)> {
    let table = read(&folder("tests/spec/levels"));
    let line = |line: &str| {
        let words: Vec<_> = line.split(' ').collect();
        (number(words[0]), (words[1].to_owned(), words.get(2) == Some(&"decision")))
    };
    table.lines().map(line).collect()
}

/// What is not tested, and why: the lines `R29 Statement: reason`.
fn untested() -> BTreeMap<u32, (String, String)> {
    let table = read(&folder("tests/spec/untested"));
    let line = |line: &str| {
        let (name, rest) = line.split_once(' ').unwrap_or_else(|| panic!("{line}: no statement"));
        let (statement, reason) = rest.split_once(": ").unwrap_or_else(|| panic!("{line}: no reason"));
        (number(name), (statement.to_owned(), reason.to_owned()))
    };
    table.lines().map(line).collect()
}

/// The tests in the sources, by number.
fn written() -> BTreeMap<u32, Vec<Written>> {
    let mut tests: BTreeMap<u32, Vec<Written>> = BTreeMap::new();
    for (module, _) in SECTIONS.iter().filter(|(module, _)| !module.is_empty()) {
        let source = read(&folder("tests/spec").join(format!("{module}.rs")));
        for block in source.split("requirement! {").skip(1) {
            let (number, test) = test_in(block, module);
            tests.entry(number).or_default().push(test);
        }
    }
    tests
}

/// `R2 MUST "§3.1.1" "Statement." fn name(…`
fn test_in(block: &str, module: &str) -> (u32, Written) {
    let (head, rest) = block.split_once("fn ").expect("a function");
    let name = rest.split('(').next().unwrap_or_default();
    let parts: Vec<_> = head.split('"').map(str::trim).collect();
    let [words, place, _, statement, _] = parts[..] else {
        panic!("{module}: {head}: not a place and a statement")
    };
    let (name_of_requirement, level) = words.split_once(' ').expect("a number and a level");
    let written = Written {
        level: level.to_owned(),
        place: place.to_owned(),
        statement: statement.to_owned(),
        test: format!("{module}::{name}"),
    };
    (number(name_of_requirement), written)
}

/// What the first line of a module's documentation says.
fn title(module: &str) -> String {
    let source = read(&folder("tests/spec").join(format!("{module}.rs")));
    let line = source
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("//! "))
        .expect("a module opens with its title");
    line.trim_end_matches('.').to_owned()
}

fn document() -> String {
    let (levels, untested, written) = (levels(), untested(), written());
    let mut text = HEAD.to_owned();
    let count = |level: &str, tested: bool| {
        let of_level = levels.iter().filter(|(_, (known, _))| known == level);
        of_level.filter(|(number, _)| written.contains_key(number) == tested).count()
    };
    for level in ["MUST", "SHOULD", "MAY"] {
        let _ = writeln!(text, "- {level}: {} tested, {} not.", count(level, true), count(level, false));
    }
    for (at, (module, first)) in SECTIONS.iter().enumerate() {
        let end = SECTIONS.get(at + 1).map_or(u32::MAX, |(_, next)| *next);
        let title =
            if module.is_empty() { "Static repositories and gateways".to_owned() } else { title(module) };
        let _ = write!(text, "\n## {title}\n\n| | Level | Where | Requirement | Test |\n|--|--|--|--|--|\n");
        for (number, (level, ours)) in levels.range(first..&end) {
            let level = if *ours { format!("{level} (our decision)") } else { level.clone() };
            match written.get(number) {
                Some(tests) => tests.iter().for_each(|test| {
                    let Written { place, statement, test, .. } = test;
                    let _ = writeln!(text, "| R{number} | {level} | {place} | {statement} | `{test}` |");
                }),
                None => {
                    let (statement, reason) = &untested[number];
                    let _ = writeln!(text, "| R{number} | {level} | | {statement}. | – {reason} |");
                }
            }
        }
    }
    text
}

const HEAD: &str = "# Conformance\n\n\
    Every requirement of OAI-PMH 2.0 and its guidelines, numbered, with the test in `tests/spec/` that holds Windrow \
    to it, or the reason why there is none. Where the documents are silent or ambiguous the decision is ours, and is marked so.\n\n\
    `cargo test --test spec` runs the tests; `WINDROW_TEST_BASE_URL=http://HOST:PORT/PATH` points those that need no \
    prepared records at any other endpoint.\n\n\
    This file is generated from the tests: `WINDROW_TEST_BLESS=1 cargo test --test spec conformance` writes it.\n\n";

#[test]
fn every_requirement_has_a_test_or_a_reason() {
    let (levels, untested, written) = (levels(), untested(), written());
    let bare: Vec<_> = levels
        .iter()
        .filter(|(number, _)| !written.contains_key(number) && !untested.contains_key(number))
        .map(|(number, (level, _))| format!("R{number} ({level})"))
        .collect();
    assert!(bare.is_empty(), "neither a test nor a reason in tests/spec/untested: {}", bare.join(" "));
}

#[test]
fn tests_name_requirements_and_levels_that_exist() {
    let (levels, untested) = (levels(), untested());
    assert_eq!(levels.len(), 262);
    for (number, tests) in written() {
        let (level, _) = levels.get(&number).unwrap_or_else(|| panic!("R{number} is in no list"));
        assert!(tests.iter().all(|test| test.level == *level), "R{number} is a {level}: {tests:?}");
        assert!(!untested.contains_key(&number), "R{number} has a test and a reason to have none");
        let section = SECTIONS.iter().rev().find(|(_, first)| *first <= number).expect("a section").0;
        assert!(
            tests.iter().all(|test| test.test.starts_with(section)),
            "R{number} belongs into {section}: {tests:?}"
        );
    }
}

#[test]
fn the_document_is_what_the_tests_say() {
    let path = folder("docs/conformance.md");
    let document = document();
    if std::env::var_os("WINDROW_TEST_BLESS").is_some() {
        std::fs::create_dir_all(folder("docs")).expect("the folder of the documentation");
        std::fs::write(&path, &document).expect("the document written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == document,
        "docs/conformance.md is not what the tests say; write it with WINDROW_TEST_BLESS=1 cargo test --test spec conformance"
    );
}
