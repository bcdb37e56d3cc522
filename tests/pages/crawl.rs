//! Every link of every page leads somewhere.

use std::collections::{BTreeSet, VecDeque};

use crate::fixture::{BROWSER, DUBLIN_CORE, Fixture, SMALL, WHOLE};
use crate::html;

/// Visits everything that can be reached from the start by links on the same host. Returns the paths.
pub fn crawl(fixture: &Fixture, start: &str) -> BTreeSet<String> {
    let mut known = BTreeSet::from([start.to_owned()]);
    let mut waiting = VecDeque::from([start.to_owned()]);
    let origin = format!("http://{}", fixture.authority());
    while let Some(target) = waiting.pop_front() {
        let reply = fixture.get(&target, &[("Accept", BROWSER), ("Accept-Language", "en")]);
        assert_eq!(reply.status, 200, "{target}");
        if reply.header("content-type") != Some("text/html; charset=utf-8") {
            continue;
        }
        let page = html::parse(reply.text())
            .unwrap_or_else(|problem| panic!("{target}: {problem}\n{}", reply.text()));
        let path = target.split('?').next().unwrap();
        let links = page.all("a").into_iter().chain(page.all("link"));
        for link in links.filter_map(|link| link.attribute("href")) {
            let link = link.split('#').next().unwrap();
            let link = link.strip_prefix(&origin).unwrap_or(link);
            let link = if link.starts_with('?') { format!("{path}{link}") } else { link.to_owned() };
            if link.starts_with('/') && known.insert(link.clone()) {
                waiting.push_back(link);
            }
        }
        assert!(known.len() < 5_000, "a site without end");
    }
    known
}

#[test]
fn every_link_leads_somewhere() {
    let fixture = Fixture::start();
    let odd = WHOLE
        .replace("2022/05/a1", "odd/a//b:c?d%20e&f+g;h=%C3%A9/..")
        .replace("10.5555/whole", "10.5555/odd");
    fixture.put(&[WHOLE, SMALL, DUBLIN_CORE, &odd]);
    let paths = crawl(&fixture, "/");
    for path in [
        "/articles/2022/05/a1",
        "/items/oai:other.example:7",
        "/issues/2434-561X/2022/40/5",
        "/feed.atom",
        "/authors/Suharto",
    ] {
        assert!(paths.contains(path), "{path} is not reached: {paths:#?}");
    }
    assert!(paths.iter().any(|path| path.contains("lang=zh")));
}

#[test]
fn every_link_begins_at_the_base_of_the_repository() {
    let fixture = Fixture::with(|plan| plan.base_url = Some("https://example.org/journal/pmh".to_owned()));
    fixture.put(&[WHOLE, SMALL]);
    let paths = crawl(&fixture, "/journal/");
    let strange: Vec<_> = paths.iter().filter(|path| !path.starts_with("/journal/")).collect();
    assert!(strange.is_empty() && paths.len() > 30, "{strange:?}");
    let feed = fixture.get("/journal/feed.atom", &[]);
    assert!(feed.text().contains("https://example.org/journal/articles/2022/05/a1"));
    assert_eq!(fixture.page("/articles/2022/05/a1").0, 200, "a proxy may take the base away");
}
