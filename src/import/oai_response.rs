//! OAI-PMH responses (§3.2) as harvesters save them: ListRecords and GetRecord, one after the other or in a
//! wrapper of whatever name, whole or in pieces; read record by record, and past what is wrong with one to the next.

use crate::diagnostics::{Message, say};
use crate::model::words;
use crate::xml::{Reader, Scope, TagScan, Window, XmlError};

use super::lists::Lists;
use super::oai_envelope::{Envelope, Part};
use super::output::Output;
use super::size::{RECORD_BYTES, too_large};

/// So many bytes decide which tag it is.
const TAG: usize = 64;

/// Gives the records of the file, in their order.
pub(super) fn read(window: Window<'_>, out: &mut Output<'_>, lists: &mut Lists, escapes_identifiers: bool) {
    let envelope = Envelope::new(out, lists, escapes_identifiers);
    Walk { window, scope: Scope::default(), envelope }.walk();
}

/// The way through a file.
struct Walk<'r, 'w, 'o> {
    window: Window<'r>,
    /// What is open where the window begins.
    scope: Scope,
    envelope: Envelope<'w, 'o>,
}

/// Where reading what the window has came to an end.
struct Stop {
    why: Why,
    /// The byte behind all that was read.
    at: usize,
    /// What is open there.
    scope: Scope,
    /// The byte where what cannot be read begins.
    token: usize,
    /// The byte where the record begins that it is in, and what is open in that.
    record: Option<(usize, Scope)>,
}

enum Why {
    End,
    /// The window has not all of what comes next.
    Starved,
    Fault(XmlError),
    /// The same, and nothing behind it can be read.
    Fatal(XmlError),
}

