//! A page of a list: whole runs where there are some, records by themselves where there are none.

use std::ops::ControlFlow;

use super::get_record::header;
use super::given::{List, Part};
use super::{Halt, Settings, View};
use crate::protocol::Header;
use crate::store::{Next, Range, Run, StoreError};

/// A page being filled.
#[derive(Default)]
pub(super) struct Page {
    /// Of ListIdentifiers.
    pub(super) headers: Vec<Header>,
    /// Of ListRecords.
    pub(super) parts: Vec<Part>,
    pub(super) entries: usize,
    bytes: usize,
    pub(super) last: u64,
    /// Whether a record follows on the page.
    pub(super) more: bool,
}

impl Page {
    /// Whether it may have no more records.
    fn is_full(&self, settings: &Settings) -> bool {
        self.entries >= settings.page_size || self.bytes >= settings.page_bytes
    }

    /// Whether the run goes on it.
    fn takes(&self, run: &Run, settings: &Settings) -> bool {
        self.entries + run.records as usize <= settings.page_size
            && self.bytes + (run.but_last as usize) < settings.page_bytes
    }

    fn add(&mut self, run: Run, list: Option<List>) {
        self.entries += run.records as usize;
        self.bytes += run.size as usize;
        self.last = run.last;
        self.parts.push(Part { run, list });
    }
}

impl View<'_> {
    /// The next headers of the range.
    pub(super) fn page_of_headers(&self, range: &Range<'_>) -> Result<Page, Halt> {
        let mut page = Page::default();
        self.snapshot.walk(range, false, &mut |stored| {
            if page.is_full(self.settings) {
                page.more = true;
                return ControlFlow::Break(());
            }
            page.headers.push(header(&stored));
            page.entries += 1;
            page.last = stored.seq;
            ControlFlow::Continue(())
        })?;
        Ok(page)
    }

    /// The next records of the range.
    pub(super) fn page_of_records(&self, range: Range<'_>) -> Result<Page, Halt> {
        let mut page = Page::default();
        let mut rest = range;
        loop {
            match self.snapshot.next_run(&rest)? {
                Next::Run { run, more } if page.takes(&run, self.settings) => {
                    rest.after = Some(run.last);
                    let wanting = self.gzip && run.deflated.is_none();
                    self.may_take_time(wanting)?;
                    page.add(run, wanting.then(|| list(&range)));
                    page.more = more;
                    if page.is_full(self.settings) || more && self.at_once {
                        break;
                    }
                }
                Next::Run { .. } if page.entries > 0 => {
                    page.more = true;
                    return Ok(page);
                }
                Next::Records { .. } if page.entries > 0 => break,
                Next::Run { run, .. } => return self.records(&rest, Some(run.since), None),
                Next::Records { since, until, inside } => {
                    let page = self.records(&rest, (!inside).then_some(since), until)?;
                    if page.entries > 0 || !page.more {
                        return Ok(page);
                    }
                    rest.after = until; // what was between here and the next run has gone
                }
            }
        }
        if !page.more {
            self.may_take_time(false)?;
            page.more = self.is_any(&rest)?;
        }
        Ok(page)
    }

    /// Nothing that takes time is done where nothing may be waited for.
    pub(super) const fn may_take_time(&self, takes_time: bool) -> Result<(), Halt> {
        if self.at_once && takes_time { Err(Halt::NotAtHand) } else { Ok(()) }
    }

    const fn fills_a_page(&self, run: &Run) -> bool {
        run.records as usize >= self.settings.page_size || run.size as usize >= self.settings.page_bytes
    }

    fn is_any(&self, range: &Range<'_>) -> Result<bool, StoreError> {
        let mut any = false;
        self.snapshot.walk(range, false, &mut |_| {
            any = true;
            ControlFlow::Break(())
        })?;
        Ok(any)
    }

    /// The records of the range, not beyond `until`, as far as the page goes; they become a run that begins after `since`, if
    /// later pages can be expected to end where this one does.
    fn records(&self, range: &Range<'_>, since: Option<u64>, until: Option<u64>) -> Result<Page, Halt> {
        self.may_take_time(true)?;
        let mut page = Page::default();
        let mut run: Option<Run> = None;
        self.snapshot.walk(range, false, &mut |stored| {
            if run.as_ref().is_some_and(|run| self.fills_a_page(run))
                || until.is_some_and(|until| stored.seq > until)
            {
                page.more = true;
                return ControlFlow::Break(());
            }
            let run = run.get_or_insert_with(|| Run::beginning(since.unwrap_or(0), stored.seq));
            run.extend(stored.seq, stored.piece);
            ControlFlow::Continue(())
        })?;
        if let Some(run) = run {
            let ends_here = self.fills_a_page(&run) || (page.more && until == Some(run.last));
            page.add(run, (ends_here && since.is_some()).then(|| list(range)));
        }
        Ok(page)
    }
}

fn list(range: &Range<'_>) -> List {
    List { prefix: range.prefix.to_owned(), set: range.set.cloned() }
}
