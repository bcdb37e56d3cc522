//! Where values come from, and which of them counts.

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use super::file;
use super::given::{Given, Origin, Texts};
use super::of_a_service;
use super::setting::Setting;
use super::settings::{Config, SETTINGS, setting};
use super::suggestion::suggestion;

/// The file that is read if it is there and no other is named.
const DEFAULT_FILE: &str = "windrow.toml";
/// Names the file. It is not a setting, because it could not be in the file itself.
const FILE_VARIABLE: &str = "WINDROW_CONFIG";
/// Variables that the project's own tests read; the program leaves them alone.
const TEST_VARIABLES: &str = "WINDROW_TEST_";

/// Everything that is wrong with the configuration, each with its place and its remedy.
#[derive(Debug, PartialEq, Eq)]
pub struct Problems(pub Vec<String>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for Problems {}

/// What the process was given.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Keys of settings with the values of their flags.
    pub flags: Vec<(&'static str, String)>,
    /// The environment, other programs' variables included.
    pub environment: Vec<(OsString, OsString)>,
    /// The configuration file: its name and its text.
    pub file: Option<(PathBuf, String)>,
}

impl Sources {
    /// What this process was given: the flags, `--config` if it was used, and what the machine has.
    pub fn of_process(flags: Vec<(&'static str, String)>, file: Option<PathBuf>) -> Result<Self, Problems> {
        let file = file
            .or_else(|| std::env::var_os(FILE_VARIABLE).filter(|name| !name.is_empty()).map(PathBuf::from));
        Ok(Self { flags, environment: std::env::vars_os().collect(), file: read(file)? })
    }
}

/// The named file, which must be there, or the default one, which need not.
fn read(named: Option<PathBuf>) -> Result<Option<(PathBuf, String)>, Problems> {
    let path = match &named {
        Some(path) => path,
        None if !Path::new(DEFAULT_FILE).exists() => return Ok(None),
        None => Path::new(DEFAULT_FILE),
    };
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some((path.to_owned(), text))),
        Err(error) => Err(Problems(vec![format!(
            "{}: the configuration file cannot be read ({error}); correct that, or name another file with --config",
            path.display()
        )])),
    }
}

/// The effective configuration, and where each value came from.
#[derive(Clone, Debug)]
pub struct Configuration {
    pub config: Config,
    pub(super) given: Vec<Given>,
}

impl Configuration {
    /// Whether the value of this setting was given as a flag.
    pub fn is_flag(&self, key: &str) -> bool {
        let mut given = self.given.iter().filter(|given| given.setting.key == key);
        given.any(|given| matches!(given.origin, Origin::Flag(_)))
    }

    /// Flags over environment over file over defaults; all problems at once.
    pub fn load(sources: &Sources) -> Result<Self, Problems> {
        let mut texts = defaults();
        if let Some((name, text)) = &sources.file {
            let (given, problems) = file::read(&name.display().to_string(), text);
            given.into_iter().for_each(|given| texts.put(given));
            texts.problems.extend(problems);
        }
        for (name, value) in &sources.environment {
            match variable(name, value) {
                Ok(Some(given)) => texts.put(given),
                Ok(None) => {}
                Err(problem) => texts.problems.push(problem),
            }
        }
        for (key, text) in &sources.flags {
            if let Some(setting) = setting(key) {
                texts.put(Given { setting, text: text.clone(), origin: Origin::Flag(setting.flag()) });
            }
        }
        match Config::parse(&mut texts) {
            Some(config) if texts.problems.is_empty() => Ok(Self { config, given: texts.given }),
            _ => Err(Problems(texts.problems)),
        }
    }
}

/// Every setting at its default.
fn defaults() -> Texts {
    let given = SETTINGS.iter().map(|setting| Given {
        setting,
        text: setting.default.to_owned(),
        origin: Origin::Default,
    });
    Texts { given: given.collect(), problems: Vec::new() }
}

