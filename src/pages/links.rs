//! The addresses of pages. All of them begin at the repository's own place: the base URL without its last part.

use crate::catalogue::IssueName;
use crate::model::{Identifier, Namespace};

/// What follows the path of the endpoint where the answer is XML even for browsers.
pub const XML: &str = "/xml";

/// Where the pages of a repository are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Links {
    /// Scheme and authority: `https://example.org`.
    origin: String,
    /// The path that every address of a page begins with; it ends with a slash.
    root: String,
    /// The path of the endpoint.
    endpoint: String,
    /// What most identifiers begin with.
    prefix: String,
}

/// What the address of an item is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub identifier: Identifier,
    /// Whether the address is the one that pages use for the item.
    pub is_canonical: bool,
}

impl Links {
    /// Those of the repository with this base URL and namespace.
    pub fn of(base_url: &str, namespace: &Namespace) -> Self {
        let after_scheme = base_url.find("://").map_or(0, |at| at + 3);
        let path_at = base_url[after_scheme..].find('/').map_or(base_url.len(), |at| after_scheme + at);
        let (origin, path) = base_url.split_at(path_at);
        let path = if path.is_empty() { "/" } else { path };
        let trimmed = path.trim_end_matches('/');
        let root = trimmed.rfind('/').map_or("/", |at| &trimmed[..=at]);
        Self {
            origin: origin.to_owned(),
            root: root.to_owned(),
            endpoint: path.to_owned(),
            prefix: namespace.prefix(),
        }
    }

    /// The path that every page begins with.
    pub fn root(&self) -> &str {
        &self.root
    }

    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// What follows the root in the path of a request. A proxy may have taken the root away already.
    pub fn below<'p>(&self, path: &'p str) -> &'p str {
        path.strip_prefix(&self.root).unwrap_or_else(|| path.trim_start_matches('/'))
    }

    /// The path of a page below the root.
    pub fn path(&self, below: &str) -> String {
        format!("{}{below}", self.root)
    }

    /// The whole URL of a path.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// A request to the endpoint, with its query as it is.
    pub fn oai(&self, query: &str) -> String {
        format!("{}?{query}", self.endpoint)
    }

    /// The same request, answered with XML whoever asks.
    pub fn oai_xml(&self, query: &str) -> String {
        format!("{}{XML}?{query}", self.endpoint.trim_end_matches('/'))
    }

    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// The page of an item. Of an identifier of the namespace the local part is enough.
    pub fn item(&self, identifier: &str) -> String {
        match identifier.strip_prefix(&self.prefix).filter(|local| !is_dots(local)) {
            Some(local) => format!("{}articles/{}", self.root, in_path(local)),
            None => format!("{}items/{}", self.root, in_path(identifier)),
        }
    }

    /// The identifier that a path below the root names, if it is that of an item; escapes are resolved here.
    pub fn named(&self, path: &str) -> Option<Named> {
        let identifier = match (path.strip_prefix("articles/"), path.strip_prefix("items/")) {
            (Some(""), _) | (None, Some("")) => return None,
            (Some(local), _) => format!("{}{}", self.prefix, unescaped(local)?),
            (None, Some(whole)) => unescaped(whole)?,
            (None, None) => return None,
        };
        let identifier: Identifier = identifier.parse().ok()?;
        let is_canonical = self.item(identifier.as_str()) == format!("{}{path}", self.root);
        Some(Named { identifier, is_canonical })
    }

    /// The page of an issue.
    pub fn issue(&self, issue: &IssueName) -> String {
        let parts: Vec<String> = issue.parts().iter().map(|part| segment(part)).collect();
        format!("{}issues/{}", self.root, parts.join("/"))
    }

    pub fn year(&self, year: &str) -> String {
        format!("{}years/{}", self.root, segment(year))
    }

    pub fn set(&self, spec: &str) -> String {
        format!("{}sets/{}", self.root, segment(spec))
    }

    pub fn author(&self, key: &str) -> String {
        format!("{}authors/{}", self.root, segment(key))
    }
}

