//! More connections than there are places: another client is served nevertheless, and nobody waits for nothing.

use windrow::config::{Bytes, Count};

use crate::fixture::{Fixture, Mood};
use crate::wire::{Wire, get};

const ASK: &str = "GET /oai?verb=Identify HTTP/1.1\r\nHost: x\r\n\r\n";
const LIST: &str = "GET /oai?verb=ListRecords&metadataPrefix=oai_dc HTTP/1.1\r\nHost: x\r\n\r\n";
const PLACES: usize = 8;

/// A server with few places, which would not close anything by itself for as long as a test takes.
fn small() -> Fixture {
    Fixture::with(|plan| plan.config.max_connections = Count(PLACES))
}

fn is_served(fixture: &Fixture) {
    for _ in 0..3 {
        assert_eq!(get(fixture.address(), "/oai?verb=Identify").status, 200);
        assert_eq!(get(fixture.address(), "/health/ready").status, 200);
    }
}

#[test]
fn idle_connections_give_up_their_places() {
    let fixture = small();
    let mut idle: Vec<_> = (0..PLACES).map(|_| Wire::to(fixture.address())).collect();
    for wire in &mut idle {
        assert_eq!(wire.send(ASK).response().status, 200);
    }
    is_served(&fixture);
    assert!(idle[0].is_closed(), "the one that was idle for the longest time is closed");
    let served = idle[PLACES - 1].send(ASK).response();
    assert_eq!(served.status, 200, "the others are left alone");
}

#[test]
fn clients_that_send_nothing_do_not_keep_others_out() {
    let fixture = small();
    let mut silent: Vec<_> = (0..40 * PLACES).map(|_| Wire::to(fixture.address())).collect();
    is_served(&fixture);
    let refused = silent[0].response();
    assert_eq!((refused.status, refused.header("retry-after")), (503, Some("5")));
    assert!(silent[0].is_closed());
}

#[test]
fn clients_that_drip_their_requests_do_not_keep_others_out() {
    let fixture = small();
    let mut dripping: Vec<_> = (0..PLACES).map(|_| Wire::to(fixture.address())).collect();
    for wire in &mut dripping {
        assert_eq!(wire.send(ASK).response().status, 200);
        wire.send("GET /oai?verb=Identify HTTP/1.1\r\nX: a\r\n");
    }
    is_served(&fixture);
}

#[test]
fn clients_that_do_not_read_do_not_keep_others_out() {
    let fixture = Fixture::with(|plan| {
        plan.config.max_connections = Count(PLACES);
        plan.config.max_unsent = Bytes(300 << 10); // two answers
    });
    let mut deaf: Vec<_> = (0..PLACES).map(|_| Wire::to(fixture.address())).collect();
    for wire in &mut deaf {
        wire.send(LIST.repeat(40));
    }
    let is_served_at_last = |query: &str| {
        let status = || get(fixture.address(), &format!("/oai?{query}")).status;
        (0..100_000).any(|_| get(fixture.address(), "/health/live").status == 200 && status() == 200)
    };
    assert!(is_served_at_last("verb=Identify"), "no place is ever free again");
    assert!(
        is_served_at_last("verb=ListRecords&metadataPrefix=oai_dc"),
        "the memory for answers is never free again"
    );
}

#[test]
fn while_all_places_are_busy_others_get_503_and_health_is_answered() {
    let fixture = Fixture::with(|plan| {
        plan.config.max_connections = Count(2);
        plan.config.max_in_flight = Count(2);
    });
    fixture.store.set(Mood::Stuck);
    let mut busy: Vec<_> = (0..2).map(|_| Wire::to(fixture.address())).collect();
    busy.iter_mut().for_each(|wire| _ = wire.send(ASK));
    fixture.store.wait_for_stuck(2);
    let mut others: Vec<_> = (0..200).map(|_| Wire::to(fixture.address())).collect();
    for wire in &mut others {
        let refused = wire.send(ASK).response();
        assert_eq!((refused.status, refused.header("retry-after")), (503, Some("5")));
        assert!(wire.is_closed());
        assert_eq!(get(fixture.address(), "/health/live").status, 200);
    }
    fixture.store.set(Mood::Well);
    for wire in &mut busy {
        assert_eq!(wire.response().status, 200);
    }
    is_served(&fixture);
    let metrics = get(fixture.address(), "/metrics");
    assert!(!metrics.text().contains("windrow_displaced_connections_total 0\n"), "{}", metrics.text());
}
