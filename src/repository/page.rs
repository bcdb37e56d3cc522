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

impl Settings {
    const fn is_full(&self, entries: usize, bytes: usize) -> bool {
        entries >= self.page_size || bytes >= self.page_bytes
    }
}

impl Page {
    /// Whether it may have no more records.
    const fn is_full(&self, settings: &Settings) -> bool {
        settings.is_full(self.entries, self.bytes)
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

    /// The next records of the range. The page ends before a run that does not go on it whole: so whoever began in the middle
    /// of a run soon goes by whole ones.
    pub(super) fn page_of_records(&self, mut range: Range<'_>) -> Result<Page, Halt> {
        let mut page = Page::default();
        while !page.is_full(self.settings) {
            let kept = match self.snapshot.next_run(&range)? {
                Next::Run { run, more } if page.takes(&run, self.settings) => {
                    self.add_run(&mut page, run, &range)?;
                    page.more = more;
                    range.after = Some(page.last);
                    continue;
                }
                Next::Run { .. } if page.entries > 0 => {
                    page.more = true;
                    return Ok(page);
                }
                Next::Run { run, .. } => Rest { since: Some(run.since), until: None },
                Next::Records { since, until, inside } => Rest { since: (!inside).then_some(since), until },
            };
            self.add_records(&mut page, &range, kept)?;
            match kept.until.filter(|_| page.more) {
                Some(until) => range.after = Some(until),
                None => return Ok(page),
            }
        }
        if !page.more {
            page.more = self.is_any(&range)?;
        }
        Ok(page)
    }

    fn add_run(&self, page: &mut Page, run: Run, range: &Range<'_>) -> Result<(), Halt> {
        let wanting = self.gzip && run.deflated.is_none();
        self.may_take_time(wanting)?;
        page.add(run, wanting.then(|| list(range)));
        Ok(())
    }

    /// Nothing that takes time is done where nothing may be waited for.
    pub(super) const fn may_take_time(&self, takes_time: bool) -> Result<(), Halt> {
        if self.at_once && takes_time { Err(Halt::NotAtHand) } else { Ok(()) }
    }

    fn is_any(&self, range: &Range<'_>) -> Result<bool, StoreError> {
        let mut any = false;
        self.snapshot.walk(range, false, &mut |_| {
            any = true;
            ControlFlow::Break(())
        })?;
        Ok(any)
    }

    /// The records of the range, not beyond `until`, as far as the page goes. They become a run, if later pages can be
    /// expected to end where they do.
    fn add_records(&self, page: &mut Page, range: &Range<'_>, rest: Rest) -> Result<(), Halt> {
        self.may_take_time(true)?;
        let mut run: Option<Run> = None;
        let (entries, bytes) = (page.entries, page.bytes);
        page.more = false;
        self.snapshot.walk(range, false, &mut |stored| {
            let (records, size) =
                run.as_ref().map_or((0, 0), |run| (run.records as usize, run.size as usize));
            let full = self.settings.is_full(entries + records, bytes + size);
            if full || rest.until.is_some_and(|until| stored.seq > until) {
                page.more = true;
                return ControlFlow::Break(());
            }
            let run = run.get_or_insert_with(|| Run::beginning(rest.since.unwrap_or(0), stored.seq));
            run.extend(stored.seq, stored.piece);
            ControlFlow::Continue(())
        })?;
        let Some(run) = run else { return Ok(()) };
        let last = run.last;
        page.add(run, None);
        let ends_here = page.is_full(self.settings) || (page.more && rest.until == Some(last));
        if let Some(part) = page.parts.last_mut() {
            part.list = (ends_here && rest.since.is_some()).then(|| list(range));
        }
        Ok(())
    }
}

/// Records that are in no run.
#[derive(Clone, Copy)]
struct Rest {
    /// After what a run of them would begin, if they may become one.
    since: Option<u64>,
    /// With what they end.
    until: Option<u64>,
}

fn list(range: &Range<'_>) -> List {
    List { prefix: range.prefix.to_owned(), set: range.set.cloned() }
}
