//! The CRC-32 of a text put together from those of its parts.
//!
//! A CRC-32 is the remainder of the text, as a polynomial over GF(2), modulo `P` of degree 32, up to constants that
//! cancel out below. Text `B` after text `A` moves A up by all bits of B, so
//! `crc(AB) = crc(A) · x^(8·|B|) + crc(B) mod P`, where + is XOR. All polynomials here are *reflected* as in gzip:
//! the highest bit of a word is the coefficient of `x^0`.

use flate2::Crc;

/// `P` without its `x^32`, reflected.
const POLYNOMIAL: u32 = 0xEDB8_8320;

/// The polynomial 1, and `x^8`, reflected.
const ONE: u32 = 1 << 31;
const BYTE: u32 = 1 << 23;

/// What a byte at the low end of a word leaves when it is moved out of it.
const REMAINDERS: [u32; 256] = remainders();

/// `x^(8·d·256^p) mod P` for the digit `d` at place `p` of a length to the base 256.
static POWERS: [[u32; 256]; 4] = powers();

/// The CRC-32 of a text.
pub(super) fn of(text: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(text);
    crc.sum()
}

/// The CRC-32 of a text with `crc` that is followed by one of `length` bytes with `next`.
pub fn joined(crc: u32, next: u32, length: u64) -> u32 {
    shifted(crc, length) ^ next
}

/// `crc · x^(8·length) mod P`: a multiplication for each byte of the length that is not zero.
fn shifted(crc: u32, length: u64) -> u32 {
    // P is primitive: x^(2^32 - 1) is 1, and so is x^8 to that power, so longer texts come round again.
    let digits = (length % u64::from(u32::MAX)).to_le_bytes();
    let powers = POWERS.iter().zip(digits).filter(|(_, digit)| *digit != 0);
    powers.fold(crc, |crc, (powers, digit)| product(crc, powers[usize::from(digit)]))
}

/// `a · b mod P`.
#[expect(clippy::cast_possible_truncation, reason = "each half of the product is taken for itself")]
const fn product(a: u32, b: u32) -> u32 {
    let whole = carryless(a, b) << 1; // the coefficient of x^0 comes to the highest of 64 bits
    let (low_powers, mut high_powers) = ((whole >> 32) as u32, whole as u32);
    let mut moved = 0;
    while moved < 4 {
        high_powers = (high_powers >> 8) ^ REMAINDERS[(high_powers & 0xFF) as usize];
        moved += 1;
    }
    low_powers ^ high_powers
}

/// The product of two words as polynomials, not reduced: a multiplication that does not carry.
///
/// Of each factor only every fourth bit is taken at a time. At most eight ones then fall on one place of the
/// ordinary product, so that their sum fits into the four bits there are up to the next, and its lowest bit is their XOR.
const fn carryless(a: u32, b: u32) -> u64 {
    const EVERY_FOURTH: u64 = 0x1111_1111_1111_1111;
    let (a, b) = (a as u64, b as u64);
    let mut product = 0;
    let mut place = 0;
    while place < 4 {
        let mut sum = 0;
        let mut of_a = 0;
        while of_a < 4 {
            let of_b = (4 + place - of_a) % 4;
            sum ^= (a & (EVERY_FOURTH << of_a)).wrapping_mul(b & (EVERY_FOURTH << of_b));
            of_a += 1;
        }
        product |= sum & (EVERY_FOURTH << place);
        place += 1;
    }
    product
}

const fn remainders() -> [u32; 256] {
    let mut remainders = [0; 256];
    let mut byte: u32 = 0;
    while byte < 256 {
        let mut rest = byte;
        let mut moved = 0;
        while moved < 8 {
            rest = (rest >> 1) ^ (POLYNOMIAL * (rest & 1));
            moved += 1;
        }
        remainders[byte as usize] = rest;
        byte += 1;
    }
    remainders
}

const fn powers() -> [[u32; 256]; 4] {
    let mut powers = [[0; 256]; 4];
    let mut base = BYTE;
    let mut place = 0;
    while place < 4 {
        let mut power = ONE;
        let mut digit = 0;
        while digit < 256 {
            powers[place][digit] = power;
            power = product(power, base);
            digit += 1;
        }
        base = power;
        place += 1;
    }
    powers
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Multiplication as one learns it: bit by bit.
    fn by_hand(a: u32, b: u32) -> u32 {
        let (mut product, mut b) = (0, b);
        for bit in (0..32).rev() {
            product ^= b * (a >> bit & 1);
            b = (b >> 1) ^ (POLYNOMIAL * (b & 1));
        }
        product
    }

    #[test]
    fn a_text_and_nothing_is_the_text() {
        assert_eq!(of(b"123456789"), 0xCBF4_3926);
        assert_eq!(joined(0xCBF4_3926, of(b""), 0), 0xCBF4_3926);
        assert_eq!(joined(of(b""), 0xCBF4_3926, 9), 0xCBF4_3926);
    }

    #[test]
    fn every_length_up_to_70_000_moves_by_one_byte_more_than_the_one_before() {
        let mut expected = 0xDEAD_BEEF;
        for length in 0..70_000 {
            assert_eq!(shifted(0xDEAD_BEEF, length), expected, "{length}");
            expected = by_hand(expected, BYTE);
        }
    }

    #[test]
    fn lengths_beyond_32_bits_are_as_good_as_others() {
        let by_steps = |length: u64, times: u32| (0..times).fold(0x1234_5678, |crc, _| shifted(crc, length));
        for length in [1, 255, 65_537, 0x00FF_FFFF, 0x7FFF_FFFF, 0xFFFF_FFFE, 0xFFFF_FFFF, 0x1_0000_0000] {
            assert_eq!(by_steps(length, 1_000), by_steps(1_000 * length, 1), "{length}");
        }
        assert_eq!(shifted(7, u64::MAX), shifted(shifted(7, 1 << 63), (1 << 63) - 1));
    }

    proptest! {
        #[test]
        fn joined_is_what_the_whole_has(a: Vec<u8>, b: Vec<u8>, times in 0..300_usize) {
            let b = b.repeat(times);
            let whole = of(&[&a[..], &b].concat());
            prop_assert_eq!(joined(of(&a), of(&b), b.len() as u64), whole);
        }

        #[test]
        fn products_are_those_made_by_hand(a: u32, b: u32) {
            prop_assert_eq!(product(a, b), by_hand(a, b));
        }

        #[test]
        fn two_moves_are_one_of_both_lengths(crc: u32, first: u32, second: u32) {
            let (first, second) = (u64::from(first), u64::from(second));
            prop_assert_eq!(shifted(shifted(crc, first), second), shifted(crc, first + second));
        }
    }
}
