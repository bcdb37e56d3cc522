//! JSON Lines of the native model: an item, or `{"deleted": "oai:…"}`, on each line. A deletion may have sets, a format and a datestamp.

use crate::checks;
use crate::diagnostics::{Message, Place, Severity, codes, say};
use std::collections::BTreeMap;
use std::io::BufRead as _;

use serde::Deserialize;

use crate::model::{
    Article, Content, DublinCore, Identifier, Identity, Item, MetadataPrefix, Provenance, SetSpec, words,
};
use crate::xml::{Mark, Positions, Window};

use super::incoming::{DeletedRecord, Origin};
use super::output::Output;
use super::size::{RECORD_BYTES, too_large};
use super::toml_words::value_message;
use super::value_codes::code_of;
use super::{Incoming, OriginDate, native};

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
    /// The format of a record that is deleted; the whole item if there is none.
    format: Option<MetadataPrefix>,
    /// When the record was deleted at its origin.
    datestamp: Option<String>,
}

/// Gives the records of the lines, in their order.
pub(super) fn read(window: &mut Window<'_>, identity: Option<&Identity>, out: &mut Output<'_>) {
    loop {
        let text = window.text();
        let length = line_length(text);
        let is_whole = text[..length].ends_with(b"\n") || window.is_last();
        if length > RECORD_BYTES {
            out.tell(Severity::Error, window.mark(), too_large(words!("the line", "这一行")));
            out.reject(1);
            take_line(window, out);
        } else if !is_whole {
            out.fill(window);
        } else if length == 0 {
            return;
        } else {
            let line = text[..length].trim_ascii_end();
            if !read_line(line, window.mark(), identity, out) {
                return;
            }
            window.take(length);
        }
    }
}

/// The length of the first line with its end. (Looking at each byte by itself would take longer.)
fn line_length(mut text: &[u8]) -> usize {
    text.skip_until(b'\n').unwrap_or_default()
}

/// Takes the line away, however long it is.
fn take_line(window: &mut Window<'_>, out: &mut Output<'_>) {
    loop {
        let length = line_length(window.text());
        let is_end = window.text()[..length].ends_with(b"\n") || window.is_last();
        window.take(length);
        if is_end {
            return;
        }
        out.fill(window);
    }
}

/// False if the rest of the file is not JSON Lines either.
fn read_line(text: &[u8], mark: Mark, identity: Option<&Identity>, out: &mut Output<'_>) -> bool {
    match text.trim_ascii_start() {
        b"" => return true,
        b"{" | b"[" => {
            let message = say!(
                JSON_LINES,
                "this is JSON over several lines; write each item on one line, for example with `jq -c`",
                "这是分成多行的 JSON；请把每个条目写成一行，例如用 jq -c"
            );
            out.tell(Severity::Error, mark, message);
            out.reject(1);
            return false;
        }
        _ => {}
    }
    match serde_json::from_slice(text) {
        Ok(line) => give(line, mark, identity, out),
        Err(error) => {
            let at = error.column().saturating_sub(1).min(text.len());
            out.tell(Severity::Error, mark.behind(&text[..at]), not_an_item(&error, &text[..at]));
            out.reject(1);
        }
    }
    true
}

fn give(line: Line, mark: Mark, identity: Option<&Identity>, out: &mut Output<'_>) {
    let place = out.place(mark);
    match incoming(line, place) {
        Err(message) => {
            out.tell(Severity::Error, mark, message);
            out.reject(1);
        }
        Ok(Incoming::Item(mut item, origin)) => {
            let findings = checks::item(&mut item);
            let faults = native_faults(&mut item, identity);
            let wrong =
                !faults.is_empty() || findings.iter().any(|finding| finding.severity == Severity::Error);
            for finding in findings {
                let message = finding.message.clone().about(finding.way()).about(&item.identifier);
                out.tell(finding.severity, mark, message);
            }
            for fault in faults {
                out.tell(Severity::Error, mark, fault.about(&item.identifier));
            }
            if wrong {
                out.reject(1);
            } else {
                out.give(Incoming::Item(item, origin));
            }
        }
        Ok(deleted) => out.give(deleted),
    }
}

/// What is said of a line that cannot be read as an item; `before` is the part that was read.
fn not_an_item(error: &serde_json::Error, before: &[u8]) -> Message {
    let text = error.to_string();
    let text = text.split(" at line ").next().unwrap_or_default();
    let wrong = if error.is_data() {
        let message = value_message(text, None, &[]);
        let is_form = message.code == &codes::VALUE_FORM;
        if is_form { Message { code: code_of(&field_of(before)), ..message } } else { message }
    } else if error.is_eof() {
        say!(
            JSON_LINES,
            "the line breaks off; write the whole item on one line, up to its last }}",
            "这一行不完整；请把整个条目写在一行，直到最后的 }}"
        )
    } else {
        say!(
            JSON_LINES,
            "this is not JSON here; put names and texts in double quotes, and check commas and brackets",
            "此处不符合 JSON 语法；名称和文本请加双引号，并检查逗号和括号"
        )
    };
    let words = words!(
        "this line is not an item: {wrong}",
        "这一行不是条目：{wrong}";
        wrong = wrong.words
    );
    Message { words, ..wrong }
}

