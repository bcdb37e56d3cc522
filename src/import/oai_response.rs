//! OAI-PMH responses (§3.2) as harvesters save them: ListRecords and GetRecord, one after the other or in a
//! wrapper of whatever name, whole or in pieces.

use crate::model::Datestamp;
use crate::xml::{Event, Limits, Name, Reader, XmlError};

use super::dc_reader::{self, read_text};
use super::namespaces::is_oai_pmh;
use super::oai_record::{self, Harvest, Outcome};
use super::report::Report;
use super::tally::{Kind, Tally};
use super::{Incoming, Problem, Severity};

/// Gives the records of the file, in their order.
pub(super) fn read(bytes: &[u8], report: &mut Report<'_>, each: &mut dyn FnMut(Result<Incoming, Problem>)) {
    let reader = match Reader::new(bytes, Limits::default()) {
        Ok(reader) => reader,
        Err(error) => return each(Err(report.problem(Severity::Error, error.offset, error.message))),
    };
    let harvest = Harvest::default();
    let tally = Tally::default();
    Walk { bytes, reader, report, each, harvest, tally, last: None, resumed: None, silent: true }.walk();
}

/// Where a record began.
#[derive(Clone)]
struct RecordStart<'a> {
    offset: usize,
    /// How many elements are open around it.
    depth: usize,
    /// Its name with its prefix.
    tag: &'a [u8],
}

/// The way through a file.
struct Walk<'a, 'w, 'r> {
    bytes: &'a [u8],
    reader: Reader<'a>,
    report: &'w mut Report<'r>,
    each: &'w mut dyn FnMut(Result<Incoming, Problem>),
    harvest: Harvest,
    tally: Tally,
    last: Option<RecordStart<'a>>,
    /// Where reading last went on behind a fault; end tags may be odd from there on.
    resumed: Option<usize>,
    /// Whether nothing was given or told yet.
    silent: bool,
}

impl Walk<'_, '_, '_> {
    fn walk(mut self) {
        loop {
            match self.step() {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    if !self.recover(error) {
                        break;
                    }
                }
            }
        }
        for (severity, offset, message) in std::mem::take(&mut self.tally).into_messages() {
            self.tell(severity, offset, message);
        }
        if self.silent {
            let message = "the file has no records; a ListRecords or GetRecord response is expected";
            (self.each)(Err(self.report.whole_file(Severity::Error, message)));
        }
    }

    fn tell(&mut self, severity: Severity, offset: usize, message: impl Into<String>) {
        self.silent = false;
        (self.each)(Err(self.report.problem(severity, offset, message)));
    }

    /// Reads up to the next element outside of records; false at the end of the file.
    fn step(&mut self) -> Result<bool, XmlError> {
        match self.reader.read()? {
            Event::Eof => return Ok(false),
            Event::Start(name) if is_oai_pmh(&name.namespace) => self.element(&name)?,
            Event::Start(name) if dc_reader::is_root(&name) => {
                self.tally.count(Kind::LooseDublinCore, self.reader.offset());
                self.reader.skip_element()?;
            }
            _ => {}
        }
        Ok(true)
    }

    fn element(&mut self, name: &Name<'_>) -> Result<(), XmlError> {
        let offset = self.reader.offset();
        match name.local {
            "record" | "Record" => self.record()?,
            "OAI-PMH" => self.harvest = Harvest::default(),
            "responseDate" => {
                let text = self.text()?;
                self.harvest.response_date = text.parse::<Datestamp>().ok();
            }
            "request" | "requestURL" => {
                let text = self.text()?;
                self.harvest.base_url =
                    text.split('?').next().filter(|url| !url.is_empty()).map(str::to_owned);
            }
            "header" => {
                self.tally.count(Kind::HeaderOnly, offset);
                self.reader.skip_element()?;
            }
            "error" => self.error(offset)?,
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self) -> Result<String, XmlError> {
        Ok(read_text(&mut self.reader, &mut |_, _| {})?.trim().to_owned())
    }

    /// An error of the protocol (§3.6); that nothing matched is one only in name.
    fn error(&mut self, offset: usize) -> Result<(), XmlError> {
        let code = self.reader.attributes().iter().find(|attribute| attribute.name.local == "code");
        let code = code.map_or_else(String::new, |code| code.value.clone().into_owned());
        let text = self.text()?;
        if code == "noRecordsMatch" {
            self.tell(Severity::Warning, offset, "the answer was noRecordsMatch: there are no records in it");
        } else {
            let message =
                format!("the answer was an error, {code}: {text}; correct the request and harvest again");
            self.tell(Severity::Error, offset, message);
        }
        Ok(())
    }

    fn record(&mut self) -> Result<(), XmlError> {
        let offset = self.reader.offset();
        let tag = self.bytes.get(offset + 1..).unwrap_or_default();
        let end = tag.iter().position(|byte| !is_name_byte(*byte)).unwrap_or(tag.len());
        self.last = Some(RecordStart { offset, depth: self.reader.depth() - 1, tag: &tag[..end] });
        match oai_record::read(&mut self.reader, &self.harvest, &mut self.tally)? {
            Outcome::Item(item, dropped) => {
                if let Some(dropped) = dropped {
                    let message = format!("{}: left out: {}", item.identifier, dropped.what);
                    self.tell(Severity::Warning, dropped.offset, message);
                }
                self.silent = false;
                (self.each)(Ok(Incoming::Item(item)));
            }
            Outcome::Deleted(identifier) => {
                self.silent = false;
                (self.each)(Ok(Incoming::Deleted(identifier)));
            }
            Outcome::Counted(kind) => self.tally.count(kind, offset),
            Outcome::Faulty { offset, message } => self.tell(Severity::Error, offset, message),
        }
        Ok(())
    }

    /// Tells of a fault and goes on at the next record, if there is one.
    fn recover(&mut self, error: XmlError) -> bool {
        let (after, depth, tag) = match &self.last {
            Some(last) => (last.offset + 1, last.depth, last.tag),
            None => (0, self.reader.depth(), b"record".as_slice()),
        };
        // always further on, or a record whose start tag is the fault would be met for ever
        let from = after.max(error.offset + 1).max(self.resumed.map_or(0, |offset| offset + 1));
        let next = next_tag(self.bytes, from, tag);
        // what was cut off behind a fault that has been told has nothing to add
        let inside = self.last.is_some() && self.reader.depth() > depth;
        if inside || next.is_some() || self.resumed.is_none() {
            self.tell(Severity::Error, error.offset, error.message);
        }
        self.resumed = next.or(self.resumed);
        if let Some(next) = next {
            self.reader.resume(next, depth);
        }
        next.is_some()
    }
}

const fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'_' | b'-' | b'.' | 0x80..)
}

/// Where the next start tag of this name is.
fn next_tag(bytes: &[u8], from: usize, tag: &[u8]) -> Option<usize> {
    let mut at = from.min(bytes.len());
    loop {
        at += bytes[at..].iter().position(|byte| *byte == b'<')?;
        let rest = bytes[at + 1..].strip_prefix(tag);
        if rest.is_some_and(|rest| rest.first().is_some_and(|byte| !is_name_byte(*byte))) {
            return Some(at);
        }
        at += 1;
    }
}
