//! The page of an article.

use crate::fixture::{DUBLIN_CORE, Fixture, SMALL, WHOLE};

const PATH: &str = "/articles/2022/05/a1";

#[test]
fn a_page_shows_everything_that_the_record_has() {
    let fixture = Fixture::start();
    fixture.put(&[WHOLE]);
    let (status, page) = fixture.page(PATH);
    assert_eq!(status, 200);
    let heading = page.first_text("h1");
    assert!(heading.starts_with("The whole article: with everything") && heading.contains("完整的文章"));
    for text in [
        "Lei Wang",
        "王磊",
        "Institute, University, Shanghai, China",
        "Gao Jing",
        "Second & last.",
        "[…] 摘要。",
        "规范",
        "H2O",
        "The Journal",
        "2434-561X",
        "Essays",
        "130–145",
        "2022-09",
        "2022-01-31",
        "10.5555/whole",
        "CC-BY-4.0",
        "The Fund, 42",
        "Somebody. Something. 1999.",
        "https://example.org/data",
        "This article was corrected.",
        "A note.",
        "corresponding author",
    ] {
        assert!(page.text.contains(text), "{text}");
    }
    let places =
        page.all("li").into_iter().filter(|it| it.text.trim() == "Institute, University, Shanghai, China");
    assert_eq!(places.count(), 1, "an affiliation is named once");
    let chinese: Vec<_> =
        page.all("span").into_iter().filter(|it| it.attribute("lang") == Some("zh-Hans")).collect();
    assert!(chinese.iter().any(|it| it.text == "完整的文章"));
    let fragment = page
        .all("div")
        .into_iter()
        .find(|it| it.attribute("class") == Some("prose") && it.text.contains('摘'));
    assert_eq!(fragment.unwrap().attribute("lang"), Some("zh-Hans"));
}

#[test]
fn an_article_is_cited_in_words_and_in_formats() {
    let fixture = Fixture::start();
    fixture.put(&[WHOLE]);
    let (_, page) = fixture.page(PATH);
    let citations: Vec<_> = page.all("pre").into_iter().map(|pre| pre.text.as_str()).collect();
    let apa = "Wang, L., & Zhang, G. (2022). The whole article: with everything. The Journal, 40(5), 130–145. https://doi.org/10.5555/whole";
    assert_eq!(citations[0], apa);
    let gbt = "WANG L, ZHANG G. The whole article: with everything[J]. The Journal, 2022, 40(5): 130-145. DOI: 10.5555/whole.";
    assert_eq!(citations[1], gbt);
    for ending in ["bib", "ris", "csl.json", "jsonld"] {
        let reply = fixture.get(&format!("{PATH}.{ending}"), &[]);
        assert_eq!(reply.status, 200, "{ending}");
        assert!(
            citations.iter().any(|shown| shown.trim() == reply.text().replace('\r', "").trim()),
            "{ending}"
        );
        assert!(reply.header("content-disposition").unwrap().contains(&format!("2022-05-a1.{ending}\"")));
    }
}

#[test]
fn each_format_is_shown_as_harvesters_get_it_and_the_others_say_why_not() {
    let fixture = Fixture::start();
    fixture.put(&[WHOLE]);
    let (_, page) = fixture.page(PATH);
    let shown: Vec<_> = page.all("summary").into_iter().map(|summary| summary.text.trim()).collect();
    let formats = fixture.get("/oai?verb=ListMetadataFormats&identifier=oai:example.org:2022/05/a1", &[]);
    let offered = fixture.get("/oai?verb=ListMetadataFormats", &[]);
    let prefixes = |text: &str| -> Vec<String> {
        text.split("<metadataPrefix>")
            .skip(1)
            .map(|rest| rest.split('<').next().unwrap().to_owned())
            .collect()
    };
    let (has, all) = (prefixes(formats.text()), prefixes(offered.text()));
    assert!(has.len() > 5 && has.len() < all.len());
    for prefix in &all {
        assert_eq!(has.contains(prefix), shown.contains(&prefix.as_str()), "{prefix}");
        let document = fixture.get(&format!("{PATH}.{prefix}.xml"), &[]);
        assert_eq!(document.status, if has.contains(prefix) { 200 } else { 404 }, "{prefix}");
        if !has.contains(prefix) {
            let reasons = page.all("dl").into_iter().find(|list| list.text.contains(prefix.as_str()));
            assert!(reasons.unwrap().text.contains("; add "), "{prefix}");
            continue;
        }
        let record = fixture.get(
            &format!("/oai?verb=GetRecord&metadataPrefix={prefix}&identifier=oai:example.org:2022/05/a1"),
            &[],
        );
        let xml = document.text().split_once("?>\n").unwrap().1.trim();
        assert!(record.text().contains(xml), "{prefix}: {xml}");
    }
}

