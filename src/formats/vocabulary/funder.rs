//! Funders as the project identifiers of OpenAIRE name them: by a code.
//!
//! The list is that of OpenAIRE's own programs, which match identifiers by it; the DOIs are of the Open Funder Registry.

use crate::model::Funding;

struct Funder {
    code: &'static str,
    name: &'static str,
    /// Behind `10.13039/`.
    dois: &'static [&'static str],
    ror: &'static str,
}

const fn funder(
    code: &'static str,
    name: &'static str,
    dois: &'static [&'static str],
    ror: &'static str,
) -> Funder {
    Funder { code, name, dois, ror }
}

#[rustfmt::skip]
static FUNDERS: [Funder; 22] = [
    funder("AKA", "Academy of Finland", &["501100002341"], "05k73zm37"),
    funder("ARC", "Australian Research Council", &["501100000923"], "05mmh0f86"),
    funder("CONICYT", "Comisión Nacional de Investigación Científica y Tecnológica", &["501100002848"], ""),
    funder("DFG", "Deutsche Forschungsgemeinschaft", &["501100001659"], "018mejw64"),
    funder("EC", "European Commission", &["501100000780", "100010663", "100010661", "501100007601", "100010665", "100011199", "100004431", "501100004963", "501100000781", "100018693", "100018694", "100019188", "100019180", "100018695", "100019185", "100019186", "100019187"], "00k4n6c32"),
    funder("FCT", "Fundação para a Ciência e a Tecnologia", &["501100001871"], "00snfqn58"),
    funder("FWF", "Austrian Science Fund", &["501100002428"], "013tf3c58"),
    funder("HRZZ", "Hrvatska Zaklada za Znanost", &["501100004488"], "03n51vw80"),
    funder("MESTD", "Ministarstvo Prosvete, Nauke i Tehnološkog Razvoja", &["501100004564"], "01znas443"),
    funder("MZOS", "Ministarstvo Znanosti, Obrazovanja i Sporta", &["501100006588"], ""),
    funder("NHMRC", "National Health and Medical Research Council", &["501100000925"], "011kf5r70"),
    funder("NIH", "National Institutes of Health", &["100000002"], "01cwqze88"),
    funder("NSF", "National Science Foundation", &["100000001"], "021nxhr62"),
    funder("NWO", "Nederlandse Organisatie voor Wetenschappelijk Onderzoek", &["501100003246"], "04jsz6e67"),
    funder("RCUK", "Research Councils UK", &["501100000690"], "00dq2kk65"),
    funder("SFI", "Science Foundation Ireland", &["501100001602"], "0271asj38"),
    funder("SGOV", "Ministerio de Economía, Industria y Competitividad, Gobierno de España", &["501100010198"], ""),
    funder("SNSF", "Schweizerischer Nationalfonds zur Förderung der Wissenschaftlichen Forschung", &["501100001711"], "00yjd3n13"),
    funder("TARA", "", &["100020031"], ""),
    funder("TUBITAK", "Türkiye Bilimsel ve Teknolojik Araştirma Kurumu", &["501100004410"], "04w9kkr77"),
    funder("WT", "Wellcome Trust", &["100004440"], "029chgv08"),
    funder("UKRI", "UK Research and Innovation", &["100014013", "501100000267", "501100000268", "501100000269", "501100000266", "501100006041", "501100000265", "501100000270", "501100013589", "501100000271"], "001aqnf71"),
];

/// The European Commission, whose programmes have codes, too.
pub const EC: &str = "EC";

/// The code of a programme, and the DOIs of the programme and its parts.
#[rustfmt::skip]
const PROGRAMMES_BY_DOI: [(&str, &[&str]); 3] = [
    ("H2020", &["100010663", "100010661", "501100007601", "100010665"]),
    ("FP7", &["100011199", "501100004963"]),
    ("HE", &["100018693", "100018694", "100019188", "100019180", "100018695", "100019185", "100019186", "100019187"]),
];

/// The code of a programme, and what it is called.
const PROGRAMMES_BY_NAME: [(&str, &[&str]); 3] = [
    ("H2020", &["h2020", "horizon 2020"]),
    ("FP7", &["fp7", "seventh framework programme"]),
    ("HE", &["he", "horizon europe"]),
];

/// Words that only occur in names of the European Commission's programmes and agencies.
const OF_EC: [&str; 8] = [
    "european commission",
    "european research council",
    "horizon 2020",
    "h2020",
    "horizon europe",
    "seventh framework programme",
    "marie skłodowska-curie",
    "marie sklodowska-curie",
];

/// The code by which OpenAIRE knows the funder: by DOI, ROR ID, or name.
pub fn funder_code(funding: &Funding) -> Option<&'static str> {
    let names: Vec<String> = funding.funder.iter().map(|name| name.text.trim().to_lowercase()).collect();
    let ror = funding.funder_ror.as_ref().map(|ror| ror.as_str());
    let known = FUNDERS.iter().find(|known| doi(funding).is_some_and(|doi| known.dois.contains(&doi)));
    let known = known.or_else(|| FUNDERS.iter().find(|known| ror == Some(known.ror)));
    let is_named = |known: &&Funder| {
        let mut names = names.iter().filter(|name| !name.is_empty());
        names.any(|name| known.name.to_lowercase() == *name || known.code.to_lowercase() == *name)
    };
    known.or_else(|| FUNDERS.iter().find(is_named)).map(|known| known.code)
}

