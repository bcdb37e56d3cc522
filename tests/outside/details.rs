//! Second readers of the finer fields: libraries that others wrote find what went in, and a second validator finds nothing wrong.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use windrow::formats::{Source, by_prefix, export_by_name};
use windrow::import::{record_file, repository_file};
use windrow::model::{Depositor, Item};
use windrow::xml::Xml;

use crate::Harvester;
use crate::support::outside;

const PEOPLE: &str = "people_and_keywords_in_detail";
const HISTORY: &str = "dates_statements_and_relations_in_detail";
const ISSUE: &str = "issue_files_and_coverage_in_detail";

/// One of the articles of the formats' tests.
fn article(name: &str) -> Item {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/articles");
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let (identity, _) =
        repository_file::read(Path::new("repository.toml"), &read("repository.toml")).unwrap();
    let file = format!("{name}.toml");
    let item = record_file::read(Path::new(&file), &read(&file), &identity);
    item.unwrap_or_else(|problems| panic!("{problems:?}")).0
}

fn document(format: &str, item: &Item) -> String {
    let depositor = Depositor {
        name: "The Journal".to_owned(),
        email: "doi@a.org".to_owned(),
        registrant: "The Press".to_owned(),
    };
    let source = Source { depositor: Some(&depositor), ..Source::of(item) };
    if let Some(export) = export_by_name(format) {
        return export.write(&source).unwrap();
    }
    let mut xml = Xml::document(1 << 14);
    by_prefix(format).unwrap().write(&source, &mut xml).unwrap();
    xml.into_string()
}

