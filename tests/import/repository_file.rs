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
        "Error repository.toml:1:1: `name` is missing; add it [field-missing]\n\
         Error repository.toml:1:1: `namespace` is missing; add it [field-missing]\n\
         Error repository.toml:1:1: `admin_emails` is missing; add it [field-missing]\n"
    );
}

#[test]
fn all_problems_are_reported_each_at_its_position() {
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
        "Error repository.toml:6:12: the set `a` is declared twice; remove one of them [set-twice]\n"
    );
}

#[test]
fn rules_that_make_sets_are_read() {
    let text = format!(
        "{NEEDED}[[rule]]\nspec = \"jiss\"\nby = [\"year\", \"issue\"]\nwhere = \'year >= 2020 and article.journal.title[0].text == \"J\"\'\n\
         name = [{{ lang = \"en\", text = \" The Journal \" }}, {{ lang = \"zh\", text = \"{{year}}年第{{issue}}期\" }}]\n\
         [[rule]]\nspec = \"openaire\"\n[[rule]]\nspec = \"driver\"\n[[rule]]\nby = [\"section\"]\n"
    );
    let (identity, warnings) = read(&text).unwrap();
    assert_eq!(warnings, "");
    assert_eq!(identity.rules.len(), 4);
    assert_eq!(identity.rules[0].names[0].text, "The Journal");
}

#[test]
fn faults_in_rules_are_reported_at_their_position() {
    let text = r#"
[[rule]]
where = "year > 2020"

[[rule]]
spec = "a"
by = ["yaer", "issue", "issue", "weather"]

[[rule]]
spec = "b"
name = [{ lang = "en", text = "Sets {of}" }, { lang = "en", text = "{year" }, { lang = "en", text = " " }]
where = "yaer > 2020"

[[rule]]
spec = "c"
by = ["year"]
name = [{ lang = "en", text = "C" }, { lang = "en", text = "{yaer}" }]
where = "year >"

[[rule]]
spec = "c"
by = ["issue"]
where = "article.journal.titel and titel"

[[rule]]
spec = "OpenAIRE"
name = [{ lang = "en", text = "O" }]
where = "title|upcase"

[[rule]]
spec = "d e"
wheer = "x"
"#;
    insta::assert_snapshot!(read(&format!("{NEEDED}{text}")).unwrap_err());
    assert!(read(&format!("{NEEDED}[[rule]]\n")).unwrap_err().contains(":4:1: this rule makes no set: "));
    let clash = "[[rule]]\nby = [\"year\"]\n[[rule]]\nby = [\"issue\"]\n";
    assert!(
        read(&format!("{NEEDED}{clash}")).unwrap_err().contains(":6:1: rule 1 makes sets at the same level")
    );
}

#[test]
fn a_misspelt_field_of_a_rule_is_reported_once_without_blaming_its_name() {
    let rule = "[[rule]]\nspec = \"a\"\nby = [\"yaer\"]\nname = [{ text = \"A\" }, { text = \"{year}\" }]\n";
    assert_eq!(
        read(&format!("{NEEDED}{rule}")).unwrap_err(),
        "Error repository.toml:6:7: `yaer` is not known here: did you mean `year`? [set-rule-by]\n"
    );
    let rule = "[[rule]]\nspec = \"a\"\nname = \"A\"\n";
    let told = read(&format!("{NEEDED}{rule}")).unwrap_err();
    assert!(told.contains(":6:8: `name` is a list") && !told.contains("has no name"), "{told}");
}

#[test]
fn a_rule_needs_a_name_for_the_set_that_it_names() {
    let rule = "[[rule]]\nspec = \"a\"\nby = [\"year\"]\n";
    assert!(read(&format!("{NEEDED}{rule}")).unwrap_err().contains(":4:1: the set `a` has no name"));
    assert!(read(&format!("{NEEDED}{rule}[[set]]\nspec = \"a\"\nname = \"A\"\n")).is_ok());
    assert!(read(&format!("{NEEDED}{rule}name = [{{ text = \"A\" }}]\n")).is_ok());
    assert!(read(&format!("{NEEDED}{rule}name = [{{ text = \"{{year}}\" }}]\n")).is_err());
}

#[test]
fn formats_and_deposits_are_checked_in_their_place() {
    let text = "name = \"N\"\nnamespace = \"journal.org\"\nadmin_emails = [\"a@journal.org\"]\n\
        formats = [\"oai_dc\",\n  \"marcxm\"]\ndatacite_symbol = \" \"\n[crossref]\nname = \"\"\nemail = \"none\"\nregistrant = \"R\"\n";
    let problems = read(text).unwrap_err();
    for told in [
        "5:3: `marcxm` is not a format of Windrow: did you mean `marcxml`?",
        "6:19: this is empty",
        "8:8: this is empty",
        "9:9: `none` is not a public e-mail address",
    ] {
        assert!(problems.contains(told), "{told} is not in\n{problems}");
    }
}
