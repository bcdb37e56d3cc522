//! What an article is connected with: files, other identifiers, funding, classes.

use serde::{Deserialize, Serialize};

use super::text_or_table::short_form;
use super::{Doi, License, Ror, Text, Texts, WebUrl};

/// A file with the full text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
pub struct FileLink {
    pub url: WebUrl,
    /// Such as `application/pdf`; if it is not said, the ending of the URL tells, or nothing does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// How large it is, in words: `1.2 MB`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<String>,
}

short_form!(FileLink, "a URL, or a table of `url`, `media_type` and `size`", |text: &str| {
    Ok::<_, crate::model::Words>(FileLink { url: text.parse()?, media_type: None, size: None })
});

/// A file that belongs to the article but is not its text: a table, a film, data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
pub struct Supplement {
    pub url: WebUrl,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<String>,
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub title: Texts,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doi: Option<Doi>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub license: Option<License>,
}

impl Supplement {
    /// The DOI as a link, or where the file is.
    pub fn link(&self) -> String {
        self.doi.as_ref().map_or_else(|| self.url.to_string(), Doi::url)
    }
}

short_form!(
    Supplement,
    "a URL, or a table of `url`, `title`, `doi`, `license`, `media_type` and `size`",
    |text: &str| {
        let title = Texts::default();
        let url = text.parse()?;
        Ok::<_, crate::model::Words>(Supplement {
            url,
            media_type: None,
            size: None,
            title,
            doi: None,
            license: None,
        })
    }
);

/// An identifier of the article beside DOI and landing page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherIdentifier {
    pub scheme: IdentifierScheme,
    pub value: String,
}

/// Whose identifier it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IdentifierScheme {
    Ark,
    Arxiv,
    Cnki,
    Handle,
    Isbn,
    Pmid,
    Pmcid,
    Purl,
    Urn,
    Wos,
    /// The publisher's own.
    Publisher,
}

/// Money for the work.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Funding {
    /// The name of the funder.
    pub funder: Texts,
    /// The funder in the Open Funder Registry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub funder_doi: Option<Doi>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub funder_ror: Option<Ror>,
    /// The programme or stream.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub programme: Option<String>,
    /// The number of the award.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub award: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub award_title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub award_url: Option<WebUrl>,
}

/// A class of a classification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Classification {
    pub scheme: ClassificationScheme,
    pub code: String,
    /// What the class is called.
    #[serde(default, rename = "label", skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Text>,
}

/// Library classifications.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClassificationScheme {
    /// Chinese Library Classification (中图分类号).
    Clc,
    /// Dewey Decimal Classification.
    Ddc,
    /// Library of Congress Classification.
    Lcc,
    /// Universal Decimal Classification.
    Udc,
}
