//! What is no file: named pipes, sockets, devices, and links that lead nowhere, in a circle or out of the folder. Each is reported
//! alone, and everything else goes on.

use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;

use rustix::fs::{CWD, FileType, Mode, mknodat};
use windrow::diagnostics::Severity;
use windrow::folder::{Confirm, one_item};
use windrow::ingest::Report;

use super::world::{World, counts, messages, remarks};

fn pipe(path: &Path) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    mknodat(CWD, path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
}

fn link(world: &World, target: &str, name: &str) {
    let path = world.records().join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    symlink(target, path).unwrap();
}

/// Whether the problem of exactly this file is reported, with these words.
fn reports(report: &Report, file: &str, words: &str) -> bool {
    report
        .problems
        .iter()
        .any(|problem| problem.place.file == Path::new(file) && problem.message.contains(words))
}

/// A folder with three records, each published; then something happens, one of the records is removed, and another comes.
fn meanwhile(happens: impl FnOnce(&World)) -> (World, Report) {
    let world = World::new();
    world.article("box/a.toml", "A");
    world.article("box/b.toml", "B");
    world.article("c.toml", "C");
    world.sync();
    happens(&world);
    world.remove("box/b.toml");
    world.article("box/new.toml", "N");
    let report = world.sync();
    (world, report)
}

fn goes_on(world: &World, report: &Report) {
    assert_eq!((report.counts.created, report.counts.deleted), (1, 1), "{}", messages(report));
    assert_eq!(report.withheld, None, "{}", messages(report));
    assert_eq!(world.titles(), ["box/a=A", "c=C", "box/new=N", "box/b=†"]);
}

#[test]
fn a_special_file_with_the_name_of_a_record_is_rejected_alone() {
    // a device can be made by root alone, and a link to one leads out of the folder
    for (words, file) in [
        ("is a named pipe", "pipe"),
        ("is a socket", "socket"),
        ("leads out of the records folder", "/dev/zero"),
    ] {
        let (world, report) = meanwhile(|world| {
            let path = world.records().join("box/x.toml");
            match file {
                "pipe" => pipe(&path),
                "socket" => drop(UnixListener::bind(path).unwrap()),
                device => symlink(device, path).unwrap(),
            }
        });
        goes_on(&world, &report);
        assert!(reports(&report, "box/x.toml", words), "{}", messages(&report));
        assert_eq!(report.counts.rejected, 1);
    }
}

#[test]
fn a_named_pipe_is_opened_under_no_name() {
    for name in
        ["box/issue.toml", "journal.toml", "formats/x.toml", "box/a.oai_dc.xml", "box/.x.toml", "box/pipe"]
    {
        let (world, report) = meanwhile(|world| pipe(&world.records().join(name)));
        goes_on(&world, &report);
        let is_reported = report.problems.iter().any(|problem| problem.place.file == Path::new(name));
        let has_meaning = Path::new(name).extension().is_some() && !name.contains("/.");
        assert_eq!(is_reported, has_meaning, "{name}: {}", messages(&report));
    }
}

#[test]
fn a_named_pipe_in_place_of_the_repository_file_leaves_the_last_good_one() {
    let (world, report) = meanwhile(|world| {
        world.remove("repository.toml");
        pipe(&world.records().join("repository.toml"));
    });
    goes_on(&world, &report);
    assert!(reports(&report, "repository.toml", "is a named pipe"), "{}", messages(&report));
}

#[test]
fn a_named_pipe_is_not_asked_for_its_formats() {
    let world = World::new();
    pipe(&world.records().join("x.toml"));
    let problems = one_item(&world.records(), Path::new("x.toml")).unwrap_err();
    assert!(problems[0].message.contains("is a named pipe"), "{}", problems[0]);
}

