//! The enabled built-in formats and the custom ones of a repository.

use crate::model::Identity;

use super::mapping::Own;
use super::{FORMATS, Format, by_prefix};

/// A format that is offered.
pub enum Offered {
    BuiltIn(&'static dyn Format),
    Own(Box<Own>),
}

impl Offered {
    pub fn format(&self) -> &dyn Format {
        match self {
            Self::BuiltIn(format) => *format,
            Self::Own(own) => &**own,
        }
    }
}

/// Whether the repository wants the format of Windrow's with this prefix.
fn is_wanted(identity: Option<&Identity>, prefix: &str) -> bool {
    let wanted = identity.map_or(&[][..], |identity| identity.formats.as_slice());
    wanted.is_empty() || prefix == "oai_dc" || wanted.iter().any(|wanted| wanted.as_str() == prefix)
}

/// Whether the repository offers a format under this prefix; cheap enough to be asked with every request.
pub fn offers(identity: &Identity, prefix: &str) -> bool {
    let own = || identity.own_formats.iter().any(|format| format.prefix.as_str() == prefix);
    if by_prefix(prefix).is_some() { is_wanted(Some(identity), prefix) } else { own() }
}

/// The formats of a repository, in the order of ListMetadataFormats.
pub struct Formats {
    offered: Vec<Offered>,
}

impl Formats {
    /// What the repository offers; all of Windrow's own if nothing is known of it.
    /// oai_dc is always among them: every item must be available in it (§5).
    pub fn of(identity: Option<&Identity>) -> Self {
        let built_in = FORMATS
            .iter()
            .filter(|format| is_wanted(identity, format.metadata_prefix()))
            .map(|format| Offered::BuiltIn(*format));
        let own = identity.into_iter().flat_map(|identity| &identity.own_formats);
        let own = own.map(|format| Offered::Own(Box::new(Own::new(format.clone()))));
        Self { offered: built_in.chain(own).collect() }
    }

    /// Each format.
    pub fn iter(&self) -> impl Iterator<Item = &dyn Format> {
        self.offered.iter().map(Offered::format)
    }
}
