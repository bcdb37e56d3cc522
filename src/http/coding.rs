//! Content codings (§3.1.3): negotiated, never imposed, all announced in Identify.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;

/// The codings that Identify announces; identity is not announced (§3.1.3).
pub const CODINGS: [&str; 1] = ["gzip"];

/// Below this a coding saves less than its header costs.
const SMALL: usize = 256;

/// How a body is coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    Identity,
    Gzip,
}

impl Coding {
    /// The name that HTTP has for it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Gzip => "gzip",
        }
    }

    /// The coding for a client that sent these Accept-Encoding headers (RFC 9110, 12.5.3). A client that accepts
    /// both alike gets gzip.
    ///
    /// "identity MUST be supported" (§3.1.3): a client that accepts neither gets identity, because an answer that
    /// it may be able to read is better than none.
    pub(super) fn negotiate<'a>(accept_encoding: impl Iterator<Item = &'a str>) -> Self {
        let (mut named_gzip, mut named_identity, mut star) = (None, None, None);
        for (name, weight) in accept_encoding.flat_map(|header| header.split(',')).filter_map(weighted) {
            let place = match name {
                "*" => &mut star,
                _ if is_gzip(name) => &mut named_gzip,
                _ if name.eq_ignore_ascii_case("identity") => &mut named_identity,
                _ => continue,
            };
            place.get_or_insert(weight);
        }
        let gzip = named_gzip.or(star).unwrap_or(0);
        let identity = named_identity.or(star).unwrap_or(1);
        if gzip > 0 && gzip >= identity { Self::Gzip } else { Self::Identity }
    }

    /// Whether a body of this length is sent as it is.
    pub(super) const fn leaves(self, length: usize) -> bool {
        matches!(self, Self::Identity) || length < SMALL
    }

    /// The body in this coding, and the coding that it came to be in. Blocks for as long as it takes.
    pub(super) fn encode(self, body: Vec<u8>) -> (Self, Vec<u8>) {
        if self.leaves(body.len()) {
            return (Self::Identity, body);
        }
        match gzip(&body) {
            Ok(coded) => (Self::Gzip, coded),
            Err(_) => (Self::Identity, body), // cannot happen in memory; identity is always right
        }
    }
}

fn gzip(body: &[u8]) -> io::Result<Vec<u8>> {
    let mut gzip = GzEncoder::new(Vec::with_capacity(body.len() / 4), Compression::new(6));
    gzip.write_all(body)?;
    gzip.finish()
}

/// `x-gzip` is gzip (RFC 9110, 8.4.1.3); names have no case.
fn is_gzip(name: &str) -> bool {
    name.eq_ignore_ascii_case("gzip") || name.eq_ignore_ascii_case("x-gzip")
}

/// A member of Accept-Encoding with its weight in thousandths; one without weight has 1000. A member
/// with an illegal weight is ignored: what cannot be read is not taken for consent.
fn weighted(member: &str) -> Option<(&str, u16)> {
    let mut parts = member.split(';').map(str::trim);
    let name = parts.next().filter(|name| !name.is_empty())?;
    let Some(parameter) = parts.next() else { return Some((name, 1000)) };
    let (key, weight) = parameter.split_once('=')?;
    let weight: f32 = weight.trim().parse().ok()?;
    let legal = key.trim().eq_ignore_ascii_case("q") && (0.0..=1.0).contains(&weight);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 1000")]
    legal.then_some((name, (weight * 1000.0) as u16))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn a_coding_is_sent_only_to_a_client_that_accepts_it() {
        for (header, expected) in [
            ("", "identity"),
            ("gzip", "gzip"),
            ("GZip", "gzip"),
            ("x-gzip", "gzip"),
            ("deflate", "identity"),
            ("compress, deflate", "identity"),
            ("gzip;q=0", "identity"),
            ("gzip;q=0, *", "identity"),
            ("*", "gzip"),
            ("*;q=0", "identity"),
            ("*;q=0, identity", "identity"),
            ("identity, *", "gzip"),
            ("identity, *;q=0.5", "identity"),
            ("identity;q=0", "identity"),
            ("identity;q=0, *", "gzip"),
            ("gzip, *;q=0", "gzip"),
            ("br", "identity"),
            ("zstd", "identity"),
            ("gzip, deflate", "gzip"),
            ("gzip, deflate, br", "gzip"),
            ("gzip, deflate, br, zstd", "gzip"),
            ("br, zstd", "identity"),
            ("gzip;q=0.9, br, zstd;q=0.9", "gzip"),
            ("br;q=0.5, gzip;q=0.8", "gzip"),
            ("br;q=1.0, gzip;q=0.8, *;q=0.1", "gzip"),
            ("identity, gzip;q=0.5", "identity"),
            ("identity;q=0.5, gzip;q=0.5", "gzip"),
            ("gzip;q=0.001", "gzip"),
            ("gzip;q=x, identity", "identity"),
            ("gzip;q=2", "identity"),
            ("gzip;q=-1", "identity"),
            ("gzip;q=NaN", "identity"),
            ("gzip;", "identity"),
            (" , ,gzip ; q = 1 ,", "gzip"),
        ] {
            assert_eq!(Coding::negotiate([header].into_iter()).name(), expected, "{header:?}");
        }
        assert_eq!(Coding::negotiate(["identity;q=0.1", "gzip"].into_iter()), Coding::Gzip);
        assert_eq!(Coding::negotiate(std::iter::empty()), Coding::Identity);
    }

    #[test]
    fn gzip_gives_the_body_back() {
        let body = "a line of text, repeated\n".repeat(1000);
        let (used, coded) = Coding::Gzip.encode(body.clone().into_bytes());
        assert!(used == Coding::Gzip && coded.len() < body.len() / 10);
        let mut decoded = String::new();
        flate2::read::GzDecoder::new(&*coded).read_to_string(&mut decoded).unwrap();
        assert_eq!(decoded, body);
    }

    #[test]
    fn what_is_small_stays_as_it_is() {
        assert_eq!(Coding::Gzip.encode("short".into()), (Coding::Identity, b"short".to_vec()));
    }
}
