//! Where people work.

use serde::{Deserialize, Serialize};

use super::{Language, Ror};

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
