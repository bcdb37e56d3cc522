//! Licences of Creative Commons: URL, SPDX id and name. Others are known by what the record says of them.

use crate::formats::writing::element::is_blank;
use crate::model::License;

/// A licence in all its forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::formats) struct KnownLicense {
    pub(in crate::formats) url: Option<String>,
    pub(in crate::formats) spdx: Option<String>,
    /// What it is called: the words of the record, or the name of the licence.
    pub(in crate::formats) name: Option<String>,
}

/// The kinds of Creative Commons licences: the part of the URL, and of the name.
const KINDS: [(&str, &str); 6] = [
    ("by", "Attribution"),
    ("by-sa", "Attribution-ShareAlike"),
    ("by-nd", "Attribution-NoDerivatives"),
    ("by-nc", "Attribution-NonCommercial"),
    ("by-nc-sa", "Attribution-NonCommercial-ShareAlike"),
    ("by-nc-nd", "Attribution-NonCommercial-NoDerivatives"),
];

const VERSIONS: [&str; 5] = ["1.0", "2.0", "2.5", "3.0", "4.0"];

/// The licence with what its URL or its SPDX id tells beside. Of a licence of Creative Commons the URL is the licence's own,
/// by which harvesters know it, not that of a page about it.
pub(in crate::formats) fn known_license(license: &License) -> KnownLicense {
    let by_url = license.url.as_ref().and_then(|url| of_url(url.as_str()));
    let known = by_url.or_else(|| license.spdx.as_deref().and_then(of_spdx));
    let given = |text: &Option<String>| text.clone().filter(|text| !is_blank(text));
    let (url, spdx, name) = match known {
        Some(known) => (known.url, known.spdx, known.name),
        None => (None, None, None),
    };
    KnownLicense {
        url: url.or_else(|| license.url.as_ref().map(ToString::to_string)),
        spdx: given(&license.spdx).or(spdx),
        name: given(&license.text).or(name),
    }
}

/// A Creative Commons licence by its URL, whether http or https, or by that of its deed or its text. One of a country, such as
/// `/by/3.0/de/`, is another licence, of which only the URL is known.
fn of_url(url: &str) -> Option<KnownLicense> {
    let path = url.split_once("://")?.1.to_ascii_lowercase();
    let path = path.trim_start_matches("www.").strip_prefix("creativecommons.org/")?;
    let mut parts = path.split('/');
    let (group, kind, version) = (parts.next()?, parts.next()?, parts.next()?);
    let is_general = parts.next().is_none_or(|page| {
        page.is_empty() || ["deed", "legalcode"].iter().any(|general| page.starts_with(general))
    });
    match (group, kind, version) {
        ("licenses", kind, version) if is_general => creative_commons(kind, version),
        ("publicdomain", "zero", "1.0") => Some(zero()),
        _ => None,
    }
}

/// A Creative Commons licence by its SPDX id.
fn of_spdx(spdx: &str) -> Option<KnownLicense> {
    if spdx == "CC0-1.0" {
        return Some(zero());
    }
    let (kind, version) = spdx.strip_prefix("CC-")?.rsplit_once('-')?;
    creative_commons(&kind.to_ascii_lowercase(), version)
}

fn creative_commons(kind: &str, version: &str) -> Option<KnownLicense> {
    let (kind, name) = KINDS.iter().find(|(known, _)| *known == kind)?;
    let version = VERSIONS.iter().find(|known| **known == version)?;
    let scope = match *version {
        "4.0" => "International",
        "3.0" => "Unported",
        _ => "Generic",
    };
    Some(KnownLicense {
        url: Some(format!("https://creativecommons.org/licenses/{kind}/{version}/")),
        spdx: Some(format!("CC-{}-{version}", kind.to_ascii_uppercase())),
        name: Some(format!("Creative Commons {name} {version} {scope}")),
    })
}

fn zero() -> KnownLicense {
    KnownLicense {
        url: Some("https://creativecommons.org/publicdomain/zero/1.0/".to_owned()),
        spdx: Some("CC0-1.0".to_owned()),
        name: Some("Creative Commons Zero 1.0 Universal".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(json: &str) -> KnownLicense {
        known_license(&serde_json::from_str(json).unwrap())
    }

    #[test]
    fn a_creative_commons_licence_is_known_by_url_and_by_id() {
        let by = known(r#""CC-BY-NC-4.0""#);
        assert_eq!(by.url.as_deref(), Some("https://creativecommons.org/licenses/by-nc/4.0/"));
        assert_eq!(by.name.as_deref(), Some("Creative Commons Attribution-NonCommercial 4.0 International"));
        let deed = known(r#""http://creativecommons.org/licenses/by-sa/3.0/deed.de""#);
        assert_eq!(deed.spdx.as_deref(), Some("CC-BY-SA-3.0"));
        assert_eq!(deed.url.as_deref(), Some("https://creativecommons.org/licenses/by-sa/3.0/"));
        assert_eq!(deed.name.as_deref(), Some("Creative Commons Attribution-ShareAlike 3.0 Unported"));
        let text = known(r#""https://www.creativecommons.org/licenses/by/2.5/legalcode.en""#);
        assert_eq!(text.url.as_deref(), Some("https://creativecommons.org/licenses/by/2.5/"));
        assert_eq!(
            known(r#""All rights reserved""#),
            KnownLicense { url: None, spdx: None, name: Some("All rights reserved".to_owned()) }
        );
    }

    #[test]
    fn a_licence_of_a_country_is_not_the_general_one() {
        for url in [
            "http://creativecommons.org/licenses/by/3.0/de/",
            "https://creativecommons.org/licenses/by/3.0/igo",
        ] {
            let only_its_url = KnownLicense { url: Some(url.to_owned()), spdx: None, name: None };
            assert_eq!(known(&format!("\"{url}\"")), only_its_url);
        }
    }
}
