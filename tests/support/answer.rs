//! An answer of the protocol, read.

use super::http::Reply;
use super::xml::{self, Element};

/// A document with its envelope.
#[derive(Clone, Debug)]
pub struct Answer {
    pub reply: Reply,
    pub root: Element,
}

impl Answer {
    /// Reads what came with status 200 as XML.
    pub fn read(reply: Reply, asked: &str) -> Self {
        assert_eq!(reply.status, 200, "{asked}: {}", String::from_utf8_lossy(&reply.body));
        let root =
            xml::parse(reply.text()).unwrap_or_else(|problem| panic!("{asked}: {problem}: {}", reply.text()));
        Self { reply, root }
    }

    /// The codes of the errors, in their order; none if the answer is no error.
    pub fn errors(&self) -> Vec<&str> {
        self.root.all("error").filter_map(|error| error.attribute("code")).collect()
    }

    /// The element named like the verb; it must be there.
    pub fn verb(&self) -> &Element {
        assert!(self.errors().is_empty(), "{}", self.reply.text());
        &self.root.children[2]
    }

    pub fn request(&self) -> &Element {
        &self.root.children[1]
    }

    pub fn response_date(&self) -> &str {
        self.root.text_of("responseDate")
    }

    /// The headers of the records, or of the list of identifiers.
    pub fn headers(&self) -> Vec<Header> {
        let verb = self.verb();
        let inside = verb.all("record").map(|record| record.child("header").expect("a header"));
        verb.all("header").chain(inside).map(Header::read).collect()
    }

    /// The resumptionToken element, if there is one.
    pub fn token(&self) -> Option<&Element> {
        self.verb().child("resumptionToken")
    }

    /// The document as text, without what differs from one answer to the next of the same request: responseDate,
    /// and what a token says of when it was made.
    pub fn timeless(&self) -> Element {
        let mut root = self.root.clone();
        forget(&mut root);
        root
    }
}

fn forget(element: &mut Element) {
    match element.local.as_str() {
        "responseDate" => element.text.clear(),
        "resumptionToken" => {
            element.text = (!element.text.is_empty()).to_string();
            element.attributes.retain(|(name, _)| name != "expirationDate");
        }
        _ => element.children.iter_mut().for_each(forget),
    }
}

/// The header of a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Header {
    pub datestamp: String,
    pub identifier: String,
    pub sets: Vec<String>,
    pub deleted: bool,
}

impl Header {
    fn read(header: &Element) -> Self {
        Self {
            datestamp: header.text_of("datestamp").to_owned(),
            identifier: header.text_of("identifier").to_owned(),
            sets: header.all("setSpec").map(|spec| spec.text.clone()).collect(),
            deleted: header.attribute("status") == Some("deleted"),
        }
    }
}
