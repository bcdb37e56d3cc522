//! What is written in JATS and for Crossref is read back by others, and gives the values that went in.

use std::process::Command;

use serde_json::{Value, json};
use windrow::formats::{self, Source};
use windrow::model::{Abstract, Article, Content, Depositor, Item, Name, Person};
use windrow::xml::{Xml, plain};

use crate::Harvester;
use crate::support::outside;

/// The rich article of the snapshots.
const RICH: &str = include_str!("../formats/rich.json");

fn rich() -> Article {
    serde_json::from_str(RICH).unwrap()
}

/// Writes the rich article, and has a script read it; `None` where that cannot run.
fn read_back(prefix: &str, reader: &Harvester, schema: &str) -> Option<Value> {
    if !reader.is_there() {
        return None;
    }
    let schemas = outside::shared("spec/schemas")?;
    let item = Item::new("oai:a.org:1".parse().unwrap(), Content::Article(Box::new(rich())));
    let depositor = Depositor {
        name: "The Journal".to_owned(),
        email: "doi@a.org".to_owned(),
        registrant: "The Press".to_owned(),
    };
    let mut xml = Xml::document(1 << 14);
    let source = Source { depositor: Some(&depositor), ..Source::of(&item) };
    formats::by_prefix(prefix).unwrap().write(&source, &mut xml).unwrap();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), xml.into_string()).unwrap();

    let script = format!("{}/tests/outside/{}", env!("CARGO_MANIFEST_DIR"), reader.script);
    let output = Command::new(&reader.program)
        .arg(script)
        .args([file.path(), &schemas.join(schema)])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// What is read is what went in.
fn compare(read: &Value, expected: &Value) {
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(&read[name], value, "{name}");
    }
    assert_eq!(read["errors"], json!([]));
}

fn words(article: &Article) -> Vec<String> {
    let words = article.keywords.iter().flat_map(|keywords| &keywords.words);
    words.map(|word| plain(&word.text).into_owned()).collect()
}

/// An abstract without its paragraphs, which stand `between`.
fn running(given: &Abstract, between: &str) -> String {
    plain(&given.text).split('\n').filter(|line| !line.is_empty()).collect::<Vec<_>>().join(between)
}

fn titles(article: &Article) -> Vec<String> {
    article.titles.iter().map(|title| plain(&title.text).replace('\n', " ")).collect()
}

#[test]
fn elifetools_reads_in_jats_what_went_in() {
    let reader = Harvester::python("import elifetools.parseJATS, xmlschema", "read_jats.py");
    let Some(read) = read_back("jats", &reader, "jats/JATS-journalpublishing1-3d2-mathml3.xsd") else {
        return;
    };
    let article = rich();
    let journal = article.journal.as_ref().unwrap();
    let one_name = |person: &Person| person.given.clone().or_else(|| person.name.clone());
    let person = |person: &Person, role: &str| {
        json!({
            "role": role,
            "family": person.family,
            // elifetools does not read a name that is not in parts
            "given": one_name(person).filter(|name| name != "A Helper"),
            "organization": person.organization,
            "orcid": person.orcid.as_ref().map(|orcid| orcid.url()),
        })
    };
    let roles = ["editor", "translator", "other"];
    let mut people: Vec<_> = article.authors.iter().map(|author| person(author, "author")).collect();
    people.extend(article.contributors.iter().zip(roles).map(|(other, role)| person(other, role)));
    compare(
        &read,
        &json!({
            "title": titles(&article)[0],
            "translated_titles": [titles(&article)[1], "La normepar le bas"], // the line break between the two has no text
            "people": people,
            "journal": journal.titles[0].text,
            "print_issn": journal.print_issn,
            "electronic_issn": journal.electronic_issn,
            "publisher": journal.publisher[0].text,
            "doi": article.doi,
            "volume": article.volume,
            "issue": article.issue,
            "pages": ["130", "145"],
            "published": [["2022", "09", null]],
            "received": "January 10, 2022",
            "accepted": "June 20, 2022",
            "license": "https://creativecommons.org/licenses/by-nc/4.0/",
            "abstract": running(&article.abstracts[1], " "),
            "translated_abstract": [running(&article.abstracts[0], "")],
            "keywords": words(&article),
            "awards": [["20ZDA001"], null],
            "references": ["10.1000/norms", null, null],
            "related": [
                "https://doi.org/10.1000/pre",
                "https://jiss.example/article/130/en",
                "https://doi.org/10.1000/err",
            ],
        }),
    );
}

#[test]
fn a_deposit_for_crossref_says_what_went_in() {
    let reader = Harvester::python("import xmlschema", "read_crossref.py");
    let Some(read) = read_back("crossref", &reader, "crossref/5.4.0/crossref5.4.0.xsd") else { return };
    let article = rich();
    let journal = article.journal.as_ref().unwrap();
    let person = |at: usize, person: &Person, role: &str| {
        let latin = person.latin_name();
        let alternatives: Vec<_> = person.variants.iter().filter(|_| person.organization.is_none()).collect();
        let own = |_: &&Name| person.own_name().displayed().into_owned();
        json!({
            "role": role,
            "sequence": if at == 0 { "first" } else { "additional" },
            "family": if person.organization.is_some() { None } else { latin.family.or(latin.name) },
            "given": latin.given,
            "organization": person.organization,
            "orcid": person.orcid.as_ref().map(|orcid| orcid.url()),
            "alternatives": alternatives.iter().map(own).collect::<Vec<_>>(),
        })
    };
    let others = article.contributors.iter().zip(["editor", "translator"]); // Crossref has no name for the third's part
    let people = article.authors.iter().map(|author| (author, "author")).chain(others);
    let people: Vec<_> = people.enumerate().map(|(at, (who, role))| person(at, who, role)).collect();
    compare(
        &read,
        &json!({
            "titles": titles(&article),
            "original_titles": [],
            "people": people,
            "journal": journal.titles.iter().map(|title| &title.text).collect::<Vec<_>>(),
            "issn": [journal.print_issn, journal.electronic_issn],
            "volume": [article.volume],
            "issue": [article.issue],
            "abstracts": article.abstracts.iter().map(|given| running(given, "")).collect::<Vec<_>>(),
            "published": ["09", "2022"],
            "pages": ["130", "145", "160"],
            "license": ["https://creativecommons.org/licenses/by-nc/4.0/"],
            "awards": ["20ZDA001"],
            "doi": [article.doi],
            "resource": [article.url],
            "files": article.files.iter().map(|file| &file.url).collect::<Vec<_>>(),
            "crawled": [article.files[0].url],
            "funders": article.funding.iter().filter_map(|funding| Some(funding.funder_ror.as_ref()?.url())).collect::<Vec<_>>(),
            "citations": ["10.1000/norms"],
        }),
    );
}
