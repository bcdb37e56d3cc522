//! Custom formats of a repository.

use crate::diagnostics::suggest;
use crate::formats;
use crate::model::{Identity, OwnFormat};
use crate::xml::is_absolute_uri;

use super::{Finding, Findings, text};

/// Checks which of Windrow's formats are wanted.
pub(super) fn offered(identity: &Identity, findings: &mut Findings) {
    findings.each("formats", &identity.formats, |findings, prefix| {
        if formats::by_prefix(prefix.as_str()).is_none() {
            let known = formats::FORMATS.iter().map(|format| format.metadata_prefix());
            findings.error(format!(
                "`{prefix}` is not a format of Windrow: {}",
                suggest::remedy(prefix.as_str(), known)
            ));
        }
    });
}

/// Checks what `[[format]]` declares.
pub(super) fn own_formats(identity: &mut Identity, findings: &mut Findings) {
    let prefixes: Vec<_> = identity.own_formats.iter().map(|format| format.prefix.clone()).collect();
    let known_before = prefixes.iter().enumerate().map(|(at, prefix)| prefixes[..at].contains(prefix));
    findings.each(
        "format",
        identity.own_formats.iter_mut().zip(known_before),
        |findings, (format, twice)| {
            if twice {
                findings.field("prefix", &format.prefix, |findings, prefix| {
                    findings.error(format!("the format `{prefix}` is declared twice; remove one of them"));
                });
            }
            if format.template.is_some() {
                findings.field("template", (), |findings, ()| {
                    findings.error(format!(
                        "a template belongs in a mapping file, formats/{}.toml, with examples of its output",
                        format.prefix
                    ));
                });
            }
            own_format(format, findings);
        },
    );
}

/// What is wrong with the format that a mapping file declares.
pub fn mapping(format: &mut OwnFormat) -> Vec<Finding> {
    let mut findings = Findings::default();
    own_format(format, &mut findings);
    findings.found
}

fn own_format(format: &mut OwnFormat, findings: &mut Findings) {
    if formats::by_prefix(format.prefix.as_str()).is_some() {
        findings.field("prefix", &format.prefix, |findings, prefix| {
            findings.error(format!("`{prefix}` is a built-in format of Windrow; choose another prefix"));
        });
    }
    findings.field("namespace", &mut format.namespace, |findings, namespace| {
        text::required(findings, namespace);
        if !namespace.is_empty() && !is_absolute_uri(namespace) {
            findings.error(format!(
                "`{namespace}` is not an absolute URI, such as https://journal.org/ns/ or urn:x-journal:ns"
            ));
        }
    });
}
