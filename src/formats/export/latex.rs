//! Texts in LaTeX as BibTeX files hold them: UTF-8, special characters as commands, braces around capitals that stay.

use crate::model::Title;
use crate::xml::Style;

use super::cited::whole_title;
use super::text::{Tags, line, on_one_line};

const TAGS: Tags = Tags {
    of: |style| match style {
        Style::Italic => Some(("\\emph{", "}")),
        Style::Bold => Some(("\\textbf{", "}")),
        Style::Underline => Some(("\\underline{", "}")),
        Style::Subscript => Some(("\\textsubscript{", "}")),
        Style::Superscript => Some(("\\textsuperscript{", "}")),
        Style::SmallCaps => Some(("\\textsc{", "}")),
        Style::Paragraph => None,
    },
};

/// A text that may have markup, on one line.
pub(super) fn marked(text: &str) -> String {
    TAGS.styled(text, &mut |text, _| escaped(text))
}

/// The text without markup, on one line.
pub(super) fn plain(text: &str) -> String {
    escaped(&line(text))
}

/// Every character of the text means itself. Braces become commands: BibTeX counts those with a backslash, too.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' => out.push_str("{\\textbackslash}"),
            '{' => out.push_str("{\\textbraceleft}"),
            '}' => out.push_str("{\\textbraceright}"),
            '~' => out.push_str("{\\textasciitilde}"),
            '^' => out.push_str("{\\textasciicircum}"),
            '`' => out.push_str("{\\textasciigrave}"),
            '#' | '$' | '%' | '&' | '_' => out.extend(['\\', character]),
            _ => out.push(character),
        }
    }
    out
}

/// An identifier that programs use literally, so that nothing is escaped. Only what would end the field or the line
/// is, as URLs escape it.
pub(super) fn verbatim(text: &str) -> String {
    on_one_line(text).replace('\\', "%5C").replace('{', "%7B").replace('}', "%7D")
}

/// The title with its subtitle. Styles write titles in lower case; capitals that must stay are in braces.
pub(super) fn title(title: &Title) -> String {
    let mut capitals = Capitals::of(title);
    whole_title(title, |part| {
        capitals.at_start = true; // of the title, or behind its colon
        TAGS.styled(part, &mut |text, inside| match inside {
            true => escaped(text), // braces are around it already
            false => capitals.protected(text),
        })
    })
}

/// Which capitals of a title must stay.
struct Capitals {
    /// All of them; else only those within words, which no style sets: `NGOs`, `McDonald`.
    all: bool,
    at_start: bool,
}

impl Capitals {
    fn of(title: &Title) -> Self {
        let foreign = title.lang.as_ref().is_some_and(|lang| !lang.is("en"));
        Self { all: foreign || is_in_sentence_case(&line(&title.joined())), at_start: true }
    }

    fn protected(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let end = rest.find(|character| !is_of_word(character)).unwrap_or(rest.len());
            if end == 0 {
                self.at_start |= first == ':'; // BibTeX itself leaves the capital behind a colon
                out += &escaped(&rest[..first.len_utf8()]);
                rest = &rest[first.len_utf8()..];
                continue;
            }
            let word = &rest[..end];
            out += &if self.must_stay(word) { format!("{{{word}}}") } else { word.to_owned() };
            self.at_start = false;
            rest = &rest[end..];
        }
        out
    }

    fn must_stay(&self, word: &str) -> bool {
        let mut letters = word.chars();
        let begins = letters.next().is_some_and(char::is_uppercase);
        let within = letters.clone().any(char::is_uppercase);
        let lone = begins && letters.next().is_none() && word != "A"; // vitamin C, X-rays, I
        within || (begins && !self.at_start && (self.all || lone))
    }
}

/// Letters, digits, the accents that follow letters, and apostrophes.
fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '\u{300}'..='\u{36F}' | '\'' | '’')
}

/// Whether capitals are only where the language wants them: most of the longer words begin with a small letter.
fn is_in_sentence_case(title: &str) -> bool {
    let words = title.split(|character| !is_of_word(character)).filter(|word| !word.is_empty()).skip(1);
    let long = words.filter(|word| word.chars().filter(|letter| letter.is_alphabetic()).count() > 3);
    let (small, large): (Vec<&str>, Vec<&str>) = long.partition(|word| word.starts_with(char::is_lowercase));
    small.len() > large.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(lang: &str, text: &str, subtitle: Option<&str>) -> String {
        title(&Title {
            lang: lang.parse().ok(),
            text: text.to_owned(),
            subtitle: subtitle.map(str::to_owned),
            devised: false,
        })
    }

    #[test]
    fn every_special_character_means_itself() {
        assert_eq!(
            plain("a\\b{c}d~e^f#g$h%i&j_k \"q\" @ < >"),
            "a{\\textbackslash}b{\\textbraceleft}c{\\textbraceright}d{\\textasciitilde}e{\\textasciicircum}f\
             \\#g\\$h\\%i\\&j\\_k \"q\" @ < >"
        );
        assert_eq!(verbatim("10.1/a_b%{c\\"), "10.1/a_b%%7Bc%5C");
        assert_eq!(
            marked("<p><i>E. coli</i> &amp; H<sub>2</sub>O</p>\n<p>Two</p>"),
            "\\emph{E. coli} \\& H\\textsubscript{2}O Two"
        );
    }

    #[test]
    fn capitals_that_no_style_sets_stay() {
        for (lang, text, expected) in [
            ("en", "The “Bottom-up” Norm-setting and NGOs", "The “Bottom-up” Norm-setting and {NGOs}"),
            ("en", "A Study of X-rays and Vitamin C", "A Study of {X}-rays and Vitamin {C}"),
            ("en", "DNA in McDonald’s", "{DNA} in {McDonald’s}"),
            ("en", "The rise of China in global politics", "The rise of {China} in global politics"),
            ("de", "Das Kapital und die Arbeit", "Das {Kapital} und die {Arbeit}"),
            ("zh", "国际网络安全 ABC", "国际网络安全 {ABC}"),
            ("en", "<i>E. coli</i> in Europe", "\\emph{E. coli} in Europe"),
            ("fr", "L'E\u{301}tat", "{L'E\u{301}tat}"),
        ] {
            assert_eq!(written(lang, text, None), expected);
        }
        assert_eq!(written("de", "Norm", Some("Eine Studie")), "Norm: Eine {Studie}");
    }
}
