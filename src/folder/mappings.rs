//! Mapping files, tested: a mapping that does not do what its examples say is not used.

use crate::diagnostics::{Message, Problem, Severity, say};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::defaults::read_in;
use super::layout::FORMATS_FOLDER;
use super::names::Kind;
use super::obstacle::Obstacle;
use super::root::Root;
use crate::formats::Source;
use crate::formats::mapping::{Document, Mapping};
use crate::import::mapping_file::{Example, Expected, Given};
use crate::import::{mapping_file, record_file};
use crate::model::{Datestamp, Identity, Item, OwnFormat, Words, words};
use crate::render::Renderer;

/// The formats of the mapping files, for a repository with this identity. A file with an error counts as its last good version, which
/// is in `known`.
pub(super) fn mappings(
    root: &Root,
    identity: &Identity,
    known: &[OwnFormat],
    problems: &mut Vec<Problem>,
) -> Vec<OwnFormat> {
    let files = match files(root) {
        Ok(files) => files,
        Err(obstacle) => {
            problems.push(Problem::of_file(Path::new(FORMATS_FOLDER), obstacle.message()));
            return known.to_vec();
        }
    };
    let mut taken = Vec::new();
    for path in files {
        match read(root, &path, identity) {
            Ok(format) => taken.push(format),
            Err(wrong) => {
                let is_last =
                    |format: &&OwnFormat| path.file_stem().is_some_and(|stem| stem == format.prefix.as_str());
                let is_free = |format: &&OwnFormat| {
                    identity.own_formats.iter().all(|other| other.prefix != format.prefix)
                };
                let last = known.iter().find(is_last).filter(is_free);
                problems.push(Problem::of_file(&path, not_live(last.is_some())));
                problems.extend(wrong);
                taken.extend(last.cloned());
            }
        }
    }
    taken
}

fn not_live(has_last: bool) -> Message {
    if has_last {
        say!(
            MAPPING_FILE,
            "this mapping is not used, and its last good version stays in force, until the following problems are corrected",
            "在改正以下问题之前，不使用这个映射，上一个正确的版本继续有效"
        )
    } else {
        say!(
            MAPPING_FILE,
            "this mapping is not used, and its format is not offered, until the following problems are corrected",
            "在改正以下问题之前，不使用这个映射，也不提供它的元数据格式"
        )
    }
}