/// Whether a path of this segment alone would be resolved to another one (RFC 3986, 5.2.4).
fn is_dots(segment: &str) -> bool {
    matches!(segment, "" | "." | "..")
}

/// An identifier as a part of a path. A slash stays, unless the path would be written in a shorter way then.
fn in_path(text: &str) -> String {
    let keeps_slashes = !text.split('/').any(is_dots);
    escaped(text, |byte| b"-._~!$&'()*+,;=:@".contains(&byte) || (byte == b'/' && keeps_slashes))
}

/// A text as one segment of a path.
pub fn segment(text: &str) -> String {
    escaped(text, |byte| b"-._~!$'()*,:@".contains(&byte))
}

/// A text as the value of an argument in a query.
pub fn argument(text: &str) -> String {
    escaped(text, |byte| b"-._~".contains(&byte))
}

fn escaped(text: &str, stays: impl Fn(u8) -> bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || stays(byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}

/// The text that the escapes stand for; `None` if they are wrong or it is not UTF-8.
pub fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let digits = rest.get(..2).and_then(|digits| str::from_utf8(digits).ok())?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = &rest[2..];
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(base_url: &str) -> Links {
        Links::of(base_url, &"a.org".parse().unwrap())
    }

    #[test]
    fn every_page_begins_where_the_base_url_lies() {
        for (base_url, root, endpoint) in [
            ("https://a.org/oai", "/", "/oai"),
            ("https://a.org/journal/pmh", "/journal/", "/journal/pmh"),
            ("https://a.org/journal/pmh/", "/journal/", "/journal/pmh/"),
            ("https://a.org", "/", "/"),
            ("http://[::1]:8080/oai", "/", "/oai"),
        ] {
            let links = links(base_url);
            assert_eq!((links.root(), links.endpoint()), (root, endpoint), "{base_url}");
            assert_eq!(
                links.absolute(links.endpoint()).trim_end_matches('/'),
                base_url.trim_end_matches('/')
            );
        }
    }

    #[test]
    fn the_address_of_an_item_leads_back_to_its_identifier() {
        let links = links("https://a.org/j/oai");
        for identifier in [
            "oai:a.org:2022/05/a1",
            "oai:a.org:a/b:c?d%20e&f+g;h=é".replace('é', "%C3%A9").as_str(),
            "oai:a.org:a//b",
            "oai:a.org:..",
            "oai:a.org:a/../b",
            "oai:a.org:.",
            "oai:b.org:1",
            "http://x.org/1?a=b",
            "oai:a.org:x.json",
        ] {
            let path = links.item(identifier);
            let below = path.strip_prefix("/j/").unwrap();
            assert!(!below.contains("//") && !below.contains('?') && !below.contains('#'), "{path}");
            assert!(!below.split('/').any(|part| part == "." || part == ".."), "{path}");
            let named = links.named(below).unwrap();
            assert_eq!((named.identifier.as_str(), named.is_canonical), (identifier, true));
        }
        assert_eq!(links.item("oai:a.org:2022/05/a1"), "/j/articles/2022/05/a1");
        let long = links.named("items/oai:a.org:1").unwrap();
        assert!(!long.is_canonical && long.identifier.as_str() == "oai:a.org:1");
        for no_item in ["articles", "articles/", "articles/%zz", "articles/a b", "items/1", "x"] {
            assert_eq!(links.named(no_item), None, "{no_item}");
        }
    }

    #[test]
    fn a_segment_holds_any_text() {
        for text in ["国际安全研究", "a/b", "100%", "a?b#c", "王 磊"] {
            let written = segment(text);
            assert!(written.is_ascii() && !written.contains(['/', '?', '#', ' ']));
            assert_eq!(unescaped(&written).as_deref(), Some(text));
        }
        assert_eq!(unescaped("%FF"), None);
    }
}
