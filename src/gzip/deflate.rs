//! Raw deflate (RFC 1951) in blocks that more blocks may follow.

use flate2::{Compress, CompressError, Compression, FlushCompress};

use super::crc;

/// The level: beyond 6 the time grows much faster than the text shrinks.
const LEVEL: u32 = 6;

/// The most that a stored block holds, as its length has 16 bits.
const STORED: usize = 0xFFFF;

/// What every run ends with: the empty stored block of a sync flush.
pub const FLUSHED: [u8; 4] = [0, 0, 0xFF, 0xFF];

/// A run: a text deflated, with what a gzip member must know of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deflated {
    /// Raw deflate: blocks of which none is the final one, the last of them stored and empty, so that the run ends at
    /// a whole byte, with `00 00 FF FF`. It refers to nothing before it, so runs may stand in any order.
    pub bytes: Vec<u8>,
    /// The CRC-32 of the text.
    pub crc: u32,
    /// The length of the text, in bytes.
    pub size: u32,
}

/// Deflates a text of less than 4 GiB.
///
/// A compressor is made for each text: one that is kept for the next costs 300 KB for every thread, and saves 6 µs.
pub fn deflate(text: &[u8]) -> Deflated {
    let bytes = compressed(text).unwrap_or_else(|_| uncompressed(text)); // which cannot happen in memory
    let size = u32::try_from(text.len()).unwrap_or(u32::MAX);
    Deflated { bytes, crc: crc::of(text), size }
}

fn compressed(text: &[u8]) -> Result<Vec<u8>, CompressError> {
    let mut compress = Compress::new(Compression::new(LEVEL), false);
    let mut bytes = Vec::with_capacity(text.len() / 4 + 64);
    loop {
        let rest = usize::try_from(compress.total_in()).map_or(&[][..], |read| &text[read..]);
        compress.compress_vec(rest, &mut bytes, FlushCompress::Sync)?;
        // Room that is left over is how deflate says that nothing more would come.
        if bytes.len() < bytes.capacity() {
            return Ok(bytes);
        }
        bytes.reserve(text.len() / 4 + 64);
    }
}

fn uncompressed(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() + text.len() / 1024 + 16);
    text.chunks(STORED).for_each(|chunk| store(chunk, false, &mut bytes));
    store(b"", false, &mut bytes);
    bytes
}

/// Adds text as it is, in blocks that more may follow; nothing if the text is empty.
pub(super) fn store_all(text: &[u8], out: &mut Vec<u8>) {
    text.chunks(STORED).for_each(|chunk| store(chunk, false, out));
}

/// Adds an empty block after which none comes.
pub(super) fn end(out: &mut Vec<u8>) {
    store(b"", true, out);
}

/// Adds one stored block, of at most [`STORED`] bytes (RFC 1951, 3.2.4), after a whole byte.
fn store(chunk: &[u8], is_final: bool, out: &mut Vec<u8>) {
    let length = u16::try_from(chunk.len()).unwrap_or(u16::MAX);
    out.push(u8::from(is_final));
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(&(!length).to_le_bytes());
    out.extend_from_slice(chunk);
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use proptest::prelude::*;

    use super::*;

    /// What a run says, read with an end put after it.
    fn inflated(run: &[u8]) -> Vec<u8> {
        let whole = [run, &[1, 0, 0, 0xFF, 0xFF]].concat();
        let mut text = Vec::new();
        let mut decoder = flate2::bufread::DeflateDecoder::new(&whole[..]);
        decoder.read_to_end(&mut text).unwrap();
        assert!(decoder.into_inner().is_empty(), "the end is where it was put");
        text
    }

    /// Text without any pattern.
    fn noise(length: usize) -> Vec<u8> {
        let mut state = 1_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state.to_be_bytes()[0]
        };
        (0..length).map(|_| next()).collect()
    }

    #[test]
    fn a_run_ends_at_a_whole_byte_and_says_what_it_was_made_of() {
        let texts = [0, 1, 300, 65_535, 65_536, 1_000_000].map(|length| b"<a>text</a>\n".repeat(length / 12));
        for text in texts.into_iter().chain([1, 65_535, 65_536, 300_000].map(noise)) {
            let run = deflate(&text);
            assert!(run.bytes.ends_with(&[0, 0, 0xFF, 0xFF]));
            assert_eq!((run.crc, run.size as usize), (crc::of(&text), text.len()));
            assert!(inflated(&run.bytes) == text);
        }
    }

    #[test]
    fn text_shrinks_and_noise_hardly_grows() {
        assert!(deflate(&b"<a>text</a>\n".repeat(1000)).bytes.len() < 200);
        assert!(deflate(&noise(100_000)).bytes.len() < 100_100);
    }

    proptest! {
        #[test]
        fn runs_say_what_they_were_made_of(text: Vec<u8>, times in 1..2000_usize) {
            let text = text.repeat(times);
            prop_assert!(inflated(&deflate(&text).bytes) == text);
        }

        #[test]
        fn what_is_not_compressed_is_a_run_as_well(text: Vec<u8>, times in 1..2000_usize) {
            let text = text.repeat(times);
            let run = uncompressed(&text);
            prop_assert!(run.ends_with(&[0, 0, 0xFF, 0xFF]));
            prop_assert!(inflated(&run) == text);
        }
    }
}
