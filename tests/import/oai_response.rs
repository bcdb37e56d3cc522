//! OAI-PMH responses as harvesters save them.

use windrow::diagnostics::Severity;
use windrow::import::Incoming;
use windrow::model::{Content, Item};

use crate::{items, lines, load};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">
<responseDate>2024-03-02T01:02:03Z</responseDate>
<request verb="ListRecords" metadataPrefix="oai_dc">https://origin.org/oai</request>
"#;

const DC: &str = r#"<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">"#;

fn record(id: &str, elements: &str) -> String {
    format!(
        "<record><header><identifier>oai:origin.org:{id}</identifier><datestamp>2020-01-02</datestamp>\
         <setSpec>a:b</setSpec><setSpec>a</setSpec></header>\n<metadata>{DC}{elements}</oai_dc:dc></metadata></record>\n"
    )
}

fn response(records: &str) -> String {
    format!("{HEAD}<ListRecords>\n{records}<resumptionToken/></ListRecords></OAI-PMH>\n")
}

/// The local parts of the identifiers, `-` before deleted ones.
fn ids(taken: &[Incoming]) -> Vec<String> {
    let local = |text: &str| text.rsplit(':').next().unwrap_or_default().to_owned();
    taken
        .iter()
        .map(|incoming| match incoming {
            Incoming::Item(item, _) => local(item.identifier.as_str()),
            Incoming::Deleted(tombstone) => format!("-{}", local(tombstone.identifier.as_str())),
            Incoming::Rejected(_) => String::new(),
        })
        .collect()
}

fn titles(item: &Item) -> Vec<&str> {
    match &item.content {
        Content::Dc(dc) => dc.elements.iter().map(|element| element.value.as_str()).collect(),
        Content::Article(_) => panic!("an article"),
    }
}

#[test]
fn a_record_comes_with_its_sets_and_its_provenance() {
    let text = response(&record(
        "1",
        "<dc:title xml:lang=\"zh\">国际 &lt;安全&gt;</dc:title><dc:date>2022</dc:date>",
    ));
    let item = items(text.as_bytes()).remove(0);
    assert_eq!(titles(&item), ["国际 <安全>", "2022"]);
    assert_eq!(item.sets.iter().map(ToString::to_string).collect::<Vec<_>>(), ["a:b"], "in minimal form");
    let provenance = item.provenance.unwrap();
    assert_eq!(provenance.base_url, "https://origin.org/oai");
    assert_eq!(provenance.identifier, "oai:origin.org:1");
    assert_eq!(provenance.datestamp, "2020-01-02");
    assert_eq!(provenance.metadata_namespace, "http://www.openarchives.org/OAI/2.0/oai_dc/");
    assert_eq!(provenance.harvest_date.to_string(), "2024-03-02T01:02:03Z");
    assert!(!provenance.altered);
    assert_eq!(provenance.origin, None);
}

#[test]
fn earlier_provenance_and_rights_are_kept() {
    let about = r#"<about><provenance xmlns="http://www.openarchives.org/OAI/2.0/provenance">
        <originDescription harvestDate="2021-01-01T00:00:00Z" altered="true"><baseURL>http://b.org/oai</baseURL>
        <identifier>oai:b.org:1</identifier><datestamp>2020-12-31</datestamp><metadataNamespace>http://ns</metadataNamespace>
        <originDescription harvestDate="2019-01-01T00:00:00Z" altered="false"><baseURL>http://c.org/oai</baseURL>
        <identifier>oai:c.org:1</identifier><datestamp>2018-12-31T00:00:00.5Z</datestamp><metadataNamespace>http://ns</metadataNamespace>
        </originDescription></originDescription></provenance></about>
        <about><r:rights xmlns:r="http://www.openarchives.org/OAI/2.0/rights/"><r:rightsReference ref="https://a.org/terms"/></r:rights></about>
        <about><x xmlns="http://x.org"/></about></record>"#;
    let text = response(&record("1", "<dc:title>T</dc:title>").replace("</record>", about));
    let (taken, problems) = load("r.xml", text.as_bytes());
    assert_eq!(
        lines(&problems),
        "Warning r.xml:14:9: 1 × `about` left out that is neither provenance nor a rights reference [origin-unknown]\n"
    );
    let Incoming::Item(item, _) = &taken[0] else { panic!("deleted") };
    assert_eq!(item.rights, ["https://a.org/terms"]);
    let first = item.provenance.as_ref().unwrap();
    let second = first.origin.as_ref().unwrap();
    let third = second.origin.as_ref().unwrap();
    assert_eq!(
        [&first.base_url, &second.base_url, &third.base_url],
        ["https://origin.org/oai", "http://b.org/oai", "http://c.org/oai"]
    );
    assert_eq!([first.altered, second.altered, third.altered], [false, true, false]);
}

