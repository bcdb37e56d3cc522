//! Large bodies, given to the connection piece by piece: it copies what it is given into a buffer before it sends it, and a
//! buffer for a whole page would be made and dropped for each.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::web::Bytes;

/// How much is sent at a time. With it the buffer stays below what a connection keeps.
const PIECE: usize = 64 << 10;

/// What is left of a body.
struct Pieces(Bytes);

/// The body, in pieces if it is large.
pub(super) fn body(bytes: Vec<u8>) -> BoxBody {
    if bytes.len() <= PIECE { BoxBody::new(bytes) } else { BoxBody::new(Pieces(bytes.into())) }
}

impl MessageBody for Pieces {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Sized(self.0.len() as u64)
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        _context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Infallible>>> {
        let length = self.0.len().min(PIECE);
        Poll::Ready((length > 0).then(|| Ok(self.0.split_to(length))))
    }
}
