//! `windrow init`: a new folder works at once, and nothing that is there is touched.

use std::path::{Path, PathBuf};

use crate::program::{Place, REPOSITORY};

const FLAGS: [&str; 6] =
    ["--name", "The \"New\" 学报", "--domain", "new-journal.org", "--email", "editor@new-journal.org"];

fn init(place: &Place, arguments: &[&str]) -> crate::program::Said {
    place.run(&[&["init"], arguments].concat())
}

/// The files of a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(|entry| entry.path().strip_prefix(folder).unwrap().to_owned()).collect()
}

#[test]
fn a_new_folder_is_served_at_once_with_one_article_to_be_written() {
    let place = Place::with(0);
    let said = init(&place, &[&["new"], &FLAGS[..]].concat());
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{said:?}");
    let created = files(&place.path().join("new"));
    assert_eq!(created.len(), 6, "{created:?}");
    for file in &created {
        assert!(
            said.out.contains(&format!("created {}\n", Path::new("new").join(file).display())),
            "{said:?}"
        );
    }
    assert!(said.out.contains("\n  windrow serve --records new\n"), "{said:?}");
    let check = place.run(&["check", "--records", "new"]);
    let summary = "1 record checked, 0 would not be published; 0 errors, 1 warning\n";
    assert_eq!((check.code, check.out.as_str()), (0, summary), "{check:?}");
    assert!(check.err.contains("title of the template"), "{check:?}");
    let serving = place.serve(&["--records", "new"]);
    let identify = serving.get("/oai?verb=Identify");
    assert!(identify.contains("<repositoryName>The \"New\" 学报</repositoryName>"), "{identify}");
    assert!(identify.contains("<adminEmail>editor@new-journal.org</adminEmail>"), "{identify}");
    let list = serving.get("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc");
    assert_eq!(list.matches("<identifier>oai:new-journal.org:").count(), 1, "{list}");
}

/// What a file shows behind a `#` can be used.
#[test]
fn every_field_that_the_new_files_show_can_be_used() {
    let place = Place::with(0);
    assert_eq!(init(&place, &[&["new"], &FLAGS[..]].concat()).code, 0);
    let folder = place.path().join("new");
    for file in files(&folder).iter().filter(|file| file.extension().is_some_and(|ending| ending == "toml")) {
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        let line = |line: &str| match line.strip_prefix('#') {
            Some(field) if !field.starts_with(' ') => format!("{field}\n"),
            _ => format!("{line}\n"),
        };
        let used: String = text.lines().map(line).collect();
        assert!(used.len() < text.len(), "{}", file.display());
        std::fs::write(folder.join(file), used.replace("Title of the article", "Norm-setting")).unwrap();
    }
    let check = place.run(&["check", "--records", "new"]);
    assert_eq!((check.code, check.err.as_str()), (0, ""), "{check:?}");
}

#[test]
fn nothing_is_overwritten() {
    let place = Place::with(0);
    std::fs::create_dir(place.path().join("new")).unwrap();
    for file in ["records/repository.toml", "new/TEMPLATE.toml"] {
        place.write(file, REPOSITORY);
        let folder = file.split('/').next().unwrap();
        let said = init(&place, &[&[folder], &FLAGS[..]].concat());
        assert!(
            said.code == 1 && said.err.contains(file) && said.err.contains("nothing is overwritten"),
            "{said:?}"
        );
        assert_eq!(files(&place.path().join(folder)).len(), 1, "nothing is written beside it");
        assert_eq!(std::fs::read_to_string(place.path().join(file)).unwrap(), REPOSITORY);
    }
    let said = init(&place, &FLAGS);
    assert!(
        said.code == 1 && said.err.contains("records/repository.toml"),
        "the folder of the settings: {said:?}"
    );
}

#[test]
fn without_a_terminal_what_is_missing_or_wrong_is_named_and_nothing_is_written() {
    let place = Place::with(0);
    let said = init(&place, &["new", "--domain", "new-journal.org"]);
    assert!(said.code == 2 && said.err.contains("give --name, --email, too"), "{said:?}");
    for (at, value, part) in
        [(1, " ", "--name: "), (3, "localhost", "--domain: "), (5, "nobody", "--email: ")]
    {
        let mut flags = FLAGS;
        flags[at] = value;
        let said = init(&place, &[&["new"], &flags[..]].concat());
        assert!(said.code == 2 && said.err.contains(part), "{said:?}");
    }
    assert!(!place.path().join("new").exists());
}

/// Whoever has tried the articles that come with the program has a store with another namespace.
#[test]
fn a_store_of_another_namespace_is_left_alone() {
    let place = Place::with(1);
    assert_eq!(place.run(&["sync"]).code, 0);
    let said = init(&place, &[&["new"], &FLAGS[..]].concat());
    assert!(said.out.contains("belongs to journal.org"), "{said:?}");
    assert!(said.out.contains("\n  windrow serve --records new --data new-data\n"), "{said:?}");
}

#[test]
fn the_guide_of_the_folder_is_in_the_language_of_the_editor() {
    for (language, words) in [("en", "**A new article:**"), ("zh", "**新文章：**")] {
        let place = Place::with(0);
        let answers = ["--name", "J", "--domain", "journal.cn", "--email", "a@journal.cn"];
        let said = place.run(&[&["init", "new", "--lang", language], &answers[..]].concat());
        assert_eq!(said.code, 0, "{}", said.err);
        let guide = std::fs::read_to_string(place.path().join("new/README.md")).unwrap();
        assert!(guide.contains(words) && !guide.contains("YEAR"), "{guide}");
    }
}