#[test]
fn a_link_that_cannot_be_followed_is_reported_alone() {
    for (target, name, words) in [
        ("nowhere.toml", "box/x.toml", "something that is not there"),
        ("../nowhere", "box/more", "something that is not there"),
        ("x.toml", "box/x.toml", "in a circle"),
        ("..", "box/up", "in a circle"),
        (".", "box/here", "in a circle"),
        ("/etc", "box/etc", "out of the records folder"),
        ("/etc/passwd", "box/passwd.toml", "out of the records folder"),
        ("../../outside", "box/outside", "out of the records folder"),
    ] {
        let (world, report) = meanwhile(|world| {
            std::fs::create_dir(world.path("outside")).unwrap();
            std::fs::write(world.path("outside/secret.toml"), "[[title]]\ntext = \"S\"\n").unwrap();
            link(world, target, name);
        });
        goes_on(&world, &report);
        assert!(reports(&report, name, words), "{name}: {}", messages(&report));
        assert_eq!(remarks(&report).len(), 1, "{name}: {}", messages(&report));
        let severity =
            report.problems.iter().find(|problem| problem.message.contains(words)).unwrap().severity;
        assert_eq!(severity == Severity::Error, name.ends_with(".toml"), "{name}");
    }
}

#[test]
fn mapping_files_behind_a_link_out_of_the_folder_are_not_read() {
    let (world, report) = meanwhile(|world| link(world, "/etc", "formats"));
    goes_on(&world, &report);
    assert!(reports(&report, "formats", "out of the records folder"), "{}", messages(&report));
    assert_eq!(remarks(&report).len(), 1, "{}", messages(&report));
}

/// Half of what applies to a record would be false.
#[test]
fn records_stay_as_they_are_while_a_link_to_their_defaults_leads_nowhere() {
    let world = World::new();
    world.write(".shared/issue.toml", "published = \"1999\"\n");
    link(&world, "../.shared/issue.toml", "box/issue.toml");
    world.article("box/a.toml", "A");
    world.article("c.toml", "C");
    world.sync();
    let before = world.seen();
    std::fs::remove_dir_all(world.records().join(".shared")).unwrap();
    world.article("d.toml", "D");
    let report = world.sync();
    assert_eq!((report.counts.created, report.withheld.as_ref()), (1, None));
    assert!(reports(&report, "box/issue.toml", "something that is not there"), "{}", messages(&report));
    assert_eq!(remarks(&report).len(), 1, "{}", messages(&report));
    assert_eq!(world.seen()[..2], before);
}

#[test]
fn hidden_links_are_nobodys_concern() {
    let (world, report) = meanwhile(|world| {
        link(world, "ed@host.1234:1700000000", "box/.#a.toml");
        link(world, "/etc", ".etc");
        link(world, "nowhere", "lost+found");
    });
    goes_on(&world, &report);
    assert_eq!(remarks(&report), [""; 0]);
}

#[test]
fn what_was_published_from_a_link_stays_until_the_link_is_removed() {
    for confirm in [Confirm::Withhold, Confirm::Publish] {
        let world = World::new();
        for (file, title) in [("store/x.toml", "X"), ("store/y.toml", "Y"), ("z.toml", "Z")] {
            world.article(file, title);
        }
        std::fs::rename(world.records().join("store"), world.records().join(".store")).unwrap();
        link(&world, ".store", "box");
        link(&world, ".store/x.toml", "x.toml");
        assert_eq!(counts(&world.sync()), [4, 0, 0, 0, 0]);
        std::fs::rename(world.records().join(".store"), world.path("away")).unwrap();
        world.remove("z.toml");
        let report = world.try_sync(confirm).unwrap();
        let withheld = report.withheld.as_ref().map(|withheld| (withheld.deletions, withheld.of));
        if confirm == Confirm::Publish {
            assert_eq!((withheld, report.counts.deleted), (Some((3, 4)), 1), "{}", messages(&report));
        } else {
            assert_eq!(withheld, Some((4, 4)), "no file is left, so that all wait");
        }
        world.remove("x.toml");
        world.remove("box");
        assert_eq!(world.try_sync(Confirm::Publish).unwrap().withheld, None);
        assert!(world.titles().iter().all(|title| title.ends_with('†')), "{:?}", world.titles());
    }
}

