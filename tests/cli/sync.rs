//! `windrow sync`: what it sums up, and how it ends.

use crate::program::{Place, REPOSITORY, article, said};

#[test]
fn a_synchronisation_sums_up_and_a_second_one_changes_nothing() {
    let place = Place::with(2);
    let said = place.run(&["sync"]);
    let summary = "2 created, 0 changed, 0 unchanged, 0 deleted, 0 not published; 0 errors, 0 warnings\n";
    assert_eq!((said.code, said.out.as_str(), said.err.as_str()), (0, summary, ""));
    place.write(&article(1), "[[title]]\nlang = \"en\"\ntext = \"Another\"\n");
    assert_eq!(
        place.run(&["sync"]).out,
        "0 created, 1 changed, 1 unchanged, 0 deleted, 0 not published; 0 errors, 0 warnings\n"
    );
    place.remove(&article(0));
    assert_eq!(
        place.run(&["sync"]).out,
        "0 created, 0 changed, 1 unchanged, 1 deleted, 0 not published; 0 errors, 0 warnings\n"
    );
    assert_eq!(
        place.run(&["sync"]).out,
        "0 created, 0 changed, 1 unchanged, 0 deleted, 0 not published; 0 errors, 0 warnings\n"
    );
}

#[test]
fn what_another_rule_changes_is_summed_up_beside_what_was_edited() {
    let place = Place::with(2);
    let path = place.path().join("records/repository.toml");
    let before = std::fs::read_to_string(path).unwrap();
    let summary = "0 created, 0 changed, 2 unchanged, 0 deleted, 0 not published; 0 errors, 0 warnings\n";
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
        (3, "1 created, 0 changed, 0 unchanged, 0 deleted, 1 not published; 1 error, 0 warnings\n")
    );
    assert_eq!(
        said.err,
        "error: a1.toml:3:8: `text` is a text; put it in quotes: text = \"5\" [field-kind]\n    3 | text = 5\n      |        ^\n\
         not published: a1.toml (it is not served)\n"
    );
}

/// Whatever the reason: the file itself, its name, its sidecar, its defaults, its identifier or another source.
#[test]
fn each_file_that_is_not_published_is_named_with_what_is_served_instead() {
    let place = Place::with(5);
    place.write("records/repository.toml", &format!("{REPOSITORY}[[format]]\nprefix = \"own\"\nschema = \"http://a.org/x.xsd\"\nnamespace = \"urn:x\"\n"));
    for folder in ["below", "beside"] {
        std::fs::create_dir(place.path().join("records").join(folder)).unwrap();
    }
    place.write("records/below/b.toml", "[[title]]\nlang = \"en\"\ntext = \"T\"\n");
    assert_eq!(place.run(&["sync"]).code, 0);
    place.write(
        "a.jsonl",
        "{\"identifier\":\"oai:journal.org:loaded\",\"dc\":[{\"element\":\"title\",\"value\":\"T\"}]}\n",
    );
    assert_eq!(place.run(&["load", "a.jsonl", "--source", "other"]).code, 0);
    place.write(&article(0), "[[title]]\ntext = 5\n");
    place.write("records/a1.own.xml", "<wrong/>");
    place.write("records/below/issue.toml", "issue = 5\n");
    place.write("records/beside/loaded.toml", "id = \"loaded\"\n[[title]]\nlang = \"en\"\ntext = \"T\"\n");
    place.write("records/beside/same.toml", "id = \"a3\"\n[[title]]\nlang = \"en\"\ntext = \"T\"\n");
    place.write("records/capital.TOML", "[[title]]\nlang = \"en\"\ntext = \"T\"\n");
    place.write("records/warned.toml", "language = [\"cn\"]\n[[title]]\nlang = \"en\"\ntext = \"T\"\n");
    let said = place.run(&["sync"]);
    let named: Vec<_> = said.err.lines().filter(|line| line.starts_with("not published: ")).collect();
    let served = "(its last good version is still served)";
    let expected = [
        format!("not published: a0.toml {served}"),
        format!("not published: a1.toml {served}"),
        format!("not published: below/b.toml {served}"),
        "not published: beside/loaded.toml (it is not served)".to_owned(),
        "not published: beside/same.toml (it is not served)".to_owned(),
        "not published: capital.TOML (it is not served)".to_owned(),
    ];
    assert_eq!(named, expected, "{said:?}");
    let summary = "1 created, 0 changed, 3 unchanged, 0 deleted, 6 not published; 6 errors, 1 warning\n";
    assert_eq!((said.code, said.out.as_str()), (3, summary), "{said:?}");
    let messages: Vec<_> = said.err.lines().take_while(|line| !line.starts_with("not published")).collect();
    let is_source =
        |line: &str| line.trim_start().starts_with(|first: char| first == '|' || first.is_ascii_digit());
    for line in messages {
        assert!(line.starts_with("error: ") || line.starts_with("warning: ") || is_source(line), "{line}");
    }
    assert!(said.err.contains("warning: warned.toml:1:13: "), "{said:?}");
}

