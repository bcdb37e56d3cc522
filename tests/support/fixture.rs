//! Endpoints of our own: the one that most tests share, and workshops that a test has to itself.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use windrow::clock::{Clock, ManualClock, SystemClock};
use windrow::config::{Configuration, Sources};
use windrow::folder::StoreHealth;
use windrow::http::{CODINGS, Listener, Parts, Running, Server};
use windrow::ingest::refresh;
use windrow::model::{Datestamp, Identity, Item, SetDescription};
use windrow::render::Renderer;
use windrow::repository::{Repository, Settings};
use windrow::store::memory::Memory;
use windrow::store::{Base, Change, Deletion, Store, Tombstone, Wait};

use super::endpoint::Endpoint;
use super::items::{self, article, dublin_core, harvested, supplied, titled};
use super::moody::{Mood, Moody};
use super::written::{self, put_identity};

pub use super::items::{NASTY, id};

/// How many entries a page of a fixture has: few, so that every list has several.
pub const PAGE: usize = 5;

/// How many sets a part of ListSets has at least.
pub const PAGE_OF_SETS: usize = 1_000;

/// How many sets a repository of many sets has.
pub const MANY_SETS: usize = 2 * PAGE_OF_SETS + 50;

/// The lifetime of tokens, in seconds.
const LIFETIME: i64 = 30 * 86_400;

/// The one source of the items.
const SOURCE: &str = "spec";

/// A server over a store, as `windrow serve` makes it.
pub struct Served {
    pub endpoint: Endpoint,
    _running: Running,
}

impl Served {
    /// Starts one on a port of its own; `base_url` is what it says of itself.
    pub fn start(
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        page_size: usize,
        base_url: Option<String>,
    ) -> Self {
        let sources = Sources { flags: vec![("listen", "127.0.0.1:0".to_owned())], ..Sources::default() };
        let config = Configuration::load(&sources).expect("the defaults").config;
        let listener = Listener::bind(&config.listen).expect("a port");
        let own_url = listener.default_base_url().expect("an address");
        let settings = Settings {
            base_url,
            default_base_url: own_url.clone(),
            page_size,
            page_bytes: config.page_bytes.0,
            token_lifetime: LIFETIME,
            compressions: CODINGS.to_vec(),
        };
        let parts = Parts {
            repository: Arc::new(Repository::new(Arc::clone(&store), settings)),
            site: None,
            health: Arc::new(StoreHealth::new(store, Arc::default(), clock)),
        };
        let running = Server::new(listener, config, parts).start().expect("a server");
        Self { endpoint: Endpoint::new(&own_url), _running: running }
    }
}

/// A repository that a test writes to, on a clock that the test sets.
pub struct Workshop {
    pub clock: Arc<ManualClock>,
    pub store: Arc<Moody>,
    memory: Memory,
    served: Served,
}

impl Workshop {
    /// An empty one, with sets described.
    pub fn open() -> Self {
        Self::of(&items::identity())
    }

    /// An empty one that says this of itself.
    pub fn of(identity: &Identity) -> Self {
        let now = SystemClock.now().unix() - 1_000_000;
        let clock = Arc::new(ManualClock::at(Datestamp::from_unix(now)));
        let memory = Memory::new(clock.clone());
        let store = open(&memory);
        put_identity(&*store, identity);
        let served = Served::start(store.clone(), clock.clone(), PAGE, None);
        Self { clock, store, memory, served }
    }

    /// One with so many sets that ListSets comes in parts.
    pub fn of_many_sets() -> Self {
        let set = |number: usize| SetDescription {
            spec: format!("s{number}").parse().expect("a setSpec"),
            name: format!("Set {number}"),
            descriptions: Vec::new(),
        };
        Self::of(&Identity { sets: (0..MANY_SETS).map(set).collect(), ..items::identity() })
    }

    pub fn endpoint(&self) -> &Endpoint {
        &self.served.endpoint
    }

    /// Publishes the items as one batch, and lets time pass until they are visible.
    pub fn put(&self, items: &[Item]) {
        self.apply(items.iter().map(change).collect());
    }

    /// Deletes the items of these local names.
    pub fn delete(&self, locals: &[&str]) {
        self.apply(locals.iter().map(|local| delete(local)).collect());
    }

    /// Publishes a batch, and lets time pass until it is visible.
    pub fn apply(&self, changes: Vec<Change>) {
        self.clock.advance(5);
        written::apply(&*self.store, SOURCE, changes);
        self.clock.advance(5);
    }

    /// Publishes the items as one batch, which no time passes before or after.
    pub fn store_now(&self, items: &[Item]) {
        written::apply(&*self.store, SOURCE, items.iter().map(change).collect());
    }

    /// Publishes the item as an earlier revision of the formats would have written it.
    pub fn render_otherwise(&self, item: &Item) {
        let Change::Put(mut put) = change(item) else { return };
        put.rendering = "earlier".to_owned();
        for record in &mut put.records {
            record.body = record.body.replace("The article", "An article");
            record.digest = [1; 16];
        }
        self.apply(vec![Change::Put(put)]);
    }

    /// Does what a start does after an upgrade.
    pub fn upgrade(&self) {
        self.clock.advance(5);
        refresh(&*self.store).expect("items rendered again");
        self.clock.advance(5);
    }

    /// Breaks the store for readers, or mends it.
    pub fn set_broken(&self, broken: bool) {
        self.store.set(if broken { Mood::Failing } else { Mood::Well });
    }

