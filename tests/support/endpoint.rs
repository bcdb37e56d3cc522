//! An endpoint as a harvester sees it.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::answer::{Answer, Header};
use super::gzip;
use super::http::{Reply, Request};
use super::xml::Element;

/// The media type of POST (§3.1.1.2).
pub const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

thread_local! {
    /// Every XML answer that this test saw, for the outside validator.
    pub static SEEN: RefCell<BTreeSet<String>> = const { RefCell::new(BTreeSet::new()) };
}

/// A base URL.
#[derive(Clone, Debug)]
pub struct Endpoint {
    pub base_url: String,
    pub authority: String,
    pub path: String,
}

impl Endpoint {
    /// From `http://HOST:PORT/PATH`.
    pub fn new(base_url: &str) -> Self {
        let rest =
            base_url.strip_prefix("http://").unwrap_or_else(|| panic!("{base_url}: only http:// here"));
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let authority =
            if authority.contains(':') { authority.to_owned() } else { format!("{authority}:80") };
        Self { base_url: base_url.to_owned(), authority, path: path.to_owned() }
    }

    /// Sends a request of any kind to the path of the base URL with `query` (from `?` on) after it. If it says nothing
    /// of codings, the same by gzip must get the same answer.
    pub fn send(&self, method: &str, query: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
        let target = format!("{}{query}", self.path);
        let request = Request { method, target: &target, headers, body };
        let speaks_of_codings = headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("accept-encoding"));
        let reply = if speaks_of_codings {
            request.send(&self.authority)
        } else {
            gzip::sent_with_and_without(&request, &self.authority)
        };
        if reply.header("content-encoding").is_none() && reply.body.starts_with(b"<?xml") {
            SEEN.with_borrow_mut(|seen| seen.insert(String::from_utf8_lossy(&reply.body).into_owned()));
        }
        reply
    }

    /// GET, with the query as it stands.
    pub fn fetch(&self, query: &str) -> Reply {
        self.send("GET", &format!("?{query}"), &[], b"")
    }

    /// GET, and the answer read; status 200 is demanded, as the protocol does of its errors too.
    pub fn get(&self, query: &str) -> Answer {
        Answer::read(self.fetch(query), query)
    }

    /// POST of a form.
    pub fn post(&self, form: &str) -> Answer {
        Answer::read(self.send("POST", "", &[FORM], form.as_bytes()), form)
    }

    /// The codes of the errors that a GET is answered with.
    pub fn errors(&self, query: &str) -> Vec<String> {
        self.get(query).errors().into_iter().map(str::to_owned).collect()
    }

    /// Demands that a GET is answered with errors of this code only.
    pub fn refuses(&self, query: &str, code: &str) {
        let errors = self.errors(query);
        assert!(
            !errors.is_empty() && errors.iter().all(|error| error == code),
            "{query}: {errors:?}, not {code}"
        );
    }

    /// The element of Identify.
    pub fn identify(&self) -> Element {
        self.get("verb=Identify").verb().clone()
    }

    /// All parts of a list, following the tokens.
    pub fn parts(&self, query: &str) -> Vec<Answer> {
        let verb = query.split('&').find(|pair| pair.starts_with("verb=")).expect("a verb").to_owned();
        let mut parts = vec![self.get(query)];
        while let Some(token) = next_token(&parts[parts.len() - 1]) {
            assert!(parts.len() < 10_000, "a list without end");
            parts.push(self.get(&format!("{verb}&resumptionToken={}", escaped(&token))));
        }
        parts
    }

    /// All parts of a list; none where no record matches, as in a format that no item can be disseminated in.
    pub fn parts_if_any(&self, query: &str) -> Vec<Answer> {
        if self.errors(query) == ["noRecordsMatch"] {
            return Vec::new();
        }
        self.parts(query)
    }

    /// The headers of a whole list; none where no record matches.
    pub fn headers(&self, query: &str) -> Vec<Header> {
        self.parts_if_any(query).iter().flat_map(Answer::headers).collect()
    }

    /// The identifiers of a whole list, in its order.
    pub fn identifiers(&self, query: &str) -> Vec<String> {
        self.headers(query).into_iter().map(|header| header.identifier).collect()
    }

    /// The headers of every record in a format.
    pub fn all(&self, prefix: &str) -> Vec<Header> {
        self.headers(&format!("verb=ListIdentifiers&metadataPrefix={prefix}"))
    }

    /// A live record's identifier in oai_dc.
    pub fn some_identifier(&self) -> String {
        let first = self.get("verb=ListIdentifiers&metadataPrefix=oai_dc").headers();
        first.into_iter().find(|header| !header.deleted).expect("a live record on the first page").identifier
    }

    /// The metadataPrefixes that are announced.
    pub fn prefixes(&self) -> Vec<String> {
        let formats = self.get("verb=ListMetadataFormats");
        formats
            .verb()
            .all("metadataFormat")
            .map(|format| format.text_of("metadataPrefix").to_owned())
            .collect()
    }

    /// All setSpecs that are listed; none where there are no sets.
    pub fn sets(&self) -> Vec<String> {
        if self.errors("verb=ListSets") == ["noSetHierarchy"] {
            return Vec::new();
        }
        let parts = self.parts("verb=ListSets");
        parts
            .iter()
            .flat_map(|part| part.verb().all("set"))
            .map(|set| set.text_of("setSpec").to_owned())
            .collect()
    }

    /// The answer to GetRecord.
    pub fn record(&self, identifier: &str, prefix: &str) -> Answer {
        self.get(&format!("verb=GetRecord&metadataPrefix={prefix}&identifier={}", escaped(identifier)))
    }

    /// The verbs with legal arguments, one request each.
    pub fn legal_requests(&self) -> Vec<String> {
        vec![
            format!("verb=GetRecord&metadataPrefix=oai_dc&identifier={}", escaped(&self.some_identifier())),
            "verb=Identify".to_owned(),
            "verb=ListIdentifiers&metadataPrefix=oai_dc".to_owned(),
            "verb=ListMetadataFormats".to_owned(),
            "verb=ListRecords&metadataPrefix=oai_dc".to_owned(),
            "verb=ListSets".to_owned(),
        ]
    }

    /// Requests of every kind, legal ones and such as each error answers.
    pub fn requests(&self) -> Vec<String> {
        let mut requests = self.legal_requests();
        requests.extend(ILLEGAL.iter().map(|query| (*query).to_owned()));
        for verb in ["ListRecords", "ListIdentifiers"] {
            for prefix in self.prefixes() {
                requests.push(format!("verb={verb}&metadataPrefix={prefix}"));
            }
            for set in self.sets().iter().take(10) {
                requests.push(format!("verb={verb}&metadataPrefix=oai_dc&set={set}"));
            }
            let first = self.get(&format!("verb={verb}&metadataPrefix=oai_dc"));
            requests.extend(
                next_token(&first).map(|token| format!("verb={verb}&resumptionToken={}", escaped(&token))),
            );
        }
        requests
    }
}

