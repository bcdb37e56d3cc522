//! What a page shows of a document of the protocol.

use crate::xml::{Event, Limits, Reader, XmlError};

/// A document, without the contents of records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Document {
    /// Codes and messages.
    pub(super) errors: Vec<(String, String)>,
    /// The element named like the verb.
    pub(super) answer: Option<Node>,
    /// The resumptionToken; empty at the end of a list.
    pub(super) token: Option<String>,
    /// completeListSize and cursor.
    pub(super) size: Option<(u64, u64)>,
}

/// An element without attributes that the page does not need.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) name: String,
    /// The attribute `status` of a header.
    pub(super) status: String,
    pub(super) text: String,
    pub(super) children: Vec<Node>,
}

/// Elements of which only the name is kept: their content is of other schemas.
const CLOSED: [&str; 4] = ["metadata", "about", "description", "setDescription"];

impl Node {
    /// The text of the first child of a name; empty if there is none.
    pub(super) fn text_of(&self, name: &str) -> &str {
        self.children.iter().find(|child| child.name == name).map_or("", |child| child.text.as_str())
    }

    pub(super) fn all<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n Self> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

impl Document {
    /// Reads what Windrow wrote.
    pub(super) fn read(xml: &str) -> Self {
        let mut document = Self::default();
        // What cannot be read is shown as XML.
        _ = document.fill(xml);
        document
    }

    fn fill(&mut self, xml: &str) -> Result<(), XmlError> {
        let mut reader = Reader::new(xml.as_bytes(), Limits::default())?;
        reader.read()?; // the root
        while let Event::Start(name) = next_tag(&mut reader)? {
            match name.local {
                "responseDate" | "request" => reader.skip_element()?,
                "error" => {
                    let code = attribute(&reader, "code");
                    let node = node(&mut reader, "error".to_owned())?;
                    self.errors.push((code, node.text));
                }
                verb => {
                    let verb = verb.to_owned();
                    self.answer = Some(self.list(&mut reader, verb)?);
                }
            }
        }
        Ok(())
    }

    /// The element of a verb; the token at its end is kept apart.
    fn list(&mut self, reader: &mut Reader<'_>, name: String) -> Result<Node, XmlError> {
        let mut list = Node { name, ..Node::default() };
        while let Event::Start(name) = next_tag(reader)? {
            let name = name.local.to_owned();
            if name == "resumptionToken" {
                let number = |name: &str| attribute(reader, name).parse().ok();
                self.size = number("completeListSize").zip(number("cursor"));
                self.token = Some(node(reader, name)?.text);
            } else {
                list.children.push(node(reader, name)?);
            }
        }
        Ok(list)
    }
}

/// The next start or end of an element.
fn next_tag<'r>(reader: &mut Reader<'r>) -> Result<Event<'r>, XmlError> {
    loop {
        match reader.read()? {
            Event::Text(_) => {}
            other => return Ok(other),
        }
    }
}

fn attribute(reader: &Reader<'_>, name: &str) -> String {
    let found = reader.attributes().iter().find(|attribute| attribute.name.local == name);
    found.map_or_else(String::new, |attribute| attribute.value.to_string())
}

/// The element that was just begun.
fn node(reader: &mut Reader<'_>, name: String) -> Result<Node, XmlError> {
    let mut node = Node { status: attribute(reader, "status"), name, ..Node::default() };
    if CLOSED.contains(&node.name.as_str()) {
        reader.skip_element()?;
        return Ok(node);
    }
    loop {
        match reader.read()? {
            Event::Text(text) => node.text.push_str(&text),
            Event::Start(name) => {
                let name = name.local.to_owned();
                node.children.push(self::node(reader, name)?);
            }
            Event::End | Event::Eof => return Ok(node),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_read_without_the_contents_of_records() {
        let document = Document::read(
            r#"<?xml version="1.0"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>x</responseDate>
            <request verb="ListRecords">b</request><ListRecords>
            <record><header status="deleted"><identifier>oai:a:1</identifier><setSpec>a</setSpec><setSpec>b</setSpec></header></record>
            <record><header><identifier>oai:a:2</identifier></header><metadata><header xmlns="urn:x"><identifier>no</identifier></header></metadata></record>
            <resumptionToken completeListSize="7" cursor="0">t</resumptionToken></ListRecords></OAI-PMH>"#,
        );
        let list = document.answer.unwrap();
        let headers: Vec<_> = list.all("record").map(|record| record.all("header").next().unwrap()).collect();
        assert_eq!((headers.len(), headers[0].status.as_str()), (2, "deleted"));
        assert_eq!((headers[0].all("setSpec").count(), headers[1].text_of("identifier")), (2, "oai:a:2"));
        assert_eq!((document.token.as_deref(), document.size), (Some("t"), Some((7, 0))));
    }

    #[test]
    fn errors_have_codes_and_messages() {
        let document =
            Document::read(r#"<OAI-PMH><request/><error code="badVerb">No &lt;verb&gt;.</error></OAI-PMH>"#);
        assert_eq!(document.errors, [("badVerb".to_owned(), "No <verb>.".to_owned())]);
        assert_eq!(Document::read("<OAI-PMH><x>"), Document::default());
    }
}
