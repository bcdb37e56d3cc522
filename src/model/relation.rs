//! Other works: those that an article cites, and those that it is related to.

use serde::{Deserialize, Serialize};

use super::text_or_table::short_form;
use super::{Doi, Isbn, Issn, WebUrl};

/// A work that the article cites. As a text it is the reference as printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, remote = "Self")]
pub struct Reference {
    /// The reference as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doi: Option<Doi>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<WebUrl>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub isbn: Option<Isbn>,
}

short_form!(
    Reference,
    "a reference as printed, or a table of `text`, `doi`, `url` and `isbn`",
    |text: &str| {
        Ok::<_, crate::model::Words>(Reference { text: Some(text.to_owned()), ..Reference::default() })
    }
);

impl Reference {
    /// What is known of the work.
    pub fn work(&self) -> Work<'_> {
        Work {
            text: self.text.as_deref(),
            doi: self.doi.as_ref(),
            url: self.url.as_ref(),
            isbn: self.isbn.as_ref(),
            issn: None,
        }
    }
}

/// A related work. As a text it is a DOI, a URL or another identifier of which only that it is related is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, remote = "Self")]
pub struct Relation {
    /// What the work is to this article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<RelationKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doi: Option<Doi>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<WebUrl>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub isbn: Option<Isbn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issn: Option<Issn>,
    /// An identifier of another scheme, or the work in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

short_form!(
    Relation,
    "a DOI, a URL or another identifier, or a table of `kind` and `doi`, `url`, `isbn`, `issn` or `text`",
    |text: &str| { Ok::<_, crate::model::Words>(Relation::of_text(text)) }
);

impl Relation {
    fn of_text(text: &str) -> Self {
        let mut relation = Self::default();
        let trimmed = text.trim();
        if let Ok(doi) = trimmed.parse() {
            relation.doi = Some(doi);
        } else if let Ok(url) = trimmed.parse() {
            relation.url = Some(url);
        } else {
            relation.text = Some(trimmed.to_owned());
        }
        relation
    }

    /// What is known of the work.
    pub fn work(&self) -> Work<'_> {
        Work {
            text: self.text.as_deref(),
            doi: self.doi.as_ref(),
            url: self.url.as_ref(),
            isbn: self.isbn.as_ref(),
            issn: self.issn.as_ref(),
        }
    }

    /// The work as a link or, where there is none, in words.
    pub fn link(&self) -> Option<String> {
        self.work().link().or_else(|| self.text.clone())
    }
}

/// Another work, borrowed from a [`Reference`] or a [`Relation`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Work<'a> {
    pub text: Option<&'a str>,
    pub doi: Option<&'a Doi>,
    pub url: Option<&'a WebUrl>,
    pub isbn: Option<&'a Isbn>,
    pub issn: Option<&'a Issn>,
}

impl Work<'_> {
    /// The work as a link, if it has an identifier.
    pub fn link(&self) -> Option<String> {
        let doi = self.doi.map(Doi::url);
        let url = || self.url.map(ToString::to_string);
        let isbn = || self.isbn.map(|isbn| format!("urn:ISBN:{isbn}"));
        let issn = || self.issn.map(|issn| format!("urn:ISSN:{issn}"));
        doi.or_else(url).or_else(isbn).or_else(issn)
    }
}

/// What a related work is to the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RelationKind {
    /// Its preprint.
    Preprint,
    /// A translation of it.
    Translation,
    /// What it is a translation of.
    TranslationOf,
    /// Another version of it.
    Version,
    /// The work that it is a version of.
    VersionOf,
    /// An earlier version, which it replaces.
    Replaces,
    /// A later version, which replaces it.
    ReplacedBy,
    /// An erratum of it.
    Erratum,
    /// The article that it is an erratum of.
    ErratumOf,
    /// The retraction of it.
    Retraction,
    /// The article that it retracts.
    RetractionOf,
    /// Something that was added to it later.
    Addendum,
    /// The article that it adds something to.
    AddendumOf,
    /// A notice that there are doubts about it.
    ExpressionOfConcern,
    /// The article that it expresses doubts about.
    ExpressionOfConcernAbout,
    /// A comment on it.
    Comment,
    /// What it comments on.
    CommentOn,
    /// A reply to it.
    Reply,
    /// What it replies to.
    ReplyTo,
    /// A review of it, such as the report of a reviewer.
    PeerReview,
    /// What it reviews.
    Reviews,
    /// Data that it rests on.
    #[serde(alias = "dataset")]
    Data,
    /// Software that it rests on.
    Software,
    /// A supplement of it.
    Supplement,
    /// What it is a part of.
    PartOf,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FileLink;

    #[test]
    fn short_forms_are_read() {
        let relation = |json: &str| serde_json::from_str::<Relation>(json).unwrap();
        assert!(relation(r#""https://doi.org/10.1000/1""#).doi.is_some());
        assert!(relation(r#""https://a.org/1""#).url.is_some());
        assert_eq!(relation(r#""hdl:1/2""#).link().unwrap(), "hdl:1/2");
        assert_eq!(
            relation(r#"{"kind":"erratum-of","doi":"10.1000/1"}"#).kind,
            Some(RelationKind::ErratumOf)
        );
        let file = serde_json::from_str::<FileLink>(r#""a.pdf""#).unwrap_err();
        assert!(file.to_string().contains("not a web address"), "{file}");
        let unknown = serde_json::from_str::<FileLink>(r#"{"url":"https://a.org","mime":"x"}"#).unwrap_err();
        assert!(unknown.to_string().contains("unknown field `mime`"), "{unknown}");
    }
}
