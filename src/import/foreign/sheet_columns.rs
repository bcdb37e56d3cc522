//! The headings of sheets: what they mean, and in which language.

use crate::model::Language;

use super::field::Field;
use super::sheet_known::{Column, KNOWN, Known};

/// What a heading means.
#[derive(Clone, Debug, Default)]
pub struct Heading {
    /// `None` if nothing is known of it.
    pub column: Option<Column>,
    pub lang: Option<Language>,
}

impl Heading {
    pub fn of(text: &str) -> Self {
        let folded = folded(text);
        if let Some(column) = known(&folded) {
            return Self { column: Some(column), lang: None };
        }
        let marked = marked(&folded).find_map(|(name, lang)| Some((known(name)?, lang)));
        marked.map(|(column, lang)| Self { column: Some(column), lang }).unwrap_or_default()
    }

    pub fn is_title(&self) -> bool {
        self.column == Some(Column::Field(Field::Title))
    }
}

/// The name of our own sheet, or the Chinese name, that an unknown heading was probably meant to be, with its language.
pub fn meant(text: &str) -> Option<String> {
    let folded = folded(text);
    let names = || {
        let all = KNOWN
            .iter()
            .flat_map(|(own, _, others)| others.split(' ').filter(|name| !name.is_ascii()).chain([*own]));
        all.filter(|name| name.chars().count() > 1) // anything of one letter is near to anything
    };
    let near = |name: &str| crate::diagnostics::suggest::nearest(name, names());
    let with_language = |(name, lang): (&str, Option<Language>)| {
        let near = near(name)?;
        Some(lang.map_or_else(|| near.to_owned(), |lang| format!("{near}_{lang}")))
    };
    let behind = |(name, _): &(&str, Option<Language>)| folded.starts_with(name);
    let whole = || near(&folded).map(str::to_owned);
    marked(&folded)
        .filter(behind)
        .find_map(with_language)
        .or_else(whole)
        .or_else(|| marked(&folded).find_map(with_language))
}

/// The column with this name, whatever vocabulary it is said to be of.
fn known(name: &str) -> Option<Column> {
    let key = key(name);
    let bare = ["dublincore", "dcterms", "dc"].iter().find_map(|prefix| key.strip_prefix(prefix));
    let has = |wanted: &str| {
        let of = |(own, _, others): &&Known| {
            self::key(own) == wanted || others.split(' ').any(|other| other == wanted)
        };
        KNOWN.iter().find(of).map(|(_, column, _)| *column)
    };
    let has = |wanted: &str| Some(wanted).filter(|wanted| !wanted.is_empty()).and_then(has);
    has(&key).or_else(|| has(bare?))
}

/// Letters and digits: `Article title`, `article_title` and `articleTitle` are the same.
fn key(name: &str) -> String {
    name.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Signs of full width as those of half width, in small letters.
fn folded(text: &str) -> String {
    let narrow = |sign: char| match sign {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(sign) - 0xFEE0).unwrap_or(sign),
        '\u{3000}' => ' ',
        '【' => '[',
        '】' => ']',
        _ => sign,
    };
    text.trim_start_matches('\u{FEFF}').trim().chars().map(narrow).collect::<String>().to_lowercase()
}

/// How headings name languages.
const LANGUAGES: [(&str, &str); 8] = [
    ("英文", "en"),
    ("中文", "zh"),
    ("english", "en"),
    ("chinese", "zh"),
    ("英", "en"),
    ("中", "zh"),
    ("日文", "ja"),
    ("俄文", "ru"),
];

/// Codes that a name may end with. Codes that are words of headings as well (`id`, `no`) are not here.
const CODES: [&str; 16] =
    ["zh", "en", "ja", "ko", "fr", "de", "es", "pt", "ru", "ar", "it", "nl", "pl", "tr", "vi", "uk"];

