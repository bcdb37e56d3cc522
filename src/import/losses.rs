//! What of the metadata of a record had to be left out.

use crate::model::{Words, words};

use super::dc_reader::Loss;
use super::tally::{Kind, Notes};

/// What of a record was dropped, in words.
pub(super) struct Dropped {
    pub(super) offset: usize,
    pub(super) what: Words,
}

/// What was left out of the metadata.
#[derive(Default)]
pub(super) struct Losses {
    /// Whether the metadata are not what they were at their origin.
    pub(super) altered: bool,
    told: Vec<Words>,
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
                None => words!(
                    "{what}, which is not one of the fifteen elements",
                    "{what}，它不属于十五个元素";
                    what = Loss::element(&local, namespace.as_deref())
                ),
            },
            Loss::Second(local) => {
                words!("`{local}`, a second element in `metadata`", "metadata 中的第二个元素“{local}”")
            }
            Loss::Markup => words!("markup in a value", "值中的标记"),
            Loss::Characters(count) => words!("{count} control character(s)", "{count} 个控制字符"),
            Loss::Text => words!("text between the elements", "元素之间的文字"),
        };
        self.first.get_or_insert(offset);
        if !self.told.contains(&what) {
            self.told.push(what);
        }
    }

    pub(super) fn dropped(&self) -> Option<Dropped> {
        let joined = |before: Words, next: &Words| words!("{before}; {next}", "{before}；{next}"; before = before, next = next.clone());
        let what = || self.told.iter().cloned().reduce(|before, next| joined(before, &next));
        self.first.map(|offset| Dropped { offset, what: what().unwrap_or_default() })
    }
}
