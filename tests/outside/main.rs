//! Stock harvesters take everything away, completely and incrementally: Sickle and pyoai (Python), HTTP::OAI (Perl).
//!
//! Where one is not installed its test is skipped, and says so; with `WINDROW_TEST_OUTSIDE=1` it fails instead.
//! `WINDROW_TEST_PYTHON` names the Python that has Sickle and pyoai, if it is not `python3`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on ends")]

#[path = "../support/mod.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod support;

mod corpora;
mod datacite;
mod details;
mod exports;
mod gzip;
mod library;
mod publishing;

use std::collections::BTreeMap;
use std::process::Command;

use serde::Deserialize;
use support::endpoint::Endpoint;
use support::fixture::Workshop;
use support::items::{NASTY, article, dublin_core, titled};
use support::outside;
use support::xml::Element;

/// A harvester: its name, the program that runs its script, and how to find out whether it is there.
struct Harvester {
    program: String,
    check: [&'static str; 2],
    script: &'static str,
}

/// A record as a harvester took it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
struct Taken {
    identifier: String,
    datestamp: String,
    deleted: bool,
    sets: Vec<String>,
    /// Elements of Dublin Core and their values, sorted.
    dc: Vec<(String, String)>,
}

/// Records by their identifiers.
type Copied = BTreeMap<String, Taken>;

impl Harvester {
    fn python(check: &'static str, script: &'static str) -> Self {
        let program = std::env::var("WINDROW_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
        Self { program, check: ["-c", check], script }
    }

    fn is_there(&self) -> bool {
        is_there(&self.program, &self.check)
    }

    /// Takes the records with a datestamp from `from` on, or all, into the copy.
    fn harvest(&self, base_url: &str, from: Option<&str>, copied: &mut Copied) -> usize {
        let script = format!("{}/tests/outside/{}", env!("CARGO_MANIFEST_DIR"), self.script);
        let output = Command::new(&self.program).arg(script).arg(base_url).args(from).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let lines = String::from_utf8(output.stdout).unwrap();
        for line in lines.lines() {
            let mut taken: Taken =
                serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
            taken.dc.sort();
            copied.insert(taken.identifier.clone(), taken);
        }
        lines.lines().count()
    }
}

/// Whether a program does what it is to do if it and all it needs is there; if that is asked for, it must.
fn is_there(program: &str, check: &[&str]) -> bool {
    let found = Command::new(program).args(check).output();
    let there = found.is_ok_and(|output| output.status.success());
    let check = check.join(" ");
    assert!(there || !outside::is_asked_for(), "{program} cannot run `{check}`");
    if !there {
        println!("skipped: {program} cannot run `{check}`; .ci/run installs it");
    }
    there
}

/// What the store has, read in one page without a harvester.
fn held(workshop: &Workshop) -> Copied {
    let whole = workshop.another(10_000);
    let answer = whole.endpoint.get("verb=ListRecords&metadataPrefix=oai_dc");
    assert!(answer.token().is_none());
    let dc =
        answer.verb().all("record").map(|record| record.child("metadata").map(values).unwrap_or_default());
    let taken = answer.headers().into_iter().zip(dc).map(|(header, dc)| Taken {
        identifier: header.identifier,
        datestamp: header.datestamp,
        deleted: header.deleted,
        sets: header.sets,
        dc,
    });
    taken.map(|taken| (taken.identifier.clone(), taken)).collect()
}

fn values(metadata: &Element) -> Vec<(String, String)> {
    let elements = metadata.children[0].children.iter();
    let mut values: Vec<_> = elements.map(|element| (element.local.clone(), element.text.clone())).collect();
    values.sort();
    values
}

/// A repository with a history; a harvest; more history; a harvest from there.
fn harvests_all_and_then_what_changed(harvester: &Harvester) {
    if !harvester.is_there() {
        return;
    }
    let workshop = Workshop::open();
    let many: Vec<_> = (0..23).map(|number| article(&format!("many/{number}"), &["a", "a:b"])).collect();
    workshop.put(&many);
    workshop.put(&[titled("nasty?&/%41", &["x"], NASTY), dublin_core("dc", &[]), article("going", &["ab"])]);
    workshop.delete(&["many/3", "many/22"]);

    let mut copied = Copied::new();
    let asked_at = response_date(workshop.endpoint());
    assert_eq!(harvester.harvest(&workshop.endpoint().base_url, None, &mut copied), 26);
    assert_eq!(copied, held(&workshop));

    workshop.put(&[
        titled("many/3", &["a"], "Back again"),
        titled("many/4", &["b"], "Changed"),
        article("new", &[]),
    ]);
    workshop.delete(&["going"]);
    assert_eq!(harvester.harvest(&workshop.endpoint().base_url, Some(&asked_at), &mut copied), 4);
    assert_eq!(copied, held(&workshop));

    let asked_at = response_date(workshop.endpoint());
    assert_eq!(harvester.harvest(&workshop.endpoint().base_url, Some(&asked_at), &mut copied), 0);
}

fn response_date(endpoint: &Endpoint) -> String {
    endpoint.get("verb=Identify").response_date().to_owned()
}

#[test]
fn sickle_harvests_all_and_then_what_changed() {
    harvests_all_and_then_what_changed(&Harvester::python("import sickle", "with_sickle.py"));
}

#[test]
fn pyoai_harvests_all_and_then_what_changed() {
    let check = "import oaipmh.client, lxml.etree; lxml.etree._ElementStringResult"; // gone in lxml 5, and pyoai uses it
    harvests_all_and_then_what_changed(&Harvester::python(check, "with_pyoai.py"));
}

#[test]
fn http_oai_harvests_all_and_then_what_changed() {
    let perl =
        Harvester { program: "perl".to_owned(), check: ["-MHTTP::OAI", "-e1"], script: "with_http_oai.pl" };
    harvests_all_and_then_what_changed(&perl);
}
