//! What an upgrade of the formats changes.

use windrow::ingest::refresh;
use windrow::model::{Content, Datestamp, DublinCore, DublinCoreElement, Item};
use windrow::render::Renderer;
use windrow::store::{Base, Change, Put};

use super::world::{World, record};
use super::written::apply;

fn item(name: &str, title: &str) -> Item {
    let element = DublinCoreElement { element: "title".into(), lang: None, value: title.to_owned() };
    Item {
        sets: vec!["s".parse().unwrap()],
        rights: vec!["https://x.test/rights".to_owned()],
        ..Item::new(
            format!("oai:x.test:{name}").parse().unwrap(),
            Content::Dc(DublinCore { elements: vec![element] }),
        )
    }
}

fn renderer() -> Renderer {
    Renderer::new(None, Datestamp::from_unix(0))
}

/// The item as an earlier revision of the formats rendered it: `alike` or otherwise.
fn of_an_earlier_revision(name: &str, alike: bool) -> Change {
    let rendered = renderer().put(&item(name, name), Base::Absent, String::new(), String::new()).unwrap();
    let rendered = Put { rendering: "oai_dc:0".to_owned(), ..rendered };
    let Put { mut records, .. } = rendered.clone();
    if !alike {
        records[0].body = records[0].body.replace("<dc:title>", "<dc:title  >");
        records[0].digest = [7; 16];
    }
    Change::Put(Put { records, ..rendered })
}

#[test]
fn the_datestamps_of_just_the_records_that_come_out_otherwise_move() {
    let world = World::new();
    let names: Vec<String> = (0..1_500).map(|number| format!("{number:04}")).collect();
    let changes: Vec<_> =
        names.iter().map(|name| of_an_earlier_revision(name, !name.ends_with("00"))).collect();
    apply(&*world.store, "s", changes);
    world.clock.advance(100);
    let before = world.seen();
    let counts = refresh(&*world.store).unwrap().counts;
    world.clock.advance(2);
    assert_eq!((counts.changed, counts.unchanged), (15, 1_485));
    let after = world.seen();
    let moved: Vec<_> =
        after.iter().filter(|record| !before.contains(record)).map(|(name, ..)| name.as_str()).collect();
    assert_eq!(moved.len(), 15);
    assert!(moved.iter().all(|name| name.ends_with("00")));
    let body = record(&*world.store, "oai:x.test:0100").body;
    assert!(body.contains("<dc:title>0100"), "{body}");
    assert!(body.contains("https://x.test/rights"), "{body}");
}

#[test]
fn once_refreshed_there_is_nothing_to_do() {
    let world = World::new();
    apply(&*world.store, "s", vec![of_an_earlier_revision("a", false)]);
    assert_eq!(refresh(&*world.store).unwrap().counts.changed, 1);
    assert_eq!(world.store.outdated(&|name| renderer().is_current(name), 0, 9).unwrap(), []);
    assert_eq!(refresh(&*world.store).unwrap().counts.total(), 0);
}

/// The same, kept in a form that this version cannot read.
fn unreadable(change: Change) -> Change {
    let Change::Put(put) = change else { panic!("a put") };
    Change::Put(Put {
        native: "{\"identifier\":\"oai:x.test:a\",\"article\":{\"doi\":\"none\"}}".to_owned(),
        ..put
    })
}

#[test]
fn an_item_that_cannot_be_read_is_left_and_told_and_the_others_are_refreshed() {
    let world = World::new();
    let changes = vec![unreadable(of_an_earlier_revision("a", false)), of_an_earlier_revision("b", false)];
    apply(&*world.store, "s", changes);
    let report = world.sync();
    assert_eq!(report.refreshed.changed, 1);
    let told: Vec<_> = report.problems.iter().map(ToString::to_string).collect();
    assert!(
        told.iter().any(|told| told.contains("oai:x.test:a") && told.contains("load it again")),
        "{told:?}"
    );
    world.clock.advance(5);
    assert!(world.seen().iter().any(|record| record.0 == "a"), "it is served as it was");
}

#[test]
fn of_an_item_of_the_folder_that_cannot_be_read_the_file_is_read_again() {
    let world = World::new();
    world.article("a.toml", "A");
    world.sync();
    let stored = world.store.live_items("records").unwrap().remove(0);
    let Change::Put(put) = unreadable(of_an_earlier_revision("a", false)) else { panic!("a put") };
    let put =
        Put { identifier: stored.identifier, origin: stored.origin, fingerprint: stored.fingerprint, ..put };
    apply(&*world.store, "records", vec![Change::Put(put)]);
    let report = world.sync();
    assert_eq!((report.counts.changed, report.counts.unchanged), (1, 0), "{report:?}");
    assert_eq!(
        world
            .store
            .outdated(&|name| Renderer::of_store(&*world.store).unwrap().is_current(name), 0, 9)
            .unwrap(),
        []
    );
}
