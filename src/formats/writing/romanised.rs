//! Texts in an original script and the same in Latin letters: what catalogues link with each other.

use crate::model::{Language, Text, Title};

use super::line::line;
use crate::formats::vocabulary::{is_latin, is_romanised};

/// A text in a language.
pub(in crate::formats) trait Worded {
    fn lang(&self) -> Option<&Language>;
    fn words(&self) -> &str;
}

impl Worded for Text {
    fn lang(&self) -> Option<&Language> {
        self.lang.as_ref()
    }

    fn words(&self) -> &str {
        &self.text
    }
}

impl Worded for Title {
    fn lang(&self) -> Option<&Language> {
        self.lang.as_ref()
    }

    fn words(&self) -> &str {
        &self.text
    }
}

/// A text, with its romanisation if the record has one; Windrow does not make one.
#[derive(Debug)]
pub(in crate::formats) struct Written<'a, T> {
    /// In the original script.
    pub(in crate::formats) original: &'a T,
    /// The same in Latin letters.
    pub(in crate::formats) romanised: Option<&'a T>,
}

impl<'a, T> Written<'a, T> {
    /// The form in Latin letters if there is one.
    pub(in crate::formats) fn latin(&self) -> &'a T {
        self.romanised.unwrap_or(self.original)
    }
}

/// The texts in their order, each with its romanisation; blank ones are left out.
pub(in crate::formats) fn written<T: Worded>(texts: &[T]) -> Vec<Written<'_, T>> {
    let seen = texts.iter().enumerate().filter(|(_, text)| line(text.words()).is_some());
    let (mut romanised, originals): (Vec<_>, Vec<_>) = seen.partition(|(_, text)| is_romanisation(*text));
    let mut written = Vec::with_capacity(originals.len());
    for (at, original) in originals {
        let of_it = romanised.iter().position(|(_, text)| is_of(*text, original));
        let of_it = of_it.map(|at| romanised.remove(at));
        let first = of_it.map_or(at, |(other, _)| at.min(other));
        written.push((first, Written { original, romanised: of_it.map(|(_, text)| text) }));
    }
    written.extend(romanised.into_iter().map(|(at, original)| (at, Written { original, romanised: None })));
    written.sort_by_key(|(at, _)| *at);
    written.into_iter().map(|(_, written)| written).collect()
}

fn is_romanisation<T: Worded>(text: &T) -> bool {
    text.lang().is_some_and(is_romanised) && is_latin(text.words())
}

fn is_of<T: Worded>(romanised: &T, original: &T) -> bool {
    let languages = original.lang().zip(romanised.lang());
    !is_latin(original.words()) && languages.is_some_and(|(one, other)| one.is_same(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_romanisation_belongs_to_the_text_of_its_language() {
        let text = |lang: &str, text: &str| Text { lang: lang.parse().ok(), text: text.to_owned() };
        let texts = [
            text("en", "Security"),
            text("ru-Latn", "Bezopasnost'"),
            text("zh-Hans", "安全"),
            text("zh-Latn-pinyin", "Anquan"),
            text("zh-Hant", " "),
        ];
        let written: Vec<_> = written(&texts)
            .iter()
            .map(|written| (written.original.text.as_str(), written.romanised.map(|text| text.text.as_str())))
            .collect();
        assert_eq!(written, [("Security", None), ("Bezopasnost'", None), ("安全", Some("Anquan"))]);
    }
}
