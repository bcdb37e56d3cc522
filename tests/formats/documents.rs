//! Whole documents.

use windrow::formats::FORMATS;
use windrow::model::{Content, DublinCore, DublinCoreElement};

use crate::repository::{rich, written};
use crate::{full_example, item, pretty, record, write};

#[test]
fn an_article_of_the_seed_in_oai_dc() {
    insta::assert_snapshot!(pretty(&write("oai_dc", &record("2022/05/p130.toml")).unwrap()));
}

#[test]
fn an_article_of_the_seed_in_oai_qdc() {
    insta::assert_snapshot!(pretty(&write("oai_qdc", &record("2022/05/p130.toml")).unwrap()));
}

#[test]
fn a_devised_title_and_a_fragment_in_oai_dc() {
    insta::assert_snapshot!(pretty(&write("oai_dc", &record("2022/05/a1.toml")).unwrap()));
}

#[test]
fn every_field_in_oai_dc() {
    insta::assert_snapshot!(pretty(&write("oai_dc", &full_example()).unwrap()));
}

#[test]
fn every_field_in_oai_qdc() {
    insta::assert_snapshot!(pretty(&write("oai_qdc", &full_example()).unwrap()));
}

fn dc(elements: &[(&str, Option<&str>, &str)]) -> Content {
    let elements = elements
        .iter()
        .map(|(element, lang, value)| DublinCoreElement {
            element: (*element).to_owned().into(),
            lang: lang.map(|lang| lang.parse().unwrap()),
            value: (*value).to_owned(),
        })
        .collect();
    Content::Dc(DublinCore { elements })
}

#[test]
fn dublin_core_goes_out_as_it_came_in() {
    let content = dc(&[
        ("subject", None, "b"),
        ("title", Some("zh-Hans"), " 网络 & <安全>\n"),
        ("subject", Some("en"), "a"),
        ("title", None, "\u{202e}x\u{202c}]]>"),
        ("date", None, ""),
        ("rights", None, "\u{3} \u{fffe}"),
    ]);
    insta::assert_snapshot!(pretty(&write("oai_dc", &item(content)).unwrap()));
}

#[test]
fn nothing_but_the_fifteen_elements_is_ever_written() {
    let written =
        write("oai_dc", &item(dc(&[("title><x", None, "a"), ("abstract", None, "b"), ("title", None, "c")])))
            .unwrap();
    assert!(written.ends_with("><dc:title>c</dc:title></oai_dc:dc>"), "{written}");
}

#[test]
fn unqualified_dublin_core_is_not_qualified() {
    let refused = write("oai_qdc", &item(dc(&[("title", None, "a")]))).unwrap_err().join(" ");
    assert!(refused.contains("only as unqualified Dublin Core"), "{refused}");
}

#[test]
fn the_root_declares_the_namespace_and_the_schema_that_list_metadata_formats_names() {
    for format in FORMATS {
        let written = written(format.metadata_prefix(), &rich(), &[]).unwrap();
        let location =
            format!("xsi:schemaLocation=\"{} {}\"", format.about().metadata_namespace, format.about().schema);
        let root = written.split('>').next().unwrap();
        assert!(root.contains(&location), "{root}");
        assert!(root.contains(&format!("=\"{}\"", format.about().metadata_namespace)), "{root}");
    }
}

#[test]
fn the_list_of_formats_is_documented() {
    let document = include_str!("../../docs/formats.md");
    let list = document.split("\n## ").next().unwrap();
    let rows = list.lines().filter(|line| line.starts_with("| `")).count();
    assert_eq!(rows, FORMATS.len());
    for format in FORMATS {
        let row = format!(
            "| `{}` | `{}` | `{}` |",
            format.metadata_prefix(),
            format.about().schema,
            format.about().metadata_namespace
        );
        assert!(list.contains(&row), "{row}");
    }
}
