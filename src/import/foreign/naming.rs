//! The names of the files that drafts are written into. A name comes from the article alone, so that it stays the same whatever order the
//! records have.

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use crate::model::{Article, Doi};

/// The folders and the file name of an article below the records folder, without an ending: `2022/5/p130`. `with_folders` is false
/// if the folder was named by the person who imports.
///
/// The name is that of the first page in its issue; if the page or the issue is not known, the end of the DOI; else a hash of the
/// title and the authors.
pub fn name(article: &Article, with_folders: bool) -> String {
    let year = article.published.as_ref().map(|date| date.year().to_owned());
    let place = [year, article.volume.clone().filter(|_| article.issue.is_none()), article.issue.clone()];
    let place: Vec<_> =
        place.into_iter().flatten().map(|part| plain(&part)).filter(|part| !part.is_empty()).collect();
    let page = article.pages.as_ref().map(|pages| plain(&pages.first)).filter(|page| !page.is_empty());
    let file = match (page, &article.doi) {
        (Some(page), _) if article.issue.is_some() => format!("p{page}"),
        (_, Some(doi)) => of_doi(doi),
        _ => hash(article),
    };
    if with_folders { place.into_iter().chain([file]).collect::<Vec<_>>().join("/") } else { file }
}

/// What comes after the prefix of the publisher.
fn of_doi(doi: &Doi) -> String {
    let (_, suffix) = doi.as_str().split_once('/').unwrap_or_default();
    let name = plain(suffix);
    if name.is_empty() { "doi".to_owned() } else { name }
}

/// Letters and digits of ASCII, hyphens and underscores, in small letters; a hyphen for anything else.
fn plain(text: &str) -> String {
    let kept = |sign: char| {
        if sign.is_ascii_alphanumeric() || sign == '_' { sign.to_ascii_lowercase() } else { '-' }
    };
    let text: String = text.chars().map(kept).collect();
    text.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

fn hash(article: &Article) -> String {
    let mut hash = Sha256::new();
    article.titles.iter().for_each(|title| hash.update(title.joined().as_bytes()));
    article.authors.iter().for_each(|author| hash.update(author.inverted().as_bytes()));
    format!("a-{}", &HEXLOWER.encode(&hash.finalize())[..10])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(json: &str) -> String {
        name(&serde_json::from_str(json).unwrap(), true)
    }

    #[test]
    fn a_name_comes_from_the_page_or_the_doi_or_the_title() {
        let pages = r#""pages":{"first":"130"}"#;
        assert_eq!(named(&format!(r#"{{"published":"2022-09","issue":"5",{pages}}}"#)), "2022/5/p130");
        assert_eq!(
            named(&format!(r#"{{"published":"2022","volume":"40",{pages},"doi":"10.5555/Trust.2022/1"}}"#)),
            "2022/40/trust-2022-1"
        );
        assert_eq!(named(r#"{"issue":"增刊","pages":{"first":"S1"}}"#), "ps1");
        let hashed = named(r#"{"title":[{"text":"论安全"}]}"#);
        assert!(hashed.starts_with("a-") && hashed.len() == 12, "{hashed}");
    }
}
