//! Two engines that are changed in the same way, at random, answer in the same way: the engine in memory is so simple that it
//! shows what the other one should do.

use windrow::model::SetSpec;
use windrow::store::{Base, Batch, Change, DryRun, Found, Outcome, RULES, Range, Snapshot};

use super::bench::{ALL, Bench, Shown, delete, delete_late, id, memory, put_in, records, sqlite, with};

const SEEDS: u64 = 6;
const STEPS: usize = 150;
const NAMES: [&str; 5] = ["a", "b", "c", "d", "e"];
const PREFIXES: [&str; 3] = ["mods", "oai_dc", "oai_qdc"];
const SETS: [&str; 4] = ["x", "x:y", "x:y:z", "xy"];
const SOURCES: [&str; 2] = ["s", "t"];

/// A small generator of random numbers (xorshift): the same seed gives the same run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % limit as u64).unwrap()
    }

    fn one_in(&mut self, odds: usize) -> bool {
        self.below(odds) == 0
    }

    fn of<'a>(&mut self, texts: &[&'a str]) -> &'a str {
        texts[self.below(texts.len())]
    }

    /// Each with even odds.
    fn some<'a>(&mut self, texts: &[&'a str]) -> Vec<&'a str> {
        texts.iter().copied().filter(|_| self.one_in(2)).collect()
    }
}

/// A change, and how old the state is that it is based on, in batches. Even ages name the state exactly.
type Step = (Change, usize);

fn change(random: &mut Random) -> Step {
    let age = if random.one_in(5) { 1 + random.below(4) } else { 0 };
    let name = random.of(&NAMES);
    let sets: Vec<SetSpec> = random.some(&SETS).iter().map(|spec| spec.parse().unwrap()).collect();
    let sets = SetSpec::minimal(sets);
    let sets: Vec<_> = sets.iter().map(SetSpec::as_str).collect();
    if random.one_in(4) {
        let late = delete_late(name, random.of(&PREFIXES), &sets);
        return (if random.one_in(2) { delete(name) } else { late }, age);
    }
    let body = random.of(&["1", "2", "3"]);
    let records: Vec<_> = random.some(&PREFIXES).into_iter().map(|prefix| (prefix, body)).collect();
    let rendering = random.of(&["1", "1", "2"]);
    let is_anew = random.one_in(5);
    let put = with(put_in(name, &sets, &records), |put| {
        rendering.clone_into(&mut put.rendering);
        put.is_anew = is_anew;
    });
    (put, age)
}

/// An engine, with the bases that its items had before each batch, the newest last.
struct Engine {
    bench: Bench,
    bases: Vec<Vec<Base>>,
    exact_bases: Vec<Vec<Base>>,
}

impl Engine {
    fn of(bench: Bench) -> Self {
        Self { bench, bases: Vec::new(), exact_bases: Vec::new() }
    }

    /// What a dry run says of the changes, and what becomes of them.
    fn apply(&mut self, source: &str, stale_rules: bool, steps: &[Step]) -> (Vec<DryRun>, Vec<Outcome>) {
        let store = &self.bench.store;
        self.bases.push(store.bases(&NAMES.map(id).each_ref()).unwrap());
        let known = store.known_items(&NAMES.map(id).each_ref()).unwrap();
        self.exact_bases.push(known.into_iter().map(|known| known.map_or(Base::New, |it| it.base)).collect());
        let changes: Vec<_> = steps.iter().map(|step| self.based(step)).collect();
        let batch = Batch { source, rules: self.bench.rules() + u64::from(stale_rules), changes: &changes };
        let mut dry_run = store.dry_run(&batch, true).unwrap();
        dry_run.iter_mut().for_each(|run| run.records.sort_by(|one, other| one.prefix.cmp(&other.prefix)));
        (dry_run, store.apply(&batch).unwrap())
    }

    fn based(&self, (change, age): &Step) -> Change {
        let at = NAMES.iter().position(|name| id(name) == *change.identifier()).unwrap();
        let mut change = change.clone();
        let bases = if age % 2 == 0 { &self.exact_bases } else { &self.bases };
        change.rebase(bases[bases.len().saturating_sub(1 + age)][at]);
        change
    }

