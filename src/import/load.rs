//! A file of many records, of whatever kind.

use std::io::Read as _;
use std::path::Path;

use flate2::read::MultiGzDecoder;

use crate::model::{Content, Identity, Item};
use crate::xml::{Limits, Reader};

use super::report::Report;
use super::{Incoming, Problem, Severity, dc_document, json_lines, oai_response, record_file};

/// A compressed file may become so large, and no larger.
const MOST_UNCOMPRESSED: u64 = 4 << 30;

/// Reads a file of records, whatever its kind, and gives each record, or the problem with it, in the order of the file.
///
/// The kinds are OAI-PMH responses, whole or in pieces, JSON Lines of [`Item`]s, and a plain `oai_dc:dc` document;
/// each of them may be compressed with gzip. A warning stands before the record that it is about. A record with an
/// error is not given, and those after it are. `identity` is the repository's, if it is known: its namespace makes the identifier of a
/// plain `oai_dc:dc` document, from the name of the file, and its own formats are those that items may bring XML along for.
pub fn load_file(
    path: &Path,
    bytes: &[u8],
    identity: Option<&Identity>,
    each: &mut dyn FnMut(Result<Incoming, Problem>),
) {
    if bytes.starts_with(b"\x1F\x8B") {
        let mut text = Vec::new();
        let read = MultiGzDecoder::new(bytes).take(MOST_UNCOMPRESSED).read_to_end(&mut text);
        if let Err(error) = read {
            let message = format!(
                "the compressed file is damaged ({error}); what could be read of it is taken, get it again"
            );
            each(Err(Report::new(path, bytes).whole_file(Severity::Error, message)));
        }
        load_text(path, &text, identity, each);
    } else {
        load_text(path, bytes, identity, each);
    }
}

fn load_text(
    path: &Path,
    bytes: &[u8],
    identity: Option<&Identity>,
    each: &mut dyn FnMut(Result<Incoming, Problem>),
) {
    let mut report = Report::new(path, bytes);
    if let Err(error) = Reader::new(bytes, Limits::default()) {
        return each(Err(report.problem(Severity::Error, error.offset, error.message)));
    }
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    match text.first() {
        Some(b'<') if dc_document::is_one(bytes) => load_document(path, bytes, identity, report, each),
        Some(b'<') => oai_response::read(bytes, &mut report, each),
        Some(b'{') => json_lines::read(bytes, identity, &mut report, each),
        Some(_) => each(Err(report.problem(
            Severity::Error,
            0,
            "this is neither an OAI-PMH response nor JSON Lines; TOML files belong into the records folder",
        ))),
        None => each(Err(report.whole_file(Severity::Error, "the file is empty"))),
    }
}

fn load_document(
    path: &Path,
    bytes: &[u8],
    identity: Option<&Identity>,
    mut report: Report<'_>,
    each: &mut dyn FnMut(Result<Incoming, Problem>),
) {
    let dc = dc_document::read(bytes, Severity::Warning, &mut report);
    let Some(identity) = identity else {
        let message = "a plain Dublin Core document has no identifier, and no namespace is known to make one; \
                       run `windrow sync` before, which reads the namespace of the \
                       repository, or put the file into the records folder";
        return each(Err(report.whole_file(Severity::Error, message)));
    };
    let name = path.file_name().map_or(path, Path::new);
    let item =
        dc.map(|dc| Item::new(record_file::identifier_of_path(name, &identity.namespace), Content::Dc(dc)));
    match report.finish(item) {
        Ok((item, warnings)) => {
            warnings.into_iter().for_each(|warning| each(Err(warning)));
            each(Ok(Incoming::Item(Box::new(item))));
        }
        Err(problems) => problems.into_iter().for_each(|problem| each(Err(problem))),
    }
}
