//! What the answer holds: facts, formats, sets, headers, or a record.

use minijinja::Value;

use super::document::{Document, Node};
use crate::model::Identifier;
use crate::pages::frame::Scene;
use crate::pages::links::argument;
use crate::pages::site::Site;
use crate::pages::texts::Say;
use crate::pages::values::values;
use crate::pages::xml_view;
use crate::repository::StoreError;

/// The deepest level of sets that is indented.
const DEEPEST: usize = 6;

/// The answer for the template.
pub(super) fn answer(
    site: &Site,
    scene: &Scene<'_>,
    document: &Document,
    prefix: &str,
) -> Result<Option<Value>, StoreError> {
    let Some(answer) = &document.answer else { return Ok(None) };
    let position = document.size.map(|(size, cursor)| {
        let number = answer.children.len() as u64;
        format!("{}–{} / {size}", cursor + 1, cursor + number)
    });
    let position = position.unwrap_or_default();
    Ok(Some(match answer.name.as_str() {
        "Identify" => values! { facts => identify(scene, answer) },
        "ListMetadataFormats" => values! { formats => formats(scene, answer) },
        "ListSets" => values! { sets => sets(scene, answer, prefix), position },
        "ListIdentifiers" => {
            values! { headers => headers(scene, answer.all("header"), prefix), position }
        }
        "ListRecords" => {
            let inside = answer.all("record").flat_map(|record| record.all("header"));
            values! { headers => headers(scene, inside, prefix), position }
        }
        "GetRecord" => record(site, scene, answer, prefix)?,
        _ => return Ok(None),
    }))
}

fn identify(scene: &Scene<'_>, answer: &Node) -> Vec<Value> {
    let shown = answer.children.iter().filter(|child| !child.text.trim().is_empty());
    let fact = |child: &Node| {
        let say = match child.name.as_str() {
            "baseURL" => Some(Say::IdentifyBaseUrl),
            "earliestDatestamp" => Some(Say::IdentifyEarliest),
            "deletedRecord" => Some(Say::IdentifyDeleted),
            "granularity" => Some(Say::IdentifyGranularity),
            "compression" => Some(Say::IdentifyCompression),
            _ => None,
        };
        let meaning = say.map_or("", |say| scene.say(say));
        values! { name => child.name, text => child.text, meaning }
    };
    shown.map(fact).collect()
}

fn formats(scene: &Scene<'_>, answer: &Node) -> Vec<Value> {
    let format = |format: &Node| {
        let prefix = format.text_of("metadataPrefix");
        let link = scene.links.oai(&format!("verb=ListRecords&metadataPrefix={}", argument(prefix)));
        let (namespace, schema) = (format.text_of("metadataNamespace"), format.text_of("schema"));
        let schema = if schema.starts_with("http") { schema } else { "" };
        values! { prefix, link, namespace, schema }
    };
    answer.all("metadataFormat").map(format).collect()
}

fn sets(scene: &Scene<'_>, answer: &Node, prefix: &str) -> Vec<Value> {
    let set = |set: &Node| {
        let spec = set.text_of("setSpec");
        let depth = spec.matches(':').count().min(DEEPEST);
        values! { spec, name => set.text_of("setName"), depth, link => of_set(scene, spec, prefix) }
    };
    answer.all("set").map(set).collect()
}

fn of_set(scene: &Scene<'_>, spec: &str, prefix: &str) -> String {
    let (prefix, spec) = (argument(prefix), argument(spec));
    scene.links.oai(&format!("verb=ListRecords&metadataPrefix={prefix}&set={spec}"))
}

fn headers<'n>(scene: &Scene<'_>, headers: impl Iterator<Item = &'n Node>, prefix: &str) -> Vec<Value> {
    headers.map(|header| self::header(scene, header, prefix)).collect()
}

fn header(scene: &Scene<'_>, header: &Node, prefix: &str) -> Value {
    let identifier = header.text_of("identifier");
    let (escaped, format) = (argument(identifier), argument(prefix));
    let sets = header.all("setSpec").map(|set| {
        values! { spec => set.text, link => of_set(scene, &set.text, prefix) }
    });
    values! {
        identifier,
        datestamp => header.text_of("datestamp"),
        deleted => header.status == "deleted",
        page => scene.links.item(identifier),
        record => scene.links.oai(&format!("verb=GetRecord&metadataPrefix={format}&identifier={escaped}")),
        formats => scene.links.oai(&format!("verb=ListMetadataFormats&identifier={escaped}")),
        sets => sets.collect::<Vec<_>>(),
    }
}

fn record(site: &Site, scene: &Scene<'_>, answer: &Node, prefix: &str) -> Result<Value, StoreError> {
    let mut found = answer.all("record").flat_map(|record| record.all("header"));
    let Some(header) = found.next() else { return Ok(Value::UNDEFINED) };
    let identifier: Option<Identifier> = header.text_of("identifier").parse().ok();
    let metadata = identifier.map(|identifier| site.repository.metadata(&identifier, prefix)).transpose()?;
    let metadata = metadata.flatten().map(|xml| Value::from_safe_string(xml_view::view(&xml)));
    Ok(values! { headers => [self::header(scene, header, prefix)], position => "", metadata })
}
