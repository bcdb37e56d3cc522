//! Whether two servers give the same.

use std::fs;

use crate::Result;
use crate::connection::Connection;
use crate::gunzip::Gunzip;

/// Asks both servers for what stands in the same line of their lists of paths, and compares the answers, after decoding.
/// Prints how large all bodies are that each of them sent.
pub fn run(windrow: &str, files: &str, list: &str, coding: &str, name: &str) -> Result<()> {
    let gzip = coding == "gzip";
    let coding = if gzip { "gzip" } else { "identity" };
    let mut windrow = Side::open(windrow, &format!("{list}.windrow"), coding)?;
    let mut files = Side::open(files, &format!("{list}.nginx"), coding)?;
    if windrow.paths.len() != files.paths.len() {
        return Err("the lists of paths differ in length".into());
    }
    for at in 0..windrow.paths.len() {
        let path = windrow.paths[at].clone();
        if Essence::of(windrow.get(at, gzip)?) != Essence::of(files.get(at, gzip)?) {
            return Err(
                format!("the answer to {path} ({coding}) is not what stands in {}", files.paths[at]).into()
            );
        }
    }
    println!("{name} {}\nnginx_{name} {}", windrow.bytes, files.bytes);
    Ok(())
}

struct Side {
    connection: Connection,
    paths: Vec<String>,
    decoder: Gunzip,
    bytes: usize,
}

impl Side {
    fn open(address: &str, list: &str, coding: &'static str) -> Result<Self> {
        let paths = fs::read_to_string(list)?.lines().map(str::to_owned).collect();
        Ok(Self {
            connection: Connection::open(address, coding)?,
            paths,
            decoder: Gunzip::default(),
            bytes: 0,
        })
    }

    fn get(&mut self, at: usize, gzip: bool) -> Result<&[u8]> {
        let body = self.connection.get_path(&self.paths[at])?;
        self.bytes += body.len();
        Ok(if gzip { self.decoder.decode(body)? } else { body })
    }
}

/// An answer without what is new each time: its responseDate, the text of its resumptionToken, and until when that is good.
#[derive(PartialEq)]
struct Essence<'a> {
    pieces: [&'a [u8]; 5],
}

impl<'a> Essence<'a> {
    fn of(page: &'a [u8]) -> Self {
        let (head, rest) = cut(page, b"<responseDate>", b"</responseDate>");
        let token = rest.windows(16).rposition(|at| at == b"<resumptionToken");
        let (records, token) = rest.split_at(token.unwrap_or(rest.len()));
        let (before, token) = cut(token, b"expirationDate=\"", b"\"");
        let (numbers, end) = cut(token, b">", b"</resumptionToken>");
        Self { pieces: [head, records, before, numbers, end] }
    }
}

/// What stands before the text between two marks, and what stands behind it; everything and nothing if they are not there.
fn cut<'a>(text: &'a [u8], begin: &[u8], end: &[u8]) -> (&'a [u8], &'a [u8]) {
    let find = |text: &[u8], what: &[u8]| text.windows(what.len()).position(|at| at == what);
    let begin = find(text, begin).map(|at| at + begin.len());
    let Some((begin, length)) = begin.and_then(|at| Some((at, find(&text[at..], end)?))) else {
        return (text, &[]);
    };
    (&text[..begin], &text[begin + length..])
}
