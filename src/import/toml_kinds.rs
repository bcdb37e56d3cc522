//! Files that have the ending of TOML and are something else, or hold two versions of themselves.

use crate::diagnostics::{Message, say};
use crate::model::{Words, words};

/// What a binary file begins with, and what it is.
const BINARY: [(&[u8], [&str; 2]); 5] = [
    (b"PK\x03\x04", ["a Word or Excel file, or another archive", " Word 或 Excel 文件，或其他压缩包"]),
    (b"\xD0\xCF\x11\xE0", ["a Word or Excel file of an old kind", "旧格式的 Word 或 Excel 文件"]),
    (b"%PDF", ["a PDF", " PDF 文件"]),
    (b"{\\rtf", ["a rich text (RTF)", " RTF 文件"]),
    (b"\x1F\x8B", ["compressed with gzip", " gzip 压缩文件"]),
];

/// The marks of git, and of most other tools, around and between the two versions of a part.
const CONFLICT: [&str; 2] = ["<<<<<<< ", ">>>>>>> "];

/// What is said of bytes that are no TOML, if they are known by their beginning.
pub(super) fn binary(bytes: &[u8]) -> Option<Message> {
    let (_, [en, zh]) = BINARY.iter().find(|(begin, _)| bytes.starts_with(begin))?;
    Some(not_toml(words!("{en}", "{zh}")))
}

/// What is said of a text that is not TOML, and at which byte, if the whole of it is something else.
pub(super) fn other_text(text: &str) -> Option<(usize, Message)> {
    if let Some(at) = conflict(text) {
        let message = say!(
            MERGE_CONFLICT,
            "two versions of this part stand one after the other, because two people changed the file; keep one of them, and remove the \
             lines <<<<<<<, ======= and >>>>>>>",
            "这部分有前后两个版本，因为有两人修改了同一文件；请保留其中一个，并删除 <<<<<<<、======= 和 >>>>>>> 这几行"
        );
        return Some((at, message));
    }
    let begin = text.len() - text.trim_start().len();
    let rest = &text[begin..];
    let first = rest.lines().next().unwrap_or_default();
    if let Some(message) = binary(rest.as_bytes()) {
        return Some((begin, message));
    }
    let what = if rest.starts_with('{') {
        words!("JSON", " JSON")
    } else if rest.starts_with('<') {
        words!("XML or HTML", " XML 或 HTML")
    } else if first.trim_end() == "---" {
        words!("YAML", " YAML")
    } else if is_table(first) {
        words!("a table (CSV)", "表格（CSV）")
    } else {
        return None;
    };
    Some((begin, not_toml(what)))
}

fn not_toml(what: Words) -> Message {
    say!(
        FILE_NOT_TOML,
        "this is not TOML, but {what}; write a text file with a line for each field, such as issue = \"5\", or copy TEMPLATE.toml",
        "这不是 TOML，而是{what}；请改用文本文件，每个字段写一行，如 issue = \"5\"，或复制 TEMPLATE.toml";
        what = what
    )
}

/// Where a mark of a merge conflict begins a line.
fn conflict(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if CONFLICT.iter().any(|mark| line.starts_with(mark)) {
            return Some(at);
        }
        at += line.len();
    }
    None
}

/// Whether the line has the names of columns.
fn is_table(line: &str) -> bool {
    let columns = |separator| line.matches(separator).count();
    !line.contains(['=', '[', '#', ':'])
        && [',', ';', '\t'].into_iter().any(|separator| columns(separator) > 1)
}
