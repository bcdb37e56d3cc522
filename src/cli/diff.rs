//! `windrow diff`: what `windrow sync` would change, before it is published.

use std::fmt::Write as _;
use std::sync::Arc;

use similar::{ChangeTag, TextDiff};

use crate::clock::SystemClock;
use crate::config::Config;
use crate::folder::{Differences, diff};
use crate::ingest::{Compare, Difference};
use crate::model::{Identifier, Words, words};
use crate::store::{Access, Fate, Outcome, Store, scratch};

use super::messages::{failure, tell, totals};
use super::open::location;
use super::progress::Bar;
use super::sync::{guard, is_complete};
use super::{Ending, Failure, open, print};
use crate::diagnostics::harmless;

/// Does a dry run of a synchronisation, and shows what it would do, a line for each record; with `xml` also the lines that
/// change.
pub(super) fn run(config: &Config, confirm_deletions: bool, xml: bool) -> Result<Ending, Failure> {
    let store: Arc<dyn Store> = if location(config).has_store() {
        open(config, Access::ReadOnly)?
    } else {
        scratch(Arc::new(SystemClock))
    };
    let guard = guard(config, confirm_deletions);
    let compare: Option<Compare> = xml.then_some(changed_lines);
    let bar = Bar::new();
    let (folder, language) = (&config.records, config.lang.language());
    let found = diff(&*store, folder, guard, compare, &|done, of| bar.show(done, of))
        .map_err(|error| failure(&bar, language, folder, error))?;
    tell(&bar, language, folder, &found.report);
    bar.clear();
    let mut shown = String::new();
    for (identifier, difference) in &found.items {
        show(identifier, difference, &mut shown);
    }
    print(&(shown + language.of(&summary(&found))))?;
    Ok(if !is_complete(&found.report) {
        Ending::Incomplete
    } else if found.items.is_empty() {
        Ending::Done
    } else {
        Ending::Differs
    })
}

/// `changed oai:journal.org:a1 ~oai_dc +mods a1.toml`, and the files of the records.
fn show(identifier: &Identifier, difference: &Difference, shown: &mut String) {
    let what = match difference.outcome {
        Outcome::Created => "created",
        Outcome::Deleted => "deleted",
        Outcome::Changed | Outcome::Unchanged | Outcome::OwnedByOtherSource(_) | Outcome::Stale => "changed",
    };
    let _ = write!(shown, "{what} {identifier}");
    for (prefix, record) in &difference.records {
        let sign = match record.fate {
            Fate::Created => '+',
            Fate::Changed => '~',
            Fate::Deleted => '-',
        };
        let _ = write!(shown, " {sign}{prefix}");
    }
    if !difference.origin.is_empty() {
        let _ = write!(shown, " {}", harmless(&difference.origin));
    }
    shown.push('\n');
    for (prefix, record) in difference.records.iter().filter(|(_, record)| !record.comparison.is_empty()) {
        let _ = write!(shown, "  {prefix}\n{}", record.comparison);
    }
}

fn summary(found: &Differences) -> Words {
    let count = |outcome: &Outcome| found.items.values().filter(|item| item.outcome == *outcome).count();
    let (created, changed) = (count(&Outcome::Created), count(&Outcome::Changed));
    let (deleted, rejected) = (count(&Outcome::Deleted), found.report.counts.rejected);
    words!(
        "would be: {created} created, {changed} changed, {deleted} deleted, {rejected} not published; {totals}\n",
        "将会：新建 {created}，更改 {changed}，删除 {deleted}，未发布 {rejected}；{totals}\n";
        totals = totals(found.report.tally())
    )
}

/// The lines of XML that go, and those that come; of a record that goes altogether, none.
fn changed_lines(before: &str, after: &str) -> String {
    if after.is_empty() {
        return String::new();
    }
    let (before, after) = (lines(before), lines(after));
    let diff = TextDiff::from_lines(&before, &after);
    let changed = diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal);
    changed.map(|change| format!("  {} {}\n", change.tag(), harmless(change.value().trim_end()))).collect()
}

/// A record has no line breaks of its own between elements.
fn lines(xml: &str) -> String {
    if xml.is_empty() { String::new() } else { xml.replace("><", ">\n<") + "\n" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_change_are_shown_and_no_others() {
        let (before, after) = ("<a><b>1</b><c>2</c></a>", "<a><b>1</b><c>3\u{9b}</c><d>4</d></a>");
        assert_eq!(changed_lines(before, after), "  - <c>2</c>\n  + <c>3\\u{9b}</c>\n  + <d>4</d>\n");
        assert_eq!(changed_lines("", "<a>1</a>"), "  + <a>1</a>\n");
        assert_eq!(changed_lines(before, before), "");
        assert_eq!(changed_lines(before, ""), "");
    }
}
