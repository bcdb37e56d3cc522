//! Log lines: text for people, JSON for programs, always on standard error.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::{MakeWriter, layer};
use tracing_subscriber::prelude::*;

use crate::config::{LogFormat, LogLevel};

/// How long lines are gathered before they are written together.
const GATHER: Duration = Duration::from_millis(20);
/// How long the end of the process waits for a standard error that nobody reads.
const LAST_WORDS: Duration = Duration::from_secs(1);
/// How much is kept for a standard error that nobody reads; what comes then is lost, and that is logged.
const MOST_KEPT: usize = 4 << 20;
/// How much room is held ready for lines to come.
const MOST_SPARE: usize = 512 << 10;

/// Starts logging for the process. The last lines are written when the guard is dropped.
pub fn init(format: LogFormat, level: LogLevel) -> Guard {
    let terminal = io::stderr().is_terminal();
    let lines = Lines::default();
    let writer = { lines.clone() };
    let begun = if terminal {
        tracing::subscriber::set_global_default(subscriber(format, level, true, io::stderr))
    } else {
        tracing::subscriber::set_global_default(subscriber(format, level, false, writer))
    };
    let gathering = begun.is_ok() && !terminal;
    Guard(gathering.then(|| lines.write_in_background()).flatten())
}

/// What takes the events of the program and writes them as lines to `writer`.
pub fn subscriber<W>(format: LogFormat, level: LogLevel, colours: bool, writer: W) -> impl tracing::Subscriber
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let ours = match level {
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
        LogLevel::Trace => LevelFilter::TRACE,
    };
    let libraries = if level == LogLevel::Trace { ours } else { ours.min(LevelFilter::WARN) };
    // What a client sends that is no HTTP is no error of ours; it is answered with 400 or 431.
    let clients = if level >= LogLevel::Debug { ours } else { LevelFilter::OFF };
    let filter = Targets::new()
        .with_default(libraries)
        .with_target("actix_http::h1", clients)
        .with_target("windrow", ours);
    let lines = match format {
        LogFormat::Text => layer().with_target(false).with_ansi(colours).with_writer(writer).boxed(),
        LogFormat::Json => layer().json().flatten_event(true).with_writer(writer).boxed(),
    };
    tracing_subscriber::registry().with(lines).with(filter)
}

/// Lines on their way to standard error, so that no request waits for it.
#[derive(Clone, Default)]
struct Lines(Arc<(Mutex<Gathered>, Condvar)>);

#[derive(Default)]
struct Gathered {
    text: Vec<u8>,
    lost: usize,
    closed: bool,
}

impl Lines {
    fn gathered(&self) -> MutexGuard<'_, Gathered> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// `None` if there can be no thread; the lines are written at the end then, as far as they are kept.
    fn write_in_background(self) -> Option<Background> {
        let lines = self.clone();
        let written = in_background(move || lines.write());
        Some(Background { lines: self, written })
    }

    fn write(&self) {
        let mut spare = Vec::new();
        loop {
            let waiting = |gathered: &mut Gathered| gathered.text.is_empty() && !gathered.closed;
            let gathered = self.0.1.wait_while(self.gathered(), waiting);
            let closed = gathered.unwrap_or_else(PoisonError::into_inner).closed;
            if !closed {
                thread::sleep(GATHER);
            }
            self.write_gathered(&mut spare);
            if closed {
                return;
            }
        }
    }

    /// Double buffering: swaps in `spare`, writes the full buffer, and clears it.
    fn write_gathered(&self, spare: &mut Vec<u8>) {
        let lost = {
            let mut gathered = self.gathered();
            std::mem::swap(&mut gathered.text, spare);
            std::mem::take(&mut gathered.lost)
        };
        let mut out = io::stderr().lock();
        _ = out.write_all(spare); // nobody could read a failure
        spare.clear();
        spare.shrink_to(MOST_SPARE);
        if lost > 0 {
            _ = writeln!(out, "{lost} log lines were lost, because standard error was not read fast enough");
        }
    }
}

impl<'w> MakeWriter<'w> for Lines {
    type Writer = &'w Self;

    fn make_writer(&'w self) -> Self::Writer {
        self
    }
}

