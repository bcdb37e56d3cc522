//! What becomes of changes.

use windrow::store::{Found, Outcome, Range};

use crate::bench::{ALL, Bench, delete, id, put, put_in};

pub fn an_item_is_created_changed_deleted_and_created_again(bench: &Bench) {
    assert_eq!(bench.apply(&[put("a", "1")]), [Outcome::Created]);
    assert_eq!(bench.apply(&[put("a", "2")]), [Outcome::Changed]);
    assert_eq!(bench.apply(&[delete("a")]), [Outcome::Deleted]);
    assert_eq!(bench.apply(&[delete("a")]), [Outcome::Unchanged]);
    bench.wait();
    assert_eq!(bench.bodies(ALL), ["a=†"]);
    assert_eq!(bench.apply(&[put("a", "2")]), [Outcome::Created]);
    bench.wait();
    assert_eq!(bench.bodies(ALL), ["a=2"]);
}

pub fn the_same_content_again_moves_no_datestamp(bench: &Bench) {
    bench.apply(&[put("a", "1"), put("b", "1")]);
    bench.wait();
    let before = bench.list(ALL);
    bench.clock.advance(1_000);
    assert_eq!(bench.apply(&[put("a", "1"), put("b", "1")]), [Outcome::Unchanged, Outcome::Unchanged]);
    bench.wait();
    assert_eq!(bench.list(ALL), before);
}

pub fn a_changed_record_moves_to_the_end_of_the_log(bench: &Bench) {
    bench.apply(&[put("a", "1"), put("b", "1"), put("c", "1")]);
    bench.wait();
    bench.apply(&[put("a", "2")]);
    bench.wait();
    assert_eq!(bench.bodies(ALL), ["b=1", "c=1", "a=2"]);
}

pub fn moving_between_sets_moves_the_datestamp_and_empties_the_old_set(bench: &Bench) {
    bench.apply(&[put_in("x", &["a"], &[("oai_dc", "1")])]);
    bench.wait();
    let before = bench.list(ALL)[0].2;
    assert_eq!(bench.apply(&[put_in("x", &["b"], &[("oai_dc", "1")])]), [Outcome::Changed]);
    let sizes = || (bench.bodies_of_set("a").len(), bench.bodies_of_set("b").len());
    assert_eq!(sizes(), (1, 0), "the old version is visible until the new one's datestamp");
    bench.wait();
    assert_eq!(sizes(), (0, 1));
    assert!(bench.list(ALL)[0].2 > before);
}

pub fn a_tombstone_keeps_the_sets(bench: &Bench) {
    bench.apply(&[put_in("x", &["a:b"], &[("oai_dc", "1")])]);
    bench.apply(&[delete("x")]);
    bench.wait();
    assert_eq!(bench.bodies_of_set("a"), ["x=†"]);
}

pub fn a_format_that_an_item_no_longer_has_is_deleted_alone(bench: &Bench) {
    bench.apply(&[put_in("x", &[], &[("oai_dc", "1"), ("oai_qdc", "1")])]);
    bench.wait();
    let before = bench.list(ALL);
    assert_eq!(bench.apply(&[put_in("x", &[], &[("oai_dc", "1")])]), [Outcome::Changed]);
    bench.wait();
    assert_eq!(bench.list(ALL), before);
    assert_eq!(bench.bodies(Range { prefix: "oai_qdc", ..ALL }), ["x=†"]);
    let snapshot = bench.snapshot();
    let mut xml = Vec::new();
    assert_eq!(snapshot.record(id("x").as_str(), "oai_qdc", &mut xml).unwrap(), Found::Record);
    assert!(String::from_utf8(xml).unwrap().contains("status=\"deleted\""));
    assert_eq!(snapshot.prefixes(id("x").as_str()).unwrap().unwrap(), ["oai_dc"]);
}

pub fn a_source_changes_only_its_own_items(bench: &Bench) {
    bench.apply(&[put("a", "1")]);
    let owned = [Outcome::OwnedByOtherSource("s".to_owned())];
    assert_eq!(bench.apply_from("t", &[put("a", "2")]), owned);
    assert_eq!(bench.apply_from("t", &[delete("a")]), owned);
    bench.wait();
    assert_eq!(bench.bodies(ALL), ["a=1"]);
}

pub fn a_deleted_item_may_move_to_another_source(bench: &Bench) {
    bench.apply(&[put("a", "1")]);
    bench.apply(&[delete("a")]);
    assert_eq!(bench.apply_from("t", &[delete("a")]), [Outcome::Unchanged]);
    assert_eq!(bench.apply_from("t", &[put("a", "2")]), [Outcome::Created]);
    let items = |source: &str| bench.store.live_items(source).unwrap().len();
    assert_eq!((items("s"), items("t")), (0, 1));
    assert_eq!(bench.apply(&[put("a", "3")]), [Outcome::OwnedByOtherSource("t".to_owned())]);
}
