//! The language of texts that a file does not mark.

use crate::formats::scripts_in;
use crate::model::{Language, words};

use super::draft::Draft;

/// The language of a text, by its script; that of a Latin text is not known, unless the record says in which it is.
pub fn language(draft: &mut Draft, field: &'static str, text: &str) -> Option<Language> {
    let script = scripts_in(text).max_by_key(|(_, count)| *count)?.0;
    let has = |script: &str| scripts_in(text).any(|(other, count)| other == script && count > 0);
    let code = match script {
        _ if has("Jpan") => "ja",
        "Hani" => "zh",
        "Kore" => "ko",
        "Cyrl" => "ru",
        "Arab" => "ar",
        "Latn" => return draft.article.language.iter().find(|lang| is_latin(lang)).cloned(),
        _ => return None,
    };
    let lang: Language = code.parse().ok()?;
    let known = draft.article.language.iter().find(|known| known.primary() == code).cloned();
    if known.is_none() {
        draft.guess(field, words!("languages were guessed from the script", "语言由文字推测"));
    }
    Some(known.unwrap_or(lang))
}

fn is_latin(lang: &Language) -> bool {
    !["zh", "ja", "ko", "ru", "ar"].contains(&lang.primary())
}

/// Names of languages as databases write them.
const LANGUAGES: [(&str, &str); 14] = [
    ("中文", "zh"),
    ("chi", "zh"),
    ("chinese", "zh"),
    ("英文", "en"),
    ("eng", "en"),
    ("english", "en"),
    ("spa", "es"),
    ("spanish", "es"),
    ("fre", "fr"),
    ("french", "fr"),
    ("ger", "de"),
    ("german", "de"),
    ("por", "pt"),
    ("portuguese", "pt"),
];

pub fn known_language(text: &str) -> Option<Language> {
    let word = text.trim_end_matches([';', '；', ',']).trim().to_lowercase();
    let code = LANGUAGES.iter().find(|(name, _)| *name == word).map_or(word.as_str(), |(_, code)| code);
    (code.len() <= 8).then(|| code.replace('_', "-").parse().ok()).flatten()
}
