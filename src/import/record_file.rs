//! A record file of the records folder: one item.

use crate::checks;
use crate::diagnostics::{Problem, Severity, say};
use std::borrow::Cow;
use std::path::Path;

use serde::Deserialize;

use crate::model::{Article, Content, Identifier, Identity, Item, Namespace, SetSpec};
use crate::xml::decoded;

use super::report::Report;
use super::size::fits;
use super::toml_file::Tree;
use super::{Defaults, dc_document};

/// Reads the record file at `path` (relative to the records folder): a `.toml` file of the full model, or an
/// `.xml` file with one `oai_dc:dc` document.
///
/// An XML file may be in any encoding that it declares. Of defaults only those of `repository.toml` hold. `Ok` brings the item with its warnings; `Err` every problem of the
/// file, at least one of them an error.
pub fn read(path: &Path, bytes: &[u8], identity: &Identity) -> Result<(Item, Vec<Problem>), Vec<Problem>> {
    read_with(path, bytes, identity, &Defaults::of(identity))
}

/// As [`read`], with the defaults that hold in the folder of the file.
pub fn read_with(
    path: &Path,
    bytes: &[u8],
    identity: &Identity,
    defaults: &Defaults,
) -> Result<(Item, Vec<Problem>), Vec<Problem>> {
    let decoded = if is_xml(path) { decoded(bytes) } else { Ok(Cow::Borrowed(bytes)) };
    let mut report = Report::new(path, decoded.as_deref().unwrap_or(bytes));
    if !fits(bytes, &mut report) {
        return report.finish(None);
    }
    let bytes = match &decoded {
        Ok(decoded) => decoded,
        Err(error) => {
            report.error(0, error.clone());
            return report.finish(None);
        }
    };
    if path.to_str().is_none() {
        let message = say!(
            FILE_NAME_LETTERS,
            "the name of the file is not UTF-8, but the identifier is made from it; rename the file",
            "文件名不是 UTF-8，而标识符由文件名生成；请给文件改名"
        );
        report.error(0, message);
        return report.finish(None);
    }
    let item = match path.extension().and_then(|extension| extension.to_str()) {
        Some("toml") => read_toml(path, bytes, identity, defaults, &mut report),
        Some("xml") => read_xml(path, bytes, identity, defaults, &mut report),
        _ => {
            let message = say!(
                FILE_NAME_ENDING,
                "this is not a record file; the name of a record file ends in .toml or .xml",
                "这不是记录文件；记录文件的名称以 .toml 或 .xml 结尾"
            );
            report.error(0, message);
            None
        }
    };
    report.finish(item)
}

fn is_xml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "xml")
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

fn read_toml(
    path: &Path,
    bytes: &[u8],
    identity: &Identity,
    defaults: &Defaults,
    report: &mut Report<'_>,
) -> Option<Item> {
    let mut body = Tree::parse(bytes, report)?;
    let mut top = body.split_off(&HEAD_FIELDS);
    let head: Option<Head> = top.value(&[], &[], report);
    let article: Option<Article> = body.value(&HEAD_FIELDS, &[], report);
    let whole = head.is_some() && article.is_some() && !body.is_incomplete();
    let mut head = head.unwrap_or_default();
    top.report(checks::declared(&head.sets, identity, "sets"), report);
    top.report(checks::rights(&mut head.rights), report);

    let identifier = match (head.identifier, head.id) {
        (Some(identifier), None) => identifier,
        (None, Some(id)) if !id.trim().is_empty() => identity.namespace.identifier(id.trim()),
        (None, None) => identifier_of_path(path, &identity.namespace),
        _ => {
            let message = say!(
                IDENTIFIER_OR_ID,
                "write either `identifier` (a complete one, such as oai:journal.org:1) or `id` (its last part), and not an empty one",
                "identifier（完整的标识符，如 oai:journal.org:1）和 id（标识符的最后部分）请只写一个，且不能为空"
            );
            report.error(top.start_of("id"), message);
            identifier_of_path(path, &identity.namespace)
        }
    };
    let mut article = article.unwrap_or_default();
    body.report(checks::article(&mut article), report);
    defaults.fill(&mut article, &body.emptied());
    body.report(checks::contradictions(&article, defaults.article()), report);
    body.report(checks::gaps(&article, whole), report);
    Some(item(identifier, head.sets, head.rights, Content::Article(Box::new(article)), defaults))
}

fn read_xml(
    path: &Path,
    bytes: &[u8],
    identity: &Identity,
    defaults: &Defaults,
    report: &mut Report<'_>,
) -> Option<Item> {
    let dc = dc_document::read(bytes, Severity::Error, report)?;
    for (at, message) in checks::remains_in(&dc) {
        report.push(message.severity(), offset_of(bytes, &dc.elements[at].value), message);
    }
    let identifier = identifier_of_path(path, &identity.namespace);
    Some(item(identifier, Vec::new(), Vec::new(), Content::Dc(dc), defaults))
}

/// Where a value begins in the file; the beginning of the file if it is written there in another way.
fn offset_of(bytes: &[u8], value: &str) -> usize {
    std::str::from_utf8(bytes).ok().and_then(|text| text.find(value)).unwrap_or_default()
}

fn item(
    identifier: Identifier,
    sets: Vec<SetSpec>,
    rights: Vec<String>,
    content: Content,
    defaults: &Defaults,
) -> Item {
    Item {
        sets: defaults.add_sets(sets),
        rights: defaults.add_rights(rights),
        ..Item::new(identifier, content)
    }
}
