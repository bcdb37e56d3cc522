//! `journal.toml`, `issue.toml` and `[defaults]`: what holds for the records that do not say otherwise.

use std::path::Path;

use windrow::folder::{one_item, read_record};
use windrow::import::repository_file;
use windrow::ingest::Report;
use windrow::model::{Article, Content, Identity, Item};

use super::world::{self, REPOSITORY, World, counts};

fn identity(world: &World) -> Identity {
    let bytes = std::fs::read(world.records().join("repository.toml")).unwrap();
    repository_file::read(Path::new("repository.toml"), &bytes).unwrap().0
}

fn item(world: &World, path: &str) -> Item {
    let (item, warnings) = read_record(&world.records(), Path::new(path), &identity(world)).unwrap();
    assert_eq!(warnings, []);
    item
}

fn article(world: &World, path: &str) -> Article {
    match item(world, path).content {
        Content::Article(article) => *article,
        Content::Dc(_) => panic!("{path} is no article"),
    }
}

/// The problems, but for the placeholders of the repository.
fn messages(report: &Report) -> String {
    let all = world::messages(report);
    all.lines().filter(|line| !line.starts_with("repository.toml:")).map(|line| format!("{line}\n")).collect()
}

/// The text, with a title behind it.
fn titled(text: &str) -> String {
    format!("{text}\n[[title]]\ntext = \"T\"\n")
}

/// A world with two articles in one folder and one in another.
fn world() -> World {
    let world = World::new();
    world.write("2022/05/a.toml", &titled(""));
    world.write("2022/05/b.toml", &titled("issue = \"special\"\n"));
    world.write("2021/c.toml", &titled(""));
    world
}

#[test]
fn the_nearest_file_wins_and_a_journal_is_filled_field_by_field() {
    let world = world();
    world.write(
        "repository.toml",
        &format!(
            "{REPOSITORY}[defaults]\nvolume = \"1\"\nissue = \"1\"\naccess = \"open\"\nlanguage = [\"zh\"]\n"
        ),
    );
    world.write(
        "journal.toml",
        "volume = \"2\"\nissue = \"2\"\n[journal]\npublisher = [{ text = \"P\" }]\nplace = \"X\"\n",
    );
    world.write("2022/issue.toml", "issue = \"3\"\n[journal]\nplace = \"Y\"\n");
    world.write("2022/05/journal.toml", "issue = \"4\"\nlanguage = [\"en\", \"fr\"]\n");
    world.write("2022/05/issue.toml", "issue = \"5\"\n");
    let a = article(&world, "2022/05/a.toml");
    assert_eq!((a.volume.as_deref(), a.issue.as_deref()), (Some("2"), Some("5")));
    assert!(a.access.is_some());
    assert_eq!(a.language.len(), 2, "a list replaces a list");
    let journal = a.journal.unwrap();
    assert_eq!((journal.publisher[0].text.as_str(), journal.place.first()), ("P", "Y"));
    assert_eq!(article(&world, "2022/05/b.toml").issue.as_deref(), Some("special"));
    let c = article(&world, "2021/c.toml");
    assert_eq!((c.issue.as_deref(), c.language.len()), (Some("2"), 1), "another folder has no part in it");
}

#[test]
fn one_file_is_read_as_a_synchronisation_reads_it() {
    let world = world();
    world.write("2022/issue.toml", "issue = \"5\"\n");
    let path = Path::new("2022/05/a.toml");
    assert_eq!(one_item(&world.records(), path).unwrap().item, item(&world, "2022/05/a.toml"));
    world.write("2022/issue.toml", "issue = 5\n");
    let told = one_item(&world.records(), path).unwrap_err();
    assert!(world::said(&told[0]).starts_with("2022/issue.toml:1:9: "), "{}", told[0]);
}

#[test]
fn a_list_that_the_record_says_is_empty_stays_empty() {
    let world = world();
    world.write("issue.toml", "type = [\"editorial\"]\n[[contributor]]\nname = \"E\"\n");
    world.write("2022/05/a.toml", &titled("contributor = []\n"));
    let a = article(&world, "2022/05/a.toml");
    assert_eq!((a.contributors.len(), a.types.len()), (0, 1));
    assert_eq!(article(&world, "2022/05/b.toml").contributors.len(), 1);
    world.write("2022/05/issue.toml", "contributor = []\n");
    assert_eq!(article(&world, "2022/05/b.toml").contributors.len(), 0);
}

