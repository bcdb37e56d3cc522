//! What may be done with an article, who may read it, and since when.

use serde::{Deserialize, Serialize};

use super::text_or_table::short_form;
use super::{CreativeCommons, WebUrl};

/// A licence: by URL, by SPDX id, or in words. As a text it is the one of these that it looks like.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, remote = "Self")]
pub struct License {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<WebUrl>,
    /// The id in the SPDX licence list, such as `CC-BY-4.0`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spdx: Option<String>,
    /// The words of the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

short_form!(
    License,
    "a licence: a URL, an SPDX id such as \"CC-BY-4.0\", or a table of `url`, `spdx` and `text`",
    |text: &str| { Ok::<_, crate::model::Words>(License::of_text(text)) }
);

impl License {
    /// The licence that a text means: a URL, an SPDX id, or words.
    pub fn of_text(text: &str) -> Self {
        let trimmed = text.trim();
        if let Ok(url) = trimmed.parse() {
            Self { url: Some(url), ..Self::default() }
        } else if is_meant_as_spdx(trimmed) {
            Self { spdx: Some(trimmed.to_owned()), ..Self::default() }
        } else {
            Self { text: Some(trimmed.to_owned()), ..Self::default() }
        }
    }

    /// The id in the SPDX licence list that `spdx` is, in its usual case, and the name of that licence.
    pub fn listed(&self) -> Option<(&'static str, &'static str)> {
        let id = self.spdx.as_deref()?.trim();
        spdx_license(id).map(|license| (license.name, license.full_name))
    }

    /// The licence of Creative Commons that the URL means, in whatever way that is written, or else the SPDX id.
    pub fn creative_commons(&self) -> Option<&'static CreativeCommons> {
        let of_url = || CreativeCommons::of_url(self.url.as_ref()?.as_str());
        of_url().or_else(|| CreativeCommons::of_id(self.listed()?.0))
    }
}

fn spdx_license(id: &str) -> Option<&'static spdx::License> {
    let in_another_case = || spdx::identifiers::LICENSES.iter().find(|it| it.name.eq_ignore_ascii_case(id));
    spdx::identifiers::LICENSES
        .binary_search_by(|license| license.name.cmp(id))
        .map_or_else(|_| in_another_case(), |at| spdx::identifiers::LICENSES.get(at))
}

/// Whether the text is an SPDX id, or has the form of one of Creative Commons.
fn is_meant_as_spdx(text: &str) -> bool {
    text.starts_with("CC-") || text.starts_with("CC0-") || spdx_license(text).is_some()
}

/// Whether the SPDX licence list has this id, in whatever case.
pub fn is_spdx_id(id: &str) -> bool {
    spdx_license(id).is_some()
}

/// Who may read the full text (COAR Access Rights).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Access {
    Open,
    Embargoed,
    Restricted,
    /// Only the metadata is there.
    MetadataOnly,
}

/// Which version of the article the files are (info:eu-repo and COAR Version Types).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Version {
    Draft,
    Submitted,
    Accepted,
    /// As typeset, before publication.
    Proof,
    Published,
    /// The published one, with its errors corrected.
    Corrected,
    Updated,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_creative_commons_licence_is_known_by_url_and_by_id() {
        let id = |text: &str| License::of_text(text).creative_commons().and_then(|known| known.id.as_deref());
        assert_eq!(id("http://creativecommons.org/licenses/by/3.0/de/deed.en"), Some("CC-BY-3.0-DE"));
        assert_eq!(id("cc-by-nc-sa-3.0-igo"), Some("CC-BY-NC-SA-3.0-IGO"));
        assert_eq!(id("CC-BY-3.0-PL"), None); // a port that SPDX does not have
        assert_eq!(id("CC-BY-NC-ND"), None);
        assert_eq!(id("MIT"), None);
    }

    #[test]
    fn every_id_of_creative_commons_in_the_spdx_list_is_known() {
        let ids = spdx::identifiers::LICENSES.iter().map(|license| license.name);
        let ids: Vec<_> = ids.filter(|id| id.starts_with("CC-") || id.starts_with("CC0-")).collect();
        assert!(ids.len() > 50, "{ids:?}");
        for id in ids {
            assert!(CreativeCommons::of_id(id).is_some(), "{id}");
        }
    }

    #[test]
    fn a_licence_in_short_is_what_it_looks_like() {
        let read = |json: &str| serde_json::from_str::<License>(json).unwrap();
        assert_eq!(
            read(r#""https://creativecommons.org/licenses/by/4.0/""#).url.unwrap().as_str(),
            "https://creativecommons.org/licenses/by/4.0/"
        );
        assert_eq!(read(r#""CC-BY-4.0""#).spdx.unwrap(), "CC-BY-4.0");
        assert_eq!(read(r#""Etalab-2.0""#).spdx.unwrap(), "Etalab-2.0");
        assert_eq!(read(r#""All rights reserved""#).text.unwrap(), "All rights reserved");
        let whole = r#"{"url":"https://a.org/l","spdx":"CC0-1.0"}"#;
        assert_eq!(serde_json::to_string(&read(whole)).unwrap(), whole);
    }
}
