//! What related works are to the article: DCMI Terms and DataCite's relation types.

use crate::model::RelationKind;

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
}

const fn relation(
    kind: RelationKind,
    dcterms: &'static str,
    datacite: &'static str,
    datacite_now: Option<&'static str>,
    resource_type: Option<&'static str>,
) -> RelationType {
    RelationType { kind, dcterms, datacite, datacite_now, resource_type, information: None }
}

impl RelationType {
    /// Since kernel 4.7, DataCite has such a relation in words.
    const fn in_words(self, information: &'static str) -> Self {
        Self { datacite_now: Some("Other"), information: Some(information), ..self }
    }
}

/// No vocabulary has errata and retractions; what is sure is which of the two works points to the other.
const RELATION_TYPES: [RelationType; 14] = [
    relation(RelationKind::Preprint, "dcterms:isVersionOf", "IsNewVersionOf", None, Some("Preprint")),
    relation(RelationKind::Translation, "dcterms:hasVersion", "HasVersion", Some("HasTranslation"), None),
    relation(
        RelationKind::TranslationOf,
        "dcterms:isVersionOf",
        "IsVersionOf",
        Some("IsTranslationOf"),
        None,
    ),
    relation(RelationKind::Version, "dcterms:hasVersion", "HasVersion", None, None),
    relation(RelationKind::Replaces, "dcterms:replaces", "IsNewVersionOf", None, None),
    relation(RelationKind::ReplacedBy, "dcterms:isReplacedBy", "IsPreviousVersionOf", None, None),
    relation(RelationKind::Erratum, "dcterms:isReferencedBy", "IsReferencedBy", None, None)
        .in_words("Has erratum"),
    relation(RelationKind::ErratumOf, "dcterms:references", "References", None, None)
        .in_words("Is erratum of"),
    relation(RelationKind::Retraction, "dcterms:isReferencedBy", "IsReferencedBy", None, None)
        .in_words("Is retracted by"),
    relation(RelationKind::RetractionOf, "dcterms:references", "References", None, None)
        .in_words("Is retraction of"),
    relation(RelationKind::Reviews, "dcterms:references", "Reviews", None, None),
    relation(RelationKind::Data, "dcterms:references", "References", None, Some("Dataset")),
    relation(RelationKind::Supplement, "dcterms:hasPart", "IsSupplementedBy", None, None),
    relation(RelationKind::PartOf, "dcterms:isPartOf", "IsPartOf", None, None),
];

/// What is known of the kind of relation.
pub(in crate::formats) fn relation_type(kind: RelationKind) -> Option<&'static RelationType> {
    RELATION_TYPES.iter().find(|known| known.kind == kind)
}
