//! From a byte offset to the line and column that a person is told.

/// A place in a text: line and column count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    pub line: usize,
    pub column: usize,
}

impl Mark {
    /// Where a text begins.
    pub const START: Self = Self { line: 1, column: 1 };

    /// The place behind these bytes, which begin here.
    pub fn behind(self, bytes: &[u8]) -> Self {
        let lines = count(bytes, |byte| byte == b'\n');
        let last = bytes.iter().rposition(|byte| *byte == b'\n').filter(|_| lines > 0);
        let (rest, column) = last.map_or((bytes, self.column), |at| (&bytes[at + 1..], 1));
        // bytes inside a character are not counted
        Self { line: self.line + lines, column: column + count(rest, |byte| byte & 0xC0 != 0x80) }
    }
}

/// How many of the bytes are such, many bytes at a time.
fn count(bytes: &[u8], is: impl Fn(u8) -> bool) -> usize {
    let chunk = |bytes: &[u8]| bytes.iter().fold(0u8, |count, byte| count + u8::from(is(*byte)));
    bytes.chunks(255).map(|bytes| usize::from(chunk(bytes))).sum()
}

/// Finds places. Cheap for offsets that grow.
#[derive(Clone, Debug)]
pub struct Positions<'a> {
    bytes: &'a [u8],
    first: Mark,
    at: usize,
    mark: Mark,
}

impl<'a> Positions<'a> {
    /// Of a text that begins, perhaps, with a byte order mark, which has no column.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self::from(bytes, Mark::START)
    }

    /// Of a part of a text, which begins at `first`.
    pub(super) fn from(bytes: &'a [u8], first: Mark) -> Self {
        let at = if bytes.starts_with(super::BYTE_ORDER_MARK) { super::BYTE_ORDER_MARK.len() } else { 0 };
        Self { bytes, first, at, mark: first }
    }

    /// The place of the byte at `offset`.
    pub fn mark(&mut self, offset: usize) -> Mark {
        if offset < self.at {
            *self = Self::from(self.bytes, self.first);
        }
        let end = offset.min(self.bytes.len());
        self.mark = self.mark.behind(self.bytes.get(self.at..end).unwrap_or_default());
        self.at = self.at.max(end);
        self.mark
    }

    /// Line and column of the byte at `offset`.
    pub fn of(&mut self, offset: usize) -> (usize, usize) {
        let Mark { line, column } = self.mark(offset);
        (line, column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_characters_and_a_byte_order_mark_is_none() {
        let text = "\u{feff}aé国x\nb";
        let mut positions = Positions::new(text.as_bytes());
        let mut of = |needle| positions.of(text.find(needle).unwrap());
        assert_eq!(of("a"), (1, 1));
        assert_eq!(of("x"), (1, 4));
        assert_eq!(of("b"), (2, 1));
        assert_eq!(of("é"), (1, 2), "going back counts anew");
        assert_eq!(positions.of(1000), (2, 2), "an offset beyond the end is the end");
    }

    #[test]
    fn a_place_is_the_same_however_the_text_is_cut() {
        let text = "ab\n国é\n\n".repeat(100) + &"国".repeat(300);
        let whole = Mark::START.behind(text.as_bytes());
        assert_eq!(whole, Mark { line: 301, column: 301 });
        for cut in 0..text.len() {
            let (one, other) = text.as_bytes().split_at(cut);
            assert_eq!(Mark::START.behind(one).behind(other), whole, "{cut}");
        }
    }
}
