//! A mapping file: a format of the repository's own, as a template with examples of what it writes.

use crate::diagnostics::{Message, Place, Problem, Severity, say, suggest};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::formats::mapping::{self, Fault, Mapping};
use crate::model::{Identity, MetadataPrefix, OwnFormat, WebUrl, words};

use super::report::Report;
use super::toml_file::Tree;
use crate::checks;
use crate::checks::Step;

/// A mapping that can be read; whether it does what its examples say is another matter.
pub struct MappingFile {
    pub format: OwnFormat,
    pub mapping: Mapping,
    pub examples: Vec<Example>,
}

/// A record, and what is to become of it.
pub struct Example {
    /// The text of a record file, or the path of one.
    pub record: Given,
    pub expected: Expected,
}

/// What is to become of a record.
pub enum Expected {
    /// This XML, given as it is or by the path of a file.
    Xml(Given),
    /// No record, for these reasons.
    Refused(Vec<String>, Given),
}

/// A text of the file, and where in it the text stands.
pub struct Given {
    pub text: String,
    file: PathBuf,
    /// The line of the file on which the text begins.
    line: Option<usize>,
}

impl Given {
    /// A line of the text, counted from 1.
    pub fn place(&self, line: usize) -> Place {
        let line = self.line.map(|first| first + line - 1);
        Place { file: self.file.clone(), line, column: None }
    }

    /// A problem with the text, on a line of it counted from 1.
    pub fn problem(&self, line: usize, message: Message) -> Problem {
        Problem::severe(Severity::Error, self.place(line), message)
    }

    /// The path, relative to the records folder, if the text is one: a name with the ending, on one line.
    pub fn path(&self, endings: &[&str]) -> Option<&Path> {
        let text = self.text.trim();
        let is_path = !text.contains(['\n', '<', '='])
            && endings.iter().any(|ending| text.ends_with(ending))
            && Path::new(text).components().all(|part| matches!(part, std::path::Component::Normal(_)));
        is_path.then(|| Path::new(text))
    }
}

/// What the file says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    prefix: MetadataPrefix,
    schema: WebUrl,
    namespace: String,
    template: String,
    #[serde(default, rename = "example")]
    examples: Vec<ExampleTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExampleTable {
    record: String,
    xml: Option<String>,
    refused: Option<Vec<String>>,
}

/// Reads the mapping file at `path` (relative to the records folder), for the repository that says this of itself.
///
/// Errs with every problem of the file: of what it declares, and of the template, but for what its examples show.
pub fn read(path: &Path, bytes: &[u8], identity: &Identity) -> Result<MappingFile, Vec<Problem>> {
    let mut report = Report::new(path, bytes);
    let read = Tree::parse(bytes, &mut report).and_then(|mut tree| {
        let File { prefix, schema, namespace, template, examples } = tree.value(&[], &[], &mut report)?;
        let mut reading = Reading { path, bytes, tree, report: &mut report };
        let format = OwnFormat { prefix, schema, namespace, template: Some(template) };
        let format = reading.declared(format, identity);
        let examples = reading.examples(examples);
        let mapping = reading.compiled(&format)?;
        Some(MappingFile { format, mapping, examples })
    });
    report.finish(read).map(|(file, _)| file)
}

struct Reading<'r, 'a> {
    path: &'r Path,
    bytes: &'a [u8],
    tree: Tree<'a>,
    report: &'r mut Report<'a>,
}

impl Reading<'_, '_> {
    fn declared(&mut self, mut format: OwnFormat, identity: &Identity) -> OwnFormat {
        self.tree.report(checks::mapping(&mut format), self.report);
        let prefix = &format.prefix;
        let at = self.tree.offset_of(&[Step::Key("prefix")]);
        if identity.own_formats.iter().any(|declared| declared.prefix == *prefix) {
            let message = say!(
                MAPPING_FILE,
                "the format `{prefix}` is also declared in repository.toml; remove it there",
                "元数据格式“{prefix}”在 repository.toml 中也有声明；请在那里删除"
            );
            self.report.error(at, message);
        }
        if self.path.file_stem().is_none_or(|name| name != prefix.as_str()) {
            let message = say!(
                MAPPING_FILE,
                "the file of the format `{prefix}` is called formats/{prefix}.toml; rename the file, or correct the prefix",
                "元数据格式“{prefix}”的文件应为 formats/{prefix}.toml；请给文件改名，或改正 prefix"
            );
            self.report.error(at, message);
        }
        format
    }

