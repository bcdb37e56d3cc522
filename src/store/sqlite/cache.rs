//! Pages of lists as raw deflate, made once and given to every later reader.
//!
//! They are derived from the log, never the truth: they are in files without a name in the data folder, which end with the
//! process, and each page is used only while nothing in its part of the log has changed. A page that is no longer usable
//! still helps: its end is a good place for the next page to end, and what did not change in it need not be compressed again.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::File;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use super::checks::crc;
use super::file_at::{read_at, write_at};
use super::locked::lock;
use crate::store::{Checksum, Limit};

/// Which list a page is of, and how much a page of it may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct List {
    pub(super) node: i64,
    pub(super) format: i64,
    pub(super) limit: Limit,
}

/// A page: all records of the list after `since` up to `last`, as they were visible at `as_of`.
#[derive(Clone, Debug)]
pub(super) struct CachedPage {
    /// Between this place and `first` the list had no record.
    pub(super) since: i64,
    pub(super) first: i64,
    pub(super) last: i64,
    /// The horizon of the view that it was made in.
    pub(super) as_of: i64,
    pub(super) records: usize,
    /// Of its text.
    pub(super) checksum: Checksum,
    pub(super) parts: Arc<[Part]>,
    stored: Option<Stored>,
}

/// Consecutive records that were compressed by themselves, so that a change elsewhere in the page leaves them as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// A hash of the places of its records.
    pub(super) places: i64,
    pub(super) checksum: Checksum,
    /// How many bytes it has as raw deflate.
    pub(super) bytes: usize,
}

/// Where the bytes of a page are.
#[derive(Clone, Debug)]
struct Stored {
    file: Arc<File>,
    generation: u64,
    at: u64,
    size: usize,
    crc: u32,
}

impl CachedPage {
    /// A page that is not stored yet.
    pub(super) const fn new(
        (since, first, last): (i64, i64, i64),
        as_of: i64,
        records: usize,
        checksum: Checksum,
        parts: Arc<[Part]>,
    ) -> Self {
        Self { since, first, last, as_of, records, checksum, parts, stored: None }
    }

    /// Appends its raw deflate; says whether it could be read, and is as it was written. If not, nothing is appended.
    pub(super) fn read(&self, out: &mut Vec<u8>) -> bool {
        let Some(stored) = &self.stored else { return false };
        let before = out.len();
        out.resize(before + stored.size, 0);
        let read = read_at(&stored.file, &mut out[before..], stored.at).is_ok();
        let intact = read && crc(&out[before..]) == stored.crc;
        if !intact {
            out.truncate(before);
        }
        intact
    }
}

/// The pages of one list.
#[derive(Default)]
struct Pages {
    /// By the place of the first record.
    pages: BTreeMap<i64, CachedPage>,
    /// The places at which pages end.
    ends: BTreeSet<i64>,
}

/// The file that grows, and the one before it.
#[derive(Default)]
struct Files {
    young: Option<Arc<File>>,
    generation: u64,
    size: u64,
}

#[derive(Default)]
struct Inner {
    lists: HashMap<List, Pages>,
    files: Files,
}

/// Pages of all lists, in a bounded part of the disk: when the younger of two files is full, the older one is dropped.
pub(super) struct PageCache {
    folder: PathBuf,
    /// How many bytes both files may have; 0 for no pages at all.
    room: u64,
    inner: Mutex<Inner>,
}

impl PageCache {
    pub(super) fn in_folder(folder: PathBuf, room: u64) -> Self {
        Self { folder, room, inner: Mutex::default() }
    }

    pub(super) const fn resize(&mut self, room: u64) {
        self.room = room;
    }

    /// How many bytes its files have.
    pub(super) fn size(&self) -> u64 {
        let inner = lock(&self.inner);
        let older = if inner.files.generation > 1 { self.room / 2 } else { 0 };
        inner.files.size + older
    }

    /// The page that begins with what follows a place of the list, whether it is still usable or not.
    pub(super) fn page_after(&self, list: &List, place: i64) -> Option<CachedPage> {
        let inner = lock(&self.inner);
        let (_, page) = inner.lists.get(list)?.pages.range(place + 1..).next()?;
        (page.since <= place).then(|| page.clone())
    }

    /// The places after one and up to another at which pages of the list end.
    pub(super) fn ends(&self, list: &List, after: i64, last: i64) -> Vec<i64> {
        let inner = lock(&self.inner);
        let ends = inner.lists.get(list).map(|pages| &pages.ends);
        ends.into_iter().flat_map(|ends| ends.range(after + 1..=last)).copied().collect()
    }

    /// Keeps a page with its raw deflate instead of the one that `page_after` gave, if there is room on the disk.
    pub(super) fn insert(&self, list: List, page: CachedPage, bytes: &[u8], replaces: Option<&CachedPage>) {
        let Some(stored) = self.store(bytes) else { return };
        let mut inner = lock(&self.inner);
        let pages = inner.lists.entry(list).or_default();
        if let Some(old) = replaces {
            pages.remove(old.first);
        }
        pages.ends.insert(page.last);
        pages.pages.insert(page.first, CachedPage { stored: Some(stored), ..page });
    }

