//! The command line. The flags of settings come from their table.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::config::{SETTINGS, Setting};
use crate::ingest::LoadOptions;

use super::init::QUESTIONS;

pub(super) const CONFIRM_DELETIONS: &str = "confirm-deletions";
pub(super) const XML: &str = "xml";
pub(super) const JSON: &str = "json";
const CONFIG: &str = "config";
const SOURCE: &str = "source";
const FILES: &str = "files";
const OLDER: &str = "older";
const ESCAPE_IDENTIFIERS: &str = "escape-identifiers";
const RECORD: &str = "record";
const AS: &str = "as";
const FOLDER: &str = "folder";
pub(super) const CLOCK: &str = "clock";
pub(super) const YES: &str = "yes";
pub(super) const REPLACE_LOST: &str = "replace-lost";

const ENDINGS: &str = "\
Exit status:
  0  success
  1  failure
  2  the command or the configuration is wrong
  3  finished, but records were rejected, files have errors, deletions wait for confirmation,
     or the store has damage that was found (verify) or not repaired (repair)
  4  `diff` found changes

Every setting can be a flag, an environment variable (WINDROW_LISTEN for --listen) or a key in windrow.toml
(listen). `--help` shows all settings, `windrow config` those in effect.";

/// The whole command line.
pub(super) fn command() -> Command {
    Command::new("windrow")
        .version(env!("CARGO_PKG_VERSION"))
        .about("An OAI-PMH 2.0 data provider: article metadata in a folder, served to every harvester.")
        .after_help(ENDINGS)
        .arg_required_else_help(true)
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .subcommand(
            Command::new("serve").about("Serve the repository, and follow changes of the records folder"),
        )
        .subcommand(init())
        .subcommand(check())
        .subcommand(sync())
        .subcommand(diff())
        .subcommand(load())
        .subcommand(formats())
        .subcommand(
            Command::new("upgrade")
                .about("Upgrade the store to the version of this program; stop the server first"),
        )
        .subcommand(
            Command::new("verify").about("Check the whole store for damage; the server may be running"),
        )
        .subcommand(repair())
        .subcommand(backup())
        .subcommand(restore())
        .subcommand(Command::new("health").about("Check the health of the local server"))
        .subcommand(
            Command::new("config").about("Show the effective configuration, and where each value came from"),
        )
        .next_help_heading("Settings")
        .arg(
            Arg::new(CONFIG)
                .long(CONFIG)
                .value_name("FILE")
                .global(true)
                .value_parser(value_parser!(PathBuf))
                .help("The configuration file, instead of windrow.toml"),
        )
        .args(SETTINGS.iter().map(flag))
}

fn init() -> Command {
    let answer = |question: &super::init::Question| {
        Arg::new(question.flag).long(question.flag).value_name("TEXT").help(question.about)
    };
    Command::new("init")
        .about(
            "Create a records folder with a repository, a journal, an issue, a first article and a template",
        )
        .arg(
            Arg::new(FOLDER).value_name("DIR").value_parser(value_parser!(PathBuf)).help(
                "The new folder, instead of the one that --records names; nothing in it is overwritten",
            ),
        )
        .args(QUESTIONS.iter().map(answer))
}

fn check() -> Command {
    Command::new("check")
        .about("Check the files of the records folder without a store, and write nothing")
        .arg(
            Arg::new(FILES)
                .value_name("FILE")
                .num_args(0..)
                .value_parser(value_parser!(PathBuf))
                .help("Files or folders in the records folder; without any, all files are checked"),
        )
        .arg(
            Arg::new(JSON)
                .long(JSON)
                .action(ArgAction::SetTrue)
                .help("Print a JSON object for each problem, on a line of its own"),
        )
}

fn sync() -> Command {
    Command::new("sync").about("Synchronise the store with the records folder, once").arg(confirm_deletions())
}

fn diff() -> Command {
    Command::new("diff")
        .about("Show which records `sync` would change, and write nothing")
        .arg(Arg::new(XML).long(XML).action(ArgAction::SetTrue).help("Also show the lines that change"))
        .arg(confirm_deletions())
}

fn confirm_deletions() -> Arg {
    Arg::new(CONFIRM_DELETIONS)
        .long(CONFIRM_DELETIONS)
        .action(ArgAction::SetTrue)
        .help("Publish deletions even if their number looks like an accident")
}

