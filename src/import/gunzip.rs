//! Files compressed with gzip.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;

use crate::model::words;

/// What every gzip file begins with (RFC 1952, 2.3.1).
pub(super) const MAGIC: &[u8] = b"\x1F\x8B";

/// Reads the members of a gzip file one after the other. Zeros behind a member are padding, which tar and tapes leave.
pub(super) struct Gunzip<R> {
    member: Option<GzDecoder<R>>,
}

impl<R: BufRead> Gunzip<R> {
    pub(super) fn new(input: R) -> Self {
        Self { member: Some(GzDecoder::new(input)) }
    }
}

impl<R: BufRead> Read for Gunzip<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.member {
            match member.read(into) {
                Ok(0) => {
                    let behind = self.member.take().map(GzDecoder::into_inner);
                    self.member = behind.map(next_member).transpose()?.flatten();
                }
                Ok(read) => return Ok(read),
                Err(error) => {
                    let damaged = words!(
                        "its compression with gzip is damaged: {error}",
                        "其 gzip 压缩数据已损坏：{error}"
                    );
                    return Err(io::Error::other(damaged));
                }
            }
        }
        Ok(0)
    }
}

fn next_member<R: BufRead>(mut input: R) -> io::Result<Option<GzDecoder<R>>> {
    loop {
        let bytes = input.fill_buf()?;
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        match (bytes.is_empty(), zeros) {
            (true, _) => return Ok(None),
            (false, 0) => return Ok(Some(GzDecoder::new(input))),
            _ => input.consume(zeros),
        }
    }
}
