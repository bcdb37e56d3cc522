//! The representations of an item, written.

use std::borrow::Cow;

use super::representation::Variant;
use super::signposting;
use crate::formats::export_by_name;
use crate::model::{Identifier, Item};
use crate::pages::exchange::Answered;
use crate::pages::frame::Scene;
use crate::pages::site::Site;
use crate::repository::StoreError;

impl Variant {
    /// The representation; `None` if the item has none of this kind.
    pub(super) fn written(
        &self,
        site: &Site,
        scene: &Scene<'_>,
        item: &Item,
    ) -> Result<Option<Answered>, StoreError> {
        let (media_type, body) = match self {
            Self::Native => ("application/json".into(), native(item)),
            Self::Linkset => {
                let documents = site.repository.documents(item)?;
                ("application/linkset+json".into(), signposting::linkset(scene, item, &documents))
            }
            Self::Export(name) => match (export_by_name(name), site.repository.exported(item, name)?) {
                (Some(export), Some(Ok(body))) => (Cow::Owned(export.media_type().to_owned()), body),
                _ => return Ok(None),
            },
            Self::Format(prefix) => match site.repository.metadata(&item.identifier, prefix)? {
                Some(xml) => ("application/xml; charset=utf-8".into(), declared(&xml)),
                None => return Ok(None),
            },
        };
        let file_name = format!("{}.{}", file_stem(&item.identifier), self.ending());
        let path = scene.links.item(item.identifier.as_str());
        let links = vec![format!("<{}>; rel=\"describes\"; type=\"text/html\"", scene.links.absolute(&path))];
        Ok(Some(Answered { file_name: Some(file_name), links, ..Answered::document(media_type, body) }))
    }
}

fn native(item: &Item) -> String {
    serde_json::to_string_pretty(item).unwrap_or_default() + "\n" // a model of strings and lists always has a JSON form
}

fn declared(xml: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{xml}\n")
}

/// The identifier as the name of a file: letters, digits, dots and hyphens.
fn file_stem(identifier: &Identifier) -> String {
    let local = identifier.as_str().rsplit(':').next().unwrap_or_default();
    let legal = |character: char| {
        if character.is_ascii_alphanumeric() || "-._".contains(character) { character } else { '-' }
    };
    local.chars().map(legal).take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_a_harmless_name() {
        assert_eq!(
            file_stem(&"oai:a.org:2022/05/a%20\"".replace('"', "%22").parse().unwrap()),
            "2022-05-a-20-22"
        );
    }
}
