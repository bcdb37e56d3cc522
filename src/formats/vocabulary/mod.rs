//! Code lists of the formats, as tables.

mod access;
mod iso639;
mod license;
mod resource_type;
mod version;

pub(super) use access::{AccessRight, access_right};
pub(super) use iso639::{bibliographic, terminological};
pub(super) use license::{KnownLicense, known_license};
pub(super) use resource_type::{ResourceType, free_types, resource_type};
pub(super) use version::{VersionType, version_type};
