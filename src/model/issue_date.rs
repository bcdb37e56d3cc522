//! Dates of issues that are not those of days: seasons, and ranges of years or months.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::words::Packed;
use super::{PartialDate, Words, words};

/// A season of a year, `spring 2024`, or a range of dates, `2023/2024` or `2024-03/2024-04`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum IssueDate {
    Season(Season, PartialDate),
    Range(PartialDate, PartialDate),
}

/// A season, as the journal names it: it is not said in which months it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

const SEASONS: [(Season, &str); 4] = [
    (Season::Spring, "spring"),
    (Season::Summer, "summer"),
    (Season::Autumn, "autumn"),
    (Season::Winter, "winter"),
];

impl Season {
    /// Its name in small letters.
    pub fn name(self) -> &'static str {
        SEASONS.iter().find(|(season, _)| *season == self).map_or("", |(_, name)| name)
    }

    /// From 1 for spring.
    pub fn number(self) -> u32 {
        SEASONS.iter().zip(1..).find(|((season, _), _)| *season == self).map_or(0, |(_, number)| number)
    }

    fn of(word: &str) -> Option<Self> {
        let word = if word.eq_ignore_ascii_case("fall") { "autumn" } else { word };
        SEASONS.iter().find(|(_, name)| name.eq_ignore_ascii_case(word)).map(|(season, _)| *season)
    }
}

impl IssueDate {
    /// The date in EDTF (ISO 8601-2): `2024-21` for spring, `2023/2024`.
    pub fn edtf(&self) -> String {
        match self {
            Self::Season(season, year) => format!("{year}-{}", 20 + season.number()),
            Self::Range(first, last) => format!("{first}/{last}"),
        }
    }

    /// The years: `2024`, `2023/2024`.
    pub fn years(&self) -> String {
        match self {
            Self::Range(first, last) if first.year() != last.year() => {
                format!("{}/{}", first.year(), last.year())
            }
            date => date.first().year().to_owned(),
        }
    }

    /// The year of the season, or the first date of the range.
    pub const fn first(&self) -> &PartialDate {
        match self {
            Self::Season(_, first) | Self::Range(first, _) => first,
        }
    }

    /// The season, if it is one.
    pub const fn season(&self) -> Option<Season> {
        match self {
            Self::Season(season, _) => Some(*season),
            Self::Range(..) => None,
        }
    }
}

impl fmt::Display for IssueDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Season(season, year) => write!(f, "{} {year}", season.name()),
            Self::Range(first, last) => write!(f, "{first}/{last}"),
        }
    }
}

impl FromStr for IssueDate {
    type Err = Words;

    fn from_str(text: &str) -> Result<Self, Words> {
        let range = || {
            let (first, last) = text.split_once('/')?;
            let (first, last) = (first.trim().parse::<PartialDate>().ok()?, last.trim().parse().ok()?);
            (first < last).then_some(Self::Range(first, last))
        };
        let season = || {
            let (one, other) = text.trim().split_once(' ')?;
            let (word, year) = if Season::of(one).is_some() { (one, other) } else { (other, one) };
            let year = year.trim().parse::<PartialDate>().ok().filter(|year| year.month().is_none())?;
            Some(Self::Season(Season::of(word.trim())?, year))
        };
        range().or_else(season).ok_or_else(|| {
            words!(
                "`{text}` is not the date of an issue: write a season and a year, such as spring 2024, or two dates, such as 2023/2024; another \
                 date belongs in `published`",
                "“{text}”不是一期的日期：请写季节和年份，如 spring 2024，或两个日期，如 2023/2024；其他日期请写在 published 中"
            )
        })
    }
}

impl TryFrom<String> for IssueDate {
    type Error = Packed;

    fn try_from(text: String) -> Result<Self, Packed> {
        Ok(text.parse::<Self>()?)
    }
}

impl From<IssueDate> for String {
    fn from(date: IssueDate) -> Self {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seasons_and_ranges_are_read_and_nothing_else() {
        for (text, written, edtf, years) in [
            ("spring 2024", "spring 2024", "2024-21", "2024"),
            ("2024 Fall", "autumn 2024", "2024-23", "2024"),
            ("2023/2024", "2023/2024", "2023/2024", "2023/2024"),
            ("2024-03 / 2024-04", "2024-03/2024-04", "2024-03/2024-04", "2024"),
        ] {
            let date: IssueDate = text.parse().unwrap();
            assert_eq!((date.to_string().as_str(), date.edtf().as_str()), (written, edtf));
            assert_eq!(date.years(), years);
            assert_eq!(date.to_string().parse(), Ok(date));
        }
        for text in ["2024", "2024/2023", "monsoon 2024", "spring", "spring 2024-03", "2023/24", ""] {
            assert!(text.parse::<IssueDate>().is_err(), "{text}");
        }
    }
}
