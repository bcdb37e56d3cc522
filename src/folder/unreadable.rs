//! Files that cannot be read.

use std::io;

/// The message about a file or a folder that cannot be read.
pub(super) fn unreadable(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => {
            "cannot be read; let the user that Windrow runs as read it".to_owned()
        }
        _ => format!("cannot be read: {error}"),
    }
}
