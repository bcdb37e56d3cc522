//! The licences and marks of Creative Commons: which there are, their URLs, ids and names.
//!
//! As Creative Commons itself describes them (creativecommons/cc.licenserdf, 2020-10). SPDX has ids for a few of the ports only.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A licence or mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreativeCommons {
    /// The licence's own URL, `https://creativecommons.org/licenses/by/3.0/de/`.
    pub url: String,
    /// Formed as SPDX forms it, `CC-BY-3.0-DE`; that SPDX has it is not said. None of retired licences that SPDX never had.
    pub id: Option<String>,
    pub name: String,
}

const HOST: &str = "creativecommons.org/";

/// The kinds of licences that have been in use since 2.0: the part of the URL, and of the name.
const KINDS: [(&str, &str); 6] = [
    ("by", "Attribution"),
    ("by-sa", "Attribution-ShareAlike"),
    ("by-nd", "Attribution-NoDerivatives"),
    ("by-nc", "Attribution-NonCommercial"),
    ("by-nc-sa", "Attribution-NonCommercial-ShareAlike"),
    ("by-nc-nd", "Attribution-NonCommercial-NoDerivatives"),
];

/// Of each version of these the scope of the general licence, if there is one, and the ports.
const VERSIONS: [(&str, Option<&str>, &str); 5] = [
    ("2.0", Some("Generic"), "at au be br ca cl de es fr hr it jp kr nl pl tw uk za"),
    ("2.1", None, "au es jp"),
    (
        "2.5",
        Some("Generic"),
        "ar au bg br ca ch cn co dk es hr hu il in it mk mt mx my nl pe pl pt scotland se si tw za",
    ),
    (
        "3.0",
        Some("Unported"),
        "at au br ch cl cn cr cz de ec ee eg es fr gr gt hk hr ie igo it lu nl no nz ph pl pr pt ro rs sg th tw ug us ve vn za",
    ),
    ("4.0", Some("International"), ""),
];

/// Licences whose ports are others: part of the URL, version, of the id, name, ports.
const OLDER: [(&str, &str, Option<&str>, &str, &str); 19] = [
    ("by", "1.0", Some("CC-BY"), "Attribution", "fi il nl"),
    ("by-sa", "1.0", Some("CC-BY-SA"), "Attribution-ShareAlike", "fi il nl"),
    ("by-nd", "1.0", Some("CC-BY-ND"), "Attribution-NoDerivatives", "fi il nl"),
    ("by-nc", "1.0", Some("CC-BY-NC"), "Attribution-NonCommercial", "fi il nl"),
    ("by-nc-sa", "1.0", Some("CC-BY-NC-SA"), "Attribution-NonCommercial-ShareAlike", "fi il nl"),
    ("by-nd-nc", "1.0", Some("CC-BY-NC-ND"), "Attribution-NonCommercial-NoDerivatives", "fi il nl"),
    ("by-nd-nc", "2.0", None, "Attribution-NoDerivs-NonCommercial", "-jp"),
    ("sa", "1.0", Some("CC-SA"), "ShareAlike", "fi nl"),
    ("nc", "1.0", None, "NonCommercial", "fi nl"),
    ("nc-sa", "1.0", None, "NonCommercial-ShareAlike", "fi nl"),
    ("nd", "1.0", None, "NoDerivs", "fi nl"),
    ("nd-nc", "1.0", None, "NoDerivs-NonCommercial", "fi nl"),
    ("sa", "2.0", None, "ShareAlike", "-jp"),
    ("nc", "2.0", None, "NonCommercial", "-jp"),
    ("nc-sa", "2.0", None, "NonCommercial-ShareAlike", "-jp"),
    ("nd", "2.0", None, "NoDerivs", "-jp"),
    ("nd-nc", "2.0", None, "NoDerivs-NonCommercial", "-jp"),
    ("sampling", "1.0", None, "Sampling", "br tw"),
    ("sampling+", "1.0", None, "Sampling Plus", "br de tw"),
];

/// Licences without ports but one, and marks: the path, the id, the name.
const OTHERS: [(&str, Option<&str>, &str); 6] = [
    ("licenses/nc-sampling+/1.0", None, "NonCommercial Sampling Plus 1.0"),
    ("licenses/nc-sampling+/1.0/tw", None, "NonCommercial Sampling Plus 1.0 Taiwan"),
    ("licenses/devnations/2.0", None, "Developing Nations 2.0"),
    ("licenses/publicdomain", Some("CC-PDDC"), "Public Domain Dedication and Certification"),
    ("publicdomain/mark/1.0", Some("CC-PDM-1.0"), "Public Domain Mark 1.0 Universal"),
    ("publicdomain/zero/1.0", Some("CC0-1.0"), "Zero 1.0 Universal"),
];

