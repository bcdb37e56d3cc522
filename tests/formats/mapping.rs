//! Mappings: what a template makes of an article, and what it cannot make.

use proptest::prelude::*;
use windrow::formats::Source;
use windrow::formats::mapping::Mapping;
use windrow::import::record_file;
use windrow::model::{Article, Content, Identity, OwnFormat};
use windrow::xml::{Event, Limits, Reader};

use crate::item;
use crate::properties::article;

fn mapping(template: &str) -> Mapping {
    compile(template).unwrap_or_else(|fault| panic!("{fault:?}"))
}

fn compile(template: &str) -> Result<Mapping, windrow::formats::mapping::Fault> {
    Mapping::compile(&OwnFormat {
        prefix: "toc".parse().unwrap(),
        schema: "https://journal.org/toc.xsd".parse().unwrap(),
        namespace: "urn:toc".to_owned(),
        template: Some(template.to_owned()),
    })
}

const RECORD: &str = r#"
id = "p1"
sets = ["jiss"]
doi = "10.1000/182"
language = ["zh-Hans"]
published = "2022-09"
license = "CC-BY-4.0"
pages = { first = "130" }

[[title]]
lang = "en"
text = "<i>E. coli</i> <b>&amp;</b> H<sub>2</sub>O"

[[author]]
family = "王"
given = "磊"
orcid = "0000-0002-1825-0097"
variant = [{ family = "Wang", given = "Lei", lang = "en" }]
affiliation = [{ institution = "\"A\" & 'B' <University>", ror = "https://ror.org/013q1eq08" }]

[[author]]
name = "A Society"

[[abstract]]
text = "One\n\ntwo]]>"

[[keywords]]
words = ["a < b", "c"]
"#;

fn record(text: &str) -> windrow::model::Item {
    let mut identity =
        Identity::new("N".to_owned(), "journal.org".parse().unwrap(), vec!["a@journal.org".to_owned()]);
    identity.sets = vec![windrow::model::SetDescription {
        spec: "jiss".parse().unwrap(),
        name: "J".to_owned(),
        descriptions: Vec::new(),
    }];
    record_file::read(std::path::Path::new("a.toml"), text.as_bytes(), &identity).unwrap().0
}

/// What stands in the root element that the template writes for the record.
fn inside(template: &str) -> Result<String, Vec<String>> {
    let item = record(RECORD);
    let document = mapping(&format!("<r xmlns=\"urn:toc\">{template}</r>"))
        .document(&Source::of(&item))
        .map_err(crate::english)?;
    let xml = document.to_xml();
    let (_, inside) = xml.split_once('>').unwrap();
    Ok(inside.strip_suffix("</r>").unwrap_or(inside).to_owned())
}

#[test]
fn the_root_names_its_schema() {
    let document = |template: &str| {
        let item = record(RECORD);
        mapping(template).document(&Source::of(&item)).unwrap().to_xml()
    };
    assert_eq!(
        document("<?xml version=\"1.0\"?>\n<!-- x -->\n<r xmlns='urn:toc'>{{ doi }}</r>\n"),
        "<r xmlns=\"urn:toc\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"urn:toc https://journal.org/toc.xsd\">10.1000/182</r>"
    );
    let own = "<t:r xmlns:t=\"urn:toc\" xmlns:s=\"http://www.w3.org/2001/XMLSchema-instance\" s:schemaLocation=\"urn:toc x.xsd\">y</t:r>";
    assert_eq!(document(own), own);
}

#[test]
fn a_template_names_what_a_record_file_names() {
    for (template, expected) in [
        ("{{ identifier }} {{ sets | join(' ') }}", "oai:journal.org:p1 jiss"),
        ("{{ doi }} {{ doi | doi_url }}", "10.1000/182 https://doi.org/10.1000/182"),
        ("{{ language[0] | iso639_2b }} {{ language[0] | iso639_3 }}", "chi zho"),
        ("{{ published }} {{ published | year }}", "2022-09 2022"),
        ("{{ license | license_url }}", "https://creativecommons.org/licenses/by/4.0/"),
        (
            "{{ author[0] | inverted }}; {{ author[0] | latin | inverted }}; {{ author[1] | latin | inverted }}",
            "王磊; Wang, Lei; A Society",
        ),
        ("{{ author[0] | latin | displayed }}", "Lei Wang"),
        ("{{ author | map('inverted') | join('; ') }}", "王磊; A Society"),
        ("{{ author[0].orcid | orcid_url }}", "https://orcid.org/0000-0002-1825-0097"),
        ("{{ author[0].affiliation[0].ror | ror_url }}", "https://ror.org/013q1eq08"),
        ("{{ volume | default('none') }}{{ journal.title[0].text }}", "none"),
        (
            "{% for k in keywords %}{% for w in k.words %}<k>{{ w }}</k>{% endfor %}{% endfor %}",
            "<k>a &lt; b</k><k>c</k>",
        ),
    ] {
        assert_eq!(inside(template).unwrap(), expected, "{template}");
    }
}

