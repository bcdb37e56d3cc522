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
        (3, "2 created, 0 changed, 0 unchanged, 0 deleted, 1 rejected; 1 error, 0 warnings\n")
    );
    assert!(said.err.contains("a.jsonl:2"), "{said:?}");
    let again = place.run(&["load", "a.jsonl", "--source", "other"]);
    assert_eq!(again.out, "0 created, 0 changed, 2 unchanged, 0 deleted, 1 rejected; 1 error, 0 warnings\n");
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
    assert_eq!(
        place.run(&["sync"]).out,
        "1 created, 0 changed, 0 unchanged, 0 deleted, 0 not published; 0 errors, 0 warnings\n"
    );
    let serving = place.serve(&[]);
    let report: serde_json::Value = serde_json::from_str(&serving.get("/health/ready")).unwrap();
    assert_eq!(report["items"], 3);
}

/// A response with one record, whose title is its datestamp.
fn response(header: &str, datestamp: &str) -> String {
    format!(
        "<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><responseDate>2024-01-01T00:00:00Z</responseDate>\
         <request verb='ListRecords' metadataPrefix='oai_dc'>http://a.org/oai</request><ListRecords><record>{header}\
         <datestamp>{datestamp}</datestamp></header><metadata><oai_dc:dc xmlns:oai_dc='http://www.openarchives.org/OAI/2.0/oai_dc/' \
         xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>{datestamp}</dc:title></oai_dc:dc></metadata></record></ListRecords></OAI-PMH>"
    )
}

#[test]
fn what_is_older_stays_out_and_what_is_no_identifier_is_escaped_if_asked() {
    let place = Place::with(0);
    let header = "<header><identifier>oai:a.org:1</identifier>";
    place.write("1.xml", &response(header, "2022-01-01"));
    place.write("2.xml", &response(header, "2022-02-01"));
    place.write("3.xml", &response(&header.replace("a.org:1", "a.org:A 1"), "2022-02-01"));
    let load = |arguments: &[&str]| {
        let said = place.run(&[&["load", "--source", "a"], arguments].concat());
        (said.code, said.out, said.err)
    };
    let (code, out, _) = load(&["2.xml", "1.xml"]);
    assert_eq!(
        (code, out.as_str()),
        (0, "1 created, 0 changed, 0 unchanged, 0 deleted, 0 rejected, 1 older; 0 errors, 1 warning\n")
    );
    let (code, out, err) = load(&["1.xml"]);
    assert_eq!(
        (code, out.as_str()),
        (0, "0 created, 0 changed, 0 unchanged, 0 deleted, 0 rejected, 1 older; 0 errors, 1 warning\n")
    );
    assert!(err.starts_with("warning: 1.xml:1:") && err.contains("--older"), "{err}");
    let (_, out, err) = load(&["1.xml", "--older"]);
    assert_eq!(
        (out.as_str(), err.as_str()),
        ("0 created, 1 changed, 0 unchanged, 0 deleted, 0 rejected; 0 errors, 0 warnings\n", "")
    );
    let (code, _, err) = load(&["3.xml"]);
    assert!(code == 3 && err.contains("--escape-identifiers"), "{err}");
    let (code, out, _) = load(&["3.xml", "--escape-identifiers"]);
    assert_eq!(
        (code, out.as_str()),
        (0, "1 created, 0 changed, 0 unchanged, 0 deleted, 0 rejected; 0 errors, 0 warnings\n")
    );
    let marc = response(&header.replace("<header>", "<header status='deleted'>"), "2023-01-01");
    place.write("4.xml", &marc.replace("='oai_dc'>http", "='marcxml'>http"));
    let (code, out, _) = load(&["4.xml"]);
    let expected = "0 created, 0 changed, 0 unchanged, 0 deleted, 0 rejected, 1 deleted in other formats; 0 errors, 1 warning\n";
    assert_eq!((code, out.as_str()), (0, expected));
}
