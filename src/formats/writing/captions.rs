//! Captions of year, volume and number in a citation, by language.

use crate::formats::vocabulary::is_romanised;
use crate::model::Language;

/// The texts before and after a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Caption(&'static str, &'static str);

/// The captions of a language.
#[derive(Debug)]
pub(super) struct Captions {
    language: &'static str,
    /// Behind the year.
    pub(super) year: &'static str,
    pub(super) volume: Caption,
    pub(super) issue: Caption,
    /// Between the three.
    pub(super) between: &'static str,
    /// Before the title of the issue.
    pub(super) colon: &'static str,
}

const fn western(language: &'static str, volume: &'static str, issue: &'static str) -> Captions {
    let (volume, issue) = (Caption(volume, ""), Caption(issue, ""));
    Captions { language, year: "", volume, issue, between: ", ", colon: ": " }
}

/// As Open Journal Systems has them in its translations; the Korean ones, which are wrong there, as Korean journals print them.
static CAPTIONS: [Captions; 10] = [
    western("en", "Vol. ", "No. "),
    western("es", "Vol. ", "Núm. "),
    western("fr", "Vol. ", "No "),
    western("de", "Bd. ", "Nr. "),
    western("pt", "v. ", "n. "),
    western("ru", "Том ", "№ "),
    Captions { between: "، ", ..western("ar", "مجلد ", "عدد ") },
    Captions {
        language: "zh",
        year: "年",
        volume: Caption("第", "卷"),
        issue: Caption("第", "期"),
        between: "",
        colon: "：",
    },
    Captions {
        language: "ja",
        year: "年",
        volume: Caption("第", "巻"),
        issue: Caption("第", "号"),
        between: "",
        colon: "：",
    },
    Captions {
        language: "ko",
        year: "년",
        volume: Caption("제", "권"),
        issue: Caption("제", "호"),
        between: " ",
        colon: ": ",
    },
];

/// The captions of the language, if they are known; a romanised text has none. A line of no known language is not said to be in
/// any, and has the English ones.
pub(super) fn captions(lang: Option<&Language>) -> Option<&'static Captions> {
    let Some(lang) = lang else { return CAPTIONS.first() };
    if is_romanised(lang) {
        return None;
    }
    CAPTIONS.iter().find(|captions| lang.is(captions.language))
}

impl Caption {
    /// The number with its caption. A supplement or special issue is not a number and stands as it is; behind a number, it stands
    /// behind the caption: `第5期 Suppl. 1`.
    pub(super) fn around(self, text: &str) -> String {
        if !begins_with_number(text) && !is_roman(text) {
            return text.to_owned();
        }
        let (number, rest) = text.split_at(name_in(text).unwrap_or(text.len()));
        let space = if rest.starts_with(|first: char| first.is_ascii()) { " " } else { "" };
        let is_spaced = number.ends_with(char::is_whitespace) || !self.1.is_empty();
        let space = if is_spaced { space } else { "" };
        format!("{}{}{}{space}{rest}", self.0, number.trim_end(), self.1)
    }
}

/// Whether the text begins with a digit, of ASCII or of a script that Unicode numbers so.
pub(super) fn begins_with_number(text: &str) -> bool {
    text.trim_start().starts_with(char::is_numeric)
}

fn is_roman(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| "IVXLCDMivxlcdm".contains(letter))
}

/// Where a name begins behind a number: the first of two letters, or one that is not Latin.
fn name_in(text: &str) -> Option<usize> {
    let letters = text.char_indices().zip(text.chars().skip(1).chain([' ']));
    let is_name =
        |letter: char, next: char| letter.is_alphabetic() && (!letter.is_ascii() || next.is_alphabetic());
    letters.into_iter().find(|((_, letter), next)| is_name(*letter, *next)).map(|((at, _), _)| at)
}
