//! The load limit: how many requests are being answered.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Counts the requests being answered.
#[derive(Clone, Debug)]
pub(super) struct InFlight {
    number: Arc<AtomicUsize>,
    most: usize,
}

/// A place among the requests being answered; it is free again when this is dropped.
#[derive(Debug)]
pub(super) struct Permit(Arc<AtomicUsize>);

impl InFlight {
    pub(super) fn new(most: usize) -> Self {
        Self { number: Arc::default(), most }
    }

    /// A place, unless the limit is reached.
    pub(super) fn enter(&self) -> Option<Permit> {
        let permit = Permit(Arc::clone(&self.number));
        let before = self.number.fetch_add(1, Ordering::AcqRel);
        (before < self.most).then_some(permit) // dropped, it takes itself off again
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_free_again_after_use_and_a_refusal_costs_none() {
        let in_flight = InFlight::new(2);
        let first = in_flight.enter();
        let second = in_flight.enter();
        assert!(first.is_some() && second.is_some());
        assert!(in_flight.enter().is_none());
        assert!(in_flight.enter().is_none());
        drop(first);
        assert!(in_flight.enter().is_some());
    }
}
