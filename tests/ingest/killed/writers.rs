//! A long load killed at random points, and a server killed between two pages.

use std::process::Stdio;
use std::time::Duration;

use crate::program::{Place, REPOSITORY, Serving};

use super::harvester::{Harvester, title};

/// How many items each version of the source has.
const ITEMS: usize = 6_000;
const KILLS: u64 = 12;

/// A version of the source: every item in it has the version as title, except for those that it deletes.
fn version(place: &Place, version: usize) -> String {
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
    place.write(&name, &(0..ITEMS).map(line).collect::<String>());
    name
}

const fn is_deleted(version: usize, number: usize) -> bool {
    (number + version).is_multiple_of(11)
}

fn serve(place: &Place) -> Serving {
    place.serve(&["--page-size", "700"])
}

/// Each edit of a rule has a server render all items again; what is loaded meanwhile is not undone by it.
#[test]
fn what_is_loaded_while_all_items_are_rendered_again_stays() {
    let place = Place::with(0);
    let mut harvester = Harvester::of("oai_dc");
    let first = version(&place, 0);
    assert_eq!(place.run(&["load", &first, "--source", "s"]).code, 0);
    let server = serve(&place);
    let mut last = 0;
    for round in 1..4 {
        let rule = format!(
            "[[rule]]\nspec = \"r{round}\"\nwhere = \"true\"\nname = [{{ lang = \"en\", text = \"R\" }}]\n"
        );
        place.write("records/repository.toml", &(REPOSITORY.to_owned() + &rule));
        for _ in 0..3 {
            last += 1;
            let file = version(&place, last);
            assert_eq!(place.run(&["load", &file, "--source", "s"]).code, 0);
            harvester.page(&server.address);
        }
    }
    assert_eq!(place.run(&["sync"]).code, 0);
    std::thread::sleep(Duration::from_millis(2_100)); // until the last batch's datestamp has come
    harvester.harvest(&server.address);
    is_version(&harvester, last);
    let outside =
        harvester.copy.values().find(|record| title(record).is_some() && !record.contains("<setSpec>r3<"));
    assert_eq!(outside, None, "a record is not in the set of the last rule");
    harvester.is_like_a_full_harvest(&server.address);
}

/// The copy holds what a version of the source holds.
fn is_version(harvester: &Harvester, version: usize) {
    let title_of_all = version.to_string();
    for (identifier, record) in &harvester.copy {
        let number = identifier.rsplit(':').next().unwrap().parse().unwrap();
        let expected = (!is_deleted(version, number)).then_some(title_of_all.as_str());
        assert_eq!(title(record), expected, "{identifier}");
    }
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
    is_version(&harvester, 3);
    harvester.is_like_a_full_harvest(&server.address);
}
