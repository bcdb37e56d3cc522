//! Items into the store: changes in batches, files loaded in bulk, items rendered again, and dry runs.

mod batch;
mod document;
mod dry_run;
mod fingerprint;
mod load;
mod order;
mod progress;
mod publisher;
mod refresh;
mod remarks;
mod renewal;
mod report;

pub(crate) use batch::Batch;
pub(crate) use document::replace_document;
pub use dry_run::{Compare, Difference, DryRun, RecordDifference};
pub use load::{LoadError, LoadOptions, load, load_with};
pub use progress::Progress;
pub use refresh::{Left, Refreshed, refresh};
pub use remarks::{RECORDS, unwritable};
pub use renewal::Renewal;
pub(crate) use report::keep_report;
pub use report::{Counts, NotPublished, Report, Withheld, last_report};
