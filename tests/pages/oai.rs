//! The endpoint in a browser; and that no harvester ever gets a page.

use crate::fixture::{BROWSER, DUBLIN_CORE, Fixture, SMALL, WHOLE};
use crate::html::Element;
use crate::http::Request;

/// What stock harvesters and libraries send, by their name: Accept, and what else they are known by. `None` is no header.
const HARVESTERS: [(&str, Option<&str>); 21] = [
    ("Sickle (requests)", Some("*/*")),
    ("pyoai (urllib)", None),
    ("oaiharvest (urllib)", Some("identity")),
    ("metha (Go net/http)", None),
    ("oai-pmh (Rust)", Some("application/xml, text/xml;q=0.9, */*;q=0.1")),
    ("VuFindHarvest (laminas-http)", Some("*/*")),
    ("Guzzle (PHP)", None),
    ("PHP streams", None),
    ("curl", Some("*/*")),
    ("wget", Some("*/*")),
    (
        "Java HttpURLConnection (jOAI, OCLC harvester2)",
        Some("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"),
    ),
    ("Apache HttpClient (DSpace, xoai)", None),
    (
        "Spring RestTemplate",
        Some("text/plain, application/xml, text/xml, application/json, application/*+xml, */*"),
    ),
    ("Ruby Net::HTTP (ruby-oai)", Some("*/*;q=0.6,*/*;q=0.3")),
    ("Faraday (Ruby)", Some("*/*")),
    ("Perl LWP (HTTP::OAI)", Some("text/xml, application/xml")),
    ("R httr (oai)", Some("application/json, text/xml, application/xml, */*")),
    (".NET HttpClient", None),
    ("node-fetch", Some("*/*")),
    ("BASE, OpenAIRE (Java)", Some("text/html, */*")),
    ("a script in a page", Some("text/html,application/xhtml+xml,*/*")),
];

fn filled() -> Fixture {
    let fixture = Fixture::start();
    fixture.put(&[WHOLE, SMALL, DUBLIN_CORE]);
    fixture
}

const QUERIES: [&str; 6] = [
    "verb=Identify",
    "verb=ListMetadataFormats",
    "verb=ListSets",
    "verb=ListIdentifiers&metadataPrefix=oai_dc",
    "verb=ListRecords&metadataPrefix=oai_dc",
    "verb=GetRecord&metadataPrefix=jats&identifier=oai:example.org:2022/05/a1",
];

#[test]
fn every_harvester_gets_the_same_xml_as_without_pages() {
    let fixture = filled();
    for query in QUERIES.into_iter().chain(["", "verb=x", "verb=ListRecords"]) {
        let target = format!("/oai?{query}");
        let plain = fixture.get(&target, &[]);
        assert_eq!(plain.header("content-type"), Some("text/xml; charset=UTF-8"));
        for (name, accept) in HARVESTERS {
            let mut headers: Vec<(&str, &str)> =
                accept.map(|accept| ("Accept", accept)).into_iter().collect();
            if name == "a script in a page" {
                headers.push(("Sec-Fetch-Dest", "empty"));
            }
            let reply = fixture.get(&target, &headers);
            assert_eq!(
                (reply.status, reply.header("content-type")),
                (200, plain.header("content-type")),
                "{name}"
            );
            assert_eq!(without_token(reply.text()), without_token(plain.text()), "{name} {query}");
            assert_eq!(reply.header("access-control-allow-origin"), Some("*"));
            assert_eq!(reply.header("vary"), Some("Accept, Accept-Encoding, Sec-Fetch-Dest"));
        }
    }
    let posted = Request {
        method: "POST",
        target: "/oai",
        headers: &[("Accept", BROWSER), ("Content-Type", "application/x-www-form-urlencoded")],
        body: b"verb=Identify",
    };
    assert_eq!(posted.send(&fixture.authority()).header("content-type"), Some("text/xml; charset=UTF-8"));
}

/// A token is made for the moment.
fn without_token(xml: &str) -> String {
    let end = xml.find("<resumptionToken").unwrap_or(xml.len());
    xml[..end].to_owned()
}

fn link<'p>(page: &'p Element, text: &str) -> &'p str {
    let link = page.all("a").into_iter().find(|link| link.text.trim() == text);
    link.and_then(|link| link.attribute("href")).unwrap_or_else(|| panic!("no link {text}"))
}

