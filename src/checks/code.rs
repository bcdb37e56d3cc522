//! Codes that the model keeps as texts: URLs of other things than articles, e-mail addresses.

use crate::diagnostics::say;
use crate::model::WebUrl;

use super::{Findings, text};

/// A URL that people and harvesters can follow.
pub(super) fn url(findings: &mut Findings, url: &mut String) {
    text::required(findings, url);
    if !url.is_empty() && !WebUrl::is_one(url) {
        findings.add(say!(
            URL_FORM,
            "`{url}` is not a web address; it must begin with https:// or http:// and have no spaces",
            "“{url}”不是网址；网址必须以 https:// 或 http:// 开头，不含空格"
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
        findings.add(say!(
            EMAIL_FORM,
            "`{email}` is not a public e-mail address; write one such as editor@journal.example",
            "“{email}”不是可用的电子邮箱地址；请写成 editor@journal.example 这样的形式"
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
    fn a_url_can_be_followed() {
        assert!(ok(url, "https://a.org/中?x=1#y").is_some());
        for text in ["", "ftp://a.org"] {
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
