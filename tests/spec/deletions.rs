//! Deleted records (§2.5.1).

use crate::support::answer::Header;
use crate::support::endpoint::Endpoint;
use crate::support::fixture::{Fixture, Workshop, id};
use crate::support::items::{article, dublin_core};

/// The header of a record.
fn header(endpoint: &Endpoint, local: &str, prefix: &str) -> Header {
    endpoint.record(&id(local), prefix).headers().remove(0)
}

/// What GetRecord says of a record: its deletion, or the error.
fn state(endpoint: &Endpoint, local: &str, prefix: &str) -> String {
    let answer = endpoint.record(&id(local), prefix);
    match answer.errors().first() {
        Some(code) => (*code).to_owned(),
        None if answer.headers()[0].deleted => "deleted".to_owned(),
        None => "live".to_owned(),
    }
}

requirement! {
    R125 MUST "§2.5.1" "Deletions are remembered for ever, through restarts."
    fn deletions_are_remembered(workshop: &Workshop) {
        workshop.put(&[article("x", &["a"]), article("y", &[])]);
        workshop.delete(&["x"]);
        let list = "verb=ListRecords&metadataPrefix=oai_dc";
        let before = workshop.endpoint().headers(list);
        workshop.clock.advance(20 * 365 * 86_400);
        let served = workshop.another(5);
        assert_eq!(served.endpoint.headers(list), before);
        assert_eq!(state(&served.endpoint, "x", "oai_dc"), "deleted");
    }
}

requirement! {
    R127 MUST "§2.5.1" "A deleted record is a header with its status, and nothing else."
    fn deleted_records_are_headers(endpoint: &Endpoint) {
        for prefix in endpoint.prefixes() {
            for part in endpoint.parts_if_any(&format!("verb=ListRecords&metadataPrefix={prefix}")) {
                for record in part.verb().all("record") {
                    if record.children[0].attribute("status").is_some() {
                        assert_eq!(record.names(), ["header"]);
                    }
                }
            }
        }
    }
}

requirement! {
    R128 MUST "§2.5.1" "The datestamp of a deleted record is that of its deletion."
    fn the_datestamp_is_that_of_the_deletion(workshop: &Workshop) {
        workshop.put(&[article("x", &[])]);
        let before = workshop.endpoint().get("verb=Identify").response_date().to_owned();
        workshop.delete(&["x"]);
        let after = workshop.endpoint().get("verb=Identify").response_date().to_owned();
        for prefix in ["oai_dc", "oai_qdc"] {
            let Header { datestamp, deleted, .. } = header(workshop.endpoint(), "x", prefix);
            assert!(deleted && before < datestamp && datestamp <= after, "{before} < {datestamp} <= {after}");
        }
    }
}

requirement! {
    R129 MUST "§2.5.1" "Lists by date, set and format have the deleted records that match."
    fn lists_have_deleted_records(fixture: &Fixture) {
        let Header { datestamp, .. } = header(&fixture.endpoint, "gone", "oai_dc");
        for verb in ["ListRecords", "ListIdentifiers"] {
            for query in ["", &format!("&from={datestamp}&until={datestamp}"), "&set=a:b", "&set=a", &format!("&set=a&from={datestamp}")] {
                for prefix in ["oai_dc", "oai_qdc"] {
                    let headers = fixture.endpoint.headers(&format!("verb={verb}&metadataPrefix={prefix}{query}"));
                    let found = headers.iter().find(|header| header.identifier == id("gone"));
                    assert!(found.is_some_and(|header| header.deleted), "{verb} {prefix} {query}");
                }
            }
        }
    }
}

requirement! {
    R130 MUST "§2.5.1" "GetRecord gives a deleted record as such."
    fn get_record_gives_deleted_records(fixture: &Fixture) {
        for prefix in ["oai_dc", "oai_qdc"] {
            let answer = fixture.endpoint.record(&id("gone"), prefix);
            assert_eq!(answer.verb().children[0].names(), ["header"]);
            assert!(answer.headers()[0].deleted);
        }
    }
}