#[test]
fn texts_are_escaped_wherever_they_stand() {
    for (template, expected) in [
        (
            "<a b='{{ author[0].affiliation[0].institution }}'/>",
            "<a b=\"&quot;A&quot; &amp; 'B' &lt;University&gt;\"/>",
        ),
        ("<a>{{ author[0].affiliation[0].institution }}</a>", "<a>\"A\" &amp; 'B' &lt;University&gt;</a>"),
        ("<a>{{ abstract[0].text }}</a>", "<a>One\n\ntwo]]&gt;</a>"),
        ("<a>{% autoescape false %}{{ keywords[0].words[0] }}{% endautoescape %}</a>", "<a>a &lt; b</a>"),
        ("<a>{{ keywords[0].words[0] | e }}</a>", "<a>a &lt; b</a>"),
        ("{% set x %}<a>{{ keywords[0].words[0] }}</a>{% endset %}{{ x }}", "<a>a &lt; b</a>"),
    ] {
        assert_eq!(inside(template).unwrap(), expected, "{template}");
    }
}

#[test]
fn markup_is_plain_text_unless_it_has_a_home() {
    for (template, expected) in [
        ("{{ title[0].text }}", "E. coli &amp; H2O"),
        ("{{ title[0].text | plain | upper }}", "E. COLI &amp; H2O"),
        ("{{ title[0].text | markup(italic='i', bold='b') }}", "<i>E. coli</i> <b>&amp;</b> H2O"),
        ("{{ title[0].text | markup }}", "E. coli &amp; H2O"),
        ("<a>{{ '<i>a</i> <b>b</b>' | markup(italic='i', bold='b') }}</a>", "<a><i>a</i> <b>b</b></a>"),
        ("<a>{{ '<p>a</p><p>b<br/>c</p>' | markup(paragraph='p') }}</a>", "<a><p>a</p><p>b\nc</p></a>"),
        ("{{ keywords[0].words[0] | markup(italic='i') }}", "a &lt; b"),
    ] {
        assert_eq!(inside(template).unwrap(), expected, "{template}");
    }
    assert!(
        inside("{{ '<i>x</i>' | markup(italic='1') }}").unwrap_err()[0]
            .contains("`1` is not a name for an element")
    );
    assert!(inside("{{ '<i>x</i>' | markup(italics='i') }}").unwrap_err()[0].contains("italics"));
}

#[test]
fn nothing_empty_is_written_and_white_space_is_that_of_the_values() {
    for (template, expected) in [
        ("\n  <a>\n    {{ doi }}\n  </a>\n  <b>x\n   y</b>\n", "<a>10.1000/182</a><b>x y</b>"),
        ("x<a></a><b lang=\"en\">{{ volume }}</b><c><d> </d></c><e/><f>{{ pages.last }}</f>", "x"),
        ("<a href=\"{{ doi }}\"/><b href=\"{{ volume }}\"/>", "<a href=\"10.1000/182\"/>"),
        ("<a b=\"{{ volume }}\" c=\" \">x</a>", "<a>x</a>"),
        ("<a><i>x</i>\n<b>y</b></a>", "<a><i>x</i><b>y</b></a>"),
        ("<a>x <i>{{ volume }}</i> y</a>", "<a>x y</a>"),
        ("<a>&#32;</a>x", "x"),
        ("<a><!-- /></a> --></a>x", "x"),
    ] {
        assert_eq!(inside(template).unwrap_or_else(|reasons| panic!("{reasons:?}")), expected, "{template}");
    }
}

