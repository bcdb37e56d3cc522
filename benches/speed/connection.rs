//! One connection to the endpoint, kept alive: requests out, bodies in, and as little else as can be.

use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;
use std::ops::Range;
use std::time::{Duration, Instant};

use crate::Result;

/// How long a server may take to give its first answer before it is given up.
const PATIENCE: Duration = Duration::from_secs(60);

/// A page goes in here as a whole.
const LEAST_BUFFER: usize = 1 << 20;

pub struct Connection {
    stream: TcpStream,
    accept_encoding: &'static str,
    request: Vec<u8>,
    /// Filled again and again.
    answer: Vec<u8>,
}

impl Connection {
    pub fn open(address: &str, accept_encoding: &'static str) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, accept_encoding, request: Vec::new(), answer: Vec::new() })
    }

    /// Sends a request with these arguments.
    pub fn send(&mut self, arguments: &str) -> io::Result<()> {
        self.send_path(&format!("/oai?{arguments}"))
    }

    /// Sends a request for this path, which has its query with it.
    pub fn send_path(&mut self, path: &str) -> io::Result<()> {
        self.request.clear();
        let accept_encoding = self.accept_encoding;
        write!(
            self.request,
            "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: {accept_encoding}\r\n\r\n"
        )?;
        self.stream.write_all(&self.request)
    }

    /// Waits for the answer to the request sent, and gives its body as it came.
    pub fn receive(&mut self) -> io::Result<&[u8]> {
        let mut answer = std::mem::take(&mut self.answer);
        let body = self.receive_into(&mut answer);
        self.answer = answer;
        Ok(&self.answer[body?])
    }

    /// The same into a buffer of the caller's, who may send the next request before he looks at it; gives the
    /// place of the body.
    pub fn receive_into(&mut self, answer: &mut Vec<u8>) -> io::Result<Range<usize>> {
        let mut filled = 0;
        if answer.len() < LEAST_BUFFER {
            answer.resize(LEAST_BUFFER, 0);
        }
        let body = loop {
            match self.stream.read(&mut answer[filled..])? {
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                read => filled += read,
            }
            if let Some(head) = answer[..filled].windows(4).position(|end| end == b"\r\n\r\n") {
                let length = content_length(&answer[..head])?;
                break head + 4..head + 4 + length;
            }
        };
        if body.end > answer.len() {
            answer.resize(body.end, 0);
        }
        self.stream.read_exact(&mut answer[filled..body.end])?;
        Ok(body)
    }

    pub fn get(&mut self, arguments: &str) -> io::Result<&[u8]> {
        self.send(arguments)?;
        self.receive()
    }

    pub fn get_path(&mut self, path: &str) -> io::Result<&[u8]> {
        self.send_path(path)?;
        self.receive()
    }
}

/// The length that the head of an answer with status 200 tells.
fn content_length(head: &[u8]) -> io::Result<usize> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let length = head.split("\r\ncontent-length: ").nth(1).and_then(|rest| rest.lines().next());
    match length.and_then(|length| length.parse().ok()) {
        Some(length) if head.starts_with("http/1.1 200 ") => Ok(length),
        _ => Err(io::Error::other(format!("no answer that can be measured: {head}"))),
    }
}

/// Returns when the server gives the first page of the list.
pub fn await_answer(address: &str) -> Result<()> {
    let begun = Instant::now();
    loop {
        let first = Connection::open(address, "identity").and_then(|mut connection| {
            connection.get("verb=ListRecords&metadataPrefix=oai_dc").map(<[u8]>::len)
        });
        match first {
            Ok(_) => return Ok(()),
            Err(error) if begun.elapsed() > PATIENCE => return Err(error.into()),
            Err(_) => std::thread::sleep(Duration::from_millis(1)),
        }
    }
}
