//! A retracted article says so in every format.

use windrow::formats::{EXPORTS, Source};
use windrow::model::{Article, Content, Item};

use crate::repository::{rich, written};

const NOTICE: &str = "https://doi.org/10.5555/retraction.1";

fn retracted() -> Article {
    let relations = r#"[{"kind": "retraction", "doi": "10.5555/retraction.1"}]"#;
    Article { relations: serde_json::from_str(relations).unwrap(), ..rich() }
}

/// Crossref knows retractions by Crossmark only; there the notice is a related work.
#[test]
fn a_retracted_article_is_marked_in_every_format() {
    for prefix in ["oai_dc", "oai_qdc", "oai_openaire", "oai_datacite", "datacite", "marcxml", "mods", "jats"]
    {
        for (language, words) in
            [("zh", "本文已撤稿。撤稿声明："), ("en", "This article has been retracted.")]
        {
            let article = Article { language: vec![language.parse().unwrap()], ..retracted() };
            let document = written(prefix, &article, &[]).unwrap();
            assert!(document.contains(words) && document.contains(NOTICE), "{prefix}: {document}");
            let other = written(prefix, &rich(), &[]).unwrap();
            assert!(!other.contains("撤稿") && !other.contains("retracted."), "{prefix}: {other}");
        }
    }
    assert!(written("crossref", &retracted(), &[]).unwrap().contains("10.5555/retraction.1"));
}

#[test]
fn a_retracted_article_is_marked_in_every_citation() {
    let exported = |article: Article| {
        let item = Item::new("oai:a.org:1".parse().unwrap(), Content::Article(Box::new(article)));
        EXPORTS
            .iter()
            .filter(|export| export.name() != "doaj") // which has no place for it
            .map(|export| export.write(&Source::of(&item)).unwrap().to_lowercase())
            .collect::<Vec<_>>()
    };
    let plain = exported(Article { relations: Vec::new(), ..rich() });
    for (document, other) in exported(retracted()).iter().zip(plain) {
        assert!(document.contains("retracted") || document.contains("撤稿"), "{document}");
        assert!(!other.contains("retracted"), "{other}");
    }
}
