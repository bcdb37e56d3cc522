//! A file system that fails: nothing that was published is missing or different, or the problem is reported.
//!
//! Each run is a process of its own, in which calls of the file system fail for the files of the store (`faults.c`). It checks
//! every answer while it runs. After its end the store is opened without a fault and compared with what was published.

mod library;
mod lists;
mod plan;
mod work;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use windrow::clock::ManualClock;
use windrow::store::sqlite::{Durability, Sqlite};
use windrow::store::{Store, Wait};

use self::library::{Control, injected};
use self::lists::{Items, items_of, list};
use self::plan::Plan;
use self::work::Work;
use super::bench::{ALL, NOON, stamp};
use super::verify::location;

/// How many runs there are, unless `WINDROW_TEST_FAULTS` says another number.
const RUNS: u64 = 96;

/// How many at the same time: most of the time they wait.
const AT_ONCE: u64 = 6;

/// A run that takes longer hangs.
const TIMEOUT: Duration = Duration::from_secs(120);

const PLAN: &str = "WINDROW_FAULTS_PLAN";

/// The process that works while calls fail: it does something only if another test starts it.
#[test]
fn work_under_faults() {
    let Some(seed) = std::env::var_os(PLAN) else { return };
    let plan = Plan::of(seed.to_str().unwrap().parse().unwrap());
    let control = std::env::var_os("WINDROW_FAULTS_CONTROL").unwrap();
    Work::new(&plan, &Control::open(Path::new(&control))).run();
}

#[test]
fn whatever_fails_nothing_published_is_missing_or_different() {
    let runs = std::env::var("WINDROW_TEST_FAULTS").map_or(RUNS, |runs| runs.parse().unwrap());
    let (next, faulty) = (AtomicU64::new(0), AtomicU64::new(0));
    let take = || Some(next.fetch_add(1, Ordering::SeqCst)).filter(|seed| *seed < runs);
    let failures = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(seed) = take() {
                    let plan = Plan::of(seed);
                    match run(&plan) {
                        Ok(Run::Faulty) => _ = faulty.fetch_add(1, Ordering::SeqCst),
                        Ok(Run::WithoutFault) => {}
                        Ok(Run::Skipped) => return,
                        Err(problem) => failures.lock().unwrap().push(format!("{plan:?}\n{problem}")),
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap();
    assert!(failures.is_empty(), "{} of {runs} runs\n{}", failures.len(), failures.join("\n\n"));
    let faulty = faulty.into_inner();
    println!("{faulty} of {runs} runs had a fault");
    assert!(faulty * 2 > runs || !library::is_possible(), "{faulty} of {runs} runs had a fault");
}

/// How a run was that found nothing wrong.
enum Run {
    /// Calls have failed.
    Faulty,
    /// None did, because the plan needs more calls than there were.
    WithoutFault,
    /// Faults cannot be injected here.
    Skipped,
}

/// What went wrong, if anything did.
fn run(plan: &Plan) -> Result<Run, String> {
    let (folder, beside) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let control = beside.path().join("control");
    Control::make(&control);
    let mut program = Command::new(std::env::current_exe().unwrap());
    program.args(["faults::work_under_faults", "--exact", "--nocapture", "--test-threads=1"]);
    program.env(PLAN, plan.seed.to_string()).env("RUST_BACKTRACE", "0");
    let Some(program) = injected(&mut program, folder.path(), &control) else {
        return Ok(Run::Skipped);
    };
    let (ended_well, output) = ended(program);
    if !ended_well {
        return Err(output);
    }
    Journal::read(&output).compare(folder.path()).map_err(|problem| format!("{problem}\n{output}"))?;
    let has_failed =
        output.lines().any(|line| line.strip_prefix("failed ").is_some_and(|number| number != "0"));
    Ok(if has_failed { Run::Faulty } else { Run::WithoutFault })
}

/// Runs a program to its end: whether that is a good one, and what it printed.
fn ended(program: &mut Command) -> (bool, String) {
    let mut child = program.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut out, mut err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let read = std::thread::spawn(move || {
        let mut text = Vec::new();
        out.read_to_end(&mut text).unwrap();
        String::from_utf8_lossy(&text).into_owned()
    });
    let errors = std::thread::spawn(move || {
        let mut text = Vec::new();
        err.read_to_end(&mut text).unwrap();
        String::from_utf8_lossy(&text).into_owned()
    });
    let began = Instant::now();
    let ended_well = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status.success();
        }
        if began.elapsed() > TIMEOUT {
            child.kill().unwrap();
            child.wait().unwrap();
            println!("it hangs");
            break false;
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    (ended_well, read.join().unwrap() + &errors.join().unwrap())
}

/// What a run has published and shown.
#[derive(Default)]
struct Journal {
    published: Items,
    /// What the items are if the last batch was published although it failed.
    trying: Option<Items>,
    /// The items that were shown last, their datestamps, and the horizon.
    shown: (Items, BTreeMap<String, String>, String),
    document: Option<String>,
    trying_document: Option<String>,
}

impl Journal {
    fn read(output: &str) -> Self {
        let mut journal = Self::default();
        for line in output.lines() {
            if let Some(text) = line.strip_prefix("published document ") {
                journal.document = Some(text.to_owned());
            } else if let Some(text) = line.strip_prefix("trying document ") {
                journal.trying_document = Some(text.to_owned());
            } else if let Some(items) = line.strip_prefix("published ") {
                journal.published = serde_json::from_str(items).unwrap();
            } else if let Some(items) = line.strip_prefix("trying ") {
                journal.trying = Some(serde_json::from_str(items).unwrap());
            } else if let Some(shown) = line.strip_prefix("shown ") {
                journal.shown = serde_json::from_str(shown).unwrap();
            }
        }
        journal
    }

    /// Compares what was published with the store, which is opened without a fault.
    fn compare(&self, folder: &Path) -> Result<(), String> {
        let clock = Arc::new(ManualClock::at(stamp(NOON).plus(3_600)));
        if self.published.is_empty() && !location(folder).has_store() {
            return Ok(()); // the store could not be made
        }
        let store =
            Sqlite::open_with(folder, clock, Durability::Scratch).map_err(|error| error.to_string())?;
        let snapshot = store.snapshot(Wait::Yes).map_err(|error| error.to_string())?;
        let list = list(&*snapshot, ALL).map_err(|error| error.to_string())?;
        let items = items_of(&list);
        if items != self.published && Some(&items) != self.trying.as_ref() {
            return Err(format!("{items:?} is there, but {:?} was published", self.published));
        }
        let (shown, stamps, horizon) = &self.shown;
        for (name, (_, _, stamp)) in &list {
            let stamp = stamp.to_string();
            let is_old = stamps.get(name) == Some(&stamp);
            let is_same = shown.get(name) == items.get(name);
            let is_right =
                if is_old { is_same } else { stamp > *horizon && !(is_same && items[name].is_some()) };
            if !is_right {
                return Err(format!("{name} at {stamp}, but until {horizon} {:?}", stamps.get(name)));
            }
        }
        let document =
            snapshot.document("d").map_err(|error| error.to_string())?.map(|document| document.text);
        if document != self.document && document != self.trying_document {
            return Err(format!("the document is {document:?}, but {:?} was published", self.document));
        }
        drop(snapshot);
        drop(store);
        let found = location(folder).verify(&|_, _| ()).map_err(|error| error.to_string())?;
        if found.is_empty() { Ok(()) } else { Err(format!("verify finds {found:?}")) }
    }
}
