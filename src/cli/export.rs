//! `windrow export`: every record in one format, a file for each, to upload or to send to somebody.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::clock::SystemClock;
use crate::config::Config;
use crate::folder::sync;
use crate::formats::{EXPORTS, by_prefix, export_by_name};
use crate::model::{Item, Words, words};
use crate::render::{Renderer, item_of};
use crate::store::{Access, Store, scratch};

use super::messages::failure;
use super::open::location;
use super::progress::Bar;
use super::sync::guard;
use super::{Ending, Failure, open, print};

/// How many items are read at once.
const STEP: usize = 200;

/// Writes each record of the store into a file of the folder; without a store, each record file that would be published. Of records that
/// the format cannot have, the reasons are shown.
pub(super) fn run(config: &Config, folder: &Path, format: &str) -> Result<Ending, Failure> {
    let extension = extension(format)?;
    let bar = Bar::new();
    let language = config.lang.language();
    let store = store(config, &bar)?;
    let renderer = Renderer::of_store(&*store)?;
    let (mut written, mut missing, mut after) = (0_u64, 0_u64, 0);
    loop {
        let items = store.outdated(&|_| false, after, STEP)?;
        let Some(last) = items.last() else { break };
        after = last.number;
        for stored in &items {
            let item = item_of(stored)?;
            match document(&renderer, &item, format) {
                Some(Ok(text)) => {
                    write(&folder.join(name(&item, &extension)), &text)?;
                    written += 1;
                }
                Some(Err(reasons)) => {
                    missing += 1;
                    let identifier = &item.identifier;
                    let line = words!("{identifier}: {reasons}", "{identifier}：{reasons}"; reasons = Words::joined(&reasons));
                    bar.tell(language.of(&line));
                }
                None => return Err(not_offered(format)),
            }
            bar.show(written + missing, None);
        }
    }
    bar.clear();
    print(language.of(&words!(
        "{written} files written, {missing} records not available in {format}\n",
        "写入 {written} 个文件，{missing} 条记录不能用 {format}\n"
    )))?;
    Ok(if missing == 0 { Ending::Done } else { Ending::Incomplete })
}

/// How files in the format end.
fn extension(format: &str) -> Result<String, Failure> {
    if let Some(export) = export_by_name(format) {
        return Ok(export.extension().to_owned());
    }
    let is_prefix = by_prefix(format).is_some() || format.parse::<crate::model::MetadataPrefix>().is_ok();
    if is_prefix { Ok(format!("{format}.xml")) } else { Err(not_offered(format)) }
}

fn not_offered(format: &str) -> Failure {
    let exports: Vec<_> = EXPORTS.iter().map(|export| export.name()).collect();
    Failure::usage(words!(
        "this repository has no format `{format}`; name a metadataPrefix that it offers, or {exports}",
        "本仓储没有格式“{format}”；请写它提供的 metadataPrefix，或 {exports}",
        exports = exports.join(", ")
    ))
}

/// The store; without one, the records folder in a store that ends with the command.
fn store(config: &Config, bar: &Bar) -> Result<Arc<dyn Store>, Failure> {
    if location(config).has_store() {
        return open(config, Access::ReadOnly);
    }
    let store = scratch(Arc::new(SystemClock));
    let guard = guard(config, true);
    sync(&*store, &config.records, guard, &|done, of| bar.show(done, of))
        .map_err(|error| failure(bar, config.lang.language(), &config.records, error))?;
    Ok(store)
}

/// The record in the format; `None` if the repository does not have the format.
fn document(renderer: &Renderer, item: &Item, format: &str) -> Option<Result<String, Vec<Words>>> {
    let declared = |(name, written): (String, Result<String, Vec<Words>>)| {
        (name == format)
            .then(|| written.map(|xml| format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{xml}\n")))
    };
    let exported =
        |(name, written): (String, Result<String, Vec<Words>>)| (name == format).then_some(written);
    renderer
        .explain(item)
        .into_iter()
        .find_map(declared)
        .or_else(|| renderer.exports(item).into_iter().find_map(exported))
}

/// What follows `oai:NAMESPACE:` in the identifier, as a path; another identifier in one piece.
fn name(item: &Item, extension: &str) -> PathBuf {
    let identifier = item.identifier.as_str();
    let local = identifier.strip_prefix("oai:").and_then(|rest| rest.split_once(':'));
    let local = local.map_or(identifier, |(_, local)| local);
    let is_plain = |part: &str| !part.is_empty() && part != "." && part != "..";
    let path: PathBuf = local
        .split('/')
        .filter(|part| is_plain(part))
        .map(|part| part.replace(|sign: char| !sign.is_ascii_alphanumeric() && !"-_.%".contains(sign), "_"))
        .collect();
    let file = path.file_name().map(|file| file.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!("{file}.{extension}"))
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let written =
        fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).and_then(|()| fs::write(path, text));
    written.map_err(|error| {
        let path = path.display();
        Failure::failed(words!("{path} cannot be written: {error}", "无法写入 {path}：{error}"))
    })
}