impl Write for &Lines {
    /// One call is one line.
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let mut gathered = self.gathered();
        if gathered.text.len() + line.len() > MOST_KEPT {
            gathered.lost += 1;
            return Ok(line.len());
        }
        let first = gathered.text.is_empty();
        gathered.text.extend_from_slice(line);
        drop(gathered);
        if first {
            self.0.1.notify_one();
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Keeps the log going until it is dropped.
#[must_use = "the log ends when this is dropped"]
pub struct Guard(#[expect(dead_code, reason = "only its drop matters")] Option<Background>);

struct Background {
    lines: Lines,
    /// Disconnected when the last lines are written; absent if there is no thread.
    written: Option<Receiver<()>>,
}

/// Prints a line on standard error, and does not wait for long if nobody reads it.
pub fn last_words(line: String) {
    let printed = in_background(move || {
        _ = writeln!(io::stderr(), "{line}"); // nobody could read a failure
    });
    printed.into_iter().for_each(|printed| _ = printed.recv_timeout(LAST_WORDS));
}

/// Runs this on a thread that nobody has to wait for; what is given back is disconnected at its end.
fn in_background(work: impl FnOnce() + Send + 'static) -> Option<Receiver<()>> {
    let (ended, end) = channel();
    let run = move || {
        work();
        drop(ended);
    };
    thread::Builder::new().name("log".into()).spawn(run).ok().map(|_| end)
}

impl Drop for Background {
    fn drop(&mut self) {
        self.lines.gathered().closed = true;
        self.lines.0.1.notify_one();
        match self.written.take() {
            Some(written) => _ = written.recv_timeout(LAST_WORDS),
            None => self.lines.write_gathered(&mut Vec::new()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn logged(format: LogFormat, level: LogLevel, log: impl FnOnce()) -> String {
        let lines = Lines::default();
        tracing::subscriber::with_default(subscriber(format, level, false, lines.clone()), log);
        let text = lines.gathered().text.clone();
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn a_line_of_text_cannot_be_forged_by_what_is_logged() {
        let text = logged(LogFormat::Text, LogLevel::Info, || {
            tracing::info!(agent = "a\n\u{1b}[31mb \"c\"", "request");
        });
        assert_eq!(text.lines().count(), 1, "{text}");
        assert!(!text.contains('\u{1b}') && text.contains("request agent="), "{text}");
    }

    #[test]
    fn a_line_of_text_is_the_same_with_and_without_what_makes_it_cheap() {
        let log = || {
            tracing::warn!("text: {}, {}", "é\u{1b}[31m\u{7}\u{85}\u{7f}", "two\nlines");
            let fault = io::Error::other("fault");
            let shown = format_args!("a b");
            tracing::info!(
                text = "a \"b\" \\ é\u{1b}\u{200b}'",
                empty = "",
                number = 7_u64,
                below = -7,
                ms = 0.125,
                %shown,
                kind = ?Some("x"),
                fault = &fault as &dyn std::error::Error,
                r#type = true,
                "request"
            );
            tracing::info!(alone = 1);
        };
        let lines = Lines::default();
        let plain = layer().with_target(false).with_ansi(false).with_writer(lines.clone());
        tracing::subscriber::with_default(tracing_subscriber::registry().with(plain), log);
        let expected = String::from_utf8(lines.gathered().text.clone()).unwrap();
        let untimed = |text: &str| {
            let lines = text
                .lines()
                .map(|line| if line.len() > 27 { line[27..].to_owned() } else { line.to_owned() });
            lines.collect::<Vec<_>>()
        };
        let text = logged(LogFormat::Text, LogLevel::Info, log);
        assert_eq!(untimed(&text), untimed(&expected));
        let shape = |character: char| if character.is_ascii_digit() { '0' } else { character };
        assert_eq!(text[..28].chars().map(shape).collect::<String>(), "0000-00-00T00:00:00.000000Z ");
    }

    #[test]
    fn a_line_of_json_is_json_with_the_fields_at_the_top() {
        let text = logged(LogFormat::Json, LogLevel::Info, || {
            tracing::info!(agent = "a\n\"c\"", status = 200, "request");
        });
        let value: serde_json::Value = serde_json::from_str(text.trim_end()).unwrap();
        assert_eq!((value["agent"].as_str(), value["status"].as_u64()), (Some("a\n\"c\""), Some(200)));
        assert_eq!((value["message"].as_str(), value["level"].as_str()), (Some("request"), Some("INFO")));
    }

    #[test]
    fn the_level_holds_for_windrow_and_libraries_only_warn() {
        let text = logged(LogFormat::Text, LogLevel::Debug, || {
            tracing::debug!("ours");
            tracing::trace!("too fine");
            tracing::info!(target: "library", "chatter");
            tracing::warn!(target: "library", "trouble");
        });
        assert!(text.contains("ours") && text.contains("trouble"), "{text}");
        assert!(!text.contains("too fine") && !text.contains("chatter"), "{text}");
    }

    #[test]
    fn what_clients_do_wrong_is_no_error_in_the_log() {
        let log = || tracing::error!(target: "actix_http::h1::dispatcher", "stream error");
        assert_eq!(logged(LogFormat::Text, LogLevel::Info, log), "");
        assert!(logged(LogFormat::Text, LogLevel::Debug, log).contains("stream error"));
    }

    #[test]
    fn lines_that_nobody_takes_are_counted_not_kept() {
        let lines = Lines::default();
        for _ in 0..5 {
            (&lines).write_all(&vec![b'x'; MOST_KEPT / 2]).unwrap();
        }
        let gathered = lines.gathered();
        assert_eq!((gathered.text.len(), gathered.lost), (MOST_KEPT, 3));
    }
}
