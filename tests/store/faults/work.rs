//! The work that goes on while calls of the file system fail, in a process of its own: small batches, and pages read in between.
//! What is answered is checked, and what was published and shown is printed, for the process that started this one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use windrow::clock::{Clock, ManualClock};
use windrow::model::Datestamp;
use windrow::store::sqlite::{FILE_NAME, Sqlite};
use windrow::store::{Batch, Change, ErrorKind, Outcome, Range, Result, Store, Wait};

use super::super::bench::{ALL, NOON, Seen, delete, id, parsed, put_in, stamp, with};
use super::super::random::Random;
use super::library::{Amount, Control, READ};
use super::lists::{Items, items_of, list};
use super::plan::{Plan, When};

/// How many items there are at most.
const ITEMS: u64 = 14;

/// How many steps are taken before the fault, while it lasts, and after it.
const STEPS: usize = 16;

/// Until then the store has to go on working after a fault.
const DEADLINE: Duration = Duration::from_secs(20);

pub struct Work<'p> {
    plan: &'p Plan,
    control: &'p Control,
    random: Random,
    clock: Arc<ManualClock>,
    store: Option<Sqlite>,
    /// What was published, oldest first.
    published: Vec<Items>,
    /// What the items are if the last batch was published although it failed.
    uncertain: Option<Items>,
    /// Which state of each item was shown last.
    shown: BTreeMap<String, usize>,
    /// The last list that was shown, and its horizon.
    list: (Datestamp, BTreeMap<String, Seen>),
    documents: Documents,
    version: u64,
}

/// The text of a document, and what it is if it was written although that failed.
#[derive(Default)]
struct Documents {
    published: Option<String>,
    uncertain: Option<String>,
}

impl<'p> Work<'p> {
    pub fn new(plan: &'p Plan, control: &'p Control) -> Self {
        let clock = Arc::new(ManualClock::at(stamp(NOON)));
        Self {
            plan,
            control,
            random: Random::seeded(plan.seed),
            list: (clock.now(), BTreeMap::new()),
            clock,
            store: None,
            published: vec![Items::new()],
            uncertain: None,
            shown: BTreeMap::new(),
            documents: Documents::default(),
            version: 0,
        }
    }

    pub fn run(mut self) {
        if self.plan.when == When::Making {
            self.begin_fault();
        }
        self.steps();
        if self.plan.when == When::Opening {
            self.begin_fault();
            self.store = None;
        }
        if self.plan.when == When::Working {
            self.begin_fault();
        }
        self.steps();
        println!("failed {}", self.control.failed());
        if self.plan.end.is_under_fault() {
            return self.end();
        }
        self.control.end();
        self.recover();
        self.steps();
        self.rest();
        self.end();
    }

    fn begin_fault(&self) {
        self.control.begin(self.plan.fault, self.plan.amount, self.plan.name);
    }

    /// Closes the store, or leaves it as a killed process does.
    fn end(self) {
        if self.plan.end.is_killed() {
            std::process::exit(0);
        }
    }

    fn steps(&mut self) {
        for _ in 0..STEPS {
            let step = self.step();
            self.allow(step);
        }
    }

    /// An error is allowed if a call has failed. It does not say that the store is damaged, unless something cannot be read.
    fn allow(&self, step: Result<()>) {
        let Err(error) = step else { return };
        println!("error {:?} {error}", error.kind);
        assert!(self.control.failed() > 0, "nothing has failed, but {error}");
        let looks_damaged =
            matches!(error.kind, ErrorKind::Corrupt | ErrorKind::DamagedRecord | ErrorKind::Gone);
        assert!(!looks_damaged || self.plan.fault.calls == READ, "the store is intact, but {error}");
    }

    /// After the fault the store that is open works again.
    fn recover(&mut self) {
        let began = Instant::now();
        loop {
            let step = self.write().and_then(|()| self.read());
            match step {
                Ok(()) if self.list.0 >= self.clock.now() => break,
                Err(error) if began.elapsed() > DEADLINE => panic!("the fault is over, but {error}"),
                _ => {}
            }
            assert!(began.elapsed() < DEADLINE, "the fault is over, but the horizon does not move");
            std::thread::sleep(Duration::from_millis(50));
            self.clock.advance(3);
        }
        self.rest();
        let problems = self.store.as_ref().unwrap().problems();
        assert_eq!(problems, [], "the fault is over");
        self.control.begin(self.plan.fault, Amount::Once(i32::MAX), ""); // counts from 0
        self.control.end();
    }

