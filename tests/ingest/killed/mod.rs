//! The promise with real processes: a writer killed at random points, a server killed between two pages, and a
//! harvester that keeps asking `from` the responseDate it was last given.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use super::http::Request;
use super::random::Random;
use super::world::REPOSITORY;

mod contents;
#[cfg(unix)]
mod steps;
#[cfg(unix)]
mod whole_store;

/// For how many seconds processes are killed in a long run, which `WINDROW_TEST_KILLS` asks for.
fn long_run() -> Option<Duration> {
    let seconds = std::env::var("WINDROW_TEST_KILLS").ok()?;
    Some(Duration::from_secs(seconds.parse().expect("WINDROW_TEST_KILLS is a number of seconds")))
}

fn is_long() -> bool {
    long_run().is_some()
}

/// Random numbers of a seed that is shown if the test fails; `WINDROW_TEST_SEED` gives it.
fn seeded() -> Random {
    let now = std::time::UNIX_EPOCH.elapsed().unwrap_or_default().as_millis() as u64;
    let seed = std::env::var("WINDROW_TEST_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(now);
    println!("WINDROW_TEST_SEED={seed}");
    Random::seeded(seed)
}

/// How many items each version of the source has.
const ITEMS: usize = 6_000;
const KILLS: u64 = 12;

/// A child process that does not outlive the test.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill(); // it may have ended
        let _ = self.0.wait();
    }
}

struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        std::fs::create_dir(folder.path().join("records")).unwrap();
        std::fs::write(folder.path().join("records/repository.toml"), REPOSITORY).unwrap();
        Self { folder }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_windrow"));
        command.args(arguments).arg("--records").arg(self.folder.path().join("records"));
        command.arg("--data").arg(self.folder.path().join("data"));
        command.current_dir(self.folder.path()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// A server on a port of its own, and its address, which it says in its log.
    fn serve(&self) -> (Process, String) {
        let mut command = self.command(&["serve", "--listen", "127.0.0.1:0"]);
        command.env("WINDROW_PAGE_SIZE", "700").env("WINDROW_LOG_FORMAT", "json").stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap()).lines();
        let process = Process(child);
        let address = log.by_ref().map_while(Result::ok).find_map(|line| {
            let line: serde_json::Value = serde_json::from_str(&line).ok()?;
            Some(line["address"].as_str()?.to_owned())
        });
        std::thread::spawn(move || log.for_each(drop)); // nobody shall wait for a full pipe
        (process, address.expect("serve says where it listens"))
    }

    fn load(&self, file: &Path) -> Process {
        let mut command = self.command(&["load", "--source", "s"]);
        Process(command.arg(file).spawn().unwrap())
    }

    /// A version of the source: every item in it has the version as title, but for those that it deletes.
    fn version(&self, version: usize) -> PathBuf {
        let line = |number: usize| {
            let identifier = format!("oai:journal.test:{number}");
            if is_deleted(version, number) {
                format!("{{\"deleted\": \"{identifier}\"}}\n")
            } else {
                format!(
                    "{{\"identifier\": \"{identifier}\", \"dc\": [{{\"element\": \"title\", \"value\": \"{version}\"}}]}}\n"
                )
            }
        };
        let path = self.folder.path().join(format!("{version}.jsonl"));
        std::fs::write(&path, (0..ITEMS).map(line).collect::<String>()).unwrap();
        path
    }
}

const fn is_deleted(version: usize, number: usize) -> bool {
    (number + version).is_multiple_of(11)
}

#[derive(Default)]
struct Harvester {
    /// Titles by identifier; `None` for a deleted record.
    copy: BTreeMap<String, Option<String>>,
    from: Option<String>,
    /// The responseDate of the first answer of this harvest, and the token to go on with.
    under_way: Option<(String, String)>,
    pages: usize,
}

fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    Some(text.split_once(open)?.1.split_once(close)?.0)
}

impl Harvester {
    /// Takes a page; says whether the harvest goes on.
    fn page(&mut self, address: &str) -> bool {
        let query = match (&self.under_way, &self.from) {
            (Some((_, token)), _) => format!("resumptionToken={token}"),
            (None, Some(from)) => format!("metadataPrefix=oai_dc&from={from}"),
            (None, None) => "metadataPrefix=oai_dc".to_owned(),
        };
        let target = format!("/oai?verb=ListRecords&{query}");
        let reply = Request { method: "GET", target: &target, headers: &[], body: b"" }.send(address);
        assert_eq!(reply.status, 200, "{target}");
        let xml = reply.text();
        let date = between(xml, "<responseDate>", "</responseDate>").unwrap().to_owned();
        for record in xml.split("<record>").skip(1) {
            let identifier = between(record, "<identifier>", "</identifier>").unwrap();
            let title = between(record, "<dc:title>", "</dc:title>").map(str::to_owned);
            self.copy.insert(identifier.to_owned(), title);
        }
        self.pages += 1;
        let token =
            between(xml, "<resumptionToken", "</resumptionToken>").and_then(|token| token.split('>').nth(1));
        let begun = self.under_way.take().map_or(date, |(begun, _)| begun);
        match token.filter(|token| !token.is_empty()) {
            Some(token) => self.under_way = Some((begun, token.to_owned())),
            None => self.from = Some(begun),
        }
        self.under_way.is_some()
    }

    fn harvest(&mut self, address: &str) {
        while self.page(address) {}
    }
}

#[test]
fn what_killed_writers_and_servers_leave_is_whole_and_nothing_is_lost() {
    let place = Place::new();
    let mut harvester = Harvester::default();
    let (mut server, mut address) = place.serve();
    let versions: Vec<_> = (0..3).map(|version| place.version(version)).collect();
    // whole, so that each item has been there before it is deleted: a busy machine kills every other writer early
    assert!(place.load(&versions[0]).0.wait().unwrap().success());
    for round in 0..KILLS {
        let writer = place.load(&versions[usize::try_from(round).unwrap() % 3]);
        std::thread::sleep(Duration::from_millis(20 + round * 37 % 400));
        harvester.page(&address);
        drop(writer); // killed, wherever it is
        harvester.page(&address);
        if round % 3 == 2 {
            drop(server); // between two pages
            (server, address) = place.serve();
        }
    }
    let last = place.version(3);
    assert!(place.load(&last).0.wait().unwrap().success());
    std::thread::sleep(Duration::from_millis(2_100)); // until the last batch's datestamp has come
    while harvester.under_way.is_some() {
        harvester.page(&address);
    }
    harvester.harvest(&address);
    assert_eq!(harvester.copy.len(), ITEMS);
    for (identifier, title) in &harvester.copy {
        let number = identifier.rsplit(':').next().unwrap().parse().unwrap();
        let expected = (!is_deleted(3, number)).then(|| "3".to_owned());
        assert_eq!(title, &expected, "{identifier}");
    }
    let mut fresh = Harvester::default();
    fresh.harvest(&address);
    assert_eq!(fresh.copy, harvester.copy, "a full harvest gives the same as the incremental ones");
}
