//! What the targets have in common.

use windrow::formats::{FORMATS, Source};
use windrow::model::Item;
use windrow::xml::{Event, Limits, Reader, Xml};

/// Whether the item is well-formed XML in every format that takes it.
pub fn check(item: &Item) {
    for format in FORMATS {
        let mut xml = Xml::new();
        if format.write(&Source::of(item), &mut xml).is_err() {
            continue;
        }
        let text = xml.into_string();
        let Ok(mut reader) = Reader::new(text.as_bytes(), Limits::default()) else { panic!("not read: {text}") };
        loop {
            match reader.read() {
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(error) => panic!("{error} in {text}"),
            }
        }
        assert_eq!(reader.take_illegal(), None);
    }
}
