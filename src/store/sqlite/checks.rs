//! Checksums of what is stored, so that damage on a disk is never served.

/// The CRC-32 of bytes.
pub(super) fn crc(bytes: &[u8]) -> u32 {
    crc32fast::hash(bytes)
}

/// The CRC-32 of several texts, each with its length, so that no two lists of texts look alike.
pub(super) fn crc_of(texts: &[&str]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    for text in texts {
        hasher.update(&text.len().to_le_bytes());
        hasher.update(text.as_bytes());
    }
    hasher.finalize()
}

/// A hash of numbers. Every step is a bijection of what came before, so a change of one number always changes the hash.
pub(super) fn seal(numbers: impl IntoIterator<Item = i64>) -> i64 {
    /// Odd, with bits in no pattern.
    const FACTOR: i64 = 0x2545_F491_4F6C_DD1D;
    let start = 0x5749_4E44_524F_5701;
    numbers.into_iter().fold(start, |hash: i64, number| (hash ^ number).wrapping_mul(FACTOR).rotate_left(29))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_any_bit_changes_the_seal() {
        let numbers = [0, 1, -1, 1_700_000_000, i64::MAX];
        for at in 0..numbers.len() {
            for bit in 0..64 {
                let mut flipped = numbers;
                flipped[at] ^= 1 << bit;
                assert_ne!(seal(flipped), seal(numbers));
            }
        }
    }

    #[test]
    fn texts_of_other_lengths_have_another_checksum() {
        assert_ne!(crc_of(&["ab", "c"]), crc_of(&["a", "bc"]));
    }
}
