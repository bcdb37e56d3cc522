//! URLs as xs:anyURI takes them: a URL that can be followed may still have a stray percent sign or bracket.

use std::borrow::Cow;

/// The URL as a URI reference, what is illegal in it escaped; nothing if its host and port are none.
pub(in crate::formats) fn any_uri(url: &str) -> Option<Cow<'_, str>> {
    let (scheme, rest) = url.split_once("://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    if !is_authority(authority) {
        return None;
    }
    let legal = (0..tail.len()).all(|at| !is_stray(tail, at));
    Some(if legal {
        Cow::Borrowed(url)
    } else {
        Cow::Owned(format!("{scheme}://{authority}{}", escaped(tail)))
    })
}

/// `[user@]host[:port]`.
fn is_authority(authority: &str) -> bool {
    let host = authority.split_once('@').map_or(authority, |(_, host)| host);
    let (host, port) = match host.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (host, None),
    };
    let is_port =
        |port: &str| (1..=5).contains(&port.len()) && port.bytes().all(|byte| byte.is_ascii_digit());
    let is_address = |address: &str| {
        !address.is_empty() && address.bytes().all(|byte| byte.is_ascii_hexdigit() || b":.".contains(&byte))
    };
    let is_host = match host.strip_prefix('[') {
        Some(address) => address.strip_suffix(']').is_some_and(is_address),
        None => !host.is_empty() && !host.contains(['@', ':', '[', ']', '%']),
    };
    let user = authority.strip_suffix(host).unwrap_or_default();
    is_host && port.is_none_or(is_port) && !user.contains(['[', ']', '%'])
}

/// Whether the byte at this place of path, query and fragment is not allowed in a URI: a percent sign that escapes nothing, a
/// bracket, a second `#`. Characters beyond ASCII are none either, but xs:anyURI takes them.
fn is_stray(tail: &str, at: usize) -> bool {
    let bytes = tail.as_bytes();
    match bytes[at] {
        b'%' => !bytes.get(at + 1..at + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)),
        b'[' | b']' => true,
        b'#' => bytes[..at].contains(&b'#'),
        _ => false,
    }
}

fn escaped(tail: &str) -> String {
    let mut uri = String::with_capacity(tail.len() + 8);
    for (at, character) in tail.char_indices() {
        if is_stray(tail, at) {
            uri.push_str(match character {
                '%' => "%25",
                '[' => "%5B",
                ']' => "%5D",
                _ => "%23",
            });
        } else {
            uri.push(character);
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_becomes_a_uri_or_nothing() {
        for (url, uri) in [
            ("https://a.org/中%20?x=1#y", Some("https://a.org/中%20?x=1#y")),
            ("https://a.org/100%[1]#a#b", Some("https://a.org/100%25%5B1%5D#a%23b")),
            ("http://user@a.org:8080", Some("http://user@a.org:8080")),
            ("http://[::1]:80/x", Some("http://[::1]:80/x")),
            ("http://a.org:port/", None),
            ("http://a.org:/", None),
            ("http://a[b/", None),
            ("no url", None),
        ] {
            assert_eq!(any_uri(url).as_deref(), uri, "{url}");
        }
    }
}
