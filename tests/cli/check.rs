//! `windrow check`: the same problems as `sync` reports, without a store.

use serde_json::Value;

use crate::program::{Place, article};

const GOOD: &str = "[[title]]\nlang = \"en\"\ntext = \"T\"\n";

/// A repository with a mistake of each kind that a synchronisation reports.
fn faulty() -> Place {
    let place = Place::with(3);
    for folder in ["2022", "2023", "formats"] {
        std::fs::create_dir(place.path().join("records").join(folder)).unwrap();
    }
    place.write(&article(0), "[[title]]\nlang = \"en\"\ntext = 5\n");
    place.write("records/2022/warned.toml", &format!("language = [\"cn\"]\n{GOOD}"));
    place.write("records/2022/same.toml", &format!("id = \"a1\"\n{GOOD}"));
    place.write("records/2022/set.toml", &format!("sets = [\"undeclared\"]\n{GOOD}"));
    place.write("records/2023/issue.toml", "issue = 5\n");
    place.write("records/2023/held.toml", GOOD);
    place.write("records/a2.marcxml.xml", "<wrong/>");
    place.write("records/formats/own.toml", "prefix = 5\n");
    place.write("records/p.toml.txt", GOOD);
    place
}

#[test]
fn it_reports_what_a_first_synchronisation_reports_and_writes_nothing() {
    let place = faulty();
    let checked = place.run(&["check"]);
    assert!(!place.path().join("data").exists());
    let synced = place.run(&["sync"]);
    assert_eq!((checked.code, synced.code), (3, 3));
    let expected =
        synced.err.replace("not published: ", "would not be published: ").replace(" (it is not served)", "");
    assert_eq!(checked.err, expected);
    for part in [
        "a0.toml:3:8: ",
        "2022/warned.toml:1:",
        "same identifier",
        "undeclared",
        "2023/issue.toml:1:",
        "formats/own.toml:",
        "p.toml.txt: ",
    ] {
        assert!(checked.err.contains(part), "{part}: {checked:?}");
    }
    let not_published = checked.err.matches("would not be published: ").count();
    assert!(
        checked.out.starts_with(&format!("7 records checked, {not_published} would not be published; ")),
        "{checked:?}"
    );
}

#[test]
fn a_folder_without_mistakes_is_good_and_a_warning_is_no_error() {
    let place = Place::with(2);
    let said = place.run(&["check"]);
    let summary = "2 records checked, 0 would not be published; 0 errors, 0 warnings\n";
    assert_eq!((said.code, said.out.as_str(), said.err.as_str()), (0, summary, ""));
    place.write(&article(1), &format!("language = [\"cn\"]\n{GOOD}"));
    let said = place.run(&["check"]);
    let summary = "2 records checked, 0 would not be published; 0 errors, 1 warning\n";
    assert_eq!((said.code, said.out.as_str()), (0, summary));
    assert!(said.err.starts_with("warning: a1.toml:1:13: "), "{said:?}");
}

/// The files that problems are reported of, when these are named.
fn files(place: &Place, named: &[&str]) -> Vec<String> {
    let said = place.run(&[&["check", "--json"], named].concat());
    let file = |line: &str| serde_json::from_str::<Value>(line).unwrap()["file"].as_str().unwrap().to_owned();
    let mut files: Vec<_> = said.out.lines().map(file).collect();
    files.dedup();
    files
}

#[test]
fn of_named_files_what_concerns_them_is_reported() {
    let place = faulty();
    assert_eq!(files(&place, &["records/a0.toml"]), ["a0.toml"]);
    assert_eq!(files(&place, &["a0.toml", "records/2022/warned.toml"]), ["2022/warned.toml", "a0.toml"]);
    let of_folder = files(&place, &["records/2022"]);
    assert_eq!(
        of_folder,
        ["2022/set.toml", "2022/warned.toml", "a1.toml"],
        "one of the last has the identifier of another"
    );
    assert_eq!(files(&place, &["2023/held.toml"]), ["2023/issue.toml"], "its defaults");
    assert_eq!(files(&place, &["a2.toml"]), ["a2.marcxml.xml"], "its sidecar");
    assert_eq!(files(&place, &["formats/own.toml"]), ["formats/own.toml"]);
    let of_both = [files(&place, &["a1.toml"]), files(&place, &["2022/same.toml"])];
    assert_eq!(of_both[0], of_both[1], "two files with one identifier");
    assert_eq!(place.run(&["check", "2022/warned.toml"]).code, 0);
    let held = place.run(&["check", "2023/held.toml"]);
    assert!(
        held.code == 3 && held.out.starts_with("1 record checked, 1 would not be published; 1 error"),
        "{held:?}"
    );
}

#[test]
fn each_problem_is_an_object_of_json() {
    let place = Place::with(1);
    place.write(&article(0), "[[title]]\nlang = \"en\"\ntext = 5\n");
    let said = place.run(&["check", "--json"]);
    assert_eq!((said.code, said.err.as_str(), said.out.lines().count()), (3, "", 1), "{said:?}");
    let problem: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(problem["severity"], "error");
    assert_eq!(
        (&problem["file"], &problem["line"], &problem["column"]),
        (&"a0.toml".into(), &3.into(), &8.into())
    );
    assert!(problem["message"].as_str().unwrap().starts_with("`text` is a text"), "{problem}");
}

#[test]
fn without_a_usable_repository_file_only_that_is_reported() {
    let place = Place::with(1);
    place.write("records/repository.toml", "name = 5\n");
    let said = place.run(&["check"]);
    assert_eq!(said.code, 3);
    assert!(said.err.starts_with("error: repository.toml:1:"), "{said:?}");
    assert!(said.out.starts_with("nothing else was checked"), "{said:?}");
    assert_eq!(place.run(&["check", "--json"]).code, 3);
}

#[test]
fn what_is_not_in_the_folder_or_not_a_record_is_not_passed_over() {
    let place = Place::with(1);
    place.write("elsewhere.toml", GOOD);
    place.write("records/notes.md", "");
    let said = place.run(&["check", "elsewhere.toml"]);
    assert!(
        said.code == 1 && said.err.contains("elsewhere.toml is not in the records folder records"),
        "{said:?}"
    );
    let said = place.run(&["check", "a00.toml"]);
    assert!(said.code == 1 && said.err.contains("did you mean records/a0.toml?"), "{said:?}");
    let said = place.run(&["check", "records/notes.md"]);
    assert!(said.code == 0 && said.err.starts_with("warning: notes.md: is not checked"), "{said:?}");
}
