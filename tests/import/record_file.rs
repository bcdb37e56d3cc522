//! One article file.

use std::path::Path;

use windrow::diagnostics::Severity;
use windrow::import::record_file;
use windrow::model::{Content, Item};

use crate::{identity, lines};

fn read(path: &str, text: &str) -> Result<(Item, String), String> {
    record_file::read(Path::new(path), text.as_bytes(), &identity())
        .map(|(item, warnings)| (item, lines(&warnings)))
        .map_err(|problems| lines(&problems))
}

fn taken(path: &str, text: &str) -> Item {
    let (item, warnings) = read(path, text).unwrap();
    assert_eq!(warnings, "");
    item
}

const TITLE: &str = "[[title]]\ntext = \"T\"\n";

#[test]
fn the_path_gives_the_identifier_unless_the_file_names_one() {
    let identifier = |path, text: &str| taken(path, &format!("{text}\n{TITLE}")).identifier.to_string();
    assert_eq!(identifier("2022/05/p130.toml", ""), "oai:journal.org:2022/05/p130");
    assert_eq!(identifier("2022/a b%.toml", ""), "oai:journal.org:2022/a%20b%25");
    assert_eq!(identifier("a.v1.toml", ""), "oai:journal.org:a.v1");
    assert_eq!(identifier("a.toml", "id = \"old/7\""), "oai:journal.org:old/7");
    assert_eq!(identifier("a.toml", "identifier = \"oai:old.org:7\""), "oai:old.org:7");
    let both = read("a.toml", &format!("id = \"7\"\nidentifier = \"oai:old.org:7\"\n{TITLE}")).unwrap_err();
    assert!(both.starts_with("Error a.toml:1:6: write either `identifier`"), "{both}");
}

