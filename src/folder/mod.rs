//! The records folder: its files read, synchronised with the store, and watched.

mod defaults;
mod deletions;
mod diff;
mod duplicates;
mod guard;
mod health;
mod identity;
mod known;
mod layout;
mod mappings;
mod names;
mod nearest;
mod obstacle;
mod one_item;
mod pass;
mod review;
mod root;
mod scan;
mod sidecars;
mod spelling;
mod sync;
mod sync_error;
mod unfinished;
mod watch;

pub use defaults::read_record;
pub use diff::{Differences, diff};
pub use guard::{Confirm, Guard};
pub use health::{StoreHealth, Trouble};
pub use layout::RECORDS;
pub use nearest::{nearest_file, nearest_item};
pub use one_item::{OneItem, one_item};
pub use sync::sync;
pub use sync_error::SyncError;
pub use watch::Watch;
