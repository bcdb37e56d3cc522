//! `diff`: what it says is what a synchronisation does then, and it does nothing itself.

use std::collections::BTreeMap;

use windrow::folder::{Confirm, Differences, diff};
use windrow::formats::FORMATS;
use windrow::ingest::Compare;
use windrow::model::{Datestamp, Item};
use windrow::render::Renderer;
use windrow::store::{Base, Change, Fate, NewRecord, Outcome, Put, Store, Wait};

use super::world::{REPOSITORY, World, counts, messages, records};
use super::written::apply;

/// A format that there was once.
const GONE: &str = "gone";

/// Records by identifier and metadataPrefix: the body, `None` for a tombstone, and the datestamp.
type Visible = BTreeMap<(String, String), (Option<String>, Datestamp)>;

/// What becomes of records, by identifier and metadataPrefix.
type Fates = BTreeMap<(String, String), Fate>;

fn visible(store: &dyn Store) -> Visible {
    let mut visible = Visible::new();
    for prefix in FORMATS.iter().map(|format| format.metadata_prefix()).chain([GONE]) {
        for record in records(store, prefix) {
            let body = (!record.deleted).then(|| format!("{}|{}", record.sets, record.body));
            visible.insert((record.identifier, prefix.to_owned()), (body, record.datestamp));
        }
    }
    visible
}

fn happened(before: &Visible, after: &Visible) -> Fates {
    let moved = after.iter().filter(|(name, record)| before.get(*name) != Some(*record));
    moved
        .map(|(name, (body, _))| {
            let was = before.get(name).is_some_and(|(body, _)| body.is_some());
            let fate = match (was, body) {
                (_, None) => Fate::Deleted,
                (true, Some(_)) => Fate::Changed,
                (false, Some(_)) => Fate::Created,
            };
            (name.clone(), fate)
        })
        .collect()
}

fn said(differences: &Differences) -> Fates {
    let items = differences.items.iter();
    let records = items.flat_map(|(identifier, item)| {
        let name = |prefix: &String| (identifier.to_string(), prefix.clone());
        item.records.iter().map(move |(prefix, record)| (name(prefix), record.fate))
    });
    records.collect()
}

fn dry_run(world: &World, confirm: Confirm, compare: Option<Compare>) -> Differences {
    diff(&*world.store, &world.records(), confirm, compare, &|_, _| {}).unwrap()
}

/// Makes a dry run, checks that nothing was done, does it, and checks that exactly that was done.
fn try_and_do(world: &World, confirm: Confirm) -> Differences {
    let all = |world: &World| {
        let snapshot = world.store.snapshot(Wait::Yes).unwrap();
        (visible(&*world.store), snapshot.documents_revision(), world.store.figures().unwrap().items)
    };
    let before = all(world);
    let differences = dry_run(world, confirm, None);
    assert_eq!(all(world), before, "a dry run wrote something");
    world.clock.advance(2);
    assert_eq!(all(world), before, "a dry run left something that comes later");
    let report = world.try_sync(confirm).unwrap();
    assert_eq!(said(&differences), happened(&before.0, &visible(&*world.store)));
    assert_eq!(differences.report.problems, report.problems);
    assert_eq!(differences.report.withheld, report.withheld);
    assert_eq!(differences.report.counts, report.counts);
    assert_eq!(differences.report.refreshed, report.refreshed);
    differences
}

/// `end of identifier: what, origin`.
fn lines(differences: &Differences) -> Vec<String> {
    let line = |(identifier, item): (&windrow::model::Identifier, &windrow::ingest::Difference)| {
        format!("{}: {:?}, {}", identifier.as_str().rsplit(':').next().unwrap(), item.outcome, item.origin)
    };
    differences.items.iter().map(line).collect()
}

/// The store's items as an earlier Windrow rendered them. `alter` says of each, by its place, what that was like.
fn as_rendered_before(world: &World, alter: &mut dyn FnMut(usize) -> Was) {
    let outdated = world.store.outdated(&|name| name == "?", 0, usize::MAX).unwrap();
    let renderer = Renderer::new(None, Datestamp::from_unix(0));
    for (at, old) in outdated.into_iter().enumerate() {
        let item: Item = serde_json::from_str(&old.native).unwrap();
        let put = renderer.put(&item, Base::Absent, old.origin, old.fingerprint).unwrap();
        let mut put = Put { rendering: "earlier".to_owned(), ..put };
        match alter(at) {
            Was::Alike => {}
            Was::Different => {
                put.records[0].body = put.records[0].body.replace("dc:title", "dc:title ");
                put.records[0].digest = [7; 16];
            }
            Was::WithoutAFormat => put.records.truncate(1),
            Was::WithAFormatMore => {
                put.records.push(NewRecord {
                    prefix: GONE.into(),
                    body: "<metadata/>".into(),
                    digest: [9; 16],
                });
            }
        }
        apply(&*world.store, &old.source, vec![Change::Put(put)]);
    }
    world.clock.advance(2);
}

