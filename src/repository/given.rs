//! What a verb gives, and how it becomes a document: the records are copied into their frame as they lie in the store,
//! compressed ones too.

use super::{Body, Halt};
use crate::gzip::{self, Member};
use crate::protocol::{Answer, Frame, RECORD_END};
use crate::store::{ErrorKind, NewRun, Piece, Run, Snapshot, StoreError};

/// More than gzip adds to what it is made of.
const GZIP: usize = 64;

/// An answer, and the records that go in its middle.
pub(super) struct Given {
    pub(super) answer: Answer,
    /// How many records, headers, formats or sets it holds.
    pub(super) entries: usize,
    pub(super) records: Records,
}

impl Given {
    /// An answer without records.
    pub(super) const fn plain(answer: Answer, entries: usize) -> Self {
        Self { answer, entries, records: Records::None }
    }
}

/// The records of an answer.
pub(super) enum Records {
    None,
    /// One, which is not worth compressing by itself.
    One(Piece),
    /// A page of a list.
    Page(Vec<Part>),
}

/// Consecutive records of a page.
pub(super) struct Part {
    pub(super) run: Run,
    /// Of what list it is, if it shall be kept.
    pub(super) list: Option<List>,
}

/// What a list is of.
#[derive(Clone)]
pub(super) struct List {
    pub(super) prefix: String,
    pub(super) set: Option<crate::model::SetSpec>,
}

impl Records {
    /// The document, and what is worth keeping of the work.
    pub(super) fn within(
        self,
        frame: &Frame,
        snapshot: &dyn Snapshot,
        gzip: bool,
    ) -> Result<(Body, Vec<NewRun>), Halt> {
        match self {
            Self::Page(parts) if gzip => deflated(&parts, frame, snapshot),
            Self::Page(parts) => {
                let body = plain(parts.iter().flat_map(|part| &part.run.pieces), frame, snapshot)?;
                Ok((body, parts.into_iter().filter_map(|part| part.kept(None)).collect()))
            }
            Self::One(piece) => Ok((plain([&piece], frame, snapshot)?, Vec::new())),
            Self::None => Ok((plain([], frame, snapshot)?, Vec::new())),
        }
    }
}

impl Part {
    /// The run to be kept, if it shall be.
    fn kept(self, deflated: Option<(Vec<u8>, u32)>) -> Option<NewRun> {
        let List { prefix, set } = self.list?;
        Some(NewRun { prefix, set, run: self.run, deflated })
    }
}

fn plain<'p>(
    pieces: impl IntoIterator<Item = &'p Piece>,
    frame: &Frame,
    snapshot: &dyn Snapshot,
) -> Result<Body, Halt> {
    let pieces: Vec<Piece> = pieces.into_iter().copied().collect();
    let size = pieces.iter().map(|piece| piece.size as usize).sum::<usize>();
    let mut document = Vec::with_capacity(size + frame.head().len() + frame.tail().len());
    document.extend_from_slice(frame.head().as_bytes());
    snapshot.read(&pieces, &mut document)?;
    let records = &document[frame.head().len()..];
    whole(
        pieces.is_empty() || (records.starts_with(b"<record>") && records.ends_with(RECORD_END.as_bytes())),
    )?;
    document.extend_from_slice(frame.tail().as_bytes());
    Ok(Body::Plain(document))
}

/// What lies in a file can be damaged there, by a disk or by a hand; better no answer than a broken one.
fn whole(is_whole: bool) -> Result<(), StoreError> {
    if is_whole {
        return Ok(());
    }
    Err(StoreError::new(ErrorKind::Corrupt, "a volume has something else than records where they should be"))
}

fn deflated(parts: &[Part], frame: &Frame, snapshot: &dyn Snapshot) -> Result<(Body, Vec<NewRun>), Halt> {
    let known =
        parts.iter().filter_map(|part| part.run.deflated.map(|deflated| deflated.piece.size as usize));
    // No more room than is needed: what is there is read into.
    let mut member =
        Member::with_capacity(frame.head().len() + known.sum::<usize>() + frame.tail().len() + GZIP);
    member.text(frame.head().as_bytes());
    let mut new = Vec::new();
    for part in parts {
        if let Some(known) = part.run.deflated {
            member.deflated_by(known.crc, part.run.size, |out| {
                snapshot.read(&[known.piece], out)?;
                whole(out.ends_with(&gzip::FLUSHED))
            })?;
            continue;
        }
        let mut text = Vec::new();
        snapshot.read(&part.run.pieces, &mut text)?;
        let fresh = gzip::deflate(&text);
        member.deflated(fresh.crc, fresh.size, &fresh.bytes);
        let part = Part { run: part.run.clone(), list: part.list.clone() };
        new.extend(part.kept(Some((fresh.bytes, fresh.crc))));
    }
    member.text(frame.tail().as_bytes());
    Ok((Body::Gzip(member.finish()), new))
}
