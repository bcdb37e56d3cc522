//! What stands around the records of an OAI-PMH response: the request, errors, tokens.

use crate::diagnostics::{Message, Severity, say};
use crate::model::{Datestamp, words};
use crate::xml::{Event, Mark, Name, Positions, Reader, XmlError};

use super::OriginDate;
use super::accidents;
use super::dc_reader::{self, read_text};
use super::incoming::{DeletedRecord, Incoming, Origin};
use super::lists::{self, Lists, OpenList};
use super::namespaces::is_oai_pmh;
use super::oai_record::{self, Harvest, Outcome};
use super::output::Output;
use super::size::{RECORD_BYTES, too_large};
use super::tally::{Kind, Notes, Tally};

/// The elements that answer a verb (§4).
const VERBS: [&str; 6] =
    ["GetRecord", "Identify", "ListIdentifiers", "ListMetadataFormats", "ListRecords", "ListSets"];

/// What of a file is being read.
pub(super) struct Part<'a> {
    pub(super) reader: Reader<'a>,
    pub(super) positions: Positions<'a>,
}

/// Which request a response answers.
#[derive(Default, PartialEq, Eq)]
enum Request {
    /// It does not say.
    #[default]
    Unknown,
    /// One for a list, or for one record.
    First,
    /// One with a resumptionToken.
    Next,
}

/// A response while it is read.
#[derive(Default)]
struct Response {
    harvest: Harvest,
    request: Request,
    /// Its part of a list.
    part: lists::Part,
    /// Whether it has had a resumptionToken.
    has_token: bool,
    /// Whether it has had an error.
    has_error: bool,
}

impl Response {
    fn read_with(escapes_identifiers: bool) -> Self {
        Self { harvest: Harvest { escapes_identifiers, ..Harvest::default() }, ..Self::default() }
    }
}

/// Reads what stands around records.
pub(super) struct Envelope<'w, 'o> {
    pub(super) out: &'w mut Output<'o>,
    lists: &'w mut Lists,
    response: Response,
    tally: Tally,
    /// The answer that was last met.
    verb: Option<&'static str>,
    /// The root element, with its namespace.
    root: Option<(String, String)>,
    /// Where the record begins that is being read.
    pub(super) record: Option<usize>,
    /// Whether a fault was told and no record was read since: what is odd now has nothing to add.
    pub(super) is_lost: bool,
}

impl<'w, 'o> Envelope<'w, 'o> {
    pub(super) fn new(out: &'w mut Output<'o>, lists: &'w mut Lists, escapes_identifiers: bool) -> Self {
        Self {
            out,
            lists,
            response: Response::read_with(escapes_identifiers),
            tally: Tally::default(),
            verb: None,
            root: None,
            record: None,
            is_lost: false,
        }
    }

    /// Tells what is told once, and if there is nothing in the file.
    pub(super) fn finish(self) {
        self.tally.tell(self.out);
        if self.out.is_silent {
            let root = self.root.as_ref().map(|(local, namespace)| (local.as_str(), namespace.as_str()));
            self.out.reject_file(accidents::no_records(root, self.verb));
        }
    }

    /// Tells of a fault: in a record, in its start tag, or elsewhere.
    pub(super) fn fault(&mut self, mark: Mark, message: Message, in_record: bool, begins_record: bool) {
        if in_record || !self.is_lost {
            self.out.tell(Severity::Error, mark, message);
            self.out.reject(u64::from(in_record || begins_record));
        }
        self.is_lost = true;
    }

    /// Reads up to the next element outside of records; false at the end of what is of use.
    pub(super) fn step(&mut self, part: &mut Part<'_>) -> Result<bool, XmlError> {
        match part.reader.read()? {
            Event::Eof => return Ok(false),
            Event::Start(name) => {
                if self.root.is_none() {
                    if let Some(message) = accidents::root(name.local, &name.namespace) {
                        self.out.reject_file(message);
                        return Ok(false);
                    }
                    self.root = Some((name.local.to_owned(), name.namespace.clone().into_owned()));
                }
                if is_oai_pmh(&name.namespace) {
                    self.element(&name, part)?;
                } else if dc_reader::is_root(&name) {
                    self.pass_over(Kind::LooseDublinCore, part)?;
                }
            }
            _ => {}
        }
        Ok(true)
    }

