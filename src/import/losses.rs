//! What of the metadata of a record had to be left out.

use super::dc_reader::Loss;
use super::tally::{Kind, Notes};

/// What of a record was dropped, in words.
pub(super) struct Dropped {
    pub(super) offset: usize,
    pub(super) what: String,
}

/// What was left out of the metadata.
#[derive(Default)]
pub(super) struct Losses {
    /// Whether the metadata are not what they were at their origin.
    pub(super) altered: bool,
    told: Vec<String>,
    first: Option<usize>,
}

impl Losses {
    pub(super) fn add(&mut self, offset: usize, loss: Loss, notes: &mut Notes) {
        self.altered = true;
        let what = match loss {
            Loss::Attribute(name) => return notes.push((Kind::Attribute(name), offset)),
            Loss::Language(tag) => return notes.push((Kind::Language(tag), offset)),
            Loss::LanguageSpelling(tag) => return notes.push((Kind::LanguageSpelling(tag), offset)),
            Loss::Empty(name) => return notes.push((Kind::Empty(name), offset)),
            Loss::Element { local, namespace } => match Loss::meant(&local, namespace.as_deref()) {
                Some(wrong) => wrong,
                None => format!(
                    "{}, which is not one of the fifteen elements",
                    Loss::element(&local, namespace.as_deref())
                ),
            },
            Loss::Second(local) => format!("`{local}`, a second element in `metadata`"),
            Loss::Markup => "markup in a value".to_owned(),
            Loss::Characters(count) => format!("{count} control character(s)"),
            Loss::Text => "text between the elements".to_owned(),
        };
        self.first.get_or_insert(offset);
        if !self.told.contains(&what) {
            self.told.push(what);
        }
    }

    pub(super) fn dropped(&self) -> Option<Dropped> {
        self.first.map(|offset| Dropped { offset, what: self.told.join("; ") })
    }
}
