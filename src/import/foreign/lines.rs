//! The lines of a text file in any encoding, with their numbers.

use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Decoder, Encoding};

/// How much of a file decides about its encoding and its format.
const HEAD: usize = 64 << 10;

/// The longest line that is kept; what goes on after it is left out, which [`Lines::cut`] counts.
const LONGEST: usize = 1 << 20;

/// Reads line after line.
pub struct Lines<'r> {
    input: Box<dyn Read + 'r>,
    decoder: Decoder,
    encoding: &'static Encoding,
    /// Text that was decoded and not yet taken, from `begin` on.
    text: String,
    begin: usize,
    is_at_end: bool,
    number: usize,
    cut: usize,
}

impl<'r> Lines<'r> {
    /// Reads the beginning, which decides about the encoding: a byte order mark, or else what the bytes look like.
    pub fn new(input: impl Read + 'r) -> io::Result<Self> {
        let mut input: Box<dyn Read + 'r> = Box::new(input);
        let mut head = Vec::new();
        input.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
        let encoding = encoding_of(&head);
        let mut lines = Self {
            input,
            decoder: encoding.new_decoder_with_bom_removal(),
            encoding,
            text: String::new(),
            begin: 0,
            is_at_end: false,
            number: 0,
            cut: 0,
        };
        lines.decode(&head, false);
        if head.len() < HEAD {
            lines.end();
        }
        Ok(lines)
    }

    /// The beginning of the file, decoded; only before the first line is taken.
    pub fn head(&self) -> &str {
        &self.text
    }

    /// The encoding that the file is read in.
    pub fn encoding(&self) -> &'static str {
        self.encoding.name()
    }

    /// How many bytes of lines longer than a mebibyte were left out.
    pub const fn cut(&self) -> usize {
        self.cut
    }

    /// The next line without its end, and its number from 1; `None` after the last one.
    pub fn next(&mut self) -> io::Result<Option<(usize, String)>> {
        loop {
            let rest = &self.text[self.begin..];
            if let Some(end) = rest.find('\n') {
                let line = rest[..end].trim_end_matches('\r').to_owned();
                self.begin += end + 1;
                self.number += 1;
                return Ok(Some((self.number, line)));
            }
            if self.is_at_end {
                let last = std::mem::take(&mut self.text).split_off(self.begin);
                self.begin = 0;
                self.number += 1;
                return Ok((!last.is_empty()).then_some((self.number, last)));
            }
            self.fill()?;
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.text.drain(..self.begin);
        self.begin = 0;
        if self.text.len() > LONGEST {
            let is_boundary = |at: &usize| self.text.is_char_boundary(*at);
            let kept = (0..=LONGEST / 2).rev().find(is_boundary).unwrap_or_default();
            self.cut += self.text.len() - kept;
            self.text.truncate(kept);
        }
        let mut bytes = [0; 16 << 10];
        match self.input.read(&mut bytes)? {
            0 => self.end(),
            count => self.decode(&bytes[..count], false),
        }
        Ok(())
    }

    fn end(&mut self) {
        if !self.is_at_end {
            self.decode(&[], true);
            self.is_at_end = true;
        }
    }

    /// Adds what the bytes stand for; a byte that stands for nothing becomes U+FFFD, which a check reports.
    fn decode(&mut self, mut bytes: &[u8], is_last: bool) {
        loop {
            self.text.reserve(bytes.len().max(16) * 3);
            let (result, read, _) = self.decoder.decode_to_string(bytes, &mut self.text, is_last);
            bytes = &bytes[read..];
            if result == CoderResult::InputEmpty {
                return;
            }
        }
    }
}

fn encoding_of(head: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return encoding;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(head, head.len() < HEAD);
    detector.guess(None, Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<String> {
        let mut lines = Lines::new(bytes).unwrap();
        std::iter::from_fn(|| lines.next().unwrap()).map(|(_, line)| line).collect()
    }

    #[test]
    fn lines_end_in_any_way() {
        assert_eq!(all(b"a\r\nb\n\nc"), ["a", "b", "", "c"]);
        assert_eq!(all("\u{feff}题名\n".as_bytes()), ["题名"]);
        assert_eq!(all(b""), [""; 0]);
    }

    #[test]
    fn a_file_is_read_in_the_encoding_that_it_has() {
        let text = "{Title}: 国际安全研究中的若干问题\n{Author}: 王雷\n".repeat(20);
        for encoding in [encoding_rs::GBK, encoding_rs::UTF_8] {
            let (bytes, ..) = encoding.encode(&text);
            assert_eq!(all(&bytes)[0], "{Title}: 国际安全研究中的若干问题", "{}", encoding.name());
        }
        let utf16: Vec<u8> = "\u{feff}A1 国".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(all(&utf16), ["A1 国"]);
    }

    #[test]
    fn a_line_without_end_does_not_fill_the_memory() {
        let mut lines = Lines::new(io::repeat(b'a').take(8 << 20)).unwrap();
        let (_, line) = lines.next().unwrap().unwrap();
        assert!(line.len() <= 2 * LONGEST && lines.cut() > 4 << 20);
    }
}
