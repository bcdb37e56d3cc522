//! What a store says it would do: rules of its contract.

use windrow::store::{Base, Batch, Change, DryRun, DryRunRecord, Fate, Outcome, RULES, Range};

use super::bench::{ALL, Bench, Seen, delete, delete_late, put, put_in, with};

/// What is visible in each format.
type Visible = Vec<(&'static str, Vec<Seen>)>;

fn visible(bench: &Bench) -> Visible {
    ["mods", "oai_dc", "oai_qdc"].map(|prefix| (prefix, bench.list(Range { prefix, ..ALL }))).into()
}

/// The items `a` (in two formats), `b`, and the deleted `c`, under names of their own.
fn prepare(bench: &Bench, number: usize) {
    let name = |name: &str| format!("{number}{name}");
    let a = put_in(&name("a"), &[], &[("oai_dc", "1"), ("oai_qdc", "1")]);
    bench.apply(&[a, put(&name("b"), "1"), put(&name("c"), "1")]);
    bench.apply(&[delete(&name("c"))]);
    bench.wait();
}

/// Each kind of change to these items, with the source that makes it.
fn changes(number: usize) -> Vec<(&'static str, Change)> {
    let name = |name: &str| format!("{number}{name}");
    let a = |sets: &[&str], records: &[(&'static str, &str)]| ("s", put_in(&name("a"), sets, records));
    vec![
        ("s", put(&name("new"), "1")),
        a(&[], &[("oai_dc", "1"), ("oai_qdc", "1")]),
        a(&[], &[("oai_dc", "2"), ("oai_qdc", "1")]),
        a(&["x"], &[("oai_dc", "1"), ("oai_qdc", "1")]),
        a(&[], &[("oai_dc", "1"), ("mods", "1")]),
        a(&[], &[]),
        ("s", put(&name("c"), "1")),
        ("s", delete(&name("a"))),
        ("s", delete(&name("c"))),
        ("s", delete(&name("never"))),
        ("s", delete_late(&name("never"), "mods", &["x"])),
        ("s", delete_late(&name("c"), "mods", &[])),
        ("s", delete_late(&name("c"), "oai_dc", &[])),
        ("s", with(put(&name("b"), "1"), |put| put.is_anew = true)),
        ("other", put(&name("b"), "2")),
        ("other", delete(&name("b"))),
        ("other", put(&name("c"), "2")),
    ]
}

/// The records that differ, as a dry run reports them.
fn differences(before: &Visible, after: &Visible) -> Vec<(String, Fate)> {
    let mut differences = Vec::new();
    for ((prefix, before), (_, after)) in before.iter().zip(after) {
        for (name, body, _) in after.iter().filter(|seen| !before.contains(seen)) {
            let was = before.iter().any(|(known, body, _)| known == name && body != "†");
            let fate = match (body.as_str(), was) {
                ("†", _) => Fate::Deleted,
                (_, true) => Fate::Changed,
                (_, false) => Fate::Created,
            };
            differences.push(((*prefix).to_owned(), fate));
        }
    }
    differences
}

pub fn a_dry_run_says_what_applying_does_then(bench: &Bench) {
    let fates = |records: Vec<DryRunRecord>| {
        let mut fates: Vec<_> = records.into_iter().map(|record| (record.prefix, record.fate)).collect();
        fates.sort_by(|(one, _), (other, _)| one.cmp(other));
        fates
    };
    for number in 0..changes(0).len() {
        prepare(bench, number);
        let before = visible(bench);
        let (source, change) = changes(number).swap_remove(number);
        let change = [change];
        let DryRun { outcome, records } = bench.dry_run(source, &change, false).remove(0);
        assert_eq!(bench.apply_from(source, &change), [outcome], "change {number}");
        bench.wait();
        assert_eq!(fates(records), differences(&before, &visible(bench)), "change {number}");
    }
}

pub fn a_dry_run_shows_what_was_published_last_if_asked(bench: &Bench) {
    bench.apply(&[put_in("x", &["a:b", "c"], &[("oai_dc", "1"), ("oai_qdc", "q")])]);
    let change = [put_in("x", &[], &[("oai_dc", "2"), ("mods", "m")])];
    for (bodies, texts) in [(true, [("a:b c", "1"), ("", ""), ("a:b c", "q")]), (false, [("", ""); 3])] {
        let DryRun { records, .. } = bench.dry_run("s", &change, bodies).remove(0);
        let shown = records.iter().map(|record| (record.sets.as_str(), record.body.as_str()));
        assert_eq!(shown.collect::<Vec<_>>(), texts, "though it is not visible yet");
        assert_eq!(
            records.iter().map(|record| record.fate).collect::<Vec<_>>(),
            [Fate::Changed, Fate::Created, Fate::Deleted]
        );
    }
}

pub fn a_dry_run_writes_nothing(bench: &Bench) {
    prepare(bench, 0);
    let state = || {
        let snapshot = bench.snapshot();
        let times = (snapshot.now(), snapshot.documents_revision());
        (visible(bench), times, bench.store.figures().unwrap(), bench.store.live_items("s").unwrap())
    };
    let before = state();
    let (of_s, of_other): (Vec<_>, Vec<_>) = changes(0).into_iter().partition(|(source, _)| *source == "s");
    for (source, changes) in [("s", of_s), ("other", of_other)] {
        let changes: Vec<_> = changes.into_iter().map(|(_, change)| change).collect();
        let together = bench.dry_run(source, &changes, true);
        let alone =
            changes.iter().map(|change| bench.dry_run(source, std::slice::from_ref(change), true).remove(0));
        assert_eq!(together, alone.collect::<Vec<_>>(), "each by itself");
    }
    assert_eq!(before, state());
    bench.wait();
    assert_eq!(before.0, visible(bench), "nothing waits for its datestamp either");
    assert_eq!(bench.apply(&[put("0b", "1")]), [Outcome::Unchanged]);
}

pub fn a_dry_run_reports_stale_changes(bench: &Bench) {
    bench.apply(&[put("a", "1")]);
    let stale = || DryRun { outcome: Outcome::Stale, records: Vec::new() };
    let dry_run = |rules, changes: &[Change]| {
        bench.store.dry_run(&Batch { source: "s", rules, changes }, true).unwrap()
    };
    let mut gone = put("never", "1");
    gone.rebase(Base::Version(1));
    assert_eq!(dry_run(0, &[put("a", "2"), delete("a"), gone]), [stale(), stale(), stale()]);
    let changes = bench.rebased(&[put("a", "2"), put("b", "1")]);
    assert!(bench.store.put_document(RULES, "1", 0).unwrap().is_some());
    assert_eq!(dry_run(0, &changes), [stale(), stale()]);
    let outcomes: Vec<_> = dry_run(bench.rules(), &changes).into_iter().map(|run| run.outcome).collect();
    assert_eq!(outcomes, [Outcome::Changed, Outcome::Created]);
}
