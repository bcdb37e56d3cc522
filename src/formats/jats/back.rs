//! The back matter of an article: notes, statements and cited works.

use crate::formats::writing::jats_text::{JATS, Prose};
use crate::model::{Article, Identifier, Language, Reference, Text};
use crate::xml::Xml;

use super::ids::Ids;
use super::links::write_work;
use super::statements::write_sections;

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

/// Writes the statements that are sections of an article, and the references.
pub(super) fn write_back(identifier: &Identifier, article: &Article, xml: &mut Xml) {
    xml.element("back").around(|xml| {
        write_sections(&article.statements, xml);
        xml.element("ref-list").around(|xml| write_references(identifier, &article.references, xml));
    });
}

/// Writes the references as printed, with their position in the list as id.
fn write_references(identifier: &Identifier, references: &[Reference], xml: &mut Xml) {
    let ids = Ids::of(identifier);
    for (at, reference) in references.iter().enumerate() {
        let element = xml.element("ref").attr("id", &ids.id("ref", at));
        element.around(|xml| {
            xml.element("mixed-citation").around(|xml| write_work(reference.work(), xml));
        });
    }
}
