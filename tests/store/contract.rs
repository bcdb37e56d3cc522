//! What every engine of the store does, rule by rule; a second engine is one more line at the end of this file.

use std::ops::ControlFlow;
use std::sync::Arc;

use windrow::model::{Datestamp, SetSpec};
use windrow::store::{Change, Found, Outcome, Put, Range};

use super::bench::{ALL, Bench, NOON, body_at, id, put, put_in, sqlite, stamp};
use super::rehearsal::{
    a_rehearsal_says_what_applying_does_then, a_rehearsal_tells_what_was_published_last_if_asked,
    a_rehearsal_writes_nothing,
};

fn an_item_is_created_changed_deleted_and_created_again(bench: &Bench) {
    assert_eq!(bench.apply(&[put("a", "1")]), [Outcome::Created]);
    assert_eq!(bench.apply(&[put("a", "2")]), [Outcome::Changed]);
    assert_eq!(bench.apply(&[Change::Delete(id("a"))]), [Outcome::Deleted]);
    assert_eq!(bench.apply(&[Change::Delete(id("a"))]), [Outcome::Unchanged]);
    bench.wait();
    assert_eq!(bench.bodies(ALL), ["a=†"]);
    assert_eq!(bench.apply(&[put("a", "2")]), [Outcome::Created]);
    bench.wait();
    assert_eq!(bench.bodies(ALL), ["a=2"]);
}

fn the_same_content_again_moves_no_datestamp(bench: &Bench) {
    bench.apply(&[put("a", "1"), put("b", "1")]);
    bench.wait();
    let before = bench.list(ALL);
    bench.clock.advance(1_000);
    assert_eq!(bench.apply(&[put("a", "1"), put("b", "1")]), [Outcome::Unchanged, Outcome::Unchanged]);
    bench.wait();
    assert_eq!(bench.list(ALL), before);
}

fn a_batch_has_one_datestamp_ahead_of_every_response_date_given(bench: &Bench) {
    let given = bench.store.snapshot().unwrap().now();
    bench.apply(&[put("a", "1"), put("b", "1")]);
    bench.wait();
    let stamps: Vec<_> = bench.list(ALL).into_iter().map(|(_, _, stamp)| stamp).collect();
    assert_eq!(stamps, [given.plus(1), given.plus(1)]);
}

fn a_record_becomes_visible_exactly_at_its_datestamp(bench: &Bench) {
    bench.apply(&[put("a", "1")]);
    assert_eq!(bench.get("a"), None);
    assert_eq!(bench.bodies(ALL), Vec::<String>::new());
    bench.clock.advance(1);
    assert_eq!(bench.get("a").as_deref(), Some("1"));
    assert_eq!(bench.list(ALL)[0].2, bench.store.snapshot().unwrap().now());
}

fn until_then_the_version_before_is_visible(bench: &Bench) {
    bench.apply(&[put("a", "1")]);
    bench.wait();
    bench.get("a");
    bench.apply(&[put("a", "2")]);
    bench.apply(&[put("a", "3")]); // replaces a version that nobody has seen
    assert_eq!(bench.get("a").as_deref(), Some("1"));
    assert_eq!(bench.bodies(ALL), ["a=1"]);
    bench.clock.advance(1);
    assert_eq!(bench.get("a").as_deref(), Some("3"));
    assert_eq!(bench.bodies(ALL), ["a=3"]);
}

/// Found by the simulation: the version that somebody saw stayed away between two datestamps that nobody saw.
fn the_version_before_stays_until_the_datestamp_of_the_one_that_comes(bench: &Bench) {
    bench.apply(&[put("a", "1")]);
    bench.wait();
    bench.get("a");
    bench.apply(&[put("a", "2")]);
    bench.clock.advance(10);
    bench.apply(&[put("a", "3")]); // nobody has asked meanwhile
    assert_eq!(bench.get("a").as_deref(), Some("1"));
    bench.clock.advance(1);
    assert_eq!(bench.get("a").as_deref(), Some("3"));
}

fn a_changed_record_moves_to_the_end_of_the_log(bench: &Bench) {
    bench.apply(&[put("a", "1"), put("b", "1"), put("c", "1")]);
    bench.wait();
    bench.apply(&[put("a", "2")]);
    bench.wait();
    assert_eq!(bench.bodies(ALL), ["b=1", "c=1", "a=2"]);
}

