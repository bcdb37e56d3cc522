//! Those who made an article: persons and organisations, under every name they are known by.

use serde::{Deserialize, Serialize};

use super::name::seen;
use super::{Affiliation, Language, Name, NameOrder, NameParts, Orcid, Ror, Text, Texts};

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
    /// What stands before the family name and belongs to it: `van der`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub particle: Option<String>,
    /// What stands behind the name: `Jr.`, `III`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suffix: Option<String>,
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
    #[serde(skip_serializing_if = "Texts::is_empty")]
    pub position: Texts,
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
    /// The address for letters. It is written only of a corresponding author, and only in JATS, which has a place for it there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// What the person did for the article, in the terms of CRediT.
    #[serde(rename = "credit", skip_serializing_if = "Vec::is_empty")]
    pub credits: Vec<CreditRole>,
    /// Whether the person did as much for the article as the others of whom this is said.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub equal_contribution: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub deceased: bool,
    /// Who the person is, in a few sentences.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub biography: Vec<Text>,
}

impl Person {
    /// The name, without its variants.
    pub fn own_name(&self) -> NameParts<'_> {
        NameParts {
            lang: self.lang.as_ref(),
            family: seen(&self.family),
            given: seen(&self.given),
            particle: seen(&self.particle),
            suffix: seen(&self.suffix),
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

/// What a contributor did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Editor,
    /// Of the issue, not of the article.
    GuestEditor,
    /// Of the issue, and of the journal's own.
    IssueEditor,
    /// Of the section that the article stands in.
    SectionEditor,
    Translator,
    Reviewer,
    Other,
}

/// What somebody did for an article: the Contributor Roles Taxonomy (ANSI/NISO Z39.104-2022).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CreditRole {
    Conceptualization,
    DataCuration,
    FormalAnalysis,
    FundingAcquisition,
    Investigation,
    Methodology,
    ProjectAdministration,
    Resources,
    Software,
    Supervision,
    Validation,
    Visualization,
    WritingOriginalDraft,
    WritingReviewEditing,
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
    fn a_particle_belongs_to_the_family_name_and_a_suffix_stands_behind() {
        let mut berg = person(Some("Berg"), Some("Jan"), None);
        berg.particle = Some("van der".to_owned());
        berg.suffix = Some("Jr.".to_owned());
        assert_eq!(berg.inverted(), "van der Berg, Jan, Jr.");
        assert_eq!(berg.own_name().displayed(), "Jan van der Berg Jr.");
        (berg.particle, berg.given) = (Some("d’".to_owned()), None);
        assert_eq!(berg.inverted(), "d’Berg, Jr.");
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
