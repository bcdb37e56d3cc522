//! Input made to break things: it is refused with a place, or taken and served well-formed.

use std::path::Path;

use windrow::import::{Defaults, Incoming, record_file};
use windrow::model::Content;

use crate::{identity, items, lines, load, render};

const ROOT: &str = r#"<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">"#;

/// Texts that have broken other providers.
const NASTY: [&str; 8] = [
    "\u{0}\u{1}\u{3}\u{8}\u{b}\u{c}\u{1a}\u{1f}x",
    "\u{fffe}\u{ffff}\u{fffd}\u{feff}x",
    "]]> <![CDATA[ ]]>",
    "<script>alert('&amp;')</script><p class=\"x\">&lt;",
    "\u{202e}עברית العربية\u{202c}",
    "𝄞 👩‍👩‍👧 Z̸̡̢͓̳̜̪̟̳̠̻̖͐̂̍̅̔̂͋͂͐",
    "\r\n\t\u{85}\u{2028}x",
    "--><?xml version=\"1.0\"?><!DOCTYPE a>",
];

fn toml_string(text: &str) -> String {
    let escaped: String = text.chars().map(|character| format!("\\U{:08X}", u32::from(character))).collect();
    format!("\"{escaped}\"")
}

#[test]
fn a_nasty_text_in_toml_is_served_without_what_xml_cannot_hold() {
    for text in NASTY {
        let file = format!(
            "[[title]]\ntext = {0}\n[[author]]\nfamily = {0}\ngiven = {0}\n[[keywords]]\nwords = [{0}]\n[journal]\ntitle = [{{ text = {0} }}]\n",
            toml_string(text)
        );
        let (item, _) = record_file::read(Path::new("a.toml"), file.as_bytes(), &identity())
            .unwrap_or_else(|problems| panic!("{text:?}: {}", lines(&problems)));
        assert!(render(&item) >= 2, "{text:?}");
        let expected: String =
            text.chars().filter(|character| windrow::xml::is_xml_char(*character)).collect();
        let Content::Article(article) = item.content else { panic!("no article") };
        assert_eq!(article.titles[0].text, expected.trim(), "{text:?}");
    }
}

#[test]
fn a_nasty_text_in_json_is_served_without_what_xml_cannot_hold() {
    for text in NASTY {
        let json =
            serde_json::json!({"identifier": "oai:a.org:1", "dc": [{"element": "title", "value": text}]});
        let (taken, _) = load("a.jsonl", json.to_string().as_bytes());
        let [Incoming::Item(item, _)] = &taken[..] else { panic!("{text:?} was not taken") };
        assert_eq!(render(item), 1);
    }
}

#[test]
fn an_abstract_of_a_megabyte_is_taken_whole() {
    let long = "摘要 <&> ".repeat(150_000);
    let file = format!("[[title]]\ntext = \"T\"\n[[abstract]]\ntext = \"{long}.\"\n");
    let (item, warnings) = record_file::read(Path::new("a.toml"), file.as_bytes(), &identity()).unwrap();
    assert_eq!(lines(&warnings), "");
    assert!(render(&item) >= 2);
    let escaped = long.replace('&', "&amp;").replace('<', "&lt;");
    let document = format!("{ROOT}<dc:description>{escaped}.</dc:description></oai_dc:dc>");
    let item = items(document.as_bytes()).remove(0);
    let Content::Dc(dc) = item.content else { panic!("no Dublin Core") };
    assert_eq!(dc.elements[0].value.len(), long.len() + 1);
}

