//! What is in the records folder.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::layout::{FORMATS_FOLDER, REPOSITORY_FILE, is_defaults_file, is_record_file};
use super::names::Kind;
use super::obstacle::Obstacle;
use super::root::Root;
use super::spelling::right_name;

/// Folders reached through more links than this are not read: folders that link each other would be read again and again.
const MOST_LINKS: usize = 2;

/// What the folder holds. All paths are relative to it.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Record files and sidecars, sorted.
    pub(super) files: Vec<PathBuf>,
    /// Files of defaults.
    pub(super) defaults: Vec<PathBuf>,
    /// `repository.toml` and the mapping files.
    pub(super) settings: Vec<PathBuf>,
    /// Files that would be records under another name, with that name.
    pub(super) misnamed: Vec<(PathBuf, String)>,
    /// The folders in which a change matters, the records folder itself among them.
    pub(super) folders: BTreeSet<PathBuf>,
    /// What has the name of something that is not a record.
    pub(super) ignored: Vec<Ignored>,
    /// What is not read, and why. Files that seem to be missing may be there.
    pub(super) obstacles: Vec<(PathBuf, Obstacle)>,
}

/// Something that has the name of what is not a record.
#[derive(Debug)]
pub(super) struct Ignored {
    pub(super) path: PathBuf,
    pub(super) kind: Kind,
    pub(super) is_folder: bool,
}

impl Scan {
    /// All files that are read.
    pub(super) fn all_files(&self) -> impl Iterator<Item = &PathBuf> {
        [&self.files, &self.defaults, &self.settings].into_iter().flatten()
    }
}

/// Lists what is in the folder, except what has the name of something that is not a record ([`Kind`]). Links are followed as
/// far as they stay in the folder.
///
/// In Kubernetes, a mounted ConfigMap is such a folder: `a.toml` links to `..data/a.toml`, and the hidden `..data` to a hidden folder.
pub(super) fn scan(root: &Root) -> Scan {
    let mut walk = Walk { root, scan: Scan::default() };
    walk.folder(Path::new(""), &[]);
    walk.scan.files.sort(); // what a link leads to was listed at its turn, and names sort otherwise than paths
    walk.scan
}

struct Walk<'r> {
    root: &'r Root,
    scan: Scan,
}

impl Walk<'_> {
    /// Lists a folder and those below it. `through` has the folders of the links that lead to it.
    fn folder(&mut self, folder: &Path, through: &[PathBuf]) {
        let start = self.root.join(folder);
        let mut entries = WalkDir::new(&start).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let inside = |path: &Path| folder.join(path.strip_prefix(&start).unwrap_or(path));
            match entry {
                Ok(entry) => match kind(&entry) {
                    Some(kind) => {
                        let is_folder = entry.file_type().is_dir();
                        if is_folder {
                            entries.skip_current_dir();
                        }
                        self.scan.ignored.push(Ignored { path: inside(entry.path()), kind, is_folder });
                    }
                    None => self.entry(inside(entry.path()), &entry, through),
                },
                Err(error) => {
                    let path = inside(error.path().unwrap_or(&start));
                    let error = error.into_io_error().unwrap_or_else(|| std::io::ErrorKind::Other.into());
                    self.scan.obstacles.push((path, error.into()));
                }
            }
        }
    }

    fn entry(&mut self, path: PathBuf, entry: &DirEntry, through: &[PathBuf]) {
        let kind = entry.file_type();
        if kind.is_dir() || entry.depth() == 0 {
            self.scan.folders.insert(path);
        } else if kind.is_symlink() {
            self.link(path, through);
        } else if kind.is_file() {
            self.file(path);
        } else {
            self.special(path, Obstacle::not_a_file(kind));
        }
    }

    fn file(&mut self, path: PathBuf) {
        let scan = &mut self.scan;
        if path == Path::new(REPOSITORY_FILE) || path.starts_with(FORMATS_FOLDER) {
            scan.settings.push(path);
        } else if is_defaults_file(&path) {
            scan.defaults.push(path);
        } else if is_record_file(&path) {
            scan.files.push(path);
        } else if let Some(right) = right_name(&path) {
            scan.misnamed.push((path, right));
        }
    }

    /// Something that cannot be a file of the records is of no interest, unless it has the name of one.
    fn special(&mut self, path: PathBuf, obstacle: Obstacle) {
        if is_record_file(&path) {
            self.scan.obstacles.push((path, obstacle));
        }
    }

    fn link(&mut self, path: PathBuf, through: &[PathBuf]) {
        match self.root.follow(&path) {
            Ok((target, metadata)) if metadata.is_file() => {
                let real = self.root.path.canonicalize().unwrap_or_default();
                let folder = target.strip_prefix(real).ok().and_then(Path::parent);
                self.scan.folders.extend(folder.map(Path::to_owned));
                self.file(path);
            }
            Ok((target, metadata)) if metadata.is_dir() => match self.through(&path, &target, through) {
                Ok(through) => self.folder(&path, &through),
                Err(obstacle) => self.scan.obstacles.push((path, obstacle)),
            },
            Ok((_, metadata)) => self.special(path, Obstacle::not_a_file(metadata.file_type())),
            Err(obstacle) => self.scan.obstacles.push((path, obstacle)),
        }
    }

    /// The folders of the links so far, unless the target has one of them in it.
    fn through(&self, link: &Path, target: &Path, before: &[PathBuf]) -> Result<Vec<PathBuf>, Obstacle> {
        let parent = self.root.join(link.parent().unwrap_or(Path::new(""))).canonicalize()?;
        let through = [before, &[parent]].concat();
        if through.iter().any(|folder| folder.starts_with(target)) {
            Err(Obstacle::Circular)
        } else if through.len() > MOST_LINKS {
            Err(Obstacle::TooManyLinks)
        } else {
            Ok(through)
        }
    }
}

/// The kind of an entry that is not a record. A folder or a link is never a temporary file, and the records folder may have any name.
fn kind(entry: &DirEntry) -> Option<Kind> {
    let kind = Kind::of(entry.file_name()).filter(|_| entry.depth() > 0)?;
    let is_folder = entry.file_type().is_dir();
    let fits = match kind {
        Kind::Hidden | Kind::ConflictCopy => true,
        Kind::System => !entry.file_type().is_file(),
        Kind::Temporary | Kind::Backup | Kind::Template => !is_folder,
    };
    fits.then_some(kind)
}
