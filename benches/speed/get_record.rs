//! GetRecord for identifiers at random, over several connections at a time.

use std::time::{Duration, Instant};

use crate::Result;
use crate::connection::Connection;
use crate::memory::own_time;
use crate::random::Random;

const CONNECTIONS: usize = 8;

/// For how long it is measured.
const SPAN: Duration = Duration::from_secs(5);

/// Asks over all connections in turn, so that each has a request out all the time but for the moment in which it
/// is dealt with; one thread does it, for the processors are the server's.
pub fn rate(address: &str, arguments: &mut dyn FnMut() -> String, check: &[u8]) -> Result<(f64, f64)> {
    let mut connections = Vec::with_capacity(CONNECTIONS);
    for _ in 0..CONNECTIONS {
        let mut connection = Connection::open(address, "identity")?;
        connection.send(&arguments())?;
        connections.push(connection);
    }
    let (begun, busy) = (Instant::now(), own_time());
    let mut answers = 0_u32;
    while begun.elapsed() < SPAN {
        for connection in &mut connections {
            let body = connection.receive()?;
            if !body.ends_with(check) {
                return Err(format!("no record came: {}", String::from_utf8_lossy(body)).into());
            }
            answers += 1;
            connection.send(&arguments())?;
        }
    }
    let seconds = begun.elapsed().as_secs_f64();
    Ok((f64::from(answers) / seconds, (own_time() - busy).as_secs_f64() / seconds))
}

/// What an answer with a record ends with.
pub const RECORD_END: &[u8] = b"</record>\n</GetRecord>\n</OAI-PMH>\n";

/// Arguments of GetRecord, each for another record.
pub fn arguments(records: u64, seed: u64) -> impl FnMut() -> String {
    let mut random = Random::new(seed);
    move || {
        let number = random.below(records);
        format!("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:speed.example:article/{number}")
    }
}

pub fn run(address: &str, records: u64, seed: u64) -> Result<()> {
    let (rate, busy) = rate(address, &mut arguments(records, seed), RECORD_END)?;
    println!("get_record {rate:.0}\nget_record_client {busy:.3}");
    Ok(())
}
