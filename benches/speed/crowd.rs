//! Many harvesters at once, and the memory of the server meanwhile.

use std::fs;
use std::io;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::Result;
use crate::connection::Connection;
use crate::memory::{INTERVAL, anonymous};

const HARVESTERS: usize = 64;

/// What the harvesters have in common.
struct Crowd<'a> {
    address: &'a str,
    paths: Vec<&'a str>,
    pages: AtomicU64,
    ended: AtomicBool,
}

impl Crowd<'_> {
    /// Reads pages from a place in the list on, until the end.
    fn harvest(&self, number: usize) -> io::Result<()> {
        let coding = if number.is_multiple_of(2) { "gzip" } else { "identity" };
        let mut connection = Connection::open(self.address, coding)?;
        for path in self.paths.iter().cycle().skip(number * self.paths.len() / HARVESTERS) {
            if self.ended.load(Ordering::Relaxed) {
                break;
            }
            connection.get_path(path)?;
            self.pages.fetch_add(1, Ordering::Relaxed);
        }
        Ok(())
    }
}

/// Lets the harvesters read the pages of a list for so many seconds, each over its own connection and from another
/// place in the list, every other one with gzip; prints the most anonymous memory that the server had, and pages/s, under this name.
pub fn run(address: &str, list: &str, pid: &str, name: &str, seconds: f64) -> Result<()> {
    let list = fs::read_to_string(list)?;
    let crowd = Crowd {
        address,
        paths: list.lines().collect(),
        pages: AtomicU64::new(0),
        ended: AtomicBool::new(false),
    };
    let (mut most, begun) = (0.0_f64, Instant::now());
    thread::scope(|scope| -> Result<()> {
        let crowd = &crowd;
        let harvesters: Vec<_> =
            (0..HARVESTERS).map(|number| scope.spawn(move || crowd.harvest(number))).collect();
        while begun.elapsed() < Duration::from_secs_f64(seconds) {
            most = most.max(anonymous(pid).unwrap_or(0.0));
            thread::sleep(INTERVAL);
        }
        crowd.ended.store(true, Ordering::Relaxed);
        for harvester in harvesters {
            harvester.join().map_err(|_| "a harvester broke off")??;
        }
        Ok(())
    })?;
    println!("{name}_memory {most:.1}");
    println!("{name} {:.0}", crowd.pages.into_inner() as f64 / begun.elapsed().as_secs_f64());
    Ok(())
}
