//! Content codings (§3.1.3): negotiated, never imposed, all announced in Identify.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;

/// The codings that Identify announces; identity goes without saying.
pub const CODINGS: [&str; 3] = ["gzip", "br", "zstd"];

/// Below this a coding saves less than its header costs.
const SMALL: usize = 256;

/// How a body is coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    Identity,
    Gzip,
    Brotli,
    Zstd,
}

/// In the order of preference where a client likes several equally: gzip may be ready to be sent, the others are made
/// for each answer, and of those what is cheap for its size comes first.
const PREFERENCE: [Coding; 3] = [Coding::Gzip, Coding::Zstd, Coding::Brotli];

impl Coding {
    /// The name that HTTP has for it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Gzip => "gzip",
            Self::Brotli => "br",
            Self::Zstd => "zstd",
        }
    }

    /// Whether `*` may mean it: br and zstd are sent only to those who name them (§3.1.3 R37).
    const fn is_meant_by_star(self) -> bool {
        matches!(self, Self::Identity | Self::Gzip)
    }

    /// The coding for a client that sent these Accept-Encoding headers (RFC 9110, 12.5.3).
    ///
    /// "identity MUST be supported" (§3.1.3): where nothing that the client accepts is left, it gets identity,
    /// even if it excludes that, because an answer that may be read is better than none.
    pub(super) fn negotiate<'a>(accept_encoding: impl Iterator<Item = &'a str>) -> Self {
        let mut members =
            accept_encoding.flat_map(|header| header.split(',')).filter_map(weighted).peekable();
        if members.peek().is_none() {
            return Self::Identity;
        }
        let accepted: Vec<_> = members.collect();
        let weight = |coding: Self| {
            let named = accepted.iter().find(|(name, _)| is_named(coding, name));
            let star = || accepted.iter().find(|(name, _)| *name == "*" && coding.is_meant_by_star());
            named.or_else(star).map(|(_, weight)| *weight)
        };
        let mut best = (Self::Identity, weight(Self::Identity).unwrap_or(1));
        for coding in PREFERENCE {
            let offered = weight(coding).unwrap_or(0);
            let better = if best.0 == Self::Identity { offered >= best.1 } else { offered > best.1 };
            if offered > 0 && better {
                best = (coding, offered);
            }
        }
        best.0
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
        match self.compress(&body) {
            Ok(coded) => (self, coded),
            Err(_) => (Self::Identity, body), // cannot happen in memory; identity is always right
        }
    }

    fn compress(self, body: &[u8]) -> io::Result<Vec<u8>> {
        let room = Vec::with_capacity(body.len() / 4);
        match self {
            Self::Identity => Ok(body.to_vec()),
            Self::Gzip => {
                let mut gzip = GzEncoder::new(room, Compression::new(6));
                gzip.write_all(body)?;
                gzip.finish()
            }
            Self::Brotli => {
                let mut brotli = brotli::CompressorWriter::new(room, 64 << 10, 4, 20);
                brotli.write_all(body)?;
                brotli.flush()?;
                Ok(brotli.into_inner())
            }
            Self::Zstd => zstd::bulk::compress(body, 3),
        }
    }
}

/// `x-gzip` is gzip (RFC 9110, 8.4.1.3); names have no case.
fn is_named(coding: Coding, name: &str) -> bool {
    name.eq_ignore_ascii_case(coding.name())
        || (coding == Coding::Gzip && name.eq_ignore_ascii_case("x-gzip"))
}

/// A member of Accept-Encoding with its weight in thousandths; one without weight has 1000. A weight that is
/// none makes the member void: what cannot be read is not taken for consent.
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
    fn a_coding_is_sent_only_to_who_accepts_it() {
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
            ("identity;q=0", "identity"),
            ("identity;q=0, *", "gzip"),
            ("gzip, *;q=0", "gzip"),
            ("br", "br"),
            ("zstd", "zstd"),
            ("gzip, deflate", "gzip"),
            ("gzip, deflate, br", "gzip"),
            ("gzip, deflate, br, zstd", "gzip"),
            ("br, zstd", "zstd"),
            ("gzip;q=0.9, br, zstd;q=0.9", "br"),
            ("br;q=0.5, gzip;q=0.8", "gzip"),
            ("br;q=1.0, gzip;q=0.8, *;q=0.1", "br"),
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
    fn every_coding_gives_the_body_back() {
        let body = "a line of text, repeated\n".repeat(1000);
        for coding in PREFERENCE {
            let (used, coded) = coding.encode(body.clone().into_bytes());
            assert!(used == coding && coded.len() < body.len() / 10);
            let mut decoded = String::new();
            match coding {
                Coding::Gzip => flate2::read::GzDecoder::new(&*coded).read_to_string(&mut decoded).unwrap(),
                Coding::Brotli => {
                    brotli::Decompressor::new(&*coded, 4096).read_to_string(&mut decoded).unwrap()
                }
                _ => zstd::stream::read::Decoder::new(&*coded).unwrap().read_to_string(&mut decoded).unwrap(),
            };
            assert_eq!(decoded, body);
        }
    }

    #[test]
    fn what_is_small_stays_as_it_is() {
        assert_eq!(Coding::Gzip.encode("short".into()), (Coding::Identity, b"short".to_vec()));
    }

    #[test]
    fn every_coding_there_is_is_announced() {
        let mut names = PREFERENCE.map(Coding::name);
        names.sort_by_key(|name| CODINGS.iter().position(|announced| announced == name));
        assert_eq!(names, CODINGS);
    }
}
