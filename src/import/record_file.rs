//! A record file of the records folder: one item.

use std::path::Path;

use serde::Deserialize;

use crate::model::{Article, Content, Identifier, Identity, Item, Namespace, SetSpec};

use super::report::Report;
use super::toml_file::Tree;
use super::{Problem, Severity, check, dc_document};

/// No record is larger than this; an abstract may have megabytes.
pub(super) const MOST_BYTES: usize = 64 << 20;

/// Reads the record file at `path` (relative to the records folder): a `.toml` file of the full model, or an
/// `.xml` file with one `oai_dc:dc` document.
///
/// `Ok` brings the item with its warnings; `Err` every problem of the file, at least one of them an error.
pub fn read(path: &Path, bytes: &[u8], identity: &Identity) -> Result<(Item, Vec<Problem>), Vec<Problem>> {
    let mut report = Report::new(path, bytes);
    if bytes.len() > MOST_BYTES {
        report.error(0, format!("the file has {} bytes; no record is so large", bytes.len()));
        return report.finish(None);
    }
    if path.to_str().is_none() {
        report
            .error(0, "the name of the file is not UTF-8, and the identifier comes from it; rename the file");
        return report.finish(None);
    }
    let item = match path.extension().and_then(|extension| extension.to_str()) {
        Some("toml") => read_toml(path, bytes, identity, &mut report),
        Some("xml") => read_xml(path, bytes, identity, &mut report),
        _ => {
            report.error(0, "this is no record file; a record file is called NAME.toml or NAME.xml");
            None
        }
    };
    report.finish(item)
}

/// The identifier that the path of a record file gives: its path below the records folder, without extension.
pub(super) fn identifier_of_path(path: &Path, namespace: &Namespace) -> Identifier {
    let local = path.with_extension("");
    let parts: Vec<_> = local.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    namespace.identifier(&parts.join("/"))
}

/// What a record file says beside the article.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Head {
    identifier: Option<Identifier>,
    id: Option<String>,
    sets: Vec<SetSpec>,
    rights: Vec<String>,
}

/// The fields of [`Head`].
pub(super) const HEAD_FIELDS: [&str; 4] = ["identifier", "id", "sets", "rights"];

fn read_toml(path: &Path, bytes: &[u8], identity: &Identity, report: &mut Report<'_>) -> Option<Item> {
    let mut body = Tree::parse(bytes, report)?;
    let mut top = body.split_off(&HEAD_FIELDS);
    let head: Option<Head> = top.value(&[], &[], report);
    let article: Option<Article> = body.value(&HEAD_FIELDS, &[], report);
    let whole = head.is_some() && article.is_some() && !body.is_wounded();
    let head = head.unwrap_or_default();
    top.report(check::declared(&head.sets, identity, "sets"), report);

    let identifier = match (head.identifier, head.id) {
        (Some(identifier), None) => identifier,
        (None, Some(id)) if !id.trim().is_empty() => identity.namespace.identifier(id.trim()),
        (None, None) => identifier_of_path(path, &identity.namespace),
        _ => {
            report.error(top.start_of("id"), "give `identifier` (a whole one, such as oai:journal.org:1) or `id` (its last part), not both and not empty");
            identifier_of_path(path, &identity.namespace)
        }
    };
    let content = Content::Article(Box::new(article.unwrap_or_default()));
    let mut item = item(identifier, head.sets, head.rights, content, identity);
    let (rights, rest) = check::item(&mut item, whole)
        .into_iter()
        .partition(|finding| finding.path.first() == Some(&check::Step::Key("rights")));
    top.report(rights, report);
    body.report(rest, report);
    add_rights(&mut item, identity);
    Some(item)
}

fn read_xml(path: &Path, bytes: &[u8], identity: &Identity, report: &mut Report<'_>) -> Option<Item> {
    let dc = dc_document::read(bytes, Severity::Error, report)?;
    let identifier = identifier_of_path(path, &identity.namespace);
    let mut item = item(identifier, Vec::new(), Vec::new(), Content::Dc(dc), identity);
    add_rights(&mut item, identity);
    Some(item)
}

fn item(
    identifier: Identifier,
    mut sets: Vec<SetSpec>,
    rights: Vec<String>,
    content: Content,
    identity: &Identity,
) -> Item {
    sets.extend(identity.default_sets.iter().cloned());
    Item { sets: SetSpec::minimal(sets), rights, ..Item::new(identifier, content) }
}

/// Rights statements of the repository hold for every record of the folder.
fn add_rights(item: &mut Item, identity: &Identity) {
    for url in &identity.rights {
        if !item.rights.contains(url) {
            item.rights.push(url.clone());
        }
    }
}
