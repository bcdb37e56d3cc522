//! A format that the repository brings along: for items that have XML of their own for it.

use crate::model::OwnFormat;
use crate::xml::Xml;

use super::{Format, Reasons, Source};

/// A format declared in `repository.toml`.
pub struct Own(pub(super) OwnFormat);

impl Format for Own {
    fn metadata_prefix(&self) -> &str {
        self.0.prefix.as_str()
    }

    fn schema(&self) -> &str {
        self.0.schema.as_str()
    }

    fn metadata_namespace(&self) -> &str {
        &self.0.namespace
    }

    fn revision(&self) -> u32 {
        1
    }

    fn write(&self, _source: &Source<'_>, _xml: &mut Xml) -> Result<(), Reasons> {
        Err(vec!["the item brings no XML along for it".to_owned()])
    }
}