    fn element(&mut self, name: &Name<'_>, part: &mut Part<'_>) -> Result<(), XmlError> {
        match name.local {
            "record" | "Record" => self.record(part)?,
            "OAI-PMH" => self.response = Response::read_with(self.response.harvest.escapes_identifiers),
            "responseDate" => {
                let text = self.text(&mut part.reader)?;
                self.response.harvest.response_date = text.parse::<Datestamp>().ok();
            }
            "request" | "requestURL" => self.request(&mut part.reader)?,
            "header" if !name.namespace.is_empty() || self.verb == Some("ListIdentifiers") => {
                self.pass_over(Kind::HeaderOnly, part)?;
            }
            "error" => self.error(part)?,
            "resumptionToken" => self.token(part)?,
            local => self.verb = VERBS.into_iter().find(|verb| *verb == local).or(self.verb),
        }
        Ok(())
    }

    fn text(&self, reader: &mut Reader<'_>) -> Result<String, XmlError> {
        Ok(read_text(reader, &mut |_, _| {})?.trim().to_owned())
    }

    /// Passes over an element that is of no use where it stands. (In Identify and ListSets there is Dublin Core about the repository.)
    fn pass_over(&mut self, kind: Kind, part: &mut Part<'_>) -> Result<(), XmlError> {
        let offset = part.reader.offset();
        part.reader.skip_element()?;
        let is_answer = matches!(self.verb, Some("Identify" | "ListSets" | "ListMetadataFormats"));
        if !self.is_lost && !is_answer {
            self.tally.count(kind, part.positions.mark(offset));
        }
        Ok(())
    }

    /// The base URL, and with which arguments it was asked. A raw `&` in a query is usual; the base URL is before it.
    fn request(&mut self, reader: &mut Reader<'_>) -> Result<(), XmlError> {
        let argument = |name: &str| {
            let found = reader.attributes().iter().find(|attribute| attribute.name.is("", name));
            found.map(|attribute| attribute.value.trim().to_owned())
        };
        let (token, prefix) = (argument("resumptionToken"), argument("metadataPrefix"));
        let is_first = prefix.is_some() || argument("identifier").is_some(); // a token stands alone (§3.5)
        let depth = reader.depth();
        let mut text = String::new();
        let read = loop {
            match reader.read() {
                Ok(Event::Text(piece)) => text.push_str(&piece),
                Ok(Event::End) if reader.depth() < depth => break Ok(()),
                Ok(_) => {}
                Err(error) if reader.is_starved() => return Err(error),
                Err(error) => break Err(error),
            }
        };
        let Response { harvest, request, part, .. } = &mut self.response;
        harvest.base_url = text.trim().split('?').next().filter(|url| !url.is_empty()).map(str::to_owned);
        harvest.prefix = prefix.and_then(|prefix| prefix.parse().ok());
        if let Some(token) = token {
            harvest.prefix = self.lists.answer(&token).or(harvest.prefix.take());
            part.asked = Some(token);
            *request = Request::Next;
        } else if is_first {
            *request = Request::First;
        }
        read
    }

    /// An error of the protocol (§3.6); that nothing matched is one only in name.
    fn error(&mut self, part: &mut Part<'_>) -> Result<(), XmlError> {
        let offset = part.reader.offset();
        let code = part.reader.attributes().iter().find(|attribute| attribute.name.local == "code");
        let code = code.map_or_else(String::new, |code| code.value.clone().into_owned());
        let text = self.text(&mut part.reader)?;
        let mark = part.positions.mark(offset);
        if code == "noRecordsMatch" {
            let message = accidents::no_records_match();
            self.out.tell(Severity::Warning, mark, message);
        } else {
            let message = accidents::error_response(&code, &text);
            self.out.tell(Severity::Error, mark, message);
            self.out.reject(u64::from(!std::mem::replace(&mut self.response.has_error, true)));
        }
        Ok(())
    }

