//! `windrow serve` and `windrow health`: a server from its start to its end.

use std::net::TcpListener;

use crate::program::{Place, article};

#[test]
fn serve_answers_logs_each_request_once_and_ends_well_on_sigterm() {
    let place = Place::with(1);
    let mut serving = place.serve(&[]);
    assert!(serving.get("/oai?verb=Identify").contains("<repositoryName>Test</repositoryName>"));
    serving.get("/health/live");
    let line = serving.line_with("verb=\"Identify\"");
    for part in [
        "INFO",
        "result=\"ok\"",
        "status=200",
        "entries=",
        "bytes=",
        "ms=",
        "client=127.0.0.1",
        "agent=\"test\"",
    ] {
        assert!(line.contains(part), "{part} not in {line}");
    }
    let (code, rest) = serving.stop();
    assert_eq!(code, 0);
    assert!(rest.contains("stopped") && !rest.contains("Identify") && !rest.contains("health"), "{rest}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_server_takes_no_memory_in_huge_pages() {
    let place = Place::with(1);
    let status = place.serve(&[]).status();
    let mut told = status.lines().filter(|line| line.starts_with("THP_enabled:")); // nothing before Linux 5.0
    assert!(told.all(|line| line.ends_with("\t0")), "{status}");
}

#[test]
fn the_log_is_json_by_configuration() {
    let place = Place::with(1);
    let mut serving = place.serve(&["--log-format", "json", "--trust-forwarded", "on"]);
    let headers = [("X-Forwarded-For", "6.6.6.6, 192.0.2.1"), ("User-Agent", "a\"b")];
    serving.get_with("/oai?verb=GetRecord&identifier=x", &headers);
    let line: serde_json::Value = serde_json::from_str(&serving.line_with("GetRecord")).unwrap();
    assert_eq!(line["result"], "badArgument");
    assert_eq!(line["status"], 200);
    assert_eq!(line["client"], "192.0.2.1");
    assert_eq!(line["agent"], "a\"b");
}

#[test]
fn an_edit_saved_while_it_runs_is_served_and_a_bad_one_is_told() {
    let place = Place::with(1);
    let mut serving = place.serve(&[]);
    serving.line_with("records synchronised");
    place.write(&article(7), "[[title]]\nlang = \"en\"\ntext = \"New\"\n");
    serving.line_with("created=1");
    place.write(&article(7), "[[title]]\nlang = \"en\"\ntext = 7\n");
    serving.line_with("a7.toml:3:");
    let ready: serde_json::Value = serde_json::from_str(&serving.get("/health/ready")).unwrap();
    assert_eq!((&ready["status"], &ready["items"]), (&"degraded".into(), &2.into()));
    assert!(ready["problems"][0].as_str().unwrap().starts_with("a7.toml:3:"), "{ready}");
    let said = place.run(&["health", "--listen", &serving.address]);
    assert_eq!(said.code, 0);
    assert!(said.out.starts_with("degraded: 2 items") && said.out.contains("\n- a7.toml:3:"), "{said:?}");
}

#[test]
fn without_watching_an_edit_waits() {
    let place = Place::with(1);
    let mut serving = place.serve(&["--watch", "off"]);
    serving.line_with("records synchronised");
    place.write(&article(7), "[[title]]\nlang = \"en\"\ntext = \"New\"\n");
    let (code, rest) = serving.stop();
    assert!(code == 0 && !rest.contains("created=1"), "{rest}");
}

#[test]
fn health_fails_with_a_remedy_where_nobody_answers_or_somebody_else() {
    let place = Place::with(0);
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = socket.local_addr().unwrap().to_string();
    let answering = std::thread::spawn(move || {
        let (mut stream, _) = socket.accept().unwrap();
        std::io::Read::read(&mut stream, &mut [0; 1000]).unwrap();
        std::io::Write::write_all(&mut stream, b"HTTP/1.1 200 OK\r\n\r\n<html>").unwrap();
    });
    let said = place.run(&["health", "--listen", &address]);
    assert!(said.code == 1 && said.err.contains("is not Windrow"), "{said:?}");
    answering.join().unwrap();
    let said = place.run(&["health", "--listen", &address]);
    assert!(said.code == 1 && said.err.contains("is `windrow serve` running"), "{said:?}");
}

#[test]
fn an_address_that_is_taken_is_told_with_the_remedy() {
    let place = Place::with(1);
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = socket.local_addr().unwrap().to_string();
    let said = place.run(&["serve", "--listen", &address]);
    assert!(said.code == 1 && said.err.contains(&format!("cannot listen on {address}: ")), "{said:?}");
    assert!(said.err.contains("stop what listens there") && said.err.contains("--listen"), "{said:?}");
    let said = place.run(&["serve", "--listen", "host.invalid:80"]);
    assert!(said.code == 1 && said.err.contains("choose an address of this machine"), "{said:?}");
}

#[test]
fn the_base_url_is_fixed_by_configuration() {
    let place = Place::with(1);
    let serving = place.serve(&["--base-url", "https://example.org/journal/oai"]);
    let answer = serving.get("/journal/oai?verb=Identify");
    assert!(answer.contains("<baseURL>https://example.org/journal/oai</baseURL>"));
    assert!(serving.get("/").contains("Base URL: https://example.org/journal/oai\n"));
}