/// What ports are called.
#[rustfmt::skip]
const PORTS: [(&str, &str); 60] = [
    ("ar", "Argentina"), ("at", "Austria"), ("au", "Australia"), ("be", "Belgium"), ("bg", "Bulgaria"), ("br", "Brazil"),
    ("ca", "Canada"), ("ch", "Switzerland"), ("cl", "Chile"), ("cn", "China Mainland"), ("co", "Colombia"), ("cr", "Costa Rica"),
    ("cz", "Czech Republic"), ("de", "Germany"), ("dk", "Denmark"), ("ec", "Ecuador"), ("ee", "Estonia"), ("eg", "Egypt"),
    ("es", "Spain"), ("fi", "Finland"), ("fr", "France"), ("gr", "Greece"), ("gt", "Guatemala"), ("hk", "Hong Kong"),
    ("hr", "Croatia"), ("hu", "Hungary"), ("ie", "Ireland"), ("igo", "IGO"), ("il", "Israel"), ("in", "India"), ("it", "Italy"),
    ("jp", "Japan"), ("kr", "South Korea"), ("lu", "Luxembourg"), ("mk", "Macedonia"), ("mt", "Malta"), ("mx", "Mexico"),
    ("my", "Malaysia"), ("nl", "Netherlands"), ("no", "Norway"), ("nz", "New Zealand"), ("pe", "Peru"), ("ph", "Philippines"),
    ("pl", "Poland"), ("pr", "Puerto Rico"), ("pt", "Portugal"), ("ro", "Romania"), ("rs", "Serbia"),
    ("scotland", "UK: Scotland"), ("se", "Sweden"), ("sg", "Singapore"), ("si", "Slovenia"), ("th", "Thailand"), ("tw", "Taiwan"),
    ("ug", "Uganda"), ("uk", "England and Wales"), ("us", "United States"), ("ve", "Venezuela"), ("vn", "Vietnam"),
    ("za", "South Africa"),
];

static ALL: LazyLock<Vec<CreativeCommons>> = LazyLock::new(all);

/// Licences by a text.
type Index = HashMap<String, &'static CreativeCommons>;

/// By their paths, without the slash at the end.
static BY_PATH: LazyLock<Index> =
    LazyLock::new(|| ALL.iter().filter_map(|one| Some((licence_path(&one.url)?, one))).collect());

/// By their ids, in capitals.
static BY_ID: LazyLock<Index> =
    LazyLock::new(|| ALL.iter().filter_map(|one| Some((one.id.clone()?.to_uppercase(), one))).collect());

fn all() -> Vec<CreativeCommons> {
    let mut all = Vec::new();
    for (kind, name) in KINDS {
        for (version, scope, ports) in VERSIONS {
            let id = format!("CC-{}", kind.to_uppercase());
            add(&mut all, [kind, version, name], Some(&id), scope, ports);
        }
    }
    for (kind, version, id, name, ports) in OLDER {
        let scope = (!ports.starts_with('-')).then_some("Generic");
        add(&mut all, [kind, version, name], id, scope, ports.trim_start_matches('-'));
    }
    all.extend(OTHERS.map(|(path, id, name)| CreativeCommons {
        url: format!("https://{HOST}{path}/"),
        id: id.map(str::to_owned),
        name: format!("Creative Commons {name}"),
    }));
    all
}

/// Adds a licence in its version: the general one, if it has a scope, and its ports.
fn add(
    all: &mut Vec<CreativeCommons>,
    [kind, version, name]: [&str; 3],
    id: Option<&str>,
    scope: Option<&str>,
    ports: &str,
) {
    let general = scope.map(|scope| CreativeCommons {
        url: format!("https://{HOST}licenses/{kind}/{version}/"),
        id: id.map(|id| format!("{id}-{version}")),
        name: format!("Creative Commons {name} {version} {scope}"),
    });
    all.extend(general);
    all.extend(ports.split_whitespace().map(|port| CreativeCommons {
        url: format!("https://{HOST}licenses/{kind}/{version}/{port}/"),
        id: id.map(|id| format!("{id}-{version}-{}", port.to_uppercase())),
        name: format!("Creative Commons {name} {version} {}", port_name(port)),
    }));
}

