//! Codes that can be checked by themselves: ORCID iD, ISSN, DOI, URL, e-mail address.

use super::{Findings, text};

/// Without the first of these beginnings that it has, in whatever case.
fn without<'t>(text: &'t str, beginnings: &[&str]) -> &'t str {
    beginnings
        .iter()
        .find(|beginning| {
            text.get(..beginning.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(beginning))
        })
        .map_or(text, |beginning| &text[beginning.len()..])
}

/// Whether the digits stand in groups of four with hyphens, the last one perhaps X.
fn is_grouped(code: &str, groups: usize) -> bool {
    let last = groups * 5 - 2;
    code.len() == last + 1
        && code.bytes().enumerate().all(|(at, byte)| match at {
            at if at % 5 == 4 => byte == b'-',
            at if at == last => byte.is_ascii_digit() || byte == b'X',
            _ => byte.is_ascii_digit(),
        })
}

fn digits(code: &str) -> impl Iterator<Item = u32> {
    code.chars().filter_map(|character| if character == 'X' { Some(10) } else { character.to_digit(10) })
}

/// ORCID: sixteen digits, the last the check digit of ISO 7064 MOD 11-2. Kept without its URL.
pub(super) fn orcid(findings: &mut Findings, orcid: &mut String) {
    let bare =
        without(orcid.trim(), &["https://orcid.org/", "http://orcid.org/", "orcid.org/"]).to_uppercase();
    let sum = |bare: &str| digits(bare).take(15).fold(0, |total, digit| (total + digit) * 2 % 11);
    if !is_grouped(&bare, 4) {
        findings.error(format!("`{orcid}` is no ORCID iD; it looks like 0000-0002-1825-0097"));
    } else if (12 - sum(&bare)) % 11 != digits(&bare).last().unwrap_or_default() {
        findings.error(format!(
            "`{orcid}` has a wrong check digit: a digit is mistyped; look it up at orcid.org"
        ));
    }
    *orcid = bare;
}

/// ISSN: eight digits, the last the check digit of ISO 3297.
pub(super) fn issn(findings: &mut Findings, issn: &mut String) {
    let bare = issn.trim().to_uppercase();
    let sum: u32 = digits(&bare).zip((1..=8).rev()).map(|(digit, weight)| digit * weight).sum();
    if !is_grouped(&bare, 2) {
        findings.error(format!("`{issn}` is no ISSN; it looks like 2049-3630"));
    } else if !sum.is_multiple_of(11) {
        findings
            .error(format!("`{issn}` has a wrong check digit: a digit is mistyped; look it up at issn.org"));
    }
    *issn = bare;
}

/// DOI: `10.`, digits and perhaps more parts of them, a slash, and what the publisher chose. Kept without its URL.
pub(super) fn doi(findings: &mut Findings, doi: &mut String) {
    let beginnings = [
        "https://doi.org/",
        "http://doi.org/",
        "https://dx.doi.org/",
        "http://dx.doi.org/",
        "doi:",
        "doi.org/",
    ];
    let bare = without(doi.trim(), &beginnings).trim_start().to_owned();
    let legal =
        bare.strip_prefix("10.").and_then(|rest| rest.split_once('/')).is_some_and(|(registrant, rest)| {
            let part = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            registrant.split('.').all(part) && !rest.is_empty() && !rest.contains(char::is_whitespace)
        });
    if !legal {
        findings.error(format!("`{doi}` is no DOI; it looks like 10.1000/182"));
    }
    *doi = bare;
}

/// Whether the text is an http or https URL as it can be written into XML and followed.
pub(in crate::import) fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest.starts_with('/')
            && !rest.contains(|character: char| {
                character.is_whitespace() || character.is_control() || "<>\"{}|\\^`".contains(character)
            })
    })
}

/// A URL that people and harvesters can follow.
pub(super) fn url(findings: &mut Findings, url: &mut String) {
    text::required(findings, url);
    if !url.is_empty() && !is_url(url) {
        findings.error(format!(
            "`{url}` is no URL that can be followed; it begins with https:// or http:// and has no spaces"
        ));
    }
}

/// adminEmail by the pattern of OAI-PMH.xsd, `\S+@(\S+\.)+\S+`, without `mailto:`.
pub(super) fn email(findings: &mut Findings, email: &mut String) {
    let domain = |domain: &str| {
        domain
            .split_once('.')
            .is_some_and(|(host, rest)| !host.is_empty() && !rest.trim_matches('.').is_empty())
    };
    let legal = !email.contains(char::is_whitespace)
        && !email.starts_with("mailto:")
        && email.rsplit_once('@').is_some_and(|(name, host)| !name.is_empty() && domain(host));
    if !legal {
        findings.error(format!(
            "`{email}` is no e-mail address that the world can write to; it looks like editor@journal.org"
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ok(check: fn(&mut Findings, &mut String), text: &str) -> Option<String> {
        let mut findings = Findings::default();
        let mut text = text.to_owned();
        check(&mut findings, &mut text);
        findings.found.is_empty().then_some(text)
    }

    #[test]
    fn an_orcid_id_is_checked_and_kept_bare() {
        for text in ["0000-0002-1825-0097", "https://orcid.org/0000-0002-1694-233x", " 0000-0001-5109-3700"] {
            assert!(ok(orcid, text).is_some_and(|bare| bare.len() == 19), "{text}");
        }
        for text in [
            "",
            "0000-0002-1825-0098",
            "0000000218250097",
            "0000-0002-1825-00970",
            "X000-0002-1825-0097",
            "https://orcid.org/",
        ] {
            assert_eq!(ok(orcid, text), None, "{text}");
        }
    }

    #[test]
    fn an_issn_is_checked() {
        assert_eq!(ok(issn, "2434-561x").as_deref(), Some("2434-561X"));
        for text in ["", "2049-3631", "20493630", "2049–3630", "X049-3630"] {
            assert_eq!(ok(issn, text), None, "{text}");
        }
    }

    #[test]
    fn a_doi_loses_its_url_and_nothing_else() {
        for text in [
            "10.1000/AbC(1)<2>",
            "https://doi.org/10.1000/AbC(1)<2>",
            "DOI: 10.1000/AbC(1)<2>",
            "http://dx.doi.org/10.1000/AbC(1)<2>",
        ] {
            assert_eq!(ok(doi, text).as_deref(), Some("10.1000/AbC(1)<2>"), "{text}");
        }
        for text in
            ["", "10.1000", "10./1", "11.1000/1", "10.1000/", "10.1000/a b", "https://example.org/10.1000/1"]
        {
            assert_eq!(ok(doi, text), None, "{text}");
        }
    }

    #[test]
    fn a_url_can_be_followed() {
        for text in ["https://a.org/中?x=1#y", "http://a"] {
            assert!(ok(url, text).is_some(), "{text}");
        }
        for text in [
            "",
            "a.org",
            "ftp://a.org",
            "https://",
            "https:///x",
            "https://a.org/a b",
            "javascript:alert(1)",
            "https://a.org/<x>",
        ] {
            assert_eq!(ok(url, text), None, "{text}");
        }
    }

    #[test]
    fn an_admin_can_be_written_to() {
        for text in ["a@b.org", "editor@mail.journal.example"] {
            assert!(ok(email, text).is_some(), "{text}");
        }
        for text in ["", "a", "a@localhost", "@b.org", "a@.org", "a@b.", "a b@c.org", "mailto:a@b.org"] {
            assert_eq!(ok(email, text), None, "{text}");
        }
    }
}
