//! `windrow diff`: what it prints, how it ends, and that it leaves everything as it is.

use crate::program::{Place, article};

#[test]
fn the_changes_that_diff_lists_are_those_that_sync_makes() {
    let place = Place::with(3);
    assert_eq!(place.run(&["sync"]).code, 0);
    let said = place.run(&["diff"]);
    let nothing = "would be: 0 created, 0 changed, 0 deleted, 0 not published; 0 errors, 0 warnings\n";
    assert_eq!((said.code, said.out.as_str(), said.err.as_str()), (0, nothing, ""));
    place.write(&article(0), "[[title]]\nlang = \"en\"\ntext = \"Another\"\n");
    place.remove(&article(1));
    place.write("records/new one.toml", "[[title]]\ntext = \"New\"\n");
    let said = place.run(&["diff"]);
    let lines: Vec<_> = said.out.lines().collect();
    assert_eq!(said.code, 4, "{said:?}");
    assert!(lines[0].starts_with("changed oai:journal.org:a0 ~") && lines[0].contains(" ~oai_dc "));
    assert!(lines[0].ends_with(" a0.toml"), "{}", lines[0]);
    assert!(lines[1].starts_with("deleted oai:journal.org:a1 -") && lines[1].contains(" -oai_dc "));
    assert!(lines[1].ends_with(" a1.toml"), "{}", lines[1]);
    assert!(lines[2].starts_with("created oai:journal.org:new%20one +") && lines[2].contains(" +oai_dc "));
    assert!(lines[2].ends_with(" new one.toml"), "{}", lines[2]);
    assert_eq!(
        lines[3..],
        ["would be: 1 created, 1 changed, 1 deleted, 0 not published; 0 errors, 1 warning"]
    );
    assert_eq!(place.run(&["diff"]).out, said.out, "nothing has happened");
    assert_eq!(
        place.run(&["sync"]).out,
        "1 created, 1 changed, 1 unchanged, 1 deleted, 0 not published; 0 errors, 1 warning\n"
    );
    assert_eq!(place.run(&["diff"]).code, 0);
}

#[test]
fn the_lines_of_xml_that_change_are_shown_if_asked_for() {
    let place = Place::with(1);
    assert_eq!(place.run(&["sync"]).code, 0);
    place.write(&article(0), "[[title]]\nlang = \"en\"\ntext = \"Another\"\n");
    let said = place.run(&["diff", "--xml"]);
    let shown = "  oai_dc\n  - <dc:title xml:lang=\"en\">T</dc:title>\n  + <dc:title xml:lang=\"en\">Another</dc:title>\n";
    assert!(said.code == 4 && said.out.contains(shown), "{said:?}");
    assert!(!place.run(&["diff"]).out.contains("dc:title"));
}

#[test]
fn problems_are_reported_as_by_a_synchronisation() {
    let place = Place::with(30);
    assert_eq!(place.run(&["sync"]).code, 0);
    (0..25).for_each(|number| place.remove(&article(number)));
    place.write(&article(29), "[[title]]\ntext = 5\n");
    let (diff, sync) = (place.run(&["diff"]), place.run(&["sync"]));
    assert_eq!((diff.code, &diff.err), (3, &sync.err));
    assert!(
        diff.err.starts_with("error: a29.toml:2:")
            && diff.err.contains("25 deletions of 30 records are withheld")
    );
    assert_eq!(
        diff.out,
        "would be: 0 created, 0 changed, 0 deleted, 1 not published; 2 errors, 0 warnings\n"
    );
    let confirmed = place.run(&["diff", "--confirm-deletions"]);
    assert!(
        confirmed
            .out
            .ends_with("would be: 0 created, 0 changed, 25 deleted, 1 not published; 1 error, 0 warnings\n"),
        "{confirmed:?}"
    );
}

#[test]
fn before_the_first_synchronisation_everything_would_be_created_and_no_store_is_made() {
    let place = Place::with(2);
    let said = place.run(&["diff"]);
    assert_eq!(said.code, 4, "{said:?}");
    assert!(
        said.out
            .ends_with("would be: 2 created, 0 changed, 0 deleted, 0 not published; 0 errors, 0 warnings\n"),
        "{said:?}"
    );
    assert!(!place.path().join("data").exists());
}

#[test]
fn it_works_while_the_repository_serves_and_what_is_served_stays() {
    let place = Place::with(2);
    assert_eq!(place.run(&["sync"]).code, 0);
    let serving = place.serve(&["--watch", "false"]);
    let list = "/oai?verb=ListRecords&metadataPrefix=oai_dc";
    // New records become visible at their datestamp, a second or two after they were written.
    let records = || serving.get(list).split("<ListRecords>").nth(1).map(str::to_owned);
    while records().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let before = records();
    place.write(&article(0), "[[title]]\ntext = \"Another\"\n");
    assert_eq!(place.run(&["diff"]).code, 4);
    assert_eq!(records(), before);
}

#[test]
fn what_comes_from_the_records_cannot_play_tricks_with_a_terminal() {
    let place = Place::with(0);
    place.write("records/a\u{1b}[31m.toml", "[[title]]\ntext = \"\u{9b}31m\"\n");
    let said = place.run(&["diff", "--xml"]);
    assert!(said.out.contains("\\u{1b}[31m.toml") && said.out.contains("\\u{9b}31m"), "{said:?}");
    assert!(said.out.chars().all(|character| character == '\n' || !character.is_control()), "{said:?}");
}
