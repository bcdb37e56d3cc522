//! What the speed of Windrow is measured with. The scripts in `benches/` run it step by step; `benches/README.md`
//! explains what is measured.
//!
//! Every step prints lines of a name and a number; the last ones make a table of all of them.

mod compare;
mod connection;
mod crowd;
mod generate;
mod get_record;
mod gunzip;
mod harvest;
mod memory;
mod pages;
mod random;
mod replay;
mod selective;
mod table;
mod wire_table;
mod words;
mod yardstick;

use std::error::Error;
use std::process::ExitCode;

use generate::{Corpus, Kind};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const USAGE: &str = "\
This is a part of the scripts in benches/. Its steps:
  generate FOLDER RECORDS SEED in-order|scattered xml|jsonl [FIRST COUNT]
  changes FOLDER RECORDS SEED FILES new|changed
  await ADDRESS
  harvest ADDRESS RECORDS identity|gzip NAME whole|moving|SET SECONDS
  pages ADDRESS
  pages-beside ADDRESS ADDRESS
  selective ADDRESS DATESTAMPS
  get-record ADDRESS RECORDS SEED
  replay-pages ADDRESS FOLDER NAME all|SET keep|ask
  replay-records ADDRESS FOLDER RECORDS COUNT SEED keep|ask
  compare ADDRESS NGINX LIST identity|gzip NAME
  crowd ADDRESS LIST PID NAME SECONDS
  yardstick ADDRESS
  memory PID NAME
  table FILE
  wire-table FILE
  growth-table FILE…
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> Result<()> {
    match arguments {
        ["generate", folder, records, seed, order, kind] => {
            generate::run(folder, &corpus(records, seed, order, kind)?, 0, records.parse()?)
        }
        ["generate", folder, records, seed, order, kind, first, count] => {
            generate::run(folder, &corpus(records, seed, order, kind)?, first.parse()?, count.parse()?)
        }
        ["changes", folder, records, seed, files, kind] => {
            generate::changes(folder, records.parse()?, seed.parse()?, files.parse()?, *kind == "new")
        }
        ["await", address] => connection::await_answer(address),
        ["harvest", address, records, coding, name, list, seconds] => {
            harvest::run(address, records.parse()?, coding, name, list, seconds.parse()?)
        }
        ["pages", address] => pages::run(address),
        ["pages-beside", address, other] => pages::beside(address, other),
        ["selective", address, datestamps] => selective::run(address, datestamps),
        ["get-record", address, records, seed] => get_record::run(address, records.parse()?, seed.parse()?),
        ["replay-pages", address, folder, name, set, keep] => {
            replay::pages(address, folder, name, set, *keep == "keep")
        }
        ["replay-records", address, folder, records, count, seed, keep] => {
            let (records, count, seed) = (records.parse()?, count.parse()?, seed.parse()?);
            replay::records(address, folder, records, count, seed, *keep == "keep")
        }
        ["compare", windrow, nginx, list, coding, name] => compare::run(windrow, nginx, list, coding, name),
        ["crowd", address, list, pid, name, seconds] => {
            crowd::run(address, list, pid, name, seconds.parse()?)
        }
        ["yardstick", address] => yardstick::run(address),
        ["memory", pid, name] => {
            memory::run(pid, name);
            Ok(())
        }
        ["table", file] => table::run(file),
        ["wire-table", file] => wire_table::run(file),
        ["growth-table", files @ ..] => wire_table::growth(files),
        _ => Err(USAGE.into()),
    }
}

fn corpus(records: &str, seed: &str, order: &str, kind: &str) -> Result<Corpus> {
    let kind = match kind {
        "xml" => Kind::Xml,
        "jsonl" => Kind::JsonLines,
        _ => return Err(USAGE.into()),
    };
    Ok(Corpus { records: records.parse()?, seed: seed.parse()?, scattered: order == "scattered", kind })
}
