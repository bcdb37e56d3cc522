//! What related works are to the article: a row for each kind, with its terms in all formats.
//!
//! No vocabulary but JATS has errata, retractions and the like; what is sure is which of the two works points to the other.

use crate::model::RelationKind;

/// Attributes of an element.
pub(in crate::formats) type Attributes = &'static [(&'static str, &'static str)];

/// A kind of relation in its vocabularies.
pub(in crate::formats) struct RelationType {
    kind: RelationKind,
    pub(in crate::formats) dcterms: &'static str,
    /// DataCite's relationType as OpenAIRE v4 has it too, whose list is of kernel 4.1.
    pub(in crate::formats) datacite: &'static str,
    /// A better relationType that DataCite has had since.
    pub(in crate::formats) datacite_now: Option<&'static str>,
    /// DataCite's resourceTypeGeneral of the related work, where it follows from the relation.
    pub(in crate::formats) resource_type: Option<&'static str>,
    /// DataCite's relationTypeInformation, where its relationType is `Other`.
    pub(in crate::formats) information: Option<&'static str>,
    /// The element of Crossref, and its relationship-type.
    pub(in crate::formats) crossref: (&'static str, &'static str),
    /// In JATS, whether the other work is an article, and the word for what it is.
    pub(in crate::formats) jats: (bool, &'static str),
    /// The type of MODS, with a label where it says less than is known; where MODS has none, a type in words.
    pub(in crate::formats) mods: Attributes,
    /// The field of MARC; where it does not name the kind itself, the words that do.
    pub(in crate::formats) marc: (&'static str, Option<&'static str>),
}

const fn relation(kind: RelationKind, dcterms: &'static str, datacite: &'static str) -> RelationType {
    RelationType {
        kind,
        dcterms,
        datacite,
        datacite_now: None,
        resource_type: None,
        information: None,
        crossref: INTER_RELATED,
        jats: (false, ""),
        mods: &[],
        marc: ("787", None),
    }
}

const INTER: &str = "rel:inter_work_relation";
const INTRA: &str = "rel:intra_work_relation";
/// Only Crossmark can express errata and retractions fully, and it requires a policy.
const INTER_RELATED: (&str, &str) = (INTER, "hasRelatedMaterial");
const INTER_RELATING: (&str, &str) = (INTER, "isRelatedMaterial");

impl RelationType {
    /// A newer relationType of DataCite.
    const fn now(self, datacite_now: &'static str) -> Self {
        Self { datacite_now: Some(datacite_now), ..self }
    }

    /// Since kernel 4.7, DataCite has such a relation in words.
    const fn in_words(self, information: &'static str) -> Self {
        Self { datacite_now: Some("Other"), information: Some(information), ..self }
    }

    const fn of_type(self, resource_type: &'static str) -> Self {
        Self { resource_type: Some(resource_type), ..self }
    }

    const fn crossref(self, element: &'static str, kind: &'static str) -> Self {
        Self { crossref: (element, kind), ..self }
    }

    const fn relating(self) -> Self {
        Self { crossref: INTER_RELATING, ..self }
    }

    /// A related article of JATS.
    const fn article(self, word: &'static str) -> Self {
        Self { jats: (true, word), ..self }
    }

    /// A related object of JATS.
    const fn object(self, word: &'static str) -> Self {
        Self { jats: (false, word), ..self }
    }

