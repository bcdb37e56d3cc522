//! How names are spelled. Two spellings that look the same to people are one name.

use crate::diagnostics::{Message, Place, Problem, Severity, say};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use icu_normalizer::ComposingNormalizerBorrowed;

use super::layout::{DEFAULTS_FILES, REPOSITORY_FILE};
use super::names::copied_from;
use crate::model::{Identifier, Words, words};

/// The path, the same on every system.
pub(super) fn as_written(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// The path in the normalisation form NFC; macOS and some archives have NFD.
pub(super) fn origin(path: &Path) -> String {
    nfc(&as_written(path))
}

/// The text in the normalisation form NFC.
pub(super) fn nfc(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    ComposingNormalizerBorrowed::new_nfc().normalize(text).into_owned()
}

/// A remark about a file.
pub(super) fn warning(file: &Path, message: Message) -> Problem {
    let place = Place { file: file.to_owned(), ..Place::default() };
    Problem::severe(Severity::Warning, place, message)
}

/// Takes out the files whose names are the same in NFC, together: nobody can say which of them is meant.
pub(super) fn take_twins(files: &mut Vec<PathBuf>) -> Vec<Vec<PathBuf>> {
    let mut spellings: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for file in files.iter().filter(|file| !file.as_os_str().is_ascii()) {
        spellings.entry(origin(file)).or_default().push(file.clone());
    }
    spellings.retain(|_, files| files.len() > 1);
    if !spellings.is_empty() {
        files.retain(|file| !spellings.contains_key(&origin(file)));
    }
    spellings.into_values().collect()
}

/// The error of files that have the same name.
pub(super) fn twins(files: &[PathBuf]) -> Option<Problem> {
    let names: Vec<_> = files.iter().map(|file| format!("`{}`", escaped(file))).collect();
    let message = say!(
        FILE_NAME_LETTERS,
        "there are {number} files of this name, which differ only in how the same letters are encoded: {names}; none of them is read until \
         all but one are removed or renamed",
        "有 {number} 个文件同名，只是同样的字母编码不同：{names}；请只保留一个，删除其余的或给它们改名，在此之前都不读取",
        number = files.len(),
        names = names.join(" and ")
    );
    files.first().map(|file| Problem::of_file(file, message))
}

/// The name with its characters beyond ASCII as escapes, so that two that look the same can be told apart.
fn escaped(file: &Path) -> String {
    let escape = |character: char| match character {
        character if character.is_ascii() => character.to_string(),
        character => character.escape_unicode().to_string(),
    };
    file.to_string_lossy().chars().map(escape).collect()
}

/// Remarks about names that are easily taken for one another: names that differ only in letter case, and copies.
pub(super) fn lookalikes(files: &[PathBuf]) -> Vec<Problem> {
    let stems: HashMap<PathBuf, &PathBuf> =
        files.iter().map(|file| (file.with_extension(""), file)).collect();
    let mut by_letters: HashMap<String, PathBuf> = HashMap::new();
    let mut problems = Vec::new();
    for file in files {
        let stem = file.with_extension("");
        let original = stem.file_name().and_then(|name| name.to_str()).and_then(copied_from);
        if let Some(original) = original.and_then(|name| stems.get(&stem.with_file_name(name))) {
            problems.push(copy(file, original));
        }
        let other = by_letters.entry(origin(&stem).to_lowercase()).or_insert_with(|| stem.clone());
        if *other != stem
            && let Some(other) = stems.get(other)
        {
            problems.push(differs_in_case(file, other));
        }
    }
    problems
}

fn differs_in_case(file: &Path, other: &Path) -> Problem {
    let message = say!(
        FILE_NAME_CAPITALS,
        "differs from {other} only in capital letters, and is another record; if they are one article, remove one of them. \
         Windows and macOS cannot keep both",
        "与 {other} 只有大小写不同，却是另一条记录；如果是同一篇文章，请删除其中一个。Windows 和 macOS 无法同时保存两者",
        other = other.display()
    );
    warning(file, message)
}

fn copy(file: &Path, original: &Path) -> Problem {
    let message = say!(
        FILE_COPY,
        "looks like a copy of {original}, and is a record of its own with its own permanent identifier; if it is not a new article, remove it, \
         else give it a name of its own",
        "看起来是 {original} 的副本，却是一条单独的记录，有自己的永久标识符；如果不是新文章，请删除，否则请换一个名称",
        original = original.display()
    );
    warning(file, message)
}

/// The remark about a file whose name was another one, which differed only in capital letters.
pub(super) fn renamed(file: &str, before: &str) -> Problem {
    let stem = Path::new(before).with_extension("");
    let message = say!(
        FILE_RENAMED,
        "was called {before} before, so that harvesters see a deleted record and a new one; if it is the same article, rename it back, \
         or write id = \"{stem}\" in it",
        "原名为 {before}，因此收割程序会看到一条已删除的记录和一条新记录；如果是同一篇文章，请改回原名，或在文件中写 id = \"{stem}\"",
        stem = stem.display()
    );
    warning(Path::new(file), message)
}

/// The name that a file should have, if it would be a record file then: `a.toml` of `a.toml.txt`, `a.xml` of `a.XML`.
pub(super) fn right_name(file: &Path) -> Option<String> {
    let name = file.file_name()?.to_str()?;
    let (rest, ending) = name.rsplit_once('.')?;
    match ending.to_ascii_lowercase().as_str() {
        "txt" => record_name(rest),
        _ if ending == ending.to_ascii_lowercase() => None,
        _ => record_name(name),
    }
}

/// The name with its ending in small letters, if that is the ending of a record file.
fn record_name(name: &str) -> Option<String> {
    let (stem, ending) = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty())?;
    let is_record = ["toml", "xml"].iter().any(|known| ending.eq_ignore_ascii_case(known));
    let small = name.to_ascii_lowercase();
    let has_meaning = DEFAULTS_FILES.contains(&small.as_str()) || small == REPOSITORY_FILE;
    is_record.then(|| if has_meaning { small } else { format!("{stem}.{}", ending.to_ascii_lowercase()) })
}

