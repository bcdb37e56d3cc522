//! What the store knows of items, besides their records; and documents.

use windrow::store::{StoredItem, Wait};

use crate::bench::{ALL, Bench, delete, id, put, with};

pub fn live_items_are_those_of_a_source(bench: &Bench) {
    bench.apply(&[put("a", "1"), put("b", "1")]);
    bench.apply_from("t", &[put("c", "1")]);
    bench.apply(&[delete("b")]);
    let items = bench.store.live_items("s").unwrap();
    let shown: Vec<_> =
        items.iter().map(|it| (&it.identifier, it.origin.as_str(), it.fingerprint.as_str())).collect();
    assert_eq!(shown, [(&id("a"), "a.toml", "f")]);
    assert_eq!(bench.store.live_items("t").unwrap()[0].origin, "c.toml");
    assert_eq!(bench.store.live_items("never").unwrap(), []);
}

fn identifiers(items: &[StoredItem]) -> Vec<String> {
    items.iter().map(|item| item.identifier.to_string()).collect()
}

pub fn items_of_other_renderings_are_found_part_by_part(bench: &Bench) {
    bench.apply(&[put("b", "1"), put("a", "1"), put("c", "1"), put("d", "1")]);
    bench.apply(&[delete("c")]);
    assert_eq!(bench.store.outdated(&|name| name == "1", 0, 9).unwrap(), []);
    let first = bench.store.outdated(&|name| name == "2", 0, 2).unwrap();
    let numbers: Vec<_> = first.iter().map(|item| item.number).collect();
    assert!(0 < numbers[0] && numbers[0] < numbers[1]);
    let rest = bench.store.outdated(&|name| name == "2", numbers[1], 2).unwrap();
    let mut all = [identifiers(&first), identifiers(&rest)].concat();
    all.sort();
    assert_eq!(all, ["a", "b", "d"].map(|name| id(name).to_string()));
    assert!(rest[0].number > numbers[1]);
    assert_eq!(bench.store.outdated(&|name| name == "2", rest[0].number, 2).unwrap(), []);
    assert_eq!((first[0].source.as_str(), first[0].oai_dc.as_str()), ("s", "1"));
    bench.apply(&[with(put("a", "1"), |put| "2".clone_into(&mut put.rendering))]);
    let left = bench.store.outdated(&|name| name == "2", 0, 9).unwrap();
    assert_eq!(left.len(), 2);
    assert!(!identifiers(&left).contains(&id("a").to_string()));
}

pub fn an_item_is_found_by_its_identifier_while_it_lives(bench: &Bench) {
    bench.apply(&[put("a", "1"), put("b", "1")]);
    bench.apply(&[put("a", "2"), delete("b")]);
    let found = bench.store.item(&id("a")).unwrap().unwrap();
    assert_eq!((found.source.as_str(), found.origin.as_str()), ("s", "a.toml"));
    assert_eq!((found.native.as_str(), found.fingerprint.as_str()), ("{}", "f"));
    assert_eq!((found.identifier, found.oai_dc.as_str()), (id("a"), "2"));
    assert_eq!(bench.store.item(&id("b")).unwrap(), None);
    assert_eq!(bench.store.item(&id("c")).unwrap(), None);
}

pub fn items_that_changed_after_a_sequence_number_are_found_part_by_part(bench: &Bench) {
    let newest = || bench.store.changed_items(None, 9).unwrap();
    assert_eq!((newest().identifiers, newest().seq), (vec![], 0));
    bench.apply(&[put("a", "1"), put("b", "1"), put("c", "1")]);
    let first = bench.store.changed_items(Some(0), 2).unwrap();
    let rest = bench.store.changed_items(Some(first.seq), 2).unwrap();
    assert_eq!([first.identifiers, rest.identifiers].concat(), ["a", "b", "c"].map(id));
    assert_eq!(rest.seq, newest().seq);
    assert_eq!(bench.store.changed_items(Some(rest.seq), 2).unwrap(), newest());
    let other_format = with(put("b", "1"), |put| {
        let record = windrow::store::NewRecord { prefix: "x".to_owned(), ..put.records[0].clone() };
        put.records.push(record);
    });
    bench.apply(&[delete("c"), put("a", "1"), other_format]);
    let changed = bench.store.changed_items(Some(rest.seq), 9).unwrap();
    assert_eq!(changed.identifiers, ["c", "b"].map(id), "unchanged items are not among them");
    assert_eq!(
        bench.store.changed_items(Some(u64::MAX >> 1), 9).unwrap(),
        newest(),
        "a place not reached yet"
    );
}

