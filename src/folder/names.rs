//! Names that are not records although they end like one: what editors, systems and sync tools put into a folder.
//!
//! One table, by kind. Some are passed over in silence, since they come and go by themselves. A conflict copy is reported, since
//! it may have the only copy of somebody's work.

use std::ffi::OsStr;

use crate::model::{Words, words};

/// What a name that is not a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A file, folder or link with a leading dot.
    Hidden,
    /// A folder that a file system, an operating system or a storage device keeps for itself.
    System,
    /// A file that an editor makes while a file is edited.
    Temporary,
    /// What an editor or a merge tool keeps of an earlier version.
    Backup,
    /// The template that articles are copied from.
    Template,
    /// What a sync tool makes when two people have changed one file.
    ConflictCopy,
}

impl Kind {
    /// The kind of a name, unless it may be a record or a folder of records.
    pub(super) fn of(name: &OsStr) -> Option<Self> {
        let name = name.to_string_lossy();
        let is = |(_, matches): &&(Self, Test)| matches(&name);
        KINDS.iter().find(is).map(|(kind, _)| *kind)
    }

    /// What the editor should know, unless it is nothing.
    pub(super) fn remark(self) -> Option<Words> {
        match self {
            Self::Hidden | Self::System | Self::Temporary | Self::Template => None,
            Self::Backup => Some(words!(
                "has the name of a backup that an editor or a merge tool makes, so it is ignored; remove it, or give it another name",
                "是编辑器或合并工具产生的备份文件的名称，因此忽略；请删除或改名"
            )),
            Self::ConflictCopy => Some(words!(
                "has the name of a copy that a sync tool makes when two people change one file, so it is ignored; \
                 compare it with the file itself, and remove it",
                "是两人同时修改一个文件时同步工具产生的副本的名称，因此忽略；请与原文件比较后删除"
            )),
        }
    }
}

/// Whether a name is of a kind.
type Test = fn(&str) -> bool;

/// Each kind with its test.
const KINDS: [(Kind, Test); 6] = [
    (Kind::Hidden, |name| name.starts_with('.')),
    (Kind::System, |name| SYSTEM_FOLDERS.iter().any(|folder| name.eq_ignore_ascii_case(folder))),
    (Kind::Temporary, is_temporary),
    (Kind::Template, |name| name == TEMPLATE),
    (Kind::Backup, is_backup),
    (Kind::ConflictCopy, is_conflict_copy),
];

/// What `windrow init` calls the template.
const TEMPLATE: &str = "TEMPLATE.toml";

/// Folders of ext4, Windows, macOS, Synology, QNAP and NetApp.
const SYSTEM_FOLDERS: [&str; 18] = [
    "lost+found",
    "system volume information",
    "$recycle.bin",
    "recycler",
    "found.000",
    "__macosx",
    "network trash folder",
    "temporary items",
    "@eadir",
    "@tmp",
    "@recycle",
    "@recently-snapshot",
    "@snapshot",
    "@sharebin",
    "#recycle",
    "#snapshot",
    "~snapshot",
    "aquota.group",
];

/// `~$a.toml` of Office, `#a.toml#` of Emacs, `a.toml~`, `a.toml.swp` of Vim, and files that are being copied.
fn is_temporary(name: &str) -> bool {
    name.starts_with("~$")
        || name.starts_with("~WRL")
        || (name.starts_with('#') && name.ends_with('#'))
        || name.ends_with('~')
        || has_ending(
            name,
            &["swp", "swo", "swx", "tmp", "temp", "part", "filepart", "partial", "crdownload"],
        )
}

/// Whether an editor makes the file beside one that is open: then a change of it is not an edit. Hidden ones are among them.
pub(super) fn is_of_editor(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let visible = name.strip_prefix('.').unwrap_or(&name);
    is_temporary(visible) || name.starts_with(".#") || name.starts_with(".~lock.") || name == "4913"
}

