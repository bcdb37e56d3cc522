//! The base URL, which harvesters are given.

use crate::model::Words;
use crate::model::words;

/// Paths on which Windrow answers something else.
const TAKEN: [&str; 3] = ["/metrics", "/health/live", "/health/ready"];

/// What is wrong with a base URL, and what to write instead.
///
/// A baseURL is the URL of the repository without arguments (§3.1.1), so it has neither query nor fragment.
pub fn base_url_problem(text: &str) -> Option<Words> {
    let Some((scheme, rest)) = text.split_once("://") else {
        let rest = if text.contains('.') { text.trim_start_matches('/') } else { "example.org/oai" };
        return Some(words!(
            "a base URL begins with `https://` or `http://`; write `https://{rest}`",
            "基础网址以“https://”或“http://”开头；请写成 https://{rest}"
        ));
    };
    if !["http", "https"].contains(&scheme) {
        return Some(words!(
            "a base URL begins with `https://` or `http://`; write `https://{rest}`",
            "基础网址以“https://”或“http://”开头；请写成 https://{rest}"
        ));
    }
    if let Some(end) = text.find(['?', '#']) {
        return Some(words!(
            "harvesters add the arguments; write `{url}`",
            "参数由收割程序添加；请写成 {url}",
            url = &text[..end]
        ));
    }
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    if let Some((_, host)) = authority.rsplit_once('@') {
        return Some(words!(
            "a base URL has no user name; write `{scheme}://{host}{path}`",
            "基础网址不含用户名；请写成 {scheme}://{host}{path}"
        ));
    }
    let problem_of_host = problem_of_host(authority);
    problem_of_host.or_else(|| problem_of_path(path, &format!("{scheme}://{authority}")))
}

fn problem_of_host(authority: &str) -> Option<Words> {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    if host.is_empty() {
        return Some(words!(
            "the host name is missing; write it like `https://example.org/oai`",
            "缺少主机名；请写成 https://example.org/oai 这样的形式"
        ));
    }
    if port.is_some_and(|port| !port.parse::<u16>().is_ok_and(|port| port > 0)) {
        return Some(words!(
            "the port after the host name is a number from 1 to 65535; correct or remove it",
            "主机名后的端口是 1 到 65535 的数字；请改正或删除"
        ));
    }
    if !host.is_ascii() {
        return Some(words!(
            "write the host name in ASCII letters; your registrar shows the form with `xn--`",
            "请用 ASCII 字母写主机名；域名注册商会显示以“xn--”开头的形式"
        ));
    }
    let bracketed = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let legal = match bracketed {
        Some(address) => address.parse::<std::net::Ipv6Addr>().is_ok(),
        None => host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)),
    };
    (!legal).then(|| {
        words!(
            "`{host}` is not a host name; write it like `https://example.org/oai`",
            "“{host}”不是主机名；请写成 https://example.org/oai 这样的形式"
        )
    })
}

fn problem_of_path(path: &str, start: &str) -> Option<Words> {
    let legal = |byte: u8| byte.is_ascii_graphic() && !b"\"<>{}|\\^`".contains(&byte);
    if !path.bytes().all(legal) {
        let escaped = path.bytes().fold(String::new(), |escaped, byte| {
            if legal(byte) {
                escaped + &char::from(byte).to_string()
            } else {
                format!("{escaped}%{byte:02X}")
            }
        });
        return Some(words!(
            "these characters are not allowed in a URL; write `{start}{escaped}`",
            "网址中不允许有这些字符；请写成 {start}{escaped}"
        ));
    }
    None
}

/// What is wrong with a base URL that is to be this repository's, and what to write instead.
pub fn own_base_url_problem(text: &str) -> Option<Words> {
    base_url_problem(text).or_else(|| {
        let path = TAKEN.into_iter().find(|taken| text.trim_end_matches('/').ends_with(taken))?;
        let start = text.trim_end_matches('/').strip_suffix(path)?;
        let is_whole_path = !start.split_once("://")?.1.contains('/');
        is_whole_path.then(|| {
            words!(
                "Windrow answers `{path}` itself, not with records; write `{start}/oai`",
                "路径“{path}”由 Windrow 自用，不提供记录；请写成 {start}/oai"
            )
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_that_works_is_taken_as_it_is() {
        for text in [
            "http://127.0.0.1:8080/oai",
            "https://example.org",
            "https://example.org/a/~b/oai/",
            "http://[::1]:8080/oai",
            "https://example.org/%C3%BC",
            "https://example.org/metrics/oai",
        ] {
            assert_eq!(own_base_url_problem(text), None);
        }
    }

    #[test]
    fn a_base_url_that_cannot_work_is_refused_with_what_to_write() {
        for (text, remedy) in [
            ("example.org/oai", "write `https://example.org/oai`"),
            ("oai", "write `https://example.org/oai`"),
            ("ftp://x.org/oai", "write `https://x.org/oai`"),
            ("http://x.org/oai?verb=Identify", "write `http://x.org/oai`"),
            ("http://x.org/#a", "write `http://x.org/`"),
            ("https://me:secret@x.org/oai", "write `https://x.org/oai`"),
            ("http://", "the host name is missing"),
            ("https:///oai", "the host name is missing"),
            ("http://x.org:0/oai", "a number from 1 to 65535"),
            ("http://x.org:99999/oai", "a number from 1 to 65535"),
            ("http://ü.org/oai", "`xn--`"),
            ("http://a b/", "`a b` is not a host name"),
            ("http://[::x]/", "`[::x]` is not a host name"),
            ("http://x.org/ü b", "write `http://x.org/%C3%BC%20b`"),
            ("https://x.org/metrics", "write `https://x.org/oai`"),
            ("https://x.org/health/live/", "write `https://x.org/oai`"),
        ] {
            let problem = own_base_url_problem(text).unwrap_or_else(|| panic!("{text}"));
            assert!(problem.en.contains(remedy), "{text}: {problem}");
        }
        assert_eq!(base_url_problem("https://other.org/metrics"), None, "another repository may be there");
    }
}
