//! Runs: there when they are whole, gone with the first record that leaves them; and snapshots at hand.

use std::ops::ControlFlow;

use windrow::model::SetSpec;
use windrow::store::{Change, NewRun, Next, Range, Run, Snapshot, Store};

use super::bench::{ALL, Bench, id, put, put_in, sqlite, sqlite_with_room_for_runs};

/// All records of the range as one run.
fn whole(store: &dyn Store, range: &Range<'_>) -> NewRun {
    let snapshot = store.snapshot().unwrap();
    let mut run: Option<Run> = None;
    snapshot
        .walk(range, false, &mut |record| {
            run.get_or_insert_with(|| Run::beginning(range.after.unwrap_or(0), record.seq))
                .extend(record.seq, record.piece);
            ControlFlow::Continue(())
        })
        .unwrap();
    let deflated = Some((b"deflated \0\0\xFF\xFF".to_vec(), 7));
    NewRun { prefix: range.prefix.to_owned(), set: range.set.cloned(), run: run.unwrap(), deflated }
}

fn next(bench: &Bench, range: &Range<'_>) -> Next {
    bench.store.snapshot().unwrap().next_run(range).unwrap()
}

fn is_run(bench: &Bench, range: &Range<'_>) -> bool {
    matches!(next(bench, range), Next::Run { .. })
}

fn text(snapshot: &dyn Snapshot, run: &Run) -> String {
    let mut xml = Vec::new();
    snapshot.read(&run.pieces, &mut xml).unwrap();
    String::from_utf8(xml).unwrap()
}

/// Five items, visible.
fn filled() -> Bench {
    let bench = sqlite();
    bench.apply(&["a", "b", "c", "d", "e"].map(|name| {
        let sets: &[&str] = if name < "d" { &["x:y"] } else { &["z"] };
        put_in(name, sets, &[("oai_dc", name), ("marcxml", name)])
    }));
    bench.wait();
    bench
}

#[test]
fn a_kept_run_is_what_comes_next_and_reads_as_the_records_do() {
    let bench = filled();
    assert!(!is_run(&bench, &ALL));
    bench.store.keep(&[whole(&*bench.store, &ALL)]).unwrap();
    let snapshot = bench.store.snapshot().unwrap();
    let Next::Run { run, more } = snapshot.next_run(&ALL).unwrap() else { panic!("no run") };
    assert_eq!((run.records, more, run.pieces.len()), (5, false, 1), "what lies together is one piece");
    let xml = text(&*snapshot, &run);
    assert_eq!(xml.matches("<record>").count(), 5);
    assert!(xml.contains("<identifier>oai:x.example:a</identifier>"), "{xml}");
    assert!(xml.contains("<setSpec>x:y</setSpec></header>\na</record>\n"), "{xml}");
    assert_eq!(xml.len(), run.size as usize);
    let deflated = run.deflated.unwrap();
    let mut bytes = Vec::new();
    snapshot.read(&[deflated.piece], &mut bytes).unwrap();
    assert_eq!((bytes.as_slice(), deflated.crc), (&b"deflated \0\0\xFF\xFF"[..], 7));
    drop(snapshot);
    let other = Bench { store: (bench.reopen)(), ..sqlite() };
    let kept = other.store.snapshot().unwrap().next_run(&ALL).unwrap();
    assert!(matches!(kept, Next::Run { .. }), "another process has it too");
}

#[test]
fn a_run_is_of_its_list_alone() {
    let bench = filled();
    let set: SetSpec = "x".parse().unwrap();
    let of_set = Range { set: Some(&set), ..ALL };
    bench.store.keep(&[whole(&*bench.store, &of_set)]).unwrap();
    assert!(is_run(&bench, &of_set));
    let lower: SetSpec = "x:y".parse().unwrap();
    for other in [ALL, Range { set: Some(&lower), ..ALL }, Range { prefix: "marcxml", ..of_set }] {
        assert!(!is_run(&bench, &other), "{other:?}");
    }
}

