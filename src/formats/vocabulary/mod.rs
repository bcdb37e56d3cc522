//! Code lists of the formats, as tables.

mod access;
mod classification;
mod identifier_scheme;
mod iso639;
mod license;
mod relation_type;
mod resource_type;
mod version;

pub(super) use access::{AccessRight, access_right};
pub(super) use classification::classification;
pub(super) use identifier_scheme::{datacite_type, identifier_link, info_eu_repo_identifier};
pub(super) use iso639::{bibliographic, terminological};
pub(super) use license::{KnownLicense, known_license};
pub(super) use relation_type::relation_type;
pub(super) use resource_type::{ResourceType, free_types, resource_type};
pub(super) use version::{VersionType, version_type};
