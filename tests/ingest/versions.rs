//! Which versions of loaded records count: datestamps at the origin, deletions and their formats, provenance, sources.

use std::collections::BTreeMap;
use std::path::PathBuf;

use windrow::ingest::{Counts, LoadOptions, load, load_with};
use windrow::model::Datestamp;
use windrow::store::Range;

use super::random::Random;
use super::world::{self, World, record, records, seen};
use super::written;

/// Some text that stands between the elements of a response.
const DC: &str = "xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";

fn title(id: &str, datestamp: &str, title: &str) -> String {
    format!(
        "<record><header><identifier>oai:origin.test:{id}</identifier><datestamp>{datestamp}</datestamp></header>\n\
         <metadata><oai_dc:dc {DC}><dc:title>{title}</dc:title></oai_dc:dc></metadata></record>\n"
    )
}

fn gone(id: &str, datestamp: &str) -> String {
    format!(
        "<record><header status=\"deleted\"><identifier>oai:origin.test:{id}</identifier>\
         <datestamp>{datestamp}</datestamp><setSpec>s:t</setSpec></header></record>\n"
    )
}

/// A response in a format, harvested on a day.
fn response(prefix: &str, day: &str, records: &str) -> String {
    format!(
        "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><responseDate>{day}T00:00:00Z</responseDate>\n\
         <request verb=\"ListRecords\" metadataPrefix=\"{prefix}\">http://origin.test/oai</request><ListRecords>\n\
         {records}</ListRecords></OAI-PMH>"
    )
}

fn oai_dc(records: &str) -> String {
    response("oai_dc", "2024-01-01", records)
}

/// Loads texts, each as a file of its own, and waits until what changed is visible.
fn load_all(world: &World, source: &str, options: LoadOptions, texts: &[&str]) -> (Counts, Vec<String>) {
    let files: Vec<PathBuf> = (0..texts.len()).map(|at| world.path(&format!("{}.xml", at + 1))).collect();
    for (file, text) in files.iter().zip(texts) {
        std::fs::write(file, text).unwrap();
    }
    let mut said = Vec::new();
    let mut report = |problem: &windrow::diagnostics::Problem| {
        said.push(
            world::said(problem).replace(&format!("{}/", world.path("").display()).replace("//", "/"), ""),
        );
    };
    let counts = load_with(&*world.store, source, &files, options, &mut report, &|_, _| {}).unwrap();
    world.clock.advance(2);
    (counts, said)
}

fn loaded(world: &World, texts: &[&str]) -> (Counts, Vec<String>) {
    load_all(world, "origin", LoadOptions::default(), texts)
}

/// Loading the texts again changes nothing and moves no datestamp.
fn changes_nothing(world: &World, texts: &[&str]) {
    let before = world.seen();
    let (counts, said) = loaded(world, texts);
    assert!(!counts.wrote(), "{counts:?}");
    assert_eq!(world.seen(), before);
    assert!(said.iter().all(|line| line.contains("older") || line.contains("is empty")), "{said:?}");
}

#[test]
fn a_deletion_of_an_item_that_was_never_here_is_kept_with_its_sets() {
    let world = World::new();
    let file = oai_dc(&gone("1", "2022-10-01"));
    let before: Datestamp = world.store.snapshot(windrow::store::Wait::Yes).unwrap().now();
    let (counts, said) = loaded(&world, &[&file]);
    assert_eq!((counts.deleted, counts.total(), said), (1, 1, vec![]));
    let set = "s".parse().unwrap();
    let range = Range { prefix: "oai_dc", from: Some(before), until: None, set: Some(&set), after: None };
    let snapshot = world.store.snapshot(windrow::store::Wait::Yes).unwrap();
    let shown = written::records(&*snapshot, &range);
    assert!(shown.len() == 1 && shown[0].deleted, "{shown:?}");
    changes_nothing(&world, &[&file]);
    let (counts, _) = loaded(&world, &[&oai_dc(&title("1", "2022-11-01", "Restored"))]);
    assert_eq!((counts.created, world.titles()), (1, vec!["1=Restored".to_owned()]));
}

