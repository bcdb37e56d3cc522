//! Interfaces for programs: feed, sitemap, robots, JSON; and their switches.

use windrow::pages::Interfaces;

use crate::fixture::{DUBLIN_CORE, Fixture, SMALL, WHOLE};

#[test]
fn the_feed_has_the_latest_records_first() {
    let fixture = Fixture::start();
    fixture.put(&[WHOLE]);
    fixture.put(&[DUBLIN_CORE]);
    let feed = fixture.get("/feed.atom", &[]);
    assert_eq!(feed.header("content-type"), Some("application/atom+xml; charset=utf-8"));
    let titles: Vec<&str> =
        feed.text().split("<entry>").skip(1).map(|entry| entry.split_once("</title>").unwrap().0).collect();
    assert!(
        titles[0].ends_with("xml:lang=\"es\">Título")
            && titles[1].ends_with("The whole article: with everything")
    );
    assert!(feed.text().contains("<author><name>García, Ana</name></author>"));
    assert!(feed.text().contains("<title>The &lt;Journal&gt; &amp; sons</title>"));
}

#[test]
fn the_sitemap_has_every_article_with_its_datestamp() {
    let fixture = Fixture::start();
    fixture.put(&[WHOLE, SMALL, DUBLIN_CORE]);
    let robots = fixture.get("/robots.txt", &[]);
    let sitemap_url = format!("http://{}/sitemap.xml", fixture.authority());
    assert!(robots.text().contains(&format!("Sitemap: {sitemap_url}\n")));
    let sitemap = fixture.get("/sitemap.xml", &[]);
    assert_eq!(sitemap.text().matches("<url>").count(), 3);
    let record = fixture.get("/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:other.example:7", &[]);
    let datestamp = record.text().split_once("<datestamp>").unwrap().1.split('<').next().unwrap();
    let url = format!(
        "http://{}/items/oai:other.example:7</loc><lastmod>{datestamp}</lastmod>",
        fixture.authority()
    );
    assert!(sitemap.text().contains(&url), "{}", sitemap.text());
    assert_eq!(fixture.get("/sitemap-zz.xml", &[]).status, 404);
}

#[test]
fn the_json_of_an_article_is_what_load_reads() {
    let fixture = Fixture::start();
    fixture.put(&[WHOLE]);
    let reply = fixture.get("/articles/2022/05/a1.json", &[]);
    let item: windrow::model::Item = serde_json::from_str(reply.text()).unwrap();
    assert_eq!(item, serde_json::from_str(WHOLE).unwrap());
    assert_eq!(reply.header("access-control-allow-origin"), Some("*"));
}

#[test]
fn each_interface_can_be_switched_off() {
    let all = [
        ("/feed.atom", 0),
        ("/sitemap.xml", 1),
        ("/robots.txt", 1),
        ("/articles/2022/05/a1.json", 2),
        ("/articles/2022/05/a1.oai_dc.xml", 2),
        ("/.well-known/resourcesync", 3),
        ("/resourcesync/changelist.xml", 3),
    ];
    for off in 0..4 {
        let fixture = Fixture::with(|plan| {
            plan.interfaces =
                Interfaces { feed: off != 0, sitemap: off != 1, documents: off != 2, resourcesync: off != 3 };
        });
        fixture.put(&[WHOLE]);
        for (path, interface) in all {
            let is_off = interface == off || (interface == 3 && off == 2);
            let expected = if is_off { 404 } else { 200 };
            assert_eq!(fixture.get(path, &[]).status, expected, "{path} without {off}");
        }
        crate::crawl::crawl(&fixture, "/");
        let json = fixture.get("/articles/2022/05/a1", &[("Accept", "application/json")]);
        assert_eq!(json.header("content-type").unwrap().starts_with("text/html"), off == 2);
    }
}

/// The values between two texts.
fn between<'t>(text: &'t str, start: &str, end: &str) -> Vec<&'t str> {
    text.split(start).skip(1).map(|rest| rest.split(end).next().unwrap()).collect()
}

#[test]
fn resourcesync_leads_from_the_host_to_every_record_and_every_change() {
    for base_url in [None, Some("https://example.org/journal/oai")] {
        let fixture = Fixture::with(|plan| plan.base_url = base_url.map(str::to_owned));
        fixture.put(&[WHOLE, SMALL, DUBLIN_CORE]);
        fixture.delete("oai:example.org:2022/05/a2");
        let origin = base_url
            .map_or_else(|| format!("http://{}", fixture.authority()), |_| "https://example.org".to_owned());
        let get = |url: &str| {
            let reply = fixture.get(url.strip_prefix(&*origin).unwrap(), &[]);
            assert_eq!(
                (reply.status, reply.header("content-type")),
                (200, Some("application/xml; charset=utf-8")),
                "{url}"
            );
            reply.text().to_owned()
        };
        let description = get(&format!("{origin}/.well-known/resourcesync"));
        assert!(description.contains("<rs:md capability=\"description\"/>"));
        let capabilities = get(between(&description, "<loc>", "</loc>")[0]);
        let lists = between(&capabilities, "<loc>", "</loc>");
        assert_eq!(
            between(&capabilities, "<rs:md capability=\"", "\""),
            ["capabilitylist", "resourcelist", "changelist"]
        );
        let resources = get(lists[0]);
        let urls = between(&resources, "<loc>", "</loc>");
        assert_eq!(urls.len(), 2);
        for url in urls {
            assert!(get(url).contains("oai_dc:dc"), "{url}");
        }
        let changes = get(lists[1]);
        assert_eq!(between(&changes, "change=\"", "\""), ["updated", "updated", "deleted"]);
        let deleted = between(&changes, "<loc>", "</loc>")[2];
        assert_eq!(fixture.get(deleted.strip_prefix(&*origin).unwrap(), &[]).status, 410);
    }
}