#[test]
fn a_record_that_leaves_takes_its_runs_with_it_and_no_others() {
    let set: SetSpec = "x".parse().unwrap();
    let last: SetSpec = "z".parse().unwrap();
    let lists = [
        ALL,
        Range { set: Some(&set), ..ALL },
        Range { set: Some(&last), ..ALL },
        Range { prefix: "marcxml", ..ALL },
    ];
    let changed = || put_in("b", &["x:y"], &[("oai_dc", "new"), ("marcxml", "b")]);
    let moved = || put_in("b", &["z"], &[("oai_dc", "b"), ("marcxml", "b")]);
    for (change, left) in [
        (changed(), [false, false, true, true]),
        (moved(), [false, false, true, false]),
        (Change::Delete(id("b")), [false, false, true, false]),
    ] {
        let bench = filled();
        bench.store.keep(&lists.map(|list| whole(&*bench.store, &list))).unwrap();
        let before = bench.store.snapshot().unwrap();
        bench.apply(&[change]);
        assert_eq!(lists.map(|list| is_run(&bench, &list)), left);
        let still = |list| matches!(before.next_run(list).unwrap(), Next::Run { .. });
        assert!(lists.iter().all(still), "a snapshot that began before shows what it showed");
    }
}

#[test]
fn a_run_that_is_not_whole_any_more_is_not_kept() {
    let bench = filled();
    let run = whole(&*bench.store, &ALL);
    bench.apply(&[put("c", "new")]);
    bench.store.keep(&[run]).unwrap();
    assert!(!is_run(&bench, &ALL));
    let run = whole(&*bench.store, &ALL); // the old version of c is still visible, but not for long
    bench.store.keep(&[run]).unwrap();
    assert!(!is_run(&bench, &ALL));
    bench.wait();
    bench.store.keep(&[whole(&*bench.store, &ALL)]).unwrap();
    assert!(is_run(&bench, &ALL));
}

#[test]
fn who_jumps_about_in_one_snapshot_finds_the_runs_that_who_comes_anew_finds() {
    let bench = sqlite();
    let of = |number: usize| if number.is_multiple_of(3) { &["x"][..] } else { &[] };
    let name = |number: usize| format!("{number:03}");
    let put = |number: usize| put_in(&name(number), of(number), &[("oai_dc", "body"), ("marcxml", "body")]);
    bench.apply(&(0..200).map(put).collect::<Vec<_>>());
    bench.wait();
    let set: SetSpec = "x".parse().unwrap();
    let lists = [ALL, Range { set: Some(&set), ..ALL }, Range { prefix: "marcxml", ..ALL }];
    for list in lists {
        bench.store.keep(&one_by_one(&*bench.store, &list)).unwrap();
    }
    let snapshot = bench.store.snapshot().unwrap();
    let told =
        |snapshot: &dyn Snapshot, range: &Range<'_>| format!("{:?}", snapshot.next_run(range).unwrap());
    let last = 400; // both formats of 200 items
    let forward = (0..=last).map(|after| (after, 1));
    let striding = (0..=2000_u64).map(|step| (step * 7919 % (last + 1), 3));
    let backward = (0..=last).rev().map(|after| (after, 2));
    for (after, lists_from) in forward.chain(striding).chain(backward) {
        for list in lists.iter().cycle().skip(lists_from).take(lists.len()) {
            let range = Range { after: Some(after), ..*list };
            let anew = bench.store.snapshot().unwrap();
            assert_eq!(told(&*snapshot, &range), told(&*anew, &range), "after {after}");
        }
    }
    let going = lists.map(|list| runs_from(&*snapshot, list));
    assert_eq!(
        going,
        [199, 66, 199],
        "every run but the last, of which it is not certain that a record follows"
    );
}

