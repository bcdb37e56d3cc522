//! `windrow verify`: whether everything in the store is as it was written.

use crate::config::Config;

use super::open::location;
use super::progress::Bar;
use super::{Ending, Failure, print};

/// Reads the whole store, and prints a line for each thing that is damaged.
pub(super) fn run(config: &Config) -> Result<Ending, Failure> {
    let bar = Bar::new();
    let damage = location(config).verify(&|done, of| bar.show(done, of))?;
    bar.clear();
    if damage.is_empty() {
        return print("no damage found\n");
    }
    let lines: Vec<_> = damage.iter().map(|damage| format!("{damage}\n")).collect();
    print(&lines.concat())?;
    print("run `windrow repair`, or restore a backup with `windrow restore`\n")?;
    Ok(Ending::Incomplete)
}
