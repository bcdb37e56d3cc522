//! A small HTTP/1.1 client that sends what it is told and shows what came, redirects and failures too.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// An answer as it came over the wire; chunks are joined, content codings are left as they are.
#[derive(Clone, Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Reply {
    /// The value of a header, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as text, which every answer of the protocol must be.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("the body is UTF-8")
    }
}

/// A request, which [`Request::send`] sends.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    pub method: &'a str,
    /// What stands between the method and the version: a path with its query.
    pub target: &'a str,
    pub headers: &'a [(&'a str, &'a str)],
    pub body: &'a [u8],
}

impl Request<'_> {
    /// Sends to `authority` (HOST:PORT) over a connection of its own, and reads the answer to its end.
    pub fn send(&self, authority: &str) -> Reply {
        let mut stream = TcpStream::connect(authority).unwrap_or_else(|error| panic!("{authority}: {error}"));
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a timeout");
        let mut head =
            format!("{} {} HTTP/1.1\r\nHost: {authority}\r\nConnection: close\r\n", self.method, self.target);
        for (name, value) in self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if !self.body.is_empty() || self.method == "POST" {
            head.push_str(&format!("Content-Length: {}\r\n", self.body.len()));
        }
        head.push_str("\r\n");
        // A server may answer and close before it has read all of a request it refuses.
        let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(self.body));
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        parse(&bytes, self.method == "HEAD")
    }
}

fn parse(bytes: &[u8], bodiless: bool) -> Reply {
    let end = find(bytes, b"\r\n\r\n").unwrap_or_else(|| panic!("no HTTP answer, but {} bytes", bytes.len()));
    let head = std::str::from_utf8(&bytes[..end]).expect("a head in ASCII");
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok());
    let headers = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let mut reply = Reply { status: status.expect("a status"), headers, body: Vec::new() };
    let rest = &bytes[end + 4..];
    if bodiless || reply.status == 204 || reply.status == 304 {
        assert!(rest.is_empty(), "a body where there must be none");
        return reply;
    }
    reply.body = match (reply.header("transfer-encoding"), reply.header("content-length")) {
        (Some(coding), _) => {
            assert_eq!(coding, "chunked");
            join_chunks(rest)
        }
        (None, Some(length)) => {
            assert_eq!(length.parse(), Ok(rest.len()), "Content-Length is the length of the body");
            rest.to_vec()
        }
        (None, None) => rest.to_vec(),
    };
    reply
}

/// The content of a chunked body, which must end with the last chunk and nothing after it.
fn join_chunks(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let line = find(rest, b"\r\n").expect("the length of a chunk");
        let length = std::str::from_utf8(&rest[..line]).expect("ASCII");
        let length =
            usize::from_str_radix(length.split(';').next().unwrap_or_default(), 16).expect("hexadecimal");
        rest = &rest[line + 2..];
        if length == 0 {
            assert_eq!(rest, b"\r\n", "nothing follows the last chunk");
            return body;
        }
        body.extend_from_slice(rest.get(..length).expect("the whole chunk"));
        assert_eq!(&rest[length..length + 2], b"\r\n", "a chunk ends with a line break");
        rest = &rest[length + 2..];
    }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}
