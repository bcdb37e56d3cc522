//! The load limit: how many requests are being answered.

use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Clients are counted in so many groups; two clients seldom share one.
const GROUPS: usize = 512;

/// Counts the requests being answered.
#[derive(Clone, Debug)]
pub(super) struct InFlight {
    numbers: Arc<Numbers>,
    groups: RandomState,
    most: usize,
}

#[derive(Debug)]
struct Numbers {
    all: AtomicUsize,
    of_group: [AtomicUsize; GROUPS],
}

/// A place among the requests being answered; it is free again when this is dropped.
#[derive(Debug)]
pub(super) struct Permit {
    numbers: Arc<Numbers>,
    group: usize,
}

impl InFlight {
    pub(super) fn new(most: usize) -> Self {
        let of_group = std::array::from_fn(|_| AtomicUsize::default());
        let numbers = Numbers { all: AtomicUsize::default(), of_group };
        Self { numbers: Arc::new(numbers), groups: RandomState::new(), most }
    }

    /// A place for a request of this client, unless the limit is reached or the client has three quarters of all places.
    pub(super) fn enter(&self, client: impl Hash) -> Option<Permit> {
        let group = usize::try_from(self.groups.hash_one(client) % GROUPS as u64).unwrap_or(0);
        let permit = Permit { numbers: Arc::clone(&self.numbers), group };
        let before = self.numbers.all.fetch_add(1, Ordering::AcqRel);
        let of_client = self.numbers.of_group[group].fetch_add(1, Ordering::AcqRel);
        let is_free = before < self.most && of_client < self.most - self.most / 4;
        is_free.then_some(permit) // dropped, it takes itself off again
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.numbers.all.fetch_sub(1, Ordering::AcqRel);
        self.numbers.of_group[self.group].fetch_sub(1, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_free_again_after_use_and_a_refusal_costs_none() {
        let in_flight = InFlight::new(2);
        let first = in_flight.enter("a");
        let second = in_flight.enter("a");
        assert!(first.is_some() && second.is_some());
        assert!(in_flight.enter("a").is_none());
        assert!(in_flight.enter("a").is_none());
        drop(first);
        assert!(in_flight.enter("a").is_some());
    }

    #[test]
    fn one_client_cannot_have_all_places() {
        let in_flight = InFlight::new(8);
        let ours: Vec<_> = std::iter::from_fn(|| in_flight.enter("a")).collect();
        assert_eq!(ours.len(), 6);
        let another = (0..100).find_map(|number| in_flight.enter(number));
        assert!(another.is_some());
    }
}
