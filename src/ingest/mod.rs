//! Items into the store: a folder synchronised and watched, files loaded in bulk, and what an upgrade changes.

mod batch;
mod companions;
mod defaults;
mod diff;
mod folder;
mod guard;
mod health;
mod identity;
mod load;
mod mappings;
mod one_item;
mod refresh;
mod render;
mod report;
mod scan;
mod stored;
mod sync_error;
mod watch;

pub use defaults::read_record;
pub use diff::{Compare, Difference, Differences, RecordDifference, diff};
pub use folder::{Confirm, RECORDS, sync};
pub use health::{StoreHealth, Trouble};
pub use load::{LoadError, load};
pub use one_item::{OneItem, nearest_file, one_item};
pub use refresh::{Left, Refreshed, refresh};
pub use render::{Renderer, Written};
pub use report::{Counts, Report, Withheld, last_report};
pub use stored::{nearest_item, stored_item};
pub use sync_error::SyncError;
pub use watch::Watch;

/// Told how far a long work is: done, and of how many if that is known.
pub type Progress<'a> = &'a dyn Fn(u64, Option<u64>);
