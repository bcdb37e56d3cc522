//! `windrow health`: what a container's HEALTHCHECK runs, and an operator reads.

use std::io::{self, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

use serde::Deserialize;

use crate::config::{Config, Listen};
use crate::repository::HealthReport;

use super::{Ending, Failure, print};

/// The server itself waits seven seconds for its store.
const PATIENCE: Duration = Duration::from_secs(9);

/// What `/health/ready` says.
#[derive(Deserialize)]
struct Ready {
    status: String,
    #[serde(flatten)]
    report: HealthReport,
}

/// Asks the server that listens here. It is well as long as it serves, even if something waits for the operator.
pub(super) fn run(config: &Config) -> Result<Ending, Failure> {
    let address = reachable(&config.listen);
    let failed = |message: String| Failure { ending: Ending::Failed, message };
    let answer = ask(&address).map_err(|error| {
        failed(format!(
            "no answer at {address}: {error}; is `windrow serve` running, with the same --listen?"
        ))
    })?;
    let (status, ready) = read(&answer).ok_or_else(|| {
        failed(format!(
            "what answers at {address} is not Windrow; is --listen the same as for `windrow serve`?"
        ))
    })?;
    print(&shown(&ready))?;
    Ok(if status == 200 { Ending::Done } else { Ending::Failed })
}

/// Where a server that listens there can be reached from this machine.
fn reachable(listen: &Listen) -> String {
    let host = match listen.host.as_str() {
        "0.0.0.0" => "127.0.0.1",
        "[::]" => "[::1]",
        host => host,
    };
    format!("{host}:{}", listen.port)
}

fn ask(address: &str) -> io::Result<String> {
    let mut last = io::Error::other("the name has no address");
    for address in address.to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, PATIENCE) {
            Ok(stream) => return converse(stream),
            Err(error) => last = error,
        }
    }
    Err(last)
}

fn converse(mut stream: TcpStream) -> io::Result<String> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.write_all(b"GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.take(1 << 20).read_to_string(&mut answer)?;
    Ok(answer)
}

/// The status code and the body, if they are Windrow's.
fn read(answer: &str) -> Option<(u16, Ready)> {
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some((status, serde_json::from_str(body).ok()?))
}

fn shown(ready: &Ready) -> String {
    let HealthReport { items, deleted_items, store_bytes, problems, .. } = &ready.report;
    let head =
        format!("{}: {items} items, {deleted_items} deleted ones, {store_bytes} bytes\n", ready.status);
    problems.iter().fold(head, |shown, problem| shown + "- " + problem + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_means_every_address_is_reached_on_the_machine_itself() {
        for (host, expected) in
            [("0.0.0.0", "127.0.0.1:80"), ("[::]", "[::1]:80"), ("example.org", "example.org:80")]
        {
            assert_eq!(reachable(&Listen { host: host.into(), port: 80 }), expected);
        }
    }

    #[test]
    fn what_is_not_windrow_is_told_apart() {
        assert!(read("HTTP/1.1 200 OK\r\n\r\n<html>").is_none());
        assert!(read("SSH-2.0-OpenSSH").is_none());
        let body = serde_json::to_string(&HealthReport::default()).unwrap();
        let answer = format!(
            "HTTP/1.1 503 Service Unavailable\r\nx: y\r\n\r\n{{\"status\":\"unavailable\",{}",
            &body[1..]
        );
        assert_eq!(
            read(&answer).map(|(status, ready)| (status, ready.status)),
            Some((503, "unavailable".into()))
        );
    }
}
