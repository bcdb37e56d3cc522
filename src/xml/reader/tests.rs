//! What the reader gives, and what it refuses.

use super::*;

/// The events as one line, or the error with its place.
fn read(bytes: &[u8]) -> Result<String, (usize, String)> {
    let fail = |error: XmlError| (error.offset, error.message.en);
    let mut reader = Reader::new(bytes, Limits::default()).map_err(fail)?;
    let mut out = String::new();
    loop {
        match reader.read().map_err(fail)? {
            Event::Start(name) => {
                out += &format!("<{{{}}}{}", name.namespace, name.local);
                for Attribute { name, value } in reader.attributes() {
                    out += &format!(" {{{}}}{}={value:?}", name.namespace, name.local);
                }
                out += ">";
            }
            Event::End => out += "</>",
            Event::Text(text) => out += &format!("{text:?}"),
            Event::Eof => break,
        }
    }
    if let Some(illegal) = reader.take_illegal() {
        out += &format!(" left out {} at {}", illegal.count, illegal.offset);
    }
    Ok(out)
}

#[test]
fn names_have_the_namespaces_that_are_in_scope() {
    let text = br#"<a xmlns="u:1" xmlns:p="u:2" x="1" p:y="2"><p:b xmlns:p="u:3" xml:lang="de"/><p:c xmlns=""><d/></p:c></a>"#;
    assert_eq!(
        read(text).unwrap(),
        r#"<{u:1}a {}x="1" {u:2}y="2"><{u:3}b {http://www.w3.org/XML/1998/namespace}lang="de"></><{u:2}c><{}d></></></>"#
    );
}

#[test]
fn texts_come_without_references_sections_and_carriage_returns() {
    let text = b"\xEF\xBB\xBF<?xml version='1.0' encoding='utf-8'?><!-- c --><a b='&lt;&#65;\n&quot;'>x &amp;&#x4E2D;\r\ny<![CDATA[<&]]><?p i?></a>\n";
    assert_eq!(read(text).unwrap(), "<{}a {}b=\"<A \\\"\">\"x \"\"&\"\"中\"\"\\ny\"\"<&\"</>");
}

#[test]
fn what_xml_cannot_hold_is_left_out_and_counted() {
    assert_eq!(
        read("<a>1\u{3}2\u{fffe}3&#x3;，</a>".as_bytes()).unwrap(),
        "<{}a>\"123\"\"，\"</> left out 3 at 4"
    );
    assert_eq!(read(b"<a b='1&#0;2'/>").unwrap(), "<{}a {}b=\"12\"></> left out 1 at 0");
}

#[test]
fn faults_have_a_place_and_a_remedy() {
    let deep = "<a>".repeat(65);
    let wide = format!("<a {}/>", (0..65).map(|at| format!("b{at}='' ")).collect::<String>());
    for (text, offset, message) in [
        ("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>".as_bytes(), 0, "remove it"),
        (b"<a>&nbsp;</a>", 3, "`&nbsp;` is not an entity of XML"),
        (b"<a>x & y</a>", 5, "write &amp;"),
        (b"<a b='<'/>", 1, "write &lt;"),
        (b"<a b='&c'/>", 1, "write &amp;"),
        (b"<a><b></a>", 6, "`</a>` is wrong here: `</b>` is expected"),
        (b"<a/></b>", 4, "no element is open"),
        (b"<a><b>x", 7, "the file ends before `</b>`"),
        (b"<a", 0, "breaks off"),
        (b"<p:a/>", 1, "xmlns:p="),
        (b"<a>\xE9</a>", 3, "save the file as UTF-8"),
        (b"<a>p < 0.05</a>", 5, "write &lt;"),
        (b"<a>x <y & z</a>", 6, "write &lt;"),
        (b"<a><!DOCTYPE b></a>", 3, "remove it"),
        (b"<a/>x", 4, "outside of the root"),
        (deep.as_bytes(), 192, "deeper than 64"),
        (wide.as_bytes(), 0, "more than 64 attributes"),
    ] {
        let (found, said) = read(text).unwrap_err();
        assert!(said.contains(message), "{said} for {message}");
        assert_eq!(found, offset, "{said}");
    }
    let limits = Limits { bytes: 3, ..Limits::default() };
    assert!(Reader::new(b"<a/>", limits).is_err());
}

#[test]
fn a_document_type_declaration_that_declares_nothing_is_passed_over() {
    for doctype in ["<!DOCTYPE a>", "<!DOCTYPE a PUBLIC \"-//x[\" 'http://a.org/[a].dtd'>"] {
        assert_eq!(read(format!("{doctype}<a/>").as_bytes()).unwrap(), "<{}a></>");
    }
}

/// Tags with a space before `=` or in an end tag are odd, and take the other way.
#[test]
fn plain_tags_are_read_as_odd_ones_are() {
    for (plain, odd) in [
        ("<a b='1' p:c=\"2>\" xmlns:p='u:p'>x</a>", "<a b ='1' p:c =\"2>\" xmlns:p ='u:p'>x</a >"),
        ("<a\n\tb='&lt;\n' xmlns='u:1'  /><!-- -->", "<a\n\tb ='&lt;\n' xmlns='u:1'/><!-- -->"),
        ("<é ü='·\u{1}'><é/></é>", "<é ü ='·\u{1}'><é></é ></é >"),
    ] {
        assert_eq!(read(plain.as_bytes()).unwrap(), read(odd.as_bytes()).unwrap());
    }
    for (text, offset) in
        [("<a b='1' b='2'/>", 1), ("<a b='1'", 0), ("<a b='1", 0), ("<a b=1/>", 1), ("<a><b></b c></a>", 6)]
    {
        assert_eq!(read(text.as_bytes()).unwrap_err().0, offset, "{text}");
    }
}
