//! `windrow formats`: which formats a record is available in, and why not in the others.

use crate::diagnostics::{Language, Problem, suggest::remedy};
use std::fmt::Write as _;
use std::path::Path;

use crate::clock::{Clock, SystemClock};
use crate::config::Config;
use crate::folder::{nearest_item, one_item};
use crate::formats::{Reasons, by_prefix, export_by_name};
use crate::model::{Identifier, Item, Words, words};
use crate::render::{Renderer, Written, stored_item};
use crate::store::{Access, Store, Wait};

use super::messages::with_line;
use super::open::location;
use super::{Ending, Failure, named, open, print};

/// Shows what there is of a record, or the document in the format that is wanted.
pub(super) fn run(config: &Config, record: &Path, wanted: Option<&str>) -> Result<Ending, Failure> {
    let (renderer, item) = found(config, record)?;
    let shown = Shown {
        formats: renderer.explain(&item),
        exports: renderer.exports(&item),
        openaire: renderer.openaire_v3_gaps(&item),
        item,
    };
    match wanted {
        Some(name) => shown.document(name),
        None => print(&shown.list(config.lang.language())),
    }
}

/// The item, and what renders it as the repository does: of a record file if there is one, else of the store.
fn found(config: &Config, record: &Path) -> Result<(Renderer, Item), Failure> {
    if let Some(path) = named::file(&config.records, record)? {
        return of_file(config, &path);
    }
    match record.to_str().and_then(|text| text.parse::<Identifier>().ok()) {
        Some(identifier) => of_store(config, &identifier),
        None => {
            let otherwise = words!(
                "give the path of a record file, or the identifier of a stored record",
                "请给出记录文件的路径，或已存记录的标识符"
            );
            Err(named::absent(&config.records, record, otherwise))
        }
    }
}

fn of_file(config: &Config, path: &Path) -> Result<(Renderer, Item), Failure> {
    let (folder, language) = (&config.records, config.lang.language());
    if folder.join(path).is_dir() {
        return Err(Failure::failed(words!(
            "{path} is a folder; name one of the record files in it",
            "{path} 是文件夹；请给出其中一个记录文件",
            path = path.display()
        )));
    }
    let read = one_item(folder, path);
    let tell = |problems: &[Problem]| {
        problems.iter().for_each(|problem| eprintln!("{}", with_line(language, folder, problem)));
    };
    let one = read.map_err(|problems| {
        tell(&problems);
        Failure::failed(words!(
            "{path} would be rejected, for the reason shown above",
            "{path} 不会被接收，原因如上",
            path = path.display()
        ))
    })?;
    tell(&one.warnings);
    Ok((Renderer::new(Some(&one.identity), SystemClock.now()), one.item))
}

fn of_store(config: &Config, identifier: &Identifier) -> Result<(Renderer, Item), Failure> {
    if !location(config).has_store() {
        return Err(Failure::failed(words!(
            "there is no store in {data} yet; run `windrow sync`, or name a record file",
            "{data} 中还没有存储；请运行 windrow sync，或给出记录文件",
            data = config.data.display()
        )));
    }
    let store = open(config, Access::ReadOnly)?;
    match stored_item(&*store, identifier)? {
        Some(item) => Ok((Renderer::of_store(&*store)?, item)),
        None => Err(Failure::failed(no_item(&*store, identifier)?)),
    }
}

fn no_item(store: &dyn Store, identifier: &Identifier) -> Result<Words, Failure> {
    if store.snapshot(Wait::Yes)?.prefixes(identifier.as_str())?.is_some() {
        return Ok(words!(
            "{identifier} was deleted; its content is not kept",
            "{identifier} 已删除；其内容不保留"
        ));
    }
    let meant = match nearest_item(store, identifier)? {
        Some(nearest) => words!("did you mean {nearest}?", "是否应为 {nearest}？"),
        None => words!("if its file is new, run `windrow sync`", "如果文件是新的，请运行 windrow sync"),
    };
    Ok(words!(
        "there is no record {identifier} in the store; {meant}",
        "存储中没有记录 {identifier}；{meant}";
        meant = meant
    ))
}