#[test]
fn a_line_of_json_deletes_in_the_same_way() {
    let world = World::new();
    let lines = "{\"deleted\": \"oai:origin.test:1\", \"sets\": [\"s:t\"], \"datestamp\": \"2022-10-01\"}\n\
                 {\"deleted\": \"oai:origin.test:2\", \"format\": \"mods\"}\n{\"deleted\": \"oai:origin.test:3\"}\n";
    let (counts, said) = loaded(&world, &[lines]);
    assert_eq!((counts.deleted, counts.total(), said), (3, 3, vec![]));
    assert_eq!(world.titles(), ["1=†", "3=†"]);
    assert_eq!(seen(&*world.store, "mods")[0].0, "2");
    changes_nothing(&world, &[lines]);
    let (counts, _) = loaded(&world, &[&oai_dc(&title("1", "2022-09-01", "Before its deletion"))]);
    assert_eq!((counts.older, counts.created), (1, 0));
}

#[test]
fn a_deletion_in_another_format_leaves_the_item_and_is_counted_by_itself() {
    let world = World::new();
    loaded(&world, &[&oai_dc(&title("1", "2022-09-01", "One"))]);
    let before = world.seen();
    let records: String = ["1", "2"].map(|id| gone(id, "2023-01-01")).concat();
    let (counts, said) = loaded(&world, &[&response("marcxml", "2024-01-01", &records)]);
    assert_eq!((counts.other_formats, counts.deleted, counts.total()), (1, 1, 2));
    assert_eq!(world.seen(), before);
    assert_eq!(seen(&*world.store, "marcxml")[0].1, "†", "item 2 was never here");
    assert!(said[0].starts_with("1.xml:3:1: oai:origin.test:1: deleted in the format marcxml;"), "{said:?}");
    let (counts, said) = loaded(&world, &[&response("etdms", "2024-01-01", &gone("3", "2023-01-01"))]);
    assert_eq!((counts.other_formats, counts.total()), (1, 1));
    assert!(said[0].contains("the format etdms, which this repository does not offer"), "{said:?}");
    let (counts, _) = loaded(&world, &[&oai_dc(&gone("1", "2023-01-01"))]);
    assert_eq!((counts.deleted, world.titles()), (1, vec!["1=†".to_owned()]));
}

#[test]
fn an_older_version_never_replaces_a_newer_one_in_whatever_order_and_however_often() {
    let (v1, v2) = (title("1", "2022-01-01", "V1"), title("1", "2022-02-01T10:00:00Z", "V2"));
    let deletion = gone("1", "2022-03-01");
    for texts in [[&v1, &v2, &v1], [&v2, &v1, &v1], [&v1, &v1, &v2]] {
        let texts = texts.map(|text| oai_dc(text));
        let texts: Vec<_> = texts.iter().map(String::as_str).collect();
        let world = World::new();
        loaded(&world, &texts);
        assert_eq!(world.titles(), ["1=V2"]);
        changes_nothing(&world, &texts);
        changes_nothing(&world, &texts[1..]);
    }
    for texts in [[&v2, &deletion, &v1], [&deletion, &v2, &v1], [&v1, &v2, &deletion]] {
        let texts = texts.map(|text| oai_dc(text));
        let texts: Vec<_> = texts.iter().map(String::as_str).collect();
        let world = World::new();
        loaded(&world, &texts);
        assert_eq!(world.titles(), ["1=†"], "{texts:?}");
        changes_nothing(&world, &texts);
    }
    let world = World::new();
    loaded(&world, &[&oai_dc(&v2)]);
    let (counts, said) = loaded(&world, &[&oai_dc(&gone("1", "2022-01-15"))]);
    assert_eq!((counts.older, counts.deleted, world.titles()), (1, 0, vec!["1=V2".to_owned()]));
    assert!(
        said[0].starts_with("1.xml:3:1: oai:origin.test:1: older") && said[0].contains("--older"),
        "{said:?}"
    );
}

#[test]
fn a_deleted_item_stays_deleted_until_something_newer_than_its_last_deletion_comes() {
    let world = World::new();
    for datestamp in ["2022-05-01", "2022-03-01"] {
        loaded(&world, &[&oai_dc(&gone("1", datestamp))]);
    }
    let (counts, _) = loaded(&world, &[&oai_dc(&title("1", "2022-04-01", "Between"))]);
    assert_eq!((counts.older, world.titles()), (1, vec!["1=†".to_owned()]));
    let (counts, _) = loaded(&world, &[&oai_dc(&title("1", "2022-06-01", "Restored"))]);
    assert_eq!((counts.created, world.titles()), (1, vec!["1=Restored".to_owned()]));
}

