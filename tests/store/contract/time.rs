//! Datestamps, the horizon, and what a snapshot shows.

use std::sync::Arc;

use windrow::model::Datestamp;
use windrow::store::{ErrorKind, Found, Wait};

use crate::bench::{ALL, Bench, NOON, body_of, id, parsed, put, records, stamp};

pub fn a_batch_has_one_datestamp_ahead_of_every_response_date_given(bench: &Bench) {
    let given = bench.snapshot().now();
    bench.apply(&[put("a", "1"), put("b", "1")]);
    bench.wait();
    let stamps: Vec<_> = bench.list(ALL).into_iter().map(|(_, _, stamp)| stamp).collect();
    assert_eq!(stamps, [given.plus(1), given.plus(1)]);
}

pub fn a_record_becomes_visible_exactly_at_its_datestamp(bench: &Bench) {
    bench.apply(&[put("a", "1")]);
    assert_eq!(bench.get("a"), None);
    assert_eq!(bench.bodies(ALL), Vec::<String>::new());
    bench.clock.advance(1);
    assert_eq!(bench.get("a").as_deref(), Some("1"));
    assert_eq!(bench.list(ALL)[0].2, bench.snapshot().now());
}

pub fn until_then_the_version_before_is_visible(bench: &Bench) {
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
pub fn the_version_before_stays_until_the_datestamp_of_the_one_that_comes(bench: &Bench) {
    bench.apply(&[put("a", "1")]);
    bench.wait();
    bench.get("a");
    bench.apply(&[put("a", "2")]);
    bench.clock.advance(10);
    bench.apply(&[put("a", "3")]); // nobody has asked meanwhile
    assert_eq!(bench.get("a").as_deref(), Some("1"));
    assert_eq!(bench.bodies(ALL), ["a=1"]);
    bench.clock.advance(1);
    assert_eq!(bench.get("a").as_deref(), Some("3"));
    assert_eq!(bench.bodies(ALL), ["a=3"]);
}

pub fn a_clock_that_goes_back_takes_nothing_back(bench: &Bench) {
    bench.apply(&[put("a", "1")]);
    bench.wait();
    let before = bench.list(ALL);
    let given = bench.snapshot().now();
    bench.clock.advance(-7_200);
    assert_eq!(bench.snapshot().now(), given);
    assert_eq!(bench.list(ALL), before);
    bench.apply(&[put("b", "1")]);
    bench.clock.advance(1);
    let after = bench.list(ALL);
    assert_eq!(after[1].0, "b", "what is written becomes visible all the same");
    assert!(after[1].2 > given);
    assert_eq!(bench.snapshot().now(), after[1].2);
}

pub fn a_forward_jump_of_the_clock_is_reported(bench: &Bench) {
    let reported = || {
        bench.snapshot();
        let problems = bench.store.problems();
        assert!(problems.iter().all(|problem| problem.kind == ErrorKind::Clock), "{problems:?}");
        problems.first().map(ToString::to_string)
    };
    bench.clock.advance(3_600);
    assert_eq!(reported(), None);
    bench.clock.advance(366 * 86_400);
    let problem = reported().unwrap();
    assert!(problem.contains("2024-05-01T13:00:00Z"), "{problem}");
    assert!(problem.contains("2025-05-02T13:00:00Z"), "{problem}");
    bench.clock.advance(-366 * 86_400);
    assert_eq!(reported(), Some(problem), "until it is repaired");
}

pub fn another_process_sees_the_same_and_time_does_not_go_back_there_either(bench: &Bench) {
    bench.apply(&[put("a", "1")]);
    bench.wait();
    let (seen, now) = (bench.list(ALL), bench.snapshot().now());
    bench.clock.advance(-100);
    let other = Bench {
        store: (bench.reopen)(),
        clock: Arc::clone(&bench.clock),
        reopen: Box::new(|| unreachable!()),
    };
    assert_eq!(other.list(ALL), seen);
    assert_eq!(other.snapshot().now(), now);
    assert_eq!(other.snapshot().key().unwrap(), bench.snapshot().key().unwrap());
    other.apply(&[put("a", "2")]);
    bench.clock.advance(1);
    assert_eq!(bench.bodies(ALL), ["a=2"], "what it writes is seen here");
}

pub fn a_snapshot_does_not_change_while_it_lives(bench: &Bench) {
    bench.apply(&[put("a", "1")]);
    bench.wait();
    let snapshot = bench.snapshot();
    let now = snapshot.now();
    bench.apply(&[put("a", "2"), put("b", "1")]);
    bench.store.put_document("d", "1", 0).unwrap();
    bench.wait();
    bench.list(ALL);
    assert_eq!(snapshot.now(), now);
    assert_eq!(snapshot.count(&ALL).unwrap(), 1);
    assert_eq!(body_of(&*snapshot, "a").as_deref(), Some("1"));
    assert_eq!(body_of(&*snapshot, "b"), None);
    let bodies: Vec<_> = records(&*snapshot, &ALL).into_iter().map(|record| record.body).collect();
    assert_eq!(bodies, ["1"]);
    assert_eq!(snapshot.document("d").unwrap(), None);
}

pub fn a_snapshot_without_waiting_shows_the_same_or_is_refused(bench: &Bench) {
    bench.apply(&[put("a", "1")]);
    for seconds in [0, 1, 0, 5, 0] {
        bench.clock.advance(seconds);
        let before = at_once(bench);
        let waited = bench.snapshot();
        let shown = (waited.now(), waited.count(&ALL).unwrap(), body_of(&*waited, "a"));
        for at_once in [before, at_once(bench)].into_iter().flatten() {
            assert_eq!(at_once, shown);
        }
    }
}

/// What a snapshot shows that was not waited for; `None` if something is not ready.
fn at_once(bench: &Bench) -> Option<(Datestamp, u64, Option<String>)> {
    let snapshot = ready(bench.store.snapshot(Wait::No))?;
    let count = ready(snapshot.count(&ALL))?;
    let mut xml = Vec::new();
    let found = ready(snapshot.record(id("a").as_str(), "oai_dc", &mut xml))?;
    let body = (found == Found::Record).then(|| parsed(str::from_utf8(&xml).unwrap()).remove(0).body);
    Some((snapshot.now(), count, body))
}

fn ready<T>(result: windrow::store::Result<T>) -> Option<T> {
    result.inspect_err(|error| assert_eq!(error.kind, ErrorKind::WouldBlock, "{error}")).ok()
}

pub fn earliest_is_the_least_datestamp_or_the_making_of_the_store(bench: &Bench) {
    let earliest = || bench.snapshot().earliest().unwrap();
    assert_eq!(earliest(), stamp(NOON));
    bench.apply(&[put("a", "1")]);
    bench.clock.advance(100);
    bench.apply(&[put("b", "1")]);
    bench.clock.advance(100);
    assert_eq!(earliest(), bench.list(ALL)[0].2);
    bench.apply(&[put("a", "2")]);
    bench.clock.advance(100);
    assert_eq!(earliest(), bench.list(ALL)[0].2);
}
