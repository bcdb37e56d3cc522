//! Pages as HTTP sends them: codings, conditional requests, languages, and headers that keep a page harmless.

use std::io::Read;

use crate::fixture::{BROWSER, Fixture, WHOLE};
use crate::http::Request;

const PATHS: [&str; 4] = ["/", "/articles/2022/05/a1", "/issues", "/nothing"];

fn filled() -> Fixture {
    let fixture = Fixture::start();
    fixture.put(&[WHOLE]);
    fixture
}

#[test]
fn every_page_has_the_headers_that_keep_it_harmless() {
    let fixture = filled();
    for path in PATHS {
        let reply = fixture.get(path, &[("Accept", BROWSER)]);
        let policy = reply.header("content-security-policy").unwrap();
        assert!(
            policy.starts_with("default-src 'none';")
                && !policy.contains("unsafe")
                && !policy.contains("script")
        );
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert!(reply.header("referrer-policy").is_some());
        assert_eq!(reply.header("content-language"), Some("en"));
    }
}

#[test]
fn a_page_asks_no_other_host_for_anything() {
    let fixture = filled();
    for path in PATHS {
        let (_, page) = fixture.page(path);
        let mut asked = Vec::new();
        page.visit(&mut |element| {
            let rel = element.attribute("rel").unwrap_or_default();
            let loads = element.name == "link" && ["stylesheet", "icon"].contains(&rel);
            asked.extend(element.attribute("href").filter(|_| loads));
            asked.extend(element.attribute("src"));
        });
        assert_eq!(asked.len(), 2, "{path}: {asked:?}");
        for asset in asked {
            let reply = fixture.get(asset, &[]);
            assert_eq!((reply.status, asset.starts_with("/assets/")), (200, true), "{asset}");
            assert!(!reply.text().contains("url(") && !reply.text().contains("@import"));
        }
    }
}

#[test]
fn a_page_that_the_client_has_is_not_sent_again() {
    let fixture = filled();
    let path = "/articles/2022/05/a1";
    let first = fixture.get(path, &[]);
    let tag = first.header("etag").unwrap();
    let second = fixture.get(path, &[("If-None-Match", tag)]);
    assert_eq!((second.status, second.header("etag"), second.body.len()), (304, Some(tag), 0));
    assert_eq!(second.header("vary"), first.header("vary"));
    let gzipped =
        fixture.get(path, &[("If-None-Match", &format!("\"x\", {tag}")), ("Accept-Encoding", "gzip")]);
    assert_eq!(gzipped.status, 304);
    assert_eq!(fixture.get(path, &[("If-None-Match", "\"x\"")]).status, 200);
    assert_eq!(
        fixture.get(&format!("{path}?lang=zh"), &[("If-None-Match", tag)]).status,
        200,
        "another language"
    );
    assert_eq!(fixture.get("/nothing", &[("If-None-Match", "*")]).status, 404);
    fixture.put(&[&WHOLE.replace("A note.", "Another note.")]);
    assert_eq!(fixture.get(path, &[("If-None-Match", tag)]).status, 200, "it has changed");
}

#[test]
fn head_answers_as_get_and_other_methods_are_refused() {
    let fixture = filled();
    for path in PATHS {
        let got = fixture.get(path, &[]);
        let head =
            Request { method: "HEAD", target: path, headers: &[], body: b"" }.send(&fixture.authority());
        for name in ["content-type", "content-length", "etag", "vary"] {
            assert_eq!(head.header(name), got.header(name), "{path} {name}");
        }
        let post =
            Request { method: "POST", target: path, headers: &[], body: b"x" }.send(&fixture.authority());
        assert_eq!((post.status, post.header("allow")), (405, Some("GET, HEAD, OPTIONS")), "{path}");
    }
}

#[test]
fn a_page_is_compressed_for_those_who_accept_it() {
    let fixture = filled();
    let plain = fixture.get("/", &[]);
    let coded = fixture.get("/", &[("Accept-Encoding", "gzip")]);
    assert_eq!(coded.header("content-encoding"), Some("gzip"));
    let mut text = String::new();
    flate2::read::GzDecoder::new(&*coded.body).read_to_string(&mut text).unwrap();
    assert_eq!(text, plain.text());
}

#[test]
fn a_repository_that_cannot_answer_is_a_page_with_retry_after() {
    let starting = Fixture::with(|plan| plan.is_starting = true);
    let failing = filled();
    failing.set_broken(true);
    for fixture in [&starting, &failing] {
        for path in PATHS {
            let reply = fixture.get(path, &[("Accept", BROWSER), ("Accept-Language", "zh")]);
            assert_eq!((reply.status, reply.header("retry-after")), (503, Some("5")), "{path}");
            let page = crate::html::parse(reply.text()).unwrap();
            assert_eq!(page.first_text("h1"), "知识库暂时无法应答");
            assert_eq!((reply.header("cache-control"), reply.header("etag")), (Some("no-store"), None));
            let style = page.all("link")[0].attribute("href").unwrap();
            assert_eq!(fixture.get(style, &[]).status, 200);
        }
        let harvester = fixture.get("/oai?verb=Identify", &[]);
        assert!(harvester.status == 503 && !harvester.text().contains("<html"));
    }
    failing.set_broken(false);
    assert_eq!(failing.page("/articles/2022/05/a1").0, 200);
}

#[test]
fn the_language_is_that_of_the_browser_until_another_one_is_chosen() {
    let fixture = filled();
    let lang = |target: &str, headers: &[(&str, &str)]| {
        fixture.get(target, headers).header("content-language").unwrap().to_owned()
    };
    assert_eq!(lang("/", &[("Accept-Language", "zh-CN,zh;q=0.9")]), "zh-Hans");
    assert_eq!(lang("/", &[("Accept-Language", "fr")]), "en");
    let chosen = fixture.get("/?lang=zh", &[("Accept-Language", "en")]);
    assert_eq!(chosen.header("content-language"), Some("zh-Hans"));
    let cookie = chosen.header("set-cookie").unwrap();
    assert!(cookie.starts_with("lang=zh; Path=/; ") && cookie.contains("SameSite=Lax"));
    assert_eq!(lang("/", &[("Accept-Language", "en"), ("Cookie", "lang=zh")]), "zh-Hans");
    assert_eq!(fixture.get("/", &[]).header("set-cookie"), None);
}
