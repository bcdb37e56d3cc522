//! XML that an item brings along: what may be served as it is given, and what is said about the rest.

use std::path::Path;

use windrow::import::{Incoming, native, repository_file};
use windrow::model::Identity;

use crate::{identity, lines, load};

const FORMAT: &str = "[[format]]\nprefix = \"etdms\"\nschema = \"http://www.ndltd.org/standards/metadata/etdms/1.0/etdms.xsd\"\n\
                      namespace = \"urn:etdms\"\n";

fn declaring() -> Identity {
    let text =
        format!("name = \"N\"\nnamespace = \"journal.org\"\nadmin_emails = [\"a@journal.org\"]\n{FORMAT}");
    repository_file::read(Path::new("repository.toml"), text.as_bytes()).unwrap().0
}

fn read_as(prefix: &str, text: &str) -> Result<String, String> {
    let path = Path::new("a.x.xml");
    native::read(path, text.as_bytes(), prefix, &declaring()).map_err(|problems| lines(&problems))
}

fn read(text: &str) -> Result<String, String> {
    read_as("etdms", text)
}

#[test]
fn the_root_element_is_taken_as_it_stands() {
    let root = "<e:thesis xmlns:e='urn:etdms' ><e:title  a = \"1\">A &amp;\r\n <![CDATA[<b>]]></e:title><!-- x --></e:thesis >";
    let file = format!(
        "\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<!-- a --><?b c?>\n{root}\n<!-- d -->\n"
    );
    assert_eq!(read(&file).unwrap(), root);
    assert_eq!(read(root).unwrap(), root);
    let default = "<thesis xmlns=\"urn:etdms\"><title>国际</title></thesis>";
    assert_eq!(read(default).unwrap(), default);
    let none = "<e:thesis xmlns:e=\"urn:etdms\" xmlns=\"\"><title>T</title></e:thesis>";
    assert_eq!(read(none).unwrap(), none, "an element of no namespace that says so");
}

#[test]
fn what_could_not_stand_in_an_answer_is_refused_in_its_place() {
    let marc = "<record xmlns=\"http://www.loc.gov/MARC21/slim\"><leader>x</leader></record>";
    for (text, message) in [
        ("", "1:1: there is no element here"),
        ("<thesis>", "1:1: the root element `thesis` has no namespace"),
        (
            marc,
            "1:1: the root element `record` is in the namespace `http://www.loc.gov/MARC21/slim`, but that of the format is `urn:etdms`",
        ),
        ("<thesis xmlns=\"urn:etdms\"/>", "the root element is empty"),
        ("<thesis xmlns=\"urn:etdms\"> \n</thesis>", "2:1: the root element is empty"),
        (
            "<thesis xmlns=\"urn:etdms\">\n<title></thesis>",
            "2:8: `</thesis>` is wrong here: `</title>` is expected",
        ),
        ("<thesis xmlns=\"urn:etdms\"><title>T</title>", "the file ends before `</thesis>`"),
        (
            "<!DOCTYPE thesis [<!ENTITY a 'b'>]><thesis xmlns=\"urn:etdms\">x</thesis>",
            "1:1: a document type declaration",
        ),
        ("<thesis xmlns=\"urn:etdms\">\n&nbsp;</thesis>", "2:1: `&nbsp;` is not an entity of XML"),
        (
            "<thesis xmlns=\"urn:etdms\">\nx\u{B}y</thesis>",
            "2:2: 1 control character(s) that XML does not allow",
        ),
        (
            "<thesis xmlns=\"urn:etdms\">\n&#x1F;y</thesis>",
            "2:1: 1 control character(s) that XML does not allow",
        ),
        ("<thesis xmlns=\"urn:etdms\">x<!-- \u{FFFF} --></thesis>", "U+FFFF"),
        (
            "<thesis xmlns=\"urn:etdms\">x</thesis>\n<thesis xmlns=\"urn:etdms\">x</thesis>",
            "2:1: a second root element",
        ),
        ("<thesis xmlns=\"urn:etdms\">x</thesis>y", "text outside of the root element"),
        (
            "<e:thesis xmlns:e=\"urn:etdms\">\n<title>T</title></e:thesis>",
            "2:1: this element has no namespace",
        ),
        (
            "<thesis xmlns=\"urn:etdms\"><dc:title>T</dc:title></thesis>",
            "the prefix of `dc:title` is not declared",
        ),
        (
            "<thesis xmlns=\"urn:etdms\">\n<a xmlns:b=\"urn:x\" xmlns:c=\"urn:x\" b:d=\"\" c:d=\"\"/></thesis>",
            "2:1: the attribute `d` occurs twice",
        ),
        ("<thesis xmlns=\"urn:etdms\">\n x ]]> </thesis>", "2:4: `]]>` in a text"),
        ("<thesis xmlns=\"urn:etdms\">\n<a b='1'c='2'/></thesis>", "2:9: a space is missing"),
        ("<thesis xmlns=\"urn:etdms\"><1a/></thesis>", "`1a` is not a name"),
    ] {
        let problems = read(text).unwrap_err();
        assert!(problems.contains(message), "{text}: {problems}");
        assert!(problems.starts_with("Error a.x.xml:"), "{problems}");
    }
}

