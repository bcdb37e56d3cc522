//! One harvester that reads a whole list over one connection, token after token.

use std::io::{self, BufRead as _, Read as _};
use std::time::Instant;

use flate2::bufread::GzDecoder;

use crate::Result;
use crate::connection::Connection;
use crate::memory::own_time;

/// Where a list begins.
pub const LIST: &str = "verb=ListRecords&metadataPrefix=oai_dc";

/// What every record begins with. Each stands at the beginning of a line, and lines are found faster than
/// elements; if that changes, the harvest is incomplete and says so.
const RECORD: &[u8] = b"<record><header><identifier>oai:speed.example:article/";

/// Which of the records have come.
pub struct Seen {
    come: Vec<bool>,
    /// How many have come, and how many of those that should not, or not again.
    pub records: u64,
    pub wrong: u64,
}

impl Seen {
    /// None yet, of so many.
    pub fn none_of(records: usize) -> Self {
        Self { come: vec![false; records], records: 0, wrong: 0 }
    }

    /// Counts the records of a page.
    pub fn page(&mut self, mut page: &[u8]) -> io::Result<()> {
        while page.skip_until(b'\n')? > 0 {
            let Some(rest) = page.strip_prefix(RECORD) else { continue };
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit());
            let number = digits.fold(0, |number, digit| number * 10 + usize::from(digit - b'0'));
            self.records += 1;
            match self.come.get_mut(number) {
                Some(come) if !*come => *come = true,
                _ => self.wrong += 1,
            }
        }
        Ok(())
    }
}

/// The text of the resumptionToken, if there is one with a text: at the very end of the page.
fn token(page: &[u8]) -> Option<String> {
    let end = page.get(page.len().saturating_sub(600)..)?;
    let end = String::from_utf8_lossy(end);
    let (_, element) = end.rsplit_once("<resumptionToken")?;
    let (_, text) = element.split_once('>')?;
    let (text, _) = text.split_once("</resumptionToken>")?;
    Some(text.to_owned())
}

/// What is done with a page and the token that follows it.
type Each<'e> = &'e mut dyn FnMut(&[u8], Option<&str>) -> io::Result<()>;

/// Reads the list to its end and gives each page, decoded, with the token that follows.
pub fn walk(connection: &mut Connection, arguments: &str, gzip: bool, each: Each<'_>) -> io::Result<u64> {
    let mut arguments = arguments.to_owned();
    let mut decoded = Vec::new();
    let mut bytes = 0;
    loop {
        let body = connection.get(&arguments)?;
        bytes += body.len() as u64;
        let page = if gzip {
            decoded.clear();
            GzDecoder::new(body).read_to_end(&mut decoded)?;
            &decoded
        } else {
            body
        };
        let token = token(page);
        each(page, token.as_deref())?;
        match token {
            Some(token) => arguments = format!("verb=ListRecords&resumptionToken={token}"),
            None => return Ok(bytes),
        }
    }
}

/// Harvests everything, and makes sure that each record has come exactly once.
pub fn run(address: &str, records: usize, coding: &str) -> Result<()> {
    let gzip = coding == "gzip";
    let mut connection = Connection::open(address, if gzip { "gzip" } else { "identity" })?;
    let mut seen = Seen::none_of(records);
    let (begun, busy) = (Instant::now(), own_time());
    let bytes = walk(&mut connection, LIST, gzip, &mut |page, _| seen.page(page))?;
    let (seconds, busy) = (begun.elapsed().as_secs_f64(), (own_time() - busy).as_secs_f64());
    if seen.records != records as u64 || seen.wrong > 0 {
        let Seen { records: came, wrong, .. } = seen;
        return Err(format!("{came} of {records} records came, {wrong} of them twice or from nowhere").into());
    }
    println!("harvest_{coding} {:.0}", seen.records as f64 / seconds);
    println!("harvest_{coding}_bytes {:.0}", bytes as f64 / records as f64);
    println!("harvest_{coding}_client {:.3}", busy / seconds);
    Ok(())
}
