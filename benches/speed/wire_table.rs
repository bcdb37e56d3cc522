//! The tables of benches/wire.sh: Windrow beside nginx, and growth.

use crate::Result;
use crate::pages::median;
use crate::table::{Figures, figures, number};

/// What a figure is to be, or its ratio to the one beside it.
#[derive(Clone, Copy)]
enum Target {
    AtLeast(f64),
    AtMost(f64),
    RatioAtLeast(f64),
    RatioAtMost(f64),
    /// It is there to be looked at.
    None,
}

use Target::{AtLeast, AtMost, None, RatioAtLeast, RatioAtMost};

struct Row {
    name: &'static str,
    /// The figure to put beside it; empty for none.
    beside: &'static str,
    meaning: &'static str,
    unit: &'static str,
    target: Target,
}

const fn row(
    name: &'static str,
    beside: &'static str,
    meaning: &'static str,
    unit: &'static str,
    target: Target,
) -> Row {
    Row { name, beside, meaning, unit, target }
}

#[rustfmt::skip]
const ROWS: &[Row] = &[
    row("load", "", "`load` into an empty store", "records/s", AtLeast(100_000.0)),
    row("reload", "", "`load` of the same again", "records/s", AtLeast(100_000.0)),
    row("identity", "nginx_identity", "pages, 8 connections", "pages/s", RatioAtLeast(0.8)),
    row("identity_client", "nginx_identity_client", "the client's share of its processor", "", None),
    row("identity_server", "nginx_identity_server", "the server's share of its processor", "", None),
    row("identity_cost", "nginx_identity_cost", "what a page costs the server on its processor", "µs", None),
    row("identity_ceiling", "nginx_identity_ceiling", "what the client could take with all of its processor", "pages/s", None),
    row("gzip", "nginx_gzip", "pages with gzip, 8 connections", "pages/s", RatioAtLeast(0.8)),
    row("gzip_client", "nginx_gzip_client", "the client's share of its processor", "", None),
    row("gzip_server", "nginx_gzip_server", "the server's share of its processor", "", None),
    row("gzip_cost", "nginx_gzip_cost", "what a page costs the server on its processor", "µs", None),
    row("gzip_ceiling", "nginx_gzip_ceiling", "what the client could take with all of its processor", "pages/s", None),
    row("gzip_size", "nginx_gzip_size", "size of all pages with gzip", "bytes", RatioAtMost(1.15)),
    row("get_record", "nginx_get_record_uncached", "GetRecord, 8 connections; nginx opens each file", "requests/s", RatioAtLeast(0.7)),
    row("get_record", "nginx_get_record_cached", "the same; nginx keeps 20,000 files open", "requests/s", RatioAtLeast(0.7)),
    row("get_record_client", "nginx_get_record_cached_client", "the client's share of its processor", "", None),
    row("get_record_server", "nginx_get_record_cached_server", "the server's share of its processor", "", None),
    row("get_record_cost", "nginx_get_record_cached_cost", "what an answer costs the server on its processor", "µs", None),
    row("get_record_ceiling", "nginx_get_record_cached_ceiling", "what the client could take with all of its processor", "requests/s", None),
    row("others", "", "processors that other processes took while answers were counted", "", None),
    row("harvest_cold", "", "one harvester with gzip, the first there is", "records/s", None),
    row("harvest_warm", "", "one harvester with gzip, later", "records/s", AtLeast(300_000.0)),
    row("harvest_warm_client", "", "the share of the time that the client works", "", None),
    row("harvest_warm_bytes", "", "sent for each record", "bytes", None),
    row("page_late", "page_early", "a page at the end of the list : at its beginning", "µs", RatioAtMost(1.2)),
    row("set_late", "set_early", "a page at the end of a set (1 in 3) : at its beginning", "µs", RatioAtMost(1.2)),
    row("page_here", "page_there", "a page : one of the smallest repository, asked for in turn", "µs", RatioAtMost(1.2)),
    row("first_from_early_worst", "first_from_early", "first page, `from` early: worst, median", "ms", AtMost(20.0)),
    row("first_from_middle_worst", "first_from_middle", "first page, `from` in the middle: worst, median", "ms", AtMost(20.0)),
    row("first_from_late_worst", "first_from_late", "first page, `from` late: worst, median", "ms", AtMost(20.0)),
    row("first_until_worst", "first_until", "first page, `until`: worst, median", "ms", AtMost(20.0)),
    row("first_from_until_worst", "first_from_until", "first page, `from` and `until`: worst, median", "ms", AtMost(20.0)),
    row("first_set_third_worst", "first_set_third", "first page, set (1 in 3): worst, median", "ms", AtMost(20.0)),
    row("first_set_rare_worst", "first_set_rare", "first page, set (1 in 10,000): worst, median", "ms", AtMost(20.0)),
    row("first_third_from_until_worst", "first_third_from_until", "first page, set (1 in 3), `from`, `until`: worst, median", "ms", AtMost(20.0)),
    row("first_rare_from_until_worst", "first_rare_from_until", "first page, set (1 in 10,000), `from`, `until`: worst, median", "ms", AtMost(20.0)),
    row("third_cold", "harvest_cold", "one harvester of a set (1 in 3), the first : of everything", "records/s", None),
    row("third_warm", "harvest_warm", "the same later", "records/s", RatioAtLeast(0.5)),
    row("rare_warm", "harvest_warm", "one harvester of a set (1 in 10,000) : of everything", "records/s", RatioAtLeast(0.5)),
    row("third_gzip", "gzip", "pages of a set (1 in 3), gzip, 8 connections : of everything", "pages/s", RatioAtLeast(0.5)),
    row("store", "raw", "the store for each record, all derived data included : raw XML", "bytes", RatioAtMost(2.0)),
    row("restart", "", "first answer after a restart", "s", AtMost(1.0)),
    row("restart_killed", "", "first answer after a kill and a restart", "s", AtMost(1.0)),
    row("crowd_memory", "", "anonymous memory with 64 harvesters", "MB", AtMost(150.0)),
    row("crowd", "", "all of them together, half with gzip", "pages/s", None),
    row("new_crowd_memory", "", "anonymous memory with 64 harvesters, no page being ready-made", "MB", AtMost(150.0)),
    row("new_crowd", "", "all of them together, half with gzip", "pages/s", None),
    row("publishing", "quiet", "one harvester while records are published : while none are", "records/s", RatioAtLeast(0.8)),
    row("publishing_rate", "", "so many were published meanwhile", "records/s", None),
    row("changing", "quiet", "one harvester while records change at random : while none do", "records/s", None),
    row("changing_rate", "", "so many changed meanwhile", "records/s", None),
];