#[test]
fn all_reasons_why_there_is_no_record_are_reported() {
    let template = "{{ volume | required('no volume; add `volume`') }}{{ doi | required('no DOI') }}\
                    {% for a in author %}{% if not a.orcid %}{{ refuse('an author without ORCID iD') }}{% endif %}{% endfor %}\
                    {{ volume | required('no volume; add `volume`') }}";
    assert_eq!(inside(template).unwrap_err(), ["no volume; add `volume`", "an author without ORCID iD"]);
    assert_eq!(inside("{{ doi | required('no DOI') }}").unwrap(), "10.1000/182");
}

#[test]
fn a_template_that_fails_makes_no_record_and_gives_the_reason() {
    for (template, reason) in [
        ("\n{{ author | inverted }}", "its mapping stopped at line 2 of its template: "),
        ("{{ author }}", "a sequence is not a text; write one of its fields"),
        ("{{ doi | nonsense }}", "filter nonsense is unknown"),
        ("{{ nonsense() }}", "nonsense is unknown"),
        ("{{ doi | iso639_2b }}", "the filter does not accept `10.1000/182`"),
        (
            "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}",
            "it does too much work for one record",
        ),
        (
            "{% set ns = namespace(x='a') %}{% for i in range(40) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}{{ ns.x }}",
            "it does too much work for one record",
        ),
        ("{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}", "recursion"),
        ("", "it makes an empty element"),
        ("{{ volume }}", "it makes an empty element"),
        ("<a>", "`</r>` is wrong here: `</a>` is expected"),
        ("&nbsp;", "not an entity of XML"),
        ("{{ '<a>' | safe }}", "its output is not XML"),
        ("<{{ title[0].text }}/>", "its output is not XML"),
        ("<{{ author[0].family }} x='1'/><1/>", "`1` is not a name"),
        ("<a xmlns:b=\"urn:b\">x</a>", "`a` declares a namespace; declare it on the root element"),
        ("</r><r xmlns=\"urn:toc\">x", "a second root element"),
    ] {
        let reasons = inside(template).unwrap_err();
        assert!(reasons.len() == 1 && reasons[0].contains(reason), "{template}: {reasons:?}");
    }
}

#[test]
fn a_template_that_could_run_without_end_is_refused_with_its_line() {
    let grows = |growth: &str| {
        format!(
            "{{% set ns = namespace(x=[1]) %}}\n{{% for i in range(60) %}}{growth}{{% endfor %}}{{{{ ns.x|string }}}}"
        )
    };
    for template in [
        grows("{% set ns.x = ns.x + ns.x %}"),
        grows("{% set ns.x = [ns.x, ns.x] %}"),
        grows("{% set ns.x = {'a': ns.x, 'b': ns.x} %}"),
        "\n{{ [doi] * 999999999 }}".to_owned(),
        format!("\n{{{{ 1{} }}}}", " + 1".repeat(3_000)),
    ] {
        let fault = compile(&template).err().unwrap_or_else(|| panic!("{template:.90}"));
        assert_eq!(fault.line, Some(2), "{template:.90}");
    }
    for filter in ["batch(2)", "slice(2)", "zip(title)", "groupby('lang')", "dictsort", "pprint"] {
        let fault = inside(&format!("{{{{ title | {filter} }}}}")).unwrap_err();
        assert!(fault[0].contains("is unknown"), "{filter}: {fault:?}");
    }
    let longest = format!("<a>{{{{ 1{} }}}}</a>", " + 1".repeat(1_990));
    assert_eq!(inside(&longest).unwrap(), "<a>1991</a>", "what is accepted does not overflow the stack");
}

#[test]
fn the_root_is_of_the_formats_namespace_and_everything_in_some() {
    let item = record(RECORD);
    for (template, reason) in [
        ("", "it makes no element"),
        ("x", "text outside of the root element"),
        ("<r>x</r>", "`r` has no namespace"),
        (
            "<r xmlns=\"urn:other\">x</r>",
            "the root element `r` is in the namespace `urn:other`, but the format's is `urn:toc`",
        ),
        ("<t:r xmlns:t=\"urn:toc\"><a>x</a></t:r>", "`a` has no namespace"),
        ("<t:r xmlns:t=\"urn:toc\" xmlns:xml=\"urn:x\">x</t:r>", "cannot be declared"),
        (
            "<t:r xmlns:t=\"urn:toc\" xmlns:u=\"urn:toc\" t:a=\"1\" u:a=\"2\">x</t:r>",
            "has the attribute `t:a` twice",
        ),
    ] {
        let reasons = mapping(template).document(&Source::of(&item)).map_err(crate::english).unwrap_err();
        assert!(reasons[0].contains(reason), "{template}: {reasons:?}");
    }
    let none = mapping("<t:r xmlns:t=\"urn:toc\" xmlns=\"\"><a>x</a></t:r>");
    assert!(none.document(&Source::of(&item)).unwrap().to_xml().ends_with("<a>x</a></t:r>"));
}

