//! What is reported of single records of the folder.

use crate::diagnostics::{Problem, say};
use std::path::Path;

use crate::ingest::{Left, NotPublished};
use crate::model::Identifier;

use super::known::Known;

impl NotPublished {
    /// A file that was not taken, in a folder whose live items are known.
    pub(super) fn of(file: &Path, known: &Known<'_>) -> Self {
        Self { file: file.to_owned(), served: known.of(file).is_some() }
    }
}

/// The error of a file whose record has the identifier of another file.
pub(super) fn same_identifier(file: &Path, identifier: &Identifier, other: &str) -> Problem {
    let message = say!(
        IDENTIFIER_TWICE,
        "has the same identifier ({identifier}) as {other}; give one of them another `id`, or remove it",
        "与 {other} 的标识符（{identifier}）相同；请给其中一个另写 id，或将其删除"
    );
    Problem::of_file(file, message)
}

/// The error of a file whose record belongs to another source.
pub(super) fn owned_by_other(file: &Path, identifier: &Identifier, owner: &str) -> Problem {
    let message = say!(
        IDENTIFIER_TAKEN,
        "has the identifier {identifier}, which belongs to the source `{owner}`; give it another `id`, or delete it there first",
        "标识符 {identifier} 属于来源“{owner}”；请另写 id，或先在那里删除"
    );
    Problem::of_file(file, message)
}

/// The error of a loaded item that could not be rendered again.
pub(super) fn not_rendered(left: &Left) -> Problem {
    let message = say!(
        RECORD_OUTDATED,
        "is served as it was, since this version cannot read what is stored of it ({why}); load it again",
        "仍按原样提供，因为当前版本读不了所存的内容（{why}）；请重新导入",
        why = left.reason
    );
    Problem::of_file(Path::new(left.identifier.as_str()), message)
}
