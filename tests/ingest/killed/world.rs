//! A repository that processes write to, and what it must hold in the end.

use std::collections::BTreeMap;
use std::process::{Child, Command, Output, Stdio};

use crate::program::{Place, REPOSITORY, Serving, article};
use crate::random::Random;

use super::contents::FORMATS;
use super::harvester::{Harvester, title};

/// How many items each loaded source has.
const ITEMS: usize = 250;

/// How many articles the folder may have.
const ARTICLES: usize = 30;

const ALL_FORMATS: &str = "[\"oai_dc\", \"mods\"]";

/// The loaded sources. The items of the last one are loaded by two processes at a time.
pub(super) const SOURCES: [&str; 3] = ["one", "two", "same"];

pub(super) struct World {
    pub(super) place: Place,
    pub(super) random: Random,
    server: Option<Serving>,
    harvesters: Vec<Harvester>,
    versions: usize,
    /// How often the rules were edited.
    rules: usize,
    /// What the title of each item must be in the end; `None` for one that must be deleted or absent.
    expected: BTreeMap<String, Option<String>>,
}

/// A process that does not outlive the test.
pub(super) struct Process(Option<Child>);

impl Process {
    pub(super) const fn of(child: Child) -> Self {
        Self(Some(child))
    }

    pub(super) fn id(&self) -> u32 {
        self.0.as_ref().unwrap().id()
    }

    pub(super) fn kill(mut self) {
        self.end();
    }

    pub(super) fn output(mut self) -> Output {
        self.0.take().unwrap().wait_with_output().unwrap()
    }

    fn end(&mut self) {
        if let Some(mut child) = self.0.take() {
            _ = child.kill(); // it may have ended
            _ = child.wait();
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end();
    }
}

impl World {
    pub(super) fn new(random: Random) -> Self {
        let harvesters = FORMATS.map(Harvester::of).into();
        let mut world = Self {
            place: Place::with(0),
            random,
            server: None,
            harvesters,
            versions: 0,
            rules: 0,
            expected: BTreeMap::new(),
        };
        world.rules();
        world.start();
        world
    }

    /// Runs the server, unless it runs.
    pub(super) fn start(&mut self) {
        let arguments = ["--page-size", "60", "--sync-interval", "1s"];
        self.server.get_or_insert_with(|| self.place.serve(&arguments));
    }

    /// Kills the server.
    pub(super) fn kill_server(&mut self) {
        self.server = None;
    }

    pub(super) fn spawn(&self, arguments: &[&str]) -> Process {
        let mut command: Command = self.place.command(arguments);
        Process::of(command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap())
    }

    /// A file with a new version of all items of a source; some of them are deleted by it.
    pub(super) fn version(&mut self, source: &str) -> String {
        self.versions += 1;
        let (version, file) = (self.versions, format!("{source}-{}.jsonl", self.versions));
        let mut lines = String::new();
        for number in 0..ITEMS {
            let identifier = format!("oai:journal.org:{source}/{number}");
            let title = (!(number + version).is_multiple_of(11)).then(|| version.to_string());
            lines += &match &title {
                Some(title) => format!(
                    "{{\"identifier\": \"{identifier}\", \"article\": {{\"title\": [{{\"lang\": \"en\", \"text\": \"{title}\"}}], \"published\": \"2020\"}}}}\n"
                ),
                None => format!("{{\"deleted\": \"{identifier}\"}}\n"),
            };
            self.expected.insert(identifier, title);
        }
        self.place.write(&file, &lines);
        file
    }

    /// Writes or removes some articles of the folder.
    pub(super) fn edit(&mut self) {
        for number in 0..ARTICLES {
            match self.random.below(6) {
                0..3 => {}
                3 => _ = std::fs::remove_file(self.place.path().join(article(number))),
                _ => {
                    self.versions += 1;
                    let text = format!("[[title]]\nlang = \"en\"\ntext = \"{}\"\n", self.versions);
                    self.place.write("article.partial", &text);
                    let (from, to) = ("article.partial", article(number));
                    std::fs::rename(self.place.path().join(from), self.place.path().join(to)).unwrap();
                }
            }
        }
    }

    /// Replaces the rule by another one, and offers all formats or one less.
    pub(super) fn rules(&mut self) {
        let withdrawn = self.random.one_in(3);
        self.put_rules(if withdrawn { "[\"oai_dc\"]" } else { ALL_FORMATS });
    }

    fn put_rules(&mut self, formats: &str) {
        self.rules += 1;
        let version = self.rules;
        let text = format!(
            "{REPOSITORY}formats = {formats}\n[[rule]]\nspec = \"y{version}\"\nby = [\"year\"]\nname = [{{ lang = \"en\", text = \"Y\" }}]\n"
        );
        self.place.write("repository.partial", &text);
        let (from, to) = ("repository.partial", "records/repository.toml");
        std::fs::rename(self.place.path().join(from), self.place.path().join(to)).unwrap();
    }

    /// Each harvester takes a page, if there is a server.
    pub(super) fn harvest_a_page(&mut self) {
        if let Some(server) = &self.server {
            self.harvesters.iter_mut().for_each(|harvester| _ = harvester.page(&server.address));
        }
    }

    /// Every writer comes to its end; then the repository holds what they wrote, and so do all copies.
    pub(super) fn settle(&mut self) {
        self.start();
        self.put_rules(ALL_FORMATS);
        self.edit();
        for source in SOURCES {
            let file = self.version(source);
            self.complete(&["load", &file, "--source", source]);
        }
        self.complete(&["sync", "--confirm-deletions"]);
        std::thread::sleep(std::time::Duration::from_millis(2_100)); // until the last datestamp has come
        self.is_as_expected();
    }

    fn complete(&self, arguments: &[&str]) {
        let said = self.place.run(arguments);
        assert_eq!(said.code, 0, "{arguments:?}: {said:?}");
    }

    fn is_as_expected(&mut self) {
        for number in 0..ARTICLES {
            let text = std::fs::read_to_string(self.place.path().join(article(number))).ok();
            let title = text.map(|text| text.rsplit('"').nth(1).unwrap().to_owned());
            self.expected.insert(format!("oai:journal.org:a{number}"), title);
        }
        let address = &self.server.as_ref().unwrap().address;
        for harvester in &mut self.harvesters {
            harvester.harvest(address);
            harvester.is_like_a_full_harvest(address);
        }
        let copy = &self.harvesters[0].copy;
        let in_set = format!("<setSpec>y{}:2020</setSpec>", self.rules);
        for (identifier, expected) in &self.expected {
            let found = copy.get(identifier).and_then(|record| title(record));
            assert_eq!(found, expected.as_deref(), "{identifier}");
            if found.is_some() && !identifier.contains(":a") {
                assert!(
                    copy[identifier].contains(&in_set),
                    "not in the set of the last rules: {}",
                    copy[identifier]
                );
            }
        }
        assert!(copy.keys().all(|identifier| self.expected.contains_key(identifier)));
    }
}
