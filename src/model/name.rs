//! The forms of a person's name.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::Language;

/// A form of a person's name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Name {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Language>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
    /// What stands before the family name and belongs to it: `van der`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub particle: Option<String>,
    /// What stands behind the name: `Jr.`, `III`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suffix: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub printed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<NameOrder>,
}

impl Name {
    /// The form, borrowed.
    pub fn parts(&self) -> NameParts<'_> {
        NameParts {
            lang: self.lang.as_ref(),
            family: seen(&self.family),
            given: seen(&self.given),
            particle: seen(&self.particle),
            suffix: seen(&self.suffix),
            name: seen(&self.name),
            printed: seen(&self.printed),
            order: self.order,
        }
    }
}

/// The part of a name, if anything of it is to be seen; without that no comma is set beside it.
pub(super) fn seen(part: &Option<String>) -> Option<&str> {
    let is_seen = |character: char| {
        !character.is_whitespace() && !character.is_control() && !matches!(character, '\u{FFFE}' | '\u{FFFF}')
    };
    part.as_deref().filter(|part| part.contains(is_seen))
}

/// Which part of a name comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameOrder {
    FamilyFirst,
    GivenFirst,
}

/// A form of a name, borrowed from a [`Person`] or a [`Name`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameParts<'a> {
    pub lang: Option<&'a Language>,
    pub family: Option<&'a str>,
    pub given: Option<&'a str>,
    pub particle: Option<&'a str>,
    pub suffix: Option<&'a str>,
    pub name: Option<&'a str>,
    pub printed: Option<&'a str>,
    pub order: Option<NameOrder>,
}

impl<'a> NameParts<'a> {
    /// The family name with its particle: `van der Berg`, `d’Alembert`.
    pub fn surname(&self) -> Option<Cow<'a, str>> {
        let family = self.family?;
        Some(match self.particle {
            Some(particle) if particle.ends_with(['\'', '’']) => Cow::Owned(format!("{particle}{family}")),
            Some(particle) => Cow::Owned(format!("{particle} {family}")),
            None => Cow::Borrowed(family),
        })
    }

    /// The one part there is, where there are not two: a mononym, an organisation; the printed form if there is nothing else.
    pub fn single(&self) -> Option<Cow<'a, str>> {
        match (self.surname(), self.given) {
            (Some(_), Some(_)) => None,
            (one, other) => one.or_else(|| other.or(self.name).or(self.printed).map(Cow::Borrowed)),
        }
    }

    /// `Family, Given, Suffix`; in a script that sets no comma between them (Han, Hangul) family and given name joined;
    /// the one name where there are no parts. Empty if nothing is known.
    pub fn inverted(&self) -> Cow<'a, str> {
        let name = match (self.surname(), self.given) {
            (Some(family), Some(given)) if family.chars().all(is_east_asian) => {
                Cow::Owned(format!("{family}{given}"))
            }
            (Some(family), Some(given)) => Cow::Owned(format!("{family}, {given}")),
            _ => self.single().unwrap_or_default(),
        };
        self.with_suffix(name, ", ")
    }

    /// The name as it is read aloud: as printed if that is known; in Han and Hangul without a space; else in its order,
    /// given name first where nothing is said.
    pub fn displayed(&self) -> Cow<'a, str> {
        let name = match (self.printed, self.surname(), self.given) {
            (Some(printed), ..) => return Cow::Borrowed(printed),
            (None, Some(family), Some(given)) if family.chars().all(is_east_asian) => {
                Cow::Owned(format!("{family}{given}"))
            }
            (None, Some(family), Some(given)) if self.order == Some(NameOrder::FamilyFirst) => {
                Cow::Owned(format!("{family} {given}"))
            }
            (None, Some(family), Some(given)) => Cow::Owned(format!("{given} {family}")),
            _ => self.single().unwrap_or_default(),
        };
        self.with_suffix(name, " ")
    }

    fn with_suffix(&self, name: Cow<'a, str>, separator: &str) -> Cow<'a, str> {
        match self.suffix.filter(|_| !name.is_empty()) {
            Some(suffix) => Cow::Owned(format!("{name}{separator}{suffix}")),
            None => name,
        }
    }

    /// Whether the family name stands first: as said, or because the script is Han or Hangul.
    pub fn is_family_first(&self) -> bool {
        self.order.map_or_else(|| self.is_east_asian(), |order| order == NameOrder::FamilyFirst)
    }

    /// Whether the name is written in Han, Hangul or kana.
    pub fn is_east_asian(&self) -> bool {
        self.any_part().is_some_and(|part| part.chars().any(is_east_asian))
    }

    /// Whether the letters of the name are those of Latin script.
    pub fn is_latin(&self) -> bool {
        self.any_part().is_some_and(|part| {
            part.chars().any(char::is_alphabetic)
                && part.chars().filter(|letter| letter.is_alphabetic()).all(is_latin)
        })
    }

    /// The part whose letters tell the script of the name.
    pub fn any_part(&self) -> Option<&'a str> {
        self.family.or(self.given).or(self.name).or(self.printed)
    }
}

/// Whether the character belongs to a script in which a name is written without space or comma.
const fn is_east_asian(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

const fn is_latin(letter: char) -> bool {
    matches!(letter, '\0'..='\u{24F}' | '\u{250}'..='\u{2FF}' | '\u{1E00}'..='\u{1EFF}' | '\u{FB00}'..='\u{FB06}')
}
