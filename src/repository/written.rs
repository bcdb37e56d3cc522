//! How what a verb gives becomes a document: records and headers are appended to the frame as the store has them.

use super::body::Body;
use super::given::{Given, Written};
use super::progress::Progress;
use super::view::View;
use crate::gzip::Member;
use crate::protocol::{Entries, Errors, Frame, ResumptionToken};
use crate::store::{Form, Limit, Page, StoreError};

/// What a page of records mostly has room in, and what it takes as gzip: room that is not found anew while the page grows.
const PLAIN: usize = 256 << 10;
const GZIP: usize = 32 << 10;

impl View<'_> {
    /// The document in its frame; or what is wrong, if the store does not have what was asked for.
    pub(super) fn written(&self, given: Given, frame: &Frame) -> Result<Result<Written, Errors>, StoreError> {
        match given {
            Given::Whole(_, entries) => Ok(Ok((Body::Plain(whole(frame)), entries))),
            Given::Record { identifier, metadata_prefix } => {
                self.written_record(&identifier, &metadata_prefix, frame)
            }
            Given::List { entries: Entries::Headers, progress } => {
                self.written_page(progress, Form::Headers, frame)
            }
            Given::List { entries: Entries::Records, progress } if self.gzip => {
                self.gzipped_page(progress, frame)
            }
            Given::List { entries: Entries::Records, progress } => {
                self.written_page(progress, Form::Records, frame)
            }
        }
    }

    /// A page as it is.
    fn written_page(
        &self,
        progress: Progress,
        form: Form,
        frame: &Frame,
    ) -> Result<Result<Written, Errors>, StoreError> {
        let mut document = frame.head().as_bytes().to_vec();
        if form == Form::Records {
            document.reserve(PLAIN);
        }
        let page = self.snapshot.page(&progress.range(), self.limit(form), form, &mut document)?;
        Ok(self.token_after(progress, &page)?.map(|token| {
            document.extend_from_slice(frame.tail(token.as_ref()).as_bytes());
            if document.len() < PLAIN / 2 {
                document.shrink_to_fit(); // a client that takes long to read it keeps little memory
            }
            (Body::Plain(document), page.records)
        }))
    }

    /// A page as one member of gzip.
    fn gzipped_page(&self, progress: Progress, frame: &Frame) -> Result<Result<Written, Errors>, StoreError> {
        let mut member = Member::with_capacity(GZIP);
        member.text(frame.head().as_bytes());
        let form = Form::Deflated;
        let page: Page = member.deflated_by(|out| {
            let page = self.snapshot.page(&progress.range(), self.limit(form), form, out)?;
            Ok::<_, StoreError>((page, page.checksum.crc, page.checksum.size))
        })?;
        Ok(self.token_after(progress, &page)?.map(|token: Option<ResumptionToken>| {
            member.text(frame.tail(token.as_ref()).as_bytes());
            (Body::Gzip(member.finish()), page.records)
        }))
    }

    /// How much a page may have. Headers are small: their number alone counts.
    fn limit(&self, form: Form) -> Limit {
        let bytes = if form == Form::Headers { usize::MAX } else { self.settings.page_bytes };
        Limit { records: self.settings.page_size, bytes }
    }
}

/// A document without records.
pub(super) fn whole(frame: &Frame) -> Vec<u8> {
    [frame.head(), &frame.tail(None)].concat().into_bytes()
}
