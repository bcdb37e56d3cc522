//! The lengths and patterns that the schema sets. Stricter than it in corner cases, never laxer.

use crate::formats::writing::any_uri::any_uri;
use crate::formats::writing::element::is_blank;
use crate::model::{Doi, PartialDate, WebUrl};
use crate::xml::{Xml, is_xml_char, plain, without_illegal};

/// The text as a line without markup, if something of it is to be seen and it has no more characters than that.
pub(super) fn fitting(text: &str, longest: usize) -> Option<String> {
    let plain = plain(text);
    let (legal, _) = without_illegal(&plain); // what is written is what must fit
    let line = legal.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    (!is_blank(&line) && line.chars().count() <= longest).then_some(line)
}

/// An element with a text that fits; what does not is left out.
pub(super) fn text(xml: &mut Xml, name: &str, text: &str, longest: usize) {
    if let Some(text) = fitting(text, longest) {
        xml.element(name).text(&text);
    }
}

/// `doi_t`: `10\.[0-9]{4,9}/.{1,200}`
pub(super) fn is_doi(doi: &Doi) -> bool {
    let parts = doi.as_str().strip_prefix("10.").and_then(|rest| rest.split_once('/'));
    parts.is_some_and(|(registrant, rest)| {
        (4..=9).contains(&registrant.len())
            && registrant.bytes().all(|byte| byte.is_ascii_digit())
            && (1..=200).contains(&rest.chars().count())
            && rest.chars().all(is_xml_char)
    })
}

/// Whether Crossref registers a DOI of these characters; those of SICIs it registered until 2008.
pub(super) fn is_registered(doi: &Doi) -> bool {
    let is_sici = doi.as_str().contains('<') && doi.as_str().contains('>');
    let is_taken = |character: char| {
        character.is_ascii_alphanumeric()
            || "-._;()/".contains(character)
            || (is_sici && "<>:[]+#".contains(character))
    };
    doi.as_str().chars().all(is_taken)
}

/// `resource_t`: an http URL of at most 2048 characters.
pub(super) fn resource(url: &WebUrl) -> Option<String> {
    let url = any_uri(url.as_str())?;
    (url.chars().count() <= 2048).then(|| url.into_owned())
}

/// `xrefYear`
pub(super) fn is_year(date: &PartialDate) -> bool {
    date.year().parse().is_ok_and(|year: u16| (1400..=2200).contains(&year))
}

/// A part of a person's name: at most 60 characters, of the pattern `[^\d\?]*[^\?\s]+[^\d]*`.
pub(super) fn name_part(text: &str) -> Option<String> {
    fitting(text, 60).filter(|name| is_name(name))
}

/// A suffix of a name: at most 10 characters.
pub(super) fn suffix_part(text: &str) -> Option<String> {
    fitting(text, 10)
}

/// Whether all digits are in one run without a space or question mark, and no question mark precedes it.
fn is_name(name: &str) -> bool {
    let (first, last) = (name.find(char::is_numeric), name.rfind(char::is_numeric));
    match first.zip(last) {
        Some((first, last)) => {
            !name[..first].contains('?')
                && !name[first..last]
                    .contains(|character: char| character == '?' || character.is_whitespace())
        }
        None => !name.starts_with('?'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doi_is_one_that_can_be_registered() {
        let is = |text: &str| is_doi(&text.parse().unwrap());
        assert!(is("10.1000/182") && is("10.123456789/a<b>"));
        assert!(!is("10.100/182") && !is("10.1000.10/182") && !is("10.1000/\u{fffe}"));
        assert!(!is(&format!("10.1000/{}", "x".repeat(201))));
    }

    #[test]
    fn crossref_registers_no_other_characters_than_it_says() {
        let is = |text: &str| is_registered(&text.parse().unwrap());
        assert!(is("10.1000/Abc-1._;()/2") && is("10.5555/1545-1542(2002)083<1127:MDO>2.0.CO;2"));
        for doi in
            ["10.5555/中文", "10.5555/a+b", "10.5555/a%3Cb", "10.5555/a–b", "10.5555/a?b", "10.5555/<中>"]
        {
            assert!(!is(doi), "{doi}");
        }
    }

    #[test]
    fn a_part_of_a_name_is_as_the_pattern_wants() {
        for name in ["Wang", "O’Neill-Müller", "Robot 2nd", "X Æ A12", "Who ?", "王"] {
            assert_eq!(name_part(name).as_deref(), Some(name), "{name}");
        }
        for name in ["?", "?1", "\u{3}?", "R2 D2", "1?2", " ", "\u{3}", &"x".repeat(61)] {
            assert_eq!(name_part(name), None, "{name}");
        }
        assert_eq!(name_part(" <i>Wang</i>\n Lei ").as_deref(), Some("Wang Lei"));
    }
}
