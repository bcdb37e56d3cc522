//! What a store says it would do: rules of its contract.

use windrow::store::{Change, Fate, Outcome, Range, Rehearsed, RehearsedRecord};

use super::bench::{ALL, Bench, Seen, id, put, put_in};

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
    bench.apply(&[Change::Delete(id(&name("c")))]);
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
        ("s", Change::Delete(id(&name("a")))),
        ("s", Change::Delete(id(&name("c")))),
        ("s", Change::Delete(id(&name("never")))),
        ("other", put(&name("b"), "2")),
        ("other", Change::Delete(id(&name("b")))),
        ("other", put(&name("c"), "2")),
    ]
}

/// The records that differ, as a rehearsal tells of them.
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

pub fn a_rehearsal_says_what_applying_does_then(bench: &Bench) {
    let told = |records: Vec<RehearsedRecord>| {
        let mut told: Vec<_> = records.into_iter().map(|record| (record.prefix, record.fate)).collect();
        told.sort_by(|(one, _), (other, _)| one.cmp(other));
        told
    };
    for number in 0..changes(0).len() {
        prepare(bench, number);
        let before = visible(bench);
        let (source, change) = changes(number).swap_remove(number);
        let change = [change];
        let Rehearsed { outcome, records } = bench.store.rehearse(source, &change, false).unwrap().remove(0);
        assert_eq!(bench.store.apply(source, &change).unwrap(), [outcome], "change {number}");
        bench.wait();
        assert_eq!(told(records), differences(&before, &visible(bench)), "change {number}");
    }
}

pub fn a_rehearsal_tells_what_was_published_last_if_asked(bench: &Bench) {
    bench.apply(&[put_in("x", &["a:b", "c"], &[("oai_dc", "1"), ("oai_qdc", "q")])]);
    let change = [put_in("x", &[], &[("oai_dc", "2"), ("mods", "m")])];
    for (bodies, texts) in [(true, [("a:b c", "1"), ("", ""), ("a:b c", "q")]), (false, [("", ""); 3])] {
        let Rehearsed { records, .. } = bench.store.rehearse("s", &change, bodies).unwrap().remove(0);
        let told = records.iter().map(|record| (record.sets.as_str(), record.body.as_str()));
        assert_eq!(told.collect::<Vec<_>>(), texts, "though it is not visible yet");
        assert_eq!(
            records.iter().map(|record| record.fate).collect::<Vec<_>>(),
            [Fate::Changed, Fate::Created, Fate::Deleted]
        );
    }
}

pub fn a_rehearsal_writes_nothing(bench: &Bench) {
    prepare(bench, 0);
    let now = || {
        let snapshot = bench.store.snapshot().unwrap();
        (snapshot.now(), snapshot.documents_revision())
    };
    let before = (visible(bench), now(), bench.store.figures().unwrap(), bench.store.holdings("s").unwrap());
    let (of_s, of_other): (Vec<_>, Vec<_>) = changes(0).into_iter().partition(|(source, _)| *source == "s");
    for (source, changes) in [("s", of_s), ("other", of_other)] {
        let changes: Vec<_> = changes.into_iter().map(|(_, change)| change).collect();
        let rehearsed = bench.store.rehearse(source, &changes, true).unwrap();
        assert_eq!(rehearsed.len(), changes.len());
        let alone = changes.iter().map(|change| {
            bench.store.rehearse(source, std::slice::from_ref(change), true).unwrap().remove(0)
        });
        assert_eq!(rehearsed, alone.collect::<Vec<_>>(), "each by itself");
    }
    let after = (visible(bench), now(), bench.store.figures().unwrap(), bench.store.holdings("s").unwrap());
    assert_eq!(before, after);
    bench.wait();
    assert_eq!(before.0, visible(bench), "nothing waits for its datestamp either");
    assert_eq!(bench.apply(&[put("0b", "1")]), [Outcome::Unchanged]);
}
