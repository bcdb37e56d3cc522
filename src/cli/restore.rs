//! `windrow restore`.

use std::path::Path;
use std::sync::Arc;

use crate::clock::SystemClock;
use crate::config::Config;
use crate::store::Restored;

use super::open::location;
use super::progress::Bar;
use super::{Ending, Failure, print};

/// Restores the backup in the folder, and sums up.
pub(super) fn run(config: &Config, folder: &Path, replace_lost: bool) -> Result<Ending, Failure> {
    let bar = Bar::new();
    let clock = Arc::new(SystemClock);
    let restored = location(config).restore(folder, replace_lost, clock, &|done, of| bar.show(done, of))?;
    bar.clear();
    print(&summary(&restored))
}

fn summary(restored: &Restored) -> String {
    let Restored { copied, written, deleted, unchanged } = restored;
    if *copied {
        return format!("{written} items restored\n");
    }
    format!("{written} items written, {deleted} deleted, {unchanged} unchanged\n")
}
