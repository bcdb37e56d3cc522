//! `windrow repair`.

use std::sync::Arc;

use crate::clock::SystemClock;
use crate::config::Config;
use crate::folder::RECORDS;
use crate::render::{Renderer, item_of};
use crate::store::{Access, Base, Future, Put, StoredItem};

use super::open::location;
use super::progress::Bar;
use super::{Ending, Failure, open, print};

/// Repairs the store, and reports what was damaged and what still is.
pub(super) fn run(config: &Config) -> Result<Ending, Failure> {
    let renderer = Renderer::of_store(&*open(config, Access::ReadOnly)?)?;
    let bar = Bar::new();
    let render = |stored: &StoredItem| rendered(&renderer, stored);
    let progress = |done, of| bar.show(done, of);
    let repaired = location(config).repair(RECORDS, &render, Arc::new(SystemClock), &progress)?;
    bar.clear();
    for damage in &repaired.left {
        print(&format!("{damage}\n"))?;
    }
    let (found, left) = (repaired.found.len(), repaired.left.len());
    print(&format!("{found} damaged parts found, {left} left, {} items rewritten\n", repaired.rewritten))?;
    if left == 0 {
        return Ok(Ending::Done);
    }
    print(
        "run `windrow sync` to read the records of the records folder again, `windrow load` for others, or restore a backup\n",
    )?;
    Ok(Ending::Incomplete)
}

/// Shows what harvesters will see of a store that is brought back to the clock, and does it if that is confirmed.
pub(super) fn run_clock(config: &Config, confirmed: bool) -> Result<Ending, Failure> {
    let location = location(config);
    let Some(future) = location.future(&SystemClock)? else {
        return print("the store is not in the future\n");
    };
    print(&expected(&future))?;
    if !confirmed {
        print("nothing was changed; check the clock, stop Windrow, and add --yes to do this\n")?;
        return Ok(Ending::Incomplete);
    }
    location.reset_clock(&SystemClock)?;
    print("the store is reset to the clock\n")
}

fn expected(future: &Future) -> String {
    let Future { clock, horizon, latest, records } = future;
    format!(
        "The clock shows {clock}. The store has given responseDates up to {horizon}, and datestamps up to {latest}.\n\
         {records} records have datestamps later than the clock; they get a new datestamp, the next second.\n\
         Harvesters that have seen a later responseDate ask for changes since then, and get none until the clock reaches it.\n\
         Ask them to harvest again from {clock}, or everything.\n"
    )
}

/// The item as the repository renders it now; `None` if it cannot be read back.
fn rendered(renderer: &Renderer, stored: &StoredItem) -> Option<Put> {
    let item = item_of(stored).ok()?;
    let (origin, fingerprint) = (stored.origin.clone(), stored.fingerprint.clone());
    renderer.put(&item, Base::Version(stored.version), origin, fingerprint).ok()
}
