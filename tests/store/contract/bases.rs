//! Compare-and-set: a change is written only if nothing has changed since the state that it is based on.

use windrow::store::{Base, Batch, Change, Outcome, RULES};

use crate::bench::{ALL, Bench, delete, id, put, with};

fn based(mut change: Change, base: Base) -> Change {
    change.rebase(base);
    change
}

fn version(bench: &Bench, name: &str) -> u64 {
    let Base::Version(version) = bench.base(name) else { panic!("{name} is live") };
    version
}

/// A base of every kind that `name` does not have now; `earlier` is one that it had.
fn wrong_bases(bench: &Bench, name: &str, earlier: &[Base]) -> Vec<Base> {
    let mut bases = vec![Base::Absent, Base::Version(0), Base::Version(u64::from(u32::MAX))];
    bases.extend(earlier);
    bases.retain(|base| *base != bench.base(name));
    bases
}

/// Each of the states that `a` goes through refuses changes that are based on another one.
fn is_written_only_on_its_base(bench: &Bench, change: &Change) {
    let mut earlier = Vec::new();
    for step in [put("a", "1"), put("a", "2"), delete("a"), put("a", "2")] {
        bench.apply(&[step]);
        bench.wait();
        let before = bench.list(ALL);
        for base in wrong_bases(bench, "a", &earlier) {
            let change = based(change.clone(), base);
            assert_eq!(bench.apply_as_based("s", &[change]), [Outcome::Stale], "{base:?}");
        }
        bench.wait();
        assert_eq!(bench.list(ALL), before, "nothing was written");
        earlier.push(bench.base("a"));
    }
    assert_ne!(bench.apply(std::slice::from_ref(change)), [Outcome::Stale]);
}

pub fn a_put_is_written_only_on_the_state_it_is_based_on(bench: &Bench) {
    is_written_only_on_its_base(bench, &put("a", "3"));
}

pub fn a_deletion_is_written_only_on_the_state_it_is_based_on(bench: &Bench) {
    is_written_only_on_its_base(bench, &delete("a"));
}

pub fn of_two_changes_of_one_item_with_one_base_the_second_is_stale(bench: &Bench) {
    let twice = |changes: [Change; 2]| bench.apply(&changes);
    assert_eq!(twice([put("a", "1"), put("a", "2")]), [Outcome::Created, Outcome::Stale]);
    assert_eq!(twice([put("a", "3"), put("a", "4")]), [Outcome::Changed, Outcome::Stale]);
    assert_eq!(twice([put("a", "5"), delete("a")]), [Outcome::Changed, Outcome::Stale]);
    assert_eq!(twice([delete("a"), put("a", "6")]), [Outcome::Deleted, Outcome::Stale]);
    bench.wait();
    assert_eq!(bench.bodies(ALL), ["a=†"]);
}

pub fn a_stale_change_does_not_stop_the_others(bench: &Bench) {
    bench.apply(&[put("b", "1")]);
    let changes = [put("a", "1"), put("b", "2"), put("c", "1")];
    let outcomes = bench.apply_as_based("s", &changes); // each based on nothing
    assert_eq!(outcomes, [Outcome::Created, Outcome::Stale, Outcome::Created]);
    bench.wait();
    assert_eq!(bench.bodies(ALL), ["b=1", "a=1", "c=1"]);
}

pub fn another_owner_is_reported_before_a_stale_base(bench: &Bench) {
    bench.apply(&[put("a", "1")]);
    let owned = Outcome::OwnedByOtherSource("s".to_owned());
    let outcomes = bench.apply_as_based("t", &[put("a", "2"), delete("a")]); // each based on nothing
    assert_eq!(outcomes, [owned.clone(), owned]);
}

pub fn a_batch_that_was_rendered_by_other_rules_is_stale(bench: &Bench) {
    bench.apply(&[put("b", "1")]);
    assert!(bench.store.put_document(RULES, "1", 0).unwrap().is_some());
    assert!(bench.store.put_document(RULES, "2", bench.rules()).unwrap().is_some());
    let changes = bench.rebased(&[put("a", "1"), put("b", "2"), delete("b"), delete("c")]);
    let apply = |source, rules, changes| bench.store.apply(&Batch { source, rules, changes }).unwrap();
    for rules in [0, 1, bench.rules() + 1] {
        assert_eq!(apply("s", rules, &changes), [const { Outcome::Stale }; 4], "{rules}");
        assert_eq!(apply("t", rules, &changes), [const { Outcome::Stale }; 4], "{rules}");
    }
    bench.wait();
    assert_eq!(bench.bodies(ALL), ["b=1"]);
    assert_eq!(apply("s", bench.rules(), &changes[..2]), [Outcome::Created, Outcome::Changed]);
}

pub fn bases_come_in_the_order_of_the_identifiers(bench: &Bench) {
    bench.apply(&[put("a", "1"), put("b", "1"), put("c", "1")]);
    bench.apply(&[put("c", "2"), delete("b")]);
    let [a, b, c, never] = ["a", "b", "c", "never"].map(id);
    let bases = bench.store.bases(&[&c, &never, &a, &b, &c]).unwrap();
    let [a, c] = ["a", "c"].map(|name| Base::Version(version(bench, name)));
    assert_eq!(bases, [c, Base::Absent, a, Base::Absent, c]);
    assert_eq!(bench.store.bases(&[]).unwrap(), []);
}

pub fn the_version_of_an_item_increases_with_every_change(bench: &Bench) {
    let rerendered = |body: &str| with(put("a", body), |put| "2".clone_into(&mut put.rendering));
    let moved = |body: &str| with(rerendered(body), |put| "b.toml".clone_into(&mut put.origin));
    bench.apply(&[put("a", "1")]);
    let mut last = version(bench, "a");
    for (change, outcome) in [
        (put("a", "2"), Outcome::Changed),
        (rerendered("2"), Outcome::Unchanged),
        (moved("2"), Outcome::Unchanged),
    ] {
        assert_eq!(bench.apply(&[change]), [outcome]);
        let next = version(bench, "a");
        assert!(next > last);
        last = next;
    }
    bench.apply(&[moved("2")]);
    assert_eq!(version(bench, "a"), last, "nothing has changed");
    bench.apply(&[delete("a")]);
    bench.apply(&[put("a", "1")]);
    assert!(version(bench, "a") > last, "a version does not come again");
    assert_eq!(bench.store.live_items("s").unwrap()[0].version, version(bench, "a"));
    assert_eq!(bench.store.item(&id("a")).unwrap().unwrap().version, version(bench, "a"));
}
