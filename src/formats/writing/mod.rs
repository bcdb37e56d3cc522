//! What several formats write alike: elements, texts and their markup, people, links, DataCite's kernel.

pub(super) mod any_uri;
mod captions;
pub(super) mod citation;
pub(super) mod element;
pub(super) mod free_to_read;
pub(super) mod jats_text;
pub(super) mod kernel;
pub(super) mod line;
pub(super) mod link;
mod mathml;
pub(super) mod openaire_v3;
pub(super) mod original;
pub(super) mod people;
pub(super) mod remarks;
pub(super) mod romanised;
pub(super) mod texts;
