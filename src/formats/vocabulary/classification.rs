//! Library classifications, as the formats name them.

use crate::model::ClassificationScheme;

/// A classification in its vocabularies.
pub(in crate::formats) struct KnownClassification {
    scheme: ClassificationScheme,
    /// In the list of classification schemes of the Library of Congress.
    pub(in crate::formats) code: &'static str,
    pub(in crate::formats) name: &'static str,
    /// In the same list.
    pub(in crate::formats) uri: &'static str,
    /// The encoding scheme of DCMI Terms.
    pub(in crate::formats) dcterms: Option<&'static str>,
}

impl KnownClassification {
    /// A class as dc:subject has it: in the terms of info:eu-repo, if these have the scheme; otherwise behind its short name.
    pub(in crate::formats) fn subject(&self, class: &str) -> String {
        if INFO_EU_REPO.contains(&self.code) {
            format!("info:eu-repo/classification/{}/{class}", self.code)
        } else {
            format!("{} {class}", self.code.to_uppercase())
        }
    }
}

/// The schemes that info:eu-repo has terms for.
const INFO_EU_REPO: [&str; 3] = ["ddc", "lcc", "udc"];

const CLASSIFICATIONS: [KnownClassification; 4] = [
    KnownClassification {
        scheme: ClassificationScheme::Clc,
        code: "clc",
        name: "Chinese Library Classification",
        uri: "http://id.loc.gov/vocabulary/classSchemes/clc",
        dcterms: None,
    },
    KnownClassification {
        scheme: ClassificationScheme::Ddc,
        code: "ddc",
        name: "Dewey Decimal Classification",
        uri: "http://id.loc.gov/vocabulary/classSchemes/ddc",
        dcterms: Some("dcterms:DDC"),
    },
    KnownClassification {
        scheme: ClassificationScheme::Lcc,
        code: "lcc",
        name: "Library of Congress Classification",
        uri: "http://id.loc.gov/vocabulary/classSchemes/lcc",
        dcterms: Some("dcterms:LCC"),
    },
    KnownClassification {
        scheme: ClassificationScheme::Udc,
        code: "udc",
        name: "Universal Decimal Classification",
        uri: "http://id.loc.gov/vocabulary/classSchemes/udc",
        dcterms: Some("dcterms:UDC"),
    },
];

/// What is known of the classification.
pub(in crate::formats) fn classification(scheme: ClassificationScheme) -> &'static KnownClassification {
    CLASSIFICATIONS.iter().find(|known| known.scheme == scheme).unwrap_or(&CLASSIFICATIONS[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scheme_is_in_the_table() {
        for scheme in [
            ClassificationScheme::Clc,
            ClassificationScheme::Ddc,
            ClassificationScheme::Lcc,
            ClassificationScheme::Udc,
        ] {
            assert_eq!(classification(scheme).scheme, scheme);
        }
        assert_eq!(
            classification(ClassificationScheme::Udc).subject("32"),
            "info:eu-repo/classification/udc/32"
        );
        assert_eq!(classification(ClassificationScheme::Clc).subject("D815"), "CLC D815");
    }
}
