//! An item rendered: each record written once, when the item comes in, and never again.

use sha2::{Digest, Sha256};

use crate::formats::FORMATS;
use crate::model::{Content, DublinCore, Item, SetSpec};
use crate::protocol::write_body;
use crate::store::{NewRecord, Put};
use crate::xml::Xml;

/// More than most records take, so that a record is written without moving it.
const ROOM: usize = 4 << 10;

/// Which revisions of the formats write records now.
pub fn rendering() -> String {
    let revisions =
        FORMATS.iter().map(|format| format!("{}:{}", format.metadata_prefix(), format.revision()));
    revisions.collect::<Vec<_>>().join(" ")
}

/// The item with its records in every format that it can fill, for the store.
///
/// `origin` and `fingerprint` are the source's own (see [`Put`]). Errs with a sentence if not even oai_dc can be written,
/// which every item must be available in (§5).
pub fn put(item: &Item, origin: String, fingerprint: String, rendering: &str) -> Result<Put, String> {
    let sets = SetSpec::minimal(item.sets.clone());
    let mut records = Vec::with_capacity(FORMATS.len());
    for format in FORMATS {
        let mut xml = Xml::with_capacity(ROOM);
        match format.write(&item.content, &mut xml) {
            Ok(()) => {
                let metadata = xml.into_string();
                records.push(NewRecord {
                    prefix: format.metadata_prefix(),
                    digest: digest(&metadata, &item.rights, &sets),
                    body: write_body(&metadata, &item.rights, item.provenance.as_ref()),
                });
            }
            Err(reason) if format.metadata_prefix() == "oai_dc" => return Err(reason),
            Err(_) => {}
        }
    }
    Ok(Put {
        identifier: item.identifier.clone(),
        origin,
        fingerprint,
        rendering: rendering.to_owned(),
        native: native(item),
        sets,
        rights: item.rights.clone(),
        records,
    })
}

/// What the item can be rendered from again: all of it, but for the Dublin Core that its oai_dc record is.
fn native(item: &Item) -> String {
    let json = match &item.content {
        Content::Article(_) => serde_json::to_string(item),
        Content::Dc(_) => serde_json::to_string(&Item {
            identifier: item.identifier.clone(),
            sets: item.sets.clone(),
            rights: item.rights.clone(),
            provenance: item.provenance.clone(),
            content: Content::Dc(DublinCore::default()),
        }),
    };
    json.unwrap_or_default() // a model of strings and lists always has a JSON form
}

/// Of all that is served but datestamps. Provenance is left out: its harvest date changes with every harvest of a
/// record that has not changed.
fn digest(metadata: &str, rights: &[String], sets: &[SetSpec]) -> [u8; 16] {
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
pub(super) fn shortened(hash: Sha256) -> [u8; 16] {
    let mut half = [0; 16];
    half.copy_from_slice(&hash.finalize()[..16]);
    half
}
