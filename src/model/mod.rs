//! Values with meaning, each with one door (`FromStr`): no I/O and no XML here.

mod affiliation;
mod article;
mod base_url;
mod checked_text;
mod chinese;
mod conference;
mod country;
mod creative_commons;
mod datestamp;
mod dublin_core;
mod fill;
mod from_text;
mod identifier;
mod identity;
mod issue_date;
mod item;
mod journal;
mod language;
mod metadata_prefix;
mod name;
mod partial_date;
mod person;
mod relation;
mod resources;
mod rights;
mod scheme;
mod set_spec;
mod statement;
mod text;
mod text_or_table;
mod texts;
mod words;

pub use affiliation::Affiliation;
pub use article::Article;
pub use base_url::{base_url_problem, own_base_url_problem};
pub use chinese::{chinese_name_parts, is_compound_family_name, is_han};
pub use conference::{Conference, Coverage};
pub use country::Country;
pub use creative_commons::CreativeCommons;
pub use datestamp::{Datestamp, Granularity, InvalidDate};
pub use dublin_core::{DC_ELEMENTS, DublinCore, DublinCoreElement};
pub use identifier::{Identifier, InvalidIdentifier, Namespace};
pub use identity::{Branding, Depositor, Identity, OwnFormat, SetDescription, SetRule};
pub use issue_date::{IssueDate, Season};
pub use item::{Content, Item, Provenance};
pub use journal::{Journal, Medium, Pages};
pub use language::{InvalidLanguage, Language};
pub use metadata_prefix::{InvalidMetadataPrefix, MetadataPrefix};
pub use name::{Name, NameOrder, NameParts};
pub use partial_date::{InvalidPartialDate, PartialDate};
pub use person::{CreditRole, Person, Role};
pub use relation::{Reference, Relation, RelationKind, Work};
pub use resources::{
    Classification, ClassificationScheme, FileLink, Funding, IdentifierScheme, OtherIdentifier, Supplement,
};
pub use rights::{Access, License, Version, is_spdx_id};
pub use scheme::{
    Ark, ArxivId, CnNumber, Doi, Doubt, Handle, Isbn, Issn, Orcid, Pmcid, Pmid, Ror, Urn, WebUrl, in_a_path,
};
pub use set_spec::{InvalidSetSpec, SetSpec};
pub use statement::{Statement, StatementKind, Trial, TrialStage};
pub use text::{Abstract, AbstractKind, Keyword, Keywords, Text, Title};
pub use texts::Texts;
pub(crate) use words::words;
pub use words::{Both, InWords, Words, both};
