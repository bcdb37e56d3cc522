//! Pages of a list: read row by row, or ready-made from the cache.

use std::sync::Arc;

use super::cache::{CachedPage, List, Part};
use super::checks::seal;
use super::lists::Stretch;
use super::row::seq;
use super::view::View;
use crate::gzip;
use crate::store::{Checksum, Form, Limit, Page, Range, Result};

/// A page is compressed in parts of about so much text: small enough that a change makes little work, large enough that the
/// page becomes hardly longer.
const PART: usize = 96 << 10;

/// A record of a page: its place, and where its text ends.
#[derive(Clone, Copy)]
struct Placed {
    place: i64,
    end: usize,
}

/// Records in their order, as they were read.
struct Read {
    text: Vec<u8>,
    records: Vec<Placed>,
    /// Whether the range has a record after them.
    more: bool,
}

impl View<'_> {
    pub(super) fn page_of(
        &self,
        range: &Range<'_>,
        limit: Limit,
        form: Form,
        out: &mut Vec<u8>,
    ) -> Result<Page> {
        let (Some(stretch), Some(node)) = (self.stretch(range)?, self.node_of(range)?) else {
            return Ok(Page::default());
        };
        let list = List { node, format: stretch.format(), limit };
        match form {
            Form::Headers => self.read_page(&list, stretch, form, out, |read| read.records.len()),
            Form::Records => {
                self.read_page(&list, stretch, form, out, |read| self.end_of_page(&list, stretch, read))
            }
            Form::Deflated => self.deflated_page(&list, stretch, out),
        }
    }

    /// A page as it is; `end` decides how many of the records that were read it has.
    fn read_page(
        &self,
        list: &List,
        stretch: Stretch,
        form: Form,
        out: &mut Vec<u8>,
        end: impl FnOnce(&Read) -> usize,
    ) -> Result<Page> {
        let mut read = self.rows(list, stretch, form, std::mem::take(out))?;
        let records = end(&read);
        read.cut(records);
        let page = read.page();
        *out = read.text;
        Ok(page)
    }

    /// A page as raw deflate: from the cache, if it is there and nothing in its part of the log has changed since.
    fn deflated_page(&self, list: &List, stretch: Stretch, out: &mut Vec<u8>) -> Result<Page> {
        let cached = self.shared.cache.page_after(list, stretch.since());
        if let Some(page) = &cached
            && self.is_usable(list, stretch, page)?
            && page.read(out)
        {
            let more = self.last_visible(list.node, stretch)?.is_some_and(|last| last > page.last);
            let (records, last) = (page.records, seq(page.last));
            return Ok(Page { records, last, more, checksum: page.checksum });
        }
        self.may_wait()?;
        let mut read = self.rows(list, stretch, Form::Records, Vec::new())?;
        let records = self.end_of_page(list, stretch, &read);
        read.cut(records);
        let before = out.len();
        let (checksum, parts) = read.deflate(cached.as_ref(), out);
        self.keep(list, stretch, &read, (checksum, parts), &out[before..], cached.as_ref())?;
        Ok(Page { checksum, ..read.page() })
    }

    /// Whether a cached page is what this view shows.
    fn is_usable(&self, list: &List, stretch: Stretch, page: &CachedPage) -> Result<bool> {
        Ok(page.last <= stretch.last
            && page.as_of <= self.horizon().unix()
            && self.changed(list.node, stretch.first, page.last)? <= page.as_of)
    }

    /// Keeps a page for later readers if it is complete, and nothing in it waits for its datestamp.
    fn keep(
        &self,
        list: &List,
        stretch: Stretch,
        read: &Read,
        (checksum, parts): (Checksum, Vec<Part>),
        bytes: &[u8],
        replaces: Option<&CachedPage>,
    ) -> Result<()> {
        let (Some(first), Some(last)) = (read.records.first(), read.records.last()) else { return Ok(()) };
        let (places, horizon) = ((stretch.since(), first.place, last.place), self.horizon().unix());
        if !read.more || self.changed(list.node, stretch.first, last.place)? > horizon {
            return Ok(());
        }
        let is_same = |old: &&CachedPage| *old.parts == *parts && old.first == first.place;
        match replaces.filter(is_same) {
            Some(old) => self.shared.cache.confirm(list, old.first, horizon),
            None => {
                let page = CachedPage::new(places, horizon, read.records.len(), checksum, Arc::from(parts));
                self.shared.cache.insert(*list, page, bytes, replaces);
            }
        }
        Ok(())
    }

    /// The next visible records of the stretch, as many as a page may have, appended to a text.
    fn rows(&self, list: &List, stretch: Stretch, form: Form, text: Vec<u8>) -> Result<Read> {
        let (horizon, start) = (self.horizon().unix(), text.len());
        let mut read = Read { text, records: Vec::with_capacity(list.limit.records.min(1_024)), more: false };
        let mut statement = self.rows_of(list.node, false)?;
        let mut rows = statement.query((stretch.first, stretch.last, list.node))?;
        while let Some(row) = rows.next()? {
            let full = list.limit.is_reached(read.records.len(), read.text.len() - start);
            let visible = self.checked(row, |row| {
                let visible = row.numbers.is_visible(horizon);
                if visible && !full {
                    read.text.extend_from_slice(row.text(form)?);
                    read.records.push(Placed { place: row.numbers.place, end: read.text.len() });
                }
                Ok(visible)
            })?;
            if visible && full {
                read.more = true;
                break;
            }
        }
        Ok(read)
    }

    /// How many of the records that were read the page has: so many that it ends where a cached page ends or, if that would
    /// leave less than half of it, that the next page can. So pages keep their size, and readers that begin in the middle
    /// soon get cached pages.
    fn end_of_page(&self, list: &List, stretch: Stretch, read: &Read) -> usize {
        let (all, Some(last)) = (read.records.len(), read.records.last()) else { return 0 };
        if !read.more {
            return all;
        }
        let half = all.div_ceil(2);
        let ends = self.shared.cache.ends(list, stretch.since(), last.place);
        let counts = ends.iter().map(|end| read.records.partition_point(|record| record.place <= *end));
        match counts.max().unwrap_or(all) {
            0 => all,
            count if count >= half => count,
            _ => half,
        }
    }
}

