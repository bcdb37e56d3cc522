//! What is the same for all files that are loaded: encodings, sizes, lists of several files, counts, and what is said of accidents.

use std::io::{Read, repeat};
use std::path::Path;

use windrow::diagnostics::{Problem, Severity};
use windrow::import::{DeletedRecord, Incoming, Loader, load_file, record_file};
use windrow::model::{Content, Item};

use crate::{identity, lines};

const DC: &str = r#"<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">"#;

fn record(id: &str, title: &str) -> String {
    format!(
        "<record><header><identifier>oai:a.org:{id}</identifier><datestamp>2022-09-01</datestamp></header>\
         <metadata>{DC}<dc:title>{title}</dc:title></oai_dc:dc></metadata></record>\n"
    )
}

fn deletion(id: &str) -> String {
    format!(
        "<record><header status='deleted'><identifier>oai:a.org:{id}</identifier><datestamp>2022-10-01</datestamp></header></record>\n"
    )
}

/// A response to the request with these attributes.
fn response(request: &str, records: &str) -> String {
    format!(
        "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><responseDate>2022-09-15T08:00:00Z</responseDate>\
         <request {request}>http://a.org/oai</request>\n<ListRecords>{records}</ListRecords></OAI-PMH>\n"
    )
}

const FIRST: &str = "verb='ListRecords' metadataPrefix='oai_dc'";

#[derive(Default)]
struct Loaded {
    items: Vec<Item>,
    deleted: Vec<DeletedRecord>,
    rejected: u64,
    problems: Vec<Problem>,
}

impl Loaded {
    fn add(&mut self, incoming: Result<Incoming, Problem>) {
        match incoming {
            Ok(Incoming::Item(item, _)) => self.items.push(*item),
            Ok(Incoming::Deleted(tombstone)) => self.deleted.push(*tombstone),
            Ok(Incoming::Rejected(records)) => self.rejected += records,
            Err(problem) => self.problems.push(problem),
        }
    }

    fn titles(&self) -> Vec<&str> {
        let titles = self.items.iter().flat_map(|item| match &item.content {
            Content::Dc(dc) => &dc.elements[..],
            Content::Article(_) => &[],
        });
        titles.map(|element| element.value.as_str()).collect()
    }

    fn said(&self) -> String {
        lines(&self.problems)
    }
}

/// The files, loaded together.
fn load<B: AsRef<[u8]>>(files: &[(&str, B)]) -> Loaded {
    let identity = identity();
    let mut loaded = Loaded::default();
    let mut loader = Loader::new(Some(&identity));
    for (path, bytes) in files {
        loader.load(Path::new(path), &mut bytes.as_ref(), &mut |incoming| loaded.add(incoming));
    }
    loader.finish(&mut |incoming| loaded.add(incoming));
    loaded
}

fn load_one(bytes: impl AsRef<[u8]>) -> Loaded {
    load(&[("r.xml", bytes)])
}

/// `日本` and what is around it, in the encoding.
fn encoded(text: &str, name: &str) -> Vec<u8> {
    let japan: &[u8] = match name {
        "GB18030" | "GBK" => b"\xC8\xD5\xB1\xBE",
        "Big5" => b"\xA4\xE9\xA5\xBB",
        "Shift_JIS" => b"\x93\xFA\x96\x7B",
        "ISO-2022-JP" => b"\x1B$BF|K\\\x1B(B",
        _ => panic!("{name}"),
    };
    let text = format!("<?xml version=\"1.0\" encoding=\"{name}\"?>\n{text}");
    let (before, after) = text.split_once("日本").unwrap();
    [before.as_bytes(), japan, after.as_bytes()].concat()
}

#[test]
fn a_file_is_read_in_the_encoding_that_it_declares_in_load_and_in_the_folder() {
    for name in ["GB18030", "GBK", "Big5", "Shift_JIS", "ISO-2022-JP"] {
        let loaded = load_one(encoded(&response(FIRST, &record("1", "日本")), name));
        assert_eq!((loaded.titles(), loaded.said().as_str()), (vec!["日本"], ""), "{name}");
        let document = format!("{DC}<dc:title>日本</dc:title></oai_dc:dc>");
        let (item, _) =
            record_file::read(Path::new("a.xml"), &encoded(&document, name), &identity()).unwrap();
        let Content::Dc(dc) = item.content else { panic!("no Dublin Core") };
        assert_eq!(dc.elements[0].value, "日本", "{name}");
    }
    let utf16: Vec<u8> =
        response(FIRST, &record("1", "日本")).encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(load_one([b"\xFF\xFE".as_slice(), &utf16].concat()).titles(), ["日本"]);
}

