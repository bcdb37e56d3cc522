//! Deletions that the store learns of late, and what is known of deleted items.

use windrow::store::{Base, Change, KnownItem, Outcome, Range};

use crate::bench::{ALL, Bench, delete, delete_late, id, put, put_in, with};

const MODS: Range<'_> = Range { prefix: "mods", ..ALL };

fn known(bench: &Bench, name: &str) -> Option<KnownItem> {
    bench.store.known_items(&[&id(name)]).unwrap().remove(0)
}

fn delete_late_with(name: &str, fingerprint: &str) -> Change {
    let Change::Delete(mut deletion) = delete_late(name, "oai_dc", &[]) else { panic!("a deletion") };
    deletion.fingerprint = fingerprint.to_owned();
    Change::Delete(deletion)
}

pub fn an_item_that_was_deleted_before_leaves_a_tombstone(bench: &Bench) {
    bench.apply(&[put("a", "1")]);
    bench.wait();
    let before = bench.snapshot().now();
    assert_eq!(bench.apply(&[delete_late("x", "oai_dc", &["p:q"])]), [Outcome::Deleted]);
    bench.wait();
    assert_eq!(bench.bodies_of_set("p"), ["x=†"]);
    assert_eq!(bench.bodies(Range { from: Some(before), ..ALL }), ["x=†"], "lists with from show it");
    assert_eq!(bench.get("x"), Some("†".to_owned()));
    let figures = bench.store.figures().unwrap();
    assert_eq!((figures.items, figures.deleted_items), (1, 1));
    let shown = bench.counted(ALL);
    assert_eq!(bench.apply(&[delete_late("x", "oai_dc", &["p:q"])]), [Outcome::Unchanged]);
    assert_eq!(bench.apply(&[delete("x"), delete("never")]), [Outcome::Unchanged, Outcome::Unchanged]);
    bench.wait();
    assert_eq!(bench.counted(ALL), shown, "no datestamp moves");
}

pub fn an_item_has_a_tombstone_for_each_format_that_it_was_deleted_in(bench: &Bench) {
    let both = [delete_late("x", "mods", &[]), delete_late("x", "oai_dc", &[])];
    assert_eq!(bench.apply(&both), [Outcome::Deleted, Outcome::Deleted]);
    bench.apply(&[put("a", "1"), delete("a")]);
    bench.apply(&[delete("a")]);
    assert_eq!(bench.apply(&[delete_late("a", "mods", &[])]), [Outcome::Deleted]);
    bench.wait();
    assert_eq!(bench.bodies(MODS), ["x=†", "a=†"]);
    assert_eq!(bench.bodies(ALL), ["x=†", "a=†"]);
    let mut prefixes = bench.snapshot().prefixes(id("x").as_str()).unwrap().unwrap();
    prefixes.sort();
    assert_eq!(prefixes, ["mods", "oai_dc"]);
}

pub fn a_live_item_is_deleted_in_all_its_formats_and_no_other(bench: &Bench) {
    bench.apply(&[put_in("x", &[], &[("oai_dc", "1"), ("mods", "1")])]);
    assert_eq!(bench.apply(&[delete_late("x", "oai_qdc", &[])]), [Outcome::Deleted]);
    bench.wait();
    assert_eq!((bench.bodies(ALL), bench.bodies(MODS)), (vec!["x=†".to_owned()], vec!["x=†".to_owned()]));
    assert!(bench.list(Range { prefix: "oai_qdc", ..ALL }).is_empty());
}

pub fn an_item_may_come_after_its_tombstone(bench: &Bench) {
    bench.apply(&[delete_late("x", "oai_dc", &[]), delete_late("x", "mods", &[])]);
    bench.wait();
    assert_eq!(bench.apply_from("t", &[put("x", "1")]), [Outcome::Created]);
    bench.wait();
    assert_eq!((bench.bodies(ALL), bench.bodies(MODS)), (vec!["x=1".to_owned()], vec!["x=†".to_owned()]));
    assert_eq!(bench.apply_from("t", &[delete("x")]), [Outcome::Deleted]);
    bench.wait();
    assert_eq!(bench.bodies(ALL), ["x=†"]);
    let figures = bench.store.figures().unwrap();
    assert_eq!((figures.items, figures.deleted_items), (0, 1));
}

pub fn a_deleted_item_is_known_by_its_last_deletion(bench: &Bench) {
    assert_eq!(known(bench, "a"), None);
    bench.apply(&[put("a", "1")]);
    let KnownItem { base, source, origin, fingerprint } = known(bench, "a").unwrap();
    assert_eq!((base, source.as_str()), (bench.base("a"), "s"));
    assert_eq!((origin.as_str(), fingerprint.as_str()), ("a.toml", "f"));
    bench.apply(&[delete_late("a", "oai_dc", &[])]);
    let KnownItem { origin, fingerprint, .. } = known(bench, "a").unwrap();
    assert_eq!((origin.as_str(), fingerprint.as_str()), ("", "late"));
    assert_eq!(bench.apply(&[delete_late_with("a", "later")]), [Outcome::Unchanged]);
    assert_eq!(known(bench, "a").unwrap().fingerprint, "later");
    bench.apply_from("t", &[delete_late("a", "mods", &[])]);
    let KnownItem { source, fingerprint, .. } = known(bench, "a").unwrap();
    assert_eq!(
        (source.as_str(), fingerprint.as_str()),
        ("s", "later"),
        "another source does not take it over"
    );
}

pub fn a_change_of_a_deleted_item_is_written_only_on_its_exact_state(bench: &Bench) {
    let based = |mut change: Change, base| {
        change.rebase(base);
        [change]
    };
    bench.apply(&[delete_late("x", "oai_dc", &[])]);
    let KnownItem { base: first, .. } = known(bench, "x").unwrap();
    assert!(matches!(first, Base::Deleted(_)), "{first:?}");
    assert_eq!(bench.apply_as_based("s", &based(put("x", "1"), Base::New)), [Outcome::Stale]);
    bench.apply(&[delete_late("x", "mods", &[])]);
    assert_eq!(bench.apply_as_based("s", &based(put("x", "1"), first)), [Outcome::Stale]);
    let KnownItem { base: second, .. } = known(bench, "x").unwrap();
    let later = delete_late_with("x", "later");
    assert_eq!(bench.apply(&[later]), [Outcome::Unchanged]);
    assert_eq!(
        bench.apply_as_based("s", &based(put("x", "1"), second)),
        [Outcome::Stale],
        "judged by another date"
    );
    let KnownItem { base, .. } = known(bench, "x").unwrap();
    assert_eq!(bench.apply_as_based("s", &based(put("x", "1"), base)), [Outcome::Created]);
    assert_eq!(bench.apply_as_based("s", &based(put("x", "2"), base)), [Outcome::Stale]);
    assert_eq!(bench.apply_as_based("s", &based(put("y", "1"), Base::New)), [Outcome::Created]);
    assert_eq!(bench.apply_as_based("s", &based(put("y", "2"), Base::New)), [Outcome::Stale]);
}

pub fn a_put_that_is_anew_is_written_though_it_is_the_same(bench: &Bench) {
    bench.apply(&[put("a", "1"), put("b", "1")]);
    bench.wait();
    assert_eq!(bench.apply(&[with(put("a", "1"), |put| put.is_anew = true)]), [Outcome::Changed]);
    bench.wait();
    assert_eq!(bench.bodies(ALL), ["b=1", "a=1"]);
}
