//! Records whose lines begin with labels: the core of the formats of reference managers and Chinese databases.

use std::io;
use std::path::Path;

use crate::diagnostics::{Both, Place, Problem, say};

use super::draft::Draft;
use super::field::{Field, Value, put, untitled};
use super::importer::{Importer, Sink};
use super::lines::Lines;
use super::people;

/// What a line is.
pub enum Line<'l> {
    /// A label, and the value behind it.
    Labelled(&'l str, &'l str),
    /// More of the value before.
    More(&'l str),
    /// Nothing.
    Blank,
}

/// An importer of labelled lines.
pub struct Labelled {
    /// The name, for `--from`.
    pub name: &'static str,
    pub about: Both,
    /// Whether a line is one that only files of this format have.
    pub is_mark: fn(&str) -> bool,
    pub format: Format,
}

impl Importer for Labelled {
    fn name(&self) -> &'static str {
        self.name
    }

    fn about(&self) -> Both {
        self.about
    }

    fn recognises(&self, head: &str) -> bool {
        head.lines().any(self.is_mark)
    }

    fn read(&self, path: &Path, lines: &mut Lines<'_>, sink: &mut dyn Sink) -> io::Result<()> {
        read(&self.format, path, lines, sink)
    }
}

/// A format of labelled lines.
pub struct Format {
    /// Takes a line apart.
    pub line: fn(&str) -> Line<'_>,
    /// The label that a record begins with.
    pub first: &'static str,
    /// What the labels mean. A label that is not here is one that an article has no place for.
    pub fields: &'static [(&'static str, Field)],
    /// What the value of the first label says of the type of the article.
    pub kind: fn(&str) -> Option<&'static str>,
}

/// A field as it was read.
struct Read {
    label: String,
    text: String,
    place: Place,
}

/// Reads record after record.
fn read(format: &Format, path: &Path, lines: &mut Lines<'_>, sink: &mut dyn Sink) -> io::Result<()> {
    let mut record: Vec<Read> = Vec::new();
    while let Some((number, line)) = lines.next()? {
        match (format.line)(&line) {
            Line::Blank => {}
            Line::More(text) => match record.last_mut() {
                Some(field) => {
                    join(&mut field.text, text.trim());
                }
                None => {
                    sink.problem(Problem::new(place(path, number, 1), before_the_first()));
                    return finish(format, record, sink);
                }
            },
            Line::Labelled(label, value) => {
                if label.eq_ignore_ascii_case(format.first) && !record.is_empty() {
                    finish(format, std::mem::take(&mut record), sink)?;
                }
                let column = line.chars().count() - value.chars().count() + 1;
                record.push(Read {
                    label: label.to_owned(),
                    text: value.trim().to_owned(),
                    place: place(path, number, column),
                });
            }
        }
    }
    finish(format, record, sink)
}

/// Adds a line to a text; between Chinese characters there is no space.
pub fn join(text: &mut String, line: &str) {
    let is_wide =
        |sign: char| ('\u{2E80}'..='\u{9FFF}').contains(&sign) || ('\u{FF00}'..='\u{FFEF}').contains(&sign);
    let touches = text.chars().next_back().is_some_and(is_wide) || line.chars().next().is_some_and(is_wide);
    if !text.is_empty() && !line.is_empty() && !touches {
        text.push(' ');
    }
    text.push_str(line);
}

fn place(path: &Path, line: usize, column: usize) -> Place {
    Place { file: path.to_owned(), line: Some(line), column: Some(column) }
}

fn before_the_first() -> crate::diagnostics::Message {
    say!(
        IMPORT_NOT_A_RECORD,
        "the file does not begin with a record of this format; name the right one with --from",
        "文件开头不是这种格式的记录；请用 --from 指定正确的格式"
    )
}

/// Makes a draft of the record. Languages come first, because they decide about the texts.
fn finish(format: &Format, record: Vec<Read>, sink: &mut dyn Sink) -> io::Result<()> {
    let Some(first) = record.first() else { return Ok(()) };
    let mut draft = Draft::at(first.place.clone());
    let field_of = |label: &str| {
        format.fields.iter().find(|(known, _)| known.eq_ignore_ascii_case(label)).map(|(_, field)| *field)
    };
    if let Some(kind) = (format.kind)(&first.text) {
        draft.article.types = vec![kind.to_owned()];
    }
    let of_language = |read: &&Read| field_of(&read.label) == Some(Field::Language);
    let (languages, others): (Vec<_>, Vec<_>) = record.iter().partition(of_language);
    for read in languages.into_iter().chain(others) {
        match field_of(&read.label) {
            Some(field) => {
                let value = Value { text: &read.text, place: &read.place, lang: None };
                put(&mut draft, field, &read.label, value);
            }
            None if read.label.eq_ignore_ascii_case(format.first) || read.text.is_empty() => {}
            None => draft.lose(&read.label),
        }
    }
    let values = |wanted: Field| {
        let of = move |read: &&Read| field_of(&read.label) == Some(wanted);
        record.iter().filter(of).map(|read| read.text.as_str()).collect::<Vec<_>>()
    };
    people::other_names(&mut draft, &values(Field::OtherAuthor), None);
    people::affiliations(&mut draft, &values(Field::Affiliation), None);
    if draft.article.titles.is_empty() {
        sink.problem(untitled(draft.place));
    } else {
        sink.draft(draft);
    }
    Ok(())
}

/// `KEY`, and what follows the separator.
pub fn cut<'l>(line: &'l str, separators: &[&str]) -> Option<(&'l str, &'l str)> {
    let at = |separator: &&str| line.find(*separator).map(|at| (at, separator.len()));
    let (at, length) = separators.iter().filter_map(at).min()?;
    Some((line[..at].trim_end(), &line[at + length..]))
}
