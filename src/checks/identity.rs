//! `repository.toml`: the description of the repository.

use crate::diagnostics::{Message, codes, say};
use crate::model::{Identity, SetDescription, Text, Words, base_url_problem, own_base_url_problem, words};

use super::{Finding, Findings, Step, code, format, rules, sets, text};

/// What is wrong with a `repository.toml` that can be read. `whole` is false if parts of it cannot.
pub fn identity(identity: &mut Identity, whole: bool) -> Vec<Finding> {
    let mut findings = Findings::default();
    findings.field("name", &mut identity.name, text::required);
    if identity.admin_emails.is_empty() {
        findings.field("admin_emails", (), |findings, ()| {
            findings.add(say!(
                ADMIN_EMAIL_MISSING,
                "add at least one e-mail address, to which harvesters can write (§4.2)",
                "请至少写一个电子邮箱，供收割方联系（§4.2）"
            ));
        });
    }
    findings.each("admin_emails", &mut identity.admin_emails, code::email);
    if let Some(url) = &mut identity.base_url {
        findings.field("base_url", url, |findings, url| {
            own_base_url_problem(url)
                .into_iter()
                .for_each(|problem| findings.add(Message::new(&codes::BASE_URL, problem)));
        });
    }
    findings.each("description", &mut identity.descriptions, description);
    findings.each("rights", &mut identity.rights, code::url);
    findings.each("friends", &mut identity.friends, |findings, url| base_url(findings, url));
    branding(identity, &mut findings);
    findings.each("set", &mut identity.sets, set);
    sets::doubles(identity, &mut findings);
    format::offered(identity, &mut findings);
    format::own_formats(identity, &mut findings);
    deposits(identity, &mut findings);
    rules::check(identity, whole, &mut findings);
    findings.found.extend(sets::declared(&identity.default_sets, identity, "default_sets"));
    placeholders(identity, &mut findings);
    findings.found
}

fn description(findings: &mut Findings, value: &mut Text) {
    findings.field("text", &mut value.text, text::required);
}

fn set(findings: &mut Findings, set: &mut SetDescription) {
    findings.field("name", &mut set.name, text::required);
    findings.each("description", &mut set.descriptions, description);
}

fn base_url(findings: &mut Findings, url: &str) {
    base_url_problem(url)
        .into_iter()
        .for_each(|problem| findings.add(Message::new(&codes::BASE_URL, problem)));
}

fn branding(identity: &mut Identity, findings: &mut Findings) {
    let Some(branding) = &mut identity.branding else { return };
    findings.field("branding", branding, |findings, branding| {
        findings.field("icon_url", &mut branding.icon_url, code::url);
        if let Some(link) = &mut branding.link {
            findings.field("link", link, code::url);
        }
        if let Some(title) = &mut branding.title {
            findings.field("title", title, text::required);
        }
    });
}

/// The settings for registering DOIs.
fn deposits(identity: &mut Identity, findings: &mut Findings) {
    if let Some(depositor) = &mut identity.crossref {
        findings.field("crossref", depositor, |findings, depositor| {
            findings.field("name", &mut depositor.name, text::required);
            findings.field("email", &mut depositor.email, code::email);
            findings.field("registrant", &mut depositor.registrant, text::required);
        });
    }
    if let Some(symbol) = &mut identity.datacite_symbol {
        findings.field("datacite_symbol", symbol, text::required);
    }
}

/// Domains reserved for examples (RFC 2606 and RFC 6761), and local addresses.
fn is_placeholder(text: &str) -> bool {
    let host = text.rsplit_once('@').map_or(text, |(_, host)| host);
    let host = host.split_once("://").map_or(host, |(_, rest)| rest);
    let host = host.split(['/', ':', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let ends =
        |domain: &str| host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    host.starts_with("127.")
        || ["example", "example.org", "example.com", "example.net", "localhost", "invalid", "test"]
            .into_iter()
            .any(ends)
}

/// Warns of what must not reach an aggregator; validators refuse such addresses.
fn placeholders(identity: &Identity, findings: &mut Findings) {
    let mut warn = |path: &[Step], value: &str, what: Words| {
        if is_placeholder(value) {
            findings.path = path.to_vec();
            findings.add(say!(
                PLACEHOLDER,
                "`{value}` is a placeholder: before you register this repository with an aggregator, put {what} here",
                "“{value}”是占位内容：在聚合平台登记本仓储之前，请在这里写上{what}";
                what = what
            ));
        }
    };
    warn(
        &[Step::Key("namespace")],
        identity.namespace.as_str(),
        words!("a domain that the journal owns", "期刊自己的域名"),
    );
    for (index, email) in identity.admin_emails.iter().enumerate() {
        warn(
            &[Step::Key("admin_emails"), Step::Index(index)],
            email,
            words!("an address that somebody reads", "有人查看的邮箱"),
        );
    }
    if let Some(url) = &identity.base_url {
        warn(&[Step::Key("base_url")], url, words!("the public address of the repository", "仓储的公开网址"));
    }
    findings.path.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_recognised_by_their_domain() {
        for text in [
            "jiss.example",
            "a@b.example.org",
            "http://localhost:8080/oai",
            "https://example.com/oai",
            "a@localhost",
            "http://127.0.0.1/oai",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in
            ["jiss.org", "a@myexample.org", "https://journal.org/example.org", "https://latest.org/oai"]
        {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
