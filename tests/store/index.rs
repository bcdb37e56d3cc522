//! The index for lists: the same on both engines, and disposable.

use tempfile::TempDir;
use windrow::store::memory::MemoryIndex;
use windrow::store::sqlite::{INDEX_NAME, SqliteIndex};
use windrow::store::{Heading, HeadingName, Index, IndexChange, IndexEntry, Listed, Position, Under};

use crate::random::Random;

fn under(kind: &'static str, value: &str, key: &str) -> Under {
    Under { kind, value: value.to_owned(), key: key.to_owned() }
}

fn put(identifier: &str, under: &[Under]) -> IndexChange {
    let data = format!("data of {identifier}");
    IndexChange::Put(IndexEntry {
        identifier: identifier.to_owned(),
        data,
        under: under.to_vec(),
        words: Default::default(),
    })
}

const fn name<'a>(kind: &'a str, value: &'a str) -> HeadingName<'a> {
    HeadingName { kind, value }
}

fn identifiers(listed: &[Listed]) -> Vec<&str> {
    listed.iter().map(|it| it.position.identifier.as_str()).collect()
}

/// Both engines; the folder is that of the one in a file.
fn engines() -> (TempDir, [Box<dyn Index>; 2]) {
    let folder = TempDir::new().unwrap();
    let sqlite = SqliteIndex::open(folder.path()).unwrap();
    (folder, [Box::new(sqlite), Box::new(MemoryIndex::default())])
}

#[test]
fn entries_are_listed_under_their_headings_by_key_and_identifier() {
    let (_folder, engines) = engines();
    for index in engines {
        let changes = [
            put("b", &[under("year", "2022", "2"), under("set", "x", "")]),
            put("a", &[under("year", "2022", "2")]),
            put("c", &[under("year", "2022", "1"), under("year", "2023", "1")]),
        ];
        assert_eq!(index.progress().unwrap(), None);
        assert!(index.write(None, &changes, "1").unwrap());
        assert_eq!(index.progress().unwrap().as_deref(), Some("1"));
        let all = index.list(name("year", "2022"), None, 9).unwrap();
        assert_eq!(identifiers(&all), ["c", "a", "b"]);
        let rest = index.list(name("year", "2022"), Some(&all[0].position), 1).unwrap();
        assert_eq!(rest, [all[1].clone()]);
        let years = index.headings("year", None, 9).unwrap();
        let year = |value: &str, entries| Heading {
            value: value.to_owned(),
            entries,
            first: "data of c".to_owned(),
        };
        assert_eq!(years, [year("2022", 3), year("2023", 1)]);
        assert_eq!(index.headings("year", Some("2022"), 9).unwrap(), years[1..]);
        assert_eq!(index.headings("year", None, 1).unwrap(), years[..1]);
        assert_eq!(index.headings("other", None, 9).unwrap(), []);
        assert_eq!(index.count(name("year", "2022")).unwrap(), 3);
        assert_eq!(index.entry("a").unwrap().as_deref(), Some("data of a"));
    }
}

#[test]
fn a_writer_that_another_one_has_overtaken_writes_nothing() {
    let (_folder, engines) = engines();
    for index in engines {
        assert!(index.write(None, &[put("a", &[])], "1").unwrap());
        assert!(!index.write(None, &[put("b", &[])], "1").unwrap());
        assert!(!index.write(Some("0"), &[put("b", &[])], "2").unwrap());
        assert_eq!((index.progress().unwrap().as_deref(), index.entry("b").unwrap()), (Some("1"), None));
        index.clear().unwrap();
        assert_eq!((index.progress().unwrap(), index.entry("a").unwrap()), (None, None));
    }
}

#[test]
fn both_engines_agree_after_any_changes() {
    let (_folder, [sqlite, memory]) = engines();
    let mut random = Random::seeded(7);
    let mut base: Option<String> = None;
    for round in 0..60 {
        let changes: Vec<_> = (0..5).map(|_| change(&mut random)).collect();
        let progress = round.to_string();
        for index in [&sqlite, &memory] {
            assert!(index.write(base.as_deref(), &changes, &progress).unwrap());
        }
        base = Some(progress);
        for kind in ["k", "l"] {
            let headings = memory.headings(kind, None, 99).unwrap();
            assert_eq!(sqlite.heading_count(kind).unwrap(), headings.len() as u64);
            assert_eq!(sqlite.entry_counts(kind).unwrap(), memory.entry_counts(kind).unwrap());
            assert_eq!(sqlite.headings(kind, None, 99).unwrap(), headings);
            for heading in headings {
                let name = name(kind, &heading.value);
                let listed = memory.list(name, None, 99).unwrap();
                assert_eq!(sqlite.list(name, None, 99).unwrap(), listed);
                assert_eq!(
                    (listed.len() as u64, sqlite.count(name).unwrap()),
                    (heading.entries, heading.entries)
                );
                let after = Some(&listed[0].position);
                assert_eq!(sqlite.list(name, after, 2).unwrap(), memory.list(name, after, 2).unwrap());
            }
        }
    }
}

