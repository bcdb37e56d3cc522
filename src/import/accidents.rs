//! Files that are something else than what was meant: what they are, and what to do.

use super::namespaces::{DC, OAI_DC, OAI_PMH};
use crate::diagnostics::{Message, say};
use crate::model::{Words, words};

fn html_page() -> Message {
    say!(
        LOAD_FILE,
        "this is an HTML page, such as a server sends when it is down or asks for a password, and has no records; \
         harvest again and look at what comes",
        "这是 HTML 网页（服务器停机或要求密码时会返回这样的网页），其中没有记录；请重新收割并查看返回的内容"
    )
}

/// Compressions and archives that are not read, by the bytes that they begin with.
const PACKED: [(&[u8], [&str; 2]); 5] = [
    (b"PK\x03\x04", ["a ZIP archive", "ZIP 压缩包"]),
    (b"\x28\xB5\x2F\xFD", ["compressed with zstd", "zstd 压缩文件"]),
    (b"BZh", ["compressed with bzip2", "bzip2 压缩文件"]),
    (b"\xFD7zXZ", ["compressed with xz", "xz 压缩文件"]),
    (b"%PDF", ["a PDF", "PDF 文件"]),
];

/// What is said of a text that begins as HTML does that is not XML.
pub(super) fn html(text: &[u8]) -> Option<Message> {
    let begins = |with: &[u8]| text.get(..with.len()).is_some_and(|text| text.eq_ignore_ascii_case(with));
    (begins(b"<!doctype html") || begins(b"<html")).then(html_page)
}

/// What is to be said of a file that is not XML and not JSON Lines.
pub(super) fn neither(text: &[u8]) -> Message {
    if text.strip_prefix(b"[").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"{")) {
        return say!(
            LOAD_FILE,
            "this is a JSON array; write each item on one line without [ ] and commas, for example with `jq -c '.[]'`",
            "这是 JSON 数组；请把每个条目写成一行，不要 [ ] 和逗号，例如用 jq -c '.[]'"
        );
    }
    match PACKED.iter().find(|(begins, _)| text.starts_with(begins)) {
        Some((_, [en, zh])) => say!(
            LOAD_FILE,
            "this is {what}, which is not read; unpack it",
            "这是{what}，不能读取；请先解压";
            what = words!("{en}", " {zh}")
        ),
        None => say!(
            LOAD_FILE,
            "this is neither an OAI-PMH response nor JSON Lines; TOML files belong into the records folder",
            "这既不是 OAI-PMH 响应，也不是 JSON Lines；TOML 文件请放入记录文件夹"
        ),
    }
}

/// What is wrong with a root element that was meant to be one of OAI-PMH or of Dublin Core, or is that of a web page.
pub(super) fn root(local: &str, namespace: &str) -> Option<Message> {
    if local.eq_ignore_ascii_case("html") {
        return Some(html_page());
    }
    let meant = match local {
        "OAI-PMH" | "ListRecords" | "GetRecord" | "record" => OAI_PMH,
        "dc" => OAI_DC,
        _ => return None,
    };
    is_nearly(namespace, meant).then(|| {
        Message::new(&crate::diagnostics::codes::XML_NAMESPACE, wrong_namespace(local, namespace, meant))
    })
}

/// Says which namespace an element is of and which it should be of.
pub(super) fn wrong_namespace(local: &str, namespace: &str, meant: &str) -> Words {
    words!(
        "`{local}` is of the namespace {namespace}, which is not {meant}; correct the namespace in the file",
        "“{local}”的命名空间是 {namespace}，不是 {meant}；请改正文件中的命名空间"
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

/// What is said of an answer without records.
pub(super) fn no_records_match() -> Message {
    say!(
        LOAD_ERROR,
        "the answer was noRecordsMatch: there are no records in it",
        "响应是 noRecordsMatch：其中没有记录"
    )
}

/// What is said of an error of the protocol (§3.6).
pub(super) fn error_response(code: &str, text: &str) -> Message {
    let explained = match text.trim_end_matches(['.', ' ']) {
        "" => Words::default(),
        text => words!(": {text}", "：{text}"),
    };
    say!(
        LOAD_ERROR,
        "the answer was an error, {code}{explained}; {remedy}",
        "响应是错误 {code}{explained}；{remedy}";
        explained = explained,
        remedy = after_error(code)
    )
}

/// What to do after an error of the protocol (§3.6).
fn after_error(code: &str) -> Words {
    match code {
        "badResumptionToken" => {
            words!("harvest the list again from its beginning", "请从头重新收割该列表")
        }
        "cannotDisseminateFormat" => words!(
            "harvest with metadataPrefix=oai_dc, or one of the formats that verb=ListMetadataFormats shows",
            "请用 metadataPrefix=oai_dc 收割，或用 verb=ListMetadataFormats 列出的某个格式"
        ),
        "idDoesNotExist" => words!(
            "correct the identifier of the request, or leave the record out",
            "请改正请求中的标识符，或略去这条记录"
        ),
        _ => words!("correct the request and harvest again", "请改正请求并重新收割"),
    }
}

/// What is to be said of a file without records, by its root element and the answer that is in it.
pub(super) fn no_records(root: Option<(&str, &str)>, verb: Option<&str>) -> Message {
    match (verb, root) {
        (Some("ListRecords" | "GetRecord"), _) | (None, None) => say!(
            LOAD_FILE,
            "the file has no records; a ListRecords or GetRecord response is expected",
            "文件中没有记录；应为 ListRecords 或 GetRecord 的响应"
        ),
        (Some(verb), _) => say!(
            LOAD_FILE,
            "the file has no records: it is the answer to {verb}; harvest with verb=ListRecords and metadataPrefix=oai_dc",
            "文件中没有记录：这是对 {verb} 的响应；请用 verb=ListRecords 和 metadataPrefix=oai_dc 收割"
        ),
        (None, Some(("OAI-PMH", _))) => say!(
            LOAD_FILE,
            "the file has no records: the OAI-PMH response is empty; harvest again",
            "文件中没有记录：OAI-PMH 响应是空的；请重新收割"
        ),
        (None, Some((local, namespace))) => say!(
            LOAD_FILE,
            "the file has no records: its root element is `{local}` ({namespace}), and a ListRecords or GetRecord response \
             is expected. What is in another format than oai_dc can be loaded in `native` of JSON Lines, or stand in the records \
             folder as NAME.PREFIX.xml beside NAME.toml or NAME.xml",
            "文件中没有记录：根元素是“{local}”（{namespace}），而应为 ListRecords 或 GetRecord 的响应。oai_dc 以外的元数据格式可以写在 JSON \
             Lines 的 native 中导入，或在记录文件夹中存为 NAME.PREFIX.xml，放在 NAME.toml 或 NAME.xml 旁边";
            namespace = match namespace {
                "" => words!("no namespace", "没有命名空间"),
                namespace => Words::same(namespace),
            }
        ),
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
