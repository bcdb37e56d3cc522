//! resumptionToken (§3.5): everything needed to go on, in the token itself, authenticated.
//!
//! A token is base64url of: version, verb, what was issued when, the numbers, the position, and 16 bytes of
//! HMAC-SHA256 over all of that. Numbers are little-endian groups of seven bits (LEB128), texts have their length
//! before them. Some 60 characters, and a third more than prefix and setSpec are long.

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::model::{Datestamp, MetadataPrefix, SetSpec};

use super::Verb;

/// What tokens are sealed with: made of the secret of a repository, which its store keeps, so that every node and
/// every restart knows it.
#[derive(Clone)]
pub struct Key(Hmac<Sha256>);

impl Key {
    /// The key that this secret makes.
    pub fn of(secret: &[u8; 32]) -> Self {
        let mut block = [0; 64]; // HMAC fills a key up with zeros to the length of a block (RFC 2104)
        block[..secret.len()].copy_from_slice(secret);
        Self(Hmac::new(&block.into()))
    }

    fn authenticator(&self, said: &[u8]) -> Hmac<Sha256> {
        let mut authenticator = self.0.clone();
        authenticator.update(said);
        authenticator
    }
}

impl fmt::Debug for Key {
    /// Tells nothing of the secret.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Key")
    }
}

/// What a token says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The verb that issued it, the only one it is good for.
    pub verb: Verb,
    /// The responseDate of the answer that gave it.
    pub issued: Datestamp,
    /// How many entries were given before (§3.5 cursor of the next part).
    pub cursor: u64,
    pub complete_list_size: u64,
    pub position: Position,
}

/// Where a list goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Position {
    /// ListSets: after this set.
    Sets { after: SetSpec },
    /// ListIdentifiers, ListRecords: after this sequence number of the log.
    Records { metadata_prefix: MetadataPrefix, set: Option<SetSpec>, until: Option<Datestamp>, after: u64 },
}

/// A text that this repository did not issue as a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidToken;

/// Goes up with every change of the layout; a token of another version is refused.
const VERSION: u8 = 1;
const SEAL: usize = 16;
/// More bytes than a token has, without a long set.
const USUAL: usize = 96;
/// Stands for an `until` that is not there: a second later than any datestamp.
const NEVER: u64 = Datestamp::MAX.unix().cast_unsigned() + 1;

impl Token {
    /// The token as text, of A-Z a-z 0-9 - _ alone.
    pub fn seal(&self, key: &Key) -> String {
        let mut bytes = Vec::with_capacity(USUAL);
        bytes.push(VERSION);
        self.write(&mut bytes);
        let seal = key.authenticator(&bytes).finalize().into_bytes();
        bytes.extend_from_slice(&seal[..SEAL]);
        BASE64URL_NOPAD.encode(&bytes)
    }

    /// Reads a token that [`Token::seal`] made with the same key.
    pub fn open(text: &str, key: &Key) -> Result<Self, InvalidToken> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| InvalidToken)?;
        let (said, seal) = bytes.split_last_chunk::<SEAL>().ok_or(InvalidToken)?;
        // Nothing is read from a text that was not sealed here; the comparison takes constant time.
        key.authenticator(said).verify_truncated_left(seal).map_err(|_| InvalidToken)?;
        match said.split_first() {
            Some((&VERSION, rest)) => Self::read(&mut Reader(rest)).ok_or(InvalidToken),
            _ => Err(InvalidToken),
        }
    }

    fn write(&self, out: &mut Vec<u8>) {
        write_number(out, verb_number(self.verb));
        write_number(out, self.issued.unix().cast_unsigned());
        write_number(out, self.cursor);
        write_number(out, self.complete_list_size);
        match &self.position {
            Position::Sets { after } => write_text(out, after.as_str()),
            Position::Records { metadata_prefix, set, until, after } => {
                write_text(out, metadata_prefix.as_str());
                write_text(out, set.as_ref().map_or("", SetSpec::as_str)); // no setSpec is empty
                write_number(out, until.map_or(NEVER, |until| until.unix().cast_unsigned()));
                write_number(out, *after);
            }
        }
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let number = reader.number()?;
        let verb = Verb::ALL.into_iter().find(|verb| verb_number(*verb) == number)?;
        let issued = reader.moment()?;
        let (cursor, complete_list_size) = (reader.number()?, reader.number()?);
        let position = match verb {
            Verb::ListSets => Position::Sets { after: reader.text()?.parse().ok()? },
            Verb::ListIdentifiers | Verb::ListRecords => reader.records()?,
            _ => return None,
        };
        reader.0.is_empty().then_some(Self { verb, issued, cursor, complete_list_size, position })
    }
}

/// Tokens outlive programs, so the numbers are fixed here and not left to the order of an enum.
const fn verb_number(verb: Verb) -> u64 {
    match verb {
        Verb::ListRecords => 0,
        Verb::ListIdentifiers => 1,
        Verb::ListSets => 2,
        Verb::GetRecord => 3,
        Verb::Identify => 4,
        Verb::ListMetadataFormats => 5,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the low seven bits are meant")]
fn write_number(out: &mut Vec<u8>, mut number: u64) {
    while number > 0x7F {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn write_text(out: &mut Vec<u8>, text: &str) {
    write_number(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// What is left to be read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn moment(&mut self) -> Option<Datestamp> {
        self.number().map(|number| Datestamp::from_unix(number.cast_signed()))
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = usize::try_from(self.number()?).ok()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }

    fn records(&mut self) -> Option<Position> {
        let metadata_prefix = self.text()?.parse().ok()?;
        let set = Some(self.text()?).filter(|set| !set.is_empty());
        let set = set.map(str::parse).transpose().ok()?;
        let until = Some(self.number()?).filter(|number| *number != NEVER);
        let until = until.map(|number| Datestamp::from_unix(number.cast_signed()));
        Some(Position::Records { metadata_prefix, set, until, after: self.number()? })
    }
}
