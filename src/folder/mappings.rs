//! Mapping files, tested: a mapping that does not do what its examples say is not used.

use crate::diagnostics::Problem;
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
use crate::model::{Datestamp, Identity, Item, OwnFormat};
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
            problems.push(Problem::of_file(Path::new(FORMATS_FOLDER), obstacle.to_string()));
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
                problems.push(Problem::of_file(&path, not_live(last.is_some()).to_owned()));
                problems.extend(wrong);
                taken.extend(last.cloned());
            }
        }
    }
    taken
}

const fn not_live(has_last: bool) -> &'static str {
    if has_last {
        "this mapping is not used, and its last good version stays in force, until the following problems are corrected"
    } else {
        "this mapping is not used, and its format is not offered, until the following problems are corrected"
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
    let bytes = root.read(path).map_err(|obstacle| vec![Problem::of_file(path, obstacle.to_string())])?;
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
                let message = format!("nothing comes of the record of this example: {}", reasons.join("; "));
                Err(vec![xml.problem(1, message)])
            }
            (Expected::Refused(reasons, _), Err(actual)) if *reasons == actual => Ok(()),
            (Expected::Refused(reasons, place), Err(actual)) => {
                let message =
                    format!("the reasons of this example should be {reasons:?}, and are {actual:?}");
                Err(vec![place.problem(1, message)])
            }
            (Expected::Refused(_, place), Ok(came)) => {
                let message =
                    format!("the record of this example should be refused, and becomes {}", came.to_xml());
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
            None => {
                record.problem(problem.place.line.unwrap_or(1), format!("in the record: {}", problem.message))
            }
        };
        read.map(|(item, _)| item).map_err(|problems| problems.into_iter().map(at).collect())
    }

    /// The text itself, or that of the file it names.
    fn text(&self, given: &Given, path: Option<&Path>) -> Result<String, Vec<Problem>> {
        let Some(path) = path else { return Ok(given.text.clone()) };
        let wrong = |why: &str| vec![given.problem(1, format!("{} {why}", path.display()))];
        let bytes = self.root.read(path).map_err(|obstacle| wrong(&obstacle.to_string()))?;
        String::from_utf8(bytes).map_err(|_| wrong("cannot be read: it is not UTF-8"))
    }

    fn compare(&self, xml: &Given, came: &Document) -> Result<(), Vec<Problem>> {
        let text = self.text(xml, xml.path(&[".xml"]))?;
        let wrong = |line, message| Err(vec![xml.problem(line, message)]);
        let read = |text: &str| self.mapping.read(text);
        let (expected, came) = match (read(&text), read(&came.to_xml())) {
            (Ok(expected), Ok(came)) => (expected.lines(), came.lines()),
            (Err(fault), _) => {
                return wrong(1, format!("the XML of this example could not come of it: {}", fault.message));
            }
            (_, Err(fault)) => return wrong(1, fault.message),
        };
        if expected == came {
            return Ok(());
        }
        let at = expected.iter().zip(&came).take_while(|(expected, came)| expected == came).count();
        let line = |lines: &[String]| {
            lines.get(at).map_or("at its end".to_owned(), |line| format!("`{}`", line.trim()))
        };
        let in_file =
            text.lines().position(|known| expected.get(at).is_some_and(|line| line.trim() == known.trim()));
        let in_file = in_file.filter(|_| xml.path(&[".xml"]).is_none()).map_or(1, |line| line + 1);
        let message = format!(
            "the record of this example comes out otherwise; line {} of it should be {}, and is {}",
            at + 1,
            line(&expected),
            line(&came)
        );
        wrong(in_file, message)
    }
}
