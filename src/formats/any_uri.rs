//! URLs where a schema wants an `xs:anyURI`: those that people follow may have characters that it does not take.

use std::borrow::Cow;

/// The URL with what RFC 3986 does not take in path, query and fragment escaped; `None` if host or port are none.
///
/// Characters outside ASCII stay: `xs:anyURI` takes them.
pub(super) fn any_uri(url: &str) -> Option<Cow<'_, str>> {
    let rest = url.split_once("://")?.1;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let start = url.len() - rest.len();
    if !is_authority(&rest[..end]) {
        return None;
    }
    if is_clean(&rest[end..]) {
        return Some(Cow::Borrowed(url));
    }
    let mut escaped = url[..start + end].to_owned();
    push_escaped(&rest[end..], &mut escaped);
    Some(Cow::Owned(escaped))
}

/// `[user@]host[:port]`.
fn is_authority(text: &str) -> bool {
    let host = text.rsplit_once('@').map_or(text, |(_, host)| host);
    let user = text.rsplit_once('@').map_or("", |(user, _)| user);
    let (name, port) = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, rest))
            if address.bytes().all(|byte| byte.is_ascii_hexdigit() || b":.".contains(&byte)) =>
        {
            ("host", rest.strip_prefix(':').or_else(|| rest.is_empty().then_some("0")))
        }
        Some(_) => return false,
        None => host.split_once(':').map_or((host, Some("0")), |(name, port)| (name, Some(port))),
    };
    let is_port = port
        .is_some_and(|port| (1..=5).contains(&port.len()) && port.bytes().all(|byte| byte.is_ascii_digit()));
    let letters = |text: &str, more: &[u8]| {
        text.bytes().all(|byte| {
            byte.is_ascii_alphanumeric()
                || !byte.is_ascii()
                || b"-._~!$&'()*+,;=".contains(&byte)
                || more.contains(&byte)
        })
    };
    !name.is_empty() && is_port && letters(name, b"") && letters(user, b":")
}

/// Whether two hexadecimal digits follow, as after a percent sign.
fn is_hexadecimal(rest: &str) -> bool {
    rest.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

fn is_clean(text: &str) -> bool {
    !text.contains(['[', ']'])
        && text.matches('#').count() < 2
        && text.match_indices('%').all(|(at, _)| is_hexadecimal(&text[at + 1..]))
}

fn push_escaped(text: &str, escaped: &mut String) {
    let mut has_fragment = false;
    for (at, character) in text.char_indices() {
        match character {
            '[' => escaped.push_str("%5B"),
            ']' => escaped.push_str("%5D"),
            '%' if !is_hexadecimal(&text[at + 1..]) => escaped.push_str("%25"),
            '#' if has_fragment => escaped.push_str("%23"),
            _ => {
                has_fragment |= character == '#';
                escaped.push(character);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_escaped_only_where_it_must_be() {
        for (url, expected) in [
            ("https://a.org/中?x=1#y", "https://a.org/中?x=1#y"),
            ("https://a.org/%41?a[0]=100%&b#c#d", "https://a.org/%41?a%5B0%5D=100%25&b#c%23d"),
            ("http://u:p@a.org:8080/", "http://u:p@a.org:8080/"),
            ("http://[::1]:80/x", "http://[::1]:80/x"),
            ("https://中国.example", "https://中国.example"),
        ] {
            assert_eq!(any_uri(url).as_deref(), Some(expected), "{url}");
        }
    }

    #[test]
    fn a_url_without_a_host_is_none() {
        for url in
            ["http://a:b/", "http://a:/", "http://[::bad", "http://a@b@c/", "http://?x", "http://a%zz/"]
        {
            assert_eq!(any_uri(url), None, "{url}");
        }
    }
}
