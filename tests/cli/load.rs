//! `windrow load`: files into a source, with a place for each bad record.

use crate::program::Place;

const LINES: &str = r#"{"identifier":"oai:a.org:1","dc":[{"element":"title","value":"One"}]}
{"identifier":"oai:a.org:2","dc":[{"element":"titel","value":"Two"}]}
{"identifier":"oai:a.org:3","dc":[{"element":"title","value":"Three"}]}
"#;

#[test]
fn good_records_are_loaded_and_a_bad_one_is_told_with_its_place() {
    let place = Place::with(0);
    place.write("a.jsonl", LINES);
    let said = place.run(&["load", "a.jsonl", "--source", "other"]);
    assert_eq!(
        (said.code, said.out.as_str()),
        (3, "2 created, 0 changed, 0 unchanged, 0 deleted, 1 rejected\n")
    );
    assert!(said.err.contains("a.jsonl:2"), "{said:?}");
    let again = place.run(&["load", "a.jsonl", "--source", "other"]);
    assert_eq!(again.out, "0 created, 0 changed, 2 unchanged, 0 deleted, 1 rejected\n");
}

#[test]
fn a_load_needs_a_source_of_its_own_and_files_that_are_there() {
    let place = Place::with(0);
    place.write("a.jsonl", LINES);
    assert_eq!(place.run(&["load", "a.jsonl"]).code, 2);
    let said = place.run(&["load", "a.jsonl", "--source", "records"]);
    assert!(said.code == 2 && said.err.contains("--source"), "{said:?}");
    let said = place.run(&["load", "absent.jsonl", "--source", "other"]);
    assert!(said.code == 3 && said.err.contains("absent.jsonl"), "{said:?}");
}

#[test]
fn what_was_loaded_is_left_alone_by_a_synchronisation() {
    let place = Place::with(1);
    place.write("a.jsonl", LINES);
    place.run(&["load", "a.jsonl", "--source", "other"]);
    assert_eq!(place.run(&["sync"]).out, "1 created, 0 changed, 0 unchanged, 0 deleted, 0 rejected\n");
    let serving = place.serve(&[]);
    let report: serde_json::Value = serde_json::from_str(&serving.get("/health/ready")).unwrap();
    assert_eq!(report["items"], 3);
}
