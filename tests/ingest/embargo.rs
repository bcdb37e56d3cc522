//! An embargo ends by itself: no synchronisation, no file, and every format and set agrees.

use std::sync::Arc;
use std::time::{Duration, Instant};

use windrow::ingest::{Renewal, refresh};
use windrow::model::SetSpec;
use windrow::store::{Range, Wait};

use super::world::{REPOSITORY, World, records};
use super::written;

const ARTICLE: &str = r#"
type = ["journal article"]
language = ["en"]
doi = "10.5555/1"
url = "https://journal.test/1"
license = "CC-BY-4.0"
access = "embargoed"
published = "2024-04-01"
embargo_end = "2024-05-03"
file = ["https://journal.test/1.pdf"]
[[title]]
lang = "en"
text = "Norms"
[[author]]
family = "Wang"
given = "Lei"
[journal]
title = [{ lang = "en", text = "Journal" }]
electronic_issn = "2049-3630"
publisher = [{ lang = "en", text = "Press" }]
"#;

const FORMATS: [&str; 7] = ["oai_dc", "oai_qdc", "oai_openaire", "datacite", "marcxml", "mods", "jats"];

/// What formats call an access right that is not open.
const CLOSED: [&str; 3] = ["embargoedAccess", "c_f1cf", "mbargoed access"];

fn world() -> World {
    let world = World::new();
    world.write(
        "repository.toml",
        &format!("{REPOSITORY}[[rule]]\nspec = \"right\"\nby = [\"access\"]\nname = [{{ lang = \"en\", text = \"Access\" }}]\n"),
    );
    world.write("1.toml", ARTICLE);
    assert_eq!(world.sync().counts.created, 1);
    world
}

fn body(world: &World, prefix: &str) -> String {
    records(&*world.store, prefix).pop().unwrap_or_else(|| panic!("no record in {prefix}")).body
}

fn is_closed(world: &World, prefix: &str) -> bool {
    let body = body(world, prefix);
    CLOSED.iter().any(|word| body.contains(word))
}

fn in_set(world: &World, spec: &str) -> usize {
    let spec: SetSpec = spec.parse().unwrap();
    let range = Range { prefix: "oai_dc", from: None, until: None, set: Some(&spec), after: None };
    written::records(&*world.store.snapshot(Wait::Yes).unwrap(), &range).len()
}

#[test]
fn an_embargo_ends_without_a_synchronisation_and_every_format_says_so() {
    let world = world();
    let embargoed: Vec<_> = FORMATS.into_iter().filter(|prefix| is_closed(&world, prefix)).collect();
    assert!(embargoed.len() >= 6, "only {embargoed:?} name the access right");
    assert_eq!((in_set(&world, "right:embargoed"), in_set(&world, "right:open")), (1, 0));

    world.clock.set("2024-05-03T23:59:59Z".parse().unwrap());
    assert_eq!(refresh(&*world.store).unwrap().counts.total(), 0, "the last day is part of the embargo");
    let before = records(&*world.store, "oai_dc")[0].datestamp;

    world.clock.set("2024-05-04T00:00:00Z".parse().unwrap());
    assert_eq!(refresh(&*world.store).unwrap().counts.changed, 1);
    world.clock.advance(2);
    for prefix in FORMATS {
        assert!(!is_closed(&world, prefix), "{prefix}: {}", body(&world, prefix));
        let record = records(&*world.store, prefix).pop().unwrap();
        let is_moved = record.datestamp.to_string().starts_with("2024-05-04");
        assert!(record.datestamp > before && is_moved || !embargoed.contains(&prefix), "{prefix}");
    }
    assert_eq!((in_set(&world, "right:embargoed"), in_set(&world, "right:open")), (0, 1));

    assert_eq!(refresh(&*world.store).unwrap().counts.total(), 0);
    assert_eq!(world.sync().counts.changed, 0, "the file has not changed");
    assert!(!is_closed(&world, "oai_dc"));
}

#[test]
fn a_file_saved_after_the_end_is_open_from_the_start() {
    let world = World::new();
    world.clock.set("2024-06-01T00:00:00Z".parse().unwrap());
    world.write("1.toml", ARTICLE);
    world.sync();
    assert!(!is_closed(&world, "oai_openaire"));
    assert!(!is_closed(&world, "marcxml"));
}

#[test]
fn a_running_server_notices_the_new_day() {
    let world = world();
    let renewal =
        Renewal::start(Arc::clone(&world.store), world.clock.clone(), Duration::from_millis(5)).unwrap();
    assert!(is_closed(&world, "oai_dc"));
    world.clock.set("2024-05-04T00:00:01Z".parse().unwrap());
    let begun = Instant::now();
    while is_closed(&world, "oai_dc") && begun.elapsed() < Duration::from_secs(30) {
        std::thread::sleep(Duration::from_millis(5));
        world.clock.advance(1);
    }
    drop(renewal);
    assert!(!is_closed(&world, "oai_dc"));
}

/// Two nodes begin the day at once: each change is made once.
#[test]
fn two_nodes_that_notice_at_once_do_not_disturb_each_other() {
    let world = world();
    world.clock.set("2024-05-04T00:00:00Z".parse().unwrap());
    let changed: u64 = std::thread::scope(|scope| {
        let nodes: Vec<_> =
            (0..4).map(|_| scope.spawn(|| refresh(&*world.store).unwrap().counts.changed)).collect();
        nodes.into_iter().map(|node| node.join().unwrap()).sum()
    });
    world.clock.advance(2);
    assert_eq!(changed, 1);
    assert_eq!(records(&*world.store, "oai_dc").len(), 1);
    assert!(!is_closed(&world, "oai_dc"));
}