    /// What is visible, in a form that does not depend on the engine.
    fn visible(&self) -> String {
        let snapshot = self.bench.snapshot();
        let mut text = format!("{} {}\n", snapshot.now(), snapshot.earliest().unwrap());
        for prefix in PREFIXES {
            for list in lists(&*snapshot, prefix) {
                text += &format!("{prefix}: {:?}\n", list.into_iter().map(Shown::seen).collect::<Vec<_>>());
            }
            for name in NAMES {
                let mut xml = Vec::new();
                let found = snapshot.record(id(name).as_str(), prefix, &mut xml).unwrap();
                assert_eq!(found == Found::Record, !xml.is_empty());
                text += &format!("{found:?} {}\n", String::from_utf8(xml).unwrap());
            }
        }
        let known = self.bench.store.known_items(&NAMES.map(id).each_ref()).unwrap();
        text += &format!("{known:?}\n");
        for name in NAMES {
            let prefixes = snapshot.prefixes(id(name).as_str()).unwrap();
            let sorted =
                prefixes.map(|prefixes| prefixes.into_iter().collect::<std::collections::BTreeSet<_>>());
            text += &format!("{name}: {sorted:?}\n");
        }
        text
    }

    /// What the store knows of items.
    fn items(&self) -> String {
        let store = &self.bench.store;
        let now = self.bench.snapshot().now();
        let mut text = String::new();
        for source in SOURCES {
            let mut items = store.live_items(source).unwrap();
            items.sort_by(|one, other| one.identifier.cmp(&other.identifier));
            let names: Vec<_> = items.into_iter().map(|item| (item.identifier, item.origin)).collect();
            let deleted = [-20, -5, 0, 1].map(|s| store.deletions_since(source, now.plus(s)).unwrap());
            text += &format!("{source}: {names:?} {deleted:?}\n");
        }
        let outdated = store.outdated(&|name| name == "2", 0, 9).unwrap().into_iter();
        let outdated: Vec<_> = outdated.map(|item| (item.identifier, item.source, item.oai_dc)).collect();
        let figures = store.figures().unwrap();
        text + &format!("{outdated:?} {} {}", figures.items, figures.deleted_items)
    }

    /// What is certain only while nothing waits for its datestamp.
    fn at_rest(&self) -> String {
        let snapshot = self.bench.snapshot();
        for prefix in PREFIXES {
            self.bench.counted(Range { prefix, ..ALL });
            for set in SETS {
                self.bench.counted(Range { prefix, set: Some(&set.parse().unwrap()), ..ALL });
            }
        }
        format!("{:?} {}", snapshot.sets().unwrap(), snapshot.has_sets().unwrap())
    }
}

/// Lists of a format: of everything, of each set, and of the last seconds.
fn lists(snapshot: &dyn Snapshot, prefix: &str) -> Vec<Vec<Shown>> {
    let all = Range { prefix, ..ALL };
    let [before, after] = [-3, -2].map(|seconds| Some(snapshot.now().plus(seconds)));
    let mut lists = vec![records(snapshot, &all)];
    lists.push(records(snapshot, &Range { from: after, ..all }));
    lists.push(records(snapshot, &Range { until: before, ..all }));
    for set in SETS {
        lists.push(records(snapshot, &Range { set: Some(&set.parse().unwrap()), ..all }));
    }
    lists
}

/// Changes both engines in the same way, and compares what they answer.
fn agree(seed: u64, mut engines: [Engine; 2]) {
    let mut random = Random(seed);
    for step in 0..STEPS {
        let place = format!("seed {seed}, step {step}");
        match random.below(10) {
            0..5 => {
                let steps: Vec<_> = (0..=random.below(3)).map(|_| change(&mut random)).collect();
                let (source, stale_rules) = (random.of(&["s", "s", "s", "t"]), random.one_in(20));
                let [one, other] = engines.each_mut().map(|engine| engine.apply(source, stale_rules, &steps));
                assert_eq!(one, other, "{place}: {source} {steps:?}");
            }
            5..8 => {
                let seconds = [0, 1, 1, 2, 10, -1, -5][random.below(7)];
                engines.iter().for_each(|engine| engine.bench.clock.advance(seconds));
            }
            8 => {
                let [one, other] = engines.each_ref().map(Engine::visible);
                assert_eq!(one, other, "{place}");
                let [one, other] = engines.each_ref().map(Engine::items);
                assert_eq!(one, other, "{place}");
            }
            _ if random.one_in(4) => engines.iter().for_each(|engine| {
                let rules = engine.bench.rules();
                assert!(engine.bench.store.put_document(RULES, "rules", rules).unwrap().is_some());
            }),
            _ => {
                // By more than the clock was ever set back, so that nothing waits for its datestamp any more.
                engines.iter().for_each(|engine| engine.bench.clock.advance(200));
                let [one, other] = engines.each_ref().map(Engine::at_rest);
                assert_eq!(one, other, "{place}");
            }
        }
    }
}

#[test]
fn two_engines_that_are_changed_in_the_same_way_answer_in_the_same_way() {
    for seed in 1..=SEEDS {
        agree(seed, [sqlite(), memory()].map(Engine::of));
    }
}
