//! Identifiers as links, and what a link tells of a file.

use std::fmt::Write as _;

/// The link of a DOI; what a URL cannot hold is escaped.
pub(super) fn doi_url(doi: &str) -> String {
    let mut url = "https://doi.org/".to_owned();
    for byte in doi.bytes() {
        if byte.is_ascii_alphanumeric() || b"/:;()@!$&'*+,=._-~".contains(&byte) {
            url.push(char::from(byte));
        } else {
            let _ = write!(url, "%{byte:02X}");
        }
    }
    url
}

/// Whether the text is an http or https URL, and so an xs:anyURI.
pub(super) fn is_url(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://")) && !text.contains(char::is_whitespace)
}

/// Media types by the ending of a file's name; other files say nothing of theirs.
const MEDIA_TYPES: [(&str, &str); 5] = [
    (".pdf", "application/pdf"),
    (".html", "text/html"),
    (".htm", "text/html"),
    (".xml", "application/xml"),
    (".epub", "application/epub+zip"),
];

/// The media type that a URL tells.
pub(super) fn media_type(url: &str) -> Option<&'static str> {
    let path = url.split(['?', '#']).next()?.to_ascii_lowercase();
    MEDIA_TYPES.iter().find(|(ending, _)| path.ends_with(ending)).map(|(_, media_type)| *media_type)
}

/// The media types of files, each once.
pub(super) fn media_types(urls: &[String]) -> Vec<&'static str> {
    let mut types: Vec<&str> = Vec::new();
    for media_type in urls.iter().filter_map(|url| media_type(url)) {
        if !types.contains(&media_type) {
            types.push(media_type);
        }
    }
    types
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doi_becomes_a_link_whatever_is_in_it() {
        assert_eq!(
            doi_url("10.1002/(SICI)1<1::AID>3.0.CO;2-#"),
            "https://doi.org/10.1002/(SICI)1%3C1::AID%3E3.0.CO;2-%23"
        );
    }

    #[test]
    fn a_file_tells_its_media_type_by_its_name_or_not_at_all() {
        let urls =
            ["https://a.org/1.PDF?x=.html", "https://a.org/view/2", "https://a.org/3.pdf"].map(str::to_owned);
        assert_eq!(media_types(&urls), ["application/pdf"]);
    }
}