/// `a.toml.bak`, `a.orig.toml`, and `a.LOCAL.1234.toml` or `a_LOCAL_1234.toml` of `git mergetool`.
fn is_backup(name: &str) -> bool {
    let ending = |part: &str| part == "orig" || part == "bak" || part == "backup" || part == "rej";
    let mut parts = name.rsplit('.');
    let (last, before) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let has_stem = parts.next().is_some();
    (ending(last) && is_record_ending(before))
        || (has_stem && ending(before) && is_record_ending(last))
        || (is_record_ending(last) && is_of_merge_tool(name))
}

fn is_of_merge_tool(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let Some((rest, number)) = stem.rsplit_once(['.', '_']) else { return false };
    let words = ["BACKUP", "BASE", "LOCAL", "REMOTE"];
    is_number(number)
        && words.iter().any(|word| rest.strip_suffix(word).is_some_and(|stem| stem.ends_with(['.', '_'])))
}

/// Syncthing `a.sync-conflict-20261127-204400-ABCDEF7.toml`, Dropbox and Nextcloud `a (conflicted copy 2026-11-27).toml`,
/// Seafile `a (SFConflict …).toml`, ownCloud `a_conflict-20261127-204400.toml`.
fn is_conflict_copy(name: &str) -> bool {
    if !name.contains(['(', '-']) {
        return false; // as most names
    }
    let name = name.to_lowercase();
    let dated = |mark: &str| {
        name.match_indices(mark).any(|(at, _)| {
            let (date, time) = name[at + mark.len()..].split_at_checked(8).unwrap_or_default();
            is_number(date) && time.starts_with('-')
        })
    };
    let in_brackets = |word: &str| {
        let inside = name.rsplit_once('(').and_then(|(_, rest)| rest.split_once(')'));
        inside.is_some_and(|(inside, _)| inside.contains(word))
    };
    dated(".sync-conflict-") || dated("_conflict-") || CONFLICTS.iter().any(|word| in_brackets(word))
}

/// What stands in the brackets of a conflict copy, in the languages of Dropbox.
const CONFLICTS: [&str; 14] = [
    "conflicted copy",
    "case conflict",
    "case clash",
    "whitespace conflict",
    "unicode encoding conflict",
    "selective sync conflict",
    "sfconflict",
    "konfliktkopie",
    "in konflikt stehende kopie",
    "copie en conflit",
    "copia en conflicto",
    "冲突副本",
    "衝突副本",
    "競合コピー",
];

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn has_ending(name: &str, endings: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| endings.contains(&ending))
}

fn is_record_ending(ending: &str) -> bool {
    ending == "toml" || ending == "xml"
}

/// The name that a file was probably copied from: `a` of `a copy`, `a - Copy (2)`, `a (1)`, `Copy of a`, `a - 副本`. Both without
/// their ending.
pub(super) fn copied_from(stem: &str) -> Option<&str> {
    let unnumbered = match stem.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
        Some((rest, number)) if is_number(number) => rest.trim_end(),
        _ => stem.trim_end_matches(|last: char| last.is_ascii_digit()).trim_end(),
    };
    let numbered = (unnumbered.len() < stem.len() && stem.ends_with(')')).then_some(unnumbered);
    [stem, unnumbered].into_iter().find_map(marked).or(numbered).filter(|original| !original.is_empty())
}