    /// Nothing waits for its datestamp any more: what was published last is shown.
    fn rest(&mut self) {
        self.clock.advance(5);
        self.settle().and_then(|()| self.read()).unwrap();
        assert_eq!(&items_of(&self.list.1), self.newest());
    }

    fn step(&mut self) -> Result<()> {
        match self.random.below(9) {
            0..4 => self.write(),
            4 => self.put_document(),
            5 => {
                self.clock.advance(i64::try_from(self.random.below(3)).unwrap());
                Ok(())
            }
            6 => {
                self.checkpoint();
                Ok(())
            }
            _ => self.read(),
        }
    }

    /// The write-ahead log is copied into the file, as it is from time to time; it does not matter whether that succeeds.
    fn checkpoint(&self) {
        let checkpoint = || -> rusqlite::Result<()> {
            let connection = Connection::open(folder().join(FILE_NAME))?;
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
            connection.query_row("PRAGMA wal_checkpoint(RESTART)", [], |_| Ok(()))
        };
        if self.store.is_some() {
            _ = checkpoint();
        }
    }

    /// The store, opened if it is not.
    fn store(&mut self) -> Result<&Sqlite> {
        if self.store.is_none() {
            self.store = Some(Sqlite::open(&folder(), self.clock.clone())?);
        }
        Ok(self.store.as_ref().unwrap())
    }

    fn newest(&self) -> &Items {
        self.published.last().unwrap()
    }

    /// Finds out whether the last batch was published although it failed.
    fn settle(&mut self) -> Result<()> {
        let items = self.store()?.live_items("s")?;
        let live: Items = items
            .into_iter()
            .map(|item| (item.identifier.as_str().to_owned(), Some(item.origin.parse().unwrap())))
            .collect();
        let live_of = |items: &Items| -> Items {
            items
                .iter()
                .filter(|(_, version)| version.is_some())
                .map(|(name, version)| (name.clone(), *version))
                .collect()
        };
        match self.uncertain.take() {
            Some(uncertain) if live == live_of(&uncertain) => self.publish(uncertain),
            _ => assert_eq!(live, live_of(self.newest()), "what was published is there, and nothing else"),
        }
        Ok(())
    }

    fn publish(&mut self, items: Items) {
        println!("published {}", serde_json::to_string(&items).unwrap());
        self.published.push(items);
    }

    /// A batch of one to four changes.
    fn write(&mut self) -> Result<()> {
        self.settle()?;
        let mut items = self.newest().clone();
        let mut changes = BTreeMap::new();
        for _ in 0..=self.random.below(4) {
            let name = format!("item{}", self.random.below(ITEMS));
            let (change, version) = self.change(&name);
            let identifier = id(&name).as_str().to_owned();
            if version.is_some() || self.newest().contains_key(&identifier) {
                items.insert(identifier, version);
                changes.insert(name, change);
            }
        }
        let mut changes: Vec<Change> = changes.into_values().collect();
        let store = self.store()?;
        let identifiers: Vec<_> = changes.iter().map(Change::identifier).collect();
        let bases = store.bases(&identifiers)?;
        changes.iter_mut().zip(bases).for_each(|(change, base)| change.rebase(base));
        println!("trying {}", serde_json::to_string(&items).unwrap());
        match store.apply(&Batch { source: "s", rules: 0, changes: &changes }) {
            Ok(outcomes) => {
                let written =
                    |outcome: &Outcome| !matches!(outcome, Outcome::Stale | Outcome::OwnedByOtherSource(_));
                assert!(outcomes.iter().all(written), "{outcomes:?}");
                self.publish(items);
                Ok(())
            }
            Err(error) => {
                self.uncertain = Some(items);
                Err(error)
            }
        }
    }

