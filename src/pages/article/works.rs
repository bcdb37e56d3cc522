//! What an article is connected with: funding, references, related works, files.

use serde::Serialize;

use crate::model::{Article, Doi, FileLink, Funding, Reference, Relation, RelationKind, Work};
use crate::pages::cite::line;
use crate::pages::frame::Scene;
use crate::pages::html::{Said, is_blank};
use crate::pages::texts::Say;
use crate::pages::view::Link;

#[derive(Serialize)]
pub(super) struct ReferenceView {
    text: Option<Said>,
    link: String,
}

#[derive(Serialize)]
pub(super) struct RelationView {
    kind: &'static str,
    text: String,
    link: String,
}

/// What a reader must know before reading: retractions and corrections.
pub(super) fn warnings(scene: &Scene<'_>, article: &Article) -> Vec<Link> {
    let warning = |relation: &Relation| {
        let say = match relation.kind? {
            RelationKind::Retraction => Say::Retracted,
            RelationKind::Erratum => Say::Corrected,
            _ => return None,
        };
        Some(Link { text: scene.say(say).to_owned(), link: web_link(relation.work()) })
    };
    article.relations.iter().filter_map(warning).collect()
}

pub(super) fn funding(article: &Article) -> Vec<Link> {
    let view = |funding: &Funding| {
        let parts = [
            Some(funding.funder.first()),
            funding.programme.as_deref(),
            funding.award.as_deref(),
            funding.award_title.as_deref(),
        ];
        let parts = parts.into_iter().flatten().map(line).filter(|part| !part.is_empty());
        let link = funding.award_url.as_ref().map(ToString::to_string);
        let link = link.or_else(|| funding.funder_ror.as_ref().map(|ror| ror.url()));
        let link = link.or_else(|| funding.funder_doi.as_ref().map(Doi::url));
        Link { text: parts.collect::<Vec<_>>().join(", "), link: link.unwrap_or_default() }
    };
    article.funding.iter().map(view).filter(|funding| !funding.text.is_empty()).collect()
}

pub(super) fn references(article: &Article) -> Vec<ReferenceView> {
    let view = |reference: &Reference| ReferenceView {
        text: reference.text.as_deref().filter(|text| !is_blank(text)).map(|text| Said::rich(None, text)),
        link: web_link(reference.work()),
    };
    article.references.iter().map(view).collect()
}

pub(super) fn relations(scene: &Scene<'_>, article: &Article) -> Vec<RelationView> {
    let view = |relation: &Relation| {
        let link = web_link(relation.work());
        let text = relation.text.as_deref().map(line).filter(|text| !text.is_empty());
        let text = text.or_else(|| relation.link()).unwrap_or_default();
        RelationView { kind: scene.say(kind(relation.kind)), text, link }
    };
    article.relations.iter().map(view).filter(|relation| !relation.text.is_empty()).collect()
}

pub(super) fn files(article: &Article) -> Vec<Link> {
    let view = |file: &FileLink| Link {
        link: file.url.to_string(),
        text: file.media_type.clone().unwrap_or_else(|| ending(file.url.as_str())),
    };
    article.files.iter().map(view).collect()
}

/// `PDF`, or the whole URL.
fn ending(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    match name.rsplit_once('.') {
        Some((_, ending)) if (2..=5).contains(&ending.len()) => ending.to_uppercase(),
        _ => url.to_owned(),
    }
}

/// The work's address on the web; empty if it has none. `urn:ISBN:` is a name, which browsers cannot open.
fn web_link(work: Work<'_>) -> String {
    work.link().filter(|link| link.starts_with("http")).unwrap_or_default()
}

const fn kind(kind: Option<RelationKind>) -> Say {
    match kind {
        None => Say::RelRelated,
        Some(RelationKind::Preprint) => Say::RelPreprint,
        Some(RelationKind::Translation) => Say::RelTranslation,
        Some(RelationKind::TranslationOf) => Say::RelTranslationOf,
        Some(RelationKind::Version) => Say::RelVersion,
        Some(RelationKind::Replaces) => Say::RelReplaces,
        Some(RelationKind::ReplacedBy) => Say::RelReplacedBy,
        Some(RelationKind::Erratum) => Say::RelErratum,
        Some(RelationKind::ErratumOf) => Say::RelErratumOf,
        Some(RelationKind::Retraction) => Say::RelRetraction,
        Some(RelationKind::RetractionOf) => Say::RelRetractionOf,
        Some(RelationKind::Reviews) => Say::RelReviews,
        Some(RelationKind::Data) => Say::RelData,
        Some(RelationKind::Supplement) => Say::RelSupplement,
        Some(RelationKind::PartOf) => Say::RelPartOf,
        Some(RelationKind::VersionOf) => Say::RelVersionOf,
        Some(RelationKind::Addendum) => Say::RelAddendum,
        Some(RelationKind::AddendumOf) => Say::RelAddendumOf,
        Some(RelationKind::ExpressionOfConcern) => Say::RelExpressionOfConcern,
        Some(RelationKind::ExpressionOfConcernAbout) => Say::RelExpressionOfConcernAbout,
        Some(RelationKind::Comment) => Say::RelComment,
        Some(RelationKind::CommentOn) => Say::RelCommentOn,
        Some(RelationKind::Reply) => Say::RelReply,
        Some(RelationKind::ReplyTo) => Say::RelReplyTo,
        Some(RelationKind::PeerReview) => Say::RelPeerReview,
        Some(RelationKind::Software) => Say::RelSoftware,
    }
}