#[test]
fn a_file_in_an_encoding_that_cannot_be_decoded_gives_no_record() {
    for name in ["UTF-7", "klingon", "ISO-2022-KR"] {
        let text = format!("<?xml version='1.0' encoding='{name}'?>{}", response(FIRST, &record("1", "T")));
        let loaded = load_one(text);
        assert_eq!((loaded.items.len(), loaded.rejected), (0, 1), "{name}");
        assert!(loaded.said().contains(name), "{}", loaded.said());
    }
}

#[test]
fn bytes_that_are_not_of_the_declared_encoding_cost_their_record_only() {
    let mut bytes = encoded(&response(FIRST, &(record("1", "日本") + &record("2", "T"))), "GB18030");
    let at = bytes.iter().position(|byte| *byte == 0xBE).unwrap();
    bytes.remove(at); // half a character, as where a text was cut to a length in bytes
    let loaded = load_one(&bytes);
    assert_eq!((loaded.titles(), loaded.rejected), (vec!["T"], 1));
    assert!(loaded.said().contains("r.xml:3:") && loaded.said().contains("encoding"), "{}", loaded.said());
}

#[test]
fn another_document_in_another_encoding_is_not_read_as_if_it_were_in_the_first() {
    let second = format!("<?xml version='1.0' encoding='GBK'?>{}", response(FIRST, &record("2", "T")));
    let loaded = load_one(response(FIRST, &record("1", "T")) + &second);
    assert_eq!(loaded.items.len(), 1);
    assert!(loaded.said().contains("encoding GBK; put it into a file of its own"), "{}", loaded.said());
}

#[test]
fn records_in_comments_and_sections_are_never_loaded() {
    let ghost = record("ghost", "Withdrawn");
    for hidden in
        [format!("<!-- {ghost} -->"), format!("<?x {ghost}?>"), format!("<x><![CDATA[{ghost}]]></x>")]
    {
        for fault in ["R & D", "p < 0.05", "<b>", "&nbsp;"] {
            let inside = record("1", &format!("{fault}{hidden}"));
            let behind = record("1", fault) + &hidden;
            for records in [inside, behind] {
                let loaded = load_one(response(FIRST, &(records + &record("2", "T"))));
                assert_eq!((loaded.titles(), loaded.rejected), (vec!["T"], 1), "{fault} {hidden}");
                assert_eq!(loaded.problems.len(), 1, "{}", loaded.said());
            }
        }
    }
}

#[test]
fn a_list_that_goes_on_and_is_not_there_is_told() {
    let token = |token: &str| format!("<resumptionToken completeListSize='4000'>{token}</resumptionToken>");
    let next = |token: &str| format!("verb='ListRecords' resumptionToken='{token}'");
    let one = response(FIRST, &(record("1", "T") + &token("a")));
    let two = response(&next("a"), &(record("2", "T") + &token("b")));
    let three = response(&next("b"), &(record("3", "T") + "<resumptionToken/>"));
    let all = [("3", &three), ("2", &two), ("1", &one)];
    assert_eq!(load(&all).said(), "", "in whatever order");
    let loaded = load(&all[1..]);
    assert_eq!((loaded.rejected, loaded.problems.len()), (0, 1));
    assert_eq!(loaded.problems[0].severity, Severity::Error);
    assert!(
        loaded.said().starts_with("Error 2:3:1: the list is not complete: 2 of 4000 records have come"),
        "{}",
        loaded.said()
    );
    assert_eq!(load(&[("all", format!("{one}{two}{three}"))]).said(), "", "one after the other in a file");
    let merged = format!("<x>{}{}{}</x>", record("1", "T"), token("a"), record("2", "T"));
    assert!(!load_one(merged).said().contains("not complete"));
    let faulty = load_one(response(FIRST, &(record("1", "R & D") + &record("2", "T") + &token("a"))));
    assert!(faulty.said().contains("2 of 4000 records have come"), "{}", faulty.said());
    let behind_the_last = one.replace("4000", "1");
    assert_eq!(load_one(behind_the_last).said(), "", "a token behind the last record");
    let bare = two.replace(&next("a"), "verb='ListRecords'");
    let all = load(&[("1", &one), ("2", &bare), ("3", &three)]);
    assert_eq!(all.said(), "", "a repository that does not repeat the token");
    let unclosed = load(&[("1", &one), ("2", &bare)]);
    assert!(unclosed.said().contains("2:3:1: the list is not complete: 2 of 4000"), "{}", unclosed.said());
}