    /// The end of a list or of a part of it (§3.5).
    fn token(&mut self, part: &mut Part<'_>) -> Result<(), XmlError> {
        let offset = part.reader.offset();
        let size =
            part.reader.attributes().iter().find(|attribute| attribute.name.local == "completeListSize");
        let size = size.and_then(|size| size.value.trim().parse().ok());
        let token = self.text(&mut part.reader)?;
        let is_list = !matches!(self.verb, Some("ListSets" | "ListIdentifiers"));
        if !token.is_empty() && is_list {
            let place = self.out.place(part.positions.mark(offset));
            let prefix = self.response.harvest.prefix.clone();
            let list_part = self.response.part.clone();
            self.lists.open(OpenList { token, size, part: list_part, prefix, place });
            self.response.has_token = true;
        }
        Ok(())
    }

    fn record(&mut self, part: &mut Part<'_>) -> Result<(), XmlError> {
        let offset = part.reader.offset();
        self.record = Some(offset);
        let mut notes = Notes::new();
        let read = oai_record::read(&mut part.reader, &self.response.harvest, &mut notes);
        if part.reader.is_starved() {
            return read.map(drop);
        }
        self.follow();
        self.response.part.records += 1;
        let mark = part.positions.mark(offset);
        for (kind, offset) in notes {
            self.tally.count(kind, part.positions.mark(offset));
        }
        let outcome = read?;
        self.record = None;
        self.is_lost = false;
        if part.reader.position() - offset > RECORD_BYTES {
            self.out.tell(Severity::Error, mark, too_large(words!("the record", "记录")));
            self.out.reject(1);
            return Ok(());
        }
        self.give(outcome, mark, &mut part.positions);
        Ok(())
    }

    /// A record that nothing announces is the next one of the list that goes on.
    fn follow(&mut self) {
        if !self.lists.is_open() || (self.response.request != Request::Unknown && !self.response.has_token) {
            return;
        }
        let Some(before) = self.lists.go_on() else { return };
        let Response { harvest, part, has_token, .. } = &mut self.response;
        harvest.prefix = harvest.prefix.take().or(before.prefix);
        *part = lists::Part { asked: Some(before.token), records: 0 };
        *has_token = false;
    }

    fn origin(&self, datestamp: &str, mark: Mark) -> Origin {
        let date = OriginDate::new(datestamp, self.response.harvest.response_date);
        Origin::new(self.out.place(mark), date)
    }

    fn give(&mut self, outcome: Outcome, mark: Mark, positions: &mut Positions<'_>) {
        match outcome {
            Outcome::Item { item, datestamp, dropped } => {
                if let Some(dropped) = dropped {
                    let message = say!(
                        DC_CONTENT,
                        "{identifier}: left out: {what}",
                        "{identifier}：已略去：{what}",
                        identifier = item.identifier;
                        what = dropped.what
                    );
                    self.out.tell(Severity::Warning, positions.mark(dropped.offset), message);
                }
                if self.response.harvest.prefix.as_ref().is_none_or(|prefix| prefix.as_str() != "oai_dc") {
                    // whatever the origin calls it: deletions in this list are of what is loaded from it
                    self.response.harvest.prefix = "oai_dc".parse().ok();
                }
                let origin = self.origin(&datestamp, mark);
                self.out.give(Incoming::Item(item, origin));
            }
            Outcome::Deleted { identifier, datestamp, sets } => {
                let prefix = self.response.harvest.prefix.clone();
                let origin = self.origin(&datestamp, mark);
                let deleted = DeletedRecord { identifier, prefix, sets, origin };
                self.out.give(Incoming::Deleted(Box::new(deleted)));
            }
            Outcome::Counted(kind) => self.tally.count(kind, mark),
            Outcome::Faulty { offset, message } => {
                self.out.tell(Severity::Error, positions.mark(offset), message);
                self.out.reject(1);
            }
        }
    }
}