    /// Nothing of the page has changed until this horizon.
    pub(super) fn confirm(&self, list: &List, first: i64, as_of: i64) {
        let mut inner = lock(&self.inner);
        if let Some(page) = inner.lists.get_mut(list).and_then(|pages| pages.pages.get_mut(&first)) {
            page.as_of = page.as_of.max(as_of);
        }
    }

    fn store(&self, bytes: &[u8]) -> Option<Stored> {
        let (file, generation, at) = self.place_for(bytes.len() as u64)?;
        write_at(&file, bytes, at).ok()?; // a full disk: the page is made again for the next reader
        Some(Stored { file, generation, at, size: bytes.len(), crc: crc(bytes) })
    }

    /// Where so many bytes can be written.
    fn place_for(&self, size: u64) -> Option<(Arc<File>, u64, u64)> {
        if size > self.room / 2 {
            return None;
        }
        let mut inner = lock(&self.inner);
        if inner.files.young.is_none() || inner.files.size + size > self.room / 2 {
            let file = tempfile::tempfile_in(&self.folder).ok()?;
            inner.begin_file(file);
        }
        let files = &mut inner.files;
        let at = files.size;
        files.size += size;
        Some((Arc::clone(files.young.as_ref()?), files.generation, at))
    }
}

impl Inner {
    /// A new file; of the others only the last one is kept.
    fn begin_file(&mut self, file: File) {
        let kept = self.files.generation;
        self.files = Files { young: Some(Arc::new(file)), generation: kept + 1, size: 0 };
        for pages in self.lists.values_mut() {
            let is_old =
                |page: &CachedPage| page.stored.as_ref().is_none_or(|stored| stored.generation < kept);
            let old: Vec<i64> =
                pages.pages.values().filter(|page| is_old(page)).map(|page| page.first).collect();
            old.into_iter().for_each(|first| pages.remove(first));
        }
        self.lists.retain(|_, pages| !pages.pages.is_empty());
    }
}

impl Pages {
    fn remove(&mut self, first: i64) {
        if let Some(page) = self.pages.remove(&first) {
            self.ends.remove(&page.last);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: List = List { node: 0, format: 1, limit: Limit { records: 2, bytes: 100 } };

    fn page(since: i64, first: i64, last: i64) -> CachedPage {
        CachedPage::new((since, first, last), 7, 2, Checksum::default(), Arc::new([]))
    }

    fn bytes(page: &CachedPage) -> Option<Vec<u8>> {
        let mut out = b"head".to_vec();
        page.read(&mut out).then_some(out)
    }

    #[test]
    fn a_page_is_found_from_every_place_before_its_first_record() {
        let folder = tempfile::tempdir().unwrap();
        let cache = PageCache::in_folder(folder.path().to_owned(), 100);
        cache.insert(LIST, page(3, 6, 9), b"abc", None);
        for (place, found) in [(2, false), (3, true), (5, true), (6, false)] {
            assert_eq!(cache.page_after(&LIST, place).is_some(), found, "{place}");
        }
        assert_eq!(bytes(&cache.page_after(&LIST, 3).unwrap()).unwrap(), b"headabc");
        assert_eq!(cache.ends(&LIST, 3, 9), [9]);
        assert_eq!(cache.ends(&LIST, 9, 20), [0; 0]);
        let other = List { node: 1, ..LIST };
        assert!(cache.page_after(&other, 3).is_none());
    }

    #[test]
    fn a_page_replaces_another_one_with_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let cache = PageCache::in_folder(folder.path().to_owned(), 100);
        cache.insert(LIST, page(3, 6, 9), b"abc", None);
        let old = cache.page_after(&LIST, 3).unwrap();
        cache.insert(LIST, page(3, 7, 8), b"de", Some(&old));
        assert_eq!(cache.ends(&LIST, 0, 20), [8]);
        assert_eq!(cache.page_after(&LIST, 3).unwrap().first, 7);
        assert_eq!(bytes(&old).unwrap(), b"headabc", "a reader that has it goes on");
    }

    #[test]
    fn the_oldest_pages_give_way_and_nothing_is_kept_without_room() {
        let folder = tempfile::tempdir().unwrap();
        let cache = PageCache::in_folder(folder.path().to_owned(), 8);
        for first in 1..=5 {
            cache.insert(LIST, page(first - 1, first, first), b"abc", None);
        }
        let kept: Vec<_> = (0..5).filter(|place| cache.page_after(&LIST, *place).is_some()).collect();
        assert_eq!(kept, [3, 4]);
        cache.insert(LIST, page(5, 6, 6), b"abcde", None);
        assert!(cache.page_after(&LIST, 5).is_none(), "larger than a file may be");
        let none = PageCache::in_folder(folder.path().to_owned(), 0);
        none.insert(LIST, page(0, 1, 1), b"a", None);
        assert!(none.page_after(&LIST, 0).is_none());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "the files have no names");
    }

    #[test]
    fn a_page_that_is_damaged_on_the_disk_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let cache = PageCache::in_folder(folder.path().to_owned(), 100);
        cache.insert(LIST, page(0, 1, 2), b"abc", None);
        let page = cache.page_after(&LIST, 0).unwrap();
        let stored = page.stored.as_ref().unwrap();
        write_at(&stored.file, b"X", stored.at + 1).unwrap();
        assert_eq!(bytes(&page), None);
    }
}
