//! Digests that tell versions of a record apart.

use sha2::{Digest, Sha256};

use crate::model::SetSpec;

/// Of all that is served but datestamps. Provenance is left out: its harvest date changes with every harvest of a
/// record that has not changed.
pub(super) fn digest(metadata: &str, rights: &[String], sets: &[SetSpec]) -> [u8; 16] {
    let mut hash = Sha256::new();
    for text in std::iter::once(metadata)
        .chain(rights.iter().map(String::as_str))
        .chain(sets.iter().map(SetSpec::as_str))
    {
        hash.update(text.len().to_le_bytes()); // so that no two lists of texts look alike
        hash.update(text);
    }
    shortened(hash)
}

/// The first half of the hash: 128 bits are enough to tell versions of one record apart.
pub fn shortened(hash: Sha256) -> [u8; 16] {
    let mut half = [0; 16];
    half.copy_from_slice(&hash.finalize()[..16]);
    half
}