/// The value of an environment variable; nothing if it is not one of Windrow.
fn variable(name: &OsString, value: &OsString) -> Result<Option<Given>, String> {
    let name = name.to_string_lossy();
    let ours = name.starts_with("WINDROW_") && name != FILE_VARIABLE && !name.starts_with(TEST_VARIABLES);
    if !ours {
        return Ok(None);
    }
    let Some(setting) = SETTINGS.iter().find(|setting| setting.variable() == name) else {
        if of_a_service::is_variable(&name, &value.to_string_lossy()) {
            return Ok(None);
        }
        let names = SETTINGS.iter().map(Setting::variable);
        return Err(format!("{name}: unknown variable{}", suggestion(&name, names)));
    };
    let text = value
        .to_str()
        .ok_or_else(|| format!("{name}: the value is not UTF-8; write it in UTF-8"))?
        .to_owned();
    Ok(Some(Given { setting, text, origin: Origin::Variable(name.into_owned()) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(
        file: &str,
        environment: &[(&str, &str)],
        flags: &[(&'static str, &str)],
    ) -> Result<Configuration, Problems> {
        Configuration::load(&Sources {
            flags: flags.iter().map(|(key, text)| (*key, (*text).to_owned())).collect(),
            environment: environment.iter().map(|(name, value)| (name.into(), value.into())).collect(),
            file: (!file.is_empty()).then(|| ("windrow.toml".into(), file.to_owned())),
        })
    }

    fn origin<'a>(configuration: &'a Configuration, key: &str) -> &'a Origin {
        &configuration.given.iter().find(|given| given.setting.key == key).unwrap().origin
    }

    #[test]
    fn every_default_is_a_legal_value() {
        let configuration = load("", &[], &[]).unwrap();
        assert_eq!(configuration.config.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(configuration.config.token_lifetime.0, 30 * 86_400);
    }

    #[test]
    fn a_flag_counts_over_a_variable_over_the_file_over_the_default() {
        let file = "page_size = 2\nworkers = 2\nrecords = \"f\"\n";
        let variables = [("WINDROW_PAGE_SIZE", "3"), ("WINDROW_WORKERS", "3"), ("HOME", "/root")];
        let configuration = load(file, &variables, &[("page_size", "4")]).unwrap();
        assert_eq!(configuration.config.page_size.0, 4);
        assert_eq!(origin(&configuration, "page_size"), &Origin::Flag("page-size".into()));
        assert_eq!(configuration.config.workers.number(), 3);
        assert_eq!(origin(&configuration, "workers"), &Origin::Variable("WINDROW_WORKERS".into()));
        assert_eq!(configuration.config.records, PathBuf::from("f"));
        assert_eq!(origin(&configuration, "records"), &Origin::File("windrow.toml:3:1".into()));
        assert_eq!(origin(&configuration, "data"), &Origin::Default);
    }

    #[test]
    fn all_problems_are_reported_together_each_with_its_position_and_remedy() {
        let file = "# mine\nlog_format = \"xml\"\npagesize = 5\nlisten = [1]\n";
        let Problems(problems) =
            load(file, &[("WINDROW_LISTENN", "x"), ("WINDROW_ZZZ", "x")], &[("workers", "many")])
                .unwrap_err();
        assert_eq!(
            problems,
            [
                "windrow.toml:3:1: unknown key `pagesize`, did you mean `page_size`?",
                "windrow.toml:4:10: listen is an array here; write a string, a number, or true or false",
                "WINDROW_LISTENN: unknown variable, did you mean `WINDROW_LISTEN`?",
                "WINDROW_ZZZ: unknown variable; `windrow --help` lists all settings",
                "windrow.toml:2:1: `xml` is not a value of log_format: give one of `text`, `json`",
                "--workers: `many` is not a value of workers: give a whole number from 1 to 1024, or `auto`",
            ]
        );
    }

    #[test]
    fn variables_of_the_tests_and_of_others_are_left_alone() {
        let variables =
            [("WINDROW_TEST_OUTSIDE", "1"), ("WINDROW_CONFIG", "x"), ("WINDROWS", "1"), ("PATH", "/")];
        assert!(load("", &variables, &[]).is_ok());
    }
}
