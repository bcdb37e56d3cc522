//! head: who deposits, and when.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::formats::Source;
use crate::model::{Datestamp, Depositor, Identifier};
use crate::xml::Xml;

use super::limits::fitting;

/// `doi_batch_id` has at most so many characters.
const LONGEST_ID: usize = 100;

/// Whether the schema takes the depositor.
pub(super) fn is_depositor(depositor: &Depositor) -> bool {
    fitting(&depositor.name, 130).is_some()
        && fitting(&depositor.email, 200).is_some_and(|email| email.chars().count() >= 6)
        && fitting(&depositor.registrant, 255).is_some()
}

pub(super) fn write_head(source: &Source<'_>, xml: &mut Xml) {
    let timestamp = timestamp(source.moment);
    xml.element("head").content(|xml| {
        xml.element("doi_batch_id").text(&batch_id(source.identifier, &timestamp));
        xml.element("timestamp").text(&timestamp);
        if let Some(depositor) = source.depositor {
            xml.element("depositor").content(|xml| {
                super::limits::text(xml, "depositor_name", &depositor.name, 130);
                super::limits::text(xml, "email_address", &depositor.email, 200);
            });
            super::limits::text(xml, "registrant", &depositor.registrant, 255);
        }
    });
}

/// `YYYYMMDDHHMMSS`: a deposit replaces those with a smaller number. Zeros where only what stays is wanted.
fn timestamp(moment: Option<Datestamp>) -> String {
    let digits = |moment: Datestamp| moment.to_string().chars().filter(char::is_ascii_digit).collect();
    moment.map_or_else(|| "0".repeat(14), digits)
}

/// The identifier and the timestamp; of a long identifier the beginning, and a hash of the whole.
fn batch_id(identifier: &Identifier, timestamp: &str) -> String {
    let whole = format!("{identifier}-{timestamp}");
    if whole.len() <= LONGEST_ID {
        return whole;
    }
    let hash = HEXLOWER.encode(&Sha256::digest(identifier.as_str())[..8]);
    let room = LONGEST_ID - hash.len() - timestamp.len() - 2;
    let beginning: String = identifier.as_str().chars().take(room).collect();
    format!("{beginning}-{hash}-{timestamp}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_timestamp_is_the_moment_in_digits() {
        let moment = "2026-11-23T01:02:03Z".parse().ok();
        assert_eq!(timestamp(moment), "20261123010203");
        assert_eq!(timestamp(None), "00000000000000");
    }

    #[test]
    fn the_batch_has_an_id_that_is_not_too_long_and_that_no_other_has() {
        let id = |local: &str| batch_id(&format!("oai:a.org:{local}").parse().unwrap(), "20261123010203");
        assert_eq!(id("1"), "oai:a.org:1-20261123010203");
        let (one, other) = (id(&"x".repeat(200)), id(&"x".repeat(201)));
        assert_eq!((one.len(), other.len()), (100, 100));
        assert_ne!(one, other);
    }
}
