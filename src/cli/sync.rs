//! `windrow sync`.

use crate::config::Config;
use crate::diagnostics::Tally;
use crate::folder::{Confirm, Guard, sync};
use crate::ingest::{Counts, Report};
use crate::model::{Words, words};
use crate::store::Access;

use super::messages::{failure, tell, totals};
use super::progress::Bar;
use super::{Ending, Failure, open, print};

/// Synchronises once, and prints a summary.
pub(super) fn run(config: &Config, confirm_deletions: bool) -> Result<Ending, Failure> {
    let store = open(config, Access::ReadWrite)?;
    let bar = Bar::new();
    let (folder, language) = (&config.records, config.lang.language());
    let report = sync(&*store, folder, guard(config, confirm_deletions), &|done, of| bar.show(done, of))
        .map_err(|error| failure(&bar, language, folder, error))?;
    tell(&bar, language, folder, &report);
    bar.clear();
    let not_taken = words!("not published", "未发布");
    print(language.of(&summary(&report.counts, not_taken, report.tally())))?;
    if report.refreshed.wrote() {
        let changed = report.refreshed.changed;
        print(
            language
                .of(&words!("{changed} changed by rules or formats\n", "因规则或格式而更改：{changed}\n")),
        )?;
    }
    Ok(if is_complete(&report) { Ending::Done } else { Ending::Incomplete })
}

/// How deletions are judged.
pub(super) fn guard(config: &Config, confirm_deletions: bool) -> Guard {
    let confirm = if confirm_deletions { Confirm::Publish } else { Confirm::Withhold };
    Guard::new(confirm, config.deletion_span.duration())
}

/// Whether nothing was rejected or faulty, and nothing waits for confirmation.
pub(super) fn is_complete(report: &Report) -> bool {
    report.counts.rejected == 0 && report.tally().errors == 0
}

/// One line with all the numbers; `not_taken` is what records are called that were not taken.
pub(super) fn summary(counts: &Counts, not_taken: Words, shown: Tally) -> Words {
    let Counts { created, changed, unchanged, deleted, rejected, older, other_formats } = *counts;
    let few = |count: u64, words: Words| if count > 0 { words } else { Words::default() };
    words!(
        "{created} created, {changed} changed, {unchanged} unchanged, {deleted} deleted, {rejected} {not_taken}{older}{other_formats}; \
         {totals}\n",
        "新建 {created}，更改 {changed}，未变 {unchanged}，删除 {deleted}，{not_taken} {rejected}{older}{other_formats}；{totals}\n";
        not_taken = not_taken,
        older = few(older, words!(", {older} older", "，较旧 {older}")),
        other_formats =
            few(other_formats, words!(", {other_formats} deleted in other formats", "，在其他格式中删除 {other_formats}")),
        totals = totals(shown)
    )
}
