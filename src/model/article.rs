//! The article as an editor knows it: the full model that every format is written from.
//!
//! What is unknown is absent; nothing here has a placeholder.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Abstract, Keywords, Language, PartialDate, Text, Title};

/// A journal article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Article {
    /// Titles, that of the original first.
    #[serde(rename = "title", skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<Title>,
    /// Authors in the order of the source.
    #[serde(rename = "author", skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Person>,
    /// Editors, translators and others, each with a role.
    #[serde(rename = "contributor", skip_serializing_if = "Vec::is_empty")]
    pub contributors: Vec<Person>,
    #[serde(rename = "abstract", skip_serializing_if = "Vec::is_empty")]
    pub abstracts: Vec<Abstract>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<Keywords>,
    /// Remarks of the cataloguer for the reader of the record.
    #[serde(rename = "note", skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub journal: Option<Journal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issue: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<Pages>,
    /// Date of publication, to the precision that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<PartialDate>,
    /// The language of the text of the article, apart from those of its metadata.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub language: Vec<Language>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doi: Option<String>,
    /// Landing page: an http or https URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Full text: http or https URLs.
    #[serde(rename = "file", skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<String>,
    /// The kind of resource, as info:eu-repo, COAR or free text.
    #[serde(rename = "type", skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license: Option<String>,
    /// A copyright statement.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub copyright: Vec<Text>,
    /// Identifiers of related resources.
    #[serde(rename = "relation", skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<String>,
}

impl Article {
    /// Whether the source gives a title; formats that demand one do without articles that have a devised one only.
    pub fn has_real_title(&self) -> bool {
        self.titles.iter().any(|title| !title.devised)
    }
}

/// The journal an article appeared in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Journal {
    #[serde(rename = "title", skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub issn: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub publisher: Vec<Text>,
}

/// The pages of an article, as printed; an unknown last page is absent, not the first one again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pages {
    pub first: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
}

impl fmt::Display for Pages {
    /// `130-145`, or `130` where the last page is not known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.first)?;
        self.last.as_ref().map_or(Ok(()), |last| write!(f, "-{last}"))
    }
}

/// A person with the parts of the name, or with one name where there are no parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Person {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Language>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
    /// The name where it has no parts: a mononym, an organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The name exactly as the source prints it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub printed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    #[serde(rename = "affiliation", skip_serializing_if = "Vec::is_empty")]
    pub affiliations: Vec<Affiliation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub orcid: Option<String>,
}

impl Person {
    /// `Family, Given`; in a script that sets no comma between them (Han, Hangul) family and given name joined;
    /// the one name where there are no parts.
    pub fn inverted(&self) -> String {
        match (&self.family, &self.given) {
            (Some(family), Some(given)) if family.chars().all(is_east_asian) => format!("{family}{given}"),
            (Some(family), Some(given)) => format!("{family}, {given}"),
            (Some(one), None) | (None, Some(one)) => one.clone(),
            (None, None) => self.name.clone().or_else(|| self.printed.clone()).unwrap_or_default(),
        }
    }
}

/// Whether the character belongs to a script in which a name is written without space or comma.
const fn is_east_asian(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// What a contributor did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Editor,
    Translator,
    Reviewer,
    Other,
}

/// Where an author works.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Affiliation {
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
    pub ror: Option<String>,
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
}
