//! One table of all that was measured, with the target beside each figure.

use std::collections::HashMap;

use crate::Result;
use crate::pages::median;

/// What a figure is to be.
#[derive(Clone, Copy)]
enum Target {
    AtLeast(f64),
    AtMost(f64),
    /// It is there to be looked at.
    None,
}

use Target::{AtLeast, AtMost};

struct Row {
    name: &'static str,
    meaning: &'static str,
    unit: &'static str,
    target: Target,
}

const fn row(name: &'static str, meaning: &'static str, unit: &'static str, target: Target) -> Row {
    Row { name, meaning, unit, target }
}

const ROWS: &[Row] = &[
    row("record_bytes", "a record as it is loaded, header not counted", "bytes", Target::None),
    row("load", "`load` into an empty store", "records/s", AtLeast(50_000.0)),
    row("load_memory", "its anonymous memory at most", "MB", AtMost(100.0)),
    row("reload", "`load` of the same again", "records/s", AtLeast(50_000.0)),
    row("reload_memory", "its anonymous memory at most", "MB", AtMost(100.0)),
    row("store_bytes", "the store, for each record", "bytes", Target::None),
    row("harvest_identity", "ListRecords, all of it, one connection", "records/s", AtLeast(150_000.0)),
    row("harvest_identity_bytes", "sent for each record", "bytes", Target::None),
    row("harvest_identity_client", "share of the time that the client works", "", Target::None),
    row("yardstick_harvest", "the same from a server that only sends", "records/s", Target::None),
    row("harvest_gzip", "the same harvest with gzip", "records/s", Target::None),
    row("harvest_gzip_bytes", "sent for each record", "bytes", Target::None),
    row("page_early", "a page at the beginning of the list", "µs", Target::None),
    row("page_late", "a page at its end", "µs", Target::None),
    row("page_ratio", "end : beginning", "", AtMost(1.3)),
    row("set_early", "a page at the beginning of a set (1 in 3)", "µs", Target::None),
    row("set_late", "a page at its end", "µs", Target::None),
    row("set_ratio", "end : beginning", "", AtMost(1.3)),
    row("page_first", "the first page, which counts the list", "µs", Target::None),
    row("rare", "the page of a rare set (1 in 10,000)", "µs", Target::None),
    row("get_record", "GetRecord, 8 connections", "requests/s", AtLeast(20_000.0)),
    row("get_record_client", "share of the time that the client works", "", Target::None),
    row("yardstick_get_record", "the same from a server that only sends", "requests/s", Target::None),
    row("serve_memory", "anonymous memory of `serve` at most", "MB", AtMost(100.0)),
    row("restart", "first page after a restart", "s", AtMost(1.0)),
    row("restart_killed", "first page after a kill and a restart", "s", AtMost(1.0)),
];

impl Row {
    fn print(&self, value: f64) {
        let (target, ratio) = match self.target {
            AtLeast(target) => (format!("≥ {}", number(target)), format!("{:.2}", value / target)),
            AtMost(target) => (format!("≤ {}", number(target)), format!("{:.2}", value / target)),
            Target::None => Default::default(),
        };
        let missed = match self.target {
            AtLeast(target) => value < target,
            AtMost(target) => value > target,
            Target::None => false,
        };
        let verdict = if missed { " missed" } else { "" };
        let value = format!("{} {}", number(value), self.unit);
        println!("| {} | {} | {target} | {ratio}{verdict} |", self.meaning, value.trim_end());
    }
}

/// Three digits, or all that stand before the point, in groups of three.
pub fn number(value: f64) -> String {
    if value < 100.0 {
        let digits = if value < 10.0 { 2 } else { 1 };
        return format!("{value:.digits$}");
    }
    let digits = format!("{value:.0}");
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// All that was measured, by name.
pub type Figures = HashMap<String, Vec<f64>>;

/// The figures of a file that has a name and a number on each line.
pub fn figures(file: &str) -> Result<Figures> {
    let text = std::fs::read_to_string(file)?;
    let mut figures = Figures::new();
    for line in text.lines() {
        let (name, value) = line.split_once(' ').ok_or_else(|| format!("no name and number: {line}"))?;
        figures.entry(name.to_owned()).or_default().push(value.parse()?);
    }
    Ok(figures)
}

/// Prints the median of each figure that the file has lines of; of memory the most.
pub fn run(file: &str) -> Result<()> {
    let mut figures = figures(file)?;
    println!("| what | measured | target | measured : target |\n|---|---|---|---|");
    for row in ROWS {
        if let Some(values) = figures.get_mut(row.name) {
            let most = values.iter().copied().fold(f64::MIN, f64::max);
            row.print(if row.unit == "MB" { most } else { median(values) });
        }
    }
    Ok(())
}