/// One request for each way to be refused.
pub const ILLEGAL: &[&str] = &[
    "",
    "verb=",
    "verb=junk",
    "verb=%00",
    "verb=%FF",
    "verb=%3Cscript%3E%0B",
    "verb=Identify&verb=Identify",
    "verb=Identify&foo=1",
    "verb=Identify&%22%3E%3Cb%3E%26amp;=%5D%5D%3E%EF%BF%BE",
    "verb=GetRecord",
    "verb=GetRecord&identifier=urn:x:no&metadataPrefix=oai_dc",
    "verb=GetRecord&identifier=urn:x:no&metadataPrefix=nosuch",
    "verb=GetRecord&identifier=http://%5B::bad&metadataPrefix=oai_dc",
    "verb=GetRecord&identifier=%22%3E%3Cscript%3E%26%0B&metadataPrefix=oai_dc",
    "verb=GetRecord&identifier=a%20b%C3%A9%F0%9F%98%80&metadataPrefix=oai_dc",
    "verb=GetRecord&identifier=http://a:b/&metadataPrefix=oai_dc",
    "verb=GetRecord&identifier=oai:x:%25zz&metadataPrefix=oai_dc",
    "verb=ListMetadataFormats&identifier=urn:x:no",
    "verb=ListMetadataFormats&identifier=%zz",
    "verb=ListSets&resumptionToken=junk",
    "verb=ListSets&set=a",
    "verb=ListRecords",
    "verb=ListRecords&metadataPrefix=nosuch",
    "verb=ListRecords&metadataPrefix=a:b&set=a::b&from=2020&until=x",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2999-01-01",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2020-01-02&until=2020-01-01",
    "verb=ListRecords&metadataPrefix=oai_dc&set=no-such-set",
    "verb=ListRecords&resumptionToken=junk",
    "verb=ListRecords&resumptionToken=%0A%09%3C%26%22%5D%5D%3E%C3%A9",
    "verb=ListIdentifiers&resumptionToken=junk&metadataPrefix=oai_dc",
    "verb=ListIdentifiers&metadataPrefix=oai_dc&metadataPrefix=oai_dc",
];

/// The token that goes on after an answer, if the list goes on.
pub fn next_token(answer: &Answer) -> Option<String> {
    answer.token().map(|token| token.text.clone()).filter(|token| !token.is_empty())
}

/// A text for a query, with every byte escaped that could mean anything in one.
pub fn escaped(text: &str) -> String {
    let escape = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(escape).collect()
}
