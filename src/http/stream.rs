//! The bytes of a connection on their way to and from actix-web: here it is seen how far the client is, and a
//! connection that is to be closed ends.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker, ready};

use actix_web::rt::net::TcpStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::connections::Open;
use super::place::{Closing, Place, Turn};
use super::request_line::RequestLine;

/// The connection of a client.
pub(super) struct Stream {
    io: TcpStream,
    open: Open,
    line: RequestLine,
    /// Bytes for which there was no room after they were escaped.
    left: Vec<u8>,
    /// Whether bytes came since the client was last waited for.
    heard: bool,
    /// Whether the system takes no more bytes to send.
    is_full: bool,
    /// The waker that the place has.
    waker: Option<Waker>,
    /// What a client gets that lost its place before its request came.
    refusal: Arc<[u8]>,
}

const LATE: &[u8] = b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

impl Stream {
    pub(super) const fn new(io: TcpStream, open: Open, refusal: Arc<[u8]>) -> Self {
        let line = RequestLine::at_start();
        Self { io, open, line, left: Vec::new(), heard: false, is_full: false, waker: None, refusal }
    }

    pub(super) const fn place(&self) -> &Arc<Place> {
        &self.open.place
    }

    /// Lets the place wake this task; the waker of a task seldom changes.
    fn keep_waker(&mut self, context: &Context<'_>) {
        if !self.waker.as_ref().is_some_and(|known| known.will_wake(context.waker())) {
            self.open.place.keep_waker(context.waker());
            self.waker = Some(context.waker().clone());
        }
    }

    /// Gives over what came, escaped where it must be.
    fn take(&mut self, buffer: &mut ReadBuf<'_>, before: usize) {
        self.heard = true;
        if self.open.place.heard() {
            self.line.begin();
        }
        let escaped = match self.line.escape(&buffer.filled()[before..]) {
            std::borrow::Cow::Borrowed(_) => return,
            std::borrow::Cow::Owned(escaped) => escaped,
        };
        buffer.set_filled(before);
        self.left = escaped;
        self.give_left(buffer);
    }

    fn give_left(&mut self, buffer: &mut ReadBuf<'_>) {
        let fits = buffer.remaining().min(self.left.len());
        buffer.put_slice(&self.left[..fits]);
        self.left.drain(..fits);
    }

    /// What reading gives when nothing has come: the end, if the connection is to be closed.
    fn end_if_closing(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let heard = std::mem::take(&mut self.heard);
        let closing = self.open.place.closing();
        let words: &[u8] = match closing {
            Closing::No | Closing::Unplaced => return Poll::Pending,
            Closing::Cut => return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into())),
            Closing::GivenUp => &self.refusal,
            Closing::Late => LATE,
        };
        if !heard && self.open.place.turn() == Turn::Request {
            // A new connection may not be known to be writable yet; then this task is woken when it is.
            _ = ready!(Pin::new(&mut self.io).poll_write(context, words));
            self.open.place.close(Closing::Cut);
        }
        Poll::Ready(Ok(()))
    }

    fn sent<T>(&mut self, context: &Context<'_>, polled: &Poll<io::Result<T>>) {
        if polled.is_pending() {
            self.keep_waker(context);
        }
        if polled.is_pending() != self.is_full {
            self.is_full = polled.is_pending();
            self.open.place.set_full(self.is_full);
        }
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if !this.left.is_empty() {
            this.give_left(buffer);
            return Poll::Ready(Ok(()));
        }
        let before = buffer.filled().len();
        match Pin::new(&mut this.io).poll_read(context, buffer) {
            Poll::Ready(result) => {
                if buffer.filled().len() > before {
                    this.take(buffer, before);
                }
                Poll::Ready(result)
            }
            Poll::Pending => {
                this.keep_waker(context); // before it is looked whether to close, so that no call is missed
                this.end_if_closing(context)
            }
        }
    }
}

impl AsyncWrite for Stream {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        if this.open.place.closing() == Closing::Cut {
            return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()));
        }
        let polled = Pin::new(&mut this.io).poll_write(context, bytes);
        this.sent(context, &polled);
        polled
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().io).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(Pin::new(&mut self.get_mut().io).poll_shutdown(context))?;
        Poll::Ready(Ok(()))
    }
}