/// How an item was rendered before.
enum Was {
    Alike,
    Different,
    WithoutAFormat,
    WithAFormatMore,
}

#[test]
fn edits_are_told_each_with_its_formats_and_file() {
    let world = World::new();
    world.article("a.toml", "A");
    world.article("b.toml", "B");
    world.article("2022/c.toml", "C");
    assert_eq!(try_and_do(&world, Confirm::Withhold).items.len(), 3);
    assert!(try_and_do(&world, Confirm::Withhold).items.is_empty());
    world.article("a.toml", "A2");
    world.article("new.toml", "N");
    world.write("b.toml", "# another comment\n[[title]]\ntext = \"B\"\n");
    world.remove("2022/c.toml");
    let differences = try_and_do(&world, Confirm::Withhold);
    let told = ["2022/c: Deleted, 2022/c.toml", "a: Changed, a.toml", "new: Created, new.toml"];
    assert_eq!(lines(&differences), told);
}

#[test]
fn what_an_upgrade_changes_is_told_of_just_the_records_that_come_out_otherwise() {
    let world = World::new();
    (0..40).for_each(|number| world.article(&format!("{number:02}.toml"), "T"));
    world.sync();
    as_rendered_before(&world, &mut |at| match at {
        3 => Was::Different,
        5 => Was::WithoutAFormat,
        8 => Was::WithAFormatMore,
        _ => Was::Alike,
    });
    let differences = try_and_do(&world, Confirm::Withhold);
    assert_eq!(lines(&differences), ["03: Changed, 03.toml", "05: Changed, 05.toml", "08: Changed, 08.toml"]);
    let fates = said(&differences);
    assert_eq!(fates[&("oai:journal.test:03".to_owned(), "oai_dc".to_owned())], Fate::Changed);
    assert_eq!(fates[&("oai:journal.test:05".to_owned(), "oai_qdc".to_owned())], Fate::Created);
    assert_eq!(fates[&("oai:journal.test:08".to_owned(), GONE.to_owned())], Fate::Deleted);
    assert!(try_and_do(&world, Confirm::Withhold).items.is_empty());
}

#[test]
fn an_upgrade_and_an_edit_of_the_same_record_are_told_together() {
    let world = World::new();
    (0..8).for_each(|number| world.article(&format!("{number}.toml"), "T"));
    world.sync();
    as_rendered_before(&world, &mut |at| match at % 4 {
        0 => Was::Different,
        1 => Was::WithoutAFormat,
        2 => Was::WithAFormatMore,
        _ => Was::Alike,
    });
    (0..4).for_each(|number| world.article(&format!("{number}.toml"), "T2"));
    (4..8).for_each(|number| world.remove(&format!("{number}.toml")));
    assert_eq!(try_and_do(&world, Confirm::Withhold).items.len(), 8);
}

#[test]
fn what_is_withheld_and_what_is_wrong_is_told_as_a_synchronisation_tells_it() {
    let world = World::new();
    (0..30).for_each(|number| world.article(&format!("{number}.toml"), "T"));
    world.sync();
    (0..25).for_each(|number| world.remove(&format!("{number}.toml")));
    world.write("29.toml", "[[title]]\ntext = 5\n");
    let differences = dry_run(&world, Confirm::Withhold, None);
    assert!(differences.items.is_empty());
    assert_eq!(differences.report.withheld.as_ref().unwrap().deletions, 25);
    assert!(messages(&differences.report).contains("29.toml:2:"), "{}", messages(&differences.report));
    assert_eq!(try_and_do(&world, Confirm::Publish).items.len(), 25);
}

#[test]
fn a_dry_run_follows_a_changed_repository_file() {
    let world = World::new();
    world.article("a.toml", "A");
    world.sync();
    world.write("repository.toml", &format!("default_sets = [\"a\"]\n{REPOSITORY}"));
    assert_eq!(lines(&try_and_do(&world, Confirm::Withhold)), ["a: Changed, a.toml"]);
    world.write("repository.toml", &REPOSITORY.replace("\"journal.test\"", "\"other.test\""));
    let withheld = try_and_do(&world, Confirm::Withhold);
    assert!(messages(&withheld.report).contains("the namespace was `journal.test`"));
    let confirmed = try_and_do(&world, Confirm::Publish);
    assert_eq!(lines(&confirmed), ["a: Deleted, a.toml", "a: Created, a.toml"]);
}

