//! The article as an editor knows it: the full model that every format is written from.
//!
//! What is unknown is absent; nothing here has a placeholder.

use serde::{Deserialize, Serialize};

use super::{
    Abstract, Access, Classification, Conference, Coverage, Doi, FileLink, Funding, IssueDate, Journal,
    Keywords, Language, License, OtherIdentifier, Pages, PartialDate, Person, Reference, Relation, Statement,
    Supplement, Text, Texts, Title, Trial, Version, WebUrl,
};

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
    #[serde(rename = "classification", skip_serializing_if = "Vec::is_empty")]
    pub classifications: Vec<Classification>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub journal: Option<Journal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issue: Option<String>,
    /// What a special issue is called.
    #[serde(rename = "issue_title", skip_serializing_if = "Vec::is_empty")]
    pub issue_titles: Vec<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issue_doi: Option<Doi>,
    /// The page of the issue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issue_url: Option<WebUrl>,
    /// The date of the issue, where it is a season or a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issue_date: Option<IssueDate>,
    /// The section of the issue that it stands in.
    #[serde(rename = "section", skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<Pages>,
    /// Instead of pages: the number of the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article_number: Option<String>,
    /// How many pages the article has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_count: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted: Option<PartialDate>,
    /// Date of publication, to the precision that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<PartialDate>,
    /// When it was printed, if that is not the date of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_print: Option<PartialDate>,
    /// When it was first online, if that is not the date of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_online: Option<PartialDate>,
    /// When the authors sent the revised manuscript.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revised: Option<PartialDate>,
    /// When it was last changed after its publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<PartialDate>,
    /// When it was retracted. A retracted article may have this, or a relation to the notice, or both.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retracted: Option<PartialDate>,
    /// The language of the text of the article, apart from those of its metadata.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub language: Vec<Language>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doi: Option<Doi>,
    #[serde(rename = "other_identifier", skip_serializing_if = "Vec::is_empty")]
    pub other_identifiers: Vec<OtherIdentifier>,
    /// Landing page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<WebUrl>,
    /// Full text.
    #[serde(rename = "file", skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileLink>,
    /// Files that belong to it but are not its text.
    #[serde(rename = "supplement", skip_serializing_if = "Vec::is_empty")]
    pub supplements: Vec<Supplement>,
    /// The conference that it was presented at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conference: Option<Conference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage: Option<Coverage>,
    /// For whom it is written.
    #[serde(skip_serializing_if = "Texts::is_empty")]
    pub audience: Texts,
    /// The kind of resource: a word or URI of a vocabulary, or free text.
    #[serde(rename = "type", skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<String>,
    /// Which version the files are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<Version>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license: Option<License>,
    /// Copyright statements as printed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub copyright: Vec<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub copyright_holder: Vec<Text>,
    /// A year, `YYYY`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copyright_year: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
    /// The day on which the full text becomes open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub embargo_end: Option<PartialDate>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub funding: Vec<Funding>,
    /// What the article says about data, interests, ethics and funding.
    #[serde(rename = "statement", skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Statement>,
    /// Clinical trials that it reports on.
    #[serde(rename = "trial", skip_serializing_if = "Vec::is_empty")]
    pub trials: Vec<Trial>,
    #[serde(rename = "reference", skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Reference>,
    /// Related works.
    #[serde(rename = "relation", skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<Relation>,
}

impl Article {
    /// Whether the source gives a title; formats that demand one do without articles that have a devised one only.
    pub fn has_real_title(&self) -> bool {
        self.titles.iter().any(|title| !title.devised)
    }
}
