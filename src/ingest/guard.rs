//! Deletions that look like an accident: a volume that was not mounted, a folder moved away, a namespace changed.

/// A synchronisation that deletes more items than this, and more than a fifth of all, waits to be confirmed.
const DELETIONS_UNASKED: usize = 20;

/// The items that no file speaks for any more.
pub(super) struct Missing {
    pub(super) number: usize,
    /// Of so many.
    pub(super) of: usize,
    /// Whether their files are there and the namespace is another one.
    pub(super) renamed: bool,
    /// Whether there are no record files at all.
    pub(super) empty: bool,
    /// Whether all of the folder could be read.
    pub(super) whole: bool,
}

/// Why deletions may be an accident. A deletion that aggregators have taken cannot be called back.
pub(super) fn doubt(missing: &Missing) -> Option<&'static str> {
    if missing.number == 0 {
        None
    } else if !missing.whole {
        Some("the records folder, or a part of it, cannot be read; when it can, nothing has to be confirmed")
    } else if missing.empty {
        Some(
            "the records folder has no record files any more; if that is meant, run `windrow sync --confirm-deletions`",
        )
    } else if missing.renamed {
        Some(
            "the namespace in repository.toml is another one, which makes every record a new one; put the old one back, \
             or, if no harvester has come yet, stop Windrow and remove the data folder; \
             if the deletions are meant, run `windrow sync --confirm-deletions`",
        )
    } else if missing.number > DELETIONS_UNASKED && missing.number * 5 > missing.of {
        Some(
            "more than 20 records, and more than a fifth of them, are gone from the records folder; \
             if that is meant, run `windrow sync --confirm-deletions`",
        )
    } else {
        None
    }
}