#[test]
fn a_deletion_keeps_its_format_its_datestamp_and_its_place() {
    let token = "<resumptionToken>a</resumptionToken>";
    let marc = response("verb='ListRecords' metadataPrefix='marcxml'", &(deletion("1") + token));
    let next = response("verb='ListRecords' resumptionToken='a'", &deletion("2"));
    let dc = response("verb='ListRecords' metadataPrefix='dc'", &(record("3", "T") + &deletion("4")));
    let loaded = load(&[("1.xml", marc), ("2.xml", next), ("3.xml", dc), ("4.xml", deletion("5"))]);
    let prefixes: Vec<_> =
        loaded.deleted.iter().map(|deleted| deleted.prefix.as_ref().map(|prefix| prefix.as_str())).collect();
    assert_eq!(prefixes, [Some("marcxml"), Some("marcxml"), Some("oai_dc"), None]);
    assert!(loaded.deleted.iter().all(|deleted| deleted.origin.date.datestamp() == Some("2022-10-01")));
    assert_eq!(loaded.deleted[2].origin.place.to_string(), "3.xml:3:1");
}

#[test]
fn provenance_is_whole_whatever_was_wrong_before() {
    for head in [
        "<!DOCTYPE OAI-PMH>",
        "<!DOCTYPE OAI-PMH [<!ENTITY a '<b>x</b>'>]>",
        "<?xml version='1.0'?><!-- R & D -->",
    ] {
        let loaded = load_one(format!("{head}\n{}", response(FIRST, &record("1", "T"))));
        let provenance =
            loaded.items[0].provenance.as_ref().unwrap_or_else(|| panic!("{head}: {}", loaded.said()));
        assert_eq!(provenance.base_url, "http://a.org/oai");
    }
    let raw = response(FIRST, &record("1", "T"))
        .replace("a.org/oai<", "a.org/oai?verb=ListRecords&metadataPrefix=oai_dc<");
    let loaded = load_one(raw);
    assert_eq!(loaded.items[0].provenance.as_ref().unwrap().base_url, "http://a.org/oai");
    assert!(loaded.said().contains("write &amp;"));
}

#[test]
fn what_is_left_out_is_told_and_the_metadata_are_altered() {
    for (elements, said) in [
        ("<dc:title>T</dc:title><dc:subject/>", "`subject` left out, which is empty"),
        ("<dc:title xml:lang='en_US'>T</dc:title>", "xml:lang=\"en_US\" read as \"en-US\""),
        ("<dc:title xml:lang='?'>T</dc:title>", "xml:lang=\"?\" left out"),
        ("<dc:title>T</dc:title></oai_dc:dc><x>y</x><oai_dc:dc xmlns:oai_dc='u:x'>", "`x`, a second element"),
    ] {
        let text = response(FIRST, &record("1", "@").replace("<dc:title>@</dc:title>", elements));
        let loaded = load_one(&text);
        assert!(loaded.said().contains(said), "{}", loaded.said());
        assert!(loaded.items[0].provenance.as_ref().unwrap().altered, "{elements}");
    }
}

#[test]
fn rejected_records_are_counted_and_not_what_is_said_of_them() {
    let marc = "<mods xmlns='http://www.loc.gov/mods/v3'/>";
    let foreign = record("1", "").replace(&format!("{DC}<dc:title></dc:title></oai_dc:dc>"), marc);
    let error = "<error code='badVerb'>a</error><error code='badArgument'>b</error>";
    let json = r#"{"identifier":"oai:a.org:1","dc":[{"element":"titel","value":"T"},{"element":"autor","value":"A"}]}"#;
    for (text, rejected) in [
        (response(FIRST, &foreign.repeat(500)), 500),
        (response(FIRST, error), 1),
        (format!("{json}\n{json}\n"), 2),
        (response(FIRST, &(record("1", "a & b & c") + &record("2", "<x>"))), 2),
        (response(FIRST, &"<record a><header/></record>".repeat(2)), 2),
        ("<html>".to_owned(), 1),
    ] {
        let loaded = load_one(&text);
        assert!(!loaded.problems.is_empty());
        assert!(
            loaded.rejected == rejected || text.contains("<record a>"),
            "{}: {}",
            loaded.rejected,
            loaded.said()
        );
    }
}

#[test]
fn two_documents_of_the_same_name_do_not_become_one_record() {
    let document = |title: &str| format!("{DC}<dc:title>{title}</dc:title></oai_dc:dc>");
    let loaded = load(&[("a/oai_dc.xml", document("A")), ("b/oai_dc.xml", document("B"))]);
    assert_eq!((loaded.titles(), loaded.rejected), (vec!["A"], 1));
    assert!(
        loaded.said().contains("b/oai_dc.xml: ") && loaded.said().contains("a/oai_dc.xml"),
        "{}",
        loaded.said()
    );
    let loaded = load(&[("a.xml", document("A")), ("a.xml.gz", document("B"))]);
    assert_eq!(loaded.items.len(), 1, "a compressed file has the name of its content");
}

