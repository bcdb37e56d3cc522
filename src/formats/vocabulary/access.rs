//! Access rights: COAR Access Rights, and those of info:eu-repo (OpenAIRE Guidelines v3).

use crate::model::{Access, Article};

/// An access right in its vocabularies.
pub(in crate::formats) struct AccessRight {
    pub(in crate::formats) access: Access,
    pub(in crate::formats) coar: &'static str,
    pub(in crate::formats) label: &'static str,
    pub(in crate::formats) info_eu_repo: &'static str,
}

const ACCESS_RIGHTS: [AccessRight; 4] = [
    AccessRight {
        access: Access::Open,
        coar: "http://purl.org/coar/access_right/c_abf2",
        label: "open access",
        info_eu_repo: "info:eu-repo/semantics/openAccess",
    },
    AccessRight {
        access: Access::Embargoed,
        coar: "http://purl.org/coar/access_right/c_f1cf",
        label: "embargoed access",
        info_eu_repo: "info:eu-repo/semantics/embargoedAccess",
    },
    AccessRight {
        access: Access::Restricted,
        coar: "http://purl.org/coar/access_right/c_16ec",
        label: "restricted access",
        info_eu_repo: "info:eu-repo/semantics/restrictedAccess",
    },
    AccessRight {
        access: Access::MetadataOnly,
        coar: "http://purl.org/coar/access_right/c_14cb",
        label: "metadata only access",
        info_eu_repo: "info:eu-repo/semantics/closedAccess",
    },
];

/// The access right of the article, if it is known.
pub(in crate::formats) fn access_right(article: &Article) -> Option<&'static AccessRight> {
    let access = article.access?;
    ACCESS_RIGHTS.iter().find(|right| right.access == access)
}
