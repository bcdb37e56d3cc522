//! A long load killed at random points, and a server killed between two pages.

use std::process::Stdio;
use std::time::Duration;

use crate::program::{Place, Serving};

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
    for (identifier, record) in &harvester.copy {
        let number = identifier.rsplit(':').next().unwrap().parse().unwrap();
        let expected = (!is_deleted(3, number)).then_some("3");
        assert_eq!(title(record), expected, "{identifier}");
    }
    harvester.is_like_a_full_harvest(&server.address);
}
