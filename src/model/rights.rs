//! What may be done with an article, who may read it, and since when.

use serde::{Deserialize, Serialize};

use super::WebUrl;
use super::text_or_table::short_form;

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
    |text: &str| { Ok::<_, String>(License::of_text(text)) }
);

impl License {
    fn of_text(text: &str) -> Self {
        let trimmed = text.trim();
        if let Ok(url) = trimmed.parse() {
            Self { url: Some(url), ..Self::default() }
        } else if is_spdx(trimmed) {
            Self { spdx: Some(trimmed.to_owned()), ..Self::default() }
        } else {
            Self { text: Some(trimmed.to_owned()), ..Self::default() }
        }
    }

    /// The SPDX id that the URL of a Creative Commons licence means, in whatever way that is written.
    pub fn creative_commons(&self) -> Option<String> {
        let (_, address) = self.url.as_ref()?.as_str().split_once("://")?;
        let address = address.to_ascii_lowercase();
        let path = address.trim_start_matches("www.").strip_prefix("creativecommons.org/")?;
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        match (parts.next()?, parts.next()?, parts.next()?) {
            ("licenses", kind, version) => {
                let id = format!("CC-{}-{version}", kind.to_ascii_uppercase());
                let country =
                    parts.next().filter(|page| !page.starts_with("deed") && !page.starts_with("legalcode"));
                Some(country.map_or(id.clone(), |country| format!("{id}-{}", country.to_ascii_uppercase())))
            }
            ("publicdomain", "zero", version) => Some(format!("CC0-{version}")),
            _ => None,
        }
    }
}

/// Whether the text is an SPDX id of a licence for texts: Creative Commons' all begin with `CC`.
fn is_spdx(text: &str) -> bool {
    text.starts_with("CC-") || text.starts_with("CC0-")
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
    Published,
    Updated,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_creative_commons_url_means_an_id() {
        let id = |url: &str| License::of_text(url).creative_commons();
        assert_eq!(
            id("http://www.creativecommons.org/licenses/by-nc/4.0/deed.zh").as_deref(),
            Some("CC-BY-NC-4.0")
        );
        assert_eq!(id("https://creativecommons.org/publicdomain/zero/1.0").as_deref(), Some("CC0-1.0"));
        assert_eq!(
            id("https://creativecommons.org/licenses/by/3.0/de/deed.en").as_deref(),
            Some("CC-BY-3.0-DE")
        );
        assert_eq!(id("https://creativecommons.org/about"), None);
        assert_eq!(id("https://journal.org/licenses/by/4.0"), None);
    }

    #[test]
    fn a_licence_in_short_is_what_it_looks_like() {
        let read = |json: &str| serde_json::from_str::<License>(json).unwrap();
        assert_eq!(
            read(r#""https://creativecommons.org/licenses/by/4.0/""#).url.unwrap().as_str(),
            "https://creativecommons.org/licenses/by/4.0/"
        );
        assert_eq!(read(r#""CC-BY-4.0""#).spdx.unwrap(), "CC-BY-4.0");
        assert_eq!(read(r#""All rights reserved""#).text.unwrap(), "All rights reserved");
        let whole = r#"{"url":"https://a.org/l","spdx":"CC0-1.0"}"#;
        assert_eq!(serde_json::to_string(&read(whole)).unwrap(), whole);
    }
}
