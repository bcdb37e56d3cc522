//! What a link shows about a file.

use crate::model::{Article, FileLink, Identifier, Supplement, WebUrl};

use crate::xml::plain;

use super::any_uri::any_uri;
use super::element::is_blank;

/// Whether the text is an http or https URL, and so an xs:anyURI.
pub(in crate::formats) fn is_url(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://")) && !text.contains(char::is_whitespace)
}

/// Whether the text is a URI that every validator takes for an xs:anyURI: a URL, or a URN.
pub(in crate::formats) fn is_uri(text: &str) -> bool {
    if text.starts_with("urn:") {
        return text.parse::<Identifier>().is_ok();
    }
    WebUrl::is_one(text) && any_uri(text).is_some_and(|uri| uri == text)
}

/// Media types by the ending of a file's name; other files say nothing of theirs.
const MEDIA_TYPES: [(&str, &str); 5] = [
    (".pdf", "application/pdf"),
    (".html", "text/html"),
    (".htm", "text/html"),
    (".xml", "application/xml"),
    (".epub", "application/epub+zip"),
];

/// The media type that follows from a URL.
pub(in crate::formats) fn media_type(url: &str) -> Option<&'static str> {
    let path = url.split(['?', '#']).next()?.to_ascii_lowercase();
    MEDIA_TYPES.iter().find(|(ending, _)| path.ends_with(ending)).map(|(_, media_type)| *media_type)
}

/// The media type of a file: as given, or from its URL.
pub(in crate::formats) fn file_type(file: &FileLink) -> Option<&str> {
    let said = file.media_type.as_deref().filter(|said| !is_blank(said));
    said.or_else(|| media_type(file.url.as_str()))
}

/// The media type of a supplement: as given, or from its URL.
pub(in crate::formats) fn media_type_of(supplement: &Supplement) -> Option<&str> {
    let said = supplement.media_type.as_deref().filter(|said| !is_blank(said));
    said.or_else(|| media_type(supplement.url.as_str()))
}

/// The media types of files, each once.
pub(in crate::formats) fn media_types(files: &[FileLink]) -> Vec<&str> {
    let mut types: Vec<&str> = Vec::new();
    for media_type in files.iter().filter_map(file_type) {
        if !types.contains(&media_type) {
            types.push(media_type);
        }
    }
    types
}

/// `16 pages`, if their number is known.
pub(in crate::formats) fn page_count(article: &Article) -> Option<String> {
    let count = article.page_count?;
    Some(if count == 1 { "1 page".to_owned() } else { format!("{count} pages") })
}

/// How much there is: pages, and the sizes of the files.
pub(in crate::formats) fn extents(article: &Article) -> Vec<String> {
    let sizes = article.files.iter().filter_map(|file| file.size.as_deref());
    page_count(article).into_iter().chain(sizes.map(|size| plain(size).into_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uri_is_one_that_every_validator_takes() {
        for text in
            ["https://a.org", "http://u@a.org:8080/%20?x=1&y=(2)#z", "https://例.org/中?é", "urn:ISBN:1"]
        {
            assert!(is_uri(text), "{text}");
        }
        for text in [
            "a.org",
            "http://a:b/",
            "http://a.org/%zz",
            "http://a.org/%2",
            "http://a/#b#c",
            "http:///x",
            "urn:a b",
        ] {
            assert!(!is_uri(text), "{text}");
        }
    }

    #[test]
    fn a_media_type_follows_from_the_name_of_the_file_or_is_unknown() {
        let file = |url: &str, media_type: Option<&str>| FileLink {
            url: url.parse().unwrap(),
            media_type: media_type.map(str::to_owned),
            size: None,
        };
        let files = [
            file("https://a.org/1.PDF?x=.html", None),
            file("https://a.org/view/2", None),
            file("https://a.org/3.pdf", None),
            file("https://a.org/4.pdf", Some("text/html")),
        ];
        assert_eq!(media_types(&files), ["application/pdf", "text/html"]);
    }
}