#[test]
fn a_record_of_more_than_a_few_megabytes_is_refused_wherever_it_is() {
    let long = "x".repeat(5 << 20);
    let toml = format!("[[title]]\ntext = \"{long}\"\n");
    let dc = format!("{ROOT}<dc:title>{long}</dc:title></oai_dc:dc>");
    for (path, text) in [("a.toml", &toml), ("a.xml", &dc)] {
        let problems = record_file::read(Path::new(path), text.as_bytes(), &identity()).unwrap_err();
        assert!(lines(&problems).contains("larger than 4 MiB"), "{}", lines(&problems));
    }
    let record = |id: &str, dc: &str| {
        format!(
            "<record><header><identifier>oai:a.org:{id}</identifier></header><metadata>{dc}</metadata></record>"
        )
    };
    let small = format!("{ROOT}<dc:title>T</dc:title></oai_dc:dc>");
    let oai = format!("<ListRecords>{}\n{}</ListRecords>", record("1", &dc), record("2", &small));
    let line = |id: &str, text: &str| {
        format!(
            "{{\"identifier\":\"oai:a.org:{id}\",\"dc\":[{{\"element\":\"title\",\"value\":\"{text}\"}}]}}\n"
        )
    };
    let json = line("1", &long) + &line("2", "T");
    for (path, text, taken_after) in [("a.xml", dc, 0), ("b.xml", oai, 1), ("c.jsonl", json, 1)] {
        let (taken, mut problems) = load(path, text.as_bytes());
        problems.retain(|problem| problem.severity == windrow::diagnostics::Severity::Error);
        assert_eq!((taken.len(), problems.len()), (taken_after, 1), "{path}: {}", lines(&problems));
        assert!(lines(&problems).contains("larger than 4 MiB"), "{}", lines(&problems));
    }
}

#[test]
fn entities_are_never_expanded() {
    let laughs = r#"<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><l>&b;&c;</l>"#;
    for path in ["a.xml", "a.toml"] {
        assert!(record_file::read(Path::new(path), laughs.as_bytes(), &identity()).is_err());
    }
    let problems = record_file::read(Path::new("a.xml"), laughs.as_bytes(), &identity()).unwrap_err();
    assert!(
        lines(&problems).starts_with("Error a.xml:1:22: a document type declaration"),
        "{}",
        lines(&problems)
    );
    assert!(lines(&load("a.xml", laughs.as_bytes()).1).contains("document type declaration"));
}

#[test]
fn deep_and_wide_xml_is_refused_with_a_place() {
    let deep = format!("{ROOT}{}", "<dc:title>".repeat(300_000));
    let wide = format!(
        "{ROOT}<dc:title {}>T</dc:title></oai_dc:dc>",
        (0..100_000).map(|at| format!("a{at}='' ")).collect::<String>()
    );
    let long = format!("{ROOT}<dc:title xml:lang='{}'>T</dc:title></oai_dc:dc>", "x".repeat(1_000_000));
    for (text, said) in [(deep, "deeper than 64"), (wide, "more than 64 attributes")] {
        let problems = record_file::read(Path::new("a.xml"), text.as_bytes(), &identity()).unwrap_err();
        assert!(
            problems.iter().any(|problem| problem.message.contains(said) && problem.place.column.is_some()),
            "{problems:?}"
        );
        assert!(load("a.xml", text.as_bytes()).0.is_empty());
    }
    assert!(record_file::read(Path::new("a.xml"), long.as_bytes(), &identity()).is_ok());
}

#[test]
fn deep_toml_and_json_are_refused() {
    let deep = format!("type = {}", "[".repeat(200_000));
    let problems = record_file::read(Path::new("a.toml"), deep.as_bytes(), &identity()).unwrap_err();
    assert!(problems.len() <= 50, "{} problems", problems.len());
    let deep = format!("{{\"identifier\":{}", "[".repeat(200_000));
    assert_eq!(load("a.jsonl", deep.as_bytes()).1.len(), 1);
}

#[test]
fn a_file_with_a_thousand_problems_tells_some_of_them_soon() {
    let file: String = (0..1000).map(|at| format!("field{at} = {at}\n")).collect();
    let problems = record_file::read(Path::new("a.toml"), file.as_bytes(), &identity()).unwrap_err();
    assert!((40..=60).contains(&problems.len()), "{} problems", problems.len());
}

#[test]
fn a_document_with_many_slips_tells_some_of_them() {
    let text = format!("{ROOT}<dc:title>T</dc:title>{}</oai_dc:dc>", "<dc:date/>".repeat(200_000));
    let (_, warnings) = record_file::read(Path::new("a.xml"), text.as_bytes(), &identity()).unwrap();
    assert_eq!(warnings.len(), 101);
    assert_eq!(
        warnings[100].to_string(),
        "warning: a.xml: and 199900 problems more; correct those above first [more-problems]"
    );
}