/// Each record of a list as a run of its own.
fn one_by_one(store: &dyn Store, range: &Range<'_>) -> Vec<NewRun> {
    let mut runs: Vec<NewRun> = Vec::new();
    let walked = store.snapshot().unwrap().walk(range, false, &mut |record| {
        let mut run = Run::beginning(runs.last().map_or(0, |before| before.run.last), record.seq);
        run.extend(record.seq, record.piece);
        let (prefix, set) = (range.prefix.to_owned(), range.set.cloned());
        runs.push(NewRun { prefix, set, run, deflated: None });
        ControlFlow::Continue(())
    });
    walked.unwrap();
    runs
}

/// How many runs follow one another from the beginning of a list, each with another one behind it.
fn runs_from(snapshot: &dyn Snapshot, mut range: Range<'_>) -> usize {
    let mut count = 0;
    while let Next::Run { run, more: true } = snapshot.next_run(&range).unwrap() {
        range.after = Some(run.last);
        count += 1;
    }
    count
}

#[test]
fn who_is_beside_a_run_is_told_how_far_to_go() {
    let bench = filled();
    let seqs = {
        let mut seqs = Vec::new();
        let snapshot = bench.store.snapshot().unwrap();
        snapshot
            .walk(&ALL, false, &mut |record| {
                seqs.push(record.seq);
                ControlFlow::Continue(())
            })
            .unwrap();
        seqs
    };
    let after = |seq: u64| Range { after: Some(seq), ..ALL };
    let mut run = whole(&*bench.store, &after(seqs[0]));
    let tail = whole(&*bench.store, &after(seqs[2]));
    run.run.last = seqs[2];
    run.run.records = 2;
    bench.store.keep(&[run, tail]).unwrap();
    let told = |next| match next {
        Next::Run { run, more } => format!("run to {} {more}", run.last),
        Next::Records { until, inside, .. } => format!("records to {until:?} {inside}"),
    };
    let expected = [
        (ALL, format!("records to Some({}) false", seqs[0])),
        (after(seqs[0]), format!("run to {} true", seqs[2])),
        (after(seqs[1]), format!("records to Some({}) true", seqs[2])),
        (after(seqs[2]), format!("run to {} false", seqs[4])),
        (after(seqs[4]), "records to None false".to_owned()),
    ];
    for (range, expected) in expected {
        assert_eq!(told(next(&bench, &range)), expected, "{range:?}");
    }
}

#[test]
fn runs_take_no_more_room_than_they_have() {
    let bench = sqlite_with_room_for_runs(10);
    bench.apply(&[put("a", "1"), put("b", "2")]);
    bench.wait();
    bench.store.keep(&[whole(&*bench.store, &ALL)]).unwrap();
    let Next::Run { run, .. } = next(&bench, &ALL) else { panic!("no run") };
    assert_eq!((run.records, run.deflated), (2, None), "the run is known, but not compressed");
}

#[test]
fn a_snapshot_at_hand_is_of_this_second_and_after_all_that_was_written() {
    let bench = filled();
    let at_hand = |bench: &Bench| bench.store.snapshot_at_hand().map(|snapshot| snapshot.now());
    assert_eq!(at_hand(&bench), None, "none was begun");
    let now = bench.store.snapshot().unwrap().now();
    assert_eq!(at_hand(&bench), Some(now));
    bench.clock.advance(1);
    assert_eq!(at_hand(&bench), None, "its second is over");
    drop(bench.store.snapshot().unwrap());
    bench.store.put_document("x", "y").unwrap();
    assert_eq!(at_hand(&bench), None, "something was written");
    drop(bench.store.snapshot().unwrap());
    bench.clock.advance(100);
    let later = bench.store.snapshot().unwrap();
    bench.clock.advance(-100);
    assert_eq!(at_hand(&bench), None, "a later time was shown before the clock was set back");
    drop(later);
    assert_eq!(at_hand(&bench), None);
}
