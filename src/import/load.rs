//! Files of many records, of whatever kind.

use crate::diagnostics::{Message, Problem, Severity, say};
use std::collections::HashMap;
use std::io::{self, BufRead as _, BufReader, Read};
use std::path::{Path, PathBuf};

use crate::model::{Content, Identifier, Identity, Item, words};
use crate::xml::Window;

use super::gunzip::{self, Gunzip};
use super::lists::Lists;
use super::output::Output;
use super::report::Report;
use super::size::{RECORD_BYTES, too_large};
use super::{Incoming, Origin, OriginDate, accidents, dc_document, json_lines, oai_response, record_file};

/// So much of a compressed file is read at once.
const BUFFER: usize = 64 << 10;

/// Reads files of records one after the other, in little memory whatever their size.
///
/// The kinds are OAI-PMH responses, whole or in pieces, JSON Lines of [`Item`]s, and a plain `oai_dc:dc` document; each of them may be
/// compressed with gzip. XML may be in any encoding that it declares and the Encoding Standard knows.
pub struct Loader<'i> {
    /// The repository's: its namespace makes the identifier of a plain document, and its own formats are those that
    /// items may bring XML along for.
    identity: Option<&'i Identity>,
    lists: Lists,
    escapes_identifiers: bool,
    /// The plain documents, each with the file it came from.
    documents: HashMap<Identifier, PathBuf>,
}

/// Reads one file, as [`Loader`] does.
pub fn load_file(
    path: &Path,
    mut input: impl Read,
    identity: Option<&Identity>,
    each: &mut dyn FnMut(Result<Incoming, Problem>),
) {
    let mut loader = Loader::new(identity);
    loader.load(path, &mut input, each);
    loader.finish(each);
}

/// What is said of a file that cannot be opened or read.
pub fn unreadable(error: &io::Error) -> Message {
    match error.kind() {
        io::ErrorKind::IsADirectory => say!(
            LOAD_FILE,
            "this is a folder; name the files in it, for example FOLDER/*.xml",
            "这是文件夹；请指定其中的文件，例如 FOLDER/*.xml"
        ),
        _ => say!(LOAD_DAMAGED, "cannot be read: {error}", "无法读取：{error}"),
    }
}

impl<'i> Loader<'i> {
    /// For a repository whose identity is known, or not yet.
    pub fn new(identity: Option<&'i Identity>) -> Self {
        Self { identity, lists: Lists::default(), escapes_identifiers: false, documents: HashMap::new() }
    }

    /// The same, which writes characters that no identifier can have as `%XX` instead of rejecting the record.
    #[must_use]
    pub const fn escaping_identifiers(mut self) -> Self {
        self.escapes_identifiers = true;
        self
    }

    /// Reads a file and gives each record, or the problem with it, in the order of the file.
    ///
    /// A warning stands before the record that it is about. A record with an error is not given, and those after it are.
    pub fn load(
        &mut self,
        path: &Path,
        input: &mut dyn Read,
        each: &mut dyn FnMut(Result<Incoming, Problem>),
    ) {
        let mut out = Output::new(path, each);
        let mut input = BufReader::with_capacity(BUFFER, input);
        match input.fill_buf().map(|bytes| bytes.starts_with(gunzip::MAGIC)) {
            Err(error) => out.reject_file(unreadable(&error)),
            Ok(true) => self.text(&mut Gunzip::new(input), &mut out),
            Ok(false) => self.text(&mut input, &mut out),
        }
    }

    /// Tells what all files together leave open.
    pub fn finish(self, each: &mut dyn FnMut(Result<Incoming, Problem>)) {
        self.lists.into_problems().for_each(|problem| each(Err(problem)));
    }

    fn text(&mut self, input: &mut dyn Read, out: &mut Output<'_>) {
        let mut window = match Window::new(input) {
            Ok(window) => window,
            Err(error) => return out.reject_file(error),
        };
        let is_damaged = out.damage(&mut window);
        window.take_space();
        let text = window.text();
        match text.first() {
            None if is_damaged => out.reject(1),
            None => {
                out.reject_file(say!(LOAD_FILE, "the file is empty; get it again", "文件是空的；请重新获取"))
            }
            Some(b'{') => json_lines::read(&mut window, self.identity, out),
            Some(b'<') => match accidents::html(text) {
                Some(message) => out.reject_file(message),
                None if dc_document::is_one(text) => self.document(&mut window, out),
                None => oai_response::read(window, out, &mut self.lists, self.escapes_identifiers),
            },
            Some(_) => out.reject_file(accidents::neither(text)),
        }
    }

    fn document(&mut self, window: &mut Window<'_>, out: &mut Output<'_>) {
        while !window.is_last() && window.text().len() <= RECORD_BYTES {
            out.fill(window);
        }
        if window.text().len() > RECORD_BYTES {
            return out.reject_file(too_large(words!("the document", "文档")));
        }
        let mut report = Report::of(out.file(), window.positions());
        let dc = dc_document::read(window.text(), Severity::Warning, &mut report);
        let item = self.identifier(out.file()).map(|identifier| {
            let origin = Origin {
                is_named_by_file: true,
                ..Origin::new(out.place(window.mark()), OriginDate::default())
            };
            dc.map(|dc| (Item::new(identifier, Content::Dc(dc)), origin))
        });
        match item.map(|item| report.finish(item)) {
            Ok(Ok(((item, origin), warnings))) => {
                warnings.into_iter().for_each(|warning| out.problem(warning));
                out.give(Incoming::Item(Box::new(item), origin));
            }
            Ok(Err(problems)) => {
                problems.into_iter().for_each(|problem| out.problem(problem));
                out.reject(1);
            }
            Err(message) => out.reject_file(message),
        }
    }

    /// The identifier that the name of the file gives its document; errs with what keeps it from having one.
    fn identifier(&mut self, file: &Path) -> Result<Identifier, Message> {
        let Some(identity) = self.identity else {
            return Err(say!(
                IDENTIFIER_FORM,
                "a plain Dublin Core document has no identifier, and no namespace is known to make one; \
                 run `windrow sync` before, which reads the namespace of the \
                 repository, or put the file into the records folder",
                "单个都柏林核心文档没有标识符，而仓储的命名空间未知，无法生成；请先运行 windrow sync 读取命名空间，或把文件放入记录文件夹"
            ));
        };
        let name = file.file_name().map_or(file, Path::new);
        let is_gzip = name.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gz"));
        let plain = if is_gzip { name.with_extension("") } else { name.to_owned() };
        let identifier = record_file::identifier_of_path(&plain, &identity.namespace);
        match self.documents.get(&identifier) {
            Some(other) if other != file => Err(say!(
                IDENTIFIER_TWICE,
                "the name of the file makes the identifier {identifier}, as that of {other} does; call each file otherwise, or put the \
                 folders of the files into the records folder, where the whole path makes the identifier",
                "该文件名生成的标识符 {identifier} 与 {other} 的相同；请给文件取不同的名称，或把这些文件所在的文件夹放入记录文件夹，在那里由整个路径生成标识符",
                other = other.display()
            )),
            _ => {
                self.documents.insert(identifier.clone(), file.to_owned());
                Ok(identifier)
            }
        }
    }
}
