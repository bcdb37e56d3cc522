//! Two files that may be one article, whichever of them was read last.

use std::path::Path;

use windrow::import::record_file;
use windrow::ingest::Report;
use windrow::render::{Renderer, stored_identity};
use windrow::store::{Base, Batch, Change};

use super::world::World;

/// Writes an article with a title of its own and these lines.
fn article(world: &World, name: &str, lines: &str) {
    world.write(name, &format!("{lines}\n[[title]]\ntext = \"The title of {name}\"\n"));
}

/// The files that are reported as duplicates, each with the file that it duplicates.
fn duplicates(report: &Report) -> Vec<(String, String)> {
    let pair = |message: &str| {
        let (_, other) = message.strip_prefix("has the same DOI")?.split_once(" as ")?;
        other.split_once(';').map(|(other, _)| other.to_owned())
    };
    let file = |file: &Path| file.to_str().unwrap().to_owned();
    let problems = report.problems.iter();
    problems.filter_map(|problem| Some((file(&problem.place.file), pair(&problem.message)?))).collect()
}

fn pair(later: &str, first: &str) -> (String, String) {
    (later.to_owned(), first.to_owned())
}

const DOI: &str = "doi = \"10.5555/a\"";

#[test]
fn the_same_doi_is_reported_until_one_of_the_files_is_corrected_or_removed() {
    let world = World::new();
    article(&world, "a.toml", DOI);
    article(&world, "b.toml", "doi = \"10.5555/b\"");
    assert_eq!(duplicates(&world.sync()), []);
    article(&world, "b.toml", "doi = \"https://doi.org/10.5555/A\"");
    let both = [pair("b.toml", "a.toml")];
    assert_eq!(duplicates(&world.sync()), both, "only the later one was read");
    let report = world.sync();
    assert_eq!((duplicates(&report), report.counts.unchanged), (both.to_vec(), 2), "none was read");
    article(&world, "c.toml", DOI);
    assert_eq!(duplicates(&world.sync()), [pair("b.toml", "a.toml"), pair("c.toml", "a.toml")]);
    world.remove("a.toml");
    assert_eq!(duplicates(&world.sync()), [pair("c.toml", "b.toml")]);
    article(&world, "b.toml", "doi = \"10.5555/b\"");
    assert_eq!(duplicates(&world.sync()), []);
}

#[test]
fn the_first_file_may_be_the_one_that_was_changed() {
    let world = World::new();
    article(&world, "a.toml", "");
    article(&world, "b.toml", DOI);
    assert_eq!(duplicates(&world.sync()), []);
    article(&world, "a.toml", DOI);
    assert_eq!(duplicates(&world.sync()), [pair("b.toml", "a.toml")]);
}

#[test]
fn a_file_with_other_warnings_or_with_an_error_is_compared_too() {
    let world = World::new();
    article(&world, "a.toml", DOI);
    article(&world, "b.toml", "doi = \"10.5555/a\"\nreceived = \"2024\"\naccepted = \"2023\"");
    let both = [pair("b.toml", "a.toml")];
    for _ in 0..2 {
        assert_eq!(duplicates(&world.sync()), both);
    }
    article(&world, "b.toml", "received = \"yesterday\"");
    let report = world.sync();
    assert_eq!((duplicates(&report), report.counts.rejected), (both.to_vec(), 1), "it is served as it was");
}

/// The item of the file, as a version without keys published it.
fn published_before(world: &World, name: &str) {
    let live_items = world.store.live_items("records").unwrap();
    let live = live_items.into_iter().find(|item| item.origin == name).unwrap();
    let identity = stored_identity(&*world.store).unwrap().unwrap().identity;
    let bytes = std::fs::read(world.records().join(name)).unwrap();
    let (item, _) = record_file::read(Path::new(name), &bytes, &identity).unwrap();
    let renderer = Renderer::of_store(&*world.store).unwrap();
    let (before, _) = live.fingerprint.split_once(' ').unwrap();
    let put = renderer.put(&item, Base::Version(live.version), live.origin, before.to_owned()).unwrap();
    let batch = Batch { source: "records", rules: renderer.rules(), changes: &[Change::Put(put)] };
    world.store.apply(&batch).unwrap();
}

#[test]
fn a_file_that_an_earlier_version_read_is_read_again() {
    let world = World::new();
    article(&world, "a.toml", DOI);
    article(&world, "b.toml", DOI);
    world.sync();
    for name in ["a.toml", "b.toml"] {
        published_before(&world, name);
    }
    let report = world.sync();
    assert_eq!(duplicates(&report), [pair("b.toml", "a.toml")]);
    assert_eq!((report.counts.unchanged, report.counts.changed), (2, 0), "what is served stays");
}
