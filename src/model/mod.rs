//! Values with meaning, each with one door (`FromStr`): no I/O and no XML here.

mod article;
mod checked_text;
mod datestamp;
mod dublin_core;
mod identifier;
mod identity;
mod item;
mod language;
mod metadata_prefix;
mod partial_date;
mod set_spec;
mod text;

pub use article::{Affiliation, Article, Journal, Pages, Person, Role};
pub use datestamp::{Datestamp, Granularity, InvalidDate};
pub use dublin_core::{DC_ELEMENTS, DublinCore, DublinCoreElement};
pub use identifier::{Identifier, InvalidIdentifier, Namespace};
pub use identity::{Branding, Identity, SetDescription};
pub use item::{Content, Item, Provenance};
pub use language::{InvalidLanguage, Language};
pub use metadata_prefix::{InvalidMetadataPrefix, MetadataPrefix};
pub use partial_date::{InvalidPartialDate, PartialDate};
pub use set_spec::{InvalidSetSpec, SetSpec};
pub use text::{Abstract, Keywords, Text, Title};
