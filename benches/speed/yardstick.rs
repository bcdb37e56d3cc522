//! What the client could measure at most: it reads the same answers from a server that does nothing but send them.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use crate::Result;
use crate::connection::Connection;
use crate::get_record::{self, RECORD_END};
use crate::harvest::{Expected, LIST, Seen, walk};

/// For how long pages are read.
const SPAN: Duration = Duration::from_secs(3);

/// Sends the answer to whatever is asked, on as many connections as are opened; gives its address.
fn send_always(body: &[u8]) -> std::io::Result<String> {
    let mut answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len()).into_bytes();
    answer.extend_from_slice(body);
    let answer = Arc::new(answer);
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?.to_string();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = Arc::clone(&answer);
            thread::spawn(move || converse(stream, &answer));
        }
    });
    Ok(address)
}

/// Each request comes in one piece, for it is short.
fn converse(mut stream: TcpStream, answer: &[u8]) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut request = [0; 4096];
    while stream.read(&mut request)? > 0 {
        stream.write_all(answer)?;
    }
    Ok(())
}

pub fn run(address: &str) -> Result<()> {
    let mut connection = Connection::open(address, "identity")?;
    let page = send_always(connection.get(LIST)?)?;
    let record = send_always(connection.get(&get_record::arguments(1, 0)())?)?;

    let begun = Instant::now();
    let mut seen = Seen::none_of(1_000_000, Expected::Every(1));
    let ended = walk(&mut Connection::open(&page, "identity")?, LIST, false, &mut |page, _| {
        seen.page(page)?;
        if begun.elapsed() > SPAN { Err(std::io::ErrorKind::TimedOut.into()) } else { Ok(()) }
    });
    if !ended.is_err_and(|error| error.kind() == std::io::ErrorKind::TimedOut) {
        return Err("the first page has no resumptionToken: these are too few records".into());
    }
    println!("yardstick_harvest {:.0}", seen.records as f64 / begun.elapsed().as_secs_f64());
    let (rate, _) = get_record::rate(&record, &mut get_record::arguments(1_000_000, 0), RECORD_END)?;
    println!("yardstick_get_record {rate:.0}");
    Ok(())
}
