//! Answers on their way to clients. They are handed over in pieces, and all together may take only so much memory:
//! what a client does not read stays here.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use actix_web::HttpResponse;
use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::web::Bytes;

use super::place::Place;

/// The size of a piece; each connection may hold so much besides.
const PIECE: usize = 64 << 10;

/// How much memory answers may take that are larger than a piece.
#[derive(Clone, Debug)]
pub(super) struct Budget {
    used: Arc<AtomicUsize>,
    most: usize,
}

/// A part of the budget; it is given back when this is dropped.
#[derive(Debug)]
pub(super) struct Share {
    used: Arc<AtomicUsize>,
    bytes: usize,
}

impl Budget {
    pub(super) fn new(most: usize) -> Self {
        Self { used: Arc::default(), most }
    }

    /// Whether an answer of this size would have room now.
    pub(super) fn has_room(&self, size: usize) -> bool {
        let used = self.used.load(Ordering::Relaxed);
        size <= PIECE || used == 0 || used + size <= self.most
    }

    /// The share of an answer of this size; `None` if there is no room. One answer always has room.
    pub(super) fn share(&self, size: usize) -> Option<Share> {
        let bytes = if size <= PIECE { 0 } else { size };
        let before = self.used.fetch_add(bytes, Ordering::Relaxed);
        let share = Share { used: Arc::clone(&self.used), bytes };
        (bytes == 0 || before == 0 || before + bytes <= self.most).then_some(share) // dropped, it is given back
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        self.used.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}

/// The body of an answer.
pub(super) struct Body {
    size: BodySize,
    bytes: Bytes,
    _share: Option<Share>,
    place: Option<Arc<Place>>,
}

impl Body {
    /// A body for which this share of the memory was set aside.
    pub(super) fn sharing(bytes: Vec<u8>, share: Share) -> Self {
        let size = BodySize::Sized(bytes.len() as u64);
        Self { size, bytes: bytes.into(), _share: Some(share), place: None }
    }

    /// Notes in this place when the body was handed over.
    pub(super) fn to(mut self, place: Option<&Arc<Place>>) -> Self {
        self.place = place.cloned();
        self
    }
}

/// A small answer.
pub(super) fn small(response: HttpResponse) -> HttpResponse<Body> {
    response.map_body(|_, body: BoxBody| Body {
        size: body.size(),
        bytes: body.try_into_bytes().unwrap_or_default(),
        _share: None,
        place: None,
    })
}

impl MessageBody for Body {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        self.size
    }

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Bytes, Infallible>>> {
        let this = self.get_mut();
        let piece = this.bytes.split_to(this.bytes.len().min(PIECE));
        Poll::Ready((!piece.is_empty()).then_some(Ok(piece)))
    }
}

impl Drop for Body {
    fn drop(&mut self) {
        self.place.iter().for_each(|place| place.answered());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_share_the_memory_and_give_it_back() {
        let budget = Budget::new(3 * PIECE);
        let first = budget.share(2 * PIECE).unwrap();
        assert!(budget.share(2 * PIECE).is_none());
        assert!(budget.share(PIECE).is_some(), "a small answer always has room");
        drop(first);
        let huge = budget.share(9 * PIECE);
        assert!(huge.is_some(), "one answer always has room");
        assert!(budget.share(PIECE + 1).is_none());
    }
}