/// What was measured of one thing.
struct Measured {
    median: f64,
    least: f64,
    most: f64,
}

impl Measured {
    fn of(figures: &Figures, name: &str) -> Option<Self> {
        let mut values = figures.get(name)?.clone();
        let median = median(&mut values);
        Some(Self { median, least: *values.first()?, most: *values.last()? })
    }

    fn spread(&self) -> String {
        if self.least < self.most {
            format!("{}–{}", number(self.least), number(self.most))
        } else {
            String::new()
        }
    }
}

/// What one thing has to another: where both were measured one after the other, run by run, the median of the runs' ratios, so that
/// it does not matter how fast the machine was in which run; else the ratio of the medians.
fn ratio(figures: &Figures, name: &str, beside: &str) -> Option<f64> {
    let (these, others) = (figures.get(name)?, figures.get(beside)?);
    let mut ratios: Vec<f64> = these.iter().zip(others).map(|(this, other)| this / other).collect();
    if these.len() == others.len() {
        return Some(median(&mut ratios));
    }
    Some(median(&mut these.clone()) / median(&mut others.clone()))
}

impl Row {
    /// The target, and whether it was missed; nothing if that cannot be told.
    fn target(&self, value: f64, ratio: Option<f64>) -> String {
        let (sign, target, reached) = match (self.target, ratio) {
            (AtLeast(target), _) => ("≥", target, value >= target),
            (AtMost(target), _) => ("≤", target, value <= target),
            (RatioAtLeast(target), Some(ratio)) => ("≥", target, ratio >= target),
            (RatioAtMost(target), Some(ratio)) => ("≤", target, ratio <= target),
            (RatioAtLeast(_) | RatioAtMost(_) | None, _) => return String::new(),
        };
        format!("{sign} {}{}", number(target), if reached { "" } else { " missed" })
    }

