//! Code lists of the formats, as tables.

mod access;
mod article_types;
mod cited_type;
mod classification;
mod country;
mod funder;
mod identifier_scheme;
mod iso639;
mod language_name;
mod license;
mod relation_type;
mod relator;
mod resource_type;
mod script;
mod version;

pub(super) use access::{AccessRight, access_right};
pub(super) use article_types::ArticleType;
pub(super) use cited_type::cited_type;
pub(super) use classification::classification;
pub(super) use country::country;
pub(super) use funder::jurisdiction;
pub use funder::{EC, KnownFunder, funder_code, probable_funder, programme};
pub(super) use identifier_scheme::{datacite_type, identifier_link, info_eu_repo_identifier};
pub(super) use iso639::{bibliographic, terminological};
pub(super) use language_name::{language_name, library_code};
pub(super) use license::known_license;
pub(super) use relation_type::relation_type;
pub(super) use relator::{AUTHOR, FUNDER, Relator, relator};
pub(super) use resource_type::{NO_TYPE, free_types, resource_type};
pub use resource_type::{article_types, is_article_type};
pub use script::scripts_in;
pub(super) use script::{is_latin, is_romanised, script_of, script_of_tag, transliteration};
pub(super) use version::{version_name, version_type};
