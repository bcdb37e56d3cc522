//! A part of a file that moves on through it, so that a file of any size takes little memory.

use std::io::{self, Read};

use encoding_rs::Encoding;

use super::encoding::Decoder;
use super::event::XmlError;
use super::positions::{Mark, Positions};

/// So much is read at once, and more if what is not yet taken needs it.
const CHUNK: usize = 256 << 10;

/// What of a file was read and not yet taken, in UTF-8.
pub struct Window<'r> {
    input: Decoder<'r>,
    buffer: Vec<u8>,
    begin: usize,
    end: usize,
    /// Where in the file it begins.
    mark: Mark,
    is_first: bool,
    is_last: bool,
    damage: Option<io::Error>,
}

impl<'r> Window<'r> {
    /// The beginning of a file, decoded by its byte order mark or its XML declaration.
    ///
    /// Errs if the file cannot be read or its encoding cannot be decoded.
    pub fn new(input: &'r mut dyn Read) -> Result<Self, XmlError> {
        let input = Decoder::new(input)?;
        let mut window = Self {
            input,
            buffer: Vec::new(),
            begin: 0,
            end: 0,
            mark: Mark::START,
            is_first: true,
            is_last: false,
            damage: None,
        };
        window.fill();
        Ok(window)
    }

    /// What was read and not yet taken.
    pub fn text(&self) -> &[u8] {
        self.buffer.get(self.begin..self.end).unwrap_or_default()
    }

    /// Whether nothing was taken yet.
    pub const fn is_first(&self) -> bool {
        self.is_first
    }

    /// Whether the file has nothing behind [`Self::text`].
    pub const fn is_last(&self) -> bool {
        self.is_last
    }

    pub(super) const fn encoding(&self) -> &'static Encoding {
        self.input.encoding()
    }

    /// Where in the file the offsets in [`Self::text`] are.
    pub fn positions(&self) -> Positions<'_> {
        Positions::from(self.text(), self.mark)
    }

    /// Where in the file [`Self::text`] begins.
    pub const fn mark(&self) -> Mark {
        self.mark
    }

    /// Takes the first bytes away.
    pub fn take(&mut self, length: usize) {
        let length = length.min(self.end - self.begin);
        self.mark = self.mark.behind(&self.text()[..length]);
        self.begin += length;
        self.is_first &= length == 0;
    }

    /// Takes white space away, however much there is.
    pub fn take_space(&mut self) {
        loop {
            self.take(self.text().len() - self.text().trim_ascii_start().len());
            if !self.text().is_empty() || self.is_last {
                return;
            }
            self.fill();
        }
    }

    /// Reads more of the file: as much as there is already, and not less than a chunk.
    pub fn fill(&mut self) {
        self.buffer.copy_within(self.begin..self.end, 0);
        (self.begin, self.end) = (0, self.end - self.begin);
        let length = CHUNK.max(self.end * 2);
        if self.buffer.len() < length {
            self.buffer.resize(length, 0);
        }
        while self.end < length && !self.is_last {
            match self.input.read(&mut self.buffer[self.end..length]) {
                Ok(0) => self.is_last = true,
                Ok(read) => self.end += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.damage = Some(error);
                    self.is_last = true;
                }
            }
        }
    }

    /// Why the file could not be read to its end.
    pub const fn take_damage(&mut self) -> Option<io::Error> {
        self.damage.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_any_size_goes_through_a_window_of_one_size() {
        let mut input = io::repeat(b' ').take(40 << 20).chain(b"\n<a/>".as_slice());
        let mut window = Window::new(&mut input).unwrap();
        window.take_space();
        assert_eq!(window.text(), b"<a/>");
        assert_eq!(window.positions().of(1), (2, 2));
        assert!(window.is_last() && !window.is_first());
        assert_eq!(window.buffer.len(), CHUNK);
    }

    #[test]
    fn what_is_not_taken_stays_and_more_comes() {
        let text: Vec<u8> = (0..3 * CHUNK).map(|at| u8::try_from(at % 251).unwrap()).collect();
        let mut input = text.as_slice();
        let mut window = Window::new(&mut input).unwrap();
        window.take(5);
        window.fill();
        assert_eq!(window.text(), &text[5..5 + 2 * (CHUNK - 5)]);
    }
}