#[test]
fn accidents_are_told_with_what_to_do() {
    let whole = response(FIRST, &record("1", "T"));
    let sets = "<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><ListSets><set><setDescription>";
    for (text, said) in [
        (
            whole
                .replace("http://www.openarchives.org/OAI/2.0/\"", "https://www.openarchives.org/OAI/2.0/\""),
            "which is not http://www.openarchives.org/OAI/2.0/;",
        ),
        (
            whole.replace(
                "http://www.openarchives.org/OAI/2.0/oai_dc/",
                "https://www.openarchives.org/OAI/2.0/oai_dc/",
            ),
            "which is not http://www.openarchives.org/OAI/2.0/oai_dc/;",
        ),
        (
            whole.replace("elements/1.1/", "elements/1.1"),
            "in the namespace http://purl.org/dc/elements/1.1 instead of http://purl.org/dc/elements/1.1/",
        ),
        (
            whole
                .replace(DC, "<codeBook><dc:title xmlns:dc='u:x'>")
                .replace("<dc:title>T</dc:title></oai_dc:dc>", "T</dc:title></codeBook>"),
            "without a namespace of their own (`codeBook`)",
        ),
        (
            format!(
                "{sets}{DC}<dc:title>T</dc:title></oai_dc:dc></setDescription></set></ListSets></OAI-PMH>"
            ),
            "the answer to ListSets",
        ),
        ("<jpcoar xmlns='u:jpcoar'>x</jpcoar>".to_owned(), "its root element is `jpcoar` (u:jpcoar)"),
        (whole.replace(">T<", ">p < 0.05<"), "a single `<` is not allowed; write &lt;"),
        (whole.replace("oai:a.org:1", "oai:a.org:A 1"), "load with `--escape-identifiers`"),
        (whole.replace("oai:a.org:1", ""), "the header has no identifier"),
        (whole.replace("elements/1.1/", "terms/"), "instead of http://purl.org/dc/elements/1.1/"),
        (
            response(FIRST, "<error code='badResumptionToken'>Old.</error>"),
            "badResumptionToken: Old; harvest the list again from",
        ),
        (
            response(FIRST, "<error code='cannotDisseminateFormat'/>"),
            "cannotDisseminateFormat; harvest with metadataPrefix=oai_dc",
        ),
    ] {
        let loaded = load_one(&text);
        assert!(loaded.items.is_empty(), "{said}");
        assert!(loaded.said().contains(said) && loaded.problems.len() == 1, "{said}\n{}", loaded.said());
    }
}

#[test]
fn padding_behind_a_compressed_file_is_no_damage() {
    use std::io::Write as _;
    let gzip = |text: &str| {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gzip.write_all(text.as_bytes()).unwrap();
        gzip.finish().unwrap()
    };
    let one = gzip(&response(FIRST, &record("1", "A")));
    let two = gzip(&response(FIRST, &record("2", "B")));
    let loaded = load_one([one, two, vec![0; 2000]].concat());
    assert_eq!((loaded.titles(), loaded.said().as_str()), (vec!["A", "B"], ""));
}

/// Much more than a window, in one way or another between two records.
#[test]
fn a_large_file_is_read_to_its_end_and_places_stay_right() {
    let (first, last) = (record("1", "A"), record("2", "B & C"));
    for filling in [" ", "<!-- <record> -->", "\n", "<x>y</x>"] {
        let times = (1 << 20) / filling.len() as u64;
        let middle = std::iter::repeat_n(filling, usize::try_from(times).unwrap()).collect::<String>();
        let text = response(FIRST, &format!("{first}{middle}\n{last}{}", record("3", "D")));
        let loaded = load_one(&text);
        assert_eq!((loaded.titles(), loaded.rejected), (vec!["A", "D"], 1), "{filling:?}");
        let line = text[..text.find("B & C").unwrap()].matches('\n').count() + 1;
        assert!(loaded.said().starts_with(&format!("Error r.xml:{line}:")), "{}", loaded.said());
    }
    let comment = format!("<!-- {first}{} -->", "x".repeat(9 << 20));
    let loaded = load_one(response(FIRST, &format!("{first}{comment}{}", record("3", "D"))));
    assert_eq!((loaded.titles(), loaded.said().as_str()), (vec!["A", "D"], ""));
}

#[test]
fn a_line_of_any_length_costs_itself_only() {
    let line = |id: &str| {
        format!("{{\"identifier\":\"oai:a.org:{id}\",\"dc\":[{{\"element\":\"title\",\"value\":\"T\"}}]}}\n")
    };
    let first = line("1");
    let mut input = first.as_bytes().chain(repeat(b'{').take(40 << 20)).chain(b"\n".as_slice());
    let last = line("2");
    let mut loaded = Loaded::default();
    load_file(Path::new("a.jsonl"), (&mut input).chain(last.as_bytes()), None, &mut |incoming| {
        loaded.add(incoming)
    });
    assert_eq!((loaded.items.len(), loaded.rejected), (2, 1));
    assert!(loaded.said().starts_with("Error a.jsonl:2:1: the line is larger"), "{}", loaded.said());
}
