//! Identifiers of other registries, a newtype for each scheme, with its check digit where it has one.
//!
//! Every door folds full-width letters and digits, which East Asian typesetting leaves in codes, and takes the forms that
//! people paste: the URL of a resolver, which is decoded once and loses query and fragment, or the identifier with a label. What is
//! kept is the bare identifier.

mod cn_number;
mod doi;
mod doubt;
mod folded;
mod isbn;
mod issn;
mod orcid;
mod pasted;
mod registry;
mod ror;
mod web_url;

pub use cn_number::CnNumber;
pub use doi::Doi;
pub use doubt::Doubt;
pub use isbn::Isbn;
pub use issn::Issn;
pub use orcid::Orcid;
pub use registry::{Ark, ArxivId, Handle, Pmcid, Pmid, Urn};
pub use ror::Ror;
pub use web_url::WebUrl;

use super::checked_text::checked_text;
use folded::{folded, without};
pub use pasted::in_a_path;
use pasted::pasted;

/// Whether the digits stand in groups of four with hyphens, the last one perhaps X.
fn is_grouped(code: &str, groups: usize) -> bool {
    let last = groups * 5 - 2;
    code.len() == last + 1
        && code.bytes().enumerate().all(|(at, byte)| match at {
            at if at % 5 == 4 => byte == b'-',
            at if at == last => byte.is_ascii_digit() || byte == b'X',
            _ => byte.is_ascii_digit(),
        })
}

/// The digits of a code, X as ten.
fn digits(code: &str) -> impl Iterator<Item = u32> {
    code.chars().filter_map(|character| if character == 'X' { Some(10) } else { character.to_digit(10) })
}
