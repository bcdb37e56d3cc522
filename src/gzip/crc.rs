//! CRC-32: of a text, and of a text put together from parts.

use crc32fast::Hasher;

/// The CRC-32 of a text.
pub(super) fn of(text: &[u8]) -> u32 {
    crc32fast::hash(text)
}

/// The CRC-32 of a text with `crc` that is followed by one of `length` bytes with `next`.
pub fn joined(crc: u32, next: u32, length: u64) -> u32 {
    let mut hasher = Hasher::new_with_initial(crc);
    hasher.combine(&Hasher::new_with_initial_len(next, length));
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_and_nothing_is_the_text() {
        assert_eq!(of(b"123456789"), 0xCBF4_3926);
        assert_eq!(joined(0xCBF4_3926, of(b""), 0), 0xCBF4_3926);
        assert_eq!(joined(of(b""), 0xCBF4_3926, 9), 0xCBF4_3926);
    }

    proptest! {
        #[test]
        fn joined_is_what_the_whole_has(a: Vec<u8>, b: Vec<u8>, times in 0..300_usize) {
            let b = b.repeat(times);
            let whole = of(&[&a[..], &b].concat());
            prop_assert_eq!(joined(of(&a), of(&b), b.len() as u64), whole);
        }
    }
}
