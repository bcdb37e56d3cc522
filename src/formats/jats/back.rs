//! The back matter of an article: notes and cited works.

use crate::formats::writing::jats_text::{JATS, Prose};
use crate::model::{Identifier, Language, Reference, Text};
use crate::xml::Xml;

use super::ids::Ids;
use super::links::write_work;

/// Writes the remarks of the cataloguer.
pub(super) fn write_notes(notes: &[Text], xml: &mut Xml) {
    xml.element("notes").around(|xml| {
        for note in notes {
            if let Some(prose) = Prose::of(&note.text) {
                let paragraph =
                    xml.element("p").attr_if("xml:lang", note.lang.as_ref().map(Language::as_str));
                paragraph.content(|xml| prose.write(&JATS, None, xml));
            }
        }
    });
}

/// Writes the references as printed, with their position in the list as id.
pub(super) fn write_references(identifier: &Identifier, references: &[Reference], xml: &mut Xml) {
    let ids = Ids::of(identifier);
    xml.element("back").around(|xml| {
        xml.element("ref-list").around(|xml| {
            for (at, reference) in references.iter().enumerate() {
                xml.element("ref").attr("id", &ids.id("ref", at)).around(|xml| {
                    xml.element("mixed-citation").around(|xml| write_work(reference.work(), xml))
                });
            }
        });
    });
}
