//! One open connection, as those see it that decide which connection is closed.

use std::net::{IpAddr, Ipv6Addr};
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering::Relaxed, Ordering::SeqCst};
use std::sync::{Mutex, PoisonError};
use std::task::Waker;
use std::time::Instant;

/// What is waited for on a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Turn {
    /// The client has its answer and has sent nothing since.
    Idle,
    /// The head of a request.
    Request,
    /// The body of a request, for which there is a timer elsewhere.
    Body,
    /// The client takes its answer.
    Sending,
    /// The answer is being made: nobody waits for the client.
    Answering,
}

/// Why a connection is to be closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Closing {
    No,
    /// There was no place for it: its first request gets 503.
    Unplaced,
    /// Another connection has its place: it is closed, after the answer to a request that has come already.
    GivenUp,
    /// The request did not come in time.
    Late,
    /// The answer is not taken: it is cut off.
    Cut,
}

/// The state of a connection. Times are in microseconds since the server began.
#[derive(Debug)]
pub(super) struct Place {
    begun: Instant,
    /// The address of the client; of IPv6, the network that one client usually has for itself.
    address: IpAddr,
    turn: AtomicU8,
    /// When this turn began.
    since: AtomicU64,
    /// When the client last took a part of its answer.
    moved: AtomicU64,
    /// Whether the system takes no more bytes to send at present.
    is_full: AtomicBool,
    closing: AtomicU8,
    waker: Mutex<Option<Waker>>,
}

impl Place {
    /// A new connection, which waits for its first request.
    pub(super) fn new(begun: Instant, address: IpAddr) -> Self {
        let place = Self {
            begun,
            address: network(address),
            turn: AtomicU8::new(Turn::Request as u8),
            since: AtomicU64::new(0),
            moved: AtomicU64::new(0),
            is_full: AtomicBool::new(false),
            closing: AtomicU8::new(Closing::No as u8),
            waker: Mutex::default(),
        };
        place.begin(Turn::Request);
        place
    }

    pub(super) const fn address(&self) -> IpAddr {
        self.address
    }

    pub(super) fn turn(&self) -> Turn {
        match self.turn.load(Relaxed) {
            0 => Turn::Idle,
            1 => Turn::Request,
            2 => Turn::Body,
            3 => Turn::Sending,
            _ => Turn::Answering,
        }
    }

    fn now(&self) -> u64 {
        u64::try_from(self.begun.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    /// Notes whose turn it is from now on.
    pub(super) fn begin(&self, turn: Turn) {
        let now = self.now();
        self.since.store(now, Relaxed);
        // A client that takes nothing does not move, however many answers wait for it.
        if !self.is_full.load(Relaxed) {
            self.moved.store(now, Relaxed);
        }
        self.turn.store(turn as u8, Relaxed);
    }

    /// The answer is being made, or (`false`) was made and is sent.
    pub(super) fn answering(&self, answering: bool) {
        if answering { self.turn.store(Turn::Answering as u8, Relaxed) } else { self.begin(Turn::Sending) }
    }

    /// The whole answer was handed over to be sent.
    pub(super) fn answered(&self) {
        self.turn.store(Turn::Idle as u8, Relaxed);
    }

    /// Bytes came from the client; whether a request begins with them.
    pub(super) fn heard(&self) -> bool {
        let begins = self.turn() == Turn::Idle;
        if begins {
            self.begin(Turn::Request);
        }
        begins
    }

    /// Whether the system takes no more bytes; when it does again, the client has taken some.
    pub(super) fn set_full(&self, is_full: bool) {
        self.is_full.store(is_full, Relaxed);
        if !is_full {
            self.moved.store(self.now(), Relaxed);
        }
    }

    /// What the client is waited for, and for how many microseconds; `None` while its answer is made.
    pub(super) fn waiting(&self) -> Option<(Turn, u64)> {
        let (turn, from) = match self.turn() {
            Turn::Answering => return None,
            Turn::Sending => (Turn::Sending, &self.moved),
            _ if self.is_full.load(Relaxed) => (Turn::Sending, &self.moved),
            turn => (turn, &self.since),
        };
        Some((turn, self.now().saturating_sub(from.load(Relaxed))))
    }

    /// For how many microseconds the client has taken nothing of what waits for it, also while another answer is made.
    pub(super) fn stalled(&self) -> Option<u64> {
        self.is_full.load(Relaxed).then(|| self.now().saturating_sub(self.moved.load(Relaxed)))
    }

    /// For how many microseconds this turn lasts.
    pub(super) fn lasts(&self) -> u64 {
        self.now().saturating_sub(self.since.load(Relaxed))
    }

    /// Whether it has its place, or has lost it to another connection.
    pub(super) fn is_held(&self) -> bool {
        self.closing() == Closing::No
    }

    pub(super) fn closing(&self) -> Closing {
        match self.closing.load(SeqCst) {
            0 => Closing::No,
            1 => Closing::Unplaced,
            2 => Closing::GivenUp,
            3 => Closing::Late,
            _ => Closing::Cut,
        }
    }

    /// Has the connection closed, by the task that serves it.
    pub(super) fn close(&self, why: Closing) {
        self.closing.store(why as u8, SeqCst);
        let waker = self.waker.lock().unwrap_or_else(PoisonError::into_inner).take();
        waker.into_iter().for_each(Waker::wake);
    }

    /// How the task is woken that serves the connection.
    pub(super) fn keep_waker(&self, waker: &Waker) {
        *self.waker.lock().unwrap_or_else(PoisonError::into_inner) = Some(waker.clone());
    }
}

/// The address, of IPv6 the network: one client may have as many IPv6 addresses as it likes, all in one network of 64 bits.
pub(super) const fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(address) if address.to_ipv4_mapped().is_none() => {
            let bits = address.to_bits() >> 64 << 64;
            IpAddr::V6(Ipv6Addr::from_bits(bits))
        }
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_addresses_of_one_ipv6_network_count_as_one() {
        let address = |text: &str| network(text.parse().unwrap());
        assert_eq!(address("2001:db8::1"), address("2001:db8::ffff:1"));
        assert_ne!(address("2001:db8::1"), address("2001:db8:0:1::1"));
        assert_ne!(address("::ffff:192.0.2.1"), address("::ffff:192.0.2.2"));
    }
}