    /// A change of an item, and the version that the item has after it.
    fn change(&mut self, name: &str) -> (Change, Option<u64>) {
        if self.random.one_in(4) {
            return (delete(name), None);
        }
        self.version += 1;
        let version = self.version;
        let filling = "x".repeat(self.random.size(3_000));
        let body = format!("<v>{version}</v>{filling}");
        let sets = [&["a"][..], &["a:b", "c"], &[]][self.random.size(3)];
        let change = put_in(name, sets, &[("oai_dc", &body), ("mods", &body)]);
        (with(change, |put| put.origin = version.to_string()), Some(version))
    }

    fn put_document(&mut self) -> Result<()> {
        self.version += 1;
        let text = self.version.to_string();
        let document = self.store()?.document("d")?;
        self.documents.is_one_of_them(document.as_ref().map(|document| document.text.clone()));
        let base = document.map_or(0, |document| document.revision);
        println!("trying document {text}");
        let store = self.store()?;
        match store.put_document("d", &text, base) {
            Ok(revision) => {
                assert!(revision.is_some());
                println!("published document {text}");
                self.documents = Documents { published: Some(text), uncertain: None };
                Ok(())
            }
            Err(error) => {
                self.documents.uncertain = Some(text);
                Err(error)
            }
        }
    }

    /// Reads everything in one view, in every form.
    fn read(&mut self) -> Result<()> {
        let store = self.store()?;
        let snapshot = store.snapshot(Wait::Yes)?;
        let horizon = snapshot.now();
        let list = list(&*snapshot, ALL)?;
        let of_mods = super::lists::list(&*snapshot, Range { prefix: "mods", ..ALL })?;
        let document = snapshot.document("d")?.map(|document| document.text);
        for (name, seen) in &list {
            let mut xml = Vec::new();
            snapshot.record(name, "oai_dc", &mut xml)?;
            assert_eq!(&parsed(std::str::from_utf8(&xml).unwrap()).remove(0).seen(), seen);
        }
        drop(snapshot);
        self.documents.is_one_of_them(document);
        assert_eq!(items_of(&list), items_of(&of_mods));
        self.admit(horizon, list);
        Ok(())
    }

    /// Every item is shown as it was published at some time, not earlier than before, and the list keeps the promise.
    fn admit(&mut self, horizon: Datestamp, list: BTreeMap<String, Seen>) {
        let items = items_of(&list);
        let names: BTreeSet<String> = items.keys().chain(self.newest().keys()).cloned().collect();
        for name in names {
            self.admit_item(&name, items.get(&name));
        }
        let (before, old) = &self.list;
        assert!(horizon >= *before, "the horizon goes back from {before} to {horizon}");
        for (name, seen) in &list {
            let is_new = old.get(name) != Some(seen);
            assert!(
                seen.2 <= horizon && (!is_new || seen.2 > *before),
                "{name} at {} between {before} and {horizon}",
                seen.2
            );
        }
        self.list = (horizon, list);
        let stamps: BTreeMap<_, _> =
            self.list.1.iter().map(|(name, seen)| (name, seen.2.to_string())).collect();
        println!("shown {}", serde_json::to_string(&(items, stamps, horizon.to_string())).unwrap());
    }

    fn admit_item(&mut self, name: &str, version: Option<&Option<u64>>) {
        let shown = self.shown.get(name).copied().unwrap_or(0);
        let states = self.published.iter().chain(&self.uncertain).skip(shown);
        let Some(later) = states.clone().position(|state| state.get(name) == version) else {
            panic!(
                "{name} is {version:?}, not one of {:?}",
                states.map(|state| state.get(name)).collect::<Vec<_>>()
            )
        };
        self.shown.insert(name.to_owned(), shown + later);
        if shown + later == self.published.len() {
            let uncertain = self.uncertain.take().unwrap();
            self.publish(uncertain);
        }
    }
}

impl Documents {
    fn is_one_of_them(&mut self, text: Option<String>) {
        if text == self.published {
            return;
        }
        assert_eq!(text, self.uncertain);
        self.published = self.uncertain.take();
    }
}

/// The folder whose files fail.
fn folder() -> PathBuf {
    std::env::var_os("WINDROW_FAULTS_FOLDER").unwrap().into()
}
