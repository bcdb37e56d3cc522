//! Versions of an article: COAR Version Types, and those of info:eu-repo.

use crate::model::{Article, Version};

/// A version in its vocabularies.
pub(in crate::formats) struct VersionType {
    pub(in crate::formats) version: Version,
    pub(in crate::formats) coar: &'static str,
    /// The abbreviation by which OpenAIRE writes it (NISO JAV).
    pub(in crate::formats) label: &'static str,
    pub(in crate::formats) info_eu_repo: &'static str,
}

const VERSIONS: [VersionType; 7] = [
    VersionType {
        version: Version::Draft,
        coar: "http://purl.org/coar/version/c_b1a7d7d4d402bcce",
        label: "AO",
        info_eu_repo: "info:eu-repo/semantics/draft",
    },
    VersionType {
        version: Version::Submitted,
        coar: "http://purl.org/coar/version/c_71e4c1898caa6e32",
        label: "SMUR",
        info_eu_repo: "info:eu-repo/semantics/submittedVersion",
    },
    VersionType {
        version: Version::Accepted,
        coar: "http://purl.org/coar/version/c_ab4af688f83e57aa",
        label: "AM",
        info_eu_repo: "info:eu-repo/semantics/acceptedVersion",
    },
    VersionType {
        version: Version::Proof,
        coar: "http://purl.org/coar/version/c_fa2ee174bc00049f",
        label: "P",
        info_eu_repo: "info:eu-repo/semantics/acceptedVersion", // the nearest: there is no term for proofs
    },
    VersionType {
        version: Version::Published,
        coar: "http://purl.org/coar/version/c_970fb48d4fbd8a85",
        label: "VoR",
        info_eu_repo: "info:eu-repo/semantics/publishedVersion",
    },
    VersionType {
        version: Version::Corrected,
        coar: "http://purl.org/coar/version/c_e19f295774971610",
        label: "CVoR",
        info_eu_repo: "info:eu-repo/semantics/updatedVersion",
    },
    VersionType {
        version: Version::Updated,
        coar: "http://purl.org/coar/version/c_dc82b40f9837b551",
        label: "EVoR",
        info_eu_repo: "info:eu-repo/semantics/updatedVersion",
    },
];

/// The version of the article, if it is known.
pub(in crate::formats) fn version_type(article: &Article) -> Option<&'static VersionType> {
    let version = article.version?;
    VERSIONS.iter().find(|known| known.version == version)
}

/// What a version is called (NISO RP-8, Journal Article Versions).
pub(in crate::formats) const fn version_name(version: Version) -> &'static str {
    match version {
        Version::Draft => "author's original",
        Version::Submitted => "submitted manuscript under review",
        Version::Accepted => "accepted manuscript",
        Version::Proof => "proof",
        Version::Published => "version of record",
        Version::Corrected => "corrected version of record",
        Version::Updated => "enhanced version of record",
    }
}