#[test]
fn metadata_are_altered_exactly_if_something_was_dropped() {
    let altered = |elements: &str| {
        let (taken, _) = load("r.xml", response(&record("1", elements)).as_bytes());
        let [Incoming::Item(item, _)] = &taken[..] else { panic!("not taken: {elements}") };
        item.provenance.as_ref().unwrap().altered
    };
    for unaltered in [
        "<dc:title>T &#x41;\r\n</dc:title>",
        "<dc:title xml:lang=''>T</dc:title><!-- c -->",
        "<dc:title><![CDATA[T]]></dc:title>",
    ] {
        assert!(!altered(unaltered), "{unaltered}");
    }
    for changed in [
        "<dc:title>T\u{3}</dc:title>",
        "<dc:title>T&#x3;</dc:title>",
        "<dc:title xsi:type='x'>T</dc:title>",
        "<dc:title xml:lang='en_US'>T</dc:title>",
        "<dc:title xml:lang='the English language'>T</dc:title>",
        "<dc:title>T<i>i</i></dc:title>",
        "<dc:title>T</dc:title><dc:creator> </dc:creator>",
        "<dc:title>T</dc:title><dc:day>1</dc:day>",
        "<dc:title>T</dc:title>loose",
    ] {
        assert!(altered(changed), "{changed}");
    }
}

#[test]
fn a_deleted_record_is_a_deletion() {
    let deleted = "<record><header status=\"deleted\"><identifier>oai:origin.org:2</identifier><datestamp>2020-01-02</datestamp></header></record>";
    let (taken, problems) =
        load("r.xml", response(&format!("{}{deleted}", record("1", "<dc:title>T</dc:title>"))).as_bytes());
    assert_eq!(ids(&taken), ["1", "-2"]);
    assert_eq!(lines(&problems), "");
}

#[test]
fn one_control_character_does_not_cost_a_record() {
    let text = response(&record("1", "<dc:title>a\u{1}b&#x3;\u{fffe}c</dc:title>"));
    let (taken, problems) = load("r.xml", text.as_bytes());
    let Incoming::Item(item, _) = &taken[0] else { panic!("deleted") };
    assert_eq!(titles(item), ["abc"]);
    let column = text.lines().nth(6).unwrap().find('\u{1}').unwrap() + 1;
    let said = format!(
        "Warning r.xml:7:{column}: oai:origin.org:1: left out: 3 control character(s) [dc-content]\n"
    );
    assert_eq!(lines(&problems), said);
}

#[test]
fn a_bad_record_is_told_with_its_place_and_the_rest_goes_on() {
    let good = |id| record(id, "<dc:title>T</dc:title>");
    let text = response(
        &[
            good("1"),
            record("2", "<dc:title>a & b</dc:title>"),
            good("3"),
            record("4", "<dc:title>&nbsp;</dc:title>"),
            record("5", "<dc:title>T</dc:titel>"),
            record("6 7", "<dc:title>T</dc:title>"),
            good("8").replace("<metadata>", "<!--").replace("</metadata>", "-->"),
            record("9", "<dc:title/>"),
            record("10", "<x:title>T</x:title>"),
            good("11").replace("<header>", "<!--").replace("</header>", "-->"),
            good("12"),
        ]
        .concat(),
    );
    let (taken, problems) = load("r.xml", text.as_bytes());
    assert_eq!(ids(&taken), ["1", "3", "12"]);
    insta::assert_snapshot!(lines(&problems));
}