fn port_name(port: &str) -> &str {
    PORTS.iter().find(|(known, _)| *known == port).map_or(port, |(_, name)| *name)
}

impl CreativeCommons {
    /// Every licence and mark.
    pub fn all() -> &'static [Self] {
        &ALL
    }

    /// That with this URL, whether http or https, or with that of its deed or its text.
    pub fn of_url(url: &str) -> Option<&'static Self> {
        BY_PATH.get(&licence_path(url)?).copied()
    }

    /// That with this id, in whatever case.
    pub fn of_id(id: &str) -> Option<&'static Self> {
        BY_ID.get(&id.to_uppercase()).copied()
    }

    /// Whether the URL looks like that of a licence of Creative Commons, though there may be none.
    pub fn is_meant_by(url: &str) -> bool {
        path_below_host(url).is_some_and(|path| {
            let group = path.split('/').next().unwrap_or_default();
            ["licenses", "licences", "license", "licence", "publicdomain"].contains(&group)
                && path.contains('/')
        })
    }
}

/// The path below Creative Commons' host in lower case, without query and fragment.
fn path_below_host(url: &str) -> Option<String> {
    let address = url.trim().split_once("://")?.1.to_ascii_lowercase();
    let path = address.trim_start_matches("www.").strip_prefix(HOST)?;
    path.split(['?', '#']).next().map(|path| path.trim_end_matches('/').to_owned())
}

/// The path of the licence, without that of the page about it.
fn licence_path(url: &str) -> Option<String> {
    let path = path_below_host(url)?;
    let is_page = |part: &str| part.starts_with("deed") || part.starts_with("legalcode");
    Some(match path.rsplit_once('/') {
        Some((licence, page)) if is_page(page) => licence.to_owned(),
        _ => path,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn of_url(url: &str) -> Option<&'static str> {
        CreativeCommons::of_url(url).and_then(|licence| licence.id.as_deref())
    }

    #[test]
    fn a_licence_is_known_by_every_form_of_its_url() {
        for (url, id) in [
            ("http://www.creativecommons.org/licenses/by-nc/4.0/deed.zh", "CC-BY-NC-4.0"),
            ("https://creativecommons.org/publicdomain/zero/1.0", "CC0-1.0"),
            ("https://creativecommons.org/publicdomain/mark/1.0/", "CC-PDM-1.0"),
            ("https://creativecommons.org/licenses/publicdomain/", "CC-PDDC"),
            ("https://creativecommons.org/licenses/by/3.0/de/deed.en", "CC-BY-3.0-DE"),
            ("https://creativecommons.org/licenses/by/3.0/igo", "CC-BY-3.0-IGO"),
            ("https://creativecommons.org/licenses/by-nd-nc/1.0/", "CC-BY-NC-ND-1.0"),
            ("https://creativecommons.org/licenses/by/4.0/legalcode.en#languages", "CC-BY-4.0"),
            ("https://CreativeCommons.org/licenses/BY/4.0/?ref=chooser-v1", "CC-BY-4.0"),
        ] {
            assert_eq!(of_url(url), Some(id), "{url}");
        }
    }

    #[test]
    fn what_does_not_exist_is_nothing() {
        for url in [
            "https://creativecommons.org/licenses/by/4",
            "https://creativecommons.org/licences/by/4.0/",
            "https://creativecommons.org/licenses/by-nd-nc/4.0/",
            "https://creativecommons.org/licenses/by/4.0/de/",
            "https://creativecommons.org/licenses/by/2.1/",
            "https://creativecommons.org/publicdomain/zero/2.0/",
        ] {
            assert!(CreativeCommons::of_url(url).is_none() && CreativeCommons::is_meant_by(url), "{url}");
        }
        for url in [
            "https://creativecommons.org/about",
            "https://creativecommons.org/",
            "https://journal.org/licenses/by/4.0",
        ] {
            assert!(CreativeCommons::of_url(url).is_none() && !CreativeCommons::is_meant_by(url), "{url}");
        }
    }

    #[test]
    fn every_licence_has_one_url_and_one_id_that_are_read_back() {
        let mut seen = BTreeSet::new();
        for licence in CreativeCommons::all() {
            assert!(seen.insert(&licence.url), "{licence:?}");
            assert_eq!(CreativeCommons::of_url(&licence.url), Some(licence));
            if let Some(id) = &licence.id {
                assert!(seen.insert(id), "{licence:?}");
                assert_eq!(CreativeCommons::of_id(&id.to_lowercase()), Some(licence));
            }
        }
    }
}
