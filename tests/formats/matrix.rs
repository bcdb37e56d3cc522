//! What each format and each aggregator demands: from an article that has everything one field is taken away, and the format
//! refuses, naming the field, or writes the record without it.

use windrow::formats::{self, Reasons, Source};
use windrow::model::{Article, Content, Depositor, Item};
use windrow::xml::Xml;

use crate::repository::{rich, written};

/// Whether a format that Windrow does not have yet may stand in the table.
const MAY_BE_ABSENT: bool = false;

/// What is taken away, and by which of these fields a refusal names it.
struct Field {
    name: &'static str,
    named: &'static [&'static str],
    take: fn(&mut Article),
}

const FIELDS: [Field; 10] = [
    Field { name: "title", named: &["title"], take: |article| article.titles.clear() },
    Field { name: "creator", named: &["author"], take: |article| article.authors.clear() },
    Field { name: "date", named: &["published"], take: |article| article.published = None },
    Field { name: "type", named: &["type"], take: |article| article.types.clear() },
    Field {
        name: "id/URL",
        named: &["doi", "url"],
        take: |article| {
            article.doi = None;
            article.url = None;
        },
    },
    Field { name: "access", named: &["access"], take: |article| article.access = None },
    Field { name: "lang", named: &["language"], take: |article| article.language.clear() },
    Field {
        name: "ISSN",
        named: &["issn", "print_issn", "electronic_issn", "linking_issn"],
        take: |article| {
            if let Some(journal) = &mut article.journal {
                journal.issn.clear();
                (journal.print_issn, journal.electronic_issn, journal.linking_issn) = (None, None, None);
            }
        },
    },
    Field {
        name: "publisher",
        named: &["publisher"],
        take: |article| article.journal.iter_mut().for_each(|journal| journal.publisher.clear()),
    },
    Field { name: "abstract", named: &["abstract"], take: |article| article.abstracts.clear() },
];

/// `x`: refused; `w`: written, though something worth having is missing; `-`: written, nothing is missing.
///
/// Where a standard has a code for what is not known, the record is written with it: the language `und` and an unknown date in
/// MARC's 008, whose leader says of every article that it is a text. JATS demands an identifier of the article nowhere, but its schema an
/// ISSN of the journal.
const MATRIX: [(&str, &str); 11] = [
    // title creator date type id/URL access lang ISSN publisher abstract
    ("oai_dc", "w w w w w w w - w w"),
    ("openaire v3", "x x x x x x w - w w"),
    ("oai_openaire", "x w x x x x w w w w"),
    ("jats", "x w x x w - w x w w"),
    ("marcxml", "x w w w w - w w w w"),
    ("mods", "x w w w w - w w w w"),
    ("datacite", "x x x x x - w - x -"),
    ("oai_datacite", "x x x x x - w - x -"),
    ("crossref", "x w x - x - - x - -"),
    ("jpcoar", "x w w x w w w w w w"), // there is a Handle
    ("doaj", "x w x - w - w x w w"),   // there is a file
];

/// What the aggregator or the format has against the article.
fn complaints(aggregator: &str, article: &Article) -> Reasons {
    let depositor = Depositor {
        name: "Example Journal".to_owned(),
        email: "doi@example.org".to_owned(),
        registrant: "Example Press".to_owned(),
    };
    let item = Item::new("oai:a.org:1".parse().unwrap(), Content::Article(Box::new(article.clone())));
    let source = Source {
        depositor: Some(&depositor),
        datacite_symbol: Some("EXAMPLE.JOURNAL"),
        moment: Some("2022-10-01T00:00:00Z".parse().unwrap()),
        ..Source::of(&item)
    };
    if aggregator == "openaire v3" {
        return formats::openaire_v3_gaps(&source);
    }
    if let Some(export) = formats::export_by_name(aggregator) {
        return export.write(&source).err().unwrap_or_default();
    }
    let format = formats::by_prefix(aggregator).unwrap();
    format.write(&source, &mut Xml::new()).err().unwrap_or_default()
}

fn is_there(aggregator: &str) -> bool {
    let is_export = formats::export_by_name(aggregator).is_some();
    let there = aggregator == "openaire v3" || is_export || formats::by_prefix(aggregator).is_some();
    assert!(there || MAY_BE_ABSENT, "there is no format {aggregator}");
    there
}

#[test]
fn each_aggregator_gets_what_it_requires_or_the_missing_fields_are_listed() {
    let mut differences = Vec::new();
    for (aggregator, row) in MATRIX.into_iter().filter(|(aggregator, _)| is_there(aggregator)) {
        assert_eq!(complaints(aggregator, &rich()), Reasons::new(), "{aggregator} refuses the whole article");
        let cells: Vec<&str> = row.split(' ').collect();
        assert_eq!(cells.len(), FIELDS.len());
        for (field, cell) in FIELDS.iter().zip(cells) {
            let mut article = rich();
            (field.take)(&mut article);
            let reasons = complaints(aggregator, &article);
            let names = |reason: &windrow::model::Words| {
                field.named.iter().any(|name| reason.en.contains(&format!("`{name}`")))
            };
            let as_it_should = match cell {
                "x" => !reasons.is_empty() && reasons.iter().all(names),
                _ => reasons.is_empty(),
            };
            if !as_it_should {
                differences.push(format!("{aggregator} without {}: {cell}, but {reasons:?}", field.name));
            }
        }
    }
    assert!(differences.is_empty(), "{differences:#?}");
}

/// What harvesters of Dublin Core look for, beside the title.
const DUBLIN_CORE: [(&str, &[&str]); 5] = [
    ("BASE", &["<dc:identifier>https://", "<dc:creator", "<dc:description", "<dc:date>2022"]),
    (
        "LA Referencia",
        &["<dc:type>info:eu-repo/semantics/article<", "<dc:rights>info:eu-repo/semantics/openAccess<"],
    ),
    ("CORE", &["<dc:identifier>https://journal.example.org/130.pdf<"]),
    ("WorldCat", &["<dc:identifier>https://", "<dc:language>zho<"]),
    ("BnF", &["<dc:identifier>https://doi.org/"]),
];

#[test]
fn harvesters_of_dublin_core_find_what_they_look_for() {
    let written = written("oai_dc", &rich(), &[]).unwrap();
    for (harvester, wanted) in DUBLIN_CORE {
        for part in wanted {
            assert!(written.contains(part), "{harvester} looks for {part}: {written}");
        }
    }
}