#[test]
fn programs_read_the_same_in_the_head() {
    let fixture = Fixture::start();
    fixture.put(&[WHOLE]);
    let (_, page) = fixture.page(PATH);
    for (name, values) in [
        ("citation_title", &["The whole article: with everything"][..]),
        ("citation_author", &["Wang, Lei", "Zhang, Guoshuai"]),
        ("citation_author_orcid", &["https://orcid.org/0000-0002-1825-0097"]),
        ("citation_publication_date", &["2022/09"]),
        ("citation_journal_title", &["The Journal"]),
        ("citation_issn", &["2434-561X"]),
        ("citation_volume", &["40"]),
        ("citation_issue", &["5"]),
        ("citation_firstpage", &["130"]),
        ("citation_lastpage", &["145"]),
        ("citation_doi", &["10.5555/whole"]),
        ("citation_pdf_url", &["https://example.org/whole.pdf"]),
        ("citation_language", &["en"]),
        ("DC.title", &["The whole article: with everything", "完整的文章"]),
        ("DC.rights", &["https://creativecommons.org/licenses/by/4.0/"]),
    ] {
        assert_eq!(page.metas(name), values, "{name}");
    }
    let scripts = page.all("script");
    let json: serde_json::Value = serde_json::from_str(&scripts[0].text).unwrap();
    assert_eq!((json["@type"].as_str(), scripts.len()), (Some("ScholarlyArticle"), 1));
    let rel = |rel: &str, lang: Option<&str>| {
        let mut links = page.all("link").into_iter();
        let link =
            links.find(|link| link.attribute("rel") == Some(rel) && link.attribute("hreflang") == lang);
        link.and_then(|link| link.attribute("href")).unwrap_or_else(|| panic!("{rel} {lang:?}"))
    };
    let url = format!("http://{}{PATH}", fixture.authority());
    assert_eq!(rel("canonical", None), url);
    assert_eq!(rel("alternate", Some("zh-Hans")), format!("{url}?lang=zh"));
    assert_eq!(rel("alternate", Some("x-default")), url);
}

#[test]
fn signposting_leads_to_everything_about_the_article() {
    let fixture = Fixture::start();
    fixture.put(&[WHOLE]);
    let reply = fixture.get(PATH, &[]);
    let links: Vec<&str> =
        reply.headers.iter().filter(|(name, _)| name == "link").map(|(_, value)| value.as_str()).collect();
    let has = |part: &str| assert!(links.iter().any(|link| link.contains(part)), "{part} not in {links:#?}");
    has("<https://doi.org/10.5555/whole>; rel=\"cite-as\"");
    has("<https://schema.org/ScholarlyArticle>; rel=\"type\"");
    has("<https://orcid.org/0000-0002-1825-0097>; rel=\"author\"");
    has("<https://creativecommons.org/licenses/by/4.0/>; rel=\"license\"");
    has("<https://example.org/whole.pdf>; rel=\"item\"; type=\"application/pdf\"");
    has(
        "a1.oai_dc.xml>; rel=\"describedby\"; type=\"application/xml\"; profile=\"http://www.openarchives.org/OAI/2.0/oai_dc/\"",
    );
    has("a1.linkset.json>; rel=\"linkset\"; type=\"application/linkset+json\"");
    let linkset = fixture.get(&format!("{PATH}.linkset.json"), &[]);
    let json: serde_json::Value = serde_json::from_str(linkset.text()).unwrap();
    let own = &json["linkset"][0];
    assert_eq!(own["anchor"].as_str(), Some(&*format!("http://{}{PATH}", fixture.authority())));
    let described = own["describedby"].as_array().unwrap();
    assert_eq!(links.iter().filter(|link| link.contains("describedby")).count(), described.len());
    for target in described {
        let path = target["href"].as_str().unwrap().split_once(&fixture.authority()).unwrap().1.to_owned();
        let reply = fixture.get(&path, &[]);
        assert_eq!(reply.status, 200, "{path}");
        assert!(reply.header("content-type").unwrap().starts_with(target["type"].as_str().unwrap()));
        assert!(reply.header("link").unwrap().ends_with("; rel=\"describes\"; type=\"text/html\""));
    }
}

