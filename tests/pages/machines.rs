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
    ];
    for off in 0..3 {
        let fixture = Fixture::with(|plan| {
            plan.interfaces = Interfaces { feed: off != 0, sitemap: off != 1, documents: off != 2 };
        });
        fixture.put(&[WHOLE]);
        for (path, interface) in all {
            let expected = if interface == off { 404 } else { 200 };
            assert_eq!(fixture.get(path, &[]).status, expected, "{path} without {off}");
        }
        crate::crawl::crawl(&fixture, "/");
        let json = fixture.get("/articles/2022/05/a1", &[("Accept", "application/json")]);
        assert_eq!(json.header("content-type").unwrap().starts_with("text/html"), off == 2);
    }
}
