//! Deletions that look like an accident: a volume that was not mounted, a folder moved away, a cloud client that removes
//! file after file. All deletions of a time span are judged together.

use std::time::Duration;

use super::layout::RECORDS;
use crate::ingest::replace_document;
use crate::model::{Datestamp, Words, words};
use crate::store::{Store, StoreError, Wait};

/// Whether deletions that look like an accident are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirm {
    /// No: they are withheld and reported.
    Withhold,
    /// Yes: they are published.
    Publish,
}

/// How deletions and files that have just changed are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guard {
    pub(super) confirm: Confirm,
    /// Deletions within this time are judged together.
    pub(super) span: Duration,
    /// A file that has just changed is read when it has stayed the same for so long.
    pub(super) still: Duration,
}

/// The time for which a file that has just changed should stay the same. A synchronisation waits for it only if there is such a file.
const STILL: Duration = Duration::from_millis(300);

/// The time span, unless configured otherwise: a day.
const SPAN: Duration = Duration::from_secs(86_400);

impl Guard {
    pub const fn new(confirm: Confirm, span: Duration) -> Self {
        Self { confirm, span, still: STILL }
    }
}

impl From<Confirm> for Guard {
    /// For a folder that nobody writes into meanwhile.
    fn from(confirm: Confirm) -> Self {
        Self { confirm, span: SPAN, still: Duration::ZERO }
    }
}

/// More deletions than this within the span, and more than a fifth of all records, wait to be confirmed.
const DELETIONS_UNASKED: u64 = 20;

/// The name of the store's document that has the moment at which deletions were confirmed last.
const CONFIRMED: &str = "confirmed:records";

/// What a synchronisation would delete, and from what.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deletions {
    /// Items that no file claims any more.
    pub(super) missing: u64,
    /// Live items of the folder.
    pub(super) of: u64,
    /// Items of the folder that were deleted within the span.
    pub(super) recent: u64,
    /// That span.
    pub(super) span: Duration,
    /// Whether the folder has no record files.
    pub(super) empty: bool,
}

impl Deletions {
    /// Why they may be an accident. A deletion that aggregators have taken over cannot be undone.
    pub(super) fn doubt(&self) -> Option<Words> {
        let together = self.missing + self.recent;
        if self.missing == 0 {
            None
        } else if self.empty {
            Some(words!(
                "the records folder has no record files any more; if that is meant, run `windrow sync --confirm-deletions`",
                "记录文件夹中已没有记录文件；如果确实要删除，请运行 windrow sync --confirm-deletions"
            ))
        } else if together > DELETIONS_UNASKED && together * 5 > self.of + self.recent {
            Some(self.many())
        } else {
            None
        }
    }

    fn many(&self) -> Words {
        let before = match self.recent {
            0 => Words::default(),
            recent => words!(
                ", counting the {recent} that were deleted within the last {span}",
                "（包括最近 {span}内已删除的 {recent} 条）";
                span = in_words(self.span.as_secs())
            ),
        };
        words!(
            "more than {DELETIONS_UNASKED} records, and more than a fifth of them, are gone from the records folder{before}; \
             if that is meant, run `windrow sync --confirm-deletions`",
            "记录文件夹中消失的记录超过 {DELETIONS_UNASKED} 条，且超过总数的五分之一{before}；如果确实要删除，请运行 windrow sync \
             --confirm-deletions";
            before = before
        )
    }
}

impl Guard {
    /// How many items of the folder were deleted within the span, since deletions were confirmed last.
    pub(super) fn recent(&self, store: &dyn Store) -> Result<u64, StoreError> {
        let now = store.snapshot(Wait::Yes)?.now();
        let confirmed = store.document(CONFIRMED)?.and_then(|document| document.text.parse().ok());
        let span = i64::try_from(self.span.as_secs()).unwrap_or(i64::MAX);
        let since = now.plus(-span).max(confirmed.unwrap_or(Datestamp::from_unix(0)));
        store.deletions_since(RECORDS, since)
    }

    /// Notes that all deletions published so far are meant.
    pub(super) fn confirm(store: &dyn Store) -> Result<(), StoreError> {
        // The deletions just published have a datestamp about a second ahead.
        let after = store.snapshot(Wait::Yes)?.now().plus(3);
        replace_document(store, CONFIRMED, &after.to_string())
    }
}

/// A time span for people: `day`, `2 days`, `12 hours`, `90 seconds`.
fn in_words(seconds: u64) -> Words {
    const UNITS: [(u64, &str, &str); 4] =
        [(86_400, "day", "天"), (3_600, "hour", "小时"), (60, "minute", "分钟"), (1, "second", "秒")];
    let (size, unit, zh) =
        UNITS.into_iter().find(|(size, ..)| seconds.is_multiple_of(*size)).unwrap_or(UNITS[3]);
    match seconds / size {
        1 => words!("{unit}", "1 {zh}"),
        number => words!("{number} {unit}s", "{number} {zh}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doubted(missing: u64, of: u64, recent: u64) -> bool {
        Deletions { missing, of, recent, span: SPAN, empty: false }.doubt().is_some()
    }

    #[test]
    fn a_span_is_named_by_its_largest_unit() {
        let named = [86_400, 172_800, 3_600, 43_200, 5_400, 1].map(|seconds| in_words(seconds).en);
        assert_eq!(named, ["day", "2 days", "hour", "12 hours", "90 minutes", "second"]);
    }

    #[test]
    fn many_deletions_at_once_are_doubted() {
        assert!(!doubted(20, 20, 0));
        assert!(doubted(21, 100, 0));
        assert!(!doubted(21, 105, 0));
        assert!(!doubted(0, 100, 90));
    }

    #[test]
    fn deletions_one_by_one_are_doubted_as_those_at_once() {
        assert!(!doubted(1, 81, 19));
        assert!(doubted(1, 80, 20));
        assert!(!doubted(1, 1_000, 100));
    }
}