/// A funder that OpenAIRE knows by a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownFunder {
    pub code: &'static str,
    pub name: &'static str,
    /// In the Open Funder Registry.
    pub doi: &'static str,
}

/// The funder that is probably meant by a name that is not its own: `The Wellcome Trust`, `Dutch Research Council (NWO)`.
pub fn probable_funder(name: &str) -> Option<KnownFunder> {
    let (before, brackets) = name.rsplit_once(['(', '（']).unwrap_or((name, ""));
    let acronym = brackets.trim_end_matches([')', '）', ' ']);
    let simple = before.trim().to_lowercase();
    let simple = simple.strip_prefix("the ").unwrap_or(&simple);
    let first = name.split(|character: char| !character.is_alphanumeric()).next().unwrap_or_default();
    let is_of_ec = || simple == "european union" || OF_EC.iter().any(|words| simple.contains(words));
    let is_meant = |known: &&Funder| {
        known.code == acronym
            || known.code == first
            || known.name.to_lowercase() == simple
            || known.code == EC && is_of_ec()
    };
    let known = FUNDERS.iter().filter(|known| !known.name.is_empty()).find(is_meant)?;
    Some(KnownFunder { code: known.code, name: known.name, doi: known.dois.first()? })
}

/// The number in the Open Funder Registry.
fn doi(funding: &Funding) -> Option<&str> {
    funding.funder_doi.as_ref()?.as_str().strip_prefix("10.13039/")
}

/// The programme: of the European Commission its code, by the funder's DOI or by what it is called.
pub fn programme(funding: &Funding) -> Option<&str> {
    let given = funding.programme.as_deref();
    if funder_code(funding) != Some(EC) {
        return given;
    }
    let name = given.unwrap_or_default().trim().to_lowercase();
    let by_name = PROGRAMMES_BY_NAME.iter().find(|(_, names)| names.contains(&name.as_str()));
    let by_doi = || {
        let doi = doi(funding)?;
        PROGRAMMES_BY_DOI.iter().find(|(_, dois)| dois.contains(&doi))
    };
    by_name.map(|(code, _)| *code).or_else(|| by_doi().map(|(code, _)| *code)).or(given)
}

/// Where the project is registered: that of the European Commission is the European Union.
pub(in crate::formats) fn jurisdiction(funding: &Funding) -> Option<&'static str> {
    (funder_code(funding) == Some(EC)).then_some("EU")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn funding(json: &str) -> Funding {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_funder_is_known_by_doi_ror_or_name() {
        for (json, code) in [
            (r#"{"funder": "x", "funder_doi": "10.13039/100010661"}"#, Some("EC")),
            (r#"{"funder": "x", "funder_ror": "https://ror.org/029chgv08"}"#, Some("WT")),
            (r#"{"funder": "x", "funder_ror": "04jsz6e67"}"#, Some("NWO")),
            (r#"{"funder": "Fundação para a Ciência e a Tecnologia"}"#, Some("FCT")),
            (r#"{"funder": "European Commission"}"#, Some("EC")),
            (r#"{"funder": "EC"}"#, Some("EC")),
            (r#"{"funder": "x", "funder_doi": "10.13039/501100001809"}"#, None),
            (r#"{"funder": ""}"#, None),
        ] {
            assert_eq!(funder_code(&funding(json)), code, "{json}");
        }
    }

    #[test]
    fn a_funder_may_be_meant_by_other_names() {
        for (name, code) in [
            ("The Wellcome Trust", Some("WT")),
            ("Dutch Research Council (NWO)", Some("NWO")),
            ("DFG, SFB 1102", Some("DFG")),
            ("European Union’s Horizon 2020 research and innovation programme", Some("EC")),
            ("The European Union", Some("EC")),
            ("European Research Council", Some("EC")),
            ("葡萄牙科学技术基金会（FCT）", Some("FCT")),
            ("National Science Foundation of Sri Lanka", None),
            ("National Natural Science Foundation of China (NSFC)", None),
            ("国家社会科学基金", None),
            ("European Union of Geosciences", None),
            ("", None),
        ] {
            assert_eq!(probable_funder(name).map(|known| known.code), code, "{name}");
        }
    }

    #[test]
    fn every_funder_is_found_by_all_that_is_known_of_it() {
        for known in &FUNDERS {
            for doi in known.dois {
                let json = format!(r#"{{"funder": "x", "funder_doi": "10.13039/{doi}"}}"#);
                assert_eq!(funder_code(&funding(&json)), Some(known.code));
            }
            if !known.ror.is_empty() {
                let json = format!(r#"{{"funder": "x", "funder_ror": "{}"}}"#, known.ror);
                assert_eq!(funder_code(&funding(&json)), Some(known.code));
            }
        }
    }

    #[test]
    fn a_programme_of_the_commission_has_its_code() {
        for (json, code) in [
            (r#"{"funder": "EC", "programme": "Horizon Europe"}"#, Some("HE")),
            (r#"{"funder": "EC", "programme": "h2020"}"#, Some("H2020")),
            (r#"{"funder": "x", "funder_doi": "10.13039/501100004963"}"#, Some("FP7")),
            (r#"{"funder": "EC", "programme": "LIFE"}"#, Some("LIFE")),
            (r#"{"funder": "A Fund", "programme": "HE"}"#, Some("HE")),
            (r#"{"funder": "EC"}"#, None),
        ] {
            assert_eq!(programme(&funding(json)), code, "{json}");
        }
    }
}
