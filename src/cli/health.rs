//! `windrow health`: what a container's HEALTHCHECK runs, and an operator reads.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, TcpStream, ToSocketAddrs};
use std::time::Duration;

use serde::Deserialize;

use crate::config::{Configuration, Listen};
use crate::model::Words;
use crate::repository::HealthReport;

use super::address::announced;
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

/// The most that is read of an answer; far more than there are problems in a report.
const LONGEST: u64 = 4 << 20;

/// Asks the server of this data folder, or the one that listens where `--listen` says. It is well as long as it
/// serves, even if something waits for the operator.
pub(super) fn run(configuration: &Configuration) -> Result<Ending, Failure> {
    let address = address(configuration);
    let failed = |message: String| Failure::failed(Words::same(message));
    let answer = ask(&address).map_err(|error| {
        failed(format!(
            "no answer at {address}: {error}; is `windrow serve` running, with the same --data or --listen?"
        ))
    })?;
    let (status, ready) = read(&answer).ok_or_else(|| {
        failed(format!(
            "the server at {address} is not Windrow; give the same --data or --listen as to `windrow serve`"
        ))
    })?;
    print(&shown(&ready))?;
    Ok(if status == 200 { Ending::Done } else { Ending::Failed })
}

/// Where the server is asked: a flag counts most, then what the server of the data folder wrote there.
fn address(configuration: &Configuration) -> String {
    let config = &configuration.config;
    let announced = if configuration.is_flag("listen") { None } else { announced(&config.data) };
    let Some(mut address) = announced else { return reachable(&config.listen) };
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(ip) if ip.is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    address.to_string()
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
    stream.take(LONGEST).read_to_string(&mut answer)?;
    Ok(answer)
}

/// The status code and the body, if they are Windrow's.
fn read(answer: &str) -> Option<(u16, Ready)> {
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some((status, serde_json::from_str(body).ok()?))
}

fn shown(ready: &Ready) -> String {
    let HealthReport { items, deleted_items, store_bytes, problems, further_problems, .. } = &ready.report;
    let head = match &*ready.status {
        "ok" | "degraded" => {
            format!("{}: {items} items, {deleted_items} deleted ones, {store_bytes} bytes\n", ready.status)
        }
        status => format!("{status}\n"), // nothing is known of the store
    };
    let mut shown = problems.iter().fold(head, |shown, problem| shown + "- " + problem + "\n");
    if *further_problems > 0 {
        shown += &format!("- and {further_problems} further problems\n");
    }
    shown
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
    fn another_program_is_recognised() {
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