/// A mistake in defaults can hold up every record of a journal.
#[test]
fn of_very_many_files_that_are_not_published_some_are_named() {
    let place = Place::with(120);
    place.write("records/journal.toml", "issue = 5\n");
    let said = place.run(&["sync"]);
    assert_eq!(said.err.matches("not published: a").count(), 101, "{said:?}");
    assert!(said.err.ends_with("not published: and 20 other files\n"), "{said:?}");
    assert!(said.out.contains("120 not published; 1 error, 0 warnings"), "{said:?}");
}

#[test]
fn the_place_in_a_line_is_underlined_whatever_the_characters_before_it() {
    let place = Place::with(0);
    place.write("records/a.toml", "title = [{ text = \"国际安全研究\", lang = \"zh_CN\" }]\n");
    let said = place.run(&["sync"]);
    let mut lines = said.err.lines();
    let (message, line, marks) = (lines.next().unwrap(), lines.next().unwrap(), lines.next().unwrap());
    assert!(message.starts_with("error: a.toml:1:36: "), "{said:?}");
    assert_eq!(line, "    1 | title = [{ text = \"国际安全研究\", lang = \"zh_CN\" }]");
    assert_eq!(marks, format!("      | {}^^^^^^^", " ".repeat(41)), "six characters take two columns each");
}

#[test]
fn many_deletions_wait_to_be_confirmed() {
    let place = Place::with(30);
    assert_eq!(place.run(&["sync"]).code, 0);
    (0..25).for_each(|number| place.remove(&article(number)));
    let said = place.run(&["sync"]);
    assert_eq!(
        (said.code, said.out.as_str()),
        (3, "0 created, 0 changed, 5 unchanged, 0 deleted, 0 not published; 1 error, 0 warnings\n")
    );
    assert!(said.err.contains("25 deletions of 30 records are withheld"), "{said:?}");
    assert!(said.err.contains("windrow sync --confirm-deletions"), "{said:?}");
    let said = place.run(&["sync", "--confirm-deletions"]);
    assert_eq!(
        (said.code, said.out.as_str()),
        (0, "0 created, 0 changed, 5 unchanged, 25 deleted, 0 not published; 0 errors, 0 warnings\n")
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
        (0, "4 created, 0 changed, 0 unchanged, 0 deleted, 0 not published; 0 errors, 0 warnings\n")
    );
    place.remove(&article(0));
    assert_eq!(
        run(&["sync"]).unwrap().out,
        "0 created, 0 changed, 3 unchanged, 1 deleted, 0 not published; 0 errors, 0 warnings\n"
    );
    permit(&box_folder, 0);
    place.remove(&article(1));
    let said = run(&["sync", "--confirm-deletions"]).unwrap();
    permit(&box_folder, 0o755);
    permit(&lost, 0o755);
    let expected = "0 created, 0 changed, 1 unchanged, 1 deleted, 0 not published; 2 errors, 0 warnings\n";
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
