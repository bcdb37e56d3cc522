//! The command line; only this module uses clap.

mod address;
mod arguments;
mod backup;
mod check;
mod diff;
mod ending;
mod explain;
mod export;
mod formats;
mod given;
mod health;
mod import;
mod init;
mod language;
mod load;
mod messages;
mod named;
mod open;
mod progress;
mod repair;
mod restore;
mod serve;
mod store_words;
mod sync;
mod upgrade;
mod verify;

use std::ffi::OsString;
use std::process::ExitCode;

use crate::config::{Configuration, Sources, effective};
use crate::diagnostics::Language;
use crate::model::Words;
use crate::telemetry;

use ending::{Ending, Failure, print};
use open::open;

/// Runs the command that the arguments name.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<_> = arguments.collect();
    let language = language::of_arguments(&arguments);
    match parse(arguments, language) {
        Ok(ending) => ending.into(),
        Err(failure) => {
            telemetry::last_words(format!("windrow: {}", language.of(&failure.message)));
            failure.ending.into()
        }
    }
}

fn parse(arguments: Vec<OsString>, language: Language) -> Result<Ending, Failure> {
    let matches = match arguments::command(language).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => {
            _ = error.print();
            return Ok(if error.exit_code() == 0 { Ending::Done } else { Ending::Usage });
        }
    };
    let Some((command, matches)) = matches.subcommand() else { return Ok(Ending::Usage) };
    let (flags, file) = given::flags(matches);
    let configuration = Sources::of_process(flags, file)
        .and_then(|sources| Configuration::load(&sources))
        .map_err(|problems| Failure::usage(Words::same(problems.to_string())))?;
    let config = &configuration.config;
    let _log = telemetry::init(config.log_format, config.log_level);
    match command {
        "serve" => serve::run(config),
        "sync" => sync::run(config, matches.get_flag(arguments::CONFIRM_DELETIONS)),
        "init" => init::run(config, given::new_folder(matches), given::answers(matches)),
        "check" if let Some(code) = given::code(matches) => explain::run(config, code),
        "check" => check::run(config, &given::files(matches), matches.get_flag(arguments::JSON)),
        "diff" => diff::run(
            config,
            matches.get_flag(arguments::CONFIRM_DELETIONS),
            matches.get_flag(arguments::XML),
        ),
        "export" => export::run(config, &given::folder_named(matches), given::format(matches)),
        "import" => import::run(config, &given::import_of(matches, &given::files(matches))),
        "load" => {
            load::run(config, &given::files(matches), &given::source(matches), given::load_options(matches))
        }
        "formats" => formats::run(config, &given::record(matches), given::wanted(matches)),
        "upgrade" => upgrade::run(config),
        "health" => health::run(&configuration),
        "verify" => verify::run(config),
        "backup" => backup::run(config, &given::folder_named(matches)),
        "restore" => {
            restore::run(config, &given::folder_named(matches), matches.get_flag(arguments::REPLACE_LOST))
        }
        "repair" if matches.get_flag(arguments::CLOCK) => {
            repair::run_clock(config, matches.get_flag(arguments::YES))
        }
        "repair" => repair::run(config),
        _ => print(&effective(&configuration)),
    }
}