#[test]
fn a_browser_gets_a_page_and_the_xml_is_one_click_away() {
    let fixture = filled();
    for query in QUERIES {
        let target = format!("/oai?{query}");
        let (status, page) = fixture.page(&target);
        assert_eq!(status, 200, "{query}");
        let verb = query.split(['=', '&']).nth(1).unwrap();
        assert_eq!(page.first_text("h1"), verb);
        let xml =
            fixture.get(link(&page, "Show the XML"), &[("Accept", BROWSER), ("Sec-Fetch-Dest", "document")]);
        let plain = fixture.get(&target, &[]);
        assert_eq!((xml.header("content-type"), xml.text()), (plain.header("content-type"), plain.text()));
        assert_eq!(page.all("form").len(), 6);
    }
    let reply = fixture.get("/oai?verb=Identify", &[("Sec-Fetch-Dest", "document"), ("Accept", "*/*")]);
    assert_eq!(reply.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    assert!(
        reply.header("vary").unwrap().contains("Accept,")
            && reply.header("vary").unwrap().contains("Sec-Fetch-Dest")
    );
}

#[test]
fn pages_show_what_the_answer_holds() {
    let fixture = filled();
    let page = |query: &str| fixture.page(&format!("/oai?{query}")).1;
    assert!(page("verb=Identify").text.contains("The <Journal> & sons"));
    let sets = page("verb=ListSets");
    assert_eq!(link(&sets, "j:2022"), "/oai?verb=ListRecords&metadataPrefix=oai_dc&set=j%3A2022");
    let formats = page("verb=ListMetadataFormats");
    assert_eq!(link(&formats, "marcxml"), "/oai?verb=ListRecords&metadataPrefix=marcxml");
    for verb in ["ListRecords", "ListIdentifiers"] {
        let list = page(&format!("verb={verb}&metadataPrefix=oai_dc"));
        assert_eq!(link(&list, "oai:example.org:2022/05/a1"), "/articles/2022/05/a1");
        assert!(list.text.contains("The format of the records."));
    }
    let record = page(QUERIES[5]);
    assert!(record.text.contains("article-title") && record.text.contains("xml:lang"));
}

#[test]
fn errors_are_explained_in_plain_words() {
    let fixture = filled();
    for (query, code, words) in [
        ("verb=Identify&verb=Identify", "badVerb", "one of the six"),
        ("verb=Nonsense", "badVerb", "one of the six"),
        ("verb=ListRecords", "badArgument", "missing, wrong, or given twice"),
        ("verb=ListRecords&metadataPrefix=x", "cannotDisseminateFormat", "does not have this format"),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=1990-01-01", "noRecordsMatch", "nothing new"),
        ("verb=ListRecords&resumptionToken=x", "badResumptionToken", "Begin the list again"),
        (
            "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:x:1",
            "idDoesNotExist",
            "no record with this identifier",
        ),
    ] {
        let (status, page) = fixture.page(&format!("/oai?{query}"));
        assert!(
            status == 200 && page.text.contains(code) && page.text.contains(words),
            "{query}: {}",
            page.text
        );
    }
    let (_, bare) = fixture.page("/oai");
    assert!(bare.text.contains("base URL for harvesters") && !bare.text.contains("badVerb could not"));
    let (_, chinese) = fixture.page_in("/oai?verb=ListRecords", "zh");
    assert!(chinese.text.contains("参数缺失"));
}

#[test]
fn a_list_is_read_part_by_part() {
    let fixture = Fixture::start();
    let items: Vec<String> = (0..12)
        .map(|number| format!(r#"{{"identifier":"oai:example.org:{number}","dc":[{{"element":"title","value":"N{number}"}}]}}"#))
        .collect();
    fixture.put(&items.iter().map(String::as_str).collect::<Vec<_>>());
    let (mut target, mut seen) = ("/oai?verb=ListRecords&metadataPrefix=oai_dc".to_owned(), 0);
    for part in ["1–5 / 12", "6–10 / 12", "11–12 / 12"] {
        let (_, page) = fixture.page(&target);
        assert!(page.text.contains(part), "{part}");
        seen += page.all("tr").len() - 1;
        target = page
            .all("a")
            .into_iter()
            .find(|it| it.attribute("rel") == Some("next"))
            .map_or_else(String::new, |it| it.attribute("href").unwrap().to_owned());
    }
    assert_eq!((seen, target.as_str()), (12, ""));
}

#[test]
fn hostile_requests_are_texts_on_the_page() {
    let fixture = filled();
    for query in [
        "verb=%3Cscript%3Ealert(1)%3C/script%3E",
        "verb=ListRecords&metadataPrefix=%22%3E%3Cscript%3E",
        "%22%3E%3Cscript%3E=1",
        "verb=GetRecord&identifier=%22onmouseover=x&metadataPrefix=oai_dc",
        "verb=%FF&x=%zz&%00",
        "verb=Identify&lang=zh",
        "lang=zh",
    ] {
        let (status, _) = fixture.page(&format!("/oai?{query}"));
        assert_eq!(status, 200, "{query}");
    }
}

#[test]
fn the_endpoint_is_where_the_base_url_says() {
    for (base_url, path, xml) in [
        ("https://example.org/journal/pmh", "/journal/pmh?verb=Identify", "/journal/pmh/xml?verb=Identify"),
        ("https://oai.example.org", "/?verb=Identify", "/xml?verb=Identify"),
    ] {
        let fixture = Fixture::with(|plan| plan.base_url = Some(base_url.to_owned()));
        fixture.put(&[WHOLE]);
        for target in [path, "/oai?verb=Identify"] {
            let (status, page) = fixture.page(target);
            assert_eq!(
                (status, page.first_text("h1"), link(&page, "Show the XML")),
                (200, "Identify", xml),
                "{target}"
            );
            assert!(fixture.get(target, &[]).text().contains("<Identify>"));
        }
        assert!(fixture.get(xml, &[("Accept", BROWSER)]).text().contains("<Identify>"));
        let root = if base_url.ends_with("pmh") { "/journal/" } else { "/" };
        assert_eq!(fixture.page(root).1.first_text("h1"), "The <Journal> & sons");
    }
}
