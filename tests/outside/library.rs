//! Second readers: libraries that others wrote read our MARC and MODS, and find the values that went in.

use std::io::Write as _;
use std::process::Command;

use serde_json::{Value, json};
use windrow::formats::{Source, by_prefix};
use windrow::model::Item;
use windrow::xml::Xml;

use crate::Harvester;

/// An article in Chinese, with everything that the model can tell.
fn bilingual() -> Item {
    serde_json::from_str(include_str!("../formats/library.json")).unwrap()
}

/// What the reader finds in the record of the article in a format; nothing if it may be absent and is.
fn read(reader: &Harvester, prefix: &str) -> Option<Value> {
    if !reader.is_there() {
        return None;
    }
    let item = bilingual();
    let mut xml = Xml::document(0);
    let source = Source { moment: "2026-11-23T01:02:03Z".parse().ok(), ..Source::of(&item) };
    by_prefix(prefix).unwrap().write(&source, &mut xml).unwrap();
    let mut file = tempfile::Builder::new().suffix(".xml").tempfile().unwrap();
    file.write_all(xml.into_string().as_bytes()).unwrap();
    let script = format!("{}/tests/outside/{}", env!("CARGO_MANIFEST_DIR"), reader.script);
    let output = Command::new(&reader.program).arg(script).arg(file.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

const KEYWORDS: [&str; 4] = ["网络安全", "国际规范", "cybersecurity", "international norms"];

#[test]
fn pymarc_reads_the_values_that_went_in_from_xml_and_from_the_binary_form() {
    let reader = Harvester::python("import pymarc", "read_marc.py");
    let Some(found) = read(&reader, "marcxml") else { return };
    assert_eq!(
        found,
        json!({
            "leader": "00000nab a2200000ui 4500",
            "identifier": "oai:journal.org:2022/05/p130",
            "length_of_008": 40,
            "language": "chi",
            "title": "“Zi xia er shang” de guifan zhiding : wangluo anquan guoji guifan de xingcheng /",
            "titles": ["The “Bottom-up” Norm-setting of CO2 & Co. :"],
            "original_title": ["“自下而上”的规范制定 :"],
            "authors": ["Wang, Lei", "al-Khwārizmī, Muḥammad", "Working Group on Norms"],
            "original_authors": ["王磊,", "Ван, Лэй,", "الخوارزمي, محمد,"],
            "doi": ["10.1000/182"],
            "issn": ["2049-3630"],
            "journal": ["Guoji anquan yanjiu", "国际安全研究"],
            "place": ["Vol. 40, no. 5 (2022), p. 130-145+160, article e130"],
            "keywords": KEYWORDS,
            "abstracts": ["信息通信技术的使用。", "The use of ICT. And norms."],
        })
    );
}

#[test]
fn marc_record_reads_the_values_that_went_in() {
    let check = ["-MMARC::File::XML", "-e1"];
    let reader = Harvester { program: "perl".to_owned(), check, script: "read_marc.pl" };
    let Some(found) = read(&reader, "marcxml") else { return };
    assert_eq!(
        found,
        json!({
            "leader": "00000nab a2200000ui 4500",
            "identifier": "oai:journal.org:2022/05/p130",
            "title": "“Zi xia er shang” de guifan zhiding : wangluo anquan guoji guifan de xingcheng /",
            "authors": ["Wang, Lei", "al-Khwārizmī, Muḥammad", "Working Group on Norms"],
            "issn": ["2049-3630"],
            "keywords": KEYWORDS,
            "abstracts": ["信息通信技术的使用。", "The use of ICT. And norms."],
            "scripts": ["100-01/$1", "100-01/(N", "245-02/$1", "700-03/(3/r", "773-04/$1"],
        })
    );
}

#[test]
fn pymods_reads_the_values_that_went_in() {
    let reader = Harvester::python("import pymods", "read_mods.py");
    let Some(found) = read(&reader, "mods") else { return };
    assert_eq!(
        found,
        json!({
            "titles": [
                "“自下而上”的规范制定: 网络安全国际规范的形成",
                "“Zi xia er shang” de guifan zhiding: wangluo anquan guoji guifan de xingcheng",
                "The “Bottom-up” Norm-setting of CO2 & Co.: The Formulation of Norms",
            ],
            "authors": ["王, 磊", "الخوارزمي, محمد", "Working Group on Norms"],
            "all_authors": [
                "王, 磊", "Wang, Lei", "Ван, Лэй", "الخوارزمي, محمد", "al-Khwārizmī, Muḥammad", "Working Group on Norms",
            ],
            "doi": "10.1000/182",
            "issn": ["2434-561X", "2049-3630"],
            "journal": ["国际安全研究", "Guoji anquan yanjiu", "Journal of International Security Studies", "J. Int. Secur. Stud."],
            "pages": ["130", "160"],
            "date": "2022-09-15",
            "language": ["chi"],
            "keywords": KEYWORDS,
            "abstracts": ["信息通信技术的使用。", "The use of ICT.\nAnd norms."],
            "rights": ["http://purl.org/coar/access_right/c_abf2", "https://creativecommons.org/licenses/by-nc/4.0/"],
            "classes": ["D815.5", "327.17", "JZ5588", "327.7"],
        })
    );
}