    const fn catalogue(self, mods: Attributes, marc: &'static str, words: Option<&'static str>) -> Self {
        Self { mods, marc: (marc, words), ..self }
    }
}

#[rustfmt::skip]
const RELATION_TYPES: [RelationType; 25] = [
    relation(RelationKind::Preprint, "dcterms:isVersionOf", "IsNewVersionOf").of_type("Preprint").crossref(INTRA, "hasPreprint").article("preprint")
        .catalogue(&[("type", "otherVersion"), ("displayLabel", "Preprint")], "775", Some("Preprint:")),
    relation(RelationKind::Translation, "dcterms:hasVersion", "HasVersion").now("HasTranslation").crossref(INTRA, "hasTranslation").article("translation")
        .catalogue(&[("type", "otherVersion"), ("displayLabel", "Translation")], "767", None),
    relation(RelationKind::TranslationOf, "dcterms:isVersionOf", "IsVersionOf").now("IsTranslationOf").crossref(INTRA, "isTranslationOf").article("translated-article")
        .catalogue(&[("type", "otherVersion"), ("displayLabel", "Translation of")], "765", None),
    relation(RelationKind::Version, "dcterms:hasVersion", "HasVersion").crossref(INTRA, "hasVersion").article("version")
        .catalogue(&[("type", "otherVersion")], "775", Some("Other version:")),
    relation(RelationKind::VersionOf, "dcterms:isVersionOf", "IsVersionOf").crossref(INTRA, "isVersionOf").article("version-of")
        .catalogue(&[("type", "otherVersion"), ("displayLabel", "Version of")], "775", Some("Version of:")),
    relation(RelationKind::Replaces, "dcterms:replaces", "IsNewVersionOf").crossref(INTRA, "replaces").article("earlier-version")
        .catalogue(&[("type", "preceding")], "775", Some("Earlier version:")),
    relation(RelationKind::ReplacedBy, "dcterms:isReplacedBy", "IsPreviousVersionOf").crossref(INTRA, "isReplacedBy").article("later-version")
        .catalogue(&[("type", "succeeding")], "775", Some("Later version:")),
    relation(RelationKind::Erratum, "dcterms:isReferencedBy", "IsReferencedBy").in_words("Has erratum").article("correction-forward")
        .catalogue(&[("otherType", "erratum")], "787", Some("Erratum:")),
    relation(RelationKind::ErratumOf, "dcterms:references", "References").in_words("Is erratum of").relating().article("corrected-article")
        .catalogue(&[("otherType", "erratum of")], "787", Some("Erratum of:")),
    relation(RelationKind::Retraction, "dcterms:isReferencedBy", "IsReferencedBy").in_words("Is retracted by").article("retraction-forward")
        .catalogue(&[("otherType", "retraction")], "787", Some("Retraction:")),
    relation(RelationKind::RetractionOf, "dcterms:references", "References").in_words("Is retraction of").relating().article("retracted-article")
        .catalogue(&[("otherType", "retraction of")], "787", Some("Retraction of:")),
    relation(RelationKind::Addendum, "dcterms:isReferencedBy", "IsReferencedBy").in_words("Has addendum").article("addendum")
        .catalogue(&[("otherType", "addendum")], "787", Some("Addendum:")),
    relation(RelationKind::AddendumOf, "dcterms:references", "References").in_words("Is addendum of").relating().article("addended-article")
        .catalogue(&[("otherType", "addendum of")], "787", Some("Addendum of:")),
    relation(RelationKind::ExpressionOfConcern, "dcterms:isReferencedBy", "IsReferencedBy").in_words("Has expression of concern").article("expression-of-concern")
        .catalogue(&[("otherType", "expression of concern")], "787", Some("Expression of concern:")),
    relation(RelationKind::ExpressionOfConcernAbout, "dcterms:references", "References").in_words("Is expression of concern about").relating().article("object-of-concern")
        .catalogue(&[("otherType", "expression of concern about")], "787", Some("Expression of concern about:")),
    relation(RelationKind::Comment, "dcterms:isReferencedBy", "IsReferencedBy").in_words("Has comment").crossref(INTER, "hasComment").article("commentary")
        .catalogue(&[("otherType", "comment")], "787", Some("Comment:")),
    relation(RelationKind::CommentOn, "dcterms:references", "References").in_words("Is comment on").crossref(INTER, "isCommentOn").article("commentary-article")
        .catalogue(&[("otherType", "comment on")], "787", Some("Comment on:")),
    relation(RelationKind::Reply, "dcterms:isReferencedBy", "IsReferencedBy").in_words("Has reply").crossref(INTER, "hasReply").article("reply")
        .catalogue(&[("otherType", "reply")], "787", Some("Reply:")),
    relation(RelationKind::ReplyTo, "dcterms:references", "References").in_words("Is reply to").crossref(INTER, "isReplyTo").article("replied-to-article")
        .catalogue(&[("otherType", "reply to")], "787", Some("Reply to:")),
    relation(RelationKind::PeerReview, "dcterms:isReferencedBy", "IsReviewedBy").of_type("PeerReview").crossref(INTER, "hasReview").article("peer-review")
        .catalogue(&[("otherType", "peer review")], "787", Some("Peer review:")),
    relation(RelationKind::Reviews, "dcterms:references", "Reviews").crossref(INTER, "isReviewOf").object("reviewed")
        .catalogue(&[("type", "reviewOf")], "787", Some("Review of:")),
    relation(RelationKind::Data, "dcterms:references", "References").of_type("Dataset").crossref(INTER, "basedOnData").object("data")
        .catalogue(&[("otherType", "data")], "786", None),
    relation(RelationKind::Software, "dcterms:requires", "Requires").of_type("Software").crossref(INTER, "requires").object("software")
        .catalogue(&[("otherType", "software")], "787", Some("Software:")),
    relation(RelationKind::Supplement, "dcterms:hasPart", "IsSupplementedBy").crossref(INTER, "isSupplementedBy").object("supplement")
        .catalogue(&[("otherType", "supplement")], "770", None),
    relation(RelationKind::PartOf, "dcterms:isPartOf", "IsPartOf").crossref(INTER, "isPartOf").object("part-of")
        .catalogue(&[("otherType", "part of")], "787", Some("Part of:")),
];

/// What is known of the kind of relation.
pub(in crate::formats) fn relation_type(kind: Option<RelationKind>) -> Option<&'static RelationType> {
    RELATION_TYPES.iter().find(|known| Some(known.kind) == kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words that `kind` takes, as serde lists them.
    fn words() -> Vec<String> {
        let error = serde_json::from_str::<RelationKind>("\"zzz\"").unwrap_err().to_string();
        error.split('`').skip(3).step_by(2).map(str::to_owned).collect()
    }

    #[test]
    fn every_kind_has_its_row_in_the_table_and_in_the_documentation() {
        let documented = include_str!("../../../docs/formats.md");
        let words = words();
        assert!(words.len() > 20, "{words:?}");
        for word in words.iter().filter(|word| *word != "dataset") {
            let kind = serde_json::from_str(&format!("\"{word}\"")).unwrap();
            let known = relation_type(Some(kind)).unwrap_or_else(|| panic!("{word}"));
            let local = known.dcterms.trim_start_matches("dcterms:");
            let rows = documented
                .lines()
                .filter(|line| line.starts_with('|') && line.contains(&format!("`{word}`")));
            let is_whole = |row: &str| {
                row.contains(&format!("`{local}`")) && row.contains(&format!("`{}`", known.datacite))
            };
            assert!(rows.into_iter().any(is_whole), "{word}: {local}, {}", known.datacite);
            assert!(!known.jats.1.is_empty() && !known.mods.is_empty(), "{word}");
        }
    }
}
