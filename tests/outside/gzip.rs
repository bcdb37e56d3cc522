//! Every answer by gzip is read by the readers of gzip that harvesters are built on, and says to the byte what the answer
//! without any coding does: gzip itself, zlib and gzip of Python, Java, Node, Perl, curl.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::support::answer::Answer;
use crate::support::endpoint::{Endpoint, ILLEGAL, escaped, next_token};
use crate::support::fixture::{Served, Workshop};
use crate::support::gzip::inflated;
use crate::support::items::{NASTY, article, dublin_core, titled};
use crate::{Harvester, is_there};

/// How many articles there are: several pages.
const MANY: usize = 450;

/// How many entries a page has.
const PAGE: usize = 100;

/// How often a list is asked for: a server may join a later answer from what it kept of those before.
const TIMES: usize = 3;

/// Programs that read all `*.gz` of a folder and write what they say into another, each under its name without `.gz`.
fn readers() -> [Harvester; 4] {
    let reader = |program: &str, check, script| Harvester { program: program.to_owned(), check, script };
    [
        Harvester::python("import gzip, zlib", "gunzip.py"),
        reader("java", ["--describe-module", "jdk.compiler"], "Gunzip.java"),
        reader("node", ["--eval", "0"], "gunzip.js"),
        reader("perl", ["-MCompress::Zlib", "-e1"], "gunzip.pl"),
    ]
}

/// A repository with a history, whose clock stands still.
fn repository() -> (Workshop, Served) {
    let workshop = Workshop::open();
    let name = |number| format!("many/{number:03}");
    let set = |number: usize| if number.is_multiple_of(3) { "a:b" } else { "ab" };
    workshop.put(&(0..MANY).map(|number| article(&name(number), &[set(number)])).collect::<Vec<_>>());
    workshop.put(&[titled("nasty", &["a"], NASTY), dublin_core("dc", &["ab"])]);
    let served = workshop.another(PAGE);
    (workshop, served)
}

/// Takes some records out of the middle of lists, and puts some at their end.
fn change(workshop: &Workshop) {
    workshop.delete(&["many/003", "many/004", "many/250"]);
    workshop.put(&[titled("many/120", &["a"], "Changed"), article("new", &["ab"])]);
}

/// One answer: what was asked, without any coding and by gzip.
struct Asked {
    query: String,
    plain: Vec<u8>,
    gzip: Vec<u8>,
}

/// Asks for every list in some formats and sets to its end, for each other thing once, and for what is refused.
fn asked(endpoint: &Endpoint) -> Vec<Asked> {
    let mut all = Vec::new();
    for list in [
        "verb=ListRecords&metadataPrefix=oai_dc",
        "verb=ListRecords&metadataPrefix=marcxml",
        "verb=ListRecords&metadataPrefix=oai_dc&set=a",
        "verb=ListIdentifiers&metadataPrefix=oai_dc",
        "verb=ListIdentifiers&metadataPrefix=mods&set=ab",
    ] {
        for _ in 0..TIMES {
            walk(endpoint, list, &mut all);
        }
    }
    let others = endpoint.legal_requests().into_iter().chain(ILLEGAL.iter().map(|query| (*query).to_owned()));
    all.extend(others.map(|query| ask(endpoint, query)));
    all
}

fn walk(endpoint: &Endpoint, list: &str, all: &mut Vec<Asked>) {
    let verb = list.split('&').next().unwrap();
    let mut query = Some(list.to_owned());
    while let Some(this) = query {
        let answer = Answer::read(endpoint.send("GET", &format!("?{this}"), &IDENTITY, b""), &this);
        query = next_token(&answer).map(|token| format!("{verb}&resumptionToken={}", escaped(&token)));
        all.push(ask(endpoint, this));
    }
}

const IDENTITY: [(&str, &str); 1] = [("Accept-Encoding", "identity")];
const GZIP: [(&str, &str); 1] = [("Accept-Encoding", "gzip")];

