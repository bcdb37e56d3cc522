//! Decodes answers as fast as can be, and holds each to be one member of gzip with nothing behind it.

use std::io;

use flate2::{Decompress, FlushDecompress, Status};

/// As large as a page is ever taken to be.
const MOST: usize = 1 << 28;

#[derive(Default)]
pub struct Gunzip {
    /// Grows to the largest page, and is filled again and again.
    text: Vec<u8>,
}

impl Gunzip {
    /// The text of a body; its CRC-32 and length are checked on the way.
    pub fn decode(&mut self, body: &[u8]) -> io::Result<&[u8]> {
        let length = body.last_chunk().map_or(0, |length| u32::from_le_bytes(*length) as usize);
        if length > MOST {
            return Err(io::Error::other("an answer says that it is larger than a page can be"));
        }
        if self.text.len() < length {
            self.text.resize(length, 0);
        }
        let mut decompress = Decompress::new_gzip(15);
        let status = decompress.decompress(body, &mut self.text[..length], FlushDecompress::Finish)?;
        if status != Status::StreamEnd || decompress.total_in() != body.len() as u64 {
            return Err(io::Error::other("an answer is not exactly one member of gzip"));
        }
        Ok(&self.text[..length])
    }
}
