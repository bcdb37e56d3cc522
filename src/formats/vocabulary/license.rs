//! Licences: URL, SPDX id and name of those of Creative Commons, id and name of others in the SPDX list. The rest is known by what
//! the record says of it.

use crate::formats::writing::element::is_blank;
use crate::model::{License, is_spdx_id};

/// A licence in all its forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::formats) struct KnownLicense {
    pub(in crate::formats) url: Option<String>,
    /// An id that is in the SPDX list.
    pub(in crate::formats) spdx: Option<String>,
    /// What it is called: the words of the record, or the name of the licence.
    pub(in crate::formats) name: Option<String>,
}

/// The licence with what follows from its URL or its SPDX id. The URL of a Creative Commons licence is the canonical one,
/// by which harvesters know it, not that of a page about it. An id that SPDX does not have is words.
pub(in crate::formats) fn known_license(license: &License) -> KnownLicense {
    let known = license.creative_commons();
    let listed = license.listed();
    let of_url = known.and_then(|known| known.id.as_deref()).filter(|id| is_spdx_id(id));
    let name = known.map(|known| known.name.as_str()).or(listed.map(|(_, name)| name));
    KnownLicense {
        url: known.map(|known| known.url.clone()).or_else(|| license.url.as_ref().map(ToString::to_string)),
        spdx: listed.map(|(id, _)| id).or(of_url).map(str::to_owned),
        name: words(license).or_else(|| name.map(str::to_owned)),
    }
}

/// The words of the record, including an id that is not in the SPDX list.
fn words(license: &License) -> Option<String> {
    let given = |text: &Option<String>| text.clone().filter(|text| !is_blank(text));
    let no_id = given(&license.spdx).filter(|_| license.listed().is_none());
    match (given(&license.text), no_id) {
        (Some(text), Some(no_id)) if !text.contains(&no_id) => Some(format!("{text} ({no_id})")),
        (text, no_id) => text.or(no_id),
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
        let igo = known(r#""https://creativecommons.org/licenses/by/3.0/igo""#);
        assert_eq!(igo.url.as_deref(), Some("https://creativecommons.org/licenses/by/3.0/igo/"));
        assert_eq!(igo.spdx.as_deref(), Some("CC-BY-3.0-IGO"));
        let poland = known(r#""http://creativecommons.org/licenses/by/3.0/pl/""#);
        assert_eq!(poland.spdx, None);
        assert_eq!(poland.name.as_deref(), Some("Creative Commons Attribution 3.0 Poland"));
    }

    #[test]
    fn an_id_that_spdx_does_not_have_is_words() {
        for id in ["CC-BY-NC-ND", "CC-BY-4", "CC-BY-3.0-PL", "CC-BY-5.0"] {
            let words = KnownLicense { url: None, spdx: None, name: Some(id.to_owned()) };
            assert_eq!(known(&format!("{{\"spdx\": \"{id}\"}}")), words);
        }
        let both = known(r#"{"spdx": "CC-BY", "text": "Open access"}"#);
        assert_eq!(both.name.as_deref(), Some("Open access (CC-BY)"));
        let etalab = known(r#""etalab-2.0""#);
        assert_eq!(etalab.spdx.as_deref(), Some("etalab-2.0"));
        assert_eq!(etalab.name.as_deref(), Some("Etalab Open License 2.0"));
    }
}