requirement! {
    R131 MUST "§2.5.1" "A record is deleted in its format; the item may live on in others."
    fn a_record_is_deleted_in_its_format(fixture: &Fixture) {
        assert_eq!(state(&fixture.endpoint, "narrowed", "oai_dc"), "live");
        assert_eq!(state(&fixture.endpoint, "narrowed", "oai_qdc"), "deleted");
    }
}

requirement! {
    R132 MUST "§2.5.1" "A deleted item has no deleted record in a format that it never had."
    fn no_record_is_deleted_that_never_was(fixture: &Fixture) {
        assert_eq!(state(&fixture.endpoint, "gone-dc", "oai_dc"), "deleted");
        assert_eq!(state(&fixture.endpoint, "gone-dc", "oai_qdc"), "cannotDisseminateFormat");
    }
}

requirement! {
    R133 MUST "§2.5.1" "A deleted record keeps its sets."
    fn deleted_records_keep_their_sets(fixture: &Fixture) {
        assert_eq!(header(&fixture.endpoint, "gone", "oai_dc").sets, ["a:b"]);
        assert_eq!(header(&fixture.endpoint, "gone", "oai_qdc").sets, ["a:b"]);
    }
}

requirement! {
    R134 SHOULD "§2.6" "To leave a set is not to be deleted, anywhere."
    fn leaving_a_set_is_no_deletion(fixture: &Fixture) {
        for set in ["", "&set=a", "&set=a:b", "&set=b"] {
            let headers = fixture.endpoint.headers(&format!("verb=ListIdentifiers&metadataPrefix=oai_dc{set}"));
            let moved = headers.iter().find(|header| header.identifier == id("moved"));
            assert_eq!(moved.is_some(), !set.contains('a'), "{set}");
            assert!(moved.is_none_or(|header| !header.deleted && header.sets == ["b"]), "{set}");
        }
    }
}

requirement! {
    R135 SHOULD "§2.5.1" "An item that comes back is the same item, with a later datestamp."
    fn what_comes_back_is_the_same_item(workshop: &Workshop) {
        workshop.put(&[article("x", &["a"])]);
        workshop.delete(&["x"]);
        let gone = header(workshop.endpoint(), "x", "oai_dc");
        workshop.put(&[article("x", &["a"])]);
        let back = header(workshop.endpoint(), "x", "oai_dc");
        assert!(gone.deleted && !back.deleted && back.datestamp > gone.datestamp, "{gone:?} {back:?}");
        assert_eq!(workshop.endpoint().all("oai_dc").len(), 1);
    }
}

requirement! {
    R136 MUST "§2.5.1" "A deleted item is still an item: ListMetadataFormats knows it."
    fn deleted_items_are_known(fixture: &Fixture) {
        let formats = |local: &str| {
            let answer = fixture.endpoint.get(&format!("verb=ListMetadataFormats&identifier={}", id(local)));
            answer.verb().all("metadataFormat").map(|format| format.text_of("metadataPrefix").to_owned()).collect::<Vec<_>>()
        };
        let all = formats("gone");
        assert!(all.starts_with(&["oai_dc".to_owned(), "oai_qdc".to_owned()]), "{all:?}");
        assert_eq!(all, formats("none")); // an article as it was, and still there
        assert_eq!(formats("gone-dc"), ["oai_dc"]);
    }
}

requirement! {
    R137 SHOULD "§2.5.1" "An item that goes goes in all its formats at once."
    fn items_go_in_all_formats(workshop: &Workshop) {
        workshop.put(&[article("x", &[]), dublin_core("y", &[])]);
        workshop.delete(&["x", "y"]);
        let (dc, qualified) = (workshop.endpoint().all("oai_dc"), workshop.endpoint().all("oai_qdc"));
        assert!(dc.len() == 2 && dc.iter().all(|header| header.deleted));
        assert!(qualified.len() == 1 && qualified.iter().all(|header| header.deleted));
        assert_eq!(dc[0].datestamp, qualified[0].datestamp);
    }
}
