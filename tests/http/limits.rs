//! Limits of size, number and time, each told with a status and a remedy.

use windrow::config::{Bytes, Count, Seconds};

use crate::fixture::{Fixture, Mood};
use crate::wire::{FORM, Wire, get, get_with, post, request};

#[test]
fn a_long_query_gets_414_and_goes_through_by_post() {
    let fixture = Fixture::start();
    let arguments =
        format!("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:example.org:{}", "x".repeat(65_536));
    let got = get(fixture.address(), &format!("/oai?{}", &arguments[..10_000]));
    assert_eq!(got.status, 414);
    assert!(got.text().contains("POST"));
    let posted = post(fixture.address(), "/oai", FORM, &arguments);
    assert_eq!(posted.status, 200);
    assert!(posted.text().contains("code=\"idDoesNotExist\""));
}

#[test]
fn a_head_beyond_all_measure_is_refused_and_the_connection_closed() {
    let fixture = Fixture::start();
    for target in [format!("/oai?{}", "x".repeat(100_000)), format!("/{}", "x".repeat(300_000))] {
        let response = get(fixture.address(), &target);
        assert!((400..=431).contains(&response.status), "{}", response.status);
    }
    let many = (0..200).map(|number| format!("X-{number}: y\r\n")).collect::<String>();
    assert_eq!(get_with(fixture.address(), "/oai", &many).status, 431);
    let large = format!("X-Y: {}\r\n", "y".repeat(40_000));
    assert_eq!(get_with(fixture.address(), "/oai?verb=Identify", &large).status, 431);
}

#[test]
fn a_large_body_gets_413_however_it_is_announced() {
    let fixture = Fixture::with(|plan| plan.config.max_body = Bytes(1000));
    let body = "x".repeat(1001);
    assert_eq!(post(fixture.address(), "/oai", FORM, &body).status, 413);
    let headers = format!("Content-Type: {FORM}\r\nTransfer-Encoding: chunked\r\n");
    let chunked = format!("3e9\r\n{body}\r\n0\r\n\r\n");
    assert_eq!(request(fixture.address(), "POST", "/oai", &headers, &chunked).status, 413);
    assert_eq!(post(fixture.address(), "/oai", FORM, &body[..1000]).status, 200);
}

#[test]
fn a_head_or_a_body_that_does_not_come_gets_408() {
    let fixture = Fixture::with(|plan| {
        plan.config.header_timeout = Seconds(1);
        plan.config.body_timeout = Seconds(1);
    });
    let mut head = Wire::to(fixture.address());
    head.send("GET /oai HTTP/1.1\r\nHos");
    let mut body = Wire::to(fixture.address());
    body.send(format!(
        "POST /oai HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM}\r\nContent-Length: 9\r\n\r\nverb"
    ));
    assert_eq!(head.response().status, 408);
    assert_eq!(body.response().status, 408);
}

#[test]
fn an_idle_connection_is_closed() {
    let fixture = Fixture::with(|plan| plan.config.keep_alive = Seconds(1));
    let mut wire = Wire::to(fixture.address());
    assert_eq!(wire.send("GET /oai?verb=Identify HTTP/1.1\r\nHost: x\r\n\r\n").response().status, 200);
    assert!(wire.is_closed());
}

#[test]
fn over_the_load_limit_a_request_gets_503_and_may_come_again() {
    let fixture = Fixture::with(|plan| {
        plan.config.max_in_flight = Count(2);
        plan.config.retry_after = Seconds(7);
    });
    fixture.store.set(Mood::Stuck);
    let mut waiting: Vec<_> = (0..2).map(|_| Wire::to(fixture.address())).collect();
    for wire in &mut waiting {
        wire.send("GET /oai?verb=Identify HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    fixture.store.wait_for_stuck(2);
    let refused = get(fixture.address(), "/oai?verb=Identify");
    assert_eq!((refused.status, refused.header("retry-after")), (503, Some("7")));
    assert_eq!(refused.header("cache-control"), Some("no-store"));
    assert_eq!(get(fixture.address(), "/health/live").status, 200);
    fixture.store.set(Mood::Well);
    for wire in &mut waiting {
        assert_eq!(wire.response().status, 200);
    }
    assert_eq!(get(fixture.address(), "/oai?verb=Identify").status, 200);
}

#[test]
fn a_client_that_has_gone_keeps_its_place_only_while_its_answer_is_made() {
    let fixture = Fixture::with(|plan| plan.config.max_in_flight = Count(1));
    fixture.store.set(Mood::Stuck);
    let mut gone = Wire::to(fixture.address());
    gone.send("GET /oai?verb=Identify HTTP/1.1\r\nHost: x\r\n\r\n");
    fixture.store.wait_for_stuck(1);
    drop(gone);
    assert_eq!(get(fixture.address(), "/oai?verb=Identify").status, 503);
    fixture.store.set(Mood::Well);
    let served = (0..1000).any(|_| get(fixture.address(), "/oai?verb=Identify").status == 200);
    assert!(served);
}

#[test]
fn a_client_that_drips_a_later_request_gets_408_as_one_that_drips_the_first() {
    let fixture = Fixture::with(|plan| plan.config.header_timeout = Seconds(1));
    let mut wire = Wire::to(fixture.address());
    assert_eq!(wire.send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n").response().status, 200);
    assert_eq!(wire.send("GET /oai?verb=Iden").response().status, 408);
    assert!(wire.is_closed());
}

#[test]
fn a_client_that_does_not_read_is_cut_off() {
    let fixture = Fixture::with(|plan| plan.config.send_timeout = Seconds(1));
    let mut wire = Wire::to(fixture.address());
    wire.send("GET /oai?verb=ListRecords&metadataPrefix=oai_dc HTTP/1.1\r\nHost: x\r\n\r\n".repeat(20_000));
    while wire.can_send("GET ") {}
}

#[test]
fn a_request_that_takes_long_to_answer_is_not_cut_off() {
    let fixture = Fixture::with(|plan| {
        plan.config.send_timeout = Seconds(1);
        plan.config.header_timeout = Seconds(1);
        plan.config.keep_alive = Seconds(1);
    });
    fixture.store.set(Mood::Stuck);
    let mut wire = Wire::to(fixture.address());
    wire.send("GET /oai?verb=Identify HTTP/1.1\r\nHost: x\r\n\r\n");
    let mut other = Wire::to(fixture.address());
    assert_eq!(other.send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n").response().status, 200);
    assert!(other.is_closed());
    fixture.store.set(Mood::Well);
    assert_eq!(wire.response().status, 200);
}