#[test]
fn an_item_of_another_source_is_told_as_a_problem() {
    let world = World::new();
    load_another_source(&world);
    world.article("3.toml", "B");
    let differences = try_and_do(&world, Confirm::Withhold);
    assert_eq!(counts(&differences.report), [0, 0, 0, 0, 1]);
    assert!(messages(&differences.report).contains("belongs to the source `other`"));
}

#[test]
fn the_comparison_gets_what_is_served_and_what_would_be() {
    fn compare(before: &str, after: &str) -> String {
        let title =
            |text: &str| text.split("dc:title>").nth(1).map(|text| text.trim_end_matches("</").to_owned());
        format!("{:?} -> {:?} {}", title(before), title(after), after.contains("<setSpec>a</setSpec>"))
    }
    let world = World::new();
    world.article("a.toml", "A");
    world.article("b.toml", "B");
    world.sync();
    world.write("a.toml", "sets = [\"a\"]\n[[title]]\ntext = \"A2\"\n");
    world.remove("b.toml");
    world.article("c.toml", "C");
    let differences = dry_run(&world, Confirm::Withhold, Some(compare));
    let told: Vec<_> =
        differences.items.values().map(|item| item.records["oai_dc"].comparison.as_str()).collect();
    assert_eq!(
        told,
        [r#"Some("A") -> Some("A2") true"#, r#"Some("B") -> None false"#, r#"None -> Some("C") false"#]
    );
}

/// A small generator of random numbers (xorshift): the same seed gives the same run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit
    }
}

/// One edit of the folder, whatever it comes to.
fn edit(world: &World, random: &mut Random) {
    let name = format!("{}.toml", random.below(12));
    let title = format!("T{}", random.below(4));
    match random.below(11) {
        0..2 => world.article(&name, &title),
        2..4 => world.write(&name, &format!("published = \"2022\"\n[[title]]\ntext = \"{title}\"\n")),
        4..6 => _ = std::fs::remove_file(world.records().join(&name)),
        6 => world.write(&name, "[[title]]\ntext = "),
        7 => world.write(&name, &format!("id = \"x{}\"\n[[title]]\ntext = \"{title}\"\n", random.below(3))),
        8 => world.write(&name, &format!("sets = [\"a\"]\n[[title]]\ntext = \"{title}\\u0003\"\n")),
        9 => world.write("issue.toml", &format!("issue = \"{}\"\n", random.below(3))),
        _ => {
            let sets = ["", "default_sets = [\"a\"]\n"][random.below(2) as usize];
            let rule = "[[rule]]\nspec = \"y\"\nby = [\"year\"]\nname = [{ text = \"Y\" }]\n";
            let rules = ["", rule][random.below(2) as usize];
            world.write("repository.toml", &format!("{sets}{REPOSITORY}{rules}"));
        }
    }
}

/// Items that no file speaks for, one of them of the folder's namespace.
fn load_another_source(world: &World) {
    let loaded = world.path("x.jsonl");
    let article = r#""article": {"title": [{"text": "L"}], "published": "2021"}}"#;
    let lines = ["oai:journal.test:3", "oai:other.test:1"]
        .map(|name| format!("{{\"identifier\": \"{name}\", {article}\n"));
    std::fs::write(&loaded, lines.concat()).unwrap();
    windrow::ingest::load(&*world.store, "other", &[loaded], &mut |problem| panic!("{problem}"), &|_, _| {})
        .unwrap();
    world.sync();
}

#[test]
fn whatever_is_edited_what_was_said_is_what_happens() {
    let mut seen = BTreeMap::<&str, usize>::new();
    for seed in 1..=12 {
        let (world, mut random) = (World::new(), Random(seed * 0x9E37_79B9));
        load_another_source(&world);
        for _ in 0..15 {
            (0..=random.below(6)).for_each(|_| edit(&world, &mut random));
            if random.below(4) == 0 {
                as_rendered_before(&world, &mut |_| match random.below(5) {
                    0 => Was::Different,
                    1 => Was::WithoutAFormat,
                    2 => Was::WithAFormatMore,
                    _ => Was::Alike,
                });
            }
            let confirm = if random.below(2) == 0 { Confirm::Withhold } else { Confirm::Publish };
            let differences = try_and_do(&world, confirm);
            for item in differences.items.values() {
                *seen.entry(name(&item.outcome)).or_default() += 1;
            }
        }
    }
    assert!(seen.len() == 3 && seen.values().all(|times| *times > 50), "the edits were too tame: {seen:?}");
}

fn name(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Created => "created",
        Outcome::Changed => "changed",
        Outcome::Deleted => "deleted",
        Outcome::Unchanged | Outcome::OwnedByOtherSource(_) | Outcome::Stale => "should not be reported",
    }
}
