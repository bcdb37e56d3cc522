//! The conference that an article was presented at, and what place and time the article is about.

use serde::{Deserialize, Serialize};

use super::{Country, PartialDate, Texts};

/// A conference.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Conference {
    #[serde(skip_serializing_if = "Texts::is_empty")]
    pub name: Texts,
    /// Which one it was of a series: `12`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<PartialDate>,
    #[serde(skip_serializing_if = "Texts::is_empty")]
    pub place: Texts,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    #[serde(skip_serializing_if = "Texts::is_empty")]
    pub sponsor: Texts,
}

impl Conference {
    /// When it was: `2022-05-01/2022-05-03`, or what of it is known.
    pub fn dates(&self) -> Option<String> {
        let dates: Vec<&str> =
            [&self.start, &self.end].into_iter().flatten().map(PartialDate::as_str).collect();
        (!dates.is_empty()).then(|| dates.join("/"))
    }
}

/// What an article is about: places and times.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Coverage {
    #[serde(skip_serializing_if = "Texts::is_empty")]
    pub place: Texts,
    #[serde(skip_serializing_if = "Texts::is_empty")]
    pub time: Texts,
}
