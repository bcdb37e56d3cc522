//! What in an identifier was probably not meant, though it may stand there.

use crate::model::words;
use crate::model::{InWords, Words};

/// A character of an identifier that probably came with it from where it was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The last character is the punctuation of a sentence, or a slash.
    Ending(char),
    /// It cannot be seen.
    Invisible(char),
    /// A dash where a hyphen is expected.
    Dash(char),
    /// The letters of a `%XX`, as they stand in URLs only.
    Escaped([char; 2]),
}

impl Doubt {
    /// The first doubt that there is about the identifier.
    pub fn about(identifier: &str) -> Option<Self> {
        let characters = || identifier.chars();
        let invisible = characters().find(|&character| is_invisible(character)).map(Self::Invisible);
        let dash = || characters().find(|&character| is_dash(character)).map(Self::Dash);
        let ending = || characters().next_back().filter(|last| ".,;/".contains(*last)).map(Self::Ending);
        invisible.or_else(dash).or_else(|| escaped(identifier)).or_else(ending)
    }

    /// Behind a message that refuses the text: the doubt about it, if there is one.
    pub(super) fn hint(text: &str) -> Words {
        let hint = |doubt: Self| words!(" (it {doubt})", "（{doubt}）"; doubt = doubt.words());
        Self::about(text.trim()).map(hint).unwrap_or_default()
    }
}

fn escaped(identifier: &str) -> Option<Doubt> {
    identifier.split('%').skip(1).find_map(|rest| {
        let mut digits = rest.chars().take(2).filter(char::is_ascii_hexdigit);
        Some(Doubt::Escaped([digits.next()?, digits.next()?]))
    })
}

/// Format characters, and others that take no room.
const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Dashes, and hyphens other than that of ASCII.
const fn is_dash(character: char) -> bool {
    matches!(
        character,
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}'
    )
}

impl InWords for Doubt {
    fn words(&self) -> Words {
        let code = |character: &char| format!("U+{:04X}", u32::from(*character));
        match self {
            Self::Ending(last) => words!("ends in `{last}`", "以“{last}”结尾"),
            Self::Invisible(hidden) => {
                words!("has an invisible character, {u}", "含有看不见的字符 {u}", u = code(hidden))
            }
            Self::Dash(dash) => words!(
                "has a dash (`{dash}`, {u}) instead of a hyphen",
                "用了破折号（“{dash}”，{u}），应为连字符",
                u = code(dash)
            ),
            Self::Escaped([first, second]) => words!(
                "has `%{first}{second}`, which stands for another character in URLs",
                "含有“%{first}{second}”，它在网址中代表另一个字符"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_along_is_doubted() {
        for (identifier, words) in [
            ("10.5555/abc.", "ends in `.`"),
            ("10.5555/abc,", "ends in `,`"),
            ("10.5555/abc/", "ends in `/`"),
            ("10.5555/a\u{200B}bc", "an invisible character, U+200B"),
            ("\u{FEFF}10.5555/abc", "U+FEFF"),
            ("10.5555/a\u{AD}bc", "U+00AD"),
            ("10.5555/a–bc.", "a dash (`–`, U+2013)"),
            ("10.5555/a%3Cbc", "has `%3C`"),
        ] {
            let doubt = Doubt::about(identifier).map(|doubt| doubt.words().en).unwrap_or_default();
            assert!(doubt.contains(words), "{identifier}: {doubt}");
        }
        for identifier in ["10.5555/a-b.c/d,e", "10.1002/(SICI)1<1::AID>3.0.CO;2-#", "10.5555/50%", "", "中"]
        {
            assert_eq!(Doubt::about(identifier), None, "{identifier}");
        }
    }
}
