//! repository.toml.

use std::path::Path;

use windrow::import::repository_file;
use windrow::model::Identity;

use crate::lines;

fn read(text: &str) -> Result<(Identity, String), String> {
    repository_file::read(Path::new("repository.toml"), text.as_bytes())
        .map(|(identity, warnings)| (identity, lines(&warnings)))
        .map_err(|problems| lines(&problems))
}

const NEEDED: &str = "name = \"N\"\nnamespace = \"journal.org\"\nadmin_emails = [\"a@journal.org\"]\n";

#[test]
fn the_least_is_a_name_a_namespace_and_an_address() {
    let (identity, warnings) = read(NEEDED).unwrap();
    assert_eq!(warnings, "");
    assert_eq!(identity.namespace.prefix(), "oai:journal.org:");
    assert_eq!(
        read("").unwrap_err(),
        "Error repository.toml:1:1: `name` is missing; add it\n\
         Error repository.toml:1:1: `namespace` is missing; add it\n\
         Error repository.toml:1:1: `admin_emails` is missing; add it\n"
    );
}

#[test]
fn all_problems_are_told_each_in_its_place() {
    let text = r#"name = " "
namespace = "journal"
admin_emails = ["a@journal", "mailto:a@journal.org"]
base_url = "https://journal.org/oai?verb=Identify"
rights = "https://journal.org"
default_sets = ["jsis"]
freinds = []

[branding]
icon_url = "icon.png"
link = 3

[[set]]
spec = "jiss"
name = ""

[[set]]
spec = "jiss"
nam = "twice"

[set.description]
text = "one bracket"
"#;
    insta::assert_snapshot!(read(text).unwrap_err());
}

#[test]
fn placeholders_are_warned_of() {
    let text = "name = \"N\"\nnamespace = \"jiss.example\"\nadmin_emails = [\"a@journal.org\", \"b@localhost.example\"]\n\
                base_url = \"http://localhost:8080/oai\"\n";
    insta::assert_snapshot!(read(text).unwrap().1);
}

#[test]
fn a_set_is_declared_once() {
    let text = format!(
        "{NEEDED}set = [\n  {{ spec = \"a\", name = \"A\" }},\n  {{ spec = \"a\", name = \"B\" }},\n]\n"
    );
    assert_eq!(
        read(&text).unwrap_err(),
        "Error repository.toml:6:12: the set `a` is declared twice; remove one of them\n"
    );
}
