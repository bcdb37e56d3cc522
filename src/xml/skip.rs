//! The way to the next tag past what cannot be read: comments, CDATA sections and instructions have no tags in them.

use super::scan::position;

/// What has no tags in it, from `<` on, and how it ends.
const SECTIONS: [(&[u8], &[u8]); 3] = [(b"!--", b"-->"), (b"![CDATA[", b"]]>"), (b"?", b"?>")];

/// The longest of their beginnings.
const LONGEST: usize = 8;

/// Looks for a tag in a text that comes in parts.
#[derive(Default)]
pub struct TagScan {
    /// The end of the section that the last part ended in.
    until: Option<&'static [u8]>,
}

impl TagScan {
    /// The offset, from `from` on, of the first tag of which `is_it` is true: it gets the offset of the `<` and what follows it, at least `ahead`
    /// bytes except at the end of the text. Errs with the offset at which to go on when more of the text has been read.
    pub fn find(
        &mut self,
        bytes: &[u8],
        mut from: usize,
        is_last: bool,
        ahead: usize,
        mut is_it: impl FnMut(usize, &[u8]) -> bool,
    ) -> Result<usize, usize> {
        loop {
            if let Some(end) = self.until {
                let keep = end.len() - 1;
                from = behind(bytes, from, end).ok_or_else(|| from.max(bytes.len().saturating_sub(keep)))?;
                self.until = None;
            }
            let rest = bytes.get(from..).unwrap_or_default();
            from += position(rest, |byte| byte == b'<').ok_or(bytes.len())?;
            let rest = &bytes[from + 1..];
            if rest.len() < ahead.max(LONGEST) && !is_last {
                return Err(from);
            }
            if let Some((begin, end)) = SECTIONS.iter().find(|(begin, _)| rest.starts_with(begin)) {
                from += 1 + begin.len();
                self.until = Some(end);
            } else if is_it(from, rest) {
                return Ok(from);
            } else {
                from += 1;
            }
        }
    }
}

/// The offset behind the next `end`.
fn behind(bytes: &[u8], mut from: usize, end: &[u8]) -> Option<usize> {
    loop {
        from += position(bytes.get(from..)?, |byte| byte == end[0])?;
        if bytes[from..].starts_with(end) {
            return Some(from + end.len());
        }
        from += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_in_sections_are_not_found_however_the_text_is_cut() {
        let text = b"a <!-- <r> -- --><![CDATA[<r>]] > ]]><?p <r>?></r><x><r>";
        let is_it = |_, rest: &[u8]| rest.starts_with(b"r>");
        assert_eq!(TagScan::default().find(text, 0, true, 2, is_it), Ok(text.len() - 3));
        for cut in 0..text.len() {
            let mut scan = TagScan::default();
            let found = scan.find(&text[..cut], 0, false, 2, is_it);
            let from = found.expect_err("found too early");
            assert_eq!(scan.find(text, from, true, 2, is_it), Ok(text.len() - 3), "{cut}");
        }
        assert_eq!(TagScan::default().find(b"<!-- <r>", 0, true, 2, is_it), Err(6));
    }
}
