//! The formats that repositories and their aggregators ask for: one rich bilingual article in all of them.

use windrow::formats::{self, Source};
use windrow::model::{Access, Article, Content, Depositor, Item, SetSpec, Version};
use windrow::xml::Xml;

use crate::pretty;

/// The article of `rich.toml`.
pub(crate) fn rich() -> Article {
    toml::from_str(include_str!("repository/rich.toml")).unwrap()
}

/// The article in a format of a repository that has what formats want to know of it.
pub(crate) fn written(prefix: &str, article: &Article, sets: &[&str]) -> Result<String, Vec<String>> {
    let content = Content::Article(Box::new(article.clone()));
    let item = Item::new("oai:a.org:1".parse().unwrap(), content);
    let sets: Vec<SetSpec> = sets.iter().map(|set| set.parse().unwrap()).collect();
    let depositor = Depositor {
        name: "Example Journal".to_owned(),
        email: "doi@example.org".to_owned(),
        registrant: "Example Press".to_owned(),
    };
    let source = Source {
        sets: &sets,
        depositor: Some(&depositor),
        datacite_symbol: Some("EXAMPLE.JOURNAL"),
        ..Source::of(&item)
    };
    let mut xml = Xml::new();
    formats::by_prefix(prefix).unwrap().write(&source, &mut xml).map_err(crate::english)?;
    Ok(xml.into_string())
}

fn lines_with<'x>(xml: &'x str, part: &str) -> Vec<&'x str> {
    xml.lines().filter(|line| line.contains(part)).collect()
}

#[test]
fn a_rich_article_in_oai_dc() {
    insta::assert_snapshot!(pretty(&written("oai_dc", &rich(), &[]).unwrap()));
}

#[test]
fn a_rich_article_in_oai_dc_for_openaire() {
    let mut article = rich();
    article.access = Some(Access::Embargoed);
    article.embargo_end = "2030-01-31".parse().ok();
    let openaire = written("oai_dc", &article, &["openaire"]).unwrap();
    assert_eq!(openaire, written("oai_dc", &article, &["x", "driver:y"]).unwrap());
    insta::assert_snapshot!(pretty(&openaire));
}

#[test]
fn a_rich_article_in_oai_qdc() {
    insta::assert_snapshot!(pretty(&written("oai_qdc", &rich(), &[]).unwrap()));
}

#[test]
fn a_rich_article_in_oai_openaire() {
    insta::assert_snapshot!(pretty(&written("oai_openaire", &rich(), &[]).unwrap()));
}

#[test]
fn a_rich_article_in_oai_datacite() {
    insta::assert_snapshot!(pretty(&written("oai_datacite", &rich(), &[]).unwrap()));
}

#[test]
fn the_envelope_of_oai_datacite_holds_what_datacite_writes() {
    let bare = written("datacite", &rich(), &[]).unwrap();
    let whole = written("oai_datacite", &rich(), &[]).unwrap();
    assert!(whole.ends_with(&format!("<payload>{bare}</payload></oai_datacite>")), "{whole}");
}

#[test]
fn a_format_lists_everything_that_is_missing() {
    let reasons = written("oai_openaire", &Article::default(), &[]).unwrap_err();
    assert_eq!(reasons.len(), 5, "{reasons:?}");
    let reasons = written("datacite", &Article::default(), &[]).unwrap_err();
    assert_eq!(reasons.len(), 6, "{reasons:?}");

    let content = Content::Article(Box::default());
    let item = Item::new("oai:a.org:1".parse().unwrap(), content);
    let format = formats::by_prefix("oai_datacite").unwrap();
    let reasons = format.write(&Source::of(&item), &mut Xml::new()).map_err(crate::english).unwrap_err();
    assert_eq!(reasons.len(), 7, "{reasons:?}");
    assert!(reasons[6].contains("`datacite_symbol`"), "{reasons:?}");
}

#[test]
fn a_devised_title_does_not_count_as_a_title_but_may_accompany_a_real_one() {
    let mut article = rich();
    article.titles[0].devised = true;
    article.titles[0].text = "[规范]".to_owned();
    for prefix in ["oai_openaire", "datacite"] {
        let xml = pretty(&written(prefix, &article, &[]).unwrap());
        let titles = lines_with(&xml, "titleType");
        assert_eq!(titles.iter().filter(|line| line.contains("Bottom-up")).count(), 0, "{titles:?}");
        assert_eq!(titles.iter().filter(|line| line.contains("[规范]")).count(), 1, "{titles:?}");
    }
    article.titles.truncate(1);
    for prefix in ["oai_openaire", "datacite"] {
        let reasons = written(prefix, &article, &[]).unwrap_err();
        assert_eq!(reasons.len(), 1, "{reasons:?}");
        assert!(reasons[0].contains("`title`"), "{reasons:?}");
    }
}

#[test]
fn a_person_is_one_creator_under_the_name_in_latin_script() {
    for prefix in ["oai_openaire", "datacite"] {
        let xml = pretty(&written(prefix, &rich(), &[]).unwrap());
        let creators = lines_with(&xml, "creatorName");
        assert_eq!(creators.len(), 3, "{creators:?}");
        assert!(creators[0].contains(">Wang, Lei<"), "{creators:?}");
        assert!(creators[1].contains("nameType=\"Organizational\""), "{creators:?}");
        assert!(xml.contains(">Development Institute, Example University<"), "{xml}");
    }
}