/// A record in every format.
struct Shown {
    item: Item,
    formats: Vec<Written>,
    exports: Vec<Written>,
    /// The fields that OpenAIRE, which harvests oai_dc, requires and that are missing.
    openaire: Reasons,
}

impl Shown {
    /// The document as it is or would be served.
    fn document(self, name: &str) -> Result<Ending, Failure> {
        let is_xml = self.formats.iter().any(|(prefix, _)| prefix == name);
        let named = self.formats.iter().chain(&self.exports).find(|(other, _)| other == name);
        match named {
            None => Err(Failure::usage(self.no_format(name))),
            Some((_, Err(reasons))) => {
                let lines = |of: fn(&Words) -> &str| -> String {
                    reasons.iter().map(|reason| format!("\n- {}", of(reason))).collect()
                };
                let reasons = Words { en: lines(|words| &words.en), zh: lines(|words| &words.zh) };
                Err(Failure::failed(words!(
                    "{identifier} is not available in {name}:{reasons}",
                    "{identifier} 不能以 {name} 格式提供：{reasons}",
                    identifier = self.item.identifier;
                    reasons = reasons
                )))
            }
            Some((_, Ok(metadata))) if is_xml => {
                print(&format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{metadata}\n"))
            }
            Some((_, Ok(document))) => print(document),
        }
    }

    fn no_format(&self, name: &str) -> Words {
        if by_prefix(name).is_some() {
            return words!(
                "this repository does not offer {name}; `formats` in repository.toml leaves it out",
                "本仓储不提供 {name}；repository.toml 的 formats 没有列出它"
            );
        }
        let known: Vec<&str> =
            self.formats.iter().chain(&self.exports).map(|(name, _)| name.as_str()).collect();
        words!(
            "there is no format `{name}`; {remedy}",
            "没有格式“{name}”；{remedy}";
            remedy = remedy(name, known)
        )
    }

    /// Every format, and of those that are not available the reasons, one a line.
    fn list(&self, language: Language) -> String {
        let names = self.formats.iter().chain(&self.exports).map(|(name, _)| name.chars().count());
        let width = names.max().unwrap_or_default();
        let mut list = format!("{}\n\nmetadataPrefix:\n", self.item.identifier);
        push(&self.formats, width, language, |_| String::new(), &mut list);
        list += language.choose("\nfor files and pages:\n", "\n用于文件和页面：\n");
        push(&self.exports, width, language, ending, &mut list);
        list += language
            .choose("\nfor OpenAIRE (guidelines 3.0, oai_dc):\n", "\n用于 OpenAIRE（指南 3.0，oai_dc）：\n");
        if self.openaire.is_empty() {
            list += language.choose("  all mandatory fields are present\n", "  必备字段齐全\n");
        }
        for gap in self.openaire.iter().map(|gap| language.of(gap)) {
            _ = writeln!(list, "  {gap}");
        }
        list
    }
}

fn push(
    formats: &[Written],
    width: usize,
    language: Language,
    ending: fn(&str) -> String,
    list: &mut String,
) {
    for (name, written) in formats {
        _ = match written {
            Ok(_) => {
                let available = language.choose("available", "可用");
                writeln!(list, "  {name:width$}  {available}{}", ending(name))
            }
            Err(_) => {
                writeln!(list, "  {name:width$}  {}", language.choose("not available:", "不可用："))
            }
        };
        for reason in written.as_ref().err().into_iter().flatten().map(|words| language.of(words)) {
            _ = writeln!(list, "  {:width$}    {reason}", "");
        }
    }
}

/// How files in the format end, where it is made for files.
fn ending(name: &str) -> String {
    export_by_name(name).map_or_else(String::new, |export| format!(" (.{})", export.extension()))
}
