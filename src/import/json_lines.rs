//! JSON Lines of the native model: an item, or `{"deleted": "oai:…"}`, on each line.

use std::collections::BTreeMap;
use std::io::BufRead as _;

use serde::Deserialize;

use crate::model::{
    Article, Content, DublinCore, Identifier, Identity, Item, MetadataPrefix, Provenance, SetSpec,
};
use crate::xml::Positions;

use super::report::Report;
use super::toml_words::value_message;
use super::{Incoming, Problem, Severity, check, native};

/// A line. (`Item` is the same, but lets unknown fields pass.)
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    identifier: Option<Identifier>,
    #[serde(default)]
    sets: Vec<SetSpec>,
    #[serde(default)]
    rights: Vec<String>,
    provenance: Option<Provenance>,
    #[serde(default)]
    native: BTreeMap<MetadataPrefix, String>,
    article: Option<Box<Article>>,
    dc: Option<DublinCore>,
    deleted: Option<Identifier>,
}

/// Gives the records of the lines, in their order.
pub(super) fn read(
    bytes: &[u8],
    identity: Option<&Identity>,
    report: &mut Report<'_>,
    each: &mut dyn FnMut(Result<Incoming, Problem>),
) {
    let mut offset = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    for line in lines(&bytes[offset..]) {
        let text = line.trim_ascii();
        if text == b"{" || text == b"[" {
            let message =
                "this is JSON over several lines; write each item on one line, for example with `jq -c`";
            each(Err(report.problem(Severity::Error, offset, message)));
            return;
        }
        if !text.is_empty() {
            read_line(line.trim_ascii_end(), offset, identity, report, each);
        }
        offset += line.len();
    }
}

/// The lines with their ends. (`split_inclusive` would look at each byte by itself.)
fn lines(mut rest: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let bytes = rest;
        let length = rest.skip_until(b'\n').ok().filter(|length| *length > 0)?;
        Some(&bytes[..length])
    })
}

fn read_line(
    line: &[u8],
    offset: usize,
    identity: Option<&Identity>,
    report: &mut Report<'_>,
    each: &mut dyn FnMut(Result<Incoming, Problem>),
) {
    let line: Line = match serde_json::from_slice(line) {
        Ok(line) => line,
        Err(error) => {
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default();
            let at = offset + error.column().saturating_sub(1).min(line.len());
            return each(Err(report.problem(
                Severity::Error,
                at,
                format!("this line is no item: {}", value_message(message, None, &[])),
            )));
        }
    };
    match incoming(line) {
        Err(message) => each(Err(report.problem(Severity::Error, offset, message))),
        Ok(Incoming::Item(mut item)) => {
            let findings = check::item(&mut item);
            let faults = native_faults(&mut item, identity);
            let wrong =
                !faults.is_empty() || findings.iter().any(|finding| finding.severity == Severity::Error);
            for finding in findings {
                let message = format!("{}: {}: {}", item.identifier, finding.way(), finding.message);
                each(Err(report.problem(finding.severity, offset, message)));
            }
            for fault in faults {
                let message = format!("{}: {fault}", item.identifier);
                each(Err(report.problem(Severity::Error, offset, message)));
            }
            if !wrong {
                each(Ok(Incoming::Item(item)));
            }
        }
        Ok(deleted) => each(Ok(deleted)),
    }
}

fn incoming(line: Line) -> Result<Incoming, &'static str> {
    let content = match (line.article, line.dc) {
        (Some(article), None) => Some(Content::Article(article)),
        (None, Some(dc)) => Some(Content::Dc(dc)),
        (None, None) => None,
        (Some(_), Some(_)) => return Err("an item has `article` or `dc`, not both; remove one of them"),
    };
    match (line.identifier, content, line.deleted) {
        (Some(identifier), Some(content), None) => {
            let sets = SetSpec::minimal(line.sets);
            let item = Item {
                sets,
                rights: line.rights,
                provenance: line.provenance,
                native: line.native,
                ..Item::new(identifier, content)
            };
            Ok(Incoming::Item(Box::new(item)))
        }
        (None, None, Some(identifier)) => Ok(Incoming::Deleted(identifier)),
        (_, _, Some(_)) => Err("a line with `deleted` has nothing else; remove the rest"),
        (None, ..) => {
            Err("the item has no `identifier`; add it, as in \"identifier\": \"oai:journal.org:1\"")
        }
        (_, None, _) => Err("the item has neither `article` nor `dc`; add one of them"),
    }
}

/// Checks the XML that the item brings along, leaves its root elements of it, and says what is wrong.
fn native_faults(item: &mut Item, identity: Option<&Identity>) -> Vec<String> {
    let own = identity.map_or(&[][..], |identity| &identity.own_formats);
    let mut faults = Vec::new();
    for (prefix, xml) in &mut item.native {
        match native::check(xml.as_bytes(), prefix.as_str(), own) {
            Ok(root) => *xml = root,
            Err(error) => {
                let (line, column) = Positions::new(xml.as_bytes()).of(error.offset);
                faults.push(format!("native, {prefix}, line {line}, column {column}: {}", error.message));
            }
        }
    }
    faults
}
