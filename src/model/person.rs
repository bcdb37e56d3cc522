//! Those who made an article: persons and organisations, under every name they are known by.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Language, Orcid, Ror};

/// A person with the parts of the name, or with one name where there are no parts; or an organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Person {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Language>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
    /// The name where it has no parts: a mononym.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The name of an organisation; then there is no other name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// The name exactly as the source prints it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub printed: Option<String>,
    /// Which part the source prints first; if it is not said, the script tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<NameOrder>,
    /// The same name in other scripts or spellings.
    #[serde(rename = "variant", skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<Name>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// What the source calls the role, such as `本期英文编辑`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role_printed: Option<String>,
    /// What the person is at work, such as `Professor`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    #[serde(rename = "affiliation", skip_serializing_if = "Vec::is_empty")]
    pub affiliations: Vec<Affiliation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub orcid: Option<Orcid>,
    /// Whether the person has confirmed the ORCID iD by signing in.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub orcid_authenticated: bool,
    /// The ROR ID of an organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ror: Option<Ror>,
    /// Whether letters about the article go to this author.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub corresponding: bool,
}

impl Person {
    /// The name, without its variants.
    pub fn own_name(&self) -> NameParts<'_> {
        NameParts {
            lang: self.lang.as_ref(),
            family: seen(&self.family),
            given: seen(&self.given),
            name: seen(&self.name).or_else(|| seen(&self.organization)),
            printed: seen(&self.printed),
            order: self.order,
        }
    }

    /// The name, then its variants.
    pub fn names(&self) -> impl Iterator<Item = NameParts<'_>> {
        std::iter::once(self.own_name()).chain(self.variants.iter().map(Name::parts))
    }

    /// The first form of the name in Latin script, or the name if there is none.
    pub fn latin_name(&self) -> NameParts<'_> {
        self.names().find(NameParts::is_latin).unwrap_or_else(|| self.own_name())
    }

    /// `Family, Given` of the name itself.
    pub fn inverted(&self) -> String {
        self.own_name().inverted().into_owned()
    }
}

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
            name: seen(&self.name),
            printed: seen(&self.printed),
            order: self.order,
        }
    }
}

/// The part of a name, if anything of it is to be seen; without that no comma is set beside it.
fn seen(part: &Option<String>) -> Option<&str> {
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
    pub name: Option<&'a str>,
    pub printed: Option<&'a str>,
    pub order: Option<NameOrder>,
}

impl<'a> NameParts<'a> {
    /// The one part there is, where there are not two: a mononym, an organisation; the printed form if there is nothing else.
    pub fn single(&self) -> Option<&'a str> {
        match (self.family, self.given) {
            (Some(_), Some(_)) => None,
            (one, other) => one.or(other).or(self.name).or(self.printed),
        }
    }

    /// `Family, Given`; in a script that sets no comma between them (Han, Hangul) family and given name joined;
    /// the one name where there are no parts. Empty if nothing is known.
    pub fn inverted(&self) -> Cow<'a, str> {
        match (self.family, self.given) {
            (Some(family), Some(given)) if family.chars().all(is_east_asian) => {
                Cow::Owned(format!("{family}{given}"))
            }
            (Some(family), Some(given)) => Cow::Owned(format!("{family}, {given}")),
            _ => Cow::Borrowed(self.single().unwrap_or_default()),
        }
    }

    /// The name as it is read aloud: as printed if that is known; in Han and Hangul without a space; else in its order,
    /// given name first where nothing is said.
    pub fn displayed(&self) -> Cow<'a, str> {
        match (self.printed, self.family, self.given) {
            (Some(printed), ..) => Cow::Borrowed(printed),
            (None, Some(family), Some(given)) if family.chars().all(is_east_asian) => {
                Cow::Owned(format!("{family}{given}"))
            }
            (None, Some(family), Some(given)) if self.order == Some(NameOrder::FamilyFirst) => {
                Cow::Owned(format!("{family} {given}"))
            }
            (None, Some(family), Some(given)) => Cow::Owned(format!("{given} {family}")),
            _ => Cow::Borrowed(self.single().unwrap_or_default()),
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

/// What a contributor did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Editor,
    /// Of the issue, not of the article.
    GuestEditor,
    Translator,
    Reviewer,
    Other,
}

/// Where an author works.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Affiliation {
    /// The language of the names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Language>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub institution: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postcode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ror: Option<Ror>,
    /// The same place in other languages; these have no variants and no ROR ID of their own.
    #[serde(rename = "variant", skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<Affiliation>,
}

impl Affiliation {
    /// The place itself, then the same in other languages.
    pub fn forms(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.variants)
    }

    /// `Department, Institution`, or what of it is known, else the place; empty if nothing is.
    pub fn name(&self) -> String {
        let names: Vec<&str> =
            [&self.department, &self.institution].into_iter().flatten().map(String::as_str).collect();
        if names.is_empty() { self.place() } else { names.join(", ") }
    }

    /// `City, Country`, or what of it is known.
    pub fn place(&self) -> String {
        let parts: Vec<&str> =
            [&self.city, &self.country].into_iter().flatten().map(String::as_str).collect();
        parts.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(family: Option<&str>, given: Option<&str>, name: Option<&str>) -> Person {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Person { family: owned(family), given: owned(given), name: owned(name), ..Person::default() }
    }

    #[test]
    fn a_name_is_inverted_as_its_script_wants() {
        assert_eq!(person(Some("Xu"), Some("Nengwu"), None).inverted(), "Xu, Nengwu");
        assert_eq!(person(Some("张"), Some("国帅"), None).inverted(), "张国帅");
        assert_eq!(person(None, None, Some("UNESCO")).inverted(), "UNESCO");
        assert_eq!(person(Some("Suharto"), None, None).inverted(), "Suharto");
    }

    #[test]
    fn a_part_of_which_nothing_is_seen_is_no_part() {
        assert_eq!(person(Some("Xu"), Some(" \u{3}"), None).inverted(), "Xu");
        assert_eq!(person(Some("\u{FFFE}"), Some(""), Some("Suharto")).inverted(), "Suharto");
        assert_eq!(person(Some(" "), Some(" "), None).inverted(), "");
    }

    #[test]
    fn a_name_is_displayed_in_its_order() {
        let mut wang = person(Some("Wang"), Some("Lei"), None);
        assert_eq!(wang.own_name().displayed(), "Lei Wang");
        wang.order = Some(NameOrder::FamilyFirst);
        assert_eq!(wang.own_name().displayed(), "Wang Lei");
        wang.printed = Some("WANG Lei".to_owned());
        assert_eq!(wang.own_name().displayed(), "WANG Lei");
        assert_eq!(person(Some("王"), Some("磊"), None).own_name().displayed(), "王磊");
    }

    #[test]
    fn the_latin_name_is_found_among_the_variants() {
        let mut wang = person(Some("王"), Some("磊"), None);
        assert_eq!(wang.latin_name().family, Some("王"));
        wang.variants = vec![Name { family: Some("Wáng".to_owned()), ..Name::default() }];
        assert_eq!(wang.latin_name().family, Some("Wáng"));
    }
}