impl Read {
    /// Leaves only the first records.
    fn cut(&mut self, records: usize) {
        if records < self.records.len() {
            self.records.truncate(records);
            self.text.truncate(self.records.last().map_or(0, |last| last.end));
            self.more = true;
        }
    }

    fn page(&self) -> Page {
        let last = self.records.last().map_or(0, |last| seq(last.place));
        Page { records: self.records.len(), last, more: self.more, checksum: Checksum::default() }
    }

    /// Appends the text as raw deflate; what an older version of the page has as well is copied from there.
    fn deflate(&self, old: Option<&CachedPage>, out: &mut Vec<u8>) -> (Checksum, Vec<Part>) {
        let mut old_bytes = Vec::new();
        let old = old.filter(|old| old.read(&mut old_bytes));
        let (mut parts, mut total) = (Vec::new(), Checksum::default());
        for range in self.parts() {
            let places = seal(self.records[range.clone()].iter().map(|record| record.place));
            let part = match old.and_then(|old| find(&old.parts, places)) {
                Some((at, part)) => {
                    out.extend_from_slice(&old_bytes[at..at + part.bytes]);
                    part
                }
                None => deflated(self.text_of(range), places, out),
            };
            total = total.followed_by(part.checksum);
            parts.push(part);
        }
        (total, parts)
    }

    fn text_of(&self, records: std::ops::Range<usize>) -> &[u8] {
        let begin = records.start.checked_sub(1).map_or(0, |before| self.records[before].end);
        &self.text[begin..self.records[records.end - 1].end]
    }

    /// The records in parts. Where a part ends depends on the places alone, so that a change in one part leaves the ends of
    /// the others.
    fn parts(&self) -> Vec<std::ops::Range<usize>> {
        let mut parts = Vec::new();
        let (mut start, mut begin) = (0, 0);
        for (at, record) in self.records.iter().enumerate() {
            let size = record.end - begin;
            let may_end = size >= PART / 2 && seal([record.place]).rem_euclid(8) == 0;
            if may_end || size >= PART || at + 1 == self.records.len() {
                parts.push(start..at + 1);
                (start, begin) = (at + 1, record.end);
            }
        }
        parts
    }
}

/// A part with these places, and where its bytes are.
fn find(parts: &[Part], places: i64) -> Option<(usize, Part)> {
    let mut at = 0;
    for part in parts {
        if part.places == places {
            return Some((at, *part));
        }
        at += part.bytes;
    }
    None
}

fn deflated(text: &[u8], places: i64, out: &mut Vec<u8>) -> Part {
    let run = gzip::deflate(text);
    out.extend_from_slice(&run.bytes);
    Part { places, checksum: Checksum { crc: run.crc, size: run.size.into() }, bytes: run.bytes.len() }
}
