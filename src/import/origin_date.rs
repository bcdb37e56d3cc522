//! Which of two versions of a record is newer, by the dates of their origin.

use std::fmt;
use std::str::FromStr;

use crate::model::{Datestamp, Granularity, Provenance};

/// When a version of a record was made at its origin, and when it was harvested there, as far as that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OriginDate {
    /// The datestamp at the origin, in the granularity of the origin.
    datestamp: Option<String>,
    /// The responseDate of the harvest.
    harvested: Option<Datestamp>,
}

/// How a version stands to another one of the same record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// It is newer or the same, or a date is not known.
    Current,
    /// It has the same datestamp and was harvested earlier.
    HarvestedEarlier,
    /// Its datestamp is earlier.
    Older,
}

impl OriginDate {
    /// A datestamp that is not a date counts as none.
    pub fn new(text: &str, harvested: Option<Datestamp>) -> Self {
        Self { datestamp: datestamp(text).map(|_| text.to_owned()), harvested }
    }

    /// That of an item that was harvested.
    pub fn of(provenance: Option<&Provenance>) -> Self {
        provenance.map_or_else(Self::default, |provenance| {
            Self::new(&provenance.datestamp, Some(provenance.harvest_date))
        })
    }

    /// The datestamp at the origin.
    pub fn datestamp(&self) -> Option<&str> {
        self.datestamp.as_deref()
    }

    /// How this version stands to another one. A day and a second of that day are the same.
    pub fn beside(&self, other: &Self) -> Age {
        let (Some((own, own_unit)), Some((others, others_unit))) = (self.moment(), other.moment()) else {
            return Age::Current;
        };
        let unit = if [own_unit, others_unit].contains(&Granularity::Day) { 86_400 } else { 1 };
        let [own, others] = [own, others].map(|moment| moment.unix().div_euclid(unit));
        match (own.cmp(&others), self.harvested, other.harvested) {
            (std::cmp::Ordering::Less, ..) => Age::Older,
            (std::cmp::Ordering::Equal, Some(own), Some(others)) if own < others => Age::HarvestedEarlier,
            _ => Age::Current,
        }
    }

    fn moment(&self) -> Option<(Datestamp, Granularity)> {
        let text = self.datestamp.as_deref()?;
        let unit = if text.contains('T') { Granularity::Second } else { Granularity::Day };
        datestamp(text).map(|moment| (moment, unit))
    }
}

impl fmt::Display for OriginDate {
    /// Two words, each `-` if it is not known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.datestamp.as_deref().unwrap_or("-"))?;
        match self.harvested {
            Some(harvested) => write!(f, " {harvested}"),
            None => f.write_str(" -"),
        }
    }
}

impl FromStr for OriginDate {
    type Err = std::convert::Infallible;

    /// Reads the first two words of a text. What is not a date is not known.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut words = text.split(' ');
        let datestamp = words.next().unwrap_or_default();
        Ok(Self::new(datestamp, words.next().and_then(|harvested| harvested.parse().ok())))
    }
}

/// Whether the text is a date or a time as the provenance schema wants it; fractions of seconds are legal there.
pub(super) fn is_datestamp(text: &str) -> bool {
    datestamp(text).is_some()
}

/// The moment of such a date, without fractions.
pub(super) fn datestamp(text: &str) -> Option<Datestamp> {
    if let Ok((moment, _)) = Datestamp::parse(text) {
        return Some(moment);
    }
    let (seconds, fraction) = text.strip_suffix('Z')?.split_once('.')?;
    let digits = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let moment = Datestamp::parse(&format!("{seconds}Z")).ok()?;
    digits.then_some(moment.0).filter(|_| seconds.contains('T'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> OriginDate {
        text.parse().unwrap_or_default()
    }

    #[test]
    fn days_and_seconds_are_compared_by_what_both_say() {
        for (one, other, age) in [
            ("2022-01-01 -", "2022-01-02 -", Age::Older),
            ("2022-01-02 -", "2022-01-01 -", Age::Current),
            ("2022-01-01 -", "2022-01-01T12:00:00Z -", Age::Current),
            ("2022-01-01T12:00:00Z -", "2022-01-01 -", Age::Current),
            ("2022-01-01T12:00:00Z -", "2022-01-01T12:00:01Z -", Age::Older),
            ("2022-01-01T12:00:00.9Z -", "2022-01-01T12:00:00.1Z -", Age::Current),
            ("2022-01-01 2023-01-01T00:00:00Z", "2022-01-01 2023-01-01T00:00:01Z", Age::HarvestedEarlier),
            ("2022-01-01 2023-01-01T00:00:01Z", "2022-01-01 2023-01-01T00:00:00Z", Age::Current),
            ("2022-01-01 2023-01-01T00:00:00Z", "2022-01-01 -", Age::Current),
            ("- -", "2022-01-01 -", Age::Current),
            ("2022-01-01 -", "", Age::Current),
            ("yesterday -", "2022-01-01 -", Age::Current),
        ] {
            assert_eq!(date(one).beside(&date(other)), age, "{one} beside {other}");
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        for text in ["- -", "2022-01-01 -", "2022-01-01T00:00:00.5Z 2023-01-01T00:00:01Z"] {
            assert_eq!(date(text).to_string(), text);
            assert_eq!(date(&format!("{text} more")).to_string(), text);
        }
    }

    #[test]
    fn a_datestamp_may_have_fractions_and_nothing_else() {
        for text in ["2002-05-01", "2002-05-01T00:00:00Z", "2002-05-01T00:00:00.123Z"] {
            assert!(is_datestamp(text), "{text}");
        }
        for text in [
            "",
            "2002",
            "2002-05-01T00:00:00",
            "2002-05-01T00:00:00.Z",
            "2002-05-01.5Z",
            "2002-05-01T00:00:00.1+01:00",
        ] {
            assert!(!is_datestamp(text), "{text}");
        }
    }
}