fn load() -> Command {
    Command::new("load")
        .about("Load files of records: OAI-PMH responses as harvesters save them, and JSON Lines")
        .arg(
            Arg::new(FILES)
                .value_name("FILE")
                .required(true)
                .num_args(1..)
                .value_parser(value_parser!(PathBuf))
                .help("The files; of records without datestamps, the version that is loaded last counts"),
        )
        .arg(
            Arg::new(SOURCE)
                .long(SOURCE)
                .value_name("NAME")
                .required(true)
                .help("The source that the records belong to; no other source may change them"),
        )
        .arg(Arg::new(OLDER).long(OLDER).action(ArgAction::SetTrue).help(
            "Take a version of a record that is older at its origin than the one here, which otherwise stays",
        ))
        .arg(Arg::new(ESCAPE_IDENTIFIERS).long(ESCAPE_IDENTIFIERS).action(ArgAction::SetTrue).help(
            "Write characters that no identifier can have as %XX, such as a space as %20, instead of rejecting the record",
        ))
}

fn formats() -> Command {
    Command::new("formats")
        .about("Show in which formats a record is available, and why not in the others")
        .arg(
            Arg::new(RECORD)
                .value_name("RECORD")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help("A record file, or the identifier of a stored record"),
        )
        .arg(Arg::new(AS).long(AS).value_name("NAME").help("Print the record in this format instead"))
}

fn repair() -> Command {
    Command::new("repair")
        .about("Repair damage that `verify` finds, as far as possible; stop the server first")
        .arg(Arg::new(CLOCK).long(CLOCK).action(ArgAction::SetTrue).help(
            "If a wrong clock has put the store into the future: show what resetting it to the clock would do",
        ))
        .arg(Arg::new(YES).long(YES).action(ArgAction::SetTrue).requires(CLOCK).help("With --clock: do it"))
}

fn backup() -> Command {
    Command::new("backup")
        .about("Write a backup of the store into a folder; the server may be running")
        .arg(folder("The folder for the backup; it must not contain one yet"))
}

fn restore() -> Command {
    Command::new("restore")
        .about("Restore a backup; an existing store is changed until it has the same records")
        .arg(folder("The folder that `windrow backup` wrote"))
        .arg(Arg::new(REPLACE_LOST).long(REPLACE_LOST).action(ArgAction::SetTrue).help(
            "Restore even if the data folder contains parts of a lost store; they are renamed to *.lost",
        ))
}

fn folder(help: &'static str) -> Arg {
    Arg::new(FOLDER).value_name("DIR").required(true).value_parser(value_parser!(PathBuf)).help(help)
}

/// The flag of a setting. Its value is read later, together with those from elsewhere.
fn flag(setting: &'static Setting) -> Arg {
    let default = match setting.default {
        "" => String::new(),
        default => format!(" [default: {default}]"),
    };
    Arg::new(setting.key)
        .long(setting.flag())
        .value_name(setting.placeholder)
        .global(true)
        .allow_hyphen_values(true)
        .hide_short_help(!setting.common)
        .help(format!("{}{default}", setting.about.replace('`', "")))
}

/// The settings that were given as flags, and the configuration file.
pub(super) fn flags(matches: &ArgMatches) -> (Vec<(&'static str, String)>, Option<PathBuf>) {
    let given = SETTINGS.iter().filter_map(|setting| {
        let text = matches.get_one::<String>(setting.key)?;
        Some((setting.key, text.clone()))
    });
    (given.collect(), matches.get_one(CONFIG).cloned())
}

pub(super) fn files(matches: &ArgMatches) -> Vec<PathBuf> {
    matches.get_many(FILES).into_iter().flatten().cloned().collect()
}

/// The folder that `init` creates, if it is named.
pub(super) fn new_folder(matches: &ArgMatches) -> Option<PathBuf> {
    matches.get_one(FOLDER).cloned()
}

/// What was answered to the questions of `init`.
pub(super) fn answers(matches: &ArgMatches) -> [Option<String>; 3] {
    QUESTIONS.map(|question| matches.get_one(question.flag).cloned())
}

/// The folder of a backup.
pub(super) fn folder_of_backup(matches: &ArgMatches) -> PathBuf {
    matches.get_one(FOLDER).cloned().unwrap_or_default()
}

pub(super) fn source(matches: &ArgMatches) -> String {
    matches.get_one(SOURCE).cloned().unwrap_or_default()
}

pub(super) fn load_options(matches: &ArgMatches) -> LoadOptions {
    LoadOptions {
        takes_older: matches.get_flag(OLDER),
        escapes_identifiers: matches.get_flag(ESCAPE_IDENTIFIERS),
    }
}

pub(super) fn record(matches: &ArgMatches) -> PathBuf {
    matches.get_one(RECORD).cloned().unwrap_or_default()
}

pub(super) fn wanted(matches: &ArgMatches) -> Option<&str> {
    matches.get_one::<String>(AS).map(String::as_str)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_command_line_is_consistent() {
        super::command().debug_assert();
    }
}
