//! What the speed of Windrow is measured with. `benches/run.sh` runs it step by step; `benches/README.md`
//! explains what is measured.
//!
//! Every step prints lines of a name and a number; the last one makes a table of all of them.

mod connection;
mod generate;
mod get_record;
mod harvest;
mod memory;
mod pages;
mod random;
mod table;
mod words;
mod yardstick;

use std::error::Error;
use std::process::ExitCode;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const USAGE: &str = "\
This is a part of benches/run.sh. Its steps:
  generate FOLDER RECORDS SEED in-order|scattered xml|jsonl
  await ADDRESS
  harvest ADDRESS RECORDS identity|gzip
  pages ADDRESS
  get-record ADDRESS RECORDS SEED
  yardstick ADDRESS
  memory PID NAME
  table FILE
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
            generate::run(folder, records.parse()?, seed.parse()?, *order == "scattered", kind)
        }
        ["await", address] => connection::await_answer(address),
        ["harvest", address, records, coding] => harvest::run(address, records.parse()?, coding),
        ["pages", address] => pages::run(address),
        ["get-record", address, records, seed] => get_record::run(address, records.parse()?, seed.parse()?),
        ["yardstick", address] => yardstick::run(address),
        ["memory", pid, name] => {
            memory::run(pid, name);
            Ok(())
        }
        ["table", file] => table::run(file),
        _ => Err(USAGE.into()),
    }
}
