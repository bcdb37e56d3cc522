//! How large what is read may be.

use super::report::Report;
use crate::diagnostics::{Message, say};
use crate::model::{Words, words};

/// The most bytes that a record may have: a file of the records folder, the XML for one format, a line of JSON Lines, a `record` of an
/// OAI-PMH response. A page has a hundred of them, and parsers of XML refuse a text of more than ten megabytes.
pub const RECORD_BYTES: usize = 4 << 20;

/// What is said of a record that is larger.
pub(super) fn too_large(what: Words) -> Message {
    say!(
        FILE_SIZE,
        "{what} is larger than {most} MiB, the limit for a record; shorten it, or remove files and full texts",
        "{what}超过 {most} MiB，这是一条记录的上限；请缩短，或删除其中的文件和全文",
        most = RECORD_BYTES >> 20;
        what = what
    )
}

/// The file, in words.
pub(super) fn the_file() -> Words {
    words!("the file", "文件")
}

/// The most signs that separate values in a TOML file. A value takes up to 300 bytes of memory while it is read, and an author with all that is
/// made of them five kilobytes, so that a file of a few megabytes without texts could fill a container. The longest list of authors in a
/// journal, 5,154, needs about 100,000.
const TOML_SIGNS: usize = 125_000;

/// A dotted key makes a table for each dot, and a table takes two kilobytes.
const SIGNS_OF_A_DOT: usize = 10;

/// Whether the file has so few values that they can be read in a small container; if not, that is reported.
pub(super) fn has_few_values(text: &str, report: &mut Report<'_>) -> bool {
    let few = text.split('\n').map(signs).sum::<usize>() <= TOML_SIGNS;
    if !few {
        let message = say!(
            FILE_SIZE,
            "the file has more than 125,000 brackets, commas, equals signs and lines, which is too much for a record; split it into smaller files",
            "文件中的括号、逗号、等号和行数超过 125000，对一条记录来说太多；请拆成较小的文件"
        );
        report.error(0, message);
    }
    few
}

fn signs(line: &str) -> usize {
    let key = if line.trim_start().starts_with('[') { line.len() } else { line.rfind('=').unwrap_or(0) };
    let dots = line.bytes().take(key).filter(|byte| *byte == b'.').count();
    1 + line.bytes().filter(|byte| matches!(byte, b'[' | b'{' | b',' | b'=')).count() + dots * SIGNS_OF_A_DOT
}

/// Whether the file is not too large, which is reported.
pub(super) fn fits(bytes: &[u8], report: &mut Report<'_>) -> bool {
    let fits = bytes.len() <= RECORD_BYTES;
    if !fits {
        report.error(0, too_large(the_file()));
    }
    fits
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn is_read(text: &str) -> bool {
        let mut report = Report::new(Path::new("a.toml"), text.as_bytes());
        has_few_values(text, &mut report)
    }

    #[test]
    fn a_file_of_a_few_megabytes_with_little_but_values_is_refused() {
        assert!(!is_read(&format!("a = [{}]", "{},".repeat(70_000))));
        assert!(!is_read(&"[[reference]]\n".repeat(50_000)));
        assert!(!is_read(&"k = 1\n".repeat(70_000)));
        assert!(!is_read(&format!("a{} = 1\n", ".a".repeat(70)).repeat(200)));
        assert!(!is_read(&format!("[a{}]\n", ".a".repeat(70)).repeat(200)));
        assert!(!is_read(&"x\n".repeat(130_000)));
    }

    #[test]
    fn long_texts_and_many_authors_are_read() {
        assert!(is_read(&format!(
            "[[abstract]]\ntext = \"{}\"",
            "A sentence, e.g. of U.S. law. ".repeat(100_000)
        )));
        assert!(is_read(
            &"[[author]]\nfamily = \"A\"\ngiven = \"B\"\norcid = \"0000\"\naffiliation = [1, 2]\n\n"
                .repeat(5_154)
        ));
    }
}