#[test]
fn a_template_that_cannot_be_read_is_reported_with_its_line() {
    let fault = compile("<r>\n{% for x in %}</r>").err().unwrap();
    assert_eq!(fault.line, Some(2));
    assert!(fault.message.en.starts_with("syntax error"), "{}", fault.message);
    let strangers = mapping(
        "{% set a = 1 %}{{ titel }}{{ a }}{{ doi }}{{ nothing.x }}{% for t in title %}{{ loop.index }}{{ t }}{% endfor %}\
         {% macro m(x) %}{{ x }}{% endmacro %}{{ m(1) }}{{ range(2) }}{{ refuse('x') }}{{ sets }}",
    )
    .strangers();
    assert_eq!(strangers, ["nothing", "titel"]);
}

#[test]
fn what_is_known_as_dublin_core_only_has_no_article_to_map() {
    let item = item(Content::Dc(windrow::model::DublinCore::default()));
    let reasons = mapping("<r xmlns=\"urn:toc\">x</r>")
        .document(&Source::of(&item))
        .map_err(crate::english)
        .unwrap_err();
    assert!(reasons[0].contains("only as unqualified Dublin Core"), "{reasons:?}");
}

/// A template that puts every text somewhere, some of them where they do not belong.
const EVERYWHERE: &str = r#"<t:r xmlns:t="urn:toc" a="{{ volume }}" b='{{ issue }}'>
{% for t in title %}<t:title xml:lang="{{ t.lang }}" s='{{ t.subtitle }}'>{{ t.text | markup(italic="t:i", bold="t:b", paragraph="t:p") }}</t:title>{% endfor %}
{% for a in author %}<t:a n="{{ a | displayed }}">{{ a | inverted }} <t:l>{{ a | latin | inverted }}</t:l></t:a>{% endfor %}
{% for a in abstract %}<t:abstract>{{ a.text }}{{ a.text | plain }}</t:abstract>{% endfor %}
{% for k in keywords %}<t:k>{{ k.words | join("; ") }}</t:k>{% for w in k.words %}<t:k w="{{ w }}"/>{% endfor %}{% endfor %}
{% for n in note %}<t:n>{{ n.text | safe }}</t:n>{% endfor %}
<t:{{ issue }}>{{ license | license_url }}</t:{{ issue }}>
</t:r>"#;

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn any_article_gives_a_well_formed_record_or_none(article in article()) {
        well_formed_or_refused(EVERYWHERE, article.clone());
        let orderly = EVERYWHERE.replace("t:{{ issue }}", "t:x").replace("| safe", "| plain");
        prop_assert!(well_formed_or_refused(&orderly, article));
    }
}

/// Whether there is a record, or nothing that could be in it. A record is well-formed to the letter, has no empty element, and is the same
/// when it is written again.
fn well_formed_or_refused(template: &str, article: Article) -> bool {
    let item = item(Content::Article(Box::new(article)));
    let mapping = mapping(template);
    let document = match mapping.document(&Source::of(&item)).map_err(crate::english) {
        Ok(document) => document,
        Err(reasons) => return reasons.iter().all(|reason| reason.contains("it makes an empty element")),
    };
    let xml = document.to_xml();
    let mut reader = Reader::new(xml.as_bytes(), Limits::default()).unwrap();
    let mut is_empty = false;
    loop {
        match reader.read().unwrap_or_else(|error| panic!("{error} in {xml}")) {
            Event::Eof => break,
            Event::Start(_) => is_empty = reader.attributes().is_empty(),
            Event::End => {
                assert!(!is_empty, "an empty element in {xml}");
                is_empty = false;
            }
            Event::Text(_) => is_empty = false,
        }
    }
    assert_eq!(reader.take_illegal(), None);
    windrow::xml::strictly(&xml).unwrap_or_else(|error| panic!("{error} in {xml}"));
    assert_eq!(mapping.document(&Source::of(&item)).unwrap(), document);
    true
}