fn from_and_until_are_inclusive(bench: &Bench) {
    let mut stamps = Vec::new();
    for name in ["a", "b", "c"] {
        bench.apply(&[put(name, "1")]);
        bench.clock.advance(10);
        stamps.push(bench.list(ALL).last().unwrap().2);
    }
    let between =
        |from: Option<Datestamp>, until: Option<Datestamp>| bench.bodies(Range { from, until, ..ALL });
    assert_eq!(between(Some(stamps[1]), Some(stamps[1])), ["b=1"]);
    assert_eq!(between(Some(stamps[0].plus(1)), None), ["b=1", "c=1"]);
    assert_eq!(between(None, Some(stamps[2].plus(-1))), ["a=1", "b=1"]);
    assert_eq!(between(None, Some(stamps[0].plus(-1))), Vec::<String>::new());
    assert_eq!(between(Some(stamps[2].plus(1)), None), Vec::<String>::new());
}

fn a_set_holds_what_is_in_it_and_below_and_nothing_of_its_namesakes(bench: &Bench) {
    let dc = &[("oai_dc", "1")];
    bench.apply(&[
        put_in("x", &["a:b:c", "z"], dc),
        put_in("y", &["ab"], dc),
        put_in("n", &[], dc),
        put_in("m", &["a:b"], dc),
    ]);
    bench.wait();
    let of = |set: &str| bench.bodies(Range { set: Some(&set.parse().unwrap()), ..ALL });
    assert_eq!(of("a"), ["x=1", "m=1"]);
    assert_eq!(of("a:b:c"), ["x=1"]);
    assert_eq!(of("z"), ["x=1"]);
    assert_eq!(of("ab"), ["y=1"]);
    assert_eq!(of("c"), Vec::<String>::new());
    let sets = bench.store.snapshot().unwrap().sets().unwrap();
    assert_eq!(sets.iter().map(SetSpec::as_str).collect::<Vec<_>>(), ["a", "a:b", "a:b:c", "ab", "z"]);
}

fn moving_between_sets_moves_the_datestamp_and_empties_the_old_set(bench: &Bench) {
    bench.apply(&[put_in("x", &["a"], &[("oai_dc", "1")])]);
    bench.wait();
    let before = bench.list(ALL)[0].2;
    assert_eq!(bench.apply(&[put_in("x", &["b"], &[("oai_dc", "1")])]), [Outcome::Changed]);
    let of = |set: &str| bench.bodies(Range { set: Some(&set.parse().unwrap()), ..ALL });
    assert_eq!(
        (of("a").len(), of("b").len()),
        (1, 0),
        "the old version is visible until the new one's datestamp"
    );
    bench.wait();
    assert_eq!((of("a").len(), of("b").len()), (0, 1));
    assert!(bench.list(ALL)[0].2 > before);
}

fn a_tombstone_keeps_the_sets(bench: &Bench) {
    bench.apply(&[put_in("x", &["a:b"], &[("oai_dc", "1")])]);
    bench.apply(&[Change::Delete(id("x"))]);
    bench.wait();
    assert_eq!(bench.bodies(Range { set: Some(&"a".parse().unwrap()), ..ALL }), ["x=†"]);
}

fn a_format_that_goes_is_deleted_alone_and_one_it_never_had_is_none(bench: &Bench) {
    bench.apply(&[put_in("x", &[], &[("oai_dc", "1"), ("oai_qdc", "1")])]);
    bench.wait();
    let before = bench.list(ALL);
    bench.apply(&[put_in("x", &[], &[("oai_dc", "1")])]);
    bench.wait();
    assert_eq!(bench.list(ALL), before);
    assert_eq!(bench.bodies(Range { prefix: "oai_qdc", ..ALL }), ["x=†"]);
    let snapshot = bench.store.snapshot().unwrap();
    assert_eq!(snapshot.record(id("x").as_str(), "marcxml").unwrap(), Found::NoSuchFormat);
    assert_eq!(snapshot.record(id("y").as_str(), "oai_dc").unwrap(), Found::NoSuchItem);
    assert_eq!(snapshot.prefixes(id("x").as_str()).unwrap().unwrap(), ["oai_dc"]);
    assert_eq!(snapshot.prefixes(id("y").as_str()).unwrap(), None);
}

fn a_source_touches_only_its_own_items(bench: &Bench) {
    bench.apply(&[put("a", "1")]);
    let foreign = [Outcome::Foreign("s".to_owned())];
    assert_eq!(bench.store.apply("t", &[put("a", "2")]).unwrap(), foreign);
    assert_eq!(bench.store.apply("t", &[Change::Delete(id("a"))]).unwrap(), foreign);
    assert_eq!(bench.store.holdings("s").unwrap().len(), 1);
    assert_eq!(bench.store.holdings("t").unwrap().len(), 0);
    bench.apply(&[Change::Delete(id("a"))]);
    assert_eq!(
        bench.store.apply("t", &[put("a", "2")]).unwrap(),
        [Outcome::Created],
        "a deleted item may move"
    );
    assert_eq!(bench.store.holdings("t").unwrap()[0].origin, "a.toml");
}

