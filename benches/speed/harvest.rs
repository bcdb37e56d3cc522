//! One harvester that reads a whole list over one connection, token after token.

use std::io::{self, BufRead as _};
use std::time::Instant;

use crate::Result;
use crate::connection::Connection;
use crate::generate::every;
use crate::gunzip::Gunzip;
use crate::memory::own_time;

/// Where a list begins.
pub const LIST: &str = "verb=ListRecords&metadataPrefix=oai_dc";

/// What every record begins with. Each stands at the beginning of a line, and lines are found faster than
/// elements; if that changes, the harvest is incomplete and says so.
const RECORD: &[u8] = b"<record><header><identifier>oai:speed.example:article/";

/// Which records are expected.
#[derive(Clone, Copy)]
pub enum Expected {
    /// One in so many, each exactly once.
    Every(usize),
    /// Each at least once; somebody changes them and adds to them meanwhile.
    Moving,
}

/// Which of the records have come.
pub struct Seen {
    come: Vec<bool>,
    expected: Expected,
    /// How many have come, and how many of those that should not, or not again.
    pub records: u64,
    wrong: u64,
}

impl Seen {
    /// None yet, of so many.
    pub fn none_of(records: usize, expected: Expected) -> Self {
        Self { come: vec![false; records], expected, records: 0, wrong: 0 }
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

    /// Whether what was expected has come, and nothing else.
    pub fn check(&self) -> Result<()> {
        let complete = match self.expected {
            Expected::Every(every) => {
                self.wrong == 0
                    && self.come.iter().enumerate().all(|(at, come)| *come == at.is_multiple_of(every))
            }
            Expected::Moving => self.come.iter().all(|come| *come),
        };
        let (records, wrong) = (self.records, self.wrong);
        if complete {
            return Ok(());
        }
        Err(format!(
            "the list is not what it must be: {records} records came, {wrong} of them twice or from nowhere"
        )
        .into())
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

/// Reads the list to its end and gives each page, decoded, with the token that follows; gives the bytes received.
///
/// The next page is asked for as soon as its token is known, before this one is dealt with.
pub fn walk(connection: &mut Connection, arguments: &str, gzip: bool, each: Each<'_>) -> io::Result<u64> {
    let (mut answer, mut decoder) = (Vec::new(), Gunzip::default());
    let mut bytes = 0;
    connection.send(arguments)?;
    loop {
        let body = connection.receive_into(&mut answer)?;
        bytes += body.len() as u64;
        let page = if gzip { decoder.decode(&answer[body])? } else { &answer[body] };
        let token = token(page);
        if let Some(token) = &token {
            connection.send(&next(token))?;
        }
        each(page, token.as_deref())?;
        if token.is_none() {
            return Ok(bytes);
        }
    }
}

/// The arguments for what follows.
pub fn next(token: &str) -> String {
    format!("verb=ListRecords&resumptionToken={token}")
}

/// Harvests a list, again until so many seconds are over but at least once, and makes sure each time that the records
/// have come which must: `whole`, `moving`, or the name of a set.
pub fn run(address: &str, records: usize, coding: &str, name: &str, list: &str, seconds: f64) -> Result<()> {
    let gzip = coding == "gzip";
    let (arguments, expected) = match list {
        "whole" => (LIST.to_owned(), Expected::Every(1)),
        "moving" => (LIST.to_owned(), Expected::Moving),
        set => (format!("{LIST}&set={set}"), Expected::Every(every(set)?)),
    };
    let mut connection = Connection::open(address, if gzip { "gzip" } else { "identity" })?;
    let (mut came, mut bytes, mut took, mut busy) = (0, 0, 0.0, 0.0);
    while came == 0 || took < seconds {
        let mut seen = Seen::none_of(records, expected);
        let (begun, busy_before) = (Instant::now(), own_time());
        bytes += walk(&mut connection, &arguments, gzip, &mut |page, _| seen.page(page))?;
        took += begun.elapsed().as_secs_f64();
        busy += (own_time() - busy_before).as_secs_f64();
        seen.check()?;
        came += seen.records;
    }
    println!("{name} {:.0}", came as f64 / took);
    println!("{name}_bytes {:.0}", bytes as f64 / came as f64);
    println!("{name}_client {:.3}", busy / took);
    Ok(())
}