#[test]
fn other_encodings_depths_and_sizes_are_refused() {
    let utf16: Vec<u8> = "<a/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let read = |bytes: &[u8]| native::read(Path::new("a"), bytes, "etdms", &declaring()).unwrap_err();
    assert!(lines(&read(&utf16)).contains("has no namespace"), "UTF-16 is decoded");
    assert!(lines(&read(b"<?xml version='1.0' encoding='utf-7'?><a/>")).contains("utf-7"));
    assert!(lines(&read(b"<a xmlns='urn:etdms'>\xE9</a>")).contains("not in UTF-8"));
    assert!(lines(&read(&vec![b' '; (4 << 20) + 1])).contains("larger than 4 MiB"));
    let deep = format!("<thesis xmlns='urn:etdms'>{}", "<a>".repeat(300));
    assert!(lines(&read(deep.as_bytes())).contains("nest deeper than 200"));
}

#[test]
fn a_format_is_declared_or_one_of_windrows_own() {
    let dc = "<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
              <dc:title>T</dc:title></oai_dc:dc>";
    assert_eq!(read_as("oai_dc", dc).unwrap(), dc);
    assert!(
        read_as("oai_qdc", dc)
            .unwrap_err()
            .contains("is `dc`, but that of the format oai_qdc is `qualifieddc`")
    );
    assert_eq!(
        read_as("etdsm", dc).unwrap_err(),
        "Error a.x.xml:1:1: the repository has no format `etdsm`; did you mean `etdms`? Otherwise declare it in repository.toml: \
         [[format]] with prefix = \"etdsm\", schema and namespace; or, if this is a record of its own, give the file a name that \
         begins otherwise [sidecar-format]\n"
    );
}

#[test]
fn the_root_element_is_the_one_of_the_format() {
    for (prefix, text, said) in [
        ("mods", "<mycoreobject xmlns='http://www.loc.gov/mods/v3'><a>b</a></mycoreobject>", "is `mods`"),
        ("datacite", "<html xmlns='http://datacite.org/schema/kernel-4'>x</html>", "is `resource`"),
        (
            "mods",
            "<modsCollection xmlns='http://www.loc.gov/mods/v3'><mods>x</mods></modsCollection>",
            "each of its `mods`",
        ),
        (
            "marcxml",
            "<collection xmlns='http://www.loc.gov/MARC21/slim'><record>x</record></collection>",
            "each of its `record`",
        ),
        ("mods", "<mods><a>b</a></mods>", "has no namespace"),
    ] {
        let problems = read_as(prefix, text).unwrap_err();
        assert!(problems.contains(said), "{problems}");
    }
}

/// The names of root elements are a table; it has each format of Windrow's own.
#[test]
fn every_format_has_its_root_element() {
    for format in windrow::formats::FORMATS {
        let text = format!("<no-root xmlns='{}'>x</no-root>", format.about().metadata_namespace);
        let problems = read_as(format.metadata_prefix(), &text).unwrap_err();
        assert!(problems.contains("the root element is `no-root`"), "{problems}");
    }
}

#[test]
fn jats_as_it_is_published_is_taken() {
    let jats = "<?xml version='1.0' encoding='ISO-8859-1'?><!DOCTYPE article PUBLIC \"-//NLM//DTD JATS\" \"JATS.dtd\">\n\
                <article article-type=\"review\"><front>\u{e9}</front></article>";
    let bytes: Vec<u8> = jats.chars().map(|character| u8::try_from(u32::from(character)).unwrap()).collect();
    let taken = native::read(Path::new("a.jats.xml"), &bytes, "jats", &identity()).unwrap();
    assert_eq!(
        taken,
        "<article xmlns=\"http://www.ncbi.nlm.nih.gov/JATS1\" article-type=\"review\"><front>\u{e9}</front></article>"
    );
    let fault = read_as("jats", "<article>\n<a>x & y</a></article>").unwrap_err();
    assert!(fault.contains(":2:6: a single `&` is not allowed"), "{fault}");
    let fault = read_as("jats", "<article><a>x & y</a></article>").unwrap_err();
    assert!(fault.contains(":1:15: a single `&` is not allowed"), "{fault}");
}

