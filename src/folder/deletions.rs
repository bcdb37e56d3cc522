//! Items whose files are gone, and those whose files may be where nothing can be read.

use crate::diagnostics::Problem;
use std::collections::HashMap;

use super::review::Places;
use super::spelling::renamed;
use crate::ingest::Withheld;
use crate::model::{Identifier, Words, words};
use crate::store::LiveItem;

/// The items that no file claims.
pub(super) struct Missing<'i> {
    pub(super) gone: Vec<&'i LiveItem>,
    /// How many have their file in a place that cannot be read, so that nobody knows whether it is gone.
    hidden: u64,
}

impl<'i> Missing<'i> {
    pub(super) fn of(
        live_items: &'i [LiveItem],
        claimed: &HashMap<Identifier, String>,
        places: &Places,
    ) -> Self {
        let missing = live_items.iter().filter(|item| !claimed.contains_key(&item.identifier));
        let (hidden, gone): (Vec<_>, Vec<_>) = missing.partition(|item| places.have(&item.origin));
        Self { gone, hidden: hidden.len() as u64 }
    }

    /// Remarks about files that were renamed in capital letters only, as happens between Windows and other systems.
    pub(super) fn renamed(&self, claimed: &HashMap<Identifier, String>) -> Vec<Problem> {
        let gone: HashMap<_, _> =
            self.gone.iter().map(|item| (item.origin.to_lowercase(), item.origin.as_str())).collect();
        if gone.is_empty() {
            return Vec::new();
        }
        let mut files: Vec<&String> = claimed.values().collect();
        files.sort();
        let before = |file: &&String| gone.get(&file.to_lowercase()).map(|before| renamed(file, before));
        files.iter().filter_map(before).collect()
    }

    /// What is withheld of so many items: the items that are gone if there is a doubt about them, and in any case those that are hidden.
    pub(super) fn withheld(&self, of: u64, doubt: Option<Words>, places: &Places) -> Option<Withheld> {
        let gone = doubt.as_ref().map_or(0, |_| self.gone.len() as u64);
        let hidden = (self.hidden > 0).then(|| unreadable(places));
        let reason = match (hidden, doubt) {
            (Some(hidden), Some(doubt)) => {
                words!("{hidden}; {doubt}", "{hidden}；{doubt}"; hidden = hidden, doubt = doubt)
            }
            (hidden, doubt) => hidden.or(doubt)?,
        };
        Some(Withheld::new(gone + self.hidden, of, reason))
    }
}

/// Why deletions of hidden items are withheld.
fn unreadable(places: &Places) -> Words {
    let Some(name) = places.name() else {
        return words!(
            "the records folder, or a part of it, cannot be read; when it can, nothing has to be confirmed",
            "记录文件夹或其中一部分无法读取；可以读取后，无需确认"
        );
    };
    let others = match places.len() {
        1 => Words::default(),
        2 => words!(" and another place", " 和另一处"),
        number => words!(" and {others} other places", " 和另外 {others} 处", others = number - 1),
    };
    words!(
        "their files were in a part of the records folder that cannot be read ({name}{others}); when it can be read, or is removed, \
         nothing has to be confirmed",
        "这些记录的文件在记录文件夹中无法读取的部分（{name}{others}）；待其可以读取或被删除后，无需确认";
        others = others
    )
}
