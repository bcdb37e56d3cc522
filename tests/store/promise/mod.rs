//! The promise of the datestamps: whatever is written, whenever, and whatever the clock does, a harvester that asks
//! `from` the responseDate it was last given, or the highest datestamp it saw, ends with a copy of the repository.
//!
//! A seeded simulation: writers, harvesters and the clock take steps in a random order; from time to time everything
//! comes to rest, every harvester finishes, and its copy is compared with what was written.

mod harvester;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;
use windrow::clock::ManualClock;
use windrow::import::repository_file;
use windrow::ingest::{load, refresh};
use windrow::model::Item;
use windrow::render::{Renderer, StoredIdentity};
use windrow::repository::{Repository, Settings};
use windrow::store::{Base, Batch, Change, Deletion, Outcome, RULES, Store, Tombstone};

use self::harvester::{Habit, Harvester, Page};
use super::bench::{Bench, memory, sqlite_with_room_for_pages};
use super::random::Random;

const SEEDS: u64 = 12;
const ROUNDS: usize = 100;
const STEPS: usize = 20;
const ITEMS: u64 = 25;
/// How many more items another process loads.
const LOADED: u64 = 5;

/// What was written last of an item.
#[derive(Clone, Debug)]
struct Written {
    title: String,
    item: Item,
    /// Whether it is available in oai_qdc.
    is_article: bool,
}

/// A change that a writer is about to make.
struct Planned {
    number: u64,
    change: Change,
    /// What the item is afterwards; `None` if it is deleted.
    becomes: Option<Written>,
}

/// Changes and the revision of the rules that they were rendered by.
struct Plan {
    rules: u64,
    changes: Vec<Planned>,
}

struct World {
    random: Random,
    store: Arc<dyn Store>,
    clock: Arc<ManualClock>,
    reopen: Box<dyn Fn() -> Arc<dyn Store>>,
    settings: Settings,
    repository: Repository,
    /// `None` for a deleted item.
    written: BTreeMap<u64, Option<Written>>,
    /// States that items had at some time, for changes that are based on them too late.
    remembered: BTreeMap<u64, Base>,
    files: TempDir,
    harvesters: Vec<Harvester>,
    version: u64,
}

const SETS: [&str; 4] = ["a", "a:b", "ab", "c"];

impl World {
    fn new(seed: u64, bench: Bench) -> Self {
        assert_eq!(bench.store.put_document(RULES, &identity(RULE), 0).unwrap(), Some(1));
        let settings = Settings {
            base_url: None,
            default_base_url: "http://x.example/oai".to_owned(),
            page_size: 1 + usize::try_from(seed).unwrap() % 7,
            page_bytes: if seed.is_multiple_of(3) { 900 } else { 1 << 20 },
            token_lifetime: 30 * 86_400,
            compressions: Vec::new(),
        };
        let harvester = Harvester::new;
        Self {
            random: Random::seeded(seed),
            repository: Repository::new(Arc::clone(&bench.store), settings.clone()),
            settings,
            store: bench.store,
            clock: bench.clock,
            reopen: bench.reopen,
            written: BTreeMap::new(),
            remembered: BTreeMap::new(),
            files: TempDir::new().unwrap(),
            harvesters: vec![
                harvester(Habit::ResponseDate, "oai_dc", None, "ListRecords"),
                harvester(Habit::HighestDatestamp, "oai_dc", None, "ListRecords"),
                harvester(Habit::ResponseDate, "oai_qdc", None, "ListRecords"),
                harvester(Habit::ResponseDate, "oai_dc", Some("a"), "ListRecords"),
                harvester(Habit::HighestDatestamp, "oai_qdc", Some("a"), "ListRecords"),
                harvester(Habit::ResponseDate, "oai_dc", None, "ListIdentifiers"),
            ],
            version: 0,
        }
    }

    fn step(&mut self) {
        match self.random.below(20) {
            0..4 => self.write(),
            4 => match self.random.below(5) {
                0 => self.write_twice(),
                1 => self.change_rules_under_a_writer(),
                2 => self.refresh_under_a_writer(),
                3 => self.load_beside_a_writer(),
                _ => self.write(),
            },
            5..7 => self.let_time_pass(),
            7 if self.random.one_in(10) => self.jump(),
            8 => self.give_up(),
            9 if self.random.one_in(10) => self.restart(),
            _ => {
                let at = self.random.below(self.harvesters.len() as u64);
                self.harvesters[usize::try_from(at).unwrap()].step(&self.repository);
            }
        }
        if self.random.one_in(2) {
            self.look_at_one();
        }
    }