fn a_clock_that_goes_back_takes_nothing_back_with_it(bench: &Bench) {
    bench.apply(&[put("a", "1")]);
    bench.wait();
    let before = bench.list(ALL);
    let given = bench.store.snapshot().unwrap().now();
    bench.clock.advance(-7_200);
    assert_eq!(bench.store.snapshot().unwrap().now(), given);
    assert_eq!(bench.store.snapshot().unwrap().clock_behind(), 7_200);
    assert_eq!(bench.list(ALL), before);
    bench.apply(&[put("b", "1")]);
    bench.clock.advance(1);
    let after = bench.list(ALL);
    assert_eq!(after[1].0, "b", "what is written becomes visible all the same");
    assert!(after[1].2 > given);
    assert_eq!(bench.store.snapshot().unwrap().now(), after[1].2);
}

fn another_process_sees_the_same_and_time_does_not_go_back_there_either(bench: &Bench) {
    bench.apply(&[put("a", "1")]);
    bench.wait();
    let (seen, now) = (bench.list(ALL), bench.store.snapshot().unwrap().now());
    bench.clock.advance(-100);
    let other = Bench {
        store: (bench.reopen)(),
        clock: Arc::clone(&bench.clock),
        reopen: Box::new(|| unreachable!()),
    };
    assert_eq!(other.list(ALL), seen);
    assert_eq!(other.store.snapshot().unwrap().now(), now);
    assert_eq!(
        other.store.snapshot().unwrap().key().unwrap(),
        bench.store.snapshot().unwrap().key().unwrap()
    );
}

fn a_snapshot_does_not_change_while_it_lives(bench: &Bench) {
    bench.apply(&[put("a", "1")]);
    bench.wait();
    let snapshot = bench.store.snapshot().unwrap();
    bench.apply(&[put("a", "2"), put("b", "1")]);
    bench.wait();
    bench.list(ALL);
    assert_eq!(snapshot.count(&ALL).unwrap(), 1);
    let Found::Record(piece) = snapshot.record(id("a").as_str(), "oai_dc").unwrap() else {
        panic!("it is there")
    };
    assert_eq!(body_at(&*snapshot, piece), "1");
}

fn earliest_is_the_least_datestamp_or_the_making_of_the_store(bench: &Bench) {
    assert_eq!(bench.store.snapshot().unwrap().earliest().unwrap(), stamp(NOON));
    bench.apply(&[put("a", "1")]);
    bench.clock.advance(100);
    bench.apply(&[put("b", "1")]);
    bench.clock.advance(100);
    assert_eq!(bench.store.snapshot().unwrap().earliest().unwrap(), bench.list(ALL)[0].2);
    bench.apply(&[put("a", "2")]);
    bench.clock.advance(100);
    assert_eq!(bench.store.snapshot().unwrap().earliest().unwrap(), bench.list(ALL)[0].2);
}

fn a_walk_goes_on_after_a_sequence_number(bench: &Bench) {
    bench.apply(&[put("a", "1"), put("b", "1"), put("c", "1")]);
    bench.wait();
    let mut places = Vec::new();
    let snapshot = bench.store.snapshot().unwrap();
    let mut collect = |record: windrow::store::StoredRecord<'_>| {
        places.push(record.seq);
        ControlFlow::Continue(())
    };
    snapshot.walk(&ALL, false, &mut collect).unwrap();
    assert_eq!(bench.bodies(Range { after: Some(places[0]), ..ALL }), ["b=1", "c=1"]);
    assert_eq!(bench.bodies(Range { after: Some(places[2]), ..ALL }), Vec::<String>::new());
    assert_eq!(bench.bodies(Range { after: Some(u64::MAX), ..ALL }), Vec::<String>::new());
}

fn counts_of_long_stretches_agree_with_walks(bench: &Bench) {
    let dc = &[("oai_dc", "1")];
    for batch in 0..5 {
        let name = |number: usize| format!("{}", batch * 1_000 + number);
        let sets = |number: usize| if number.is_multiple_of(3) { &["a:b"][..] } else { &[] };
        let changes: Vec<_> = (0..1_000).map(|number| put_in(&name(number), sets(number), dc)).collect();
        bench.apply(&changes);
        bench.wait();
    }
    let deletions: Vec<_> =
        (0..5_000).step_by(7).map(|number| Change::Delete(id(&number.to_string()))).collect();
    bench.apply(&deletions);
    bench.wait();
    let set: SetSpec = "a".parse().unwrap();
    for set in [None, Some(&set)] {
        for after in [None, Some(1), Some(1_023), Some(1_024), Some(2_500), Some(5_700)] {
            bench.counted(Range { set, after, ..ALL });
        }
    }
}