#[test]
fn sets_are_those_of_the_file_and_of_the_repository_in_minimal_form() {
    let sets = |text: &str| {
        let item = taken("a.toml", &format!("{text}\n{TITLE}"));
        item.sets.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(sets(""), ["jiss"]);
    assert_eq!(sets("sets = [\"other\", \"jiss:2022:05\", \"jiss\"]"), ["jiss:2022:05", "other"]);
    assert_eq!(sets("sets = [\"jiss:2022\"]"), ["jiss:2022"], "a node between declared ones");
    let undeclared = read("a.toml", &format!("sets = [\"jiss\",\n  \"othr\"]\n{TITLE}")).unwrap_err();
    assert!(
        undeclared.starts_with("Error a.toml:2:3: the set `othr` is not declared; did you mean `other`?"),
        "{undeclared}"
    );
    let illegal = read("a.toml", &format!("sets = [\"a b\"]\n{TITLE}")).unwrap_err();
    assert!(illegal.starts_with("Error a.toml:1:9: `a b` is not a setSpec"), "{illegal}");
}

#[test]
fn rights_are_those_of_the_file_and_of_the_repository() {
    let item = taken("a.toml", &format!("rights = [\"https://a.org/terms\"]\n{TITLE}"));
    assert_eq!(item.rights, ["https://a.org/terms", "https://creativecommons.org/publicdomain/zero/1.0/"]);
    assert!(
        read("a.toml", &format!("rights = [\"CC0\"]\n{TITLE}"))
            .unwrap_err()
            .starts_with("Error a.toml:1:11: `CC0` is not a web address")
    );
}

#[test]
fn all_problems_of_a_file_are_reported_each_at_its_position() {
    let text = r#"titel = "x"
issue = 5
published = 2022-05-01
doi = "https://doi.org/10.1000"
langauge = ["zh"]
language = ["zh", "en_US"]

[journal]
issn = ["2049-3631"]
publisher = { text = "P" }

[[title]]
lang = "en"
text = ""

[[author]]
family = "Wang"
orcid = "0000-0002-1825-0098"
role = "editr"

[[author]]

[[keywords]]
words = ["a", 3, ""]

[[abstract]]
lang = "en"

[pages]
last = "7"
"#;
    insta::assert_snapshot!(read("2022/a.toml", text).unwrap_err());
}

#[test]
fn what_is_not_toml_has_a_place() {
    let problems = read("a.toml", "[[title]]\nlang = en\ntext = \"国际\"x\n").unwrap_err();
    assert!(problems.contains("a.toml:2:8: this is not TOML"), "{problems}");
    let not_utf8 = record_file::read(Path::new("a.toml"), b"issue = \"\xE9\"", &identity()).unwrap_err();
    assert_eq!(
        lines(&not_utf8),
        "Error a.toml:1:10: the text is in an unknown encoding, not in UTF-8; save the file as UTF-8 [encoding]\n"
    );
    let utf16 = record_file::read(Path::new("a.toml"), b"\xFF\xFEi\0", &identity()).unwrap_err();
    assert!(lines(&utf16).contains("the text is in UTF-16"));
}

/// What editors do first, and what they are told to do instead.
#[test]
fn the_mistakes_of_the_first_hour_have_their_own_remedies() {
    for (text, problem) in [
        ("[[title]]\ntext = \"T\"\nsets = [\"jiss\"]\n", "3:1: `sets` belongs at the top of the file"),
        ("[[title]]\ntext = \"T\"\nkeywords = [\"a\"]\n", "3:1: `keywords` belongs at the top of the file"),
        (
            "[[title]]\ntext = \"T\"\nisue = \"5\"\n",
            "3:1: there is no field `isue` here: there are `lang`, `text`",
        ),
        (
            "pages = \"130-145\"\n[[title]]\ntext = \"T\"\n",
            "1:9: `pages` has fields of its own; write them under a heading [pages]",
        ),
        (
            "author = [\"Wang\"]\n[[title]]\ntext = \"T\"\n",
            "1:11: `author` has fields of its own; write [[author]] for each person",
        ),
        ("[[title]]\ntext = \"[T]\"\ndevised = \"yes\"\n", "3:11: `devised` is true or false"),
        (
            "[[title]]\ntext = “T”\n",
            "2:8: this is not TOML: these are other quotes; write texts in straight quotes: text = \"T\" [toml-quotes]",
        ),
        (
            "issue = \"5\"\nissue = \"6\"\n",
            "2:1: this is not TOML: this field occurs above already; remove one",
        ),
        ("[[title]]\ntext = \"C:\\section\"\n", "write a backslash in a text twice"),
        ("[[title]]\ntext = \"He said \"no\"\"\n", "a quote within a text as \\\""),
        ("[[title]]\ntext = \"T\n", "close the text"),
        ("[[title]]\ntext = \"T\"\n[[auth", "not saved completely"),
        ("[[title]]\ntext = \"T\u{1}\"\n", "an invisible control character"),
        ("file = [\"C:\\Users\\x.pdf\"]\n", "write a backslash in a text twice"),
        ("pages = { first = \"1\" last = \"2\" }\n", "1:23: this is not TOML: missing comma"),
        ("pages = { first = \"1\" last = \"2\" }\n", "; put a comma between the two"),
        ("issue: \"5\"\n", "a field has a name, an equals sign and a value"),
        (
            "issue ＝ \"5\"\n",
            "1:7: this is not TOML: this is a full-width character; type the ordinary one: = , [ ] { }, as in issue = \"5\"",
        ),
        ("[[title]]\ntext = \"T\"\ndevised = True\n", "write true or false in lower case"),
        (
            "[[author.variant]]\nfamily = \"X\"\n[[author]]\nfamily = \"Y\"\n",
            "3:3: this is not TOML: this heading occurs above already",
        ),
        (
            "language = \"zh\"\n",
            "1:12: `language` is a list of texts; put it in brackets: language = [\"zh\"]",
        ),
        (
            "[journal]\neissn = \"1234-5679\"\n",
            "2:1: there is no field `eissn` here; it is called `electronic_issn`",
        ),
        (
            "[[journal]]\nplace = \"X\"\n",
            "1:1: there is only one `journal`; write it in single brackets: [journal]",
        ),
        ("[[pages]]\nfirst = \"1\"\nlast = \"9\"\n", "pages = { first = \"130\", last = \"145\" }"),
        ("[[license]]\nurl = \"https://a.org\"\n", "write it in single brackets: [license]"),
        ("title = \"T\"\n", "write [[title]], and on the next line text = \"T\""),
        ("title = [\"T\"]\n", "write [[title]], and on the next line text = \"T\""),
        ("[journal]\ntitle = \"J\"\n", "write [[journal.title]], and on the next line text = \"J\""),
        (
            "[[author]]\nname = \"A\"\naffiliation = \"Fudan\"\n",
            "write [[author.affiliation]], and on the next line institution = \"Fudan\"",
        ),
        (
            "author = \"Wang Lei\"\n",
            "write [[author]] for each person, and on the next line name = \"Wang Lei\"",
        ),
        ("[[keywords]]\nwords = \"norms, security\"\n", "words = [\"norms\", \"security\"]"),
        ("published = 2022/09/15\n", "write the date in quotes: \"2022-09-15\""),
        ("published = \"2022年9月15日\"\n", "write 2022-09-15"),
        ("[[title]]\nlang = \"zh_CN\"\ntext = \"T\"\n", "write zh-CN"),
        ("[journal]\nissn = [\"20493630\"]\n", "write 2049-3630"),
        (
            "[[affiliation]]\ncity = \"Paris\"\n",
            "1:3: an affiliation belongs to an author; write [[author.affiliation]]",
        ),
    ] {
        let told = read("a.toml", text).unwrap_err();
        assert!(told.contains(problem), "{text}: {told}");
    }
    let role = format!("{TITLE}[[author]]\nname = \"N\"\nrole = \"editor\"\n");
    assert!(read("a.toml", &role).unwrap().1.starts_with("Warning a.toml:3:1: `role` is for contributors"));
}

/// What follows from a mistake that is told already is not told.
#[test]
fn one_mistake_is_reported_once() {
    for text in
        ["title = [\"T\"]\n", "issue: \"5\"\n", "file = [\"C:\\Users\\x.pdf\"]\n[[title]]\ntext = \"T\"\n"]
    {
        let told = read("a.toml", text).unwrap_err();
        assert_eq!(told.lines().count(), 1, "{text}: {told}");
    }
    let unlike = read("a.toml", &format!("qqqq = 1\n{TITLE}")).unwrap_err();
    assert_eq!(unlike.matches("`keywords`").count(), 1, "each field is named once: {unlike}");
    let element = read("a.xml", &format!("{DC}>\n<dc:titel>T</dc:titel></oai_dc:dc>")).unwrap_err();
    assert!(element.lines().count() == 1 && element.contains(":2:1: `titel`"), "{element}");
    let empty = read("a.xml", &format!("{DC}>\n<dc:title/></oai_dc:dc>")).unwrap_err();
    assert!(empty.contains("Error a.xml:1:1: the record has no element with a value"), "{empty}");
}

#[test]
fn columns_count_characters_behind_a_byte_order_mark_too() {
    let problems =
        read("a.toml", "\u{feff}issue = \"五\" # é\ntype = [\"类型\", \"\"]\n[[title]]\ntext = \"T\"\n")
            .unwrap_err();
    assert!(problems.starts_with("Error a.toml:2:15: this is empty"), "{problems}");
}

#[test]
fn an_article_needs_a_title_and_a_devised_one_stands_in_brackets() {
    let none = read("a.toml", "issue = \"5\"\n").unwrap_err();
    assert!(none.contains("devised = true"), "{none}");
    assert!(read("a.toml", "[[title]]\ntext = \"[On x]\"\ndevised = true\n").unwrap().1.is_empty());
    let naked = read("a.toml", "[[title]]\ntext = \"On x\"\ndevised = true\n").unwrap_err();
    assert!(naked.contains("square brackets"), "{naked}");
    let unmarked = read("a.toml", "[[title]]\ntext = \"[On x]\"\n").unwrap().1;
    assert!(
        unmarked.starts_with("Warning a.toml:1:1: ") && unmarked.contains("add devised = true"),
        "{unmarked}"
    );
}

#[test]
fn control_characters_are_left_out_with_a_warning() {
    let (item, warnings) = read("a.toml", "[[title]]\ntext = \"a\\u0003b\"\n").unwrap();
    let Content::Article(article) = item.content else { panic!("no article") };
    assert_eq!(article.titles[0].text, "ab");
    assert!(warnings.starts_with("Warning a.toml:2:8: 1 control character(s)"), "{warnings}");
}

#[test]
fn a_doi_is_kept_without_its_url() {
    let Content::Article(article) =
        taken("a.toml", &format!("doi = \"https://doi.org/10.1000/A\"\n{TITLE}")).content
    else {
        panic!("no article")
    };
    assert_eq!(article.doi.as_ref().map(windrow::model::Doi::as_str), Some("10.1000/A"));
}

#[test]
fn a_file_of_another_kind_is_recognised() {
    assert!(read("a.yaml", "").unwrap_err().contains("ends in .toml or .xml"));
}

const DC: &str = r#"<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance""#;

#[test]
fn dublin_core_is_taken_as_it_is() {
    let text = format!(
        "<?xml version=\"1.0\"?>\n<!-- a comment -->\n{DC}>\n<dc:subject xml:lang=\"zh-Hans\">网络 &amp; 安全</dc:subject>\n\
         <dc:title> two  spaces\nand a line</dc:title><dc:subject>b</dc:subject><dc:date><![CDATA[<2022>]]></dc:date></oai_dc:dc>"
    );
    let item = taken("x/1.xml", &text);
    assert_eq!(item.identifier.as_str(), "oai:journal.org:x/1");
    assert_eq!(item.sets.iter().map(ToString::to_string).collect::<Vec<_>>(), ["jiss"]);
    let Content::Dc(dc) = item.content else { panic!("no Dublin Core") };
    let elements: Vec<_> = dc
        .elements
        .iter()
        .map(|element| {
            (&*element.element, element.lang.as_ref().map(|lang| lang.as_str()), element.value.as_str())
        })
        .collect();
    assert_eq!(
        elements,
        [
            ("subject", Some("zh-Hans"), "网络 & 安全"),
            ("title", None, " two  spaces\nand a line"),
            ("subject", None, "b"),
            ("date", None, "<2022>"),
        ]
    );
}

#[test]
fn what_dublin_core_has_no_place_for_is_reported() {
    let text = format!(
        "{DC} xml:lang=\"de\">\n<dc:date xsi:type=\"dcterms:W3CDTF\">2022</dc:date>\n<dc:title xml:lang=\"en_US\">a<i>b</i>&#x3;</dc:title>\n\
         <dc:creator/>\n<dc:subject xml:lang=\"\">c</dc:subject>loose</oai_dc:dc>"
    );
    let (item, warnings) = read("a.xml", &text).unwrap();
    insta::assert_snapshot!(warnings);
    let Content::Dc(dc) = item.content else { panic!("no Dublin Core") };
    let langs: Vec<_> =
        dc.elements.iter().map(|element| element.lang.as_ref().map(ToString::to_string)).collect();
    assert_eq!(langs, [Some("de".to_owned()), Some("en-US".to_owned()), None], "inherited, own, taken back");
}

#[test]
fn an_element_that_is_not_one_of_the_fifteen_is_an_error() {
    let text = format!(
        "{DC}>\n<dc:title>a</dc:title>\n<dc:titel>b</dc:titel><dc:abstract>c</dc:abstract></oai_dc:dc>"
    );
    let problems = read("a.xml", &text).unwrap_err();
    assert!(problems.starts_with("Error a.xml:3:1: `titel` is not one of the fifteen elements of Dublin Core: did you mean `title`?"), "{problems}");
    assert!(
        problems.contains("`abstract` is not one of the fifteen elements of Dublin Core: there are `title`"),
        "{problems}"
    );
}

#[test]
fn a_file_that_is_not_a_dublin_core_document_is_refused() {
    for (text, message) in [
        ("<a/>", "not a Dublin Core record, but `a`"),
        ("", "the file is empty"),
        ("<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'/>", "load it with `windrow load`"),
        ("<!DOCTYPE html><html><hr></html>", "an HTML page"),
        (
            &format!("{DC}><dc:title>a</dc:title></oai_dc:dc>").replace("2.0/oai_dc/", "2.0/OAI_DC/"),
            "correct the namespace",
        ),
        (
            &format!("{DC}><dc:title>a</dc:title></oai_dc:dc>").replace("elements/1.1/", "elements/1.1"),
            "correct the namespace",
        ),
        ("<oai_dc:dc>", "not declared"),
        (&format!("{DC}/>"), "no element with a value"),
        (&format!("{DC}><dc:title>a</dc:title></oai_dc:dc>{DC}/>"), "a second record"),
        (&format!("{DC}><dc:title>a</dc:titel></oai_dc:dc>"), "is expected"),
    ] {
        let problems = record_file::read(Path::new("a.xml"), text.as_bytes(), &identity()).unwrap_err();
        assert!(
            problems
                .iter()
                .any(|problem| problem.severity == Severity::Error && problem.message.contains(message)),
            "{}",
            lines(&problems)
        );
    }
}

#[test]
fn mistakes_in_short_forms_and_tables_are_reported_at_their_position() {
    let text = r#"license = 4.0
file = ["https://a.org/1.pdf", "a.pdf", { url = "https://a.org/2", media = "x/y" }, { media_type = "text/html" }, 5]
reference = ["Finnemore", { txt = "Nye" }, 7, {}, { isbn = "978-3-16-148410-1" }]
relation = ["10.1000/1", { kind = "preprnt", doi = "10.1000/2" }, { doi = "1" }, { kind = "data" }]
language = "zh"
type = "article"
access = "closed"
version = "final"
embargo_end = 2022-01-01
copyright = "Copyright"

[journal]
publisher = ["The Press"]
print_issn = "2049-3631"
cn = "1"

[[title]]
text = "T"

[[author]]
family = "Wang"
order = "family first"
corresponding = "yes"

[[author.affiliation]]
ror = "https://ror.org/013q1eq09"

[[author.affiliation]]

[[author.variant]]
familly = "王"

[[contributor]]
name = { family = "Wang" }

[[funding]]
award = 7

[[funding]]
award = "7"

[[classification]]
scheme = "CLC"
code = "D8"

[[other_identifier]]
scheme = "isbn"
value = "978-3-16-148410-1"
"#;
    insta::assert_snapshot!(read("a.toml", text).unwrap_err());
    let text =
        format!("license = {{ uri = \"https://a.org\", spdx = 4 }}\nreference = \"Finnemore\"\n{TITLE}");
    insta::assert_snapshot!(read("a.toml", &text).unwrap_err());
}

/// Told, and served all the same: what readers would stumble on.
#[test]
fn warnings_say_what_readers_would_stumble_on() {
    let text = r#"volume = "Vol. 40"
issue = "第5期"
pages = { first = "130", last = "45" }
received = "2022-05"
published = "2021"
access = "restricted"
license = "CC-BY-4.0"
language = ["cn"]
doi = "10.1000/182"
url = "https://doi.org/10.1000/182"
other_identifier = [{ scheme = "cnki", value = "10.1000/1" }, { scheme = "pmid", value = "PMID 1" }]

[[title]]
lang = "cn"
text = "On <i>E. coli"

[[author]]
family = "XU"
given = "Nengwu"

[[author]]
name = "LONG Kun"

[[author]]
name = "Fudan University"

[[contributor]]
name = "M&uuml;ller"
corresponding = true
orcid_authenticated = true

[[abstract]]
lang = "en"
text = "【Abstract】R&amp;D and more. Key words: a; b"

[[keywords]]
lang = "zh"
words = ["关键词：网络；安全", "Arendt, Hannah", "国际规范"]
"#;
    insta::assert_snapshot!(read("a.toml", text).unwrap().1);
}

#[test]
fn a_year_in_the_future_is_not_a_mistake() {
    taken(
        "a.toml",
        &format!("published = \"2098-12-31\"\nembargo_end = \"2099-01-01\"\naccess = \"embargoed\"\n{TITLE}"),
    );
}

#[test]
fn remains_of_conversions_in_dublin_core_are_reported_at_their_element() {
    let file = |value: &str| {
        format!(
            "<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n\
             <dc:title>T</dc:title>\n<dc:description>{value}</dc:description></oai_dc:dc>"
        )
    };
    for (value, code) in [
        ("Lâ€™espoir", "wrong-encoding"),
        ("inter\u{AD}national", "invisible-character"),
        ("a\u{E000}b", "private-character"),
        ("Universit\u{FFFD}t", "lost-character"),
    ] {
        let (_, warnings) = read("a.xml", &file(value)).unwrap();
        assert!(
            warnings.starts_with("Warning a.xml:3:17: ") && warnings.contains(code),
            "{value}: {warnings}"
        );
    }
    assert_eq!(read("a.xml", &file("L’espoir, 国际安全")).unwrap().1, "");
}
