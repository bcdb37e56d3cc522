//! `windrow import`: files of other systems become record files.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::clock::{Clock as _, SystemClock};
use crate::config::Config;
use crate::diagnostics::{Language, Place, Problem, Severity, Tally, say, snippet, suggest};
use crate::import::foreign::{Draft, IMPORTERS, Importer, Sink, article, by_name, name, read, written};
use crate::import::{record_file, repository_file};
use crate::model::{Identity, Item, Words, words};
use crate::render::Renderer;

use super::progress::Bar;
use super::{Ending, Failure, named, print};

/// What is asked of an import.
pub(super) struct Wanted<'w> {
    pub(super) files: &'w [PathBuf],
    /// A folder in the records folder, instead of one for each year and issue.
    pub(super) into: Option<PathBuf>,
    pub(super) from: Option<&'w str>,
    /// Show what would be written, and write nothing.
    pub(super) dry_run: bool,
}

/// Reads the files, and writes a record file for each article that has no file yet.
pub(super) fn run(config: &Config, wanted: &Wanted<'_>) -> Result<Ending, Failure> {
    let importer = wanted.from.map(importer).transpose()?;
    let mut import = Import::new(config, wanted)?;
    for path in wanted.files {
        let found = File::open(path).and_then(|file| read(path, file, importer, &mut import));
        match found {
            Ok(Some(_)) => {}
            Ok(None) => import.problem(Problem::of_file(path, unrecognised())),
            Err(error) => {
                let path = path.display();
                return Err(Failure::failed(words!(
                    "{path} cannot be read: {error}",
                    "无法读取 {path}：{error}"
                )));
            }
        }
    }
    import.end()
}

fn importer(name: &str) -> Result<&'static dyn Importer, Failure> {
    by_name(name).ok_or_else(|| {
        let names: Vec<_> = IMPORTERS.iter().map(|importer| importer.name()).collect();
        Failure::usage(words!(
            "`{name}` is not a format that can be imported: {remedy}",
            "“{name}”不是可以导入的格式：{remedy}";
            remedy = suggest::remedy(name, names)
        ))
    })
}

fn unrecognised() -> crate::diagnostics::Message {
    say!(
        IMPORT_FORMAT,
        "nothing recognises this file; name its format with --from, or export it in another one",
        "无法识别这个文件；请用 --from 指定格式，或导出为其他格式"
    )
}

/// An import on its way.
struct Import<'c> {
    folder: &'c Path,
    /// Relative to the records folder.
    into: Option<PathBuf>,
    dry_run: bool,
    language: Language,
    identity: Identity,
    renderer: Renderer,
    bar: Bar,
    tally: Tally,
    created: u64,
    unchanged: u64,
    rejected: u64,
    /// What an article has no place for, by the name that the files have for it.
    lost: BTreeMap<String, usize>,
    failure: Option<Failure>,
}

impl<'c> Import<'c> {
    fn new(config: &'c Config, wanted: &'c Wanted<'_>) -> Result<Self, Failure> {
        let identity = identity(&config.records)?;
        let into = wanted.into.as_deref().map(|into| named::new_folder(&config.records, into)).transpose()?;
        Ok(Self {
            folder: &config.records,
            into,
            dry_run: wanted.dry_run,
            language: config.lang.language(),
            renderer: Renderer::new(Some(&identity), SystemClock.now()),
            identity,
            bar: Bar::new(),
            tally: Tally::default(),
            created: 0,
            unchanged: 0,
            rejected: 0,
            lost: BTreeMap::new(),
            failure: None,
        })
    }

    fn say(&mut self, problem: &Problem, line: Option<&str>) {
        self.tally.add(problem.severity);
        self.bar.tell(&problem.line(self.language));
        if let (Some(line), Some(number), Some(column)) = (line, problem.place.line, problem.place.column) {
            self.bar.tell(&snippet(number, line, column));
        }
    }

    /// The path of the record file, relative to the records folder.
    fn path(&self, draft: &Draft) -> PathBuf {
        let name = name(&draft.article, self.into.is_none());
        self.into.as_deref().unwrap_or(Path::new("")).join(name + ".toml")
    }

    fn take(&mut self, draft: &Draft) -> Result<(), Failure> {
        for problem in &draft.problems {
            self.say(problem, None);
        }
        for (field, count) in &draft.lost {
            *self.lost.entry(field.clone()).or_default() += count;
        }
        let text = written(draft, self.language).map_err(|error| Failure::failed(Words::same(error)))?;
        let path = self.path(draft);
        let item = self.check(&path, &text);
        if self.dry_run {
            self.created += 1;
            return self.preview(&path, &text, item.as_ref());
        }
        let target = self.folder.join(&path);
        match fs::read_to_string(&target) {
            Ok(known) if is_same(&known, &text) => self.unchanged += 1,
            Ok(_) => {
                self.rejected += 1;
                self.say(&exists(&draft.place, &target), None);
            }
            Err(_) => {
                write(&target, &text)?;
                self.created += 1;
                self.bar.tell(self.language.of(&words!(
                    "created {path}",
                    "已创建 {path}",
                    path = target.display()
                )));
            }
        }
        Ok(())
    }

