//! A sentence for people, in each language that Windrow speaks.

use std::fmt;

/// The same sentence in English and in Chinese. A language that is missing does not compile.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Words {
    pub en: String,
    pub zh: String,
}

impl Words {
    /// A text that is the same in every language, such as a message of the operating system.
    pub fn same(text: impl Into<String>) -> Self {
        let en = text.into();
        Self { zh: en.clone(), en }
    }

    /// All of them in one sentence, with semicolons between.
    pub fn joined(all: &[Self]) -> Self {
        let join =
            |of: fn(&Self) -> &str, between: &str| all.iter().map(of).collect::<Vec<_>>().join(between);
        Self { en: join(|words| &words.en, "; "), zh: join(|words| &words.zh, "；") }
    }

    /// Both sentences in the one text that an error of serde can carry.
    fn packed(&self) -> String {
        format!("{}{SEPARATOR}{}", self.en, self.zh)
    }

    /// The sentences that an error of serde carried; one text, if the error is of serde itself.
    pub fn unpacked(text: &str) -> Self {
        match text.split_once(SEPARATOR) {
            Some((en, zh)) => Self { en: en.to_owned(), zh: zh.to_owned() },
            None => Self::same(text),
        }
    }
}

/// A sentence without values, in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Both {
    pub en: &'static str,
    pub zh: &'static str,
}

/// A sentence without values.
pub const fn both(en: &'static str, zh: &'static str) -> Both {
    Both { en, zh }
}

impl From<Both> for Words {
    fn from(Both { en, zh }: Both) -> Self {
        Self { en: en.to_owned(), zh: zh.to_owned() }
    }
}

/// Between the two sentences of a packed text: the "unit separator" of ASCII, which no message has.
const SEPARATOR: char = '\u{1F}';

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}

impl std::error::Error for Words {}

/// What is wrong with a value, in words.
pub trait InWords {
    fn words(&self) -> Words;
}

/// What cannot fail has no words.
impl InWords for std::convert::Infallible {
    fn words(&self) -> Words {
        match *self {}
    }
}

impl InWords for Words {
    fn words(&self) -> Words {
        self.clone()
    }
}

/// An error on its way through serde, which keeps only its text.
pub struct Packed(Words);

impl<E: InWords> From<E> for Packed {
    fn from(error: E) -> Self {
        Self(error.words())
    }
}

impl fmt::Display for Packed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.packed())
    }
}

/// A sentence in English and in Chinese, each as for `format!`.
///
/// Values that are not variables are named, and those that are in both languages themselves follow a semicolon:
/// `words!("{n} files: {remedy}", "{n} 个文件：{remedy}", n = files.len(); remedy = words!("remove them", "请删除"))`.
macro_rules! words {
    ($en:literal, $zh:literal $(, $name:ident = $value:expr)* $(,)?) => {
        match ($(&$value,)*) { // values that are not variables live as long as the arm
            ($($name,)*) => $crate::model::Words {
                en: format!($en $(, $name = $name)*),
                zh: format!($zh $(, $name = $name)*),
            },
        }
    };
    ($en:literal, $zh:literal $(, $name:ident = $value:expr)*; $($both:ident = $words:expr),+ $(,)?) => {{
        $(let $both: $crate::model::Words = $words;)+
        match ($(&$value,)*) {
            ($($name,)*) => $crate::model::Words {
                en: format!($en $(, $name = $name)*, $($both = $both.en),+),
                zh: format!($zh $(, $name = $name)*, $($both = $both.zh),+),
            },
        }
    }};
}

pub(crate) use words;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sentences_pass_through_one_text() {
        let words =
            words!("{n} files: {end}", "{n} 个文件：{end}", n = 3; end = words!("none left", "没有剩余"));
        assert_eq!(words.to_string(), "3 files: none left");
        assert_eq!(words.zh, "3 个文件：没有剩余");
        assert_eq!(Words::unpacked(&Packed(words.clone()).to_string()), words);
        assert_eq!(Words::unpacked("expected a string"), Words::same("expected a string"));
    }
}