#[test]
fn openaire_has_the_date_of_publication_and_the_two_ends_of_an_embargo() {
    let dates = |article: &Article| {
        let xml = pretty(&written("oai_openaire", article, &[]).unwrap());
        lines_with(&xml, "dateType=\"").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let mut article = rich();
    let issued = "<datacite:date dateType=\"Issued\">2022-09-15</datacite:date>";
    assert_eq!(dates(&article), [issued]);
    article.access = Some(Access::Embargoed);
    article.embargo_end = "2030-01-31".parse().ok();
    assert_eq!(
        dates(&article),
        [
            issued,
            "<datacite:date dateType=\"Accepted\">2022-09-15</datacite:date>",
            "<datacite:date dateType=\"Available\">2030-01-31</datacite:date>"
        ]
    );
}

#[test]
fn full_texts_are_identifiers_behind_the_landing_page_and_the_doi() {
    let article: Article = serde_json::from_str(
        r#"{"url": "https://a.org/1", "doi": "10.5555/1", "file": ["https://a.org/1.pdf", "https://a.org/1.html"]}"#,
    )
    .unwrap();
    let xml = pretty(&written("oai_dc", &article, &[]).unwrap());
    let expected =
        ["https://a.org/1", "https://doi.org/10.5555/1", "https://a.org/1.pdf", "https://a.org/1.html"];
    let expected = expected.map(|url| format!("<dc:identifier>{url}</dc:identifier>"));
    assert_eq!(lines_with(&xml, "dc:identifier"), expected);
}

#[test]
fn an_erratum_and_a_retraction_are_related_in_words_for_datacite() {
    for (kind, of_openaire, words) in [
        ("erratum", "IsReferencedBy", "Has erratum"),
        ("erratum-of", "References", "Is erratum of"),
        ("retraction", "IsReferencedBy", "Is retracted by"),
        ("retraction-of", "References", "Is retraction of"),
    ] {
        let relations = format!(r#"[{{"kind": "{kind}", "doi": "10.5555/other"}}]"#);
        let article = Article { relations: serde_json::from_str(&relations).unwrap(), ..rich() };
        let attributes = |prefix| {
            let xml = pretty(&written(prefix, &article, &[]).unwrap());
            let line = lines_with(&xml, ">10.5555/other<")[0].split_once(" relationType=").unwrap().1;
            line.split_once('>').unwrap().0.to_owned()
        };
        assert_eq!(attributes("oai_openaire"), format!("\"{of_openaire}\""));
        assert_eq!(attributes("datacite"), format!("\"Other\" relationTypeInformation=\"{words}\""));
    }
}

#[test]
fn the_linking_issn_is_there_beside_the_others_and_once() {
    let journal = |json: &str| Article { journal: serde_json::from_str(json).unwrap(), ..rich() };
    for (json, expected) in [
        (
            r#"{"title": [{"text": "J"}], "publisher": [{"text": "P"}], "print_issn": "2049-3630", "linking_issn": "2049-3630"}"#,
            &["ISSN", "LISSN"][..],
        ),
        (
            r#"{"title": [{"text": "J"}], "publisher": [{"text": "P"}], "linking_issn": "2049-3630"}"#,
            &["LISSN"],
        ),
        (
            r#"{"title": [{"text": "J"}], "publisher": [{"text": "P"}], "electronic_issn": "2049-3630"}"#,
            &["EISSN"],
        ),
    ] {
        for prefix in ["oai_openaire", "datacite"] {
            let xml = pretty(&written(prefix, &journal(json), &[]).unwrap());
            let kinds: Vec<_> = lines_with(&xml, "relatedIdentifierType=\"")
                .into_iter()
                .filter_map(|line| line.split_once("relatedIdentifierType=\"")?.1.split_once('"'))
                .map(|(kind, _)| kind)
                .filter(|kind| kind.ends_with("ISSN"))
                .collect();
            assert_eq!(kinds, expected, "{prefix} {json}");
        }
    }
}

#[test]
fn a_corrected_version_is_one_in_every_vocabulary() {
    let article = Article { version: Some(Version::Corrected), ..rich() };
    for (prefix, words) in [
        ("oai_dc", "info:eu-repo/semantics/updatedVersion"),
        ("oai_openaire", "http://purl.org/coar/version/c_e19f295774971610\">CVoR<"),
        ("marcxml", "corrected version of record"),
    ] {
        let xml = written(prefix, &article, &[]).unwrap();
        assert!(xml.contains(words), "{prefix}: {xml}");
    }
}

#[test]
fn a_corrigendum_is_what_the_schema_of_openaire_has_for_it() {
    let mut article = rich();
    article.types = vec!["corrigendum".to_owned()];
    let xml = written("oai_openaire", &article, &[]).unwrap();
    assert!(xml.contains("c_6501\">journal article<"), "{xml}");
}

#[test]
fn where_no_copyright_is_printed_the_holder_is_named() {
    let mut article = rich();
    let rights = |article: &Article| {
        let xml = pretty(&written("oai_dc", article, &[]).unwrap());
        lines_with(&xml, "dc:rights").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(rights(&article)[2], "<dc:rights xml:lang=\"zh\">Copyright (c) 2022 示例大学</dc:rights>");
    article.copyright = article.copyright_holder.clone();
    assert_eq!(rights(&article)[2], "<dc:rights xml:lang=\"zh\">示例大学</dc:rights>");
    assert_eq!(rights(&article).len(), 3);
}
