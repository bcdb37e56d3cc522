//! The text that the place of a problem is in.

use std::borrow::Cow;
use std::path::Path;

use crate::xml::{decoded, utf8};

/// A line of a file, as problems count lines, from 1; `None` if there is no such line, or the file is not a text.
pub fn source_line(path: &Path, bytes: &[u8], line: usize) -> Option<String> {
    let is_xml = path.extension().is_some_and(|extension| extension == "xml");
    let bytes = if is_xml { decoded(bytes).ok()? } else { Cow::Borrowed(bytes) };
    let (text, _) = utf8(&bytes).ok()?;
    let line = text.split('\n').nth(line.checked_sub(1)?)?;
    Some(line.trim_end_matches('\r').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_those_that_problems_count() {
        let line =
            |number| source_line(Path::new("a.toml"), "\u{feff}a = 1\r\n\nb = \"国\"".as_bytes(), number);
        assert_eq!(line(1).as_deref(), Some("a = 1"));
        assert_eq!(line(2).as_deref(), Some(""));
        assert_eq!(line(3).as_deref(), Some("b = \"国\""));
        assert_eq!((line(0), line(4)), (None, None));
        assert_eq!(source_line(Path::new("a.toml"), b"\xD6\xD0", 1), None);
    }

    #[test]
    fn xml_is_shown_as_it_was_decoded() {
        let bytes = b"<?xml version=\"1.0\" encoding=\"GB18030\"?>\n<a>\xD6\xD0</a>";
        assert_eq!(source_line(Path::new("a.xml"), bytes, 2).as_deref(), Some("<a>中</a>"));
    }
}