/// What the reader finds in the document; nothing if it cannot run. `schema` is below the folder of official schemas.
fn read(format: &str, name: &str, needs: &'static str, schema: Option<&str>) -> Option<Value> {
    let reader = Harvester::python(needs, "read_details.py");
    if !reader.is_there() {
        return None;
    }
    let schema = match schema {
        Some(schema) => vec![outside::shared("spec/schemas")?.join(schema)],
        None => Vec::new(),
    };
    let file = tempfile::Builder::new().suffix(".xml").tempfile().unwrap();
    std::fs::write(file.path(), document(format, &article(name))).unwrap();
    let script = format!("{}/tests/outside/{}", env!("CARGO_MANIFEST_DIR"), reader.script);
    let output =
        Command::new(&reader.program).arg(script).arg(format).arg(file.path()).args(schema).output().unwrap();
    assert!(output.status.success(), "{format} {name}: {}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// What is read has these values, and the second validator has nothing against it.
fn compare(found: Option<Value>, expected: &Value) {
    let Some(found) = found else { return };
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(&found[name], value, "{name} in {found}");
    }
    assert!(found.get("errors").is_none_or(|errors| *errors == json!([])), "{found}");
}

const JATS: Option<&str> = Some("jats/JATS-journalpublishing1-3d2-mathml3.xsd");
const ELIFE: &str = "import elifetools.parseJATS, xmlschema";

#[test]
fn elifetools_reads_the_finer_fields_of_jats() {
    compare(
        read("jats", PEOPLE, ELIFE, JATS),
        &json!({
            "suffixes": ["Jr.", null],
            "keywords": ["trust", "Vaccination", "I18", "Public health", "Vaccines"],
            "correspondence": ["Jan van der Berg Jr., jan@journal.test"],
            "roles": ["Conceptualization", "Writing – review & editing"],
        }),
    );
    compare(
        read("jats", HISTORY, ELIFE, JATS),
        &json!({ "published": [2024, 2023], "statements": ["data-availability", "data-availability", "ethics-statement"] }),
    );
    compare(
        read("jats", ISSUE, ELIFE, JATS),
        &json!({ "supplements": ["https://journal.test/3/data.csv", "https://journal.test/3/film.mp4"] }),
    );
}

#[test]
fn pymarc_reads_the_finer_fields_of_marc() {
    compare(
        read("marcxml", PEOPLE, "import pymarc", None),
        &json!({
            "suffixes": ["Jr.,"],
            "credit": [
                "aut",
                "https://credit.niso.org/contributor-roles/conceptualization/",
                "https://credit.niso.org/contributor-roles/writing-review-editing/",
            ],
            "subjects": [
                "Vaccination", "http://id.nlm.nih.gov/mesh/D014611", "Public health", "http://zbw.eu/stw/descriptor/15557-6",
            ],
        }),
    );
    compare(
        read("marcxml", ISSUE, "import pymarc", None),
        &json!({
            "meeting": ["Law of the Sea Conference", "(12 :", "2023-05-01/2023-05-03 :", "Geneva)"],
            "pages": ["16 pages"],
            "audience": ["Policymakers", "Sailors"],
            "places": ["South China Sea", "南海"],
            "supplements": ["Supplementary material: Table of ships", "Supplementary material"],
        }),
    );
}

#[test]
fn pymods_reads_the_finer_fields_of_mods() {
    let found = read("mods", PEOPLE, "import pymods, xmlschema", Some("mods/mods-3-8.xsd"));
    compare(found, &json!({ "suffixes": ["Jr."] }));
    let found = read("mods", HISTORY, "import pymods, xmlschema", Some("mods/mods-3-8.xsd"));
    compare(
        found,
        &json!({ "notes": [
            "version identification", "Data availability", "Data availability", "Competing interests", "Ethics", "Funding",
        ] }),
    );
    let found = read("mods", ISSUE, "import pymods, xmlschema", Some("mods/mods-3-8.xsd"));
    compare(
        found,
        &json!({ "supplements": ["https://journal.test/3/data.csv", "https://journal.test/3/film.mp4"] }),
    );
}

#[test]
fn citation_programs_read_particle_suffix_and_conference() {
    let name = json!({ "name": [["Jan"], ["van", "der"], ["Berg"], ["Jr."]] });
    compare(read("bibtex", PEOPLE, "import pybtex.database", None), &name);
    let csl =
        "import sys, os, jsonschema; os.stat(sys.prefix + '/commonmeta/commonmeta/resources/csl-data.json')";
    for (article, event) in
        [(PEOPLE, Value::Null), (HISTORY, Value::Null), (ISSUE, json!("Law of the Sea Conference"))]
    {
        compare(read("csl_json", article, csl, None), &json!({ "refused": [], "event": event }));
    }
    compare(read("csl_json", PEOPLE, csl, None), &json!({ "name": ["van der", "Jr."] }));
}

#[test]
fn json_ld_keeps_every_statement() {
    for name in [PEOPLE, HISTORY, ISSUE] {
        compare(read("schema_org", name, "import pyld", None), &json!({ "dropped": 0, "rdf": true }));
    }
}

#[test]
fn a_second_validator_takes_jpcoar_doaj_and_crossref() {
    let needs = "import xmlschema";
    for name in [PEOPLE, HISTORY, ISSUE] {
        compare(read("jpcoar", name, needs, Some("jpcoar/2.0/jpcoar_scm.xsd")), &json!({}));
        compare(read("doaj", name, needs, Some("doaj/doajArticles.xsd")), &json!({}));
        compare(read("crossref", name, needs, Some("crossref/5.4.0/crossref5.4.0.xsd")), &json!({}));
    }
    compare(
        read("jpcoar", PEOPLE, needs, Some("jpcoar/2.0/jpcoar_scm.xsd")),
        &json!({ "creators": [["van der Berg, Jan, Jr."], ["王, 磊", "Wang, Lei"]] }),
    );
    compare(
        read("doaj", PEOPLE, needs, Some("doaj/doajArticles.xsd")),
        &json!({ "authors": ["Jan van der Berg Jr.", "Lei Wang"], "link": "https://journal.test/article/detail" }),
    );
}