#[test]
fn sets_and_rights_add_up_for_articles_and_for_dublin_core() {
    let world = World::new();
    let rights = |name: &str| format!("rights = [\"https://{name}.org/\"]\n");
    let more = "[[set]]\nspec = \"b\"\nname = \"B\"\n[[set]]\nspec = \"c\"\nname = \"C\"\n";
    world.write(
        "repository.toml",
        &format!("default_sets = [\"a\"]\n{}{REPOSITORY}{more}", rights("repository")),
    );
    world.write("journal.toml", &rights("journal"));
    world.write("x/issue.toml", &format!("sets = [\"b\"]\n{}", rights("issue")));
    world.write("x/a.toml", &titled(&format!("sets = [\"c\"]\n{}", rights("own"))));
    world.write(
        "x/b.xml",
        "<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>X</dc:title></oai_dc:dc>",
    );
    let sets = |item: &Item| item.sets.iter().map(ToString::to_string).collect::<Vec<_>>();
    let a = item(&world, "x/a.toml");
    assert_eq!(sets(&a), ["a", "b", "c"]);
    let all = ["https://own.org/", "https://issue.org/", "https://journal.org/", "https://repository.org/"];
    assert_eq!(a.rights, all);
    let b = item(&world, "x/b.xml");
    assert_eq!(sets(&b), ["a", "b"]);
    assert_eq!(b.rights, all[1..]);
}

#[test]
fn files_of_defaults_are_no_records() {
    let world = world();
    world.write("journal.toml", "issue = \"1\"\n");
    world.write("2022/05/issue.toml", "issue = \"5\"\n");
    let report = world.sync();
    assert_eq!((counts(&report), messages(&report)), ([3, 0, 0, 0, 0], String::new()));
    let refused = read_record(&world.records(), Path::new("journal.toml"), &identity(&world)).unwrap_err();
    assert!(refused[0].message.contains("no record"), "{}", refused[0]);
}

#[test]
fn a_changed_default_moves_the_records_that_come_out_otherwise_and_no_other() {
    let world = world();
    world.write("2022/05/issue.toml", "published = \"2022\"\nissue = \"5\"\n");
    world.sync();
    let before = world.seen();
    let datestamps_moved = |world: &World| {
        let moved = world.seen().into_iter().filter(|seen| !before.contains(seen));
        moved.map(|(name, _, _)| name).collect::<Vec<_>>()
    };

    world.write("2022/05/issue.toml", "# said otherwise\nissue = '5'\npublished = \"2022\"\n");
    assert_eq!(counts(&world.sync()), [0, 0, 3, 0, 0]);
    assert_eq!(datestamps_moved(&world), [""; 0]);

    world.write("2022/05/issue.toml", "published = \"2022\"\nissue = \"6\"\n");
    assert_eq!(counts(&world.sync())[1], 1, "b has an issue of its own, and c is elsewhere");
    assert_eq!(datestamps_moved(&world), ["2022/05/a"]);

    world.remove("2022/05/issue.toml");
    assert_eq!(counts(&world.sync()), [0, 2, 1, 0, 0]);
    world.write("repository.toml", &format!("{REPOSITORY}[defaults]\npublished = \"2020\"\n"));
    assert_eq!(counts(&world.sync()), [0, 3, 0, 0, 0]);
}

#[test]
fn a_mistake_is_told_once_where_it_is_and_the_records_below_stay_as_they_were() {
    let world = world();
    world.write("2022/issue.toml", "published = \"2022\"\n");
    world.sync();
    let before = world.seen();
    world.write("2022/issue.toml", "published = 2023\nisue = \"5\"\n");
    world.write("2022/05/b.toml", &titled("volume = \"edited\"\n"));
    world.write("2022/05/new.toml", &titled(""));
    world.write("2021/c.toml", "[[title]]\ntext = \"C\"\n");
    for expected in [[0, 1, 0, 0, 3], [0, 0, 1, 0, 3]] {
        let report = world.sync();
        assert_eq!(counts(&report), expected);
        assert_eq!(
            messages(&report),
            "2022/issue.toml:1:13: `published` is a text; put it in quotes: published = \"2023\" [field-kind]\n\
             2022/issue.toml:2:1: there is no field `isue` here: did you mean `issue`? [field-unknown]\n"
        );
    }
    let after = world.seen();
    assert_eq!(after.iter().filter(|seen| before.contains(seen)).count(), 2, "{after:?}");
    let told = read_record(&world.records(), Path::new("2022/05/a.toml"), &identity(&world)).unwrap_err();
    assert_eq!(told.len(), 2);

    world.write("2022/issue.toml", "published = \"2023\"\n");
    assert_eq!(counts(&world.sync()), [1, 2, 1, 0, 0]);
}

