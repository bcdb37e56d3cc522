//! The README, in English and in Chinese: its commands do what it says, and its picture shows what they print.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::program::{Place, Serving};

const README: &str = "README.md";
const CHINESE: &str = "README.zh.md";
const PICTURE: &str = include_str!("../../docs/terminal.svg");

fn text(file: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

/// The fenced blocks of a language.
fn blocks(file: &str, language: &str) -> Vec<String> {
    let opening = format!("```{language}\n");
    let of_language = |rest: &str| rest.split("\n```").next().unwrap().to_owned();
    text(file).split(&opening).skip(1).map(of_language).collect()
}

#[test]
fn both_languages_have_the_same_sections_and_examples() {
    let outline = |file| text(file).lines().filter(|line| line.starts_with("## ")).count();
    assert_eq!(outline(README), outline(CHINESE));
    for language in ["sh", "console", "python"] {
        assert_eq!(blocks(README, language), blocks(CHINESE, language), "{language}");
    }
}

/// The lines of the picture, without its markup.
fn picture() -> Vec<String> {
    let plain =
        |line: &str| line.split('<').filter_map(|piece| Some(piece.split_once('>')?.1)).collect::<String>();
    PICTURE.lines().filter(|line| line.starts_with("<text")).map(plain).collect()
}

#[test]
fn the_picture_and_the_example_show_what_the_commands_print() {
    let place = clone();
    let replace = |file: &str, from: &str, to: &str| {
        let before = std::fs::read_to_string(place.path().join(file)).unwrap();
        place.write(file, &before.replace(from, to));
    };
    let article = "records/2022/05/p130.toml";
    replace("records/repository.toml", "jiss.example", "journal.example.edu");
    replace(article, "\npages =", "\npage =");
    let mut printed = String::new();
    for command in picture().iter().filter_map(|line| line.strip_prefix("$ ")) {
        if command.starts_with("sed ") {
            replace(article, "\npage =", "\npages =");
            continue;
        }
        let arguments = command.strip_prefix("windrow ").unwrap().split(" |").next().unwrap();
        let said = place.run(&arguments.split(' ').collect::<Vec<_>>());
        printed += &format!("{}{}", said.err, said.out);
    }
    replace(article, "\npages =", "\npage =");
    printed += &place.run(&["check", "--lang", "zh"]).err;
    let shown = picture().into_iter().filter(|line| !line.starts_with("$ "));
    let lines = |file| blocks(file, "text").concat().lines().map(str::to_owned).collect::<Vec<_>>();
    let (example, chinese) = (lines(README), lines(CHINESE));
    assert!(!example.is_empty() && example.len() == chinese.len());
    for line in shown.chain(example).chain(chinese) {
        assert!(printed.lines().any(|printed| printed == line), "{line}\nis not in\n{printed}");
    }
}

/// A fresh clone, as far as the program sees it: the records of this repository.
fn clone() -> Place {
    let place = Place::with(0);
    let records = Path::new(env!("CARGO_MANIFEST_DIR")).join("records");
    for entry in walkdir::WalkDir::new(&records) {
        let entry = entry.unwrap();
        let target = place.path().join("records").join(entry.path().strip_prefix(&records).unwrap());
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(target).unwrap();
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
    place
}

/// Serves the clone under the base URL that the README has.
fn serve(place: &Place) -> Serving {
    let serving = place.serve(&["--base-url", "http://127.0.0.1:8080/oai"]);
    let begun = Instant::now();
    // New records become visible at their datestamp, a second or two after they were written.
    while !serving.get("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc").contains("<header>") {
        assert!(begun.elapsed() < Duration::from_secs(30), "no record became visible");
        std::thread::sleep(Duration::from_millis(50));
    }
    serving
}

#[test]
fn what_curl_shows_is_what_is_served() {
    let place = clone(); // to the end: a server whose store is gone says so
    let serving = serve(&place);
    let mut shown = 0;
    for block in blocks(README, "console") {
        let mut answer = String::new();
        for line in block.lines().filter(|line| !line.is_empty()) {
            if let Some(command) = line.strip_prefix("$ ") {
                let target =
                    command.strip_prefix("curl 'http://127.0.0.1:8080").unwrap().trim_end_matches('\'');
                answer = serving.get(target);
                continue;
            }
            let pieces = line.split('…').filter(|piece| !piece.is_empty());
            for piece in pieces {
                assert!(answer.contains(piece.trim()), "`{piece}` is not in\n{answer}");
                shown += 1;
            }
        }
    }
    assert!(shown >= 6, "the README shows nothing");
}

#[test]
fn every_command_of_the_readme_works() {
    let place = clone();
    let serving = serve(&place);
    let old =
        serving.get("/oai?verb=ListRecords&metadataPrefix=oai_dc").replace("jiss.example", "old.example");
    std::fs::create_dir(place.path().join("old-repository")).unwrap();
    place.write("old-repository/page-1.xml", &old);
    let mut commands = Vec::new();
    for command in blocks(README, "sh").iter().flat_map(|block| block.lines()) {
        match command.strip_prefix("cargo run --release -- ") {
            Some("serve") => assert!(serving.get("/").contains("<code>http://127.0.0.1:8080/oai</code>")),
            Some(arguments) => {
                let arguments = arguments.replace("*.xml", "page-1.xml");
                let said = place.run(&arguments.split(' ').collect::<Vec<_>>());
                assert_eq!(said.code, 0, "{command}: {said:?}");
            }
            None if command.starts_with("docker ") => {} // `CONTRIBUTING.md`: built and run by hand
            None => assert_eq!(command, "cargo test"),   // this is it
        }
        commands.push(command.to_owned());
    }
    for two in ["cargo run --release -- serve", "cargo test"] {
        assert!(commands.iter().any(|command| command == two), "{two} is not in the README");
    }
}

#[test]
fn every_file_that_the_documentation_links_to_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let docs = std::fs::read_dir(root.join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let pages = docs.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    let others =
        [README, CHINESE, "CONTRIBUTING.md", "SECURITY.md", "records/README.md", "benches/README.md"];
    for page in pages.chain(others.map(|other| root.join(other))) {
        let text = std::fs::read_to_string(&page).unwrap();
        for link in text.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()) {
            let file = link.split('#').next().unwrap();
            let there = file.is_empty() || file.contains("://") || page.parent().unwrap().join(file).exists();
            assert!(there, "{} links to {link}", page.display());
        }
    }
}