#[test]
fn versions_in_different_batches_are_compared_too() {
    const ITEMS: usize = 4_100; // more than a batch has
    let world = World::new();
    let all =
        |of: &dyn Fn(&str) -> String| oai_dc(&(0..ITEMS).map(|id| of(&id.to_string())).collect::<String>());
    let newer = all(&|id| title(id, "2022-02-01", "Newer"));
    let older = all(&|id| title(id, "2022-01-01", "Older"));
    let deletions = all(&|id| gone(&format!("x{id}"), "2022-02-01"));
    let before_deletion = all(&|id| title(&format!("x{id}"), "2022-01-01", "Before its deletion"));
    let texts = [&newer, &deletions, &older, &before_deletion].map(String::as_str);
    let (counts, said) = loaded(&world, &texts);
    let items = ITEMS as u64;
    assert_eq!((counts.created, counts.deleted, counts.older), (items, items, 2 * items));
    assert_eq!(said.len(), 4, "three lines and a count: {said:?}");
    assert!(world.titles().iter().all(|title| title.ends_with("=Newer") || title.ends_with("=†")));
    changes_nothing(&world, &texts);
}

#[test]
fn an_older_version_is_taken_if_the_user_wants_it() {
    let world = World::new();
    let [v1, v2] = [title("1", "2022-01-01", "V1"), title("1", "2022-02-01", "V2")].map(|text| oai_dc(&text));
    loaded(&world, &[&v2]);
    let options = LoadOptions { takes_older: true, ..LoadOptions::default() };
    let (counts, said) = load_all(&world, "origin", options, &[&v1]);
    assert_eq!((counts.changed, said, world.titles()), (1, vec![], vec!["1=V1".to_owned()]));
    let (counts, _) = loaded(&world, &[&v2]);
    assert_eq!(counts.changed, 1);
}

#[test]
fn of_the_same_datestamp_the_later_harvest_counts_and_within_a_file_the_later_record() {
    let world = World::new();
    let early = response("oai_dc", "2024-01-01", &title("1", "2022-01-01", "Early"));
    let late = response("oai_dc", "2024-02-01", &title("1", "2022-01-01", "Late"));
    loaded(&world, &[&late, &early]);
    assert_eq!(world.titles(), ["1=Late"]);
    changes_nothing(&world, &[&early, &late]);
    let world = World::new();
    let twice = oai_dc(&["First", "Last"].map(|text| title("1", "2022-01-01", text)).concat());
    loaded(&world, &[&twice]);
    assert_eq!(world.titles(), ["1=Last"]);
    changes_nothing(&world, &[&twice]);
}

#[test]
fn records_without_dates_count_in_their_order() {
    let world = World::new();
    let line = |text: &str| {
        format!(
            "{{\"identifier\": \"oai:origin.test:1\", \"dc\": [{{\"element\": \"title\", \"value\": \"{text}\"}}]}}\n"
        )
    };
    loaded(&world, &[&line("A"), &line("B")]);
    assert_eq!(world.titles(), ["1=B"]);
    changes_nothing(&world, &[&line("A"), &line("B")]);
    loaded(&world, &[&line("A")]);
    assert_eq!(world.titles(), ["1=A"]);
}

#[test]
fn provenance_is_corrected_and_a_harvest_date_alone_changes_nothing() {
    let file = |day: &str, url: &str, extra: &str| {
        let text = title("1", "2022-01-01", "One").replace("<dc:title>", &format!("{extra}<dc:title>"));
        response("oai_dc", day, &text).replace("http://origin.test/oai", url)
    };
    let first = file("2024-01-01", "http://origin.test/oai", "");
    let body = |world: &World| record(&*world.store, "oai:origin.test:1").body;
    for (corrected, served) in [
        (file("2024-02-01", "http://moved.test/oai", ""), "<baseURL>http://moved.test/oai<"),
        (file("2024-02-01", "http://origin.test/oai", "<dc:subject/>"), "altered=\"true\""),
        (first.replace("2022-01-01", "2022-01-02"), "<datestamp>2022-01-02<"),
    ] {
        let world = World::new();
        loaded(&world, &[&first]);
        assert!(!body(&world).contains(served));
        let (counts, _) = loaded(&world, &[&corrected]);
        assert_eq!(counts.changed, 1, "{served}");
        assert!(body(&world).contains(served), "{served} in {}", body(&world));
        changes_nothing(&world, &[&corrected]);
    }
    let world = World::new();
    loaded(&world, &[&first]);
    changes_nothing(&world, &[&file("2025-01-01", "http://origin.test/oai", "")]);
    let without = first.replace("<responseDate>2024-01-01T00:00:00Z</responseDate>", "");
    let world = World::new();
    loaded(&world, &[&without]);
    let (counts, _) = loaded(&world, &[&first]);
    assert_eq!(counts.changed, 1, "provenance that was not there comes");
    assert!(body(&world).contains("<baseURL>"));
}

