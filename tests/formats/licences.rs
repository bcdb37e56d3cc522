//! Licences, in every format that has a place for one.

use std::fmt::Write as _;

use windrow::model::{Article, CreativeCommons, is_spdx_id};

use crate::repository::{rich, written};

fn licensed(license: &str) -> Article {
    Article { license: Some(serde_json::from_str(&format!("{license:?}")).unwrap()), ..rich() }
}

const PREFIXES: [&str; 8] =
    ["oai_dc", "oai_qdc", "oai_openaire", "oai_datacite", "datacite", "marcxml", "mods", "jats"];

#[test]
fn every_spdx_id_of_creative_commons_has_its_url_in_every_format() {
    let mut missing = String::new();
    for licence in CreativeCommons::all() {
        let Some(id) = licence.id.as_deref().filter(|id| is_spdx_id(id)) else { continue };
        for prefix in PREFIXES.into_iter().chain(["crossref"]) {
            if !written(prefix, &licensed(id), &[]).unwrap().contains(&licence.url) {
                let _ = writeln!(missing, "{prefix}: {id}");
            }
        }
    }
    assert!(missing.is_empty(), "{missing}");
}

#[test]
fn what_spdx_does_not_have_is_plain_text_in_every_format() {
    for id in ["CC-BY-NC-ND", "CC-BY", "CC-BY-4", "CC-BY-3.0-PL", "CC-BY-5.0"] {
        for prefix in PREFIXES {
            let document = written(prefix, &licensed(id), &[]).unwrap();
            assert!(document.contains(&format!(">{id}<")), "{prefix}: {id} is missing");
            for wrong in ["SPDX", "creativecommons", &format!("=\"{id}\""), "CC BY"] {
                assert!(!document.contains(wrong), "{prefix}: {id} is served with {wrong}");
            }
        }
    }
}

#[test]
fn a_url_and_the_id_of_a_port_are_served_alike() {
    let port = "https://creativecommons.org/licenses/by-nc-sa/3.0/igo/legalcode";
    for prefix in PREFIXES {
        let (by_url, by_id) = (licensed(port), licensed("CC-BY-NC-SA-3.0-IGO"));
        assert_eq!(written(prefix, &by_url, &[]).unwrap(), written(prefix, &by_id, &[]).unwrap(), "{prefix}");
    }
}