fn ask(endpoint: &Endpoint, query: String) -> Asked {
    let send = |headers: &[_]| endpoint.send("GET", &format!("?{query}"), headers, b"");
    let (plain, gzip) = (send(&IDENTITY), send(&GZIP));
    assert_eq!(plain.header("content-encoding"), None, "{query}");
    assert_eq!(gzip.header("content-encoding"), Some("gzip"), "{query}");
    Asked { query, plain: plain.body, gzip: gzip.body }
}

/// Answers in files, `NNNN.gz` each, and what each of them must say.
struct Files {
    folder: TempDir,
    expected: Vec<Asked>,
}

impl Files {
    fn of(answers: Vec<Asked>) -> Self {
        let folder = TempDir::new().unwrap();
        for (number, answer) in answers.iter().enumerate() {
            std::fs::write(folder.path().join(format!("{number:04}.gz")), &answer.gzip).unwrap();
        }
        Self { folder, expected: answers }
    }

    fn paths(&self) -> Vec<PathBuf> {
        (0..self.expected.len()).map(|number| self.folder.path().join(format!("{number:04}.gz"))).collect()
    }

    /// What one process that writes everything to standard output makes of all of them.
    fn gzip(&self, option: &str) -> Vec<u8> {
        succeed(Command::new("gzip").arg(option).args(self.paths()), "gzip").stdout
    }

    fn read_by(&self, reader: &Harvester) {
        let read = TempDir::new().unwrap();
        let script = format!("{}/tests/outside/{}", env!("CARGO_MANIFEST_DIR"), reader.script);
        let mut command = Command::new(&reader.program);
        command.arg(script).arg(self.folder.path()).arg(read.path());
        succeed(&mut command, reader.script);
        for (number, answer) in self.expected.iter().enumerate() {
            let text = std::fs::read(read.path().join(format!("{number:04}"))).unwrap();
            assert!(text == answer.plain, "{} reads another answer to {}", reader.script, answer.query);
        }
    }
}

fn succeed(command: &mut Command, name: &str) -> Output {
    let output = command.output().unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

#[test]
fn every_reader_of_gzip_finds_the_answer_that_is_sent_without_it() {
    let (workshop, served) = repository();
    let mut answers = asked(&served.endpoint);
    change(&workshop);
    answers.extend(asked(&served.endpoint));
    assert!(answers.len() > 100, "lists have several pages");
    for answer in &answers {
        assert!(inflated(&answer.gzip) == answer.plain, "{}", answer.query);
    }
    let files = Files::of(answers);
    if is_there("gzip", &["--version"]) {
        files.gzip("-t");
        let all = files.expected.iter().flat_map(|answer| answer.plain.iter().copied());
        assert!(files.gzip("-dc") == all.collect::<Vec<_>>(), "gzip -dc reads something else");
    }
    for reader in readers().iter().filter(|reader| reader.is_there()) {
        files.read_by(reader);
    }
}

/// What curl takes from the endpoint and decodes by itself, one process for all queries.
fn taken_by_curl(endpoint: &Endpoint, queries: &[&String], folder: &Path) -> Vec<Vec<u8>> {
    let file = |number: usize| folder.join(number.to_string());
    let mut command = Command::new("curl");
    command.args(["--silent", "--show-error", "--fail", "--compressed", "--header", "Accept-Encoding: gzip"]);
    for (number, query) in queries.iter().enumerate() {
        command.arg("--output").arg(file(number)).arg(format!("{}?{query}", endpoint.base_url));
    }
    succeed(&mut command, "curl");
    (0..queries.len()).map(|number| std::fs::read(file(number)).unwrap()).collect()
}

#[test]
fn curl_decodes_by_itself_what_it_asked_for_by_gzip() {
    if !is_there("curl", &["--version"]) {
        return;
    }
    let (_workshop, served) = repository();
    let answers = asked(&served.endpoint);
    let expected: BTreeMap<_, _> = answers.iter().map(|answer| (&answer.query, &answer.plain)).collect();
    let queries: Vec<_> = expected.keys().copied().collect();
    let folder = TempDir::new().unwrap();
    let taken = taken_by_curl(&served.endpoint, &queries, folder.path());
    for (query, text) in queries.into_iter().zip(&taken) {
        assert!(text == expected[query], "curl reads another answer to {query}");
    }
}
