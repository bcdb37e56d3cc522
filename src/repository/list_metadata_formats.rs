//! ListMetadataFormats (§4.4).

use super::get_record::no_such_item;
use super::given::{Given, Outcome};
use super::view::View;
use crate::formats::{Format, Formats, offers};
use crate::protocol::{Answer, Error, ErrorCode, MetadataFormat};

impl View<'_> {
    pub(super) fn list_metadata_formats(&self, identifier: Option<&str>) -> Outcome {
        let Some(identifier) = identifier else {
            return Ok(Ok(given(self.described(|_| true))));
        };
        let Some(prefixes) = self.snapshot.prefixes(identifier)? else {
            return Ok(Err(vec![no_such_item(identifier)]));
        };
        let formats =
            self.described(|format| prefixes.iter().any(|prefix| prefix == format.metadata_prefix()));
        Ok(if formats.is_empty() {
            Err(vec![Error::new(ErrorCode::NoMetadataFormats, "This item is available in no format.")])
        } else {
            Ok(given(formats))
        })
    }

    fn described(&self, wanted: impl Fn(&dyn Format) -> bool) -> Vec<MetadataFormat> {
        let formats = Formats::of(Some(&self.identity));
        let wanted = formats.iter().filter(|format| wanted(*format));
        wanted
            .map(|format| MetadataFormat {
                metadata_prefix: format.metadata_prefix().to_owned(),
                schema: format.about().schema.to_owned(),
                metadata_namespace: format.about().metadata_namespace.to_owned(),
            })
            .collect()
    }

    /// Whether the repository offers a format under this prefix.
    pub(super) fn offers(&self, prefix: &str) -> bool {
        offers(&self.identity, prefix)
    }
}

fn given(formats: Vec<MetadataFormat>) -> Given {
    let entries = formats.len();
    Given::Whole(Answer::ListMetadataFormats(formats), entries)
}
