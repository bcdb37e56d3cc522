//! What stands behind the description of an article: remarks, and the works it cites.

use crate::formats::writing::jats_text::{JATS, Prose};
use crate::model::{Language, Reference, Text};
use crate::xml::Xml;

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

/// Writes the references, each as it is printed.
pub(super) fn write_references(references: &[Reference], xml: &mut Xml) {
    xml.element("back").around(|xml| {
        xml.element("ref-list").around(|xml| {
            for reference in references {
                xml.element("ref").around(|xml| {
                    xml.element("mixed-citation").around(|xml| write_work(reference.work(), xml))
                });
            }
        });
    });
}
