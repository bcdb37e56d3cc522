//! ListRecords and ListIdentifiers (§4.5, §4.3): a walk along the log, page by page.

use super::get_record::no_such_format;
use super::given::{Given, Records};
use super::list_sets::no_set_hierarchy;
use super::tokens::{expired, not_ours};
use super::{Halt, Outcome, View};
use crate::model::{Datestamp, MetadataPrefix, SetSpec};
use crate::protocol::{
    Answer, Entries, Error, ErrorCode, Errors, ListArguments, Position, Selection, Token, Verb,
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
            ListArguments::ResumptionToken(text) => self.resume(text, verb)?.map_err(|error| vec![error]),
        };
        let progress = match progress {
            Ok(progress) => progress,
            Err(errors) => return Ok(Err(errors)),
        };
        let page = match entries {
            Entries::Headers => self.page_of_headers(&progress.range())?,
            Entries::Records => self.page_of_records(progress.range())?,
        };
        if page.entries == 0 {
            let nothing = if progress.after.is_none() { no_records_match() } else { expired() };
            return Ok(Err(vec![nothing]));
        }
        let given = progress.cursor + page.entries as u64;
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
            Entries::Headers => {
                Given::plain(Answer::ListIdentifiers { headers: page.headers, token }, page.entries)
            }
            Entries::Records => Given {
                answer: Answer::ListRecords { token },
                entries: page.entries,
                records: Records::Page(page.parts),
            },
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
    fn resume(&self, text: &str, verb: Verb) -> Result<Result<Progress, Error>, Halt> {
        let token = match self.token(text, verb) {
            Ok(token) => token,
            Err(error) => return Ok(Err(error)),
        };
        // Another node's clock may be ahead: then what it has shown is not in a view of a moment ago.
        self.may_take_time(token.issued > self.snapshot.now())?;
        let Position::Records { metadata_prefix, set, until, after } = token.position else {
            return Ok(Err(not_ours()));
        };
        Ok(Ok(Progress {
            metadata_prefix,
            set,
            from: None, // what lies before is before `after`
            until,
            after: Some(after),
            cursor: token.cursor,
            complete_list_size: Some(token.complete_list_size),
        }))
    }
}

fn no_records_match() -> Error {
    Error::new(
        ErrorCode::NoRecordsMatch,
        "No record matches this combination of from, until, set and metadataPrefix.",
    )
}