/// The field that a value at the end of this text is in.
fn field_of(before: &[u8]) -> String {
    let text = String::from_utf8_lossy(before);
    let key = text.rfind("\":").map(|at| &text[..at]).and_then(|text| text.rsplit('"').next());
    key.unwrap_or_default().to_owned()
}

fn incoming(line: Line, place: Place) -> Result<Incoming, Message> {
    if let Some(identifier) = line.deleted.clone() {
        return deleted(identifier, line, place);
    }
    if line.format.is_some() || line.datestamp.is_some() {
        return Err(say!(
            JSON_LINES,
            "`format` and `datestamp` are for lines with `deleted`; write the datestamp of an item into `provenance`",
            "format 和 datestamp 只用于含 deleted 的行；条目的 datestamp 请写在 provenance 中"
        ));
    }
    let content = match (line.article, line.dc) {
        (Some(article), None) => Some(Content::Article(article)),
        (None, Some(dc)) => Some(Content::Dc(dc)),
        (None, None) => None,
        (Some(_), Some(_)) => {
            return Err(say!(
                JSON_LINES,
                "an item has `article` or `dc`, not both; remove one of them",
                "一个条目只能有 article 或 dc 之一；请删除其中一个"
            ));
        }
    };
    match (line.identifier, content) {
        (Some(identifier), Some(content)) => {
            let date = OriginDate::of(line.provenance.as_ref());
            let item = Item {
                sets: SetSpec::minimal(line.sets),
                rights: line.rights,
                provenance: line.provenance,
                native: line.native,
                ..Item::new(identifier, content)
            };
            Ok(Incoming::Item(Box::new(item), Origin::new(place, date)))
        }
        (None, _) => Err(say!(
            JSON_LINES,
            "the item has no `identifier`; add it, as in \"identifier\": \"oai:journal.org:1\"",
            "条目没有 identifier；请加上，如 \"identifier\": \"oai:journal.org:1\""
        )),
        (_, None) => Err(say!(
            JSON_LINES,
            "the item has neither `article` nor `dc`; add one of them",
            "条目既没有 article 也没有 dc；请加上其中一个"
        )),
    }
}

fn deleted(identifier: Identifier, line: Line, place: Place) -> Result<Incoming, Message> {
    let Line { sets, rights, provenance, native, article, dc, format: prefix, datestamp, .. } = line;
    let has_content = article.is_some() || dc.is_some() || !native.is_empty();
    if has_content || line.identifier.is_some() || provenance.is_some() || !rights.is_empty() {
        return Err(say!(
            JSON_LINES,
            "a line with `deleted` may have only `sets`, `format` and `datestamp` beside it; remove the rest",
            "含 deleted 的行只能另有 sets、format 和 datestamp；请删除其余字段"
        ));
    }
    let date = OriginDate::new(datestamp.as_deref().unwrap_or_default(), None);
    if datestamp.is_some() && date.datestamp().is_none() {
        return Err(say!(
            DATE_FORM,
            "`datestamp` is not a date; write it as 2024-05-01 or 2024-05-01T12:00:00Z",
            "datestamp 不是日期；请写成 2024-05-01 或 2024-05-01T12:00:00Z"
        ));
    }
    let (sets, origin) = (SetSpec::minimal(sets), Origin::new(place, date));
    Ok(Incoming::Deleted(Box::new(DeletedRecord { identifier, prefix, sets, origin })))
}

/// Checks the XML that the item brings along, leaves its root elements of it, and says what is wrong.
fn native_faults(item: &mut Item, identity: Option<&Identity>) -> Vec<Message> {
    let own = identity.map_or(&[][..], |identity| &identity.own_formats);
    let mut faults = Vec::new();
    for (prefix, xml) in &mut item.native {
        match native::check(xml, prefix.as_str(), own) {
            Ok(root) => *xml = root,
            Err(fault) => {
                let (line, column) = Positions::new(xml.as_bytes()).of(fault.offset);
                let words = words!(
                    "native, {prefix}, line {line}, column {column}: {wrong}",
                    "native，{prefix}，第 {line} 行第 {column} 列：{wrong}";
                    wrong = fault.message.words
                );
                faults.push(Message { words, ..fault.message });
            }
        }
    }
    faults
}
