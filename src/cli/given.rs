//! The command line as it was given.

use std::path::PathBuf;

use clap::ArgMatches;

use crate::config::SETTINGS;
use crate::ingest::LoadOptions;

use super::arguments::{
    AS, CONFIG, DRY_RUN, ESCAPE_IDENTIFIERS, EXPLAIN, FILES, FOLDER, FORMAT, FROM, INTO, OLDER, RECORD,
    SOURCE,
};
use super::import::Wanted;
use super::init::QUESTIONS;

/// The settings that were given as flags, and the configuration file.
pub(super) fn flags(matches: &ArgMatches) -> (Vec<(&'static str, String)>, Option<PathBuf>) {
    let given = SETTINGS.iter().filter_map(|setting| {
        let text = matches.get_one::<String>(setting.key)?;
        Some((setting.key, text.clone()))
    });
    (given.collect(), matches.get_one(CONFIG).cloned())
}

/// The code that is to be explained.
pub(super) fn code(matches: &ArgMatches) -> Option<&str> {
    matches.get_one::<String>(EXPLAIN).map(String::as_str)
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

/// The folder that is named: of a backup, or for files.
pub(super) fn folder_named(matches: &ArgMatches) -> PathBuf {
    matches.get_one(FOLDER).cloned().unwrap_or_default()
}

pub(super) fn source(matches: &ArgMatches) -> String {
    matches.get_one(SOURCE).cloned().unwrap_or_default()
}

/// The format of an export.
pub(super) fn format(matches: &ArgMatches) -> &str {
    matches.get_one::<String>(FORMAT).map_or("", String::as_str)
}

/// What is asked of an import; `files` are its files.
pub(super) fn import_of<'w>(matches: &'w ArgMatches, files: &'w [PathBuf]) -> Wanted<'w> {
    Wanted {
        files,
        into: matches.get_one(INTO).cloned(),
        from: matches.get_one::<String>(FROM).map(String::as_str),
        dry_run: matches.get_flag(DRY_RUN),
    }
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
