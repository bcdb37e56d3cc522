//! The journal, and where in it an article stands.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{CnNumber, Country, Doi, Issn, Text, Texts, WebUrl};

/// The journal an article appeared in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Journal {
    /// Titles, that of the journal's own language first.
    #[serde(rename = "title", skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<Text>,
    /// Abbreviated titles (ISO 4).
    #[serde(rename = "abbreviation", skip_serializing_if = "Vec::is_empty")]
    pub abbreviations: Vec<Text>,
    /// ISSNs whose medium, print or electronic, is not known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub issn: Vec<Issn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub print_issn: Option<Issn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub electronic_issn: Option<Issn>,
    /// The ISSN-L, which stands for the journal in all media.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub linking_issn: Option<Issn>,
    /// The CN number, without the letters CN.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cn: Option<CnNumber>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doi: Option<Doi>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<WebUrl>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub publisher: Vec<Text>,
    /// Where the publisher is.
    #[serde(skip_serializing_if = "Texts::is_empty")]
    pub place: Texts,
    /// The country of the publisher.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
}

/// What an ISSN is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    Print,
    Electronic,
    Unknown,
}

impl Journal {
    /// The ISSNs, each once: of print, of the electronic journal, those of an unknown medium. The ISSN-L only if there is no other.
    pub fn issns(&self) -> Vec<(Medium, &Issn)> {
        let known = self.print_issn.iter().map(|issn| (Medium::Print, issn));
        let known = known.chain(self.electronic_issn.iter().map(|issn| (Medium::Electronic, issn)));
        let mut issns: Vec<(Medium, &Issn)> = Vec::new();
        for (medium, issn) in known.chain(self.issn.iter().map(|issn| (Medium::Unknown, issn))) {
            if issns.iter().all(|(_, other)| *other != issn) {
                issns.push((medium, issn));
            }
        }
        if issns.is_empty() {
            issns.extend(self.linking_issn.iter().map(|issn| (Medium::Unknown, issn)));
        }
        issns
    }
}

/// The pages of an article, as printed; an unknown last page is absent, not the first one again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pages {
    pub first: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
    /// The whole range as printed where first and last do not tell it: `130-145+160`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<String>,
}

impl fmt::Display for Pages {
    /// As printed; else `130-145`, or `130` where the last page is not known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(printed) = &self.printed {
            return f.write_str(printed);
        }
        f.write_str(&self.first)?;
        self.last.as_ref().map_or(Ok(()), |last| write!(f, "-{last}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issn_is_named_once_with_its_medium() {
        let issn = |text: &str| text.parse::<Issn>().unwrap();
        let mut journal = Journal { linking_issn: Some(issn("2434-561X")), ..Journal::default() };
        assert_eq!(journal.issns(), [(Medium::Unknown, &issn("2434-561X"))]);
        journal.issn = vec![issn("2434-561X"), issn("2049-3630")];
        journal.electronic_issn = Some(issn("2434-561X"));
        assert_eq!(
            journal.issns(),
            [(Medium::Electronic, &issn("2434-561X")), (Medium::Unknown, &issn("2049-3630"))]
        );
    }
}