fn documents_are_shared_and_counted(bench: &Bench) {
    assert_eq!(bench.store.document("d").unwrap(), None);
    let revision = bench.store.snapshot().unwrap().documents_revision();
    bench.store.put_document("d", "1").unwrap();
    bench.store.put_document("d", "2").unwrap();
    let snapshot = bench.store.snapshot().unwrap();
    assert_eq!(snapshot.document("d").unwrap().as_deref(), Some("2"));
    assert!(snapshot.documents_revision() > revision);
}

fn a_sample_identifier_is_given_only_if_all_are_of_the_namespace(bench: &Bench) {
    let sample = || bench.store.snapshot().unwrap().sample_identifier("oai:x.example:").unwrap();
    assert_eq!(sample(), None);
    bench.apply(&[put("b", "1"), put("a", "1")]);
    bench.wait();
    assert_eq!(sample().as_deref(), Some("oai:x.example:a"));
    let Change::Put(foreign) = put("c", "1") else { unreachable!() };
    bench.apply(&[Change::Put(Put { identifier: "oai:y.example:c".parse().unwrap(), ..foreign })]);
    assert_eq!(sample(), None);
}

fn items_of_other_renderings_are_found_page_by_page(bench: &Bench) {
    bench.apply(&[put("a", "1"), put("b", "1"), put("c", "1"), put("d", "1")]);
    bench.apply(&[Change::Delete(id("c"))]);
    assert_eq!(bench.store.outdated("1", None, 9).unwrap(), []);
    let first = bench.store.outdated("2", None, 2).unwrap();
    assert_eq!(first.iter().map(|item| &item.identifier).collect::<Vec<_>>(), [&id("a"), &id("b")]);
    assert_eq!((first[0].source.as_str(), first[0].oai_dc.as_str()), ("s", "1"));
    let rest = bench.store.outdated("2", Some(&id("b")), 2).unwrap();
    assert_eq!(rest.iter().map(|item| &item.identifier).collect::<Vec<_>>(), [&id("d")]);
}

fn an_item_is_found_by_its_identifier_while_it_lives(bench: &Bench) {
    bench.apply(&[put("a", "1"), put("b", "1")]);
    bench.apply(&[put("a", "2"), Change::Delete(id("b"))]);
    let found = bench.store.item(&id("a")).unwrap().unwrap();
    assert_eq!((found.identifier, found.source.as_str(), found.origin.as_str()), (id("a"), "s", "a.toml"));
    assert_eq!((found.native.as_str(), found.oai_dc.as_str()), ("{}", "2"));
    assert_eq!(bench.store.item(&id("b")).unwrap(), None);
    assert_eq!(bench.store.item(&id("c")).unwrap(), None);
}

fn figures_count_live_and_deleted_items(bench: &Bench) {
    bench.apply(&[put("a", "1"), put("b", "1")]);
    bench.apply(&[Change::Delete(id("a"))]);
    let figures = bench.store.figures().unwrap();
    assert_eq!((figures.items, figures.deleted_items), (1, 1));
    assert!(figures.bytes > 0);
}

/// One test for each rule and engine.
macro_rules! contract {
    ($engine:ident: $($rule:ident),+ $(,)?) => {
        mod $engine {
            $(#[test] fn $rule() { super::$rule(&super::$engine()); })+
        }
    };
}

contract!(sqlite:
    an_item_is_created_changed_deleted_and_created_again,
    the_same_content_again_moves_no_datestamp,
    a_batch_has_one_datestamp_ahead_of_every_response_date_given,
    a_record_becomes_visible_exactly_at_its_datestamp,
    until_then_the_version_before_is_visible,
    the_version_before_stays_until_the_datestamp_of_the_one_that_comes,
    a_changed_record_moves_to_the_end_of_the_log,
    from_and_until_are_inclusive,
    a_set_holds_what_is_in_it_and_below_and_nothing_of_its_namesakes,
    moving_between_sets_moves_the_datestamp_and_empties_the_old_set,
    a_tombstone_keeps_the_sets,
    a_format_that_goes_is_deleted_alone_and_one_it_never_had_is_none,
    a_source_touches_only_its_own_items,
    a_clock_that_goes_back_takes_nothing_back_with_it,
    another_process_sees_the_same_and_time_does_not_go_back_there_either,
    a_snapshot_does_not_change_while_it_lives,
    earliest_is_the_least_datestamp_or_the_making_of_the_store,
    a_walk_goes_on_after_a_sequence_number,
    counts_of_long_stretches_agree_with_walks,
    documents_are_shared_and_counted,
    a_sample_identifier_is_given_only_if_all_are_of_the_namespace,
    items_of_other_renderings_are_found_page_by_page,
    an_item_is_found_by_its_identifier_while_it_lives,
    figures_count_live_and_deleted_items,
    a_rehearsal_says_what_applying_does_then,
    a_rehearsal_tells_what_was_published_last_if_asked,
    a_rehearsal_writes_nothing,
);
