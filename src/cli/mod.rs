//! The command line; only this room names clap.

mod address;
mod arguments;
mod diff;
mod formats;
mod health;
mod load;
mod progress;
mod serve;
mod sync;

use std::ffi::OsString;
use std::fmt::Display;
use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;

use crate::clock::SystemClock;
use crate::config::{Config, Configuration, Sources, effective};
use crate::store::sqlite::Sqlite;
use crate::telemetry;

/// How a command ended, for scripts; `windrow --help` tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Done = 0,
    Failed = 1,
    Usage = 2,
    /// Done, but for what was rejected or waits to be confirmed.
    Incomplete = 3,
    /// A rehearsal found what would change.
    Differs = 4,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        Self::from(ending as u8)
    }
}

/// Why a command failed, for the person who gave it.
struct Failure {
    ending: Ending,
    message: String,
}

impl Failure {
    fn usage(message: impl Display) -> Self {
        Self { ending: Ending::Usage, message: message.to_string() }
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self { ending: Ending::Failed, message: error.to_string() }
    }
}

/// Runs the command that the arguments name.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    match parse(arguments) {
        Ok(ending) => ending.into(),
        Err(failure) => {
            telemetry::last_words(format!("windrow: {}", failure.message));
            failure.ending.into()
        }
    }
}

fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Ending, Failure> {
    let matches = match arguments::command().try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => {
            _ = error.print();
            return Ok(if error.exit_code() == 0 { Ending::Done } else { Ending::Usage });
        }
    };
    let Some((command, matches)) = matches.subcommand() else { return Ok(Ending::Usage) };
    let (flags, file) = arguments::flags(matches);
    let configuration = Sources::of_process(flags, file)
        .and_then(|sources| Configuration::load(&sources))
        .map_err(Failure::usage)?;
    let config = &configuration.config;
    let _log = telemetry::init(config.log_format, config.log_level);
    match command {
        "serve" => serve::run(config),
        "sync" => sync::run(config, matches.get_flag(arguments::CONFIRM_DELETIONS)),
        "diff" => diff::run(
            config,
            matches.get_flag(arguments::CONFIRM_DELETIONS),
            matches.get_flag(arguments::XML),
        ),
        "load" => load::run(config, &arguments::files(matches), &arguments::source(matches)),
        "formats" => formats::run(config, &arguments::record(matches), arguments::wanted(matches)),
        "health" => health::run(&configuration),
        _ => print(&effective(&configuration)),
    }
}

/// Prints what was asked for. A reader that has gone, such as `head`, is no failure.
fn print(text: &str) -> Result<Ending, Failure> {
    _ = std::io::stdout().write_all(text.as_bytes());
    Ok(Ending::Done)
}

/// The store of this configuration.
fn open(config: &Config) -> Result<Arc<Sqlite>, Failure> {
    let store = Sqlite::open(&config.data, Arc::new(SystemClock))?;
    Ok(Arc::new(store.with_room_for_runs(config.compressed_pages.0)))
}
