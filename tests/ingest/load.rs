//! `load`: files of many records.

use std::path::PathBuf;

use windrow::ingest::{Counts, load};

use super::world::{World, record, said, seen};

const RESPONSE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2024-01-01T00:00:00Z</responseDate>
<request verb="ListRecords" metadataPrefix="oai_dc">http://origin.test/oai</request><ListRecords>
<record><header><identifier>oai:origin.test:1</identifier><datestamp>2020-01-01</datestamp><setSpec>s:t</setSpec></header>
<metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>One</dc:title></oai_dc:dc></metadata></record>
<record><header><identifier>oai:origin.test:2</identifier><datestamp>2020-01-01</datestamp></header>
<metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:day>Two</dc:day></oai_dc:dc></metadata></record>
<record><header><identifier>oai:origin.test:3</identifier><datestamp>2020-01-01</datestamp></header>
<metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Three</dc:title></oai_dc:dc></metadata></record>
</ListRecords></OAI-PMH>"#;

fn file(world: &World, name: &str, text: &str) -> PathBuf {
    let path = world.path(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn loaded(world: &World, path: PathBuf) -> (Counts, Vec<String>) {
    let mut problems = Vec::new();
    let counts =
        load(&*world.store, "origin", &[path], &mut |problem| problems.push(said(problem)), &|_, _| {})
            .unwrap();
    world.clock.advance(2);
    (counts, problems)
}

#[test]
fn a_bad_record_is_told_with_its_place_and_the_rest_goes_on() {
    let world = World::new();
    let path = file(&world, "r.xml", RESPONSE);
    let (counts, problems) = loaded(&world, path.clone());
    assert_eq!((counts.created, counts.rejected), (2, 1));
    assert!(
        problems.iter().any(|problem| problem.starts_with(&format!("{}:7:", path.display()))),
        "{problems:?}"
    );
    assert_eq!(world.titles(), ["1=One", "3=Three"]);
}

#[test]
fn the_same_file_again_changes_nothing_even_if_it_was_harvested_later() {
    let world = World::new();
    loaded(&world, file(&world, "r.xml", RESPONSE));
    let before = world.seen();
    let later = RESPONSE.replace("2024-01-01T00", "2024-02-02T00");
    let (counts, _) = loaded(&world, file(&world, "r.xml", &later));
    assert_eq!((counts.unchanged, counts.changed), (2, 0));
    assert_eq!(world.seen(), before);
}

#[test]
fn where_it_came_from_is_told_in_an_about_container() {
    let world = World::new();
    loaded(&world, file(&world, "r.xml", RESPONSE));
    let body = record(&*world.store, "oai:origin.test:1").body;
    for part in [
        "<baseURL>http://origin.test/oai</baseURL>",
        "harvestDate=\"2024-01-01T00:00:00Z\"",
        "altered=\"false\"",
    ] {
        assert!(body.contains(part), "{part} in {body}");
    }
}

#[test]
fn what_is_deleted_at_the_origin_is_deleted_here() {
    let world = World::new();
    loaded(&world, file(&world, "r.xml", RESPONSE));
    let deleted = "{\"deleted\": \"oai:origin.test:1\"}\n{\"deleted\": \"oai:origin.test:9\"}\n";
    let (counts, _) = loaded(&world, file(&world, "d.jsonl", deleted));
    assert_eq!((counts.deleted, counts.unchanged), (2, 0));
    assert_eq!(world.titles(), ["3=Three", "1=†", "9=†"]);
}

#[test]
fn an_article_comes_in_every_format_and_dublin_core_in_one() {
    let world = World::new();
    let lines = "{\"identifier\": \"oai:x.test:a\", \"article\": {\"title\": [{\"text\": \"A\"}]}}\n\
                 {\"identifier\": \"oai:x.test:d\", \"dc\": [{\"element\": \"title\", \"value\": \"D\"}]}\n";
    loaded(&world, file(&world, "r.jsonl", lines));
    assert_eq!(world.titles(), ["a=A", "d=D"]);
    assert_eq!(seen(&*world.store, "oai_qdc").len(), 1);
}

#[test]
fn a_file_that_is_not_there_is_told() {
    let world = World::new();
    let (counts, problems) = loaded(&world, world.path("nothing.xml"));
    assert_eq!(counts.rejected, 1);
    assert!(problems[0].contains("nothing.xml: cannot be read"), "{problems:?}");
}

#[test]
fn what_belongs_to_another_source_is_reported_deletions_included() {
    let world = World::new();
    loaded(&world, file(&world, "r.xml", RESPONSE));
    let deleted = RESPONSE.replace(
        "<header><identifier>oai:origin.test:3",
        "<header status=\"deleted\"><identifier>oai:origin.test:3",
    );
    let path = file(&world, "d.xml", &deleted);
    let mut problems = Vec::new();
    let counts =
        load(&*world.store, "other", &[path], &mut |problem| problems.push(said(problem)), &|_, _| {})
            .unwrap();
    assert_eq!((counts.deleted, counts.changed), (0, 0));
    for identifier in ["oai:origin.test:1", "oai:origin.test:3"] {
        let said = |problem: &&String| problem.contains(identifier) && problem.contains("source `origin`");
        assert!(problems.iter().any(|problem| said(&problem)), "{identifier}: {problems:?}");
    }
}
