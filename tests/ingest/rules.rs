//! Sets by rules: folder and loaded records take part, and another rule moves just the datestamps that it must.

use windrow::ingest::load;
use windrow::model::{Datestamp, SetSpec};

use super::world::{World, counts, messages, record};

const HEAD: &str = "name = \"Test\"\nnamespace = \"journal.org\"\nadmin_emails = [\"oai@journal.org\"]\n";

const BY_YEAR: &str = "[[rule]]\nspec = \"j\"\nby = [\"year\"]\nname = [{ text = \"J\" }]\n";

/// A world with two articles of 2021 and 2022 in the folder, and two loaded records of the same years.
fn world(rules: &str) -> World {
    let world = World::new();
    world.write("repository.toml", &format!("{HEAD}{rules}"));
    article(&world, "a.toml", "2021", "");
    article(&world, "b.toml", "2022", "");
    world.sync();
    let file = world.path("x.jsonl");
    std::fs::write(
        &file,
        "{\"identifier\": \"oai:other.test:c\", \"dc\": [{\"element\": \"title\", \"value\": \"C\"}, {\"element\": \"date\", \"value\": \"2021-03\"}]}\n\
         {\"identifier\": \"oai:other.test:d\", \"article\": {\"title\": [{\"text\": \"D\"}], \"published\": \"2022\"}}\n",
    )
    .unwrap();
    load(&*world.store, "other", &[file], &mut |problem| panic!("{problem}"), &|_, _| {}).unwrap();
    world.clock.advance(100);
    world
}

fn article(world: &World, name: &str, year: &str, sets: &str) {
    world.write(name, &format!("{sets}published = \"{year}\"\n[[title]]\ntext = \"{year}\"\n"));
}

fn rules(world: &World, rules: &str) {
    world.write("repository.toml", &format!("{HEAD}{rules}"));
}

/// The sets that a record is in, its datestamp, and whether it is deleted.
fn state(world: &World, identifier: &str) -> (Vec<String>, Datestamp, bool) {
    let record = record(&*world.store, identifier);
    let sets = record.sets.split(' ').filter(|spec| !spec.is_empty()).map(str::to_owned).collect();
    (sets, record.datestamp, record.deleted)
}

const ALL: [&str; 4] = ["oai:journal.org:a", "oai:journal.org:b", "oai:other.test:c", "oai:other.test:d"];

fn sets(world: &World) -> Vec<Vec<String>> {
    ALL.iter().map(|identifier| state(world, identifier).0).collect()
}

/// The records whose datestamp is another one afterwards.
fn moved(world: &World, change: impl FnOnce()) -> Vec<&'static str> {
    let before = ALL.map(|identifier| state(world, identifier).1);
    change();
    ALL.into_iter()
        .zip(before)
        .filter(|(identifier, before)| state(world, identifier).1 != *before)
        .map(|(identifier, _)| identifier)
        .collect()
}

#[test]
fn records_of_the_folder_and_loaded_ones_are_put_into_sets() {
    let world = world(BY_YEAR);
    assert_eq!(sets(&world), [["j:2021"], ["j:2022"], ["j:2021"], ["j:2022"]]);
    let listed: Vec<SetSpec> = world.store.snapshot(windrow::store::Wait::Yes).unwrap().sets().unwrap();
    assert_eq!(listed.iter().map(SetSpec::as_str).collect::<Vec<_>>(), ["j", "j:2021", "j:2022"]);
}

#[test]
fn another_rule_moves_the_datestamps_of_just_the_records_whose_sets_change() {
    let world = world("");
    assert_eq!(sets(&world), [[""; 0]; 4]);
    let rule = "[[rule]]\nspec = \"new\"\nwhere = \"year >= 2022\"\nname = [{ text = \"N\" }]\n";
    let moved = moved(&world, || {
        rules(&world, rule);
        let report = world.sync();
        assert_eq!(messages(&report), "");
        assert_eq!(counts(&report), [0, 1, 1, 0, 0]);
        assert_eq!((report.refreshed.changed, report.refreshed.unchanged), (1, 1));
    });
    assert_eq!(moved, ["oai:journal.org:b", "oai:other.test:d"]);
    assert_eq!(sets(&world)[1..3], [vec!["new".to_owned()], vec![]]);
    assert_eq!(world.sync().refreshed.total(), 0);
}

