//! The citation key of an article: permanent and unique.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::formats::Source;
use crate::model::Article;

/// The longest part of a name in a key.
const MOST_LETTERS: usize = 20;

/// Latin letters by the ASCII letters that they become.
#[rustfmt::skip]
const FOLDED: [(&str, &str); 24] = [
    ("àáâãäåāăąǎạảấầẩẫậắằẳẵặ", "a"), ("æǽ", "ae"), ("çćĉċč", "c"), ("ďđð", "d"), ("èéêëēĕėęěẹẻẽếềểễệ", "e"),
    ("ĝğġģ", "g"), ("ĥħ", "h"), ("ìíîïĩīĭįıǐỉị", "i"), ("ĵ", "j"), ("ķ", "k"), ("ĺļľŀł", "l"), ("ñńņňŋ", "n"),
    ("òóôõöøōŏőǒơọỏốồổỗộớờởỡợ", "o"), ("œ", "oe"), ("ŕŗř", "r"), ("śŝşšșſ", "s"), ("ß", "ss"), ("ţťŧț", "t"),
    ("þ", "th"), ("ùúûüũūŭůűųǔǖǘǚǜưụủứừửữự", "u"), ("ŵ", "w"), ("ýÿŷỳỵỷỹ", "y"), ("źżž", "z"), ("ĳ", "ij"),
];

/// `wang2022-1f3a9c`: family name, year, and digits derived from the item's identifier that make it unique.
pub(super) fn citation_key(source: &Source<'_>, article: &Article) -> String {
    let year = article.published.as_ref().map_or("", |date| date.year());
    let hash = Sha256::digest(source.identifier.as_str());
    format!("{}{year}-{}", name(article), HEXLOWER.encode(&hash[..3]))
}

/// The family name of the first author, or the first word of the only name, in ASCII letters.
fn name(article: &Article) -> String {
    let name = article.authors.first().map(|person| person.latin_name());
    let family = name.and_then(|name| match name.family {
        Some(family) => Some(family.to_owned()),
        None => name.single()?.split_whitespace().next().map(str::to_owned),
    });
    let letters: String =
        family.as_deref().map(ascii).unwrap_or_default().chars().take(MOST_LETTERS).collect();
    if letters.is_empty() { "article".to_owned() } else { letters }
}

/// The letters of a name as lower-case ASCII; those that have no such form are left out.
fn ascii(name: &str) -> String {
    let lower = name.to_lowercase();
    let letters = lower.chars().map(|letter| match letter {
        'a'..='z' => letter.to_string(),
        _ => {
            let folded = FOLDED.iter().find(|(letters, _)| letters.contains(letter));
            folded.map_or_else(String::new, |(_, ascii)| (*ascii).to_owned())
        }
    });
    letters.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Content, Item, Name, Person};

    fn key(identifier: &str, family: &str, latin: Option<&str>) -> String {
        let variant = |family: &str| Name { family: Some(family.to_owned()), ..Name::default() };
        let author = Person {
            family: (!family.is_empty()).then(|| family.to_owned()),
            variants: latin.map(variant).into_iter().collect(),
            ..Person::default()
        };
        let article = Article {
            authors: vec![author],
            published: Some("2022-09".parse().unwrap()),
            ..Article::default()
        };
        let item = Item::new(identifier.parse().unwrap(), Content::Article(Box::new(article.clone())));
        citation_key(&Source::of(&item), &article)
    }

    #[test]
    fn a_key_has_name_and_year_in_ascii_and_is_that_of_one_item() {
        assert_eq!(key("oai:a.org:1", "Wang", None), "wang2022-545bca");
        assert_eq!(key("oai:a.org:1", "Wang", None), key("oai:a.org:1", "Wang", None));
        assert_ne!(key("oai:a.org:1", "Wang", None), key("oai:a.org:2", "Wang", None));
        for (family, latin, begins) in [
            ("Müller-Ångström", None, "mullerangstrom2022-"),
            ("O’Brien", None, "obrien2022-"),
            ("Đặng Ł. ß", None, "danglss2022-"),
            ("E\u{301}cole", None, "ecole2022-"),
            ("王", Some("Wáng"), "wang2022-"),
            ("王", None, "article2022-"),
            ("", None, "article2022-"),
            ("Wolfeschlegelsteinhausenbergerdorff", None, "wolfeschlegelsteinha2022-"),
        ] {
            let key = key("oai:a.org:1", family, latin);
            assert!(key.starts_with(begins) && key.is_ascii(), "{key}");
        }
    }
}