#[test]
fn bytes_that_are_not_utf8_cost_their_record_only() {
    let mut bytes =
        response(&[record("1", "<dc:title>@</dc:title>"), record("2", "<dc:title>T</dc:title>")].concat())
            .into_bytes();
    let at = bytes.iter().position(|byte| *byte == b'@').unwrap();
    bytes[at] = 0xE9;
    let (taken, problems) = load("r.xml", &bytes);
    assert_eq!(ids(&taken), ["2"]);
    let line = bytes.split(|byte| *byte == b'\n').nth(6).unwrap();
    let column = line.iter().position(|byte| *byte == 0xE9).unwrap() + 1;
    let said = format!("Error r.xml:7:{column}: bytes that are not text in the encoding of the file");
    assert!(lines(&problems).starts_with(&said), "{}", lines(&problems));
    assert_eq!(problems.len(), 1);
}

#[test]
fn a_truncated_file_gives_the_records_before_the_cut() {
    let text =
        response(&[record("1", "<dc:title>T</dc:title>"), record("2", "<dc:title>U</dc:title>")].concat());
    for (cut, said) in [
        (text.find("U</dc").unwrap(), "the file ends before `</dc:title>`"),
        (text.find("U</dc").unwrap() + 3, "breaks off"),
        (text.find("<resumptionToken").unwrap(), "the file ends before `</ListRecords>`"),
    ] {
        let (taken, problems) = load("r.xml", &text.as_bytes()[..cut]);
        assert_eq!(ids(&taken)[0], "1");
        assert_eq!(problems.len(), 1, "{}", lines(&problems));
        assert_eq!(problems[0].severity, Severity::Error);
        assert!(problems[0].message.contains(said), "{}", lines(&problems));
        assert!(problems[0].place.line.is_some());
    }
}

#[test]
fn an_error_response_is_told() {
    let error = |code| format!("{HEAD}<error code=\"{code}\">No &amp; no</error></OAI-PMH>");
    let (_, problems) = load("r.xml", error("badArgument").as_bytes());
    assert_eq!(
        lines(&problems),
        "Error r.xml:5:1: the answer was an error, badArgument: No & no; correct the request and harvest again [load-error]\n"
    );
    let (_, problems) = load("r.xml", error("noRecordsMatch").as_bytes());
    assert_eq!(problems[0].severity, Severity::Warning);
    let (_, problems) = load("r.xml", format!("{HEAD}<Identify/></OAI-PMH>").as_bytes());
    assert_eq!(
        lines(&problems),
        "Error r.xml: the file has no records: it is the answer to Identify; harvest with verb=ListRecords and metadataPrefix=oai_dc [load-file]\n"
    );
    let (_, problems) = load(
        "r.xml",
        format!("{HEAD}<ListIdentifiers><header/><header/></ListIdentifiers></OAI-PMH>").as_bytes(),
    );
    assert!(
        lines(&problems).starts_with("Error r.xml:5:18: 2 × header without metadata"),
        "{}",
        lines(&problems)
    );
}

#[test]
fn another_format_is_told_once_with_its_count() {
    let other = |id| {
        record(id, "").replace(DC, "<mods xmlns=\"http://www.loc.gov/mods/v3\">").replace("oai_dc:dc", "mods")
    };
    let text = response(&[other("1"), record("2", "<dc:title>T</dc:title>"), other("3")].concat());
    let (taken, problems) = load("r.xml", text.as_bytes());
    assert_eq!(ids(&taken), ["2"]);
    assert_eq!(
        lines(&problems),
        "Error r.xml:6:1: 2 × record with metadata in another format (`mods` of http://www.loc.gov/mods/v3), which cannot be loaded; \
         harvest it again with metadataPrefix=oai_dc, or, if the origin has no oai_dc, put the metadata into `native` of JSON Lines [load-format]\n"
    );
}