    /// Shows what the checks say of the file, and gives the item if it would be published.
    fn check(&mut self, path: &Path, text: &str) -> Option<Item> {
        let (item, problems) = match record_file::read(path, text.as_bytes(), &self.identity) {
            Ok((item, warnings)) => (Some(item), warnings),
            Err(problems) => (None, problems),
        };
        let least = if self.dry_run { Severity::Hint } else { Severity::Warning };
        for problem in problems.iter().filter(|problem| problem.severity >= least) {
            let line = problem.place.line.and_then(|number| text.lines().nth(number - 1));
            self.say(problem, line);
        }
        item
    }

    /// The file as it would be written, and the formats that it would be available in.
    fn preview(&self, path: &Path, text: &str, item: Option<&Item>) -> Result<(), Failure> {
        let formats = item.map(|item| self.renderer.explain(item)).unwrap_or_default();
        let (there, missing): (Vec<_>, Vec<_>) = formats.iter().partition(|(_, written)| written.is_ok());
        let names = |formats: &[&crate::render::Written]| {
            formats.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ")
        };
        let mut shown = format!("==> {} <==\n{text}\n", path.display());
        shown += self.language.of(&words!(
            "# available in: {there}\n",
            "# 可用格式：{there}\n",
            there = names(&there)
        ));
        for (name, written) in missing {
            let reasons = Words::joined(written.as_ref().err().map_or(&[][..], Vec::as_slice));
            shown += self.language.of(&words!(
                "# not in {name}: {reasons}\n",
                "# 不能用 {name}：{reasons}\n";
                reasons = reasons
            ));
        }
        print(&(shown + "\n")).map(drop)
    }

    fn end(self) -> Result<Ending, Failure> {
        let Self { language, bar, tally, created, unchanged, rejected, lost, failure, dry_run, .. } = self;
        if let Some(failure) = failure {
            return Err(failure);
        }
        for (field, count) in lost {
            bar.tell(language.of(&words!(
                "not kept: `{field}` ({count} values), which an article has no field for",
                "未保留：{field}（{count} 个值），文章没有对应的字段"
            )));
        }
        bar.clear();
        let created = if dry_run {
            words!("{created} would be created", "将新建 {created}")
        } else {
            words!("{created} created", "新建 {created}")
        };
        print(language.of(&words!(
            "{created}, {unchanged} unchanged, {rejected} not imported; {totals}\n",
            "{created}，未变 {unchanged}，未导入 {rejected}；{totals}\n";
            created = created,
            totals = super::messages::totals(tally)
        )))?;
        Ok(if tally.errors == 0 && rejected == 0 { Ending::Done } else { Ending::Incomplete })
    }
}

impl Sink for Import<'_> {
    fn draft(&mut self, draft: Draft) {
        if self.failure.is_none() {
            self.failure = self.take(&draft).err();
            self.bar.show(self.created + self.unchanged + self.rejected, None);
        }
    }

    fn problem(&mut self, problem: Problem) {
        if problem.severity == Severity::Error {
            self.rejected += 1;
        }
        self.say(&problem, None);
    }
}

fn exists(place: &Place, target: &Path) -> Problem {
    let path = target.display();
    Problem::new(
        place.clone(),
        say!(
            IMPORT_EXISTS,
            "{path} is there already with other content, and is not overwritten; remove it, or import into another folder with --into",
            "{path} 已经存在且内容不同，不会覆盖；请删除它，或用 --into 导入到另一个文件夹"
        ),
    )
}

/// Whether both files are the same article, whatever their comments say and in which language.
fn is_same(known: &str, text: &str) -> bool {
    known == text || article(known).is_some_and(|known| article(text).is_some_and(|new| known == new))
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let written = fs::create_dir_all(path.parent().unwrap_or(Path::new("")))
        .and_then(|()| OpenOptions::new().write(true).create_new(true).open(path))
        .and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| {
        let path = path.display();
        Failure::failed(words!("{path} cannot be created: {error}", "无法创建 {path}：{error}"))
    })
}

/// The identity that is in the records folder; without a usable one, a stand-in that declares nothing.
fn identity(folder: &Path) -> Result<Identity, Failure> {
    let bytes = fs::read(folder.join("repository.toml")).unwrap_or_default();
    let stand_in = b"name = \"x\"\nnamespace = \"import.example\"\nadmin_emails = [\"a@import.example\"]\n";
    let read = |bytes: &[u8]| repository_file::read(Path::new("repository.toml"), bytes).ok();
    let known = read(&bytes).or_else(|| read(stand_in)).map(|(identity, _)| identity);
    known.ok_or_else(|| Failure::failed(Words::same("the stand-in for repository.toml cannot be read")))
}