/// The ways in which a heading can be a name with a language.
fn marked(folded: &str) -> impl Iterator<Item = (&str, Option<Language>)> {
    let in_square = folded.strip_suffix(']').and_then(|rest| rest.rsplit_once('['));
    let in_square = in_square.map(|(name, lang)| (name, word(lang).or_else(|| tag(lang))));
    let in_round = folded.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let in_round = in_round.and_then(|(name, lang)| Some((name, Some(word(lang)?))));
    let before = LANGUAGES.iter().filter_map(|(name, _)| Some((folded.strip_prefix(name)?, word(name))));
    let behind = folded.match_indices(['_', '-', ' ', '.']).filter_map(|(at, _)| {
        let lang = word(&folded[at + 1..])?;
        Some((&folded[..at], Some(lang)))
    });
    in_square.into_iter().chain(in_round).chain(before).chain(behind)
}

fn word(word: &str) -> Option<Language> {
    match LANGUAGES.iter().find(|(name, _)| *name == word) {
        Some((_, code)) => code.parse().ok(),
        None => tag(word).filter(|lang| CODES.contains(&lang.primary())),
    }
}

/// `zh_hans_cn` as `zh-Hans-CN`.
fn tag(text: &str) -> Option<Language> {
    let mut parts = text.split(['_', '-']);
    let primary = parts.next().filter(|code| (2..=3).contains(&code.len()))?;
    let cased = |part: &str| match part.len() {
        2 => part.to_uppercase(),
        4 => part[..1].to_uppercase() + &part[1..],
        _ => part.to_owned(),
    };
    let parts: Vec<_> = parts.map(|part| part.is_ascii().then(|| cased(part))).collect::<Option<_>>()?;
    [primary.to_owned()].into_iter().chain(parts).collect::<Vec<_>>().join("-").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_known_in_every_spelling() {
        for (text, column, lang) in [
            ("title_zh", Column::Field(Field::Title), Some("zh")),
            ("Title (English)", Column::Field(Field::Title), Some("en")),
            ("ＴＩＴＬＥ＿ＥＮ", Column::Field(Field::Title), Some("en")),
            ("英文题名", Column::Field(Field::Title), Some("en")),
            ("摘要（英文）", Column::Field(Field::Abstract), Some("en")),
            ("中文关键词", Column::Field(Field::Keywords), Some("zh")),
            ("dc.title[en_US]", Column::Field(Field::Title), Some("en-US")),
            ("dc.contributor.author", Column::Field(Field::Author), None),
            ("Dublin Core:Title", Column::Field(Field::Title), None),
            ("articleTitle", Column::Field(Field::Title), None),
            ("Page start", Column::Field(Field::FirstPage), None),
            ("Author(s) ID", Column::Field(Field::Ignored), None),
            ("中图分类号", Column::Clc, None),
            ("abstract_zh-Hans", Column::Field(Field::Abstract), Some("zh-Hans")),
        ] {
            let heading = Heading::of(text);
            assert_eq!(heading.column, Some(column), "{text}");
            assert_eq!(heading.lang, lang.map(|lang| lang.parse().unwrap()), "{text}");
        }
        for text in ["", "titel", "label_included", "第几次", "en"] {
            assert_eq!(Heading::of(text).column, None, "{text}");
        }
    }

    #[test]
    fn a_slip_is_recognised_with_its_language() {
        assert_eq!(meant("titel_zh").as_deref(), Some("title_zh"));
        assert_eq!(meant("Recieved").as_deref(), Some("received"));
        assert_eq!(meant("中图分类").as_deref(), Some("中图分类号"));
        assert_eq!(meant("weather forecast"), None);
    }

    #[test]
    fn no_name_is_of_two_columns() {
        let all = || {
            KNOWN.iter().flat_map(|(own, _, others)| others.split(' ').map(str::to_owned).chain([key(own)]))
        };
        let mut names: Vec<_> = all().filter(|name| !name.is_empty()).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all().filter(|name| !name.is_empty()).count());
        assert!(all().all(|name| name == key(&folded(&name))), "names are keys");
    }
}
