//! APA, 7th edition: `Wang, L., & Zhang, G. (2022). Title. Journal, 40(5), 130–145. https://doi.org/…`.

use super::cited::{Cited, Wanted, initials};
use crate::model::{Article, NameParts};

/// The most authors that are all named; of more, the first nineteen and the last.
const NAMED: usize = 20;

/// The citation; `None` if the article has no title.
pub fn apa(article: &Article) -> Option<String> {
    let cited = Cited::of(article, Wanted::Latin)?;
    let names: Vec<String> = cited.authors.iter().map(name).filter(|name| !name.is_empty()).collect();
    let year = cited.year.unwrap_or("n.d.");
    let title = if cited.is_devised && !cited.title.starts_with('[') {
        format!("[{}]", cited.title)
    } else {
        cited.title.clone()
    };
    let mut parts = match names.is_empty() {
        true => vec![format!("{} ({year}).", ended(&title))],
        false => vec![format!("{} ({year}).", ended(&joined(&names))), ended(&title)],
    };
    let place = place(&cited);
    if !place.is_empty() {
        parts.push(format!("{place}."));
    }
    parts.extend(cited.doi.map(|doi| format!("https://doi.org/{doi}")).or(cited.url));
    Some(parts.join(" "))
}

/// `Family, G. H.`, or the whole name.
fn name(name: &NameParts<'_>) -> String {
    match (name.family, name.given) {
        (Some(family), Some(given)) if name.is_latin() => format!("{family}, {}", initials(given, ".")),
        _ => name.inverted().into_owned(),
    }
}

fn joined(names: &[String]) -> String {
    match names {
        [one] => one.clone(),
        [rest @ .., last] if names.len() <= NAMED => format!("{}, & {last}", rest.join(", ")),
        [.., last] => format!("{}, . . . {last}", names[..NAMED - 1].join(", ")),
        [] => String::new(),
    }
}

/// The text with the mark that ends it.
fn ended(text: &str) -> String {
    if text.ends_with(['.', '?', '!', '。', '？', '！']) { text.to_owned() } else { format!("{text}.") }
}

/// `Journal, 40(5), 130–145`.
fn place(cited: &Cited<'_>) -> String {
    let issue = match (cited.volume, cited.issue) {
        (Some(volume), Some(issue)) => Some(format!("{volume}({issue})")),
        (Some(volume), None) => Some(volume.to_owned()),
        (None, issue) => issue.map(|issue| format!("({issue})")),
    };
    let pages = cited.pages.as_ref().map(|pages| pages.replace('-', "–"));
    let parts = [cited.journal.clone(), issue, pages];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(json: &str) -> Article {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_bilingual_article_is_cited_in_latin_letters() {
        let cited = apa(&article(
            r#"{"title":[{"lang":"zh","text":"题名"},{"lang":"en","text":"A <i>Title</i>"}],
                "author":[{"lang":"zh","family":"王","given":"磊","variant":[{"family":"Wang","given":"Lei"}]},
                {"family":"Zhang","given":"Guo-Shuai"}],"journal":{"title":[{"lang":"zh","text":"学报"},{"lang":"en","text":"Journal"}]},
                "volume":"40","issue":"5","published":"2022-09","pages":{"first":"130","last":"145"},"doi":"10.5555/1"}"#,
        ));
        let expected =
            "Wang, L., & Zhang, G.-S. (2022). A Title. Journal, 40(5), 130–145. https://doi.org/10.5555/1";
        assert_eq!(cited.as_deref(), Some(expected));
    }

    #[test]
    fn what_is_unknown_is_left_out() {
        assert_eq!(apa(&article(r#"{"title":[{"text":"Why?"}]}"#)).unwrap(), "Why? (n.d.).");
        assert_eq!(apa(&article(r#"{"title":[{"text":" "}]}"#)), None);
        let one =
            apa(&article(r#"{"title":[{"text":"T"}],"author":[{"name":"UNESCO"}],"issue":"5"}"#)).unwrap();
        assert_eq!(one, "UNESCO. (n.d.). T. (5).");
    }

    #[test]
    fn of_more_than_twenty_authors_the_first_nineteen_and_the_last_are_named() {
        let names: Vec<String> = (1..=25).map(|number| format!("A{number}")).collect();
        let joined = joined(&names);
        assert!(joined.ends_with("A19, . . . A25"), "{joined}");
    }
}
