//! Numbers that look random and are the same for the same seed (splitmix64).

pub struct Random(u64);

impl Random {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Of its own for each of many things under one seed.
    pub fn of(seed: u64, thing: u64) -> Self {
        Self(Self::new(seed ^ thing.wrapping_mul(0xD134_2543_DE82_EF95)).next())
    }

    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to, but not including `end`.
    pub const fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    pub fn between(&mut self, least: u64, most: u64) -> u64 {
        least + self.below(most - least + 1)
    }

    pub fn pick<T: Copy>(&mut self, words: &[T]) -> T {
        let at = self.below(words.len() as u64);
        words[usize::try_from(at).unwrap_or(0)]
    }
}
