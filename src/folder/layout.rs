//! The layout of the records folder: which names have a meaning.

use std::path::Path;

/// The name of the source that the records folder is.
pub use crate::ingest::RECORDS;

/// The file that describes the repository, at the top of the folder.
pub(super) const REPOSITORY_FILE: &str = "repository.toml";

/// The files with what applies to all records of their folder and of those below; the later file overrides the earlier.
pub(super) const DEFAULTS_FILES: [&str; 2] = ["journal.toml", "issue.toml"];

/// The folder of the mapping files, at the top of the records folder.
pub(super) const FORMATS_FOLDER: &str = "formats";

/// Whether the file holds defaults.
pub(super) fn is_defaults_file(path: &Path) -> bool {
    path.file_name().is_some_and(|name| DEFAULTS_FILES.iter().any(|defaults| name == *defaults))
        && !path.starts_with(FORMATS_FOLDER)
}

/// Whether the file holds a record, unless it is a sidecar.
pub(super) fn is_record_file(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| extension == "toml" || extension == "xml")
        && path != Path::new(REPOSITORY_FILE)
        && !path.starts_with(FORMATS_FOLDER)
}