/// As a ConfigMap is mounted: the files link into a hidden folder, and a hidden link decides which one.
#[test]
fn a_folder_as_kubernetes_mounts_it_is_read() {
    let world = World::new();
    world.remove("repository.toml");
    for (version, title) in [("..2026_01", "A"), ("..2026_02", "A2")] {
        world.write(&format!("{version}/repository.toml"), super::world::REPOSITORY);
        world.article(&format!("{version}/a.toml"), title);
        world.article(&format!("{version}/2022/b.toml"), "B");
    }
    link(&world, "..2026_01", "..data");
    for name in ["repository.toml", "a.toml", "2022"] {
        link(&world, &format!("..data/{name}"), name);
    }
    let report = world.sync();
    assert_eq!((counts(&report), remarks(&report)), ([2, 0, 0, 0, 0], vec![]));
    link(&world, "..2026_02", "..data_tmp");
    std::fs::rename(world.records().join("..data_tmp"), world.records().join("..data")).unwrap();
    assert_eq!(counts(&world.sync()), [0, 1, 1, 0, 0]);
    assert_eq!(world.titles(), ["2022/b=B", "a=A2"]);
}

/// As git-sync publishes a checkout.
#[test]
fn the_records_folder_may_be_a_link_to_a_hidden_folder() {
    let world = World::new();
    world.article("2022/a.toml", "A");
    std::fs::create_dir(world.path(".worktrees")).unwrap();
    std::fs::rename(world.records(), world.path(".worktrees/abc")).unwrap();
    symlink(".worktrees/abc", world.records()).unwrap();
    assert_eq!(counts(&world.sync()), [1, 0, 0, 0, 0]);
}

/// Folders that link each other can be entered in more ways than anybody could wait for.
#[test]
fn folders_that_link_each_other_are_read_in_a_few_ways() {
    let world = World::new();
    let folders: Vec<String> = (0..6).map(|number| format!("f{number}")).collect();
    for folder in &folders {
        world.article(&format!("{folder}/a.toml"), "A");
        folders.iter().for_each(|other| link(&world, &format!("../{other}"), &format!("{folder}/{other}")));
    }
    world.article("z.toml", "Z");
    let report = world.sync();
    assert!(messages(&report).contains("reached through other links"), "{}", messages(&report));
    assert!(world.titles().contains(&"z=Z".to_owned()));
}

#[test]
fn a_folder_that_cannot_be_read_withholds_what_was_below_it_and_nothing_else() {
    for confirm in [Confirm::Withhold, Confirm::Publish] {
        let (world, _) = meanwhile(|_| {});
        // root can read every folder, but nobody reads one behind a link out of the records folder
        std::fs::rename(world.records().join("box"), world.path("box")).unwrap();
        link(&world, "../box", "box");
        world.article("d.toml", "D");
        world.remove("c.toml");
        let report = world.try_sync(confirm).unwrap();
        assert_eq!((report.counts.created, report.counts.deleted), (1, 1), "{}", messages(&report));
        let withheld = report.withheld.unwrap();
        assert_eq!(withheld.deletions, 2);
        assert!(withheld.reason.contains("(box)"), "{withheld}");
        assert!(!withheld.reason.contains("--confirm-deletions"), "it would not help: {withheld}");
    }
}

#[test]
fn a_confirmed_deletion_is_carried_out_beside_a_file_that_cannot_be_read() {
    for confirm in [Confirm::Withhold, Confirm::Publish] {
        let world = World::new();
        (0..30).for_each(|number| world.article(&format!("{number}.toml"), "T"));
        world.sync();
        // neither root nor anybody else can read a link to nothing
        world.remove("0.toml");
        link(&world, "nowhere", "0.toml");
        (1..25).for_each(|number| world.remove(&format!("{number}.toml")));
        let report = world.try_sync(confirm).unwrap();
        let withheld = report.withheld.unwrap();
        let expected = if confirm == Confirm::Publish { (1, 24) } else { (25, 0) };
        assert_eq!((withheld.deletions, report.counts.deleted), expected, "{withheld}");
    }
}
