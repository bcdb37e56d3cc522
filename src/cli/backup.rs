//! `windrow backup`: the store in one file.

use std::path::Path;

use crate::clock::SystemClock;
use crate::config::Config;

use super::open::location;
use super::progress::Bar;
use super::{Ending, Failure, print};

/// Writes a backup into the folder, and sums up.
pub(super) fn run(config: &Config, folder: &Path) -> Result<Ending, Failure> {
    let bar = Bar::new();
    let manifest = location(config).backup(folder, &SystemClock, &|done, of| bar.show(done, Some(of)))?;
    bar.clear();
    print(&format!(
        "{} items, {} records, {} bytes in {}\n",
        manifest.items,
        manifest.records,
        manifest.size,
        folder.display()
    ))
}
