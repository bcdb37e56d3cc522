//! Records and requests that try to break a page: nothing of them is markup, and nothing runs.

use crate::fixture::Fixture;

/// Texts that have broken pages elsewhere.
const TEXTS: [&str; 9] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</title></head><body onload=alert(1)>",
    "{{ 7*7 }}{% include 'x' %}",
    "</script><script>alert(1)</script><!--",
    "javascript:alert(1)",
    "]]> & &amp; &#x3c;b&#x3e; \u{3}\u{b}\u{7f}\u{85}\u{fffe}",
    "<math><mtext></p><style>*{display:none}</style></math><i>x",
];

fn article(number: usize, text: &str) -> String {
    let text = serde_json::to_string(text).unwrap();
    let said = format!(r#"[{{"lang":"en","text":{text}}},{{"text":{text}}}]"#);
    format!(
        r#"{{"identifier":"oai:example.org:{number}","sets":["s"],"article":{{"title":[{{"text":"T"}},{{"text":{text},"subtitle":{text}}}],
        "author":[{{"name":{text},"affiliation":[{{"institution":{text},"city":{text}}}],"role_printed":{text}}},{{"family":{text},"given":{text}}}],
        "abstract":{said},"keywords":[{{"words":[{text}]}}],"note":{said},"section":{said},"issue_title":{said},
        "journal":{{"title":{said},"publisher":{said},"place":{text}}},"volume":{text},"issue":{text},
        "pages":{{"first":{text},"last":{text},"printed":{text}}},"article_number":{text},"published":"2022","type":[{text}],
        "license":{text},"copyright":{said},"copyright_holder":{said},"funding":[{{"funder":{text},"award":{text}}}],
        "classification":[{{"scheme":"clc","code":{text},"label":{said}}}],"other_identifier":[{{"scheme":"publisher","value":{text}}}],
        "reference":[{text}],"relation":[{{"text":{text}}}]}}}}"#
    )
}

fn hostile() -> Fixture {
    let fixture = Fixture::with(|plan| {
        let texts = TEXTS.join(" ");
        plan.identity.name = texts.clone();
        plan.identity.descriptions = vec![windrow::model::Text { lang: None, text: texts.clone() }];
        plan.identity.admin_emails = vec!["\"><script>@example.org".to_owned()];
        plan.identity.sets = vec![windrow::model::SetDescription {
            spec: "s".parse().unwrap(),
            name: texts.clone(),
            descriptions: vec![windrow::model::Text { lang: None, text: texts }],
        }];
    });
    let items: Vec<String> = TEXTS.iter().enumerate().map(|(number, text)| article(number, text)).collect();
    fixture.put(&items.iter().map(String::as_str).collect::<Vec<_>>());
    let dublin_core = TEXTS.iter().flat_map(|text| {
        ["title", "creator", "identifier", "description", "date"].map(|name| {
            let text = serde_json::to_string(text).unwrap();
            format!(r#"{{"element":"{name}","value":{text}}}"#)
        })
    });
    let dublin_core: Vec<String> = dublin_core.collect();
    fixture.put(&[&format!(r#"{{"identifier":"oai:example.org:dc","dc":[{}]}}"#, dublin_core.join(","))]);
    fixture
}

/// The reader of pages in these tests accepts only elements and attributes that pages have.
#[test]
fn no_text_of_a_record_is_markup_of_any_page() {
    let fixture = hostile();
    let paths = crate::crawl::crawl(&fixture, "/");
    assert!(paths.iter().filter(|path| path.starts_with("/articles/")).count() > TEXTS.len());
    for lang in ["en", "zh"] {
        for number in 0..TEXTS.len() {
            let (status, page) = fixture.page_in(&format!("/articles/{number}"), lang);
            assert_eq!(status, 200);
            for script in page.all("script") {
                serde_json::from_str::<serde_json::Value>(&script.text).unwrap();
            }
        }
    }
}

#[test]
fn templates_in_records_are_texts() {
    let fixture = hostile();
    let (_, page) = fixture.page("/articles/4");
    assert!(page.text.contains("{{ 7*7 }}") && !page.text.contains("49"));
}

#[test]
fn documents_for_programs_stay_what_they_are() {
    let fixture = hostile();
    for number in 0..TEXTS.len() {
        for (ending, is_json) in [
            ("json", true),
            ("jsonld", true),
            ("csl.json", true),
            ("linkset.json", true),
            ("bib", false),
            ("ris", false),
        ] {
            let reply = fixture.get(&format!("/articles/{number}.{ending}"), &[]);
            assert_eq!(reply.status, 200, "{number}.{ending}");
            assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
            assert!(
                !is_json || serde_json::from_str::<serde_json::Value>(reply.text()).is_ok(),
                "{number}.{ending}"
            );
        }
    }
    let feed = fixture.get("/feed.atom", &[]);
    assert!(!feed.text().contains("<script") && !feed.text().contains('\u{3}'));
}

#[test]
fn no_request_is_markup_of_a_page() {
    let fixture = Fixture::start();
    for target in [
        "/?lang=%3Cscript%3E",
        "/?a=%22%3E%3Cscript%3E&lang=zh",
        "/?\"><script>",
        "/issues?after=%22%3E%3Cscript%3E",
        "/issues?after=%FF",
        "/authors/%3Cscript%3E",
        "/sets/%22onload=x",
        "/articles/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/articles/x%00y",
        "/items/oai:x:%22%3E%3Cscript%3E",
        "/%3Cscript%3E/..%2f..%2fetc/passwd",
        "/assets/..%2f..%2fsecret",
        "/issues/%1f/%1f/%1f/%1f",
    ] {
        let (status, _) = fixture.page(target);
        assert!([200, 404].contains(&status), "{target}: {status}");
    }
    let reply =
        fixture.get("/", &[("Cookie", "lang=\"><script>"), ("Accept-Language", "<script>;q=1, \u{1}")]);
    assert!(!reply.text().contains("<script"));
}
