//! The catalogue follows the store: whatever happens, it ends as one that is built from nothing.

use std::sync::Arc;

use tempfile::TempDir;
use windrow::catalogue::{Catalogue, Kind};
use windrow::clock::ManualClock;
use windrow::model::{Datestamp, Identity, Item};
use windrow::render::Renderer;
use windrow::store::memory::{Memory, MemoryIndex};
use windrow::store::sqlite::{Durability, Sqlite, SqliteIndex};
use windrow::store::{Base, Change, Deletion, Index, Store};

use crate::written::{apply, put_identity};

/// A small generator of random numbers (xorshift): the same seed gives the same run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit
    }
}

struct World {
    clock: Arc<ManualClock>,
    store: Arc<dyn Store>,
    folder: TempDir,
}

impl World {
    fn new(is_sqlite: bool) -> Self {
        let clock = Arc::new(ManualClock::at(Datestamp::from_unix(1_700_000_000)));
        let folder = TempDir::new().unwrap();
        let store: Arc<dyn Store> = if is_sqlite {
            Arc::new(Sqlite::open_with(folder.path(), clock.clone(), Durability::Scratch).unwrap())
        } else {
            Arc::new(Memory::new(clock.clone()))
        };
        let emails = vec!["editor@example.org".to_owned()];
        put_identity(&*store, &Identity::new("World".to_owned(), "example.org".parse().unwrap(), emails));
        Self { clock, store, folder }
    }

    fn change(&self, changes: Vec<Change>) {
        self.clock.advance(3);
        apply(&*self.store, "s", changes);
    }

    fn put(&self, number: u64, word: u64) -> Change {
        let json = format!(
            r#"{{"identifier":"oai:example.org:{number}","sets":["s{}"],"article":{{"title":[{{"text":"T{word}"}}],
                "author":[{{"name":"A{}"}}],"issue":"{}","published":"{}"}}}}"#,
            word % 3,
            word % 4,
            word % 2,
            2000 + word % 5
        );
        let item: Item = serde_json::from_str(&json).unwrap();
        let renderer = Renderer::of_store(&*self.store).unwrap();
        Change::Put(renderer.put(&item, Base::Absent, String::new(), String::new()).unwrap())
    }

    fn random_changes(&self, random: &mut Random) -> Vec<Change> {
        let changes = (0..1 + random.below(6)).map(|_| {
            let number = random.below(40);
            if random.below(4) == 0 {
                let identifier = format!("oai:example.org:{number}").parse().unwrap();
                return Change::Delete(Deletion::of(identifier, Base::Absent));
            }
            self.put(number, random.below(9))
        });
        changes.collect()
    }
}

/// Everything in an index.
fn shown(index: &dyn Index) -> Vec<String> {
    let mut all = Vec::new();
    for kind in ["recent", "year", "issue", "set", "author", "name", "lang", "type", "part"] {
        for heading in index.headings(kind, None, 999).unwrap() {
            let name = windrow::store::HeadingName { kind, value: &heading.value };
            all.push(format!("{kind} {heading:?} {:?}", index.list(name, None, 999).unwrap()));
        }
    }
    all
}

#[test]
fn following_ends_where_building_does() {
    for is_sqlite in [false, true] {
        let world = World::new(is_sqlite);
        let folder = TempDir::new().unwrap();
        let index: Arc<dyn Index> = Arc::new(SqliteIndex::open(folder.path()).unwrap());
        let follower = Catalogue::new(Arc::clone(&world.store), Arc::clone(&index));
        let mut random = Random(42);
        for round in 0..30 {
            world.change(world.random_changes(&mut random));
            // Steps and changes come in any order.
            for _ in 0..random.below(4) {
                follower.step().unwrap();
            }
            if round % 10 == 9 {
                follower.catch_up().unwrap();
                let fresh: Arc<dyn Index> = Arc::new(MemoryIndex::default());
                Catalogue::new(Arc::clone(&world.store), Arc::clone(&fresh)).catch_up().unwrap();
                let (followed, built) = (shown(&*index), shown(&*fresh));
                assert!(followed == built && !built.is_empty(), "{followed:#?} is not {built:#?}");
            }
        }
    }
}

#[test]
fn a_catalogue_goes_on_after_a_restart_and_begins_anew_for_another_store() {
    let world = World::new(false);
    world.change((0..5).map(|number| world.put(number, number)).collect());
    let folder = TempDir::new().unwrap();
    let open = |world: &World| {
        let index: Arc<dyn Index> = Arc::new(SqliteIndex::open(folder.path()).unwrap());
        Catalogue::new(Arc::clone(&world.store), index)
    };
    let count = |catalogue: &Catalogue| catalogue.count(Kind::Recent, "").unwrap();
    let first = open(&world);
    first.catch_up().unwrap();
    assert!(first.is_whole().unwrap() && count(&first) == 5);
    drop(first);
    world.change(vec![world.put(9, 9)]);
    let again = open(&world);
    assert!(again.is_whole().unwrap(), "nothing is built again");
    again.catch_up().unwrap();
    assert_eq!(count(&again), 6);
    drop(again);
    let other = World::new(false);
    other.change(vec![other.put(1, 1)]);
    let another = open(&other);
    another.catch_up().unwrap();
    assert_eq!(count(&another), 1);
}

/// A snapshot moves the horizon, which is a write; there must be none while nobody asks.
#[test]
fn a_catalogue_with_nothing_to_do_leaves_the_store_alone() {
    let world = World::new(true);
    world.change(vec![world.put(1, 1)]);
    let catalogue = Catalogue::new(Arc::clone(&world.store), Arc::new(MemoryIndex::default()));
    catalogue.catch_up().unwrap();
    let file = world.folder.path().join("windrow.sqlite-wal");
    let before = std::fs::read(&file).unwrap();
    for _ in 0..5 {
        world.clock.advance(10);
        assert!(!catalogue.step().unwrap());
    }
    assert!(before == std::fs::read(&file).unwrap(), "the store was written");
}

#[test]
fn switching_search_makes_the_index_again() {
    let world = World::new(false);
    world.change(vec![world.put(1, 1)]);
    let index: Arc<dyn Index> = Arc::new(MemoryIndex::default());
    let catalogue = || Catalogue::new(Arc::clone(&world.store), Arc::clone(&index));
    let query = windrow::search::Query::read("t1");
    let found = |catalogue: &Catalogue| {
        catalogue.catch_up().unwrap();
        catalogue.search(&query, &Default::default(), 9).unwrap().number
    };
    assert_eq!(found(&catalogue()), 1);
    assert_eq!(found(&catalogue().without_search()), 0);
    assert_eq!(found(&catalogue()), 1);
}