pub fn deletions_count_from_their_datestamp_while_they_last(bench: &Bench) {
    bench.apply(&[put("a", "1"), put("b", "1"), put("c", "1")]);
    let mut stamps = Vec::new();
    for name in ["a", "b"] {
        bench.clock.advance(10);
        bench.apply(&[delete(name)]);
        bench.wait();
        stamps.push(bench.list(ALL).last().unwrap().2);
    }
    let since = |seconds| bench.store.deletions_since("s", seconds).unwrap();
    assert_eq!([since(stamps[0].plus(-5)), since(stamps[0])], [2, 2]);
    assert_eq!([since(stamps[0].plus(1)), since(stamps[1])], [1, 1]);
    assert_eq!(since(stamps[1].plus(1)), 0);
    assert_eq!(bench.store.deletions_since("t", stamps[0]).unwrap(), 0);
    bench.apply(&[delete("a")]); // once more, which changes nothing
    assert_eq!(since(stamps[1]), 1);
    bench.apply(&[put("b", "1")]);
    assert_eq!(since(stamps[0]), 1, "it is not deleted any more");
}

pub fn figures_count_live_and_deleted_items(bench: &Bench) {
    bench.apply(&[put("a", "1"), put("b", "1"), put("c", "1")]);
    bench.apply(&[delete("a"), delete("c")]);
    bench.apply(&[put("c", "1")]);
    let figures = bench.store.figures().unwrap();
    assert_eq!((figures.items, figures.deleted_items), (2, 1));
    assert!(figures.bytes > 0);
}

pub fn a_sample_identifier_is_given_only_if_all_are_of_the_namespace(bench: &Bench) {
    let sample = || bench.snapshot().sample_identifier("oai:x.example:").unwrap();
    assert_eq!(sample(), None);
    bench.apply(&[put("b", "1"), put("a", "1")]);
    bench.wait();
    assert_eq!(sample().as_deref(), Some("oai:x.example:a"));
    let foreign = with(put("c", "1"), |put| put.identifier = "oai:y.example:c".parse().unwrap());
    bench.apply(&[foreign]);
    bench.wait();
    assert_eq!(sample(), None);
}

pub fn rights_are_listed_once_and_sorted(bench: &Bench) {
    let under = |name: &str, rights: &[&str]| {
        with(put(name, "1"), |put| put.rights = rights.iter().map(|text| (*text).to_owned()).collect())
    };
    assert_eq!(bench.snapshot().rights().unwrap(), Vec::<String>::new());
    bench.apply(&[under("a", &["y", "x"]), under("b", &[]), under("c", &["y", "w"])]);
    bench.wait();
    assert_eq!(bench.snapshot().rights().unwrap(), ["w", "x", "y"]);
}

pub fn documents_are_shared_and_counted(bench: &Bench) {
    assert_eq!(bench.store.document("d").unwrap(), None);
    let revision = bench.snapshot().documents_revision();
    assert!(bench.store.put_document("d", "1", 0).unwrap().is_some());
    assert!(bench.store.put_document("e", "other", 0).unwrap().is_some());
    let first = bench.store.document("d").unwrap().unwrap();
    assert!(bench.store.put_document("d", "2", first.revision).unwrap().is_some());
    let second = (bench.reopen)().document("d").unwrap().unwrap();
    assert_eq!((first.text.as_str(), second.text.as_str()), ("1", "2"));
    assert!(1 <= first.revision && first.revision < second.revision);
    let snapshot = bench.store.snapshot(Wait::Yes).unwrap();
    assert_eq!(snapshot.document("d").unwrap(), Some(second));
    assert!(snapshot.documents_revision() > revision);
}

pub fn a_document_is_replaced_only_if_it_is_the_one_that_was_read(bench: &Bench) {
    assert!(bench.store.put_document("d", "1", 1).unwrap().is_none(), "there is none yet");
    assert_eq!(bench.store.document("d").unwrap(), None);
    assert!(bench.store.put_document("d", "1", 0).unwrap().is_some());
    let document = bench.store.document("d").unwrap().unwrap();
    let revision = bench.snapshot().documents_revision();
    for base in [0, document.revision + 1, u64::from(u32::MAX)] {
        assert!(bench.store.put_document("d", "2", base).unwrap().is_none(), "{base}");
    }
    assert_eq!(bench.store.document("d").unwrap(), Some(document.clone()));
    assert_eq!(bench.snapshot().documents_revision(), revision);
    assert!(bench.store.put_document("d", "2", document.revision).unwrap().is_some());
    assert!(
        bench.store.put_document("d", "3", document.revision).unwrap().is_none(),
        "it was replaced meanwhile"
    );
    assert_eq!(bench.store.document("d").unwrap().unwrap().text, "2");
}
