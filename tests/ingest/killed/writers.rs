//! A long load killed at random points, and a server killed between two pages.

use std::ops::Range;
use std::process::Stdio;
use std::time::Duration;

use crate::program::{Place, REPOSITORY, Serving};

use super::harvester::{Harvester, title};

/// How many items each version of the source has.
const ITEMS: usize = 6_000;
const KILLS: u64 = 12;

/// In how many parts the items are loaded while others are rendered again.
const PARTS: usize = 4;

/// A version of the source: every item in it has the version as title, except for those that it deletes.
fn version(place: &Place, version: usize) -> String {
    part(place, version, 0..ITEMS)
}

/// A version of some items.
fn part(place: &Place, version: usize, items: Range<usize>) -> String {
    let line = |number: usize| {
        let identifier = format!("oai:journal.test:{number}");
        if is_deleted(version, number) {
            return format!("{{\"deleted\": \"{identifier}\"}}\n");
        }
        format!(
            "{{\"identifier\": \"{identifier}\", \"dc\": [{{\"element\": \"title\", \"value\": \"{version}\"}}]}}\n"
        )
    };
    let name = format!("{version}.jsonl");
    place.write(&name, &items.map(line).collect::<String>());
    name
}

const fn is_deleted(version: usize, number: usize) -> bool {
    (number + version).is_multiple_of(11)
}

fn serve(place: &Place) -> Serving {
    place.serve(&["--page-size", "700"])
}

/// Each edit of a rule has a server render all items again. What is loaded meanwhile is not undone by it.
#[test]
fn what_is_loaded_while_all_items_are_rendered_again_stays() {
    let place = Place::with(0);
    let mut harvester = Harvester::of("oai_dc");
    let first = version(&place, 0);
    assert_eq!(place.run(&["load", &first, "--source", "s"]).code, 0);
    let mut server = serve(&place);
    for (round, items) in parts() {
        put_rule(&place, round);
        server.line_with("rendered again"); // by the rule before, or this one
        put_rule(&place, round + PARTS);
        std::thread::sleep(Duration::from_millis(300)); // until the folder is quiet, and rendering begins
        let file = part(&place, round, items);
        assert_eq!(place.run(&["load", &file, "--source", "s"]).code, 0);
        harvester.page(&server.address);
    }
    assert_eq!(place.run(&["sync"]).code, 0);
    std::thread::sleep(Duration::from_millis(2_100)); // until the last batch's datestamp has come
    harvester.harvest(&server.address);
    for (round, items) in parts() {
        items.for_each(|number| is_of_version(&harvester, number, round));
    }
    let last = format!("<setSpec>r{}<", 2 * PARTS);
    let outside = harvester.copy.values().find(|record| title(record).is_some() && !record.contains(&last));
    assert_eq!(outside, None, "a record is not in the set of the last rule");
    harvester.is_like_a_full_harvest(&server.address);
}

/// The items in parts, each with its version.
fn parts() -> impl Iterator<Item = (usize, Range<usize>)> {
    let size = ITEMS / PARTS;
    (1..=PARTS).map(move |part| (part, (part - 1) * size..part * size))
}

fn put_rule(place: &Place, number: usize) {
    let rule = format!(
        "[[rule]]\nspec = \"r{number}\"\nwhere = \"true\"\nname = [{{ lang = \"en\", text = \"R\" }}]\n"
    );
    place.write("records/repository.toml", &(REPOSITORY.to_owned() + &rule));
}

/// The copy has the item as this version of the source has it.
fn is_of_version(harvester: &Harvester, number: usize, version: usize) {
    let expected = (!is_deleted(version, number)).then(|| version.to_string());
    let record = &harvester.copy[&format!("oai:journal.test:{number}")];
    assert_eq!(title(record), expected.as_deref(), "{record}");
}

#[test]
fn what_killed_writers_and_servers_leave_is_whole_and_nothing_is_lost() {
    let place = Place::with(0);
    let mut harvester = Harvester::of("oai_dc");
    let mut server = serve(&place);
    let versions: Vec<_> = (0..3).map(|number| version(&place, number)).collect();
    // whole, so that each item has been there before it is deleted: a busy machine kills every other writer early
    assert_eq!(place.run(&["load", &versions[0], "--source", "s"]).code, 0);
    for round in 0..KILLS {
        let file = &versions[usize::try_from(round).unwrap() % 3];
        let mut writer = place.command(&["load", file, "--source", "s"]);
        let mut writer = writer.stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(20 + round * 37 % 400));
        harvester.page(&server.address);
        _ = writer.kill(); // wherever it is
        writer.wait().unwrap();
        harvester.page(&server.address);
        if round % 3 == 2 {
            drop(server); // between two pages
            server = serve(&place);
        }
    }
    let last = version(&place, 3);
    assert_eq!(place.run(&["load", &last, "--source", "s"]).code, 0);
    std::thread::sleep(Duration::from_millis(2_100)); // until the last batch's datestamp has come
    harvester.harvest(&server.address);
    assert_eq!(harvester.copy.len(), ITEMS);
    (0..ITEMS).for_each(|number| is_of_version(&harvester, number, 3));
    harvester.is_like_a_full_harvest(&server.address);
}
