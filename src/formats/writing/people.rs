//! People on one line: whether they have a name, and where they work.

use std::borrow::Cow;

use crate::model::{Affiliation, NameParts, Person};
use crate::xml::plain;

use super::element::is_blank;
use super::line::line;

/// A name without markup and without blank parts.
pub(in crate::formats) struct SeenName<'a> {
    name: NameParts<'a>,
    /// Family, given, particle, suffix, the one name, printed.
    parts: [Option<Cow<'a, str>>; 6],
}

impl<'a> SeenName<'a> {
    pub(in crate::formats) fn of(name: NameParts<'a>) -> Self {
        let parts = [name.family, name.given, name.particle, name.suffix, name.name, name.printed];
        Self { name, parts: parts.map(|part| part.map(plain).filter(|part| !is_blank(part))) }
    }

    /// The parts that are seen.
    pub(in crate::formats) fn parts(&self) -> NameParts<'_> {
        let [family, given, particle, suffix, name, printed] = self.parts.each_ref().map(Option::as_deref);
        NameParts { family, given, particle, suffix, name, printed, ..self.name }
    }

    pub(in crate::formats) fn is_blank(&self) -> bool {
        let [family, given, _, _, name, printed] = &self.parts;
        [family, given, name, printed].into_iter().all(Option::is_none)
    }
}

/// `Family, Given` without markup, without blank parts; empty if there is none.
pub(in crate::formats) fn inverted(name: &NameParts<'_>) -> String {
    SeenName::of(*name).parts().inverted().into_owned()
}

/// Whether something of the person's own name would be seen.
pub(in crate::formats) fn has_name(person: &Person) -> bool {
    is_seen(&person.own_name())
}

/// Whether something of the name would be seen.
pub(in crate::formats) fn is_seen(name: &NameParts<'_>) -> bool {
    !SeenName::of(*name).is_blank()
}

/// `Department, Institution, City, Country`.
pub(in crate::formats) fn address(affiliation: &Affiliation) -> String {
    let (name, place) = (affiliation.name(), affiliation.place());
    let parts = [name.clone(), if place == name { String::new() } else { place }];
    let parts = parts.iter().filter_map(|part| line(part)).collect::<Vec<Cow<'_, str>>>();
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_without_markup_and_has_a_comma_between_what_is_seen() {
        let written = |family: &str, given: &str| {
            inverted(&NameParts { family: Some(family), given: Some(given), ..NameParts::default() })
        };
        assert_eq!(written("<i>O’Neill</i>", "A < B"), "O’Neill, A < B");
        assert_eq!(written("Suharto", "<sup></sup>"), "Suharto");
        assert_eq!(written("<b> </b>", " "), "");
    }
}
