//! The kinds of values that settings have, each with one door: [`Value::parse`].

use std::fmt;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

use crate::diagnostics::Language;

/// A value of a setting.
pub(super) trait Value: Sized {
    /// Reads the value; `Err` says what would be one.
    fn parse(text: &str) -> Result<Self, String>;
}

/// A number of things, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count(pub usize);

/// A size in bytes, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bytes(pub usize);

/// Room on a disk, in bytes; 0 for none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room(pub u64);

/// A span of time in whole seconds, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seconds(pub u32);

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Switch(pub bool);

/// A number of threads, or as many as there are processors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Workers(pub Option<NonZeroUsize>);

/// Where to listen: a host name or an address (IPv6 in brackets), and a port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listen {
    pub host: String,
    pub port: u16,
}

/// The language of messages, or that of the locale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lang(pub Option<Language>);

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    Text,
    Json,
}

/// The least that is logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LogLevel {
    Error,
    Warn,
    Info,
    Debug,
    Trace,
}

impl Workers {
    /// The number of threads on this machine.
    pub fn number(self) -> usize {
        let processors = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        self.0.map_or(processors, NonZeroUsize::get)
    }
}

impl Lang {
    /// The language; a locale that is neither English nor Chinese counts as English.
    pub fn language(self) -> Language {
        let locale = || ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(non_empty);
        self.0.or_else(|| locale()?.parse().ok()).unwrap_or_default()
    }
}

