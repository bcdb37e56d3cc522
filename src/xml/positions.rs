//! From a byte offset to the line and column that a person is told.

/// Counts lines and columns from 1, columns in characters. Cheap for offsets that grow.
#[derive(Clone, Debug)]
pub struct Positions<'a> {
    bytes: &'a [u8],
    at: usize,
    line: usize,
    column: usize,
}

impl<'a> Positions<'a> {
    /// Of a text that begins, perhaps, with a byte order mark, which has no column.
    pub fn new(bytes: &'a [u8]) -> Self {
        let at = if bytes.starts_with(super::BYTE_ORDER_MARK) { super::BYTE_ORDER_MARK.len() } else { 0 };
        Self { bytes, at, line: 1, column: 1 }
    }

    /// Line and column of the byte at `offset`.
    pub fn of(&mut self, offset: usize) -> (usize, usize) {
        if offset < self.at {
            *self = Self::new(self.bytes);
        }
        let end = offset.min(self.bytes.len());
        for byte in self.bytes.get(self.at..end).unwrap_or_default() {
            match byte {
                b'\n' => (self.line, self.column) = (self.line + 1, 1),
                0x80..=0xBF => {} // inside a character
                _ => self.column += 1,
            }
        }
        self.at = self.at.max(end);
        (self.line, self.column)
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
}
