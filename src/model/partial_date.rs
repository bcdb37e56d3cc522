//! Dates of the resource with the precision that is known: a year stays a year.

use crate::model::words;
use crate::model::{InWords, Words};
use std::{fmt, str::FromStr};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::checked_text::checked_text;

/// `YYYY`, `YYYY-MM` or `YYYY-MM-DD` (W3CDTF), never padded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate(String);

checked_text!(PartialDate);

/// A text that is not such a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidPartialDate(pub String);

impl InWords for InvalidPartialDate {
    fn words(&self) -> Words {
        let Self(text) = self;
        match PartialDate::nearest(text) {
            Some(date) => words!(
                "`{text}` is not a date as it is written here; write {date}",
                "“{text}”不是这里所用的日期写法；请写成 {date}"
            ),
            None => words!(
                "`{text}` is not a date: write what is known as YYYY, YYYY-MM or YYYY-MM-DD",
                "“{text}”不是日期：请按已知的精度写成 YYYY、YYYY-MM 或 YYYY-MM-DD"
            ),
        }
    }
}

impl fmt::Display for InvalidPartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.words())
    }
}

impl std::error::Error for InvalidPartialDate {}

impl PartialDate {
    /// The date that a text in another form means, such as `2022/9/15` or `2022年9月15日`. `None` if the year does not come
    /// first: `05/09/2022` has the day first in some countries and the month in others.
    pub fn nearest(text: &str) -> Option<Self> {
        let is_separator = |character: char| " /.-\u{2010}\u{2013}年月日".contains(character);
        let parts: Vec<&str> = text.split(is_separator).filter(|part| !part.is_empty()).collect();
        let (year, rest) = parts.split_first().filter(|(year, rest)| year.len() == 4 && rest.len() <= 2)?;
        let padded = rest.iter().map(|part| format!("-{part:0>2}"));
        format!("{year}{}", padded.collect::<String>()).parse().ok()
    }

    /// The four digits of the year.
    pub fn year(&self) -> &str {
        &self.0[..4]
    }

    /// The two digits of the month, if it is known.
    pub fn month(&self) -> Option<&str> {
        self.0.get(5..7)
    }

    /// The two digits of the day, if it is known.
    pub fn day(&self) -> Option<&str> {
        self.0.get(8..10)
    }

    /// The whole date, if its day is known.
    pub fn as_day(&self) -> Option<&str> {
        self.day().map(|_| self.as_str())
    }
}

impl FromStr for PartialDate {
    type Err = InvalidPartialDate;

    fn from_str(text: &str) -> Result<Self, InvalidPartialDate> {
        let padded = match text.len() {
            4 => format!("{text}-01-01"),
            7 => format!("{text}-01"),
            _ => text.to_owned(),
        };
        let digits = padded.len() == 10
            && padded
                .bytes()
                .enumerate()
                .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
        let has_year = !padded.starts_with("0000"); // no schema has a year 0
        if digits && has_year && NaiveDate::parse_from_str(&padded, "%Y-%m-%d").is_ok() {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidPartialDate(text.to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_known_or_not() {
        let parts = |text: &str| {
            let date: PartialDate = text.parse().unwrap();
            [Some(date.year()), date.month(), date.day(), date.as_day()].map(|part| part.map(str::to_owned))
        };
        let known = |text: &str| Some(text.to_owned());
        assert_eq!(parts("2022"), [known("2022"), None, None, None]);
        assert_eq!(parts("2022-05"), [known("2022"), known("05"), None, None]);
        assert_eq!(parts("2022-05-31"), [known("2022"), known("05"), known("31"), known("2022-05-31")]);
    }

    #[test]
    fn a_date_in_another_form_is_offered_as_it_is_written_here() {
        let nearest =
            |text: &str| PartialDate::nearest(text).map(|date| date.to_string()).unwrap_or_default();
        for (text, date) in [
            ("2022/09/15", "2022-09-15"),
            ("2022年9月15日", "2022-09-15"),
            ("2022.9", "2022-09"),
            ("2022年", "2022"),
            ("2022-5", "2022-05"),
            ("05/09/2022", ""),
            ("2022/13/01", ""),
            ("2022-02-30", ""),
            ("May 2022", ""),
            ("", ""),
        ] {
            assert_eq!(nearest(text), date, "{text}");
        }
        assert!(InvalidPartialDate("2022/09/15".to_owned()).to_string().ends_with("write 2022-09-15"));
    }

    #[test]
    fn precision_is_kept_and_nonsense_refused() {
        for text in ["2022", "2022-05", "2022-05-31", "2000-02-29"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "22",
            "2022-5",
            "2022-13",
            "2022-02-30",
            "2022-05-01T00:00:00Z",
            "May 2022",
            "２０２２",
            "0000-01",
        ] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }
}
