//! Measures how fast records are written in each format: `cargo bench --bench formats`. `benches/README.md` explains it.

#[path = "../speed/random.rs"]
#[allow(dead_code, reason = "the other bench uses the rest")]
mod random;
#[path = "../speed/words.rs"]
mod words;

mod article;

use std::error::Error;
use std::hint::black_box;
use std::process::ExitCode;

use windrow::formats::{EXPORTS, FORMATS, Source};
use windrow::model::{Datestamp, Depositor, Item};
use windrow::xml::Xml;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const ARTICLES: u64 = 2_000;
const SEED: u64 = 1;

/// Each format writes all articles so often; the fastest time counts, for what is slower was disturbed.
const ROUNDS: usize = 9;

/// Records are written into so much room, as they are when an item comes in.
const ROOM: usize = 4 << 10;

/// What each format is to reach, in MB/s.
const TARGET: f64 = 30.0;

/// What oai_dc is to reach: it is what every harvester takes.
const TARGET_OF_OAI_DC: f64 = 100.0;

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Prints a table; whether every format reached its target.
fn run() -> Result<bool> {
    let items = article::items(SEED, ARTICLES)?;
    let depositor = Depositor {
        name: "Journal of Speed".to_owned(),
        email: "doi@speed.example".to_owned(),
        registrant: "Speed Press".to_owned(),
    };
    println!("| format | bytes a record | records/s | MB/s | target | measured : target |");
    println!("|---|---|---|---|---|---|");
    let mut reached = true;
    for format in FORMATS {
        let target = if format.metadata_prefix() == "oai_dc" { TARGET_OF_OAI_DC } else { TARGET };
        reached &= measure(format.metadata_prefix(), target, &items, |item| {
            let mut xml = Xml::with_capacity(ROOM);
            format.write(&source(item, &depositor), &mut xml)?;
            Ok(xml.into_string())
        })?;
    }
    for export in EXPORTS {
        reached &= measure(export.name(), TARGET, &items, |item| export.write(&source(item, &depositor)))?;
    }
    Ok(reached)
}

/// The item, in a repository that says what the formats want to know of it.
fn source<'a>(item: &'a Item, depositor: &'a Depositor) -> Source<'a> {
    let moment = Some(Datestamp::from_unix(1_700_000_000));
    let datacite_symbol = Some("SPEED.EXAMPLE");
    Source { depositor: Some(depositor), datacite_symbol, moment, ..Source::of(item) }
}

/// Prints the row of a format; whether it reached its target.
fn measure(
    name: &str,
    target: f64,
    items: &[Item],
    write: impl Fn(&Item) -> std::result::Result<String, windrow::formats::Reasons>,
) -> Result<bool> {
    let mut fastest = f64::INFINITY;
    let mut bytes = 0;
    for _ in 0..ROUNDS {
        let begun = seconds_on_a_processor()?;
        bytes = 0;
        for item in items {
            let written = write(black_box(item))
                .map_err(|reasons| format!("{name}: {}", windrow::model::Words::joined(&reasons)))?;
            bytes += black_box(written).len();
        }
        fastest = fastest.min(seconds_on_a_processor()? - begun);
    }
    let count = items.len();
    let speed = bytes as f64 / fastest / 1e6;
    let verdict = if speed < target { " missed" } else { "" };
    println!(
        "| `{name}` | {} | {:.0} | {speed:.0} | ≥ {target:.0} | {:.1}{verdict} |",
        bytes / count,
        count as f64 / fastest,
        speed / target
    );
    Ok(speed >= target)
}

/// How long this thread was on a processor: what else runs on the machine is not counted.
fn seconds_on_a_processor() -> Result<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    let nanoseconds: f64 = text.split(' ').next().ok_or("no figures in schedstat")?.parse()?;
    Ok(nanoseconds / 1e9)
}
