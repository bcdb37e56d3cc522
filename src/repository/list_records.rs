//! ListRecords and ListIdentifiers (§4.5, §4.3): a walk along the log, page by page.

use std::ops::ControlFlow;

use super::get_record::{header, no_such_format, owned};
use super::list_sets::no_set_hierarchy;
use super::tokens::{expired, not_ours};
use super::{Outcome, View};
use crate::model::{Datestamp, MetadataPrefix, SetSpec};
use crate::protocol::{
    Answer, Entries, Error, ErrorCode, Errors, Header, ListArguments, Position, Record, Selection, Token,
    Verb,
};
use crate::store::{Range, StoreError};

/// A list, and how far it was given.
struct Progress {
    metadata_prefix: MetadataPrefix,
    set: Option<SetSpec>,
    from: Option<Datestamp>,
    until: Option<Datestamp>,
    after: Option<u64>,
    cursor: u64,
    /// What the first page counted.
    complete_list_size: Option<u64>,
}

/// A page being filled.
#[derive(Default)]
struct Page {
    headers: Vec<Header>,
    records: Vec<Record>,
    bytes: usize,
    last: u64,
    /// Whether a record follows on the page.
    more: bool,
}

impl Page {
    const fn len(&self) -> usize {
        self.headers.len() + self.records.len()
    }
}

impl Progress {
    fn range(&self) -> Range<'_> {
        Range {
            prefix: self.metadata_prefix.as_str(),
            from: self.from,
            until: self.until,
            set: self.set.as_ref(),
            after: self.after,
        }
    }
}

impl View<'_> {
    pub(super) fn list_records(&self, entries: Entries, arguments: &ListArguments) -> Outcome {
        let verb = match entries {
            Entries::Headers => Verb::ListIdentifiers,
            Entries::Records => Verb::ListRecords,
        };
        let progress = match arguments {
            ListArguments::Selection(selection) => self.select(selection)?,
            ListArguments::ResumptionToken(text) => self.resume(text, verb).map_err(|error| vec![error]),
        };
        let progress = match progress {
            Ok(progress) => progress,
            Err(errors) => return Ok(Err(errors)),
        };
        let page = self.page(entries, &progress)?;
        if page.len() == 0 {
            let nothing = if progress.after.is_none() { no_records_match() } else { expired() };
            return Ok(Err(vec![nothing]));
        }
        let given = progress.cursor + page.len() as u64;
        let size = match progress.complete_list_size {
            _ if !page.more => given,
            Some(size) => size.max(given + 1),
            None => self.snapshot.count(&progress.range())?.max(given + 1),
        };
        let cursor = progress.cursor;
        let next = page.more.then(|| Token {
            verb,
            issued: self.snapshot.now(),
            cursor: given,
            complete_list_size: size,
            position: Position::Records {
                metadata_prefix: progress.metadata_prefix,
                set: progress.set,
                until: progress.until,
                after: page.last,
            },
        });
        let token = self.token_element(next, cursor, size);
        Ok(Ok(match entries {
            Entries::Headers => Answer::ListIdentifiers { headers: page.headers, token },
            Entries::Records => Answer::ListRecords { records: page.records, token },
        }))
    }

    /// A list from its beginning (§2.7).
    fn select(&self, selection: &Selection) -> Result<Result<Progress, Errors>, StoreError> {
        let mut errors = Vec::new();
        if !self.offers(selection.metadata_prefix.as_str()) {
            errors.push(no_such_format(&selection.metadata_prefix));
        }
        if selection.set.is_some() && !self.has_sets()? {
            errors.push(no_set_hierarchy());
        }
        if !errors.is_empty() {
            return Ok(Err(errors));
        }
        Ok(Ok(Progress {
            metadata_prefix: selection.metadata_prefix.clone(),
            set: selection.set.clone(),
            from: selection.from,
            until: selection.until,
            after: None,
            cursor: 0,
            complete_list_size: None,
        }))
    }

    /// A list from where a token says (§3.5).
    fn resume(&self, text: &str, verb: Verb) -> Result<Progress, Error> {
        let token = self.token(text, verb)?;
        let Position::Records { metadata_prefix, set, until, after } = token.position else {
            return Err(not_ours());
        };
        Ok(Progress {
            metadata_prefix,
            set,
            from: None, // what lies before is before `after`
            until,
            after: Some(after),
            cursor: token.cursor,
            complete_list_size: Some(token.complete_list_size),
        })
    }

    fn page(&self, entries: Entries, progress: &Progress) -> Result<Page, StoreError> {
        let mut page = Page::default();
        let bodies = entries == Entries::Records;
        self.snapshot.walk(&progress.range(), bodies, &mut |stored| {
            if page.len() == self.settings.page_size || page.bytes >= self.settings.page_bytes {
                page.more = true;
                return ControlFlow::Break(());
            }
            page.bytes += stored.body.len();
            page.last = stored.seq;
            match entries {
                Entries::Headers => page.headers.push(header(&stored)),
                Entries::Records => page.records.push(owned(&stored)),
            }
            ControlFlow::Continue(())
        })?;
        Ok(page)
    }
}

fn no_records_match() -> Error {
    Error::new(
        ErrorCode::NoRecordsMatch,
        "No record matches this combination of from, until, set and metadataPrefix.",
    )
}
