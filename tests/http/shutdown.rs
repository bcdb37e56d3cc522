//! The end: requests in flight are finished, new ones are not begun.

use std::net::TcpStream;
use std::thread;

use crate::fixture::{Fixture, Mood};
use crate::wire::Wire;

#[test]
fn a_request_in_flight_is_finished_while_the_server_stops() {
    let Fixture { running, store, _folder, .. } = Fixture::start();
    let address = running.address();
    store.set(Mood::Stuck);
    let mut in_flight = Wire::to(address);
    in_flight.send("GET /oai?verb=ListRecords&metadataPrefix=oai_dc HTTP/1.1\r\nHost: x\r\n\r\n");
    store.wait_for_stuck(1);
    let idle = Wire::to(address);
    let stopping = thread::spawn(move || running.stop());
    while TcpStream::connect(address).is_ok() {
        thread::yield_now();
    }
    store.set(Mood::Well);
    let response = in_flight.response();
    assert_eq!(response.status, 200);
    assert_eq!(response.text().matches("<record>").count(), 30);
    stopping.join().unwrap();
    drop(idle);
}