impl Walk<'_, '_, '_> {
    fn walk(mut self) {
        loop {
            let stop = self.pass();
            let goes_on = match &stop.why {
                Why::End => false,
                Why::Starved => self.read_on(stop),
                Why::Fault(error) => {
                    let error = error.clone();
                    self.recover(stop, error);
                    !self.window.text().is_empty()
                }
                Why::Fatal(error) => {
                    self.tell(&stop, error.offset, error.clone().into());
                    false
                }
            };
            if !goes_on {
                return self.envelope.finish();
            }
        }
    }

    /// Reads what the window has.
    fn pass(&mut self) -> Stop {
        let mut part =
            Part { reader: Reader::within(&self.window, &self.scope), positions: self.window.positions() };
        let (at, depth, why) = loop {
            let (at, depth) = (part.reader.position(), part.reader.depth());
            match self.envelope.step(&mut part) {
                Ok(true) => {}
                Ok(false) => break (at, depth, Why::End),
                Err(_) if part.reader.is_starved() => break (at, depth, Why::Starved),
                Err(error) if part.reader.is_foreign() => break (at, depth, Why::Fatal(error)),
                Err(error) => break (at, depth, Why::Fault(error)),
            }
        };
        let Part { reader, .. } = part;
        let begin = self.envelope.record.take().filter(|_| reader.depth() > depth);
        let record = begin.map(|begin| (begin, reader.scope(depth + 1)));
        Stop { why, at, scope: reader.scope(depth), token: reader.offset(), record }
    }

    fn fill(&mut self) {
        self.envelope.is_lost |= self.envelope.out.fill(&mut self.window);
    }

    /// Takes away what was read, and reads more of the file; passes over what is too large.
    fn read_on(&mut self, stop: Stop) -> bool {
        let Stop { at, scope, token, record, .. } = stop;
        self.window.take(at);
        if self.window.text().len() <= RECORD_BYTES {
            self.scope = scope;
            self.window.take_space();
            self.fill();
            return true;
        }
        let (token, record) = (token.saturating_sub(at), record.map(|(_, scope)| (0, scope)));
        let text = self.window.text();
        let is_open_tag = text.len() - token > RECORD_BYTES / 2 && !text[token..].starts_with(b"<!");
        let (offset, message) = if is_open_tag && text[token..].starts_with(b"<") {
            let message = say!(
                XML_NOT_WELL_FORMED,
                "what begins here does not end; a quote or a `>` is missing",
                "从这里开始的内容没有结束；缺少引号或“>”，请补上"
            );
            (token, message)
        } else if record.is_some() {
            (0, too_large(words!("the record", "记录")))
        } else {
            (0, too_large(words!("what begins here", "从这里开始的内容")))
        };
        if record.is_none() && (text.starts_with(b"<!--") || !text.starts_with(b"<")) {
            self.scope = scope;
            self.skip(0, 1, None, None); // a comment or a text, of which nothing is wanted
        } else {
            let stop = Stop { why: Why::Starved, at: 0, scope, token, record };
            self.tell(&stop, offset, message);
            self.go_on(stop, 0);
        }
        true
    }

    /// Tells of a fault and goes on behind it.
    fn recover(&mut self, stop: Stop, error: XmlError) {
        let offset = error.offset;
        self.tell(&stop, offset, error.into());
        // a record that is cut off has the records in it that stand behind it
        let is_cut = stop.record.is_some() && offset >= self.window.text().len();
        self.go_on(stop, if is_cut { 0 } else { offset });
    }

    fn tell(&mut self, stop: &Stop, offset: usize, message: Message) {
        let mark = self.window.positions().mark(offset);
        let begins_record =
            self.window.text()[stop.token..].strip_prefix(b"<").is_some_and(|rest| is_record(name(rest)));
        self.envelope.fault(mark, message, stop.record.is_some(), begins_record);
    }

    /// Goes on behind an offset: in a record with the next one or with the end of this one, else with the next tag.
    fn go_on(&mut self, stop: Stop, behind: usize) {
        let (begin, inside) = stop.record.map_or((stop.token, None), |(begin, scope)| (begin, Some(scope)));
        let text = self.window.text();
        let tag = inside.is_some().then(|| name(text.get(begin + 1..).unwrap_or_default()).to_vec());
        self.scope = stop.scope;
        self.skip(begin, behind.max(begin) + 1, tag.as_deref(), inside);
    }

    /// Goes to a tag that is not before an offset: the start or the end of a record if `tag` is what records are called, else any tag.
    /// `inside` is what is open in the record; `from` is not in a comment or the like.
    fn skip(&mut self, mut from: usize, mut not_before: usize, tag: Option<&[u8]>, inside: Option<Scope>) {
        let mut scan = TagScan::default();
        let ahead = tag.map_or(TAG, |tag| TAG.max(tag.len() + 2));
        loop {
            let (text, is_last) = (self.window.text(), self.window.is_last());
            let mut goal = None;
            let found = scan.find(text, from, is_last, ahead, |at, rest| {
                goal = Goal::of(rest, tag).filter(|_| at >= not_before);
                goal.is_some()
            });
            let at = found.unwrap_or_else(|at| if is_last { usize::MAX } else { at });
            self.window.take(at);
            match goal.filter(|_| found.is_ok()) {
                Some(Goal::Document) => self.scope = Scope::default(),
                Some(Goal::End) => self.scope = inside.unwrap_or_default(),
                Some(Goal::Any) => {}
                None if is_last => {}
                None => {
                    (from, not_before) = (0, not_before.saturating_sub(at));
                    self.fill();
                    continue;
                }
            }
            return;
        }
    }
}

/// A tag with which reading goes on.
#[derive(Clone, Copy)]
enum Goal {
    /// The beginning of another response.
    Document,
    /// The end of the record.
    End,
    /// A tag that is read as any other.
    Any,
}

impl Goal {
    /// What begins with `<` and this, if it is one.
    fn of(rest: &[u8], tag: Option<&[u8]>) -> Option<Self> {
        let Some(tag) = tag else {
            return (rest.first() == Some(&b'/') || !name(rest).is_empty()).then_some(Self::Any);
        };
        match rest.strip_prefix(b"/") {
            Some(end) => (name(end) == tag).then_some(Self::End),
            None if name(rest) == tag => Some(Self::Any),
            None => (local(name(rest)) == b"OAI-PMH").then_some(Self::Document),
        }
    }
}

/// The name with which the bytes begin.
fn name(bytes: &[u8]) -> &[u8] {
    let is_name =
        |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'_' | b'-' | b'.' | 0x80..);
    &bytes[..bytes.iter().position(|byte| !is_name(byte)).unwrap_or(bytes.len())]
}

/// A name without its prefix.
fn local(name: &[u8]) -> &[u8] {
    name.rsplit(|byte| *byte == b':').next().unwrap_or_default()
}

/// Whether this is what a record is called.
fn is_record(name: &[u8]) -> bool {
    local(name).eq_ignore_ascii_case(b"record")
}