/// Small files of every kind, to be damaged.
const SAMPLES: [&str; 5] = [
    r#"<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2024-03-02T01:02:03Z</responseDate><request>https://a.org/oai</request><ListRecords><record><header><identifier>oai:a.org:1</identifier><datestamp>2020-01-02</datestamp><setSpec>a</setSpec></header><metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title xml:lang="zh">国际 &amp; &#x4E2D;</dc:title></oai_dc:dc></metadata><about><provenance xmlns="http://www.openarchives.org/OAI/2.0/provenance"><originDescription harvestDate="2021-01-01" altered="true"><baseURL>http://b.org</baseURL></originDescription></provenance></about></record><record><header status="deleted"><identifier>oai:a.org:2</identifier></header></record></ListRecords></OAI-PMH>"#,
    "{\"identifier\":\"oai:a.org:1\",\"article\":{\"title\":[{\"lang\":\"en\",\"text\":\"T\"}]}}\n{\"deleted\":\"oai:a.org:2\"}\n{\"identifier\":\"oai:a.org:3\",\"dc\":[{\"element\":\"title\",\"value\":\"国\"}]}\n",
    include_str!("../../records/2022/05/a1.toml"),
    include_str!("../../records/2022/05/issue.toml"),
    r#"<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title xml:lang="zh">国际 &amp;<![CDATA[x]]></dc:title><!-- c --><dc:date/></oai_dc:dc>"#,
];

/// What a damaged place may become.
const SCRAPS: [&str; 16] =
    ["", "<", ">", "&", "\"", "'", "[", "]", "=", "\n", "\u{0}", "]]>", "<!--", "<record>", "&#x0;", "{"];

proptest::proptest! {
    #[test]
    fn a_damaged_file_is_read_or_refused_and_never_a_panic(
        sample in 0..SAMPLES.len(),
        damages in proptest::collection::vec((0.0..1.0f64, 0..12usize, 0..SCRAPS.len(), 0..=255u8), 1..6),
    ) {
        let mut bytes = SAMPLES[sample].as_bytes().to_vec();
        for (place, length, scrap, byte) in damages {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
            let at = (place * bytes.len() as f64) as usize;
            let end = (at + length).min(bytes.len());
            let scrap = if byte < 32 { vec![byte ^ 0xA5] } else { SCRAPS[scrap].as_bytes().to_vec() };
            bytes.splice(at..end, scrap);
        }
        let (taken, problems) = load("damaged", &bytes);
        proptest::prop_assert!(!taken.is_empty() || !problems.is_empty());
        for incoming in taken {
            if let Incoming::Item(item, _) = incoming {
                proptest::prop_assert!(render(&item) > 0);
            }
        }
        for path in ["a.toml", "a.xml"] {
            match record_file::read(Path::new(path), &bytes, &identity()) {
                Ok((item, _)) => proptest::prop_assert!(render(&item) > 0),
                Err(problems) => proptest::prop_assert!(!problems.is_empty()),
            }
        }
        let defaults = Defaults::read(Path::new("issue.toml"), &bytes, &identity(), &Defaults::default());
        proptest::prop_assert!(!matches!(defaults, Err(problems) if problems.is_empty()));
    }
}

/// Each sign again and again: a check that looks back or ahead at each of them would take hours.
#[test]
fn what_is_looked_for_in_long_texts_is_looked_for_once() {
    for sign in ["<i>", "<x>", "</i>", "\n", ". ", "&", "&amp;", "<i>a</i>", "关键词 "] {
        let text = format!("a{}b", sign.repeat(300_000));
        let quoted = serde_json::to_string(&text).unwrap();
        let file = format!("abstract = [{{ text = {quoted} }}]\n[[title]]\ntext = \"T\"\n");
        assert!(record_file::read(Path::new("a.toml"), file.as_bytes(), &identity()).is_ok(), "{sign}");
    }
}