    fn compiled(&mut self, format: &OwnFormat) -> Option<Mapping> {
        match Mapping::compile(format) {
            Ok(mapping) => {
                for name in mapping.strangers() {
                    let fault = stranger(&name, format.template.as_deref().unwrap_or_default());
                    self.template_fault(&fault);
                }
                Some(mapping)
            }
            Err(fault) => {
                self.template_fault(&fault);
                None
            }
        }
    }

    fn template_fault(&mut self, fault: &Fault) {
        let begin = self.content(&[Step::Key("template")]);
        let lines = self.bytes.get(begin..).unwrap_or_default().split_inclusive(|byte| *byte == b'\n');
        let before: usize = lines.take(fault.line.unwrap_or(1).saturating_sub(1)).map(<[u8]>::len).sum();
        let message = say!(
            MAPPING_TEMPLATE,
            "in the template: {wrong}",
            "模板有误：{wrong}";
            wrong = fault.message.clone()
        );
        self.report.error(begin + before, message);
    }

    fn examples(&mut self, tables: Vec<ExampleTable>) -> Vec<Example> {
        if tables.is_empty() {
            let message = say!(
                MAPPING_FILE,
                "a mapping shows what it does: add an [[example]] with `record`, the text of a record file, and `xml`, \
                 what is to come of it",
                "映射文件要有示例：请添加 [[example]]，其中 record 是记录文件的内容，xml 是应得到的输出"
            );
            self.report.error(0, message);
        }
        tables.into_iter().enumerate().filter_map(|(at, table)| self.example(at, table)).collect()
    }

    fn example(&mut self, at: usize, table: ExampleTable) -> Option<Example> {
        let record = self.given(at, "record", table.record);
        let expected = match (table.xml, table.refused) {
            (Some(xml), None) => Expected::Xml(self.given(at, "xml", xml)),
            (None, Some(reasons)) => Expected::Refused(reasons, self.given(at, "refused", String::new())),
            _ => {
                let message = say!(
                    MAPPING_FILE,
                    "an example needs `xml`, the expected output, or `refused`, a list of the reasons why there is none",
                    "示例需要有 xml（应得到的输出）或 refused（没有输出的原因列表）；请加上其中一个"
                );
                self.report.error(self.tree.offset_of(&[Step::Key("example"), Step::Index(at)]), message);
                return None;
            }
        };
        Some(Example { record, expected })
    }

    fn given(&mut self, at: usize, field: &'static str, text: String) -> Given {
        let begin = self.content(&[Step::Key("example"), Step::Index(at), Step::Key(field)]);
        let place = self.report.place(begin);
        Given { text, file: place.file, line: place.line }
    }

    /// Where the text at the path begins, behind its quotes and the line break after them.
    fn content(&self, path: &[Step]) -> usize {
        let begin = self.tree.offset_of(path);
        let text = self.bytes.get(begin..).unwrap_or_default();
        let Some(inside) = text.strip_prefix(b"\"\"\"").or_else(|| text.strip_prefix(b"'''")) else {
            return begin;
        };
        let line_break = if inside.starts_with(b"\r\n") { 2 } else { usize::from(inside.starts_with(b"\n")) };
        begin + 3 + line_break
    }
}

/// What is said of a name that nothing has.
fn stranger(name: &str, template: &str) -> Fault {
    let is_word = |line: &str| {
        line.split(|character: char| !character.is_alphanumeric() && character != '_')
            .any(|word| word == name)
    };
    let remedy = suggest::remedy(name, mapping::names().collect::<Vec<_>>());
    Fault {
        line: template.lines().position(is_word).map(|at| at + 1),
        message: words!(
            "no record has a field `{name}`: {remedy}",
            "记录没有“{name}”字段：{remedy}";
            remedy = remedy
        ),
    }
}
