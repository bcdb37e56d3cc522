//! UTCdatetime (§3.3): the dates and times of the protocol, in UTC, to the second.

use super::words::Packed;
use crate::model::words;
use crate::model::{InWords, Words};
use std::{fmt, str::FromStr};

use chrono::{Datelike, NaiveDate};
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

impl InWords for InvalidDate {
    fn words(&self) -> Words {
        let Self(text) = self;
        words!(
            "`{text}` is not a date of the form YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ",
            "“{text}”不是 YYYY-MM-DD 或 YYYY-MM-DDThh:mm:ssZ 格式的日期"
        )
    }
}

impl fmt::Display for InvalidDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.words())
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
        let shape = |pattern: &str| {
            text.len() == pattern.len()
                && text.bytes().zip(pattern.bytes()).all(|(byte, expected)| {
                    if expected == b'0' { byte.is_ascii_digit() } else { byte == expected }
                })
        };
        let field = |digits: &str| digits.parse().ok();
        // the shape is looked at before this is called: there are digits where it takes them
        let moment = |time: &str| {
            let day =
                NaiveDate::from_ymd_opt(text[..4].parse().ok()?, field(&text[5..7])?, field(&text[8..10])?)?;
            day.and_hms_opt(field(&time[..2])?, field(&time[3..5])?, field(&time[6..8])?)
        };
        let (moment, granularity) = if shape("0000-00-00") {
            (moment("00:00:00").ok_or_else(refuse)?, Granularity::Day)
        } else if shape("0000-00-00T00:00:00Z") {
            (moment(&text[11..]).ok_or_else(refuse)?, Granularity::Second)
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
    /// Written by hand, because every header of every list has one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = civil(self.0.div_euclid(86_400));
        let second = self.0.rem_euclid(86_400);
        let mut text = *b"0000-00-00T00:00:00Z";
        let fields = [
            (0, year / 100),
            (2, year % 100),
            (5, month),
            (8, day),
            (11, second / 3600),
            (14, second / 60 % 60),
            (17, second % 60),
        ];
        for (at, number) in fields {
            text[at] = digit(number / 10);
            text[at + 1] = digit(number % 10);
        }
        f.write_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

/// The decimal digit of a number below ten.
fn digit(number: i64) -> u8 {
    b'0' + u8::try_from(number).unwrap_or_default()
}

/// Year, month and day of the day so many days after 1970-01-01, in the Gregorian calendar.
///
/// Years begin in March here, so that the leap day is the last of its year, and come in eras of 400.
const fn civil(day: i64) -> (i64, i64, i64) {
    const DAYS_OF_ERA: i64 = 146_097;
    let since = day + 719_468; // 0000-03-01
    let day = since.rem_euclid(DAYS_OF_ERA);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let year = year + since.div_euclid(DAYS_OF_ERA) * 400;
    let day = day - (153 * month + 2) / 5 + 1;
    if month < 10 { (year, month + 3, day) } else { (year + 1, month - 9, day) }
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
        text.parse().map_err(|error: InvalidDate| serde::de::Error::custom(Packed::from(error)))
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
    fn every_day_is_written_as_the_calendar_has_it() {
        let mut moment = Datestamp::from_unix(i64::MIN);
        while moment < Datestamp::MAX {
            let expected = chrono::DateTime::from_timestamp(moment.unix(), 0).unwrap();
            assert_eq!(moment.to_string(), expected.format("%Y-%m-%dT%H:%M:%SZ").to_string());
            moment = moment.plus(86_399); // every day, at another second each time
        }
    }

    #[test]
    fn what_no_year_can_write_is_clamped() {
        assert_eq!(Datestamp::from_unix(i64::MAX).to_string(), "9999-12-31T23:59:59Z");
        assert_eq!(Datestamp::from_unix(i64::MIN).to_string(), "0001-01-01T00:00:00Z");
    }
}