/// Else a record that is moved while its new folder has a mistake would be deleted at every aggregator.
#[test]
fn a_record_that_moves_below_a_mistake_is_not_deleted() {
    let world = World::new();
    world.write("a.toml", &titled("id = \"x\"\n"));
    world.sync();
    world.remove("a.toml");
    world.write("new/a.toml", &titled("id = \"x\"\n"));
    world.write("new/journal.toml", "half wri");
    assert_eq!(counts(&world.sync()), [0, 0, 0, 0, 1]);
    assert_eq!(world.titles(), ["x=T"]);
    world.write("new/journal.toml", "");
    assert_eq!(counts(&world.sync()), [0, 0, 1, 0, 0]);
}

#[test]
fn a_file_that_is_called_as_one_of_defaults_but_for_capitals_is_told_of() {
    let world = world();
    world.write("2021/Issue.toml", "volume = \"3\"\n");
    let told = messages(&world.sync());
    assert!(
        told.contains(
            "2021/Issue.toml: if this shall hold for the records of its folder, call it issue.toml"
        ),
        "{told}"
    );
    world.article("2021/Issue.toml", "A record called Issue");
    assert_eq!(messages(&world.sync()), "");
}

#[test]
fn what_no_two_articles_share_is_no_default() {
    let world = world();
    world.write(
        "2022/05/issue.toml",
        "id = \"x\"\ndoi = \"10.1000/1\"\nsets = [\"other\"]\n\n[[title]]\nlang = \"en\"\ntext = \"T\"\n",
    );
    world.write("2021/nothing/journal.toml", "pages = { first = \"1\" }\ntitle = \"T\"\n");
    let told = messages(&world.sync());
    for begin in [
        "2022/05/issue.toml:1:6: `id` belongs to one article",
        "2022/05/issue.toml:2:7: `doi` belongs to one article",
        "2022/05/issue.toml:3:9: the set `other` is not declared",
        "2022/05/issue.toml:5:1: `title` belongs to one article",
        "2021/nothing/journal.toml:1:9: `pages` belongs to one article",
        "2021/nothing/journal.toml:2:9: `title` belongs to one article",
    ] {
        assert_eq!(told.lines().filter(|line| line.starts_with(begin)).count(), 1, "{begin}: {told}");
    }
    assert_eq!(told.lines().count(), 6, "{told}");
    let text = format!("{REPOSITORY}[defaults]\nurl = \"https://journal.test/\"\n");
    let problems = repository_file::read(Path::new("repository.toml"), text.as_bytes()).unwrap_err();
    let is_told =
        |problem: &windrow::diagnostics::Problem| problem.message.starts_with("`url` belongs to one article");
    assert!(problems.iter().any(is_told), "{problems:?}");
}

#[test]
fn a_warning_about_a_default_is_told_where_it_stands_and_not_with_every_record() {
    let world = world();
    world.write(
        "2022/issue.toml",
        "access = \"restricted\"\nlicense = \"CC-BY-4.0\"\n[[contributor]]\nfamily = \"XU\"\ngiven = \"Nengwu\"\n",
    );
    let report = world.sync();
    assert_eq!(counts(&report), [3, 0, 0, 0, 0]);
    let told = messages(&report);
    assert!(told.lines().all(|line| line.starts_with("2022/issue.toml:")), "{told}");
    assert_eq!(told.lines().count(), 2, "{told}");
    assert_eq!(messages(&world.sync()), told, "and again, as long as it is so");
}

#[test]
fn what_the_record_and_its_defaults_say_together_is_looked_at() {
    let world = world();
    world.write("2022/issue.toml", "access = \"metadata-only\"\n");
    world.write("2022/05/a.toml", &titled("file = [\"https://journal.test/a.pdf\"]\n"));
    let told = messages(&world.sync());
    assert!(told.starts_with("2022/05/a.toml:1:8: there is a `file` of the text"), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
}

#[test]
fn the_example_of_a_mapping_is_the_record_as_it_is_served() {
    let world = world();
    world.write("2022/issue.toml", "volume = \"7\"\n");
    world.write(
        "formats/issue.toml",
        "prefix = \"issue\"\nschema = \"https://journal.test/v.xsd\"\nnamespace = \"urn:v\"\n\
         template = '<v xmlns=\"urn:v\">{{ volume }}</v>'\n\
         [[example]]\nrecord = \"2022/05/a.toml\"\nxml = '<v xmlns=\"urn:v\">7</v>'\n",
    );
    assert_eq!(messages(&world.sync()), "", "and a mapping that is called issue holds no defaults");
    let written = world::bodies(&*world.store, "issue");
    assert!(written.iter().any(|body| body.contains(">7</v>")), "{written:?}");
}