#[test]
fn oai_dc_of_another_hand_has_the_fifteen_elements() {
    let dc = |inner: &str| {
        let dc = format!(
            "<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
             {inner}</oai_dc:dc>"
        );
        read_as("oai_dc", &dc).map(drop).unwrap_err()
    };
    assert!(dc("<dc:titel>T</dc:titel>").contains("the element `titel`; oai_dc is"));
    assert!(dc("<dc:title id='1'>T</dc:title>").contains("the attribute `id`; oai_dc is"));
    assert!(dc("<dc:title> </dc:title>").contains("`title` is empty; oai_dc is"));
}

#[test]
fn json_lines_bring_xml_along_through_the_same_door() {
    let line = |native: &str| {
        format!(
            "{{\"identifier\":\"oai:a.org:1\",\"native\":{{{native}}},\"dc\":[{{\"element\":\"title\",\"value\":\"T\"}}]}}"
        )
    };
    let identity = declaring();
    let load = |text: &str| {
        let (mut taken, mut problems) = (Vec::new(), Vec::new());
        windrow::import::load_file(Path::new("a"), text.as_bytes(), Some(&identity), &mut |incoming| {
            match incoming {
                Ok(Incoming::Rejected(_)) => {}
                Ok(incoming) => taken.push(incoming),
                Err(problem) => problems.push(problem),
            }
        });
        (taken, lines(&problems))
    };
    let (taken, problems) = load(&line(r#""etdms":"<?xml version='1.0'?><t xmlns='urn:etdms'>x</t>\n""#));
    assert_eq!(problems, "");
    let Incoming::Item(item, _) = &taken[0] else { panic!("an item") };
    assert_eq!(item.native.values().collect::<Vec<_>>(), ["<t xmlns='urn:etdms'>x</t>"]);
    let (taken, problems) = load(&line(r#""etdms":"<t xmlns='urn:etdms'>\n<x></t>","other":"<a/>""#));
    assert_eq!(taken, []);
    assert_eq!(
        problems.lines().next().unwrap(),
        "Error a:1:1: oai:a.org:1: native, etdms, line 2, column 4: `</t>` is wrong here: `</x>` is expected; correct the tags [xml-not-well-formed]"
    );
    assert!(problems.contains("native, other, line 1, column 1: the repository has no format `other`"));
    let (_, problems) = load(&line(r#""a b":"<a/>""#));
    assert!(problems.contains("`a b` is not a metadataPrefix"), "{problems}");
}

#[test]
fn without_a_repository_only_windrows_formats_are_known() {
    let line = r#"{"identifier":"oai:a.org:1","native":{"etdms":"<a xmlns='urn:etdms'>x</a>"},"dc":[{"element":"title","value":"T"}]}"#;
    let (taken, problems) = load("a", line.as_bytes());
    assert_eq!(taken, []);
    assert!(lines(&problems).contains("no format `etdms`"));
    assert!(!native::is_format("etdms", &identity()) && native::is_format("oai_dc", &identity()));
}

#[test]
fn the_declaration_of_a_format_is_checked_at_its_position() {
    let read = |formats: &str| {
        let text = format!(
            "name = \"N\"\nnamespace = \"journal.org\"\nadmin_emails = [\"a@journal.org\"]\n{formats}"
        );
        let problems = repository_file::read(Path::new("repository.toml"), text.as_bytes()).unwrap_err();
        lines(&problems)
    };
    let schema = "schema = \"https://a.org/a.xsd\"\n";
    insta::assert_snapshot!(read(&format!(
        "[[format]]\nprefix = \"oai_dc\"\n{schema}namespace = \"urn:a b\"\n\
         [[format]]\nprefix = \"mine\"\n{schema}namespace = \"etdms\"\n\
         [[format]]\nprefix = \"mine\"\n{schema}namespace = \"urn:x\"\ntemplate = \"<a/>\"\n\
         [[format]]\nprefix = \"a b\"\n{schema}namespace = \"urn:x\"\n"
    )));
    let problems = read("[[format]]\nprefix = \"mine\"\nschema = \"a.xsd\"\nnamespace = \"urn:x\"\n");
    assert!(problems.starts_with("Error repository.toml:6:10: `a.xsd` is not a web address"), "{problems}");
}
