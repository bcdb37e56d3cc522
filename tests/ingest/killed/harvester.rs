//! A harvester that keeps a copy of one format: it asks `from` the responseDate that it was given last.

use std::collections::BTreeMap;

use crate::http::Request;

/// A copy of the records of a format.
pub(super) struct Harvester {
    prefix: &'static str,
    /// Whole records by identifier.
    pub(super) copy: BTreeMap<String, String>,
    from: Option<String>,
    /// The responseDate of the first answer of this harvest, and the token to go on with.
    under_way: Option<(String, String)>,
}

pub(super) fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    Some(text.split_once(open)?.1.split_once(close)?.0)
}

/// The title of a record in oai_dc; `None` for a deleted one.
pub(super) fn title(record: &str) -> Option<&str> {
    let element = between(record, "<dc:title", "</dc:title>")?;
    Some(element.split_once('>')?.1)
}

impl Harvester {
    pub(super) const fn of(prefix: &'static str) -> Self {
        Self { prefix, copy: BTreeMap::new(), from: None, under_way: None }
    }

    /// Takes a page; returns whether the harvest goes on.
    pub(super) fn page(&mut self, address: &str) -> bool {
        let query = match (&self.under_way, &self.from) {
            (Some((_, token)), _) => format!("resumptionToken={token}"),
            (None, Some(from)) => format!("metadataPrefix={}&from={from}", self.prefix),
            (None, None) => format!("metadataPrefix={}", self.prefix),
        };
        let target = format!("/oai?verb=ListRecords&{query}");
        let reply = Request { method: "GET", target: &target, headers: &[], body: b"" }.send(address);
        assert_eq!(reply.status, 200, "{target}");
        let xml = reply.text();
        if xml.contains("<error code=\"") && !xml.contains("<error code=\"noRecordsMatch\"") {
            // The format is withdrawn at the moment; the harvest begins again when it is back.
            assert!(xml.contains("cannotDisseminateFormat") || xml.contains("badResumptionToken"), "{xml}");
            self.under_way = None;
            return false;
        }
        let date = between(xml, "<responseDate>", "</responseDate>").unwrap().to_owned();
        for record in xml.split("<record>").skip(1) {
            let identifier = between(record, "<identifier>", "</identifier>").unwrap();
            let record = record.split_once("</record>").unwrap().0;
            self.copy.insert(identifier.to_owned(), record.to_owned());
        }
        let token =
            between(xml, "<resumptionToken", "</resumptionToken>").and_then(|token| token.split('>').nth(1));
        let begun = self.under_way.take().map_or(date, |(begun, _)| begun);
        match token.filter(|token| !token.is_empty()) {
            Some(token) => self.under_way = Some((begun, token.to_owned())),
            None => self.from = Some(begun),
        }
        self.under_way.is_some()
    }

    /// Ends the harvest under way, and makes another one.
    pub(super) fn harvest(&mut self, address: &str) {
        while self.under_way.is_some() && self.page(address) {}
        while self.page(address) {}
    }

    /// Fails if the copy is not what a full harvest gives.
    pub(super) fn is_like_a_full_harvest(&self, address: &str) {
        let mut fresh = Self::of(self.prefix);
        fresh.harvest(address);
        for (identifier, record) in &fresh.copy {
            assert_eq!(self.copy.get(identifier), Some(record), "{} in {}", identifier, self.prefix);
        }
        assert_eq!(self.copy.len(), fresh.copy.len());
    }
}