#[test]
fn what_an_earlier_version_loaded_is_compared_by_what_it_serves() {
    use windrow::store::{Base, Batch, Change};
    let [v1, v2] = [title("1", "2022-01-01", "V1"), title("1", "2022-02-01", "V2")].map(|text| oai_dc(&text));
    let of_an_earlier_version = |text: &str| {
        let world = World::new();
        loaded(&world, &[text]);
        let stored = world.store.item(&"oai:origin.test:1".parse().unwrap()).unwrap().unwrap();
        let item = windrow::render::item_of(&stored).unwrap();
        let renderer = windrow::render::Renderer::of_store(&*world.store).unwrap();
        let put = renderer.put(&item, Base::Version(stored.version), String::new(), String::new()).unwrap();
        let changes = [Change::Put(put)];
        world.store.apply(&Batch { source: "origin", rules: renderer.rules(), changes: &changes }).unwrap();
        assert_eq!(world.store.live_items("origin").unwrap()[0].fingerprint, "");
        world
    };
    let world = of_an_earlier_version(&v2);
    changes_nothing(&world, &[&v1, &v2]);
    let world = of_an_earlier_version(&v2);
    let (counts, _) = loaded(&world, &[&v2.replace("http://origin.test/oai", "http://moved.test/oai")]);
    assert_eq!(counts.changed, 1);
    let world = of_an_earlier_version(&v2);
    let (counts, _) = loaded(&world, &[&oai_dc(&gone("1", "2022-01-15"))]);
    assert_eq!(counts.older, 1);
}

#[test]
fn what_another_source_owns_is_reported_with_its_place_and_a_remedy_that_works() {
    let world = World::new();
    let many: String = (0..50).map(|id| title(&id.to_string(), "2022-01-01", "Theirs")).collect();
    load_all(&world, "a", LoadOptions::default(), &[&oai_dc(&many)]);
    let deletions: String = (0..50).map(|id| gone(&id.to_string(), "2022-02-01")).collect();
    let (counts, said) =
        load_all(&world, "b", LoadOptions::default(), &[&oai_dc(&many), &oai_dc(&deletions)]);
    assert_eq!((counts.rejected, counts.total()), (100, 100));
    assert_eq!(said.len(), 8, "three and a count of each kind: {said:#?}");
    assert!(said[0].starts_with("1.xml:3:1: oai:origin.test:0: belongs to the source `a`"), "{said:#?}");
    assert!(said.iter().any(|line| line.contains("not deleted") && line.contains("with `--source a`")));
    assert!(said[6].contains("from here on 47 more, reported together: belongs"), "{said:#?}");

    let line = "{\"deleted\": \"oai:origin.test:7\"}\n";
    load_all(&world, "a", LoadOptions::default(), &[line]);
    let (counts, _) =
        load_all(&world, "b", LoadOptions::default(), &[&oai_dc(&title("7", "2021-01-01", "Ours"))]);
    assert_eq!(counts.created, 1, "dates of another origin do not count");
    assert_eq!(record(&*world.store, "oai:origin.test:7").body.matches("Ours").count(), 1);
}

#[test]
fn what_the_folder_owns_is_reported_with_a_remedy_that_works() {
    let world = World::new();
    world.article("a.toml", "Of the folder");
    world.sync();
    let text = title("x", "2022-01-01", "Loaded").replace("oai:origin.test:x", "oai:journal.test:a");
    let (counts, said) = loaded(&world, &[&oai_dc(&text)]);
    assert_eq!(counts.rejected, 1);
    assert!(said[0].contains("delete that file and run `windrow sync`"), "{said:?}");
    assert!(!said[0].contains("--source"), "{said:?}");
    world.remove("a.toml");
    world.try_sync(windrow::folder::Confirm::Publish).unwrap();
    let (counts, _) = loaded(&world, &[&oai_dc(&text)]);
    assert_eq!((counts.created, records(&*world.store, "oai_dc").len()), (1, 1));
}

