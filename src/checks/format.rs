//! Custom formats of a repository.

use crate::diagnostics::{say, suggest};
use crate::formats;
use crate::model::{Identity, OwnFormat};
use crate::xml::is_absolute_uri;

use super::{Finding, Findings, text};

/// Checks which of Windrow's formats are wanted.
pub(super) fn offered(identity: &Identity, findings: &mut Findings) {
    findings.each("formats", &identity.formats, |findings, prefix| {
        if formats::by_prefix(prefix.as_str()).is_none() {
            let known = formats::FORMATS.iter().map(|format| format.metadata_prefix());
            findings.add(say!(
                FORMAT_UNKNOWN,
                "`{prefix}` is not a format of Windrow: {remedy}",
                "“{prefix}”不是 Windrow 的格式：{remedy}";
                remedy = suggest::remedy(prefix.as_str(), known)
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
                    findings.add(say!(
                        FORMAT_TWICE,
                        "the format `{prefix}` is declared twice; remove one of them",
                        "格式“{prefix}”声明了两次；请删除其中之一"
                    ));
                });
            }
            if format.template.is_some() {
                findings.field("template", (), |findings, ()| {
                    findings.add(say!(
                        FORMAT_TEMPLATE,
                        "a template belongs in a mapping file, formats/{prefix}.toml, with examples of its output",
                        "模板应写在映射文件 formats/{prefix}.toml 中，并附输出示例",
                        prefix = format.prefix
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
            findings.add(say!(
                FORMAT_TWICE,
                "`{prefix}` is a built-in format of Windrow; choose another prefix",
                "“{prefix}”是 Windrow 自带的格式；请另选前缀"
            ));
        });
    }
    findings.field("namespace", &mut format.namespace, |findings, namespace| {
        text::required(findings, namespace);
        if !namespace.is_empty() && !is_absolute_uri(namespace) {
            findings.add(say!(
                FORMAT_NAMESPACE,
                "`{namespace}` is not an absolute URI, such as https://journal.org/ns/ or urn:x-journal:ns",
                "“{namespace}”不是绝对 URI，正确的如 https://journal.org/ns/ 或 urn:x-journal:ns"
            ));
        }
    });
}
