//! What a line of the log is made of, as the library writes it, but cheaply: there is a line for every request.

use std::cell::Cell;
use std::fmt::{self, Debug, Write as _};
use std::time::{SystemTime, UNIX_EPOCH};

use tracing::field::{Field, Visit};
use tracing_subscriber::field::RecordFields;
use tracing_subscriber::fmt::FormatFields;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::FormatTime;

use crate::model::Datestamp;

/// The time of day in UTC, to the microsecond.
pub(super) struct Moment;

/// A second, and how it is written without the `Z` at its end.
type Second = (i64, [u8; 19]);

thread_local! {
    /// The last second that was written, since many lines fall into one.
    static SECOND: Cell<Second> = const { Cell::new((i64::MIN, [b' '; 19])) };
}

impl FormatTime for Moment {
    fn format_time(&self, out: &mut Writer<'_>) -> fmt::Result {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let second = second(i64::try_from(since.as_secs()).unwrap_or(i64::MAX));
        let mut text = *b"0000-00-00T00:00:00.000000Z";
        text[..19].copy_from_slice(&second);
        let mut rest = since.subsec_micros();
        for digit in text[20..26].iter_mut().rev() {
            *digit = b"0123456789"[(rest % 10) as usize];
            rest /= 10;
        }
        out.write_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

fn second(unix: i64) -> [u8; 19] {
    let (known, text) = SECOND.get();
    if known == unix {
        return text;
    }
    let written = Datestamp::from_unix(unix).to_string();
    let text = written.as_bytes().first_chunk().copied().unwrap_or([b'?'; 19]);
    SECOND.set((unix, text));
    text
}

/// The message, then `name=value` for each field, without colours.
pub(super) struct Fields;

impl<'w> FormatFields<'w> for Fields {
    fn format_fields<R: RecordFields>(&self, out: Writer<'w>, fields: R) -> fmt::Result {
        let mut writing = Writing { out, first: true, result: Ok(()) };
        fields.record(&mut writing);
        writing.result
    }
}

struct Writing<'w> {
    out: Writer<'w>,
    first: bool,
    result: fmt::Result,
}

impl Writing<'_> {
    fn field(&mut self, field: &Field, write: impl FnOnce(&mut Writer<'_>) -> fmt::Result) {
        if self.result.is_ok() {
            self.result = self.name(field).and_then(|()| write(&mut self.out));
        }
    }

    /// What stands before the value.
    fn name(&mut self, field: &Field) -> fmt::Result {
        if !std::mem::take(&mut self.first) {
            self.out.write_char(' ')?;
        }
        match field.name() {
            MESSAGE => Ok(()),
            name => {
                self.out.write_str(name.strip_prefix("r#").unwrap_or(name))?;
                self.out.write_char('=')
            }
        }
    }
}

/// The field that the text of an event is.
const MESSAGE: &str = "message";

impl Visit for Writing<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == MESSAGE {
            return self.record_debug(field, &format_args!("{value}"));
        }
        let plain = |byte: u8| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\';
        self.field(field, |out| {
            if !value.bytes().all(plain) {
                return write!(out, "{value:?}");
            }
            out.write_char('"')?;
            out.write_str(value)?;
            out.write_char('"')
        });
    }

    fn record_error(&mut self, field: &Field, value: &(dyn std::error::Error + 'static)) {
        let sources = std::iter::successors(value.source(), |error| error.source());
        let text = sources.fold(value.to_string(), |text, source| format!("{text}: {source}"));
        self.record_debug(field, &format_args!("{text}"));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let message = field.name() == MESSAGE;
        self.field(field, |out| {
            if message { write!(Harmless(out), "{value:?}") } else { write!(out, "{value:?}") }
        });
    }
}

/// Writes what would steer a terminal so that it can be read instead.
struct Harmless<'o, 'w>(&'o mut Writer<'w>);

impl fmt::Write for Harmless<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let steers =
            |character: char| matches!(character, '\x07' | '\x08' | '\x0c' | '\x1b' | '\x7f'..='\u{9f}');
        for part in text.split_inclusive(steers) {
            match part.chars().next_back().filter(|last| steers(*last)) {
                None => self.0.write_str(part)?,
                Some(last) => {
                    self.0.write_str(&part[..part.len() - last.len_utf8()])?;
                    match last {
                        '\x00'..='\x7f' => write!(self.0, "\\x{:02x}", u32::from(last))?,
                        _ => write!(self.0, "\\u{{{:x}}}", u32::from(last))?,
                    }
                }
            }
        }
        Ok(())
    }
}
