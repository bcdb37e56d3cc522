//! `windrow import`: files of other systems become record files.

use std::fs;

use crate::program::Place;

const RIS: &str = "TY  - JOUR\nAU  - Okafor, Ada\nTI  - On Trust\nPY  - 2024\nIS  - 2\nSP  - 12\nN1  - x\nER  - \nTY  - JOUR\nTI  - On \
                   Doubt\nPY  - 2024\nIS  - 2\nSP  - 40\nER  - \n";

fn exported() -> Place {
    let place = Place::with(0);
    place.write("export.txt", RIS);
    place
}

fn record(place: &Place, name: &str) -> Option<String> {
    fs::read_to_string(place.path().join("records").join(name)).ok()
}

#[test]
fn each_article_gets_a_file_that_is_published() {
    let place = exported();
    let said = place.run(&["import", "export.txt"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(said.out, "2 created, 0 unchanged, 0 not imported; 0 errors, 0 warnings\n");
    assert!(
        said.err.contains("not kept: `N1` (1 values)")
            && said.err.contains("created records/2024/2/p12.toml"),
        "{}",
        said.err
    );
    assert_eq!(
        place.run(&["check"]).out,
        "2 records checked, 0 would not be published; 0 errors, 0 warnings\n"
    );
}

#[test]
fn the_same_file_again_changes_nothing_and_no_file_is_overwritten() {
    let place = exported();
    place.run(&["import", "export.txt"]);
    let again = place.run(&["import", "export.txt"]);
    assert_eq!(
        (again.code, again.out.as_str()),
        (0, "0 created, 2 unchanged, 0 not imported; 0 errors, 0 warnings\n")
    );
    place.write("records/2024/2/p12.toml", "# corrected\n[[title]]\ntext = \"On Trust\"\n");
    let refused = place.run(&["import", "export.txt"]);
    assert_eq!(refused.code, 3);
    assert!(
        refused.err.contains("export.txt:1:7: records/2024/2/p12.toml is there already"),
        "{}",
        refused.err
    );
    assert!(record(&place, "2024/2/p12.toml").unwrap().starts_with("# corrected"));
}

#[test]
fn a_dry_run_shows_the_files_and_their_formats_and_writes_nothing() {
    let place = exported();
    let said = place.run(&["import", "--dry-run", "export.txt", "--into", "new", "--lang", "zh"]);
    assert_eq!(said.code, 0);
    for part in [
        "==> new/p12.toml <==",
        "text = \"On Trust\"",
        "# 可用格式：oai_dc",
        "# 不能用 datacite：",
        "将新建 2，未变 0，未导入 0",
    ] {
        assert!(said.out.contains(part), "{part}: {}", said.out);
    }
    assert_eq!(fs::read_dir(place.path().join("records")).unwrap().count(), 1, "repository.toml only");
}

#[test]
fn what_cannot_be_imported_is_reported() {
    let place = exported();
    place.write("letter.txt", "Dear editor,\n");
    let unknown = place.run(&["import", "letter.txt"]);
    assert_eq!(unknown.code, 3);
    assert!(
        unknown.err.contains("letter.txt: nothing recognises this file")
            && unknown.err.contains("[import-format]"),
        "{}",
        unknown.err
    );
    let named = place.run(&["import", "--from", "riss", "letter.txt"]);
    assert_eq!(named.code, 2);
    assert!(named.err.contains("did you mean `ris`?"), "{}", named.err);
    let absent = place.run(&["import", "none.txt"]);
    assert!(absent.code == 1 && absent.err.contains("none.txt cannot be read"), "{}", absent.err);
}

#[test]
fn help_lists_every_format() {
    let help = Place::with(0).run(&["import", "--help"]).out;
    for importer in windrow::import::foreign::IMPORTERS {
        assert!(
            help.contains(importer.name()) && help.contains(importer.about().en),
            "{}: {help}",
            importer.name()
        );
    }
}

#[test]
fn a_sheet_is_imported_and_its_unknown_columns_are_reported() {
    let place = Place::with(0);
    place.write(
        "articles.csv",
        "title_zh,titel_en,issue,published\n论信任,On Trust,May-22,2022\n论怀疑,,5,2022\n",
    );
    let said = place.run(&["import", "articles.csv"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(said.out, "2 created, 0 unchanged, 0 not imported; 0 errors, 2 warnings\n");
    for part in [
        "warning: articles.csv:1:10: `titel_en` is not a known column; did you mean `title_en`? [import-column]",
        "warning: articles.csv:2:14: `May-22` is what a spreadsheet makes",
        "not kept: `titel_en` (1 values)",
    ] {
        assert!(said.err.contains(part), "{part}: {}", said.err);
    }
}

#[test]
fn a_folder_is_named_as_seen_from_here_or_from_the_records_folder() {
    for into in ["records/2024/03", "2024/03", "./records/2024/03"] {
        let place = exported();
        assert_eq!(place.run(&["import", "export.txt", "--into", into]).code, 0, "{into}");
        assert!(record(&place, "2024/03/p12.toml").is_some(), "{into}");
    }
    let place = exported();
    let outside = place.run(&["import", "export.txt", "--into", "../elsewhere"]);
    assert!(outside.code == 1 && outside.err.contains("is not in the records folder"), "{}", outside.err);
}

#[test]
fn the_language_of_the_comments_makes_no_other_file() {
    let place = exported();
    place.write("export.txt", &RIS.replace("Okafor, Ada", "Ada Okafor"));
    place.run(&["import", "export.txt"]);
    let again = place.run(&["import", "export.txt", "--lang", "zh"]);
    assert!(again.out.starts_with("新建 0，未变 2，"), "{}{}", again.err, again.out);
}