    /// A batch of one to five changes.
    fn write(&mut self) {
        let plan = self.plan();
        self.publish(&*Arc::clone(&self.store), plan);
    }

    /// Two writers, in two processes, base what they do on the same state.
    fn write_twice(&mut self) {
        let plans = [self.plan(), self.plan()];
        let stores = [Arc::clone(&self.store), (self.reopen)()];
        for (plan, store) in plans.into_iter().zip(stores) {
            self.publish(&*store, plan);
        }
    }

    /// The rules change, and everything is rendered again, after a writer has read and before it writes.
    fn change_rules_under_a_writer(&mut self) {
        let plan = self.plan();
        let rules = ["", RULE, OTHER_RULE][usize::try_from(self.random.below(3)).unwrap()];
        let written = self.store.put_document(RULES, &identity(rules), self.revision()).unwrap();
        assert_eq!(written, Some(self.revision()));
        if self.random.one_in(2) {
            refresh(&*(self.reopen)()).unwrap();
        }
        self.publish(&*Arc::clone(&self.store), plan);
    }

    /// What is outdated is rendered again after a writer has read and before it writes.
    fn refresh_under_a_writer(&mut self) {
        let plan = self.plan();
        refresh(&*(self.reopen)()).unwrap();
        self.publish(&*Arc::clone(&self.store), plan);
    }