/// What to do about a file that should have another name.
pub(super) fn misnamed(right: &str) -> Message {
    say!(
        FILE_NAME_ENDING,
        "is not read: the name of a record file ends in .toml or .xml, in small letters; rename it to {right}",
        "未读取：记录文件的名称以小写的 .toml 或 .xml 结尾；请改名为 {right}"
    )
}

/// The remark about identifiers that some harvesters cannot ask for, with the files that they come from.
pub(super) fn unsafe_identifiers<'c>(
    claimed: impl Iterator<Item = (&'c Identifier, &'c str)>,
) -> Option<Problem> {
    let is_unsafe = |identifier: &Identifier| identifier.as_str().contains(['%', '&', '+']);
    let mut files: Vec<_> =
        claimed.filter(|(identifier, _)| is_unsafe(identifier)).map(|(_, file)| file).collect();
    files.sort_unstable();
    let (first, named) = (*files.first()?, files.iter().take(3).copied().collect::<Vec<_>>().join(", "));
    let more = match files.len().saturating_sub(3) {
        0 => Words::default(),
        more => words!(" and {more} more", " 等（另有 {more} 个）"),
    };
    let message = say!(
        IDENTIFIER_UNSAFE,
        "some harvesters cannot fetch a record whose identifier has an escape (%), & or +, as those of {named}{more} have; names of \
         the letters a to z, digits, hyphens, underscores and dots are safe. Do not rename what has been served: identifiers are \
         permanent",
        "有些收割程序取不到标识符中含转义（%）、& 或 + 的记录，如 {named}{more}；只含字母 a 到 z、数字、连字符、下划线和点的名称是安全的。已经发布的请勿改名：\
         标识符是永久的";
        more = more
    );
    Some(warning(Path::new(first), message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_windows_is_told_the_right_one() {
        let right = |name: &str| right_name(Path::new(name)).unwrap_or_default();
        assert_eq!(right("a.toml.txt"), "a.toml");
        assert_eq!(right("a.XML.TXT"), "a.xml");
        assert_eq!(right("CASE.XML"), "CASE.xml");
        assert_eq!(right("X.Toml"), "X.toml");
        assert_eq!(right("Issue.TOML"), "issue.toml");
        assert_eq!(right("Issue.toml"), "", "a record may be called so");
        for name in ["a.toml", "a.xml", "notes.txt", "README.md", "toml.txt", ".toml", "a.txt.md"] {
            assert_eq!(right(name), "", "{name}");
        }
    }
}
