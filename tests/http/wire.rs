//! A client of a few lines, so that a test sees exactly what was sent.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// A connection.
pub struct Wire {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// A response, its body as it came.
#[derive(Clone, Debug)]
pub struct Response {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Response {
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let value = values.next();
        assert!(values.next().is_none(), "{name} came twice");
        value
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

impl Wire {
    pub fn to(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        Self { stream, buffer: Vec::new() }
    }

    pub fn send(&mut self, bytes: impl AsRef<[u8]>) -> &mut Self {
        // A server that has refused may close before all is written; its answer is what counts.
        _ = self.stream.write_all(bytes.as_ref());
        self
    }

    /// Whether the server still takes anything.
    pub fn can_send(&mut self, bytes: &str) -> bool {
        self.stream.write_all(bytes.as_bytes()).is_ok()
    }

    /// Reads more; false at the end.
    fn more(&mut self) -> bool {
        let mut bytes = [0; 65_536];
        match self.stream.read(&mut bytes) {
            Ok(0) => false,
            Ok(number) => {
                self.buffer.extend_from_slice(&bytes[..number]);
                true
            }
            Err(error) if error.kind() == ErrorKind::ConnectionReset => false,
            Err(error) => panic!("nothing came: {error}"),
        }
    }

    /// Whether the server has closed the connection and sent nothing before.
    pub fn is_closed(&mut self) -> bool {
        self.buffer.is_empty() && !self.more()
    }

    /// The next response; a body only if `with_body`.
    fn next(&mut self, with_body: bool) -> Response {
        let end = loop {
            if let Some(end) = self.buffer.windows(4).position(|window| window == b"\r\n\r\n") {
                break end;
            }
            assert!(self.more(), "closed before a response: {:?}", String::from_utf8_lossy(&self.buffer));
        };
        let rest = self.buffer.split_off(end + 4);
        let head = String::from_utf8(std::mem::replace(&mut self.buffer, rest)).unwrap();
        let mut lines = head.trim_end().split("\r\n");
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers = lines.map(|line| line.split_once(": ").unwrap());
        let headers: Vec<_> = headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
        let mut response = Response { status, headers, body: Vec::new() };
        let length = response.header("content-length").map_or(0, |length| length.parse().unwrap());
        if with_body {
            while self.buffer.len() < length {
                assert!(self.more(), "the body broke off");
            }
            let rest = self.buffer.split_off(length);
            response.body = std::mem::replace(&mut self.buffer, rest);
        }
        response
    }

    pub fn response(&mut self) -> Response {
        self.next(true)
    }

    pub fn response_to_head(&mut self) -> Response {
        self.next(false)
    }
}

/// One request on a connection of its own. `headers` are whole lines with their ends.
pub fn request(address: SocketAddr, method: &str, target: &str, headers: &str, body: &str) -> Response {
    let mut wire = Wire::to(address);
    wire.send(format!("{method} {target} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n{body}"));
    if method == "HEAD" { wire.response_to_head() } else { wire.response() }
}

pub fn get(address: SocketAddr, target: &str) -> Response {
    request(address, "GET", target, "", "")
}

pub fn get_with(address: SocketAddr, target: &str, headers: &str) -> Response {
    request(address, "GET", target, headers, "")
}

/// A POST of a form, with whatever stands in `media_type`.
pub fn post(address: SocketAddr, target: &str, media_type: &str, body: &str) -> Response {
    let headers = format!("Content-Type: {media_type}\r\nContent-Length: {}\r\n", body.len());
    request(address, "POST", target, &headers, body)
}

pub const FORM: &str = "application/x-www-form-urlencoded";