/// A variable of the environment that has a value.
fn non_empty(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

impl Seconds {
    /// The span as a [`Duration`].
    pub const fn duration(self) -> Duration {
        Duration::from_secs(self.0 as u64)
    }
}

impl fmt::Display for Listen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

impl Value for PathBuf {
    fn parse(text: &str) -> Result<Self, String> {
        if text.is_empty() { Err("give the path of a folder".into()) } else { Ok(text.into()) }
    }
}

impl Value for Count {
    fn parse(text: &str) -> Result<Self, String> {
        let number = text.parse().ok().filter(|number| (1..=1_000_000).contains(number));
        number.map(Self).ok_or_else(|| "give a whole number from 1 to 1000000".into())
    }
}

impl Value for Workers {
    fn parse(text: &str) -> Result<Self, String> {
        if text == "auto" {
            return Ok(Self(None));
        }
        let number = text.parse::<NonZeroUsize>().ok().filter(|number| number.get() <= 1024);
        number
            .map(|number| Self(Some(number)))
            .ok_or_else(|| "give a whole number from 1 to 1024, or `auto`".into())
    }
}

/// The units of sizes.
const SIZES: &[(&str, u64)] = &[
    ("", 1),
    ("B", 1),
    ("kB", 1000),
    ("KB", 1000),
    ("MB", 1_000_000),
    ("GB", 1_000_000_000),
    ("KiB", 1 << 10),
    ("MiB", 1 << 20),
    ("GiB", 1 << 30),
    ("TiB", 1 << 40),
];

impl Value for Bytes {
    fn parse(text: &str) -> Result<Self, String> {
        let bytes = scaled(text, SIZES).filter(|bytes| (1..=1 << 30).contains(bytes));
        bytes
            .and_then(|bytes| usize::try_from(bytes).ok())
            .map(Self)
            .ok_or_else(|| "give a size up to 1 GiB, such as `65536`, `64 KiB` or `4 MiB`".into())
    }
}

impl Value for Room {
    fn parse(text: &str) -> Result<Self, String> {
        let bytes = scaled(text, SIZES).filter(|bytes| *bytes <= 1 << 50);
        bytes.map(Self).ok_or_else(|| "give a size, such as `512 MiB` or `8 GiB`, or `0` for none".into())
    }
}

impl Value for Seconds {
    fn parse(text: &str) -> Result<Self, String> {
        const UNITS: &[(&str, u64)] =
            &[("", 1), ("s", 1), ("m", 60), ("min", 60), ("h", 3600), ("d", 86_400), ("w", 604_800)];
        const TEN_YEARS: u64 = 315_360_000;
        let seconds = scaled(text, UNITS).filter(|seconds| (1..=TEN_YEARS).contains(seconds));
        seconds.and_then(|seconds| u32::try_from(seconds).ok()).map(Self).ok_or_else(|| {
            "give a duration in seconds or with a unit, such as `90`, `30s`, `10m`, `12h` or `30d`".into()
        })
    }
}

/// A whole number with a unit after it, spaces between them allowed.
fn scaled(text: &str, units: &[(&str, u64)]) -> Option<u64> {
    let end = text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let (_, scale) = units.iter().find(|(name, _)| *name == unit.trim_start())?;
    number.parse::<u64>().ok()?.checked_mul(*scale)
}

impl Value for Switch {
    fn parse(text: &str) -> Result<Self, String> {
        one_of(
            text,
            &[("on", Self(true)), ("off", Self(false)), ("true", Self(true)), ("false", Self(false))],
        )
    }
}

impl Value for Lang {
    fn parse(text: &str) -> Result<Self, String> {
        one_of(
            text,
            &[
                ("en", Self(Some(Language::English))),
                ("zh", Self(Some(Language::Chinese))),
                ("auto", Self(None)),
            ],
        )
    }
}

impl Value for LogFormat {
    fn parse(text: &str) -> Result<Self, String> {
        one_of(text, &[("text", Self::Text), ("json", Self::Json)])
    }
}

impl Value for LogLevel {
    fn parse(text: &str) -> Result<Self, String> {
        let levels = [
            ("error", Self::Error),
            ("warn", Self::Warn),
            ("info", Self::Info),
            ("debug", Self::Debug),
            ("trace", Self::Trace),
        ];
        one_of(text, &levels)
    }
}

fn one_of<T: Copy>(text: &str, words: &[(&str, T)]) -> Result<T, String> {
    let found = words.iter().find(|(word, _)| *word == text);
    found.map(|(_, value)| *value).ok_or_else(|| {
        let words: Vec<_> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
        format!("give one of {}", words.join(", "))
    })
}

impl Value for Listen {
    fn parse(text: &str) -> Result<Self, String> {
        let remedy = || "give an address and a port, such as `127.0.0.1:8080` or `[::]:8080`".to_owned();
        let (host, port) = text.rsplit_once(':').ok_or_else(remedy)?;
        let bracketed = host.starts_with('[') && host.ends_with(']') && host.len() > 2;
        let plain = !host.is_empty() && !host.contains([':', '/', '[', ']', ' ', '@']);
        match port.parse() {
            Ok(port) if bracketed || plain => Ok(Self { host: host.to_owned(), port }),
            _ => Err(remedy()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_spans_have_units() {
        for (text, bytes) in [("1", 1), ("64 KiB", 65_536), ("4MiB", 4 << 20), ("2 MB", 2_000_000), ("7B", 7)]
        {
            assert_eq!(Bytes::parse(text), Ok(Bytes(bytes)), "{text}");
        }
        for (text, seconds) in [("90", 90), ("30s", 30), ("10 m", 600), ("12h", 43_200), ("30d", 2_592_000)] {
            assert_eq!(Seconds::parse(text), Ok(Seconds(seconds)), "{text}");
        }
        for text in ["", "0", "-1", "1.5s", "1 month", "s", "99999999999999999999", "5000000000w", "1 2"] {
            assert!(Seconds::parse(text).is_err(), "{text}");
            assert!(Bytes::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn room_may_be_none_and_large() {
        for (text, bytes) in [("0", 0), ("8 GiB", 8 << 30), ("2TiB", 2 << 40)] {
            assert_eq!(Room::parse(text), Ok(Room(bytes)), "{text}");
        }
        for text in ["", "-1", "much", "2048 TiB", "99999999999999999999 GiB"] {
            assert!(Room::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_listening_address_has_a_port() {
        for text in ["127.0.0.1:8080", "localhost:0", "[::1]:80"] {
            assert_eq!(Listen::parse(text).map(|listen| listen.to_string()), Ok(text.to_owned()));
        }
        for text in ["8080", ":8080", "127.0.0.1", "::1:80", "[]:80", "http://x:80", "x:65536", "x:", ""] {
            assert!(Listen::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn words_outside_a_list_are_reported_with_the_list() {
        assert_eq!(LogFormat::parse("xml"), Err("give one of `text`, `json`".into()));
        assert_eq!(Switch::parse("on"), Ok(Switch(true)));
        assert!(Switch::parse("ON").is_err());
    }
}
