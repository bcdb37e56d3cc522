//! GB/T 7714-2015, in the order of citation: `王磊, 张国帅. 题名[J]. 刊名, 2022, 40(5): 130-145. DOI: 10.…`.

use super::cited::{Cited, Wanted, initials};
use crate::model::{Article, NameParts, is_han};

/// The most authors that are named (8.1.2).
const NAMED: usize = 3;

/// The citation; `None` if the article has no title.
pub fn gbt7714(article: &Article) -> Option<String> {
    let cited = Cited::of(article, Wanted::Original)?;
    let names: Vec<String> = cited.authors.iter().map(name).filter(|name| !name.is_empty()).collect();
    let is_han = cited.title.chars().any(is_han);
    let mut text = String::new();
    if !names.is_empty() {
        let others = if is_han { "等" } else { "et al" };
        let more = (names.len() > NAMED).then(|| others.to_owned());
        let named = names.into_iter().take(NAMED).chain(more).collect::<Vec<_>>().join(", ");
        text = format!("{named}. ");
    }
    text += &format!("{}[J].", cited.title);
    let place = place(&cited);
    if !place.is_empty() {
        text += &format!(" {place}.");
    }
    if let Some(doi) = cited.doi {
        text += &format!(" DOI: {doi}.");
    }
    Some(text)
}

/// `王磊`; in Latin letters `WANG L` (8.1.1).
fn name(name: &NameParts<'_>) -> String {
    match (name.family, name.given) {
        (Some(family), Some(given)) if name.is_latin() => {
            format!("{} {}", family.to_uppercase(), initials(given, "").replace('-', " "))
        }
        (Some(family), Some(given)) => format!("{family}{given}"),
        _ => name.inverted().into_owned(),
    }
}

/// `刊名, 2022, 40(5): 130-145`.
fn place(cited: &Cited<'_>) -> String {
    let issue = match (cited.volume, cited.issue) {
        (Some(volume), Some(issue)) => Some(format!("{volume}({issue})")),
        (Some(volume), None) => Some(volume.to_owned()),
        (None, issue) => issue.map(|issue| format!("({issue})")),
    };
    // A number without a volume follows the year directly.
    let year = match (cited.year, &issue) {
        (Some(year), Some(issue)) if issue.starts_with('(') => Some(format!("{year}{issue}")),
        (Some(year), Some(issue)) => Some(format!("{year}, {issue}")),
        (Some(year), None) => Some(year.to_owned()),
        (None, _) => issue,
    };
    let parts = [cited.journal.clone(), year];
    let place = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    match &cited.pages {
        Some(pages) if !place.is_empty() => format!("{place}: {pages}"),
        Some(pages) => pages.clone(),
        None => place,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cited(json: &str) -> String {
        gbt7714(&serde_json::from_str(json).unwrap()).unwrap()
    }

    #[test]
    fn an_article_in_chinese_is_cited_in_chinese() {
        let text = cited(
            r#"{"title":[{"lang":"zh","text":"题名"},{"lang":"en","text":"Title"}],
                "author":[{"family":"Wang","given":"Lei","variant":[{"lang":"zh","family":"王","given":"磊"}]},{"name":"乙"},{"name":"丙"},{"name":"丁"}],
                "journal":{"title":[{"lang":"en","text":"Journal"},{"lang":"zh-Hans","text":"学报"}]},
                "issue":"5","published":"2022","pages":{"first":"130","last":"145"},"doi":"10.5555/1"}"#,
        );
        assert_eq!(text, "王磊, 乙, 丙, 等. 题名[J]. 学报, 2022(5): 130-145. DOI: 10.5555/1.");
    }

    #[test]
    fn an_article_in_english_has_family_names_in_capitals() {
        let text = cited(
            r#"{"title":[{"lang":"en","text":"Title"}],"author":[{"family":"Zhang","given":"Guo-shuai"}],
                "journal":{"title":[{"text":"Journal"}]},"volume":"40","published":"2022"}"#,
        );
        assert_eq!(text, "ZHANG G S. Title[J]. Journal, 2022, 40.");
        assert_eq!(cited(r#"{"title":[{"text":"T"}],"article_number":"e7"}"#), "T[J]. e7.");
    }
}