    /// Whether the two figures are of a kind, so that one may be divided by the other.
    fn has_ratio(&self) -> bool {
        matches!(self.target, RatioAtLeast(_) | RatioAtMost(_)) || ["records/s", "µs"].contains(&self.unit)
    }

    fn line(&self, figures: &Figures) -> Option<String> {
        let measured = Measured::of(figures, self.name)?;
        let value = measured.median;
        let beside = Measured::of(figures, self.beside);
        let ratio = ratio(figures, self.name, self.beside).filter(|_| self.has_ratio());
        let spreads = [Some(&measured), beside.as_ref()].into_iter().flatten().map(Measured::spread);
        let spreads: Vec<_> = spreads.filter(|spread| !spread.is_empty()).collect();
        Some(format!(
            "| {} | {} | {} | {} | {} | {} |",
            self.meaning,
            format!("{} {}", number(value), self.unit).trim_end(),
            beside.map(|beside| number(beside.median)).unwrap_or_default(),
            ratio.map(number).unwrap_or_default(),
            self.target(value, ratio),
            spreads.join("; "),
        ))
    }

    /// The figure, with its ratio to the one beside it.
    fn cell(&self, figures: &Figures) -> String {
        let Some(value) = Measured::of(figures, self.name) else { return String::new() };
        match ratio(figures, self.name, self.beside).filter(|_| self.has_ratio()) {
            Some(ratio) => format!("{} ({})", number(value.median), number(ratio)),
            _ => number(value.median),
        }
    }

    fn growth(&self, sizes: &[Figures]) -> Option<String> {
        let [first, .., last] = sizes else { return Option::None };
        let growth = Measured::of(last, self.name)?.median / Measured::of(first, self.name)?.median;
        let cells: Vec<_> = sizes.iter().map(|size| self.cell(size)).collect();
        let meaning = self.meaning.split("; nginx").next().unwrap_or_default();
        let meaning = [meaning, self.unit].join(if self.unit.is_empty() { "" } else { ", " });
        Some(format!("| {meaning} | {} | {} |", cells.join(" | "), number(growth)))
    }
}

/// Prints the medians of a file of figures, each beside that of nginx or what else it is compared with.
pub fn run(file: &str) -> Result<()> {
    let figures = figures(file)?;
    println!("| measure | Windrow | nginx, or what else | ratio | target | spread: Windrow; the other |");
    println!("|---|---|---|---|---|---|");
    for line in ROWS.iter().filter_map(|row| row.line(&figures)) {
        println!("{line}");
    }
    Ok(())
}

/// Prints the medians of several files of figures, the smallest repository first, and what the largest has to the
/// smallest. The ratio to the figure beside it stands in brackets.
pub fn growth(files: &[&str]) -> Result<()> {
    let sizes = files.iter().map(|file| figures(file)).collect::<Result<Vec<_>>>()?;
    let records =
        |size: &Figures| Measured::of(size, "records").map_or_else(String::new, |size| number(size.median));
    let heads: Vec<_> = sizes.iter().map(records).collect();
    println!("| records | {} | last : first |\n|---|{}---|", heads.join(" | "), "---|".repeat(heads.len()));
    // A figure that is put beside two of nginx is one row here.
    let rows = ROWS.chunk_by(|row, next| row.name == next.name).filter_map(<[Row]>::first);
    for line in rows.filter_map(|row| row.growth(&sizes)) {
        println!("{line}");
    }
    Ok(())
}
