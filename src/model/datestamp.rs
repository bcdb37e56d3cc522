//! UTCdatetime (§3.3): the dates and times of the protocol, in UTC, to the second.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// A moment in UTC to the second, written `YYYY-MM-DDThh:mm:ssZ` (§3.3).
///
/// The value is the number of seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Datestamp(i64);

/// The two granularities of §3.3.1, in the spelling that Identify uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Granularity {
    /// `YYYY-MM-DD`
    Day,
    /// `YYYY-MM-DDThh:mm:ssZ`
    Second,
}

impl Granularity {
    /// The spelling of the `granularity` element (§4.2).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "YYYY-MM-DD",
            Self::Second => "YYYY-MM-DDThh:mm:ssZ",
        }
    }
}

/// A text that is neither `YYYY-MM-DD` nor `YYYY-MM-DDThh:mm:ssZ`, or a date that no calendar has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidDate(pub String);

impl fmt::Display for InvalidDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a date of the form YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ", self.0)
    }
}

impl std::error::Error for InvalidDate {}

impl Datestamp {
    /// The last second that four digits of a year can write.
    pub const MAX: Self = Self(253_402_300_799);

    /// From seconds since 1970-01-01T00:00:00Z; what four year digits cannot write becomes the nearest that they can.
    pub const fn from_unix(seconds: i64) -> Self {
        const MIN: i64 = -62_135_596_800; // 0001-01-01: xs:date has no year 0
        Self(if seconds < MIN {
            MIN
        } else if seconds > Self::MAX.0 {
            Self::MAX.0
        } else {
            seconds
        })
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub const fn unix(self) -> i64 {
        self.0
    }

    /// The moment `seconds` later (earlier if negative).
    pub const fn plus(self, seconds: i64) -> Self {
        Self::from_unix(self.0.saturating_add(seconds))
    }

    /// Reads an argument of either granularity (§3.3.1), exactly as spelled there, and says which it was.
    ///
    /// A day stands for its first second. Errs on every other spelling, and on dates that do not exist.
    pub fn parse(text: &str) -> Result<(Self, Granularity), InvalidDate> {
        let refuse = || InvalidDate(text.to_owned());
        // chrono takes signs, padding and short fields; the protocol does not, so the shape is checked first.
        let shape = |pattern: &str| {
            text.len() == pattern.len()
                && text.bytes().zip(pattern.bytes()).all(|(byte, expected)| {
                    if expected == b'0' { byte.is_ascii_digit() } else { byte == expected }
                })
        };
        let (moment, granularity) = if shape("0000-00-00") {
            let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| refuse())?;
            (day.and_hms_opt(0, 0, 0).ok_or_else(refuse)?, Granularity::Day)
        } else if shape("0000-00-00T00:00:00Z") && &text[17..19] != "60" {
            let moment = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%SZ").map_err(|_| refuse())?;
            (moment, Granularity::Second)
        } else {
            return Err(refuse());
        };
        if moment.year() == 0 {
            return Err(refuse()); // §3.3 refers to ISO 8601 as xs:date has it, and that has no year 0000
        }
        Ok((Self(moment.and_utc().timestamp()), granularity))
    }

    /// The last second of the UTC day of this moment: what `until` means at day granularity (§2.7.1, inclusive).
    pub const fn end_of_day(self) -> Self {
        Self(self.0 - self.0.rem_euclid(86_400) + 86_399)
    }
}

impl fmt::Display for Datestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let moment = DateTime::from_timestamp(self.0, 0).unwrap_or_default();
        moment.format("%Y-%m-%dT%H:%M:%SZ").fmt(f)
    }
}

impl FromStr for Datestamp {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        Self::parse(text).map(|(moment, _)| moment)
    }
}

impl Serialize for Datestamp {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Datestamp {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_granularities_are_read_and_written_back() {
        for text in ["2022-05-01T12:34:56Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"] {
            let (moment, granularity) = Datestamp::parse(text).unwrap();
            assert_eq!(granularity, Granularity::Second);
            assert_eq!(moment.to_string(), text);
        }
        let (day, granularity) = Datestamp::parse("2000-02-29").unwrap();
        assert_eq!(granularity, Granularity::Day);
        assert_eq!(day.to_string(), "2000-02-29T00:00:00Z");
        assert_eq!(day.end_of_day().to_string(), "2000-02-29T23:59:59Z");
    }

    #[test]
    fn every_other_spelling_and_every_impossible_date_is_refused() {
        for text in [
            "",
            "2002",
            "2002-05",
            "2002-5-1",
            "20020501",
            "2002-05-01T00:00:00",
            "2002-05-01T00:00:00z",
            "2002-05-01t00:00:00Z",
            "2002-05-01T00:00:00+00:00",
            "2002-05-01T00:00:00.0Z",
            "2002-05-01T00:00Z",
            " 2002-05-01",
            "2002-05-01 ",
            "2002-13-01",
            "2002-02-30",
            "1900-02-29",
            "2001-02-29",
            "0000-01-01",
            "2002-05-01T24:00:00Z",
            "2002-05-01T25:00:00Z",
            "2002-05-01T23:59:60Z",
            "+002-05-01",
            "２００２-05-01",
        ] {
            assert_eq!(Datestamp::parse(text), Err(InvalidDate(text.to_owned())), "{text}");
        }
    }

    #[test]
    fn what_no_year_can_write_is_clamped() {
        assert_eq!(Datestamp::from_unix(i64::MAX).to_string(), "9999-12-31T23:59:59Z");
        assert_eq!(Datestamp::from_unix(i64::MIN).to_string(), "0001-01-01T00:00:00Z");
    }
}