#[test]
fn another_name_moves_nothing_and_renders_nothing() {
    let world = world(BY_YEAR);
    let moved = moved(&world, || {
        rules(&world, &BY_YEAR.replace("\"J\"", "\"Journal\""));
        assert_eq!(world.sync().refreshed.total(), 0);
    });
    assert_eq!(moved, [""; 0]);
}

#[test]
fn what_is_both_edited_and_under_another_rule_is_rendered_once() {
    let world = world("");
    rules(
        &world,
        "[[set]]\nspec = \"s\"\nname = \"S\"\n[[rule]]\nspec = \"j\"\nby = [\"year\"]\nname = [{ text = \"J\" }]\n",
    );
    let report = world.sync();
    assert_eq!(counts(&report), [0, 2, 0, 0, 0], "other sets are declared, so the files are read again");
    assert_eq!(report.refreshed.total(), 2, "just what was loaded");
}

#[test]
fn moving_from_sets_in_the_files_to_rules_moves_no_datestamp() {
    let world = World::new();
    let explicit: String = ["j", "j:2021", "j:2022"]
        .iter()
        .map(|spec| format!("[[set]]\nspec = \"{spec}\"\nname = \"{spec}\"\n"))
        .collect();
    rules(&world, &explicit);
    article(&world, "a.toml", "2021", "sets = [\"j:2021\"]\n");
    article(&world, "b.toml", "2022", "sets = [\"j:2022\"]\n");
    world.sync();
    let before = world.seen();
    world.clock.advance(100);
    rules(&world, BY_YEAR);
    article(&world, "a.toml", "2021", "");
    article(&world, "b.toml", "2022", "");
    let report = world.sync();
    assert_eq!((counts(&report), messages(&report).as_str()), ([0, 0, 2, 0, 0], ""));
    assert_eq!(world.seen(), before);
    assert_eq!(state(&world, "oai:journal.org:a").0, ["j:2021"]);
}

#[test]
fn a_deleted_record_stays_in_its_sets_whatever_the_rules_are() {
    let world = world(BY_YEAR);
    world.remove("a.toml");
    world.sync();
    let deleted = state(&world, ALL[0]);
    assert_eq!((deleted.0.as_slice(), deleted.2), (&["j:2021".to_owned()][..], true));
    rules(&world, "");
    world.sync();
    assert_eq!(state(&world, ALL[0]), deleted);
    assert_eq!(sets(&world)[1..], [[""; 0]; 3]);
}

#[test]
fn a_faulty_rule_is_told_and_the_last_good_rules_hold() {
    let world = world(BY_YEAR);
    let moved = moved(&world, || {
        rules(&world, "[[rule]]\nspec = \"k\"\nby = [\"yaer\"]\nname = [{ text = \"K\" }]\n");
        let report = world.sync();
        assert_eq!(
            messages(&report),
            "repository.toml:6:7: `yaer` is not known here: did you mean `year`? [set-rule-by]\n"
        );
    });
    assert_eq!(moved, [""; 0]);
    assert_eq!(sets(&world)[0], ["j:2021"]);
}

#[test]
fn a_record_for_which_a_condition_fails_is_not_in_the_set_and_is_served() {
    let world = world("[[rule]]\nspec = \"s\"\nwhere = \"section[7] == 'x'\"\nname = [{ text = \"S\" }]\n");
    assert_eq!(sets(&world), [[""; 0]; 4]);
    assert_eq!(world.titles().len(), 4);
}

#[test]
fn what_is_loaded_while_the_rules_change_is_rendered_by_the_new_ones() {
    let world = world("");
    let file = world.path("y.jsonl");
    std::fs::write(&file, "{}\n{\"identifier\": \"oai:other.test:d\", \"article\": {\"title\": [{\"text\": \"D2\"}], \"published\": \"2022\"}}\n").unwrap();
    load(
        &*world.store,
        "other",
        &[file],
        &mut |_| {
            rules(&world, BY_YEAR);
            world.sync();
        },
        &|_, _| {},
    )
    .unwrap();
    world.clock.advance(2);
    assert_eq!(state(&world, ALL[3]).0, ["j:2022"]);
    assert_eq!(world.sync().refreshed.total(), 0, "nothing is left to be rendered again");
    assert_eq!(state(&world, ALL[3]).0, ["j:2022"]);
}
