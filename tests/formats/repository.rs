//! The formats that repositories and their aggregators ask for: one rich bilingual article in all of them.

use windrow::formats::{self, Reasons, Source};
use windrow::model::{Access, Article, Content, Depositor, Item, SetSpec};
use windrow::xml::Xml;

use crate::pretty;

/// The article of `rich.toml`.
pub(crate) fn rich() -> Article {
    toml::from_str(include_str!("repository/rich.toml")).unwrap()
}

/// The article in a format of a repository that has what formats want to know of it.
pub(crate) fn written(prefix: &str, article: &Article, sets: &[&str]) -> Result<String, Reasons> {
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
    formats::by_prefix(prefix).unwrap().write(&source, &mut xml)?;
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
    let reasons = format.write(&Source::of(&item), &mut Xml::new()).unwrap_err();
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
fn an_embargo_is_a_pair_of_dates_for_openaire_and_the_acceptance_stands_back() {
    let dates = |article: &Article| {
        let xml = pretty(&written("oai_openaire", article, &[]).unwrap());
        lines_with(&xml, "dateType=\"A").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let mut article = rich();
    assert_eq!(dates(&article), ["<datacite:date dateType=\"Accepted\">2022-06</datacite:date>"]);
    article.access = Some(Access::Embargoed);
    article.embargo_end = "2030-01-31".parse().ok();
    assert_eq!(
        dates(&article),
        [
            "<datacite:date dateType=\"Accepted\">2022-09-15</datacite:date>",
            "<datacite:date dateType=\"Available\">2030-01-31</datacite:date>"
        ]
    );
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