#[test]
fn pieces_wrappers_and_files_one_after_the_other_are_read() {
    let one = |id| record(id, "<dc:title>T</dc:title>");
    let bare = one("1");
    let oai = "xmlns=\"http://www.openarchives.org/OAI/2.0/\"";
    let two = format!("{}{}", response(&one("1")), response(&one("2")));
    let get = format!("{HEAD}<GetRecord>{}</GetRecord></OAI-PMH>", one("1"));
    for (text, expected) in [
        (bare.clone(), vec!["1"]),
        (format!("<ListRecords {oai}>{}{}</ListRecords>", one("1"), one("2")), vec!["1", "2"]),
        (
            format!("<collection>{}</collection>", bare.replace("<record>", &format!("<record {oai}>"))),
            vec!["1"],
        ),
        (format!("<Records>{}</Records>", bare.replace("record>", "Record>")), vec!["1"]),
        (
            format!(
                "<x xmlns:o=\"http://www.openarchives.org/OAI/2.0/\">{}</x>",
                ["record", "header", "metadata", "identifier", "datestamp", "setSpec"].iter().fold(
                    bare,
                    |text, name| text
                        .replace(&format!("<{name}>"), &format!("<o:{name}>"))
                        .replace(&format!("</{name}>"), &format!("</o:{name}>"))
                )
            ),
            vec!["1"],
        ),
        (two, vec!["1", "2"]),
        (get, vec!["1"]),
    ] {
        let (taken, problems) = load("r.xml", text.as_bytes());
        assert_eq!(ids(&taken), expected, "{text}\n{}", lines(&problems));
        assert!(problems.iter().all(|problem| problem.severity == Severity::Warning), "{}", lines(&problems));
    }
}

#[test]
fn a_compressed_file_is_read() {
    use std::io::Write as _;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(response(&record("1", "<dc:title>T</dc:title>")).as_bytes()).unwrap();
    let bytes = gzip.finish().unwrap();
    assert_eq!(ids(&load("r.xml.gz", &bytes).0), ["1"]);
    let (_, problems) = load("r.xml.gz", &bytes[..bytes.len() / 2]);
    assert!(
        lines(&problems).contains("cannot be read to its end (its compression with gzip is damaged"),
        "{}",
        lines(&problems)
    );
}

#[test]
fn other_files_are_told_apart() {
    for (bytes, said) in [
        (b"".as_slice(), "the file is empty"),
        (b"\n \n", "the file is empty"),
        (b"[[title]]\n", "neither"),
        (b"\xFF\xFE\0\0<\0\0\0", "UTF-32"),
        (b"[{\"identifier\":1}]", "JSON array"),
        (b"PK\x03\x04", "ZIP"),
        (b"<html><body/></html>", "an HTML page"),
        (b"<!DOCTYPE html>\n<html><hr></html>", "an HTML page"),
        (b"<?xml version='1.0' encoding='IBM037'?><a>\xE9</a>", "IBM037"),
    ] {
        let (taken, problems) = load("f", bytes);
        assert!(taken.is_empty());
        assert!(lines(&problems).contains(said), "{said}: {}", lines(&problems));
    }
}

#[test]
fn a_plain_document_gets_its_identifier_from_the_name_of_the_file() {
    let text = format!("{DC}<dc:title>T</dc:title></oai_dc:dc>");
    let (taken, problems) = load("some/folder/a1.xml", text.as_bytes());
    assert_eq!(lines(&problems), "");
    let Incoming::Item(item, _) = &taken[0] else { panic!("deleted") };
    assert_eq!(item.identifier.as_str(), "oai:journal.org:a1");
}

#[test]
fn a_fault_in_the_start_tag_of_a_record_is_left_behind() {
    for tag in ["<record a>", "<record a='1' a='2'>", "<p:record>", "<record a='<'>"] {
        let text = response(&[tag, "</record>", &record("1", "<dc:title>T</dc:title>")].concat());
        let (taken, problems) = load("r.xml", text.as_bytes());
        assert_eq!(ids(&taken), ["1"], "{tag}");
        assert_eq!(problems.len(), 1, "{}", lines(&problems));
    }
}
