//! What the store keeps of a loaded item to judge later versions of it: when its origin made it, and its provenance as a hash.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::import::OriginDate;
use crate::model::Provenance;
use crate::render::shortened;

/// The fingerprint of a version: the two words of its date, and what its provenance says.
pub(super) fn fingerprint(date: &OriginDate, provenance: Option<&Provenance>) -> String {
    match provenance {
        Some(provenance) => {
            let mut hash = Sha256::new();
            add(provenance, &mut hash);
            format!("{date} {}", HEXLOWER.encode(&shortened(hash)[..8]))
        }
        None => format!("{date} -"),
    }
}

/// Everything but the dates of harvests: those change with every harvest of a record that has not changed.
fn add(provenance: &Provenance, hash: &mut Sha256) {
    let Provenance { base_url, identifier, datestamp, metadata_namespace, altered, origin, .. } = provenance;
    for text in [base_url, identifier, datestamp, metadata_namespace] {
        hash.update(text.len().to_le_bytes());
        hash.update(text);
    }
    hash.update([u8::from(*altered)]);
    if let Some(origin) = origin {
        add(origin, hash);
    }
}

/// When the version was made at its origin.
pub(super) fn date(fingerprint: &str) -> OriginDate {
    fingerprint.parse().unwrap_or_default()
}

/// Whether the versions differ in their provenance; `None` if one of them was written before fingerprints were kept.
pub(super) fn differ(one: &str, other: &str) -> Option<bool> {
    let provenance = |fingerprint: &str| fingerprint.splitn(3, ' ').nth(2).map(str::to_owned);
    Some(provenance(one)? != provenance(other)?)
}