/// The name without the word that marks a copy.
fn marked(stem: &str) -> Option<&str> {
    const AFTER: [&str; 17] = [
        " - copy",
        " copy",
        "-copy",
        "_copy",
        " (copy)",
        " (another copy)",
        " - kopie",
        " kopie",
        " (kopie)",
        " - copie",
        " copie",
        " - copia",
        " - 副本",
        " 副本",
        " 拷贝",
        " - コピー",
        "のコピー",
    ];
    let end = |mark: &str| {
        let at = stem.len().checked_sub(mark.len())?;
        stem.is_char_boundary(at).then(|| stem.split_at(at)).filter(|(_, end)| end.to_lowercase() == mark)
    };
    let before = |mark: &str| {
        let (start, rest) = stem.split_at_checked(mark.len())?;
        start.eq_ignore_ascii_case(mark).then_some(rest)
    };
    AFTER
        .iter()
        .find_map(|mark| end(mark))
        .map(|(original, _)| original.trim_end())
        .or_else(|| before("copy of "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(name: &str) -> Option<Kind> {
        Kind::of(OsStr::new(name))
    }

    #[test]
    fn each_kind_has_its_names() {
        let of = |expected: Kind, names: &[&str]| {
            names.iter().for_each(|name| assert_eq!(kind(name), Some(expected), "{name}"));
        };
        of(Kind::Hidden, &[".git", ".#a.toml", "._a.toml", ".~lock.a.toml#", ".a.toml.swp"]);
        of(
            Kind::System,
            &["lost+found", "System Volume Information", "$RECYCLE.BIN", "@eaDir", "#recycle", "__MACOSX"],
        );
        of(
            Kind::Temporary,
            &["~$p130.toml", "a.toml~", "#a.toml#", "a.toml.swp", "a.toml.tmp", "a.toml.filepart"],
        );
        of(Kind::Template, &["TEMPLATE.toml"]);
        of(
            Kind::Backup,
            &[
                "a.toml.bak",
                "a.toml.orig",
                "p130.orig.toml",
                "a.bak.xml",
                "a_LOCAL_12.toml",
                "a.REMOTE.7.xml",
            ],
        );
        of(
            Kind::ConflictCopy,
            &[
                "p130.sync-conflict-20261127-204400-ABCDEF7.toml",
                "p130.marcxml.sync-conflict-20261127-204400-ABCDEF7.xml",
                "p130 (conflicted copy 2026-11-27).toml",
                "p130 (Wang Lei's conflicted copy 2026-11-27).toml",
                "p130 (conflicted copy 2026-11-27 123456).toml",
                "p130 (王磊 的冲突副本 2026-11-27).toml",
                "p130 (SFConflict wang@x 2026-11-27-12-34-56).toml",
                "p130 (Case Conflict).toml",
                "p130_conflict-20261127-123456.toml",
                "2022 (conflicted copy 2026-11-27)",
            ],
        );
    }

    #[test]
    fn a_name_that_may_be_an_article_is_none_of_them() {
        for name in [
            "a.toml",
            "orig.toml",
            "bak.xml",
            "a.b.toml",
            "knowledge_base_2022.toml",
            "local.7.toml",
            "a.base.2022.xml",
            "local.toml",
            "a copy.toml",
            "a (1).toml",
            "conflict-20261127-123456.toml",
            "a conflicted copy.toml",
            "sync-conflict.toml",
            "a.sync-conflict-management.toml",
            "lost+found.toml",
            "10.5555~x.toml",
            "#1.toml",
            "文章.toml",
            "template.toml",
            "TEMPLATE.xml",
        ] {
            assert_eq!(kind(name), None, "{name}");
        }
    }

    #[test]
    fn a_plain_copy_names_its_original() {
        for stem in [
            "p130 copy",
            "p130 copy 2",
            "p130 - Copy",
            "p130 - Copy (2)",
            "p130 (1)",
            "p130(1)",
            "Copy of p130",
            "p130 (copy)",
            "p130 - 副本",
            "p130 拷贝",
            "p130 - 副本 (2)",
            "p130-copy",
            "p130 - Kopie",
            "p130 - コピー",
        ] {
            assert_eq!(copied_from(stem), Some("p130"), "{stem}");
        }
        for stem in ["p130", "copy", "a1", "2022", " copy", "(1)", "copyright", "photocopy", "文章", "a (b)"]
        {
            assert_eq!(copied_from(stem), None, "{stem}");
        }
    }
}