#[test]
fn an_article_of_many_authors_and_files_has_a_short_header_and_a_whole_linkset() {
    let fixture = Fixture::start();
    let files =
        (0..500).map(|number| format!(r#""https://example.org/{number}.pdf""#)).collect::<Vec<_>>().join(",");
    let authors = (0..500).map(|number| format!(r#"{{"name":"A{number}"}}"#)).collect::<Vec<_>>().join(",");
    let json = format!(
        r#"{{"identifier":"oai:example.org:many","article":{{"title":[{{"text":"Many"}}],"author":[{authors}],"file":[{files}]}}}}"#
    );
    fixture.put(&[&json]);
    let reply = fixture.get("/articles/many", &[]);
    let links: usize =
        reply.headers.iter().filter(|(name, _)| name == "link").map(|(_, value)| value.len()).sum();
    assert!(links < 8_000, "{links}");
    let linkset = fixture.get("/articles/many.linkset.json", &[]);
    let json: serde_json::Value = serde_json::from_str(linkset.text()).unwrap();
    assert_eq!(json["linkset"][0]["item"].as_array().unwrap().len(), 500);
    let (_, page) = fixture.page("/articles/many");
    assert!(page.text.contains("A499"));
    assert_eq!(fixture.page("/authors/A199").0, 200, "those beyond the card are listed, too");
    assert_eq!(fixture.page("/authors/A499").0, 404);
    let linked = page
        .all("a")
        .into_iter()
        .filter(|link| link.attribute("href").is_some_and(|it| it.starts_with("/authors/")));
    assert_eq!(linked.count(), 200, "and only those are links");
}

#[test]
fn a_client_gets_the_representation_that_it_accepts_and_never_406() {
    let fixture = Fixture::start();
    fixture.put(&[WHOLE]);
    for (accept, media_type) in [
        ("application/ld+json", "application/ld+json"),
        ("application/x-bibtex", "application/x-bibtex; charset=utf-8"),
        ("application/json, text/html;q=0.1", "application/json"),
        ("application/vnd.citationstyles.csl+json", "application/vnd.citationstyles.csl+json"),
        ("application/vnd.jats+xml", "application/xml; charset=utf-8"),
        ("application/vnd.unknown+xml", "text/html; charset=utf-8"),
        ("application/vnd.datacite.datacite+xml;q=0", "text/html; charset=utf-8"),
        ("*/*", "text/html; charset=utf-8"),
    ] {
        let reply = fixture.get(PATH, &[("Accept", accept)]);
        assert_eq!((reply.status, reply.header("content-type")), (200, Some(media_type)), "{accept}");
        assert_eq!(reply.header("vary"), Some("Accept, Accept-Encoding, Accept-Language, Cookie"));
    }
}

#[test]
fn a_devised_title_is_marked_and_an_item_of_dublin_core_shows_its_elements() {
    let fixture = Fixture::start();
    fixture.put(&[SMALL, DUBLIN_CORE]);
    let (_, page) = fixture.page("/articles/2022/05/a2");
    assert_eq!(page.first_text("h1"), "[Small] devised title");
    assert!(
        page.metas("citation_title").is_empty(),
        "no title that is not printed is offered to search engines"
    );
    let (status, page) = fixture.page("/items/oai:other.example:7");
    assert_eq!((status, page.first_text("h1")), (200, "Título"));
    assert!(page.text.contains("García, Ana") && page.metas("DC.date") == ["1999-01-02"]);
}

#[test]
fn a_deleted_article_leaves_a_tombstone_and_an_unknown_one_a_hint() {
    let fixture = Fixture::start();
    fixture.put(&[WHOLE, SMALL]);
    fixture.delete("oai:example.org:2022/05/a2");
    let (status, page) = fixture.page("/articles/2022/05/a2");
    assert_eq!((status, page.first_text("h1")), (410, "This record was deleted"));
    assert!(page.text.contains("oai:example.org:2022/05/a2") && page.text.contains("2023-11-14"));
    assert_eq!(fixture.page("/articles/2022/05/a2.oai_dc.xml").0, 410);
    for path in [
        "/articles/nothing",
        "/articles/",
        "/articles/%zz",
        "/items/x",
        "/nothing",
        "/articles/2022/05/a1.nothing.xml",
    ] {
        let (status, page) = fixture.page(path);
        assert_eq!((status, page.metas("robots")), (404, vec!["noindex"]), "{path}");
    }
    let (_, front) = fixture.page("/");
    assert!(!front.text.contains("[Small]"), "it is in no list");
}

#[test]
fn another_way_to_write_an_address_leads_to_the_usual_one() {
    let fixture = Fixture::start();
    fixture.put(&[WHOLE]);
    for path in ["/items/oai:example.org:2022/05/a1", "/articles/2022%2F05%2Fa1"] {
        let reply = fixture.get(path, &[]);
        assert_eq!((reply.status, reply.header("location")), (301, Some(PATH)), "{path}");
    }
}
