//! ListRecords and ListIdentifiers (§4.5, §4.3): a walk along the log, page by page.

use super::get_record::no_such_format;
use super::given::{Given, Outcome};
use super::list_sets::no_set_hierarchy;
use super::progress::Progress;
use super::tokens::{expired, not_ours};
use super::view::View;
use crate::protocol::{
    Entries, Error, ErrorCode, Errors, ListArguments, Position, ResumptionToken, Selection, Token, Verb,
};
use crate::store::{Page, StoreError};

impl View<'_> {
    pub(super) fn list_records(&self, entries: Entries, arguments: &ListArguments) -> Outcome {
        let verb = match entries {
            Entries::Headers => Verb::ListIdentifiers,
            Entries::Records => Verb::ListRecords,
        };
        let progress = match arguments {
            ListArguments::Selection(selection) => self.select(selection, verb)?,
            ListArguments::ResumptionToken(text) => self.resume(text, verb)?.map_err(|error| vec![error]),
        };
        Ok(progress.map(|progress| Given::List { entries, progress }))
    }

    /// The token after a page (§3.5), if one is due; an error if the page is empty.
    pub(super) fn token_after(
        &self,
        progress: Progress,
        page: &Page,
    ) -> Result<Result<Option<ResumptionToken>, Errors>, StoreError> {
        if page.records == 0 {
            let nothing = if progress.after.is_none() { no_records_match() } else { expired() };
            return Ok(Err(vec![nothing]));
        }
        let given = progress.cursor + page.records as u64;
        let size = match progress.complete_list_size {
            _ if !page.more => given,
            Some(size) => size.max(given + 1),
            None => self.snapshot.count(&progress.range())?.max(given + 1),
        };
        let cursor = progress.cursor;
        let next = page.more.then(|| Token {
            verb: progress.verb,
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
        Ok(Ok(self.token_element(next, cursor, size)))
    }

    /// A list from its beginning (§2.7).
    fn select(&self, selection: &Selection, verb: Verb) -> Result<Result<Progress, Errors>, StoreError> {
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
            verb,
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
    fn resume(&self, text: &str, verb: Verb) -> Result<Result<Progress, Error>, StoreError> {
        let token = match self.token(text, verb) {
            Ok(token) => token,
            Err(error) => return Ok(Err(error)),
        };
        // Another node's clock may be ahead: then what it has shown is not in a view of a moment ago.
        if self.at_once && token.issued > self.snapshot.now() {
            return Err(StoreError::would_block());
        }
        let Position::Records { metadata_prefix, set, until, after } = token.position else {
            return Ok(Err(not_ours()));
        };
        Ok(Ok(Progress {
            verb,
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
