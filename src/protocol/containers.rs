//! The XML inside `metadata`, `about` and `description`.

use crate::model::Provenance;
use crate::xml::Xml;

/// `metadata` around what `metadata` writes, then one `about` for each rights statement and one for the provenance.
pub fn write_body(_metadata: &str, _rights: &[String], _provenance: Option<&Provenance>) -> String {
    let _ = Xml::new();
    todo!()
}