    /// Another process loads other items at the same time.
    fn load_beside_a_writer(&mut self) {
        let plan = self.plan();
        let loaded: Vec<_> = (ITEMS..ITEMS + LOADED).map(|number| (number, self.json(number))).collect();
        let lines: String = loaded.iter().map(|(_, (json, ..))| format!("{json}\n")).collect();
        let file = self.files.path().join("loaded.jsonl");
        std::fs::write(&file, lines).unwrap();
        let other = (self.reopen)();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                let counts = load(&*other, "t", &[file], &mut |problem| panic!("{problem}"), &|_, _| ());
                assert_eq!(counts.unwrap().total(), LOADED);
            });
            self.publish(&*Arc::clone(&self.store), plan);
        });
        for (number, (_, written)) in loaded {
            self.written.insert(number, Some(written));
        }
    }

    /// Publishes changes, and checks that exactly those are written whose base is the present state.
    fn publish(&mut self, store: &dyn Store, plan: Plan) {
        let (changes, planned): (Vec<_>, Vec<_>) = plan
            .changes
            .into_iter()
            .map(|Planned { number, change, becomes }| (change, (number, becomes)))
            .unzip();
        let identifiers: Vec<_> = changes.iter().map(Change::identifier).collect();
        let (bases, rules) = (store.bases(&identifiers).unwrap(), self.revision());
        let outcomes = store.apply(&Batch { source: "s", rules: plan.rules, changes: &changes }).unwrap();
        // What the items are after the changes before in the batch; `None` for a version that nobody has read.
        let mut states: BTreeMap<_, _> =
            planned.iter().zip(bases).map(|((number, _), base)| (*number, Some(base))).collect();
        for (at, (number, becomes)) in planned.into_iter().enumerate() {
            let is_stale = plan.rules != rules || states[&number] != Some(changes[at].base());
            assert_eq!(
                outcomes[at] == Outcome::Stale,
                is_stale,
                "{:?} on {:?}",
                changes[at],
                states[&number]
            );
            if is_stale {
                continue;
            }
            states.insert(number, becomes.is_none().then_some(Base::Absent));
            let leaves_tombstone =
                matches!(&changes[at], Change::Delete(deletion) if deletion.tombstone.is_some());
            if becomes.is_some() || leaves_tombstone || self.written.contains_key(&number) {
                self.written.insert(number, becomes);
            }
        }
    }

    /// One to five changes, most of them based on what there is.
    fn plan(&mut self) -> Plan {
        let renderer = Renderer::of_store(&*self.store).unwrap();
        let rules = renderer.rules() - u64::from(self.random.one_in(20));
        let changes = (0..=self.random.below(5)).map(|_| self.change(&renderer)).collect();
        Plan { rules, changes }
    }

    fn revision(&self) -> u64 {
        self.store.document(RULES).unwrap().unwrap().revision
    }

    fn change(&mut self, renderer: &Renderer) -> Planned {
        let number = self.random.below(ITEMS);
        let base = self.base(number);
        if self.random.one_in(5) {
            let tombstone = Tombstone { prefix: "oai_dc".to_owned(), sets: Vec::new() };
            let tombstone = self.random.one_in(2).then_some(tombstone);
            let deletion = Deletion { tombstone, ..Deletion::of(identifier(number).parse().unwrap(), base) };
            return Planned { number, change: Change::Delete(deletion), becomes: None };
        }
        let (_, written) = self.json(number);
        let put = renderer.put(&written.item, base, String::new(), String::new()).unwrap();
        Planned { number, change: Change::Put(put), becomes: Some(written) }
    }

    /// The present state of an item or, sometimes, one that it had earlier.
    fn base(&mut self, number: u64) -> Base {
        let present = self.store.bases(&[&identifier(number).parse().unwrap()]).unwrap().remove(0);
        let remembered = *self.remembered.entry(number).or_insert(present);
        if self.random.one_in(3) {
            self.remembered.insert(number, present);
        }
        if self.random.one_in(8) { remembered } else { present }
    }

    /// A new version of an item, as JSON and read from it.
    fn json(&mut self, number: u64) -> (String, Written) {
        self.version += 1;
        let title = format!("{number} version {}", self.version);
        let sets: Vec<_> = SETS.iter().filter(|_| self.random.one_in(3)).collect();
        let is_article = !self.random.one_in(4);
        let year = 2020 + self.random.below(4);
        let content = if is_article {
            format!(r#""article": {{"title": [{{"text": "{title}"}}], "published": "{year}"}}"#)
        } else {
            format!(
                r#""dc": [{{"element": "title", "value": "{title}"}}, {{"element": "date", "value": "{year}"}}]"#
            )
        };
        let json = format!(r#"{{"identifier": "{}", "sets": {sets:?}, {content}}}"#, identifier(number));
        let item = serde_json::from_str(&json).unwrap();
        (json, Written { title, item, is_article })
    }

    fn let_time_pass(&mut self) {
        let seconds = self.random.below(4);
        self.clock.advance(i64::try_from(seconds).unwrap());
    }

    /// The clock is set back by up to an hour, or was far ahead and is set right; somebody writes before and after.
    fn jump(&mut self) {
        let seconds = i64::try_from(self.random.below(3_600)).unwrap();
        if self.random.one_in(2) {
            self.clock.advance(seconds.min(3));
            self.write();
            self.clock.advance(-seconds);
            self.write();
        } else {
            self.clock.advance(seconds);
            self.write();
            self.harvesters[0].step(&self.repository);
            self.clock.advance(-seconds);
        }
    }

    /// Another process answers from now on, and the old one is gone; pages may have another size.
    fn restart(&mut self) {
        self.store = (self.reopen)();
        self.settings.page_size = 1 + usize::try_from(self.random.below(7)).unwrap();
        self.repository = Repository::new(Arc::clone(&self.store), self.settings.clone());
    }

    /// A harvester breaks off and will begin anew where its habit says.
    fn give_up(&mut self) {
        let at = self.random.below(self.harvesters.len() as u64);
        self.harvesters[usize::try_from(at).unwrap()].under_way = None;
    }

    /// At every instant exactly one version of a record is visible: once an item has been seen, GetRecord always finds it.
    fn look_at_one(&mut self) {
        let number = self.random.below(ITEMS);
        let identifier = format!("oai:x.example:{number}");
        let query = format!("verb=GetRecord&metadataPrefix=oai_dc&identifier={identifier}");
        let page = Page::of(&self.repository, &query, false);
        if self
            .harvesters
            .iter()
            .any(|harvester| harvester.set.is_none() && harvester.copy.contains_key(&identifier))
        {
            assert_eq!((page.records.len(), page.error), (1, None), "{query}");
        }
    }

    /// Everything comes to rest, and every copy is compared.
    fn settle(&mut self) {
        refresh(&*self.store).unwrap();
        // Long enough for a clock that was a little ahead, unasked, and was then set back.
        for _ in 0..12 {
            self.clock.advance(2);
            self.repository.base_url().unwrap(); // somebody asks, so that time goes on
        }
        let renderer = Renderer::of_store(&*self.store).unwrap();
        let mut harvesters = std::mem::take(&mut self.harvesters);
        for harvester in &mut harvesters {
            harvester.finish(&self.repository);
            self.compare(harvester, &renderer);
        }
        self.harvesters = harvesters;
        self.look_at_all();
    }

    /// At every instant exactly one version of a record is visible: a list that is read at rest has each item once.
    fn look_at_all(&self) {
        let mut query = "verb=ListRecords&metadataPrefix=oai_dc".to_owned();
        let mut seen = BTreeMap::new();
        for gzip in [false, true].into_iter().cycle() {
            let page = Page::of(&self.repository, &query, gzip);
            for (identifier, _, title) in page.records {
                let before = seen.insert(identifier.clone(), title);
                assert_eq!(before, None, "{identifier} is there twice: {query}");
            }
            let Some(token) = page.token else { break };
            query = format!("verb=ListRecords&resumptionToken={token}");
        }
        for (number, written) in &self.written {
            let expected = written.as_ref().map(|written| written.title.clone());
            let found = seen.remove(&format!("oai:x.example:{number}"));
            assert_eq!(found.unwrap_or_default(), expected, "{number}");
        }
        assert!(seen.is_empty(), "{seen:?}");
    }

    fn compare(&self, harvester: &Harvester, renderer: &Renderer) {
        let qualified = harvester.prefix == "oai_qdc";
        for (number, written) in &self.written {
            let identifier = format!("oai:x.example:{number}");
            let kept = harvester.copy.get(&identifier);
            let live = written.as_ref().filter(|written| !qualified || written.is_article);
            match (live, harvester.set) {
                // Who leaves a set is not told to those who harvest the set (§2.6).
                (Some(written), Some(set))
                    if !renderer
                        .sets(&written.item)
                        .iter()
                        .any(|spec| spec.path().any(|node| node == set)) => {}
                (Some(written), _) => {
                    let expected = if harvester.verb == "ListIdentifiers" { "" } else { &written.title };
                    assert_eq!(
                        kept,
                        Some(&Some(expected.to_owned())),
                        "{identifier} of {}",
                        harvester.query()
                    );
                }
                // Deleted, or no longer in this format: a copy has a tombstone, or never had the record.
                (None, None) => {
                    assert!(kept.is_none_or(Option::is_none), "{identifier} of {}", harvester.query())
                }
                (None, Some(_)) => {}
            }
        }
    }
}

fn identifier(number: u64) -> String {
    format!("oai:x.example:{number}")
}

/// Two rules that put items into sets below one that is harvested.
const RULE: &str = "[[rule]]\nspec = \"a:r\"\nwhere = \"year > 2021\"\nname = [{ text = \"R\" }]\n";
const OTHER_RULE: &str = "[[rule]]\nspec = \"a:r\"\nwhere = \"year < 2021\"\nname = [{ text = \"R\" }]\n";

/// The document of an identity with this rule.
fn identity(rule: &str) -> String {
    let text = format!(
        "name = \"x\"\nnamespace = \"x.example\"\nadmin_emails = [\"a@x.example\"]\n\
         [[set]]\nspec = \"a\"\nname = \"A\"\n{rule}"
    );
    let (identity, _) = repository_file::read(Path::new("repository.toml"), text.as_bytes()).unwrap();
    StoredIdentity::text(&identity)
}

fn simulate(seed: u64, bench: Bench) {
    let mut world = World::new(seed, bench);
    for round in 0..ROUNDS {
        for _ in 0..STEPS {
            world.step();
        }
        println!("seed {seed}, round {round}"); // shown when an assertion fails
        world.settle();
    }
}

#[test]
fn every_copy_harvested_from_sqlite_ends_equal_to_the_repository() {
    for seed in 1..=SEEDS {
        // None, so little that cached pages are given up at once, and enough.
        let room = [0, 3_000, 1 << 20][usize::try_from(seed).unwrap() % 3];
        simulate(seed, sqlite_with_room_for_pages(room));
    }
}

#[test]
fn every_copy_harvested_from_memory_ends_equal_to_the_repository() {
    (1..=SEEDS).for_each(|seed| simulate(seed, memory()));
}