#[test]
fn identifiers_that_are_not_uris_are_escaped_if_the_user_wants_it() {
    let world = World::new();
    let file = oai_dc(
        &["CONF 2013/001", "0091(1998)026&lt;0663:ABC&gt;2.3.CO;2", "100%", "a%20b"]
            .map(|id| title(id, "2022-01-01", id))
            .concat(),
    );
    let (counts, said) = loaded(&world, &[&file]);
    assert_eq!((counts.rejected, counts.created), (3, 1));
    assert!(said.iter().all(|line| line.contains("`--escape-identifiers`")), "{said:?}");
    let options = LoadOptions { escapes_identifiers: true, ..LoadOptions::default() };
    let (counts, _) = load_all(&world, "origin", options, &[&file]);
    assert_eq!((counts.created, counts.unchanged), (3, 1));
    let body = record(&*world.store, "oai:origin.test:CONF%202013/001").body;
    assert!(body.contains("<identifier>oai:origin.test:CONF%202013/001</identifier>"), "{body}");
    record(&*world.store, "oai:origin.test:0091(1998)026%3C0663:ABC%3E2.3.CO;2");
    record(&*world.store, "oai:origin.test:100%25");
    let deletion = oai_dc(&gone("CONF 2013/001", "2022-02-01"));
    let (counts, _) = load_all(&world, "origin", options, &[&deletion]);
    assert_eq!(counts.deleted, 1);
    let number = oai_dc(&title("1", "2022-01-01", "A number").replace("oai:origin.test:1", "1"));
    let mut said = String::new();
    let path = world.path("number.xml");
    std::fs::write(&path, &number).unwrap();
    load(&*world.store, "origin", &[path], &mut |problem| said += &world::said(problem), &|_, _| {}).unwrap();
    assert!(!said.contains("--escape-identifiers") && said.contains("JSON Lines"), "{said}");
}

#[test]
fn a_document_that_replaces_one_of_another_file_of_the_same_name_is_reported() {
    let world = World::new();
    world.sync(); // the namespace is known
    let document = |folder: &str, title: &str| {
        let path = world.path(&format!("{folder}/oai_dc.xml"));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, format!("<oai_dc:dc {DC}><dc:title>{title}</dc:title></oai_dc:dc>")).unwrap();
        let mut said = Vec::new();
        let mut report = |problem: &windrow::diagnostics::Problem| said.push(world::said(problem));
        let counts = load(&*world.store, "s", &[path], &mut report, &|_, _| {}).unwrap();
        world.clock.advance(2);
        (counts, said)
    };
    assert_eq!(document("a", "A").1, Vec::<String>::new());
    assert_eq!(document("a", "A again").1, Vec::<String>::new());
    let (counts, said) = document("b", "B");
    assert_eq!(counts.changed, 1);
    assert!(said[0].contains("b/oai_dc.xml") && said[0].contains("a/oai_dc.xml before)"), "{said:?}");
    assert!(said[0].contains("give each file a name of its own"), "{said:?}");
    assert_eq!(document("b", "B").1, Vec::<String>::new());
}

/// Versions of a few items with datestamps that differ, in files at random: whatever their order, and however they are
/// given to `load`, the newest version of each item counts in the end.
#[test]
fn the_newest_version_counts_whatever_the_files_and_their_order() {
    for seed in 1..30 {
        let mut random = Random::seeded(seed);
        let mut newest = BTreeMap::new();
        let mut files = vec![String::new(); 1 + random.size(5)];
        for _ in 0..40 {
            let (id, day) = (random.below(6), 1 + random.below(28));
            let time = if random.one_in(2) { "" } else { "T12:00:00Z" };
            let datestamp = format!("2022-01-{day:02}{time}");
            // one version for each day, always the same
            let is_deletion = (id + day) % 4 == 0;
            let text = if is_deletion {
                gone(&id.to_string(), &datestamp)
            } else {
                title(&id.to_string(), &format!("2022-01-{day:02}"), &format!("Day {day}"))
            };
            let at = random.size(files.len() as u64);
            files[at] += &text;
            let title = if is_deletion { "†".to_owned() } else { format!("Day {day}") };
            let known = newest.entry(id).or_insert((day, title.clone()));
            if known.0 < day {
                *known = (day, title);
            }
        }
        let texts: Vec<_> = files.iter().map(|records| oai_dc(records)).collect();
        let world = World::new();
        let mut rest: Vec<&str> = texts.iter().map(String::as_str).collect();
        while !rest.is_empty() {
            let part = 1 + random.size(rest.len() as u64);
            loaded(&world, &rest.drain(..part).collect::<Vec<_>>());
        }
        let mut titles = world.titles();
        titles.sort();
        let expected: Vec<_> = newest.iter().map(|(id, (_, title))| format!("{id}={title}")).collect();
        assert_eq!(titles, expected, "seed {seed}");
        for text in &texts {
            changes_nothing(&world, &[text]);
        }
    }
}
