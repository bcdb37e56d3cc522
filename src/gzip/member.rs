//! One member of gzip (RFC 1952) made of runs and of text as it is.

use std::convert::Infallible;

use super::{crc, deflate};

/// Magic number, deflate, no flags, no time, nothing said of the compressor, an unknown system.
const HEADER: [u8; 10] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF];

/// A gzip member that is being written.
#[derive(Debug)]
pub struct Member {
    out: Vec<u8>,
    crc: u32,
    /// The length of all text, modulo 2^32.
    size: u32,
}

impl Member {
    /// One without text yet, with room for so many bytes of gzip: 23 beside what is added, and 5 for each 65,535 bytes
    /// of text added as it is.
    pub fn with_capacity(bytes: usize) -> Self {
        let mut out = Vec::with_capacity(bytes);
        out.extend_from_slice(&HEADER);
        Self { out, crc: 0, size: 0 }
    }

    /// Adds text of any length without compressing it.
    pub fn text(&mut self, text: &[u8]) {
        deflate::store_all(text, &mut self.out);
        self.count(crc::of(text), text.len() as u64);
    }

    /// Adds a run of [`deflate`](super::deflate()), of which these are the CRC-32 and the size.
    pub fn deflated(&mut self, crc: u32, size: u32, bytes: &[u8]) {
        let Ok(()) = self.deflated_by(|out| {
            out.extend_from_slice(bytes);
            Ok::<_, Infallible>(((), crc, u64::from(size)))
        });
    }

    /// Adds one run or several of [`deflate`](super::deflate()), whose bytes `append` puts at the end of what it is given. It
    /// returns a value of its own, and the CRC-32 and the length of the text.
    ///
    /// # Errors
    ///
    /// Those of `append`; the member is as it was before, then.
    pub fn deflated_by<T, E>(
        &mut self,
        append: impl FnOnce(&mut Vec<u8>) -> Result<(T, u32, u64), E>,
    ) -> Result<T, E> {
        let before = self.out.len();
        let (value, crc, size) = append(&mut self.out).inspect_err(|_| self.out.truncate(before))?;
        self.count(crc, size);
        Ok(value)
    }

    /// Ends the member, and gives all of it.
    pub fn finish(mut self) -> Vec<u8> {
        deflate::end(&mut self.out);
        self.out.extend_from_slice(&self.crc.to_le_bytes());
        self.out.extend_from_slice(&self.size.to_le_bytes());
        self.out
    }

    fn count(&mut self, crc: u32, size: u64) {
        self.crc = crc::joined(self.crc, crc, size);
        #[expect(clippy::cast_possible_truncation, reason = "gzip has the length modulo 2^32")]
        let size = size as u32;
        self.size = self.size.wrapping_add(size);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use proptest::prelude::*;

    use super::super::deflate;
    use super::*;

    /// The text of the one member that this is, which nothing follows.
    fn decoded(gzip: &[u8]) -> Vec<u8> {
        let mut decoder = flate2::bufread::GzDecoder::new(gzip);
        let mut text = Vec::new();
        decoder.read_to_end(&mut text).unwrap();
        assert!(decoder.into_inner().is_empty(), "something follows the member");
        text
    }

    #[test]
    fn nothing_makes_an_empty_member() {
        let gzip = Member::with_capacity(0).finish();
        assert_eq!(gzip.len(), 23);
        assert_eq!(decoded(&gzip), b"");
    }

    #[test]
    fn the_room_that_is_told_suffices() {
        let run = deflate(b"a run");
        let room = 23 + 2 * 5 + 65_536 + run.bytes.len();
        let mut member = Member::with_capacity(room);
        member.text(&vec![b' '; 65_536]);
        member.deflated(run.crc, run.size, &run.bytes);
        assert_eq!(member.finish().len(), room);
    }

    #[test]
    fn a_run_that_could_not_be_had_leaves_no_trace() {
        let mut member = Member::with_capacity(100);
        member.text(b"before, ");
        let failed = member.deflated_by(|out| {
            out.push(3);
            Err::<((), u32, u64), _>("cannot be read")
        });
        assert_eq!(failed, Err("cannot be read"));
        member.text(b"after");
        assert_eq!(decoded(&member.finish()), b"before, after");
    }

    #[test]
    fn a_checksum_that_is_wrong_is_found_out() {
        let run = deflate(b"a run");
        let mut member = Member::with_capacity(100);
        member.deflated(run.crc ^ 1, run.size, &run.bytes);
        member.text(b"a tail");
        let gzip = member.finish();
        assert!(flate2::read::GzDecoder::new(&gzip[..]).read_to_end(&mut Vec::new()).is_err());
    }

    /// Text, and whether it is to be deflated.
    fn part() -> impl Strategy<Value = (Vec<u8>, bool)> {
        let text = (prop::collection::vec(any::<u8>(), 0..64), 0..3000_usize);
        (text.prop_map(|(text, times)| text.repeat(times)), any::<bool>())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_texts_and_runs_are_one_member_of_all_of_them(parts in prop::collection::vec(part(), 0..12)) {
            let mut member = Member::with_capacity(0);
            for (text, is_deflated) in &parts {
                if *is_deflated {
                    let run = deflate(text);
                    member.deflated(run.crc, run.size, &run.bytes);
                } else {
                    member.text(text);
                }
            }
            let whole: Vec<u8> = parts.into_iter().flat_map(|(text, _)| text).collect();
            prop_assert!(decoded(&member.finish()) == whole);
        }
    }
}
