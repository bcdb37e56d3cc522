//! Files of the records folder that somebody names on the command line.

use std::io;
use std::path::{Component, Path, PathBuf};

use crate::folder::nearest_file;

use super::Failure;
use crate::model::{Words, words};

/// The path below the records folder, if there is something at this path: seen from here, or from the folder.
pub(super) fn file(folder: &Path, named: &Path) -> Result<Option<PathBuf>, Failure> {
    let path = if named.exists() { named.to_owned() } else { folder.join(named) };
    if !path.exists() {
        return Ok(None);
    }
    below(std::path::absolute(&path), std::path::absolute(folder)) // the folder may have links to elsewhere
        .or_else(|| below(path.canonicalize(), folder.canonicalize()))
        .map(Some)
        .ok_or_else(|| outside(folder, &path))
}

/// The path below the records folder of a folder that may be new: seen from here if that is in the records folder, else from there.
pub(super) fn new_folder(folder: &Path, named: &Path) -> Result<PathBuf, Failure> {
    let seen_from_here = below(std::path::absolute(named), std::path::absolute(folder));
    let is_inside =
        |path: &Path| path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let seen_from_there = || is_inside(named).then(|| named.to_owned());
    seen_from_here.or_else(seen_from_there).ok_or_else(|| outside(folder, named))
}

fn outside(folder: &Path, path: &Path) -> Failure {
    Failure::failed(words!(
        "{path} is not in the records folder {folder}; put it there, or name its folder with --records",
        "{path} 不在记录文件夹 {folder} 中；请放进去，或用 --records 指定文件夹",
        path = path.display(),
        folder = folder.display()
    ))
}

/// That there is no such file, and which one was meant; `otherwise` says what can be named.
pub(super) fn absent(folder: &Path, named: &Path, otherwise: Words) -> Failure {
    let meant = match nearest_file(folder, named.strip_prefix(folder).unwrap_or(named)) {
        Some(file) => {
            words!("did you mean {file}?", "是否应为 {file}？", file = folder.join(file).display())
        }
        None => otherwise,
    };
    Failure::failed(words!(
        "there is no file {named}, here or in the records folder {folder}; {meant}",
        "当前文件夹和记录文件夹 {folder} 中都没有文件 {named}；{meant}",
        named = named.display(),
        folder = folder.display();
        meant = meant
    ))
}

/// The path as the folder has it, if it lies below.
fn below(path: io::Result<PathBuf>, folder: io::Result<PathBuf>) -> Option<PathBuf> {
    let relative = path.ok()?.strip_prefix(folder.ok()?).ok()?.to_owned();
    let leaves = relative.components().any(|part| part == Component::ParentDir);
    (!leaves).then_some(relative)
}