fn change(random: &mut Random) -> IndexChange {
    let identifier = format!("i{}", random.below(9));
    if random.below(4) == 0 {
        return IndexChange::Remove(identifier);
    }
    let number = random.below(4);
    let headings = (0..number).map(|at| {
        let kind = if random.below(2) == 0 { "k" } else { "l" };
        under(kind, &format!("v{}é", random.below(3)), &format!("{}{at}", random.below(3)))
    });
    let headings: Vec<_> = headings.collect();
    put(&identifier, &headings)
}

#[test]
fn an_index_that_cannot_be_used_is_made_again() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(INDEX_NAME);
    let is_empty = || SqliteIndex::open(folder.path()).unwrap().progress().unwrap().is_none();
    let fill = || assert!(SqliteIndex::open(folder.path()).unwrap().write(None, &[], "1").unwrap());
    fill();
    assert!(!is_empty(), "it is kept");
    for broken in
        [b"not a database, but a text that is long enough".repeat(50), b"SQLite format 3\0".to_vec()]
    {
        std::fs::write(&path, &broken).unwrap();
        assert!(is_empty());
        fill();
    }
    let other = give_another_version(&path);
    assert!(other.is_ok() && is_empty(), "of another version");
}

/// Gives the file another version of tables, as a later program would.
fn give_another_version(path: &std::path::Path) -> std::io::Result<()> {
    use std::io::{Seek, SeekFrom, Write};
    let mut file = std::fs::OpenOptions::new().write(true).open(path)?;
    file.seek(SeekFrom::Start(60))?; // `user_version` in the header of a database (file format, 1.3)
    file.write_all(&99_u32.to_be_bytes())
}

#[test]
fn an_index_that_turns_out_to_be_damaged_is_made_again() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(INDEX_NAME);
    let all: Vec<_> = (0..3_000).map(|number| put(&format!("i{number}"), &[under("k", "v", "1")])).collect();
    assert!(SqliteIndex::open(folder.path()).unwrap().write(None, &all, "1").unwrap());
    let mut bytes = std::fs::read(&path).unwrap();
    let end = bytes.len();
    bytes[8_192..end].fill(0xAA); // the first pages, which are read when it is opened, stay
    std::fs::write(&path, bytes).unwrap();
    let index = SqliteIndex::open(folder.path()).unwrap();
    let found = index.list(name("k", "v"), None, 9_999).and_then(|_| index.entry("i7"));
    assert!(found.is_err(), "{found:?}");
    assert_eq!(index.progress().unwrap(), None);
    assert!(index.write(None, &all, "1").unwrap());
    assert_eq!(index.list(name("k", "v"), None, 9_999).unwrap().len(), 3_000);
}

#[test]
fn an_index_may_be_deleted_while_it_is_used() {
    let folder = TempDir::new().unwrap();
    let index = SqliteIndex::open(folder.path()).unwrap();
    for round in 0..3 {
        assert!(index.write(None, &[put("a", &[under("k", "v", "1")])], "1").unwrap(), "{round}");
        assert_eq!(index.list(name("k", "v"), None, 9).unwrap().len(), 1);
        for entry in std::fs::read_dir(folder.path()).unwrap() {
            std::fs::remove_file(entry.unwrap().path()).unwrap();
        }
        assert_eq!((index.progress().unwrap(), index.entry("a").unwrap()), (None, None));
    }
}

#[test]
fn a_position_after_the_end_has_nothing() {
    let (_folder, engines) = engines();
    for index in engines {
        index.write(None, &[put("a", &[under("k", "v", "1")])], "1").unwrap();
        let after = Position { key: "9".to_owned(), identifier: String::new() };
        assert_eq!(index.list(name("k", "v"), Some(&after), 9).unwrap(), []);
    }
}
