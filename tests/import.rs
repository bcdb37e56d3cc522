//! Files as editors and harvesters bring them: what is taken, and what is said about the rest.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "import/abstracts.rs"]
mod abstracts;
#[path = "import/codes.rs"]
mod codes;
#[path = "import/corpora.rs"]
mod corpora;
#[path = "import/docs.rs"]
mod docs;
#[path = "import/foreign.rs"]
mod foreign;
#[path = "import/hostile.rs"]
mod hostile;
#[path = "import/json_lines.rs"]
mod json_lines;
#[path = "import/loading.rs"]
mod loading;
#[path = "import/mistakes.rs"]
mod mistakes;
#[path = "import/native.rs"]
mod native;
#[path = "import/oai_response.rs"]
mod oai_response;
#[path = "support/outside.rs"]
#[allow(dead_code, reason = "others use the rest")]
mod outside;
#[path = "import/record_file.rs"]
mod record_file;
#[path = "import/repository_file.rs"]
mod repository_file;
#[path = "import/seed.rs"]
mod seed;
#[path = "import/sheet.rs"]
mod sheet;
#[path = "import/template.rs"]
mod template;

use std::path::Path;

use windrow::diagnostics::Problem;
use windrow::formats::FORMATS;
use windrow::import::{Incoming, load_file};
use windrow::model::{Identity, Item};
use windrow::xml::{Event, Limits, Reader, Xml};

/// A repository with the sets `jiss`, `jiss:2022:05` and `other`.
fn identity() -> Identity {
    let text = r#"
        name = "A repository"
        namespace = "journal.org"
        admin_emails = ["oai@journal.org"]
        default_sets = ["jiss"]
        rights = ["https://creativecommons.org/publicdomain/zero/1.0/"]
        set = [
            { spec = "jiss", name = "The journal" },
            { spec = "jiss:2022:05", name = "An issue" },
            { spec = "other", name = "Others" },
        ]
    "#;
    windrow::import::repository_file::read(Path::new("repository.toml"), text.as_bytes()).unwrap().0
}

/// The problems as a person reads them.
fn lines(problems: &[Problem]) -> String {
    let line = |problem: &Problem| {
        let text = problem.to_string();
        let (_, text) = text.split_once(": ").unwrap();
        format!("{:?} {text}\n", problem.severity)
    };
    problems.iter().map(line).collect()
}

/// What loading gives, and the problems; how many records were rejected is left out.
fn load(path: &str, bytes: &[u8]) -> (Vec<Incoming>, Vec<Problem>) {
    let (mut taken, mut problems) = (Vec::new(), Vec::new());
    load_file(Path::new(path), bytes, Some(&identity()), &mut |incoming| match incoming {
        Ok(Incoming::Rejected(_)) => {}
        Ok(incoming) => taken.push(incoming),
        Err(problem) => problems.push(problem),
    });
    (taken, problems)
}

/// The items of a load that is expected to have no problems.
fn items(bytes: &[u8]) -> Vec<Item> {
    let (taken, problems) = load("file", bytes);
    assert_eq!(lines(&problems), "");
    taken
        .into_iter()
        .map(|incoming| match incoming {
            Incoming::Item(item, _) => *item,
            other => panic!("{other:?}"),
        })
        .collect()
}

/// Renders the item in each format that takes it, and reads the result back; it must be well-formed to the letter.
fn render(item: &Item) -> usize {
    let mut formats = 0;
    for format in FORMATS {
        let mut xml = Xml::new();
        if format.write(&windrow::formats::Source::of(item), &mut xml).is_err() {
            continue;
        }
        formats += 1;
        let text = xml.into_string();
        let mut reader = Reader::new(text.as_bytes(), Limits::default()).unwrap();
        loop {
            match reader.read() {
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(error) => panic!("{}: {error} in {text}", item.identifier),
            }
        }
        assert_eq!(reader.take_illegal(), None, "{}", item.identifier);
    }
    formats
}
