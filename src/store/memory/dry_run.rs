//! What changes would come to; nothing is written.

use super::state::State;
use crate::model::Identifier;
use crate::store::{Batch, Change, DryRun, DryRunRecord, Fate};

impl State {
    /// What each change of the batch would come to if it were the only one.
    pub(super) fn dry_run(&self, batch: &Batch<'_>, bodies: bool) -> Vec<DryRun> {
        batch.changes.iter().map(|change| self.dry_run_of(batch, change, bodies)).collect()
    }

    fn dry_run_of(&self, batch: &Batch<'_>, change: &Change, bodies: bool) -> DryRun {
        let verdict = self.verdict(batch, change);
        let written = verdict.written.iter().map(|record| (record.prefix.as_str(), false));
        let removed = verdict.removed.iter().map(|prefix| (prefix.as_str(), true));
        let added = verdict.added.iter().map(|tombstone| (tombstone.prefix.as_str(), true));
        let fates = written.chain(removed).chain(added);
        let records = fates
            .map(|(prefix, removed)| self.fate_of(change.identifier(), prefix, removed, bodies))
            .collect();
        DryRun { outcome: verdict.outcome, records }
    }

    fn fate_of(&self, identifier: &Identifier, prefix: &str, removed: bool, bodies: bool) -> DryRunRecord {
        let held = self.live_item(identifier).and_then(|item| item.live_record(prefix));
        let fate = match held {
            _ if removed => Fate::Deleted,
            Some(_) => Fate::Changed,
            None => Fate::Created,
        };
        let shown = held.filter(|_| bodies);
        let (sets, body) =
            shown.map_or_else(Default::default, |held| (held.sets.clone(), held.body().to_owned()));
        DryRunRecord { prefix: prefix.to_owned(), fate, sets, body }
    }
}
