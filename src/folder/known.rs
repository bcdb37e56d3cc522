//! The live items of the folder, by the file that each came from.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use super::spelling::{as_written, nfc};
use crate::store::LiveItem;

/// The live items of the folder.
pub(super) struct Known<'s> {
    by_file: BTreeMap<&'s str, &'s LiveItem>,
    /// Those whose file was not in NFC when it was published, by its name in NFC.
    by_composed: HashMap<String, &'s LiveItem>,
}

impl<'s> Known<'s> {
    pub(super) fn new(live_items: &'s [LiveItem]) -> Self {
        let composed = |item: &'s LiveItem| {
            let composed = nfc(&item.origin);
            (composed != item.origin).then_some((composed, item))
        };
        Self {
            by_file: live_items.iter().map(|item| (item.origin.as_str(), item)).collect(),
            by_composed: live_items.iter().filter_map(composed).collect(),
        }
    }

    /// The item that came from the file, in whatever normalisation form its name was and is.
    pub(super) fn of(&self, file: &Path) -> Option<&'s LiveItem> {
        let written = as_written(file);
        let composed = nfc(&written);
        let by_file = |name: &str| self.by_file.get(name).copied();
        by_file(&written).or_else(|| by_file(&composed)).or_else(|| self.by_composed.get(&composed).copied())
    }

    /// The name of the file as the store has it. An item keeps the spelling under which it was published first, since its
    /// identifier comes from it; a new one gets NFC.
    pub(super) fn origin(&self, file: &Path) -> String {
        self.of(file).map_or_else(|| nfc(&as_written(file)), |item| item.origin.clone())
    }

    /// Whether an item came from this path or from below it.
    pub(super) fn any_below(&self, path: &Path) -> bool {
        let below = as_written(path) + "/";
        let next = self.by_file.range(below.as_str()..).next();
        self.of(path).is_some() || next.is_some_and(|(file, _)| file.starts_with(&below))
    }
}