/// The mapping files by name; none if there is no folder for them.
fn files(root: &Root) -> Result<Vec<PathBuf>, Obstacle> {
    let folder = match root.folder(Path::new(FORMATS_FOLDER)) {
        Err(obstacle) if obstacle.is_absent() => return Ok(Vec::new()),
        folder => folder?,
    };
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotADirectory => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut files = Vec::new();
    for entry in entries {
        let name = entry?.file_name();
        let path = Path::new(FORMATS_FOLDER).join(&name);
        if Kind::of(&name).is_none() && path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The format of a mapping file that does what its examples say.
fn read(root: &Root, path: &Path, identity: &Identity) -> Result<OwnFormat, Vec<Problem>> {
    let bytes = root.read(path).map_err(|obstacle| vec![Problem::of_file(path, obstacle.message())])?;
    let file = mapping_file::read(path, &bytes, identity)?;
    let trial = Trial {
        root,
        identity,
        mapping: &file.mapping,
        renderer: Renderer::new(Some(identity), Datestamp::default()),
    };
    let mut failures: Vec<Problem> = Vec::new();
    for failure in file.examples.iter().filter_map(|example| trial.run(example).err()).flatten() {
        // a fault of the template is the same for every example
        if failures.iter().all(|reported| reported.message != failure.message) {
            failures.push(failure);
        }
    }
    if failures.is_empty() { Ok(file.format) } else { Err(failures) }
}

/// What examples are tried with.
struct Trial<'a> {
    root: &'a Root,
    identity: &'a Identity,
    mapping: &'a Mapping,
    renderer: Renderer,
}

impl Trial<'_> {
    fn run(&self, example: &Example) -> Result<(), Vec<Problem>> {
        let item = self.item(&example.record)?;
        let sets = self.renderer.sets(&item);
        let came = self.mapping.document(&Source { sets: &sets, ..Source::of(&item) });
        match (&example.expected, came) {
            (Expected::Xml(xml), Ok(came)) => self.compare(xml, &came),
            (Expected::Xml(xml), Err(reasons)) => {
                let message = say!(
                    MAPPING_EXAMPLE,
                    "nothing comes of the record of this example: {reasons}",
                    "由这个示例的记录没有得到任何输出：{reasons}";
                    reasons = Words::joined(&reasons)
                );
                Err(vec![xml.problem(1, message)])
            }
            (Expected::Refused(reasons, place), Err(actual)) => {
                let actual: Vec<_> = actual.into_iter().map(|reason| reason.en).collect();
                if *reasons == actual {
                    return Ok(());
                }
                let message = say!(
                    MAPPING_EXAMPLE,
                    "the reasons of this example should be {reasons:?}, and are {actual:?}",
                    "这个示例的原因应为 {reasons:?}，实际为 {actual:?}"
                );
                Err(vec![place.problem(1, message)])
            }
            (Expected::Refused(_, place), Ok(came)) => {
                let message = say!(
                    MAPPING_EXAMPLE,
                    "the record of this example should be refused, and becomes {xml}",
                    "这个示例的记录应被拒绝，实际输出为 {xml}",
                    xml = came.to_xml()
                );
                Err(vec![place.problem(1, message)])
            }
        }
    }

    fn item(&self, record: &Given) -> Result<Item, Vec<Problem>> {
        let path = record.path(&[".toml", ".xml"]);
        let text = self.text(record, path)?;
        let read = match path {
            Some(path) => read_in(self.root, path, self.identity),
            None => record_file::read(Path::new("example.toml"), text.as_bytes(), self.identity),
        };
        let at = |problem: Problem| match path {
            Some(_) => problem,
            None => Problem {
                severity: Severity::Error,
                place: record.place(problem.place.line.unwrap_or(1)),
                message: format!("in the record: {}", problem.message),
                message_zh: format!("记录中：{}", problem.message_zh),
                ..problem
            },
        };
        read.map(|(item, _)| item).map_err(|problems| problems.into_iter().map(at).collect())
    }

    /// The text itself, or that of the file it names.
    fn text(&self, given: &Given, path: Option<&Path>) -> Result<String, Vec<Problem>> {
        let Some(path) = path else { return Ok(given.text.clone()) };
        let wrong = |why: Message| {
            let words = words!("{path} {why}", "{path} {why}", path = path.display(); why = why.words);
            vec![given.problem(1, Message { words, ..why })]
        };
        let bytes = self.root.read(path).map_err(|obstacle| wrong(obstacle.message()))?;
        let not_utf8 = |_| say!(ENCODING, "cannot be read: it is not UTF-8", "无法读取：编码不是 UTF-8");
        String::from_utf8(bytes).map_err(not_utf8).map_err(wrong)
    }

    fn compare(&self, xml: &Given, came: &Document) -> Result<(), Vec<Problem>> {
        let text = self.text(xml, xml.path(&[".xml"]))?;
        let wrong = |line, message| Err(vec![xml.problem(line, message)]);
        let read = |text: &str| self.mapping.read(text);
        let (expected, came) = match (read(&text), read(&came.to_xml())) {
            (Ok(expected), Ok(came)) => (expected.lines(), came.lines()),
            (Err(fault), _) => {
                let message = say!(
                    MAPPING_EXAMPLE,
                    "the XML of this example could not come of it: {why}",
                    "这个示例的 XML 不可能由映射得到：{why}";
                    why = fault.message
                );
                return wrong(1, message);
            }
            (_, Err(fault)) => {
                return wrong(1, Message::new(&crate::diagnostics::codes::MAPPING_TEMPLATE, fault.message));
            }
        };
        if expected == came {
            return Ok(());
        }
        let at = expected.iter().zip(&came).take_while(|(expected, came)| expected == came).count();
        let line = |lines: &[String]| -> Words {
            lines.get(at).map_or_else(
                || words!("at its end", "结尾"),
                |line| words!("`{line}`", "“{line}”", line = line.trim()),
            )
        };
        let in_file =
            text.lines().position(|known| expected.get(at).is_some_and(|line| line.trim() == known.trim()));
        let in_file = in_file.filter(|_| xml.path(&[".xml"]).is_none()).map_or(1, |line| line + 1);
        let message = say!(
            MAPPING_EXAMPLE,
            "the record of this example comes out otherwise; line {number} of it should be {expected}, and is {came}",
            "这个示例的记录与实际输出不同；第 {number} 行应为{expected}，实际为{came}",
            number = at + 1;
            expected = line(&expected),
            came = line(&came)
        );
        wrong(in_file, message)
    }
}
