//! Grants of which OpenAIRE cannot find the project.
//!
//! It finds a project by the code of the funder, the programme and the number
//! (<https://guidelines.openaire.eu/en/latest/literature/field_projectid.html>).

use crate::diagnostics::say;
use crate::formats::{EC, funder_code, probable_funder, programme};
use crate::model::{Funding, words};

use super::Findings;

/// The programmes of the European Commission that OpenAIRE knows.
const PROGRAMMES: [&str; 3] = ["HE", "H2020", "FP7"];

/// Warns of what OpenAIRE lacks. A funder with a DOI or ROR ID is known to be that one and no other.
pub(super) fn check(funding: &Funding, findings: &mut Findings) {
    if funder_code(funding) == Some(EC) {
        return of_ec(funding, findings);
    }
    let is_identified = funding.funder_doi.is_some() || funding.funder_ror.is_some();
    if is_identified || funder_code(funding).is_some() {
        return;
    }
    if let Some(known) = funding.funder.iter().find_map(|name| probable_funder(&name.text)) {
        findings.add_at(
            "funder",
            say!(
                FUNDER_UNRESOLVED,
                "OpenAIRE finds projects of {name} by the code {code}, which Windrow cannot derive from this name; if it is that funder, add \
                 funder_doi = \"10.13039/{doi}\", otherwise add its own `funder_doi` or `funder_ror`",
                "OpenAIRE 用代码 {code} 查找 {name} 的项目，而 Windrow 无法从这个名称得出代码；如果就是该机构，请加上 funder_doi = \
                 \"10.13039/{doi}\"，否则请加上它自己的 funder_doi 或 funder_ror",
                name = known.name,
                code = known.code,
                doi = known.doi
            ),
        );
    }
}

fn of_ec(funding: &Funding, findings: &mut Findings) {
    let programme = programme(funding);
    if programme.is_none() {
        findings.add(say!(
            GRANT_PROGRAMME,
            "OpenAIRE finds a project of the European Commission by its programme; add programme = \"HE\" (Horizon Europe), \"H2020\" or \
             \"FP7\"",
            "OpenAIRE 按计划查找欧盟委员会的项目；请加上 programme = \"HE\"（地平线欧洲）、\"H2020\" 或 \"FP7\""
        ));
    }
    match funding.award.as_deref() {
        None => findings.add(say!(
            GRANT_NUMBER,
            "OpenAIRE finds a project of the European Commission by its number; add `award`",
            "OpenAIRE 按项目号查找欧盟委员会的项目；请加上 award"
        )),
        Some(award) if programme.is_some_and(|programme| PROGRAMMES.contains(&programme)) => {
            number(award, findings);
        }
        Some(_) => {}
    }
}

/// The number of a project of the European Commission has six digits or, in Horizon Europe, nine.
fn number(award: &str, findings: &mut Findings) {
    let is_number =
        |text: &str| matches!(text.len(), 6 | 9) && text.bytes().all(|byte| byte.is_ascii_digit());
    if award.is_empty() || is_number(award) {
        return;
    }
    let numbers: Vec<_> =
        award.split(|character: char| !character.is_ascii_digit()).filter(|part| is_number(part)).collect();
    let remedy = match numbers.as_slice() {
        [number] => words!("write award = \"{number}\"", "请写 award = \"{number}\""),
        _ => words!(
            "write the number of one project, and add a [[funding]] for each",
            "请只写一个项目号，每个项目各写一个 [[funding]]"
        ),
    };
    findings.add_at(
        "award",
        say!(
            GRANT_NUMBER,
            "a project of the European Commission has a number of six or nine digits; {remedy}",
            "欧盟委员会的项目号为六位或九位数字；{remedy}";
            remedy = remedy
        ),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(json: &str) -> String {
        let mut findings = Findings::default();
        check(&serde_json::from_str(json).unwrap(), &mut findings);
        let lines =
            findings.found.iter().map(|finding| format!("{}: {}\n", finding.way(), finding.message.words));
        lines.collect()
    }

    #[test]
    fn a_project_that_openaire_cannot_find_is_reported() {
        for (json, expected) in [
            (r#"{"funder": "The Wellcome Trust", "award": "1"}"#, &["funder: ", "10.13039/100004440"][..]),
            (r#"{"funder": "European Union’s Horizon 2020 programme"}"#, &["funder: ", "code EC"]),
            (r#"{"funder": "European Commission", "award": "101058620"}"#, &["programme = "]),
            (r#"{"funder": "European Commission", "programme": "HE"}"#, &["add `award`"]),
            (r#"{"funder": "x", "funder_ror": "00k4n6c32"}"#, &["programme = ", "add `award`"]),
            (
                r#"{"funder": "EC", "programme": "HE", "award": "Grant No. 101058620"}"#,
                &["award: ", "award = \"101058620\""],
            ),
            (r#"{"funder": "EC", "programme": "HE", "award": "101058620 and 777541"}"#, &["one project"]),
        ] {
            let found = found(json);
            assert!(!found.is_empty(), "{json}");
            for words in expected {
                assert!(found.contains(words), "{json}: {found}");
            }
        }
    }

    #[test]
    fn other_grants_are_not_reported() {
        for json in [
            r#"{"funder": "European Commission", "programme": "Horizon 2020", "award": "777541"}"#,
            r#"{"funder": "x", "funder_doi": "10.13039/501100004963", "award": "777541"}"#,
            r#"{"funder": "EC", "programme": "LIFE", "award": "LIFE17 ENV/SE/000317"}"#,
            r#"{"funder": "Wellcome Trust", "award": "203128/Z/16/Z"}"#,
            r#"{"funder": "The Wellcome Trust", "funder_ror": "029chgv08"}"#,
            r#"{"funder": "Dutch Research Council (NWO)", "funder_doi": "10.13039/501100003246"}"#,
            r#"{"funder": "National Research Fund (FCT)", "funder_doi": "10.13039/501100001809"}"#,
            r#"{"funder": "国家社会科学基金", "award": "21BGJ034"}"#,
        ] {
            assert_eq!(found(json), "", "{json}");
        }
    }
}
