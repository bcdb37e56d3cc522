//! Deletions that look like an accident: a volume that was not mounted, a folder moved away.

/// Whether deletions that look like an accident are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirm {
    /// No: they are withheld and reported.
    Withhold,
    /// Yes: they are published.
    Publish,
}

/// A synchronisation that deletes more items than this, and more than a fifth of all, waits to be confirmed.
const DELETIONS_UNASKED: usize = 20;

/// Why deletions may be an accident. A deletion that aggregators have taken over cannot be undone.
pub(super) fn doubt(missing: usize, of: usize, empty: bool, whole: bool) -> Option<&'static str> {
    if missing == 0 {
        None
    } else if !whole {
        Some("the records folder, or a part of it, cannot be read; when it can, nothing has to be confirmed")
    } else if empty {
        Some(
            "the records folder has no record files any more; if that is meant, run `windrow sync --confirm-deletions`",
        )
    } else if missing > DELETIONS_UNASKED && missing * 5 > of {
        Some(
            "more than 20 records, and more than a fifth of them, are gone from the records folder; \
             if that is meant, run `windrow sync --confirm-deletions`",
        )
    } else {
        None
    }
}
