//! Answers for which nothing is waited for are made on the thread that talks to the clients: nobody shall see a difference.

use std::num::NonZeroUsize;

use windrow::config::{Count, Workers};

use crate::fixture::{Fixture, Mood};
use crate::methods::undated;
use crate::wire::{FORM, Wire, get, get_with, post, request};

const RECORD: &str = "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:example.org:7";

/// A server whose store has what this request needs at hand.
fn warm(config: impl FnOnce(&mut windrow::config::Config)) -> Fixture {
    let fixture = Fixture::with(|plan| config(&mut plan.config));
    let known = (0..1000).any(|_| {
        get(fixture.address(), &format!("/oai?{RECORD}"));
        fixture.store.at_hand() > 0
    });
    assert!(known, "nothing is ever at hand");
    fixture
}

#[test]
fn an_answer_at_hand_is_the_same_by_every_method_and_is_counted() {
    let fixture = warm(|_| ());
    let before = fixture.store.at_hand();
    let target = format!("/oai?{RECORD}");
    let got = get(fixture.address(), &target);
    assert!(got.status == 200 && got.text().contains("<identifier>oai:example.org:7</identifier>"));
    assert_eq!(undated(&post(fixture.address(), "/oai", FORM, RECORD)), undated(&got));
    let head = request(fixture.address(), "HEAD", &target, "", "");
    for name in ["content-type", "content-length", "cache-control", "vary", "content-encoding"] {
        assert_eq!(head.header(name), got.header(name), "{name}");
    }
    for coding in windrow::http::CODINGS {
        let coded = get_with(fixture.address(), &target, &format!("Accept-Encoding: {coding}\r\n"));
        assert_eq!((coded.status, coded.header("content-encoding")), (200, Some(coding)));
    }
    assert_eq!(
        fixture.store.at_hand(),
        before + 3 + windrow::http::CODINGS.len(),
        "some were not answered at once"
    );
    let metrics = get(fixture.address(), "/metrics");
    let counted =
        metrics.text().lines().find(|line| line.starts_with("windrow_requests_total{verb=\"GetRecord\""));
    let counted: usize = counted.unwrap().rsplit(' ').next().unwrap().parse().unwrap();
    assert!(counted >= before + 4, "{counted}");
}

#[test]
fn a_panic_on_the_thread_of_the_clients_is_503_and_it_serves_on() {
    let fixture = warm(|config| config.workers = Workers(NonZeroUsize::new(1)));
    let asked = format!("GET /oai?{RECORD} HTTP/1.1\r\nHost: x\r\n\r\n");
    let mut wire = Wire::to(fixture.address());
    assert_eq!(wire.send(&asked).response().status, 200);
    fixture.store.set(Mood::Panicking);
    for _ in 0..3 {
        let broken = wire.send(&asked).response();
        assert_eq!((broken.status, broken.header("retry-after")), (503, Some("5")));
        assert!(!broken.text().contains("told to"));
    }
    fixture.store.set(Mood::Well);
    assert_eq!(wire.send(&asked).response().status, 200);
    let metrics = get(fixture.address(), "/metrics");
    assert!(metrics.text().contains("windrow_requests_total{verb=\"none\",result=\"broken\"} 3\n"));
}

#[test]
fn the_load_limit_counts_answers_at_hand_and_each_gives_its_place_back() {
    let fixture = warm(|config| config.max_in_flight = Count(1));
    let before = fixture.store.at_hand();
    for _ in 0..3 {
        assert_eq!(get(fixture.address(), &format!("/oai?{RECORD}")).status, 200);
    }
    assert_eq!(fixture.store.at_hand(), before + 3);
    fixture.store.set(Mood::Stuck);
    let mut waiting = Wire::to(fixture.address());
    waiting.send("GET /oai?verb=Identify HTTP/1.1\r\nHost: x\r\n\r\n");
    fixture.store.wait_for_stuck(1);
    assert_eq!(get(fixture.address(), &format!("/oai?{RECORD}")).status, 503);
    fixture.store.set(Mood::Well);
    assert_eq!(waiting.response().status, 200);
}
