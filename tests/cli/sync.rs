//! `windrow sync`: what it sums up, and how it ends.

use crate::program::{Place, article, said};

#[test]
fn a_synchronisation_sums_up_and_a_second_one_changes_nothing() {
    let place = Place::with(2);
    let said = place.run(&["sync"]);
    let summary = "2 created, 0 changed, 0 unchanged, 0 deleted, 0 rejected\n";
    assert_eq!((said.code, said.out.as_str(), said.err.as_str()), (0, summary, ""));
    place.write(&article(1), "[[title]]\nlang = \"en\"\ntext = \"Another\"\n");
    assert_eq!(place.run(&["sync"]).out, "0 created, 1 changed, 1 unchanged, 0 deleted, 0 rejected\n");
    place.remove(&article(0));
    assert_eq!(place.run(&["sync"]).out, "0 created, 0 changed, 1 unchanged, 1 deleted, 0 rejected\n");
    assert_eq!(place.run(&["sync"]).out, "0 created, 0 changed, 1 unchanged, 0 deleted, 0 rejected\n");
}

#[test]
fn what_another_rule_changes_is_summed_up_beside_what_was_edited() {
    let place = Place::with(2);
    let path = place.path().join("records/repository.toml");
    let before = std::fs::read_to_string(path).unwrap();
    let summary = "0 created, 0 changed, 2 unchanged, 0 deleted, 0 rejected\n";
    let run = |condition: &str| {
        let rule = format!("[[rule]]\nspec = \"s\"\nname = [{{ text = \"S\" }}]\nwhere = \"{condition}\"\n");
        place.write("records/repository.toml", &format!("{before}\n{rule}"));
        place.run(&["sync"])
    };
    run("file");
    assert_eq!(run("title").out, format!("{summary}2 changed by rules or formats\n"));
    assert_eq!(run("title and not file").out, summary, "the sets are the same");
    let wrong = run("titel");
    assert_eq!(wrong.code, 3, "what is wrong with repository.toml is not passed over");
    assert!(wrong.err.contains("repository.toml:8:9: `titel` is not known here: did you mean `title`?"));
}

#[test]
fn a_bad_file_is_told_with_its_place_and_the_rest_is_taken() {
    let place = Place::with(2);
    place.write(&article(1), "[[title]]\nlang = \"en\"\ntext = 5\n");
    let said = place.run(&["sync"]);
    assert_eq!(
        (said.code, said.out.as_str()),
        (3, "1 created, 0 changed, 0 unchanged, 0 deleted, 1 rejected\n")
    );
    assert!(said.err.starts_with("a1.toml:3:"), "{said:?}");
}

#[test]
fn many_deletions_wait_to_be_confirmed() {
    let place = Place::with(30);
    assert_eq!(place.run(&["sync"]).code, 0);
    (0..25).for_each(|number| place.remove(&article(number)));
    let said = place.run(&["sync"]);
    assert_eq!(
        (said.code, said.out.as_str()),
        (3, "0 created, 0 changed, 5 unchanged, 0 deleted, 0 rejected\n")
    );
    assert!(said.err.contains("25 deletions of 30 records are withheld"), "{said:?}");
    assert!(said.err.contains("windrow sync --confirm-deletions"), "{said:?}");
    let said = place.run(&["sync", "--confirm-deletions"]);
    assert_eq!(
        (said.code, said.out.as_str()),
        (0, "0 created, 0 changed, 5 unchanged, 25 deleted, 0 rejected\n")
    );
}

#[test]
fn deletions_within_the_configured_time_are_judged_together() {
    let place = Place::with(30);
    assert_eq!(place.run(&["sync"]).code, 0);
    (0..15).for_each(|number| place.remove(&article(number)));
    assert_eq!(place.run(&["sync"]).code, 0);
    (15..25).for_each(|number| place.remove(&article(number)));
    for (span, named) in [("1d", "the last day"), ("12h", "the last 12 hours")] {
        for command in ["sync", "diff"] {
            let said = place.run(&[command, "--deletion-span", span]);
            let reason = format!("counting the 15 that were deleted within {named};");
            assert!(said.code == 3 && said.err.contains(&reason), "{said:?}");
        }
    }
}

#[test]
fn a_folder_that_is_not_there_is_told_with_its_name() {
    let place = Place::with(1);
    for command in ["sync", "serve"] {
        let said = place.run(&[command, "--records", "nowhere", "--listen", "127.0.0.1:0"]);
        assert!(said.code == 1 && said.err.contains("nowhere"), "{said:?}");
    }
}

#[test]
fn a_data_folder_that_cannot_be_made_is_told_with_its_name() {
    let place = Place::with(1);
    place.write("file", "");
    let said = place.run(&["sync", "--data", "file/data"]);
    assert!(said.code == 1 && said.err.contains("file/data"), "{said:?}");
}

/// The root of an ext4 volume has a folder that only root can read.
#[test]
#[cfg(unix)]
fn folders_that_cannot_be_read_hold_up_only_what_was_below_them() {
    let place = Place::with(3);
    let (box_folder, lost) = (place.path().join("records/box"), place.path().join("records/lost+found"));
    for folder in [&box_folder, &lost] {
        std::fs::create_dir(folder).unwrap();
    }
    place.write("records/box/b.toml", "[[title]]\nlang = \"en\"\ntext = \"T\"\n");
    permit(place.path(), 0o777);
    permit(&lost, 0);
    let run = |arguments: &[&str]| as_nobody(place.command(arguments)).map(said);
    let Some(first) = run(&["sync"]) else { return }; // the program is where nobody may start it
    assert_eq!(
        (first.code, first.out.as_str()),
        (0, "4 created, 0 changed, 0 unchanged, 0 deleted, 0 rejected\n")
    );
    place.remove(&article(0));
    assert_eq!(run(&["sync"]).unwrap().out, "0 created, 0 changed, 3 unchanged, 1 deleted, 0 rejected\n");
    permit(&box_folder, 0);
    place.remove(&article(1));
    let said = run(&["sync", "--confirm-deletions"]).unwrap();
    permit(&box_folder, 0o755);
    permit(&lost, 0o755);
    let expected = "0 created, 0 changed, 1 unchanged, 1 deleted, 0 rejected\n";
    assert_eq!((said.code, said.out.as_str()), (3, expected), "{said:?}");
    assert!(said.err.contains("box: cannot be read") && !said.err.contains("lost+found"), "{said:?}");
    assert!(said.err.contains("1 deletions of 3 records are withheld"), "{said:?}");
}

#[cfg(unix)]
fn permit(path: &std::path::Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

/// Runs a command as a user that permissions bind, if the tests run as root.
#[cfg(unix)]
fn as_nobody(mut command: std::process::Command) -> Option<std::process::Output> {
    use std::os::unix::process::CommandExt as _;
    if rustix::process::geteuid().is_root() {
        command.uid(65_534).gid(65_534);
    }
    command.output().ok()
}
