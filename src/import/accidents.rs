//! Files that are something else than what was meant: what they are, and what to do.

use super::namespaces::{DC, OAI_DC, OAI_PMH};

const HTML: &str = "this is an HTML page, such as a server sends when it is down or asks for a password, and has no records; \
                    harvest again and look at what comes";

/// Compressions and archives that are not read, by the bytes that they begin with.
const PACKED: [(&[u8], &str); 5] = [
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x28\xB5\x2F\xFD", "compressed with zstd"),
    (b"BZh", "compressed with bzip2"),
    (b"\xFD7zXZ", "compressed with xz"),
    (b"%PDF", "a PDF"),
];

/// Whether the text begins as HTML does that is not XML.
pub(super) fn html(text: &[u8]) -> Option<&'static str> {
    let begins = |with: &[u8]| text.get(..with.len()).is_some_and(|text| text.eq_ignore_ascii_case(with));
    (begins(b"<!doctype html") || begins(b"<html")).then_some(HTML)
}

/// What is to be said of a file that is not XML and not JSON Lines.
pub(super) fn neither(text: &[u8]) -> String {
    if text.strip_prefix(b"[").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"{")) {
        return "this is a JSON array; write each item on one line without [ ] and commas, for example with `jq -c '.[]'`"
            .to_owned();
    }
    match PACKED.iter().find(|(begins, _)| text.starts_with(begins)) {
        Some((_, what)) => format!("this is {what}, which is not read; unpack it"),
        None => {
            "this is neither an OAI-PMH response nor JSON Lines; TOML files belong into the records folder"
                .to_owned()
        }
    }
}

/// What is wrong with a root element that was meant to be one of OAI-PMH or of Dublin Core, or is that of a web page.
pub(super) fn root(local: &str, namespace: &str) -> Option<String> {
    if local.eq_ignore_ascii_case("html") {
        return Some(HTML.to_owned());
    }
    let meant = match local {
        "OAI-PMH" | "ListRecords" | "GetRecord" | "record" => OAI_PMH,
        "dc" => OAI_DC,
        _ => return None,
    };
    is_nearly(namespace, meant).then(|| wrong_namespace(local, namespace, meant))
}

/// Says which namespace an element is of and which it should be of.
pub(super) fn wrong_namespace(local: &str, namespace: &str, meant: &str) -> String {
    format!(
        "`{local}` is of the namespace {namespace}, which is not {meant}; correct the namespace in the file"
    )
}

/// Whether the namespace is that of oai_dc but for a slip.
pub(super) fn is_nearly_oai_dc(namespace: &str) -> bool {
    is_nearly(namespace, OAI_DC) || is_nearly(namespace, DC)
}

/// Whether a namespace is another one but for https, `www.`, capitals or the slash at its end.
fn is_nearly(namespace: &str, meant: &str) -> bool {
    let core = |namespace: &str| {
        let lower = namespace.trim().to_ascii_lowercase();
        let rest = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
        rest.trim_start_matches("www.").trim_end_matches('/').to_owned()
    };
    namespace != meant && core(namespace) == core(meant)
}

/// What to do after an error of the protocol (§3.6).
pub(super) fn after_error(code: &str) -> &'static str {
    match code {
        "badResumptionToken" => "harvest the list again from its beginning",
        "cannotDisseminateFormat" => {
            "harvest with metadataPrefix=oai_dc, or one of the formats that verb=ListMetadataFormats shows"
        }
        "idDoesNotExist" => "correct the identifier of the request, or leave the record out",
        _ => "correct the request and harvest again",
    }
}

/// What is to be said of a file without records, by its root element and the answer that is in it.
pub(super) fn no_records(root: Option<(&str, &str)>, verb: Option<&str>) -> String {
    match (verb, root) {
        (Some("ListRecords" | "GetRecord"), _) | (None, None) => {
            "the file has no records; a ListRecords or GetRecord response is expected".to_owned()
        }
        (Some(verb), _) => format!(
            "the file has no records: it is the answer to {verb}; harvest with verb=ListRecords and metadataPrefix=oai_dc"
        ),
        (None, Some(("OAI-PMH", _))) => {
            "the file has no records: the OAI-PMH response is empty; harvest again".to_owned()
        }
        (None, Some((local, namespace))) => {
            let namespace = if namespace.is_empty() { "no namespace" } else { namespace };
            format!(
                "the file has no records: its root element is `{local}` ({namespace}), and a ListRecords or GetRecord response \
                 is expected. What is in another format than oai_dc can be loaded in `native` of JSON Lines, or stand in the records \
                 folder as NAME.PREFIX.xml beside NAME.toml or NAME.xml"
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_namespace_with_a_slip_is_recognised_and_another_is_not() {
        for near in [
            "https://www.openarchives.org/OAI/2.0/oai_dc/",
            "http://www.openarchives.org/OAI/2.0/oai_dc",
            "http://openarchives.org/oai/2.0/oai_dc/",
            "https://purl.org/dc/elements/1.1",
        ] {
            assert!(is_nearly_oai_dc(near), "{near}");
        }
        for other in [OAI_DC, "", "http://purl.org/dc/terms/", OAI_PMH] {
            assert!(!is_nearly_oai_dc(other), "{other}");
        }
    }
}
