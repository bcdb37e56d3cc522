//! Which connections there are, and which is closed when another client needs its place.
//!
//! A new connection always gets a place if any connection waits for its client: first the one that was idle for
//! the longest time is closed, then the one whose request is waited for, then the one that takes no more of its
//! answer. An address that has more than half of all places gives up its own first, so nobody can take them all.
//! A connection that lost its place with a request on its way gets 503 with Retry-After.

use std::cmp::Reverse;
use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use actix_web::rt::time;

use crate::config::Config;
use crate::telemetry::Metrics;

use super::place::{Closing, Place, Turn, network};

/// How often clients that are overdue are looked for.
const TICK: Duration = Duration::from_millis(500);
/// A client that took nothing of its answer for so many microseconds may lose its place to another.
const STALLED: u64 = 1_000_000;
/// How long a connection without a place may take to send its request, or to end.
const GRACE: Duration = Duration::from_secs(2);
/// How often, in milliseconds, the log says that all places are taken.
const WARNED: u64 = 60_000;
/// At least so many connections are open beside the places, for health requests and answers with 503.
const LEAST_SPARE: usize = 64;

/// So many more may be about to end: when many come at once, as many must go.
const ENDING: usize = 512;
/// So many more are open for clients of other addresses than the one with most connections.
const FOR_OTHERS: usize = 32;
/// So many more are open for health requests alone.
const FOR_HEALTH: usize = 16;

/// All open connections.
#[derive(Clone)]
pub(super) struct Connections(Arc<All>);

struct All {
    begun: Instant,
    /// How many places there are.
    most: usize,
    /// Of all open connections, those that have lost their place included.
    places: Mutex<Vec<Arc<Place>>>,
    /// All open connections, with those that have lost their place.
    open: AtomicUsize,
    warned: AtomicU64,
    metrics: Arc<Metrics>,
}

/// A connection that is open until this is dropped.
pub(super) struct Open {
    connections: Connections,
    pub place: Arc<Place>,
}

impl Connections {
    /// So many places.
    pub(super) fn new(most: usize, metrics: Arc<Metrics>) -> Self {
        Self(Arc::new(All {
            begun: Instant::now(),
            most,
            places: Mutex::default(),
            open: AtomicUsize::default(),
            warned: AtomicU64::default(),
            metrics,
        }))
    }

    /// How many connections may be open, with those that have no place; a few more may be about to end.
    fn most_open(most: usize) -> usize {
        most + most.max(LEAST_SPARE)
    }

    /// How many connections there can be at most, with those that are being turned away.
    pub(super) fn limit(most: usize) -> usize {
        Self::most_open(most) + ENDING + FOR_OTHERS + 2 * FOR_HEALTH
    }

    fn places(&self) -> MutexGuard<'_, Vec<Arc<Place>>> {
        self.0.places.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A new connection; `None` if there are too many even without a place.
    pub(super) fn enter(&self, address: IpAddr) -> Option<Open> {
        let most_open = Self::most_open(self.0.most);
        let number = self.0.open.load(Ordering::Relaxed);
        let mut places = self.places();
        let least = most_open + ENDING;
        if number >= least && (number >= least + FOR_OTHERS || !is_crowded_out(&places, address)) {
            return None;
        }
        if number >= most_open {
            close_one_without_place(&places);
        }
        let open = self.open(address);
        let is_full = || places.iter().filter(|place| place.is_held()).count() >= self.0.most;
        if places.len() >= self.0.most && is_full() {
            self.warn();
            match victim(&places, open.place.address()) {
                Some(place) => give_up(place),
                None => open.place.close(Closing::Unplaced),
            }
        }
        places.push(Arc::clone(&open.place));
        drop(places);
        Some(open)
    }

    /// A connection for a health request, without a place; `None` if there are too many of those as well.
    pub(super) fn enter_for_health(&self, address: IpAddr) -> Option<Open> {
        if self.0.open.load(Ordering::Relaxed) >= Self::limit(self.0.most) - FOR_HEALTH {
            return None;
        }
        let open = self.open(address);
        open.place.close(Closing::Unplaced);
        self.places().push(Arc::clone(&open.place));
        Some(open)
    }