    /// Another server, over a store opened anew on the same data: what a restart makes, or another node.
    pub fn another(&self, page_size: usize) -> Served {
        let base_url = Some(self.endpoint().base_url.clone());
        Served::start(open(&self.memory), self.clock.clone(), page_size, base_url)
    }
}

/// The store, as another process has it.
fn open(memory: &Memory) -> Arc<Moody> {
    Arc::new(Moody::new(Arc::new(memory.reopen())))
}

fn change(item: &Item) -> Change {
    let renderer = Renderer::new(None, Datestamp::from_unix(0));
    let put = renderer.put(item, Base::Absent, String::new(), String::new());
    Change::Put(put.expect("an item that can be written"))
}

fn delete(local: &str) -> Change {
    let identifier = items::namespace().identifier(local);
    let tombstone = Tombstone { prefix: "oai_dc".to_owned(), sets: Vec::new() };
    Change::Delete(Deletion { tombstone: Some(tombstone), ..Deletion::of(identifier, Base::Absent) })
}

/// A repository with something of everything, which nobody writes to.
pub struct Fixture {
    pub endpoint: Endpoint,
    _served: Served,
    store: Arc<Moody>,
}

/// The fixture, as long as any test uses it.
static SHARED: Mutex<Weak<Fixture>> = Mutex::new(Weak::new());

impl Fixture {
    pub fn shared() -> Arc<Self> {
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        shared.upgrade().unwrap_or_else(|| {
            let fixture = Arc::new(Self::build());
            *shared = Arc::downgrade(&fixture);
            fixture
        })
    }

    fn build() -> Self {
        let clock = Arc::new(History::default());
        let memory = Memory::new(clock.clone());
        write_history(&memory, &clock);
        let store = open(&memory);
        let served = Served::start(store.clone(), clock, PAGE, None);
        Self { endpoint: served.endpoint.clone(), _served: served, store }
    }

    /// The same repository in pages of another size.
    pub fn in_pages_of(&self, page_size: usize) -> Served {
        let base_url = Some(self.endpoint.base_url.clone());
        Served::start(self.store.clone(), Arc::new(SystemClock), page_size, base_url)
    }

    /// Identifiers of items that are there, with characters that a query must escape.
    pub fn odd_identifiers(&self) -> Vec<String> {
        ODD.iter().map(|local| id(local)).collect()
    }
}

/// Local names of items with every character that means something in a URL.
const ODD: [&str; 4] = ["odd/a:b&c?d%20e#f+g~h=é;j", "ab cd", "one+two", "x%41"];

/// How many items share one datestamp.
pub const MANY: usize = 17;

/// A clock that shows moments of the past, one after the other, and then the clock of the machine.
struct History(Mutex<Option<Datestamp>>);

impl Default for History {
    fn default() -> Self {
        Self(Mutex::new(Some(moment("2024-01-10T08:00:00Z"))))
    }
}

impl History {
    fn set(&self, past: Option<Datestamp>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = past;
    }
}

impl Clock for History {
    fn now(&self) -> Datestamp {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).unwrap_or_else(|| SystemClock.now())
    }
}

fn moment(text: &str) -> Datestamp {
    text.parse().expect("a moment")
}

/// Writes what the repository went through.
fn write_history(store: &Memory, clock: &History) {
    put_identity(store, &items::identity());
    let batch = |at: &str, changes: Vec<Change>| {
        clock.set(Some(moment(at)));
        store.snapshot(Wait::Yes).expect("time goes on");
        written::apply(store, SOURCE, changes);
    };
    batch("2024-01-10T08:00:01Z", first_items().iter().map(change).collect());
    let many = (0..MANY).map(|number| change(&article(&format!("many/{number:02}"), &["c"])));
    batch("2024-01-20T08:00:00Z", many.collect());
    // One second after the other over the end of a leap day, so that one datestamp is its last second.
    for (number, second) in
        ["28T23:59:56", "28T23:59:57", "28T23:59:58", "28T23:59:59", "29T00:00:00"].iter().enumerate()
    {
        batch(&format!("2024-02-{second}Z"), vec![change(&article(&format!("midnight/{number}"), &[]))]);
    }
    let narrowed = change(&dublin_core("narrowed", &["a"]));
    let gone = vec![delete("gone"), delete("gone-dc"), delete("never-here"), delete("returned"), narrowed];
    batch("2024-06-01T12:00:00Z", gone);
    let changed = [article("returned", &["b"]), article("moved", &["b"])];
    batch("2024-06-02T12:00:00Z", changed.iter().map(change).collect());
    clock.set(None);
}

fn first_items() -> Vec<Item> {
    let mut all = vec![
        article("plain", &["a"]),
        article("deep", &["a:b:c"]),
        article("middle", &["a:b"]),
        article("similar", &["ab"]),
        article("both", &["a:b", "b"]),
        article("none", &[]),
        dublin_core("dc-only", &["b"]),
        article("gone", &["a:b"]),
        article("narrowed", &["a"]),
        dublin_core("gone-dc", &["a"]),
        article("returned", &["b"]),
        article("moved", &["a:b"]),
        titled("nasty", &["b"], NASTY),
        harvested("harvested"),
        supplied("supplied/1"),
        supplied("supplied/2"),
    ];
    all.extend(ODD.iter().map(|local| article(local, &[])));
    all
}