    fn open(&self, address: IpAddr) -> Open {
        self.0.open.fetch_add(1, Ordering::Relaxed);
        Open { connections: self.clone(), place: Arc::new(Place::new(self.0.begun, address)) }
    }

    /// Says, now and then, that all places are taken.
    fn warn(&self) {
        self.0.metrics.count_displaced();
        let now = u64::try_from(self.0.begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        let warned = self.0.warned.load(Ordering::Relaxed);
        if (warned == 0 || now.saturating_sub(warned) > WARNED)
            && self.0.warned.swap(now.max(1), Ordering::Relaxed) == warned
        {
            let most = self.0.most;
            tracing::warn!(
                "all {most} connections are in use; those that wait for their clients are closed for new ones (--max-connections)"
            );
        }
    }

    /// Cuts off the client that takes nothing of its answer for the longest time, if there is one.
    pub(super) fn cut_stalled(&self) {
        let places = self.places();
        let stalled = places.iter().filter(|place| place.is_held()).filter_map(|place| {
            let waited = place.stalled().filter(|waited| *waited >= STALLED)?;
            Some((waited, place))
        });
        if let Some((_, place)) = stalled.max_by_key(|(waited, _)| *waited) {
            place.close(Closing::Cut);
        }
    }

    /// Closes connections whose client is overdue, for as long as the server runs.
    pub(super) async fn close_overdue(self, config: Arc<Config>) {
        loop {
            time::sleep(TICK).await;
            for place in &*self.places() {
                overdue(place, &config).into_iter().for_each(|why| place.close(why));
            }
        }
    }
}

/// How a client has kept its connection waiting for too long, if it has.
///
/// actix-web has timers for the first head of a connection and for idle ones, which are a little earlier.
fn overdue(place: &Place, config: &Config) -> Option<Closing> {
    let (turn, _) = place.waiting()?;
    let beyond = |patience: Duration| place.lasts() > u64::try_from(patience.as_micros()).unwrap_or(u64::MAX);
    let patience = |patience: Duration| patience + TICK;
    match (place.closing(), turn) {
        (Closing::No, _) => {}
        (Closing::Unplaced, Turn::Request) => return beyond(GRACE).then_some(Closing::GivenUp),
        _ => return beyond(GRACE).then_some(Closing::Cut),
    }
    match turn {
        Turn::Sending => beyond(config.send_timeout.duration()).then_some(Closing::Cut),
        Turn::Request => beyond(patience(config.header_timeout.duration())).then_some(Closing::Late),
        Turn::Idle => beyond(patience(config.keep_alive.duration())).then_some(Closing::GivenUp),
        Turn::Body | Turn::Answering => None,
    }
}

/// Whether it is another address than this one that has most connections.
fn is_crowded_out(places: &[Arc<Place>], address: IpAddr) -> bool {
    crowding(places).is_some_and(|crowd| crowd != network(address))
}

/// Closes the connection without a place whose request is waited for the longest time.
fn close_one_without_place(places: &[Arc<Place>]) {
    let unplaced = places.iter().filter(|place| place.closing() == Closing::Unplaced);
    let waiting = unplaced.filter_map(|place| Some((place.waiting()?.1, place)));
    if let Some((_, place)) = waiting.max_by_key(|(waited, _)| *waited) {
        place.close(Closing::GivenUp);
    }
}

/// Which place is given up for a new connection from `address`.
fn victim(places: &[Arc<Place>], address: IpAddr) -> Option<&Place> {
    let crowd = crowding(places);
    let waiting = |place: &Arc<Place>| {
        let (turn, waited) = place.waiting()?;
        let crowds = crowd == Some(place.address());
        let may_go = turn != Turn::Sending || waited >= STALLED || (crowds && crowd != Some(address));
        let may_go = may_go && (crowd.is_none() || crowds);
        may_go.then_some((Reverse(turn as u8), waited))
    };
    let held = places.iter().filter(|place| place.is_held());
    let order = held.filter_map(|place| Some((waiting(place)?, &**place)));
    order.max_by_key(|(order, _)| *order).map(|(_, place)| place)
}

/// The address that has more than half of the places, if one has (Boyer and Moore's majority vote).
fn crowding(places: &[Arc<Place>]) -> Option<IpAddr> {
    let mut candidate = None;
    let mut votes = 0_usize;
    let held = || places.iter().filter(|place| place.is_held()).map(|place| place.address());
    for address in held() {
        if votes == 0 {
            candidate = Some(address);
        }
        if candidate == Some(address) { votes += 1 } else { votes -= 1 }
    }
    let candidate = candidate?;
    let number = held().filter(|address| *address == candidate).count();
    (number * 2 > held().count()).then_some(candidate)
}

fn give_up(place: &Place) {
    let sending = matches!(place.waiting(), Some((Turn::Sending, _)));
    place.close(if sending { Closing::Cut } else { Closing::GivenUp });
}

impl Drop for Open {
    fn drop(&mut self) {
        let mut places = self.connections.places();
        if let Some(at) = places.iter().position(|place| Arc::ptr_eq(place, &self.place)) {
            places.swap_remove(at);
        }
        drop(places);
        self.connections.0.open.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn connections(most: usize) -> Connections {
        Connections::new(most, Arc::default())
    }

    fn enter(connections: &Connections, last: u8) -> Open {
        connections.enter(IpAddr::from([192, 0, 2, last])).unwrap()
    }

    fn idle(open: &Open) {
        open.place.answering(true);
        open.place.answering(false);
        open.place.answered();
    }

    fn closing(open: &Open) -> Closing {
        open.place.closing()
    }

    #[test]
    fn an_idle_connection_goes_before_one_whose_request_is_waited_for() {
        let connections = connections(3);
        let waiting = enter(&connections, 1);
        let idling = enter(&connections, 2);
        let answering = enter(&connections, 3);
        idle(&idling);
        answering.place.answering(true);
        let fourth = enter(&connections, 4);
        assert_eq!((closing(&idling), closing(&waiting)), (Closing::GivenUp, Closing::No));
        fourth.place.answering(true);
        let fifth = enter(&connections, 5);
        assert_eq!((closing(&waiting), closing(&fifth)), (Closing::GivenUp, Closing::No));
        fifth.place.answering(true);
        assert_eq!(closing(&enter(&connections, 6)), Closing::Unplaced, "all others are being answered");
        assert_eq!(closing(&answering), Closing::No);
        drop(answering);
        assert_eq!(closing(&enter(&connections, 7)), Closing::No);
    }

    #[test]
    fn an_address_with_most_places_gives_up_its_own_first() {
        let connections = connections(5);
        let others: Vec<_> = (1..3).map(|last| enter(&connections, last)).collect();
        others.iter().for_each(idle);
        let crowd: Vec<_> = (0..3).map(|_| enter(&connections, 9)).collect();
        crowd.iter().for_each(|open| open.place.answering(false));
        let new = enter(&connections, 3);
        assert_eq!(closing(&new), Closing::No);
        assert!(others.iter().all(|open| closing(open) == Closing::No));
        assert_eq!(crowd.iter().filter(|open| closing(open) == Closing::Cut).count(), 1);
    }

    #[test]
    fn beyond_the_spare_connections_nobody_enters_until_one_has_gone() {
        let connections = connections(1);
        let mut all: Vec<_> = (0..1 + LEAST_SPARE + ENDING).map(|_| enter(&connections, 1)).collect();
        assert!(connections.enter(IpAddr::from([192, 0, 2, 1])).is_none());
        all.pop();
        all.push(enter(&connections, 1));
        assert!(connections.enter(IpAddr::from([192, 0, 2, 1])).is_none());
        assert!(connections.enter_for_health(IpAddr::from([192, 0, 2, 1])).is_some());
        let is_of_another_address = || connections.enter(IpAddr::from([192, 0, 2, 2]));
        assert!(is_of_another_address().is_some(), "one address cannot keep the others out");
    }
}
