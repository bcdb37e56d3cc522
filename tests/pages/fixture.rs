//! A repository with pages behind a server.

use std::sync::Arc;

use windrow::catalogue::Catalogue;
use windrow::clock::ManualClock;
use windrow::config::{Configuration, Sources};
use windrow::http::{CODINGS, Listener, Opening, Parts, Running, Server};
use windrow::model::{Datestamp, Identity, Item};
use windrow::pages::{Interfaces, Site};
use windrow::render::Renderer;
use windrow::repository::{Health, HealthReport, Repository, Settings};
use windrow::store::memory::{Memory, MemoryIndex};
use windrow::store::{Base, Change, Deletion, Index, Result, Tombstone};

use crate::html::{self, Element};
use crate::http::{Reply, Request};
use crate::moody::{Mood, Moody};
use crate::written::{apply, put_identity};

struct Well;

impl Health for Well {
    fn report(&self) -> Result<HealthReport> {
        Ok(HealthReport::default())
    }
}

/// What a test may change before the server starts.
pub struct Plan {
    pub identity: Identity,
    pub base_url: Option<String>,
    pub interfaces: Interfaces,
    pub has_catalogue: bool,
    pub has_search: bool,
    /// Whether the server has nothing to answer from yet.
    pub is_starting: bool,
    /// Whether the lists are in a file.
    pub index: Option<Arc<dyn Index>>,
}

pub struct Fixture {
    running: Running,
    clock: Arc<ManualClock>,
    store: Arc<Memory>,
    moody: Arc<Moody>,
    catalogue: Arc<Catalogue>,
}

impl Fixture {
    pub fn start() -> Self {
        Self::with(|_| ())
    }

    pub fn with(change: impl FnOnce(&mut Plan)) -> Self {
        let emails = vec!["editor@example.org".to_owned()];
        let identity =
            Identity::new("The <Journal> & sons".to_owned(), "example.org".parse().unwrap(), emails);
        let mut plan = Plan {
            identity,
            base_url: None,
            interfaces: Interfaces::ALL,
            has_catalogue: true,
            has_search: true,
            is_starting: false,
            index: None,
        };
        change(&mut plan);
        let clock = Arc::new(ManualClock::at(Datestamp::from_unix(1_700_000_000)));
        let store = Arc::new(Memory::new(clock.clone()));
        put_identity(&*store, &plan.identity);
        let sources = Sources { flags: vec![("listen", "127.0.0.1:0".into())], ..Sources::default() };
        let config = Configuration::load(&sources).unwrap().config;
        let listener = Listener::bind(&config.listen).unwrap();
        let settings = Settings {
            base_url: plan.base_url,
            default_base_url: listener.default_base_url().unwrap(),
            page_size: 5,
            page_bytes: config.page_bytes.0,
            token_lifetime: config.token_lifetime.0.into(),
            compressions: CODINGS.to_vec(),
        };
        let moody = Arc::new(Moody::new(store.clone()));
        let repository = Arc::new(Repository::new(moody.clone(), settings));
        let index = plan.index.unwrap_or_else(|| Arc::new(MemoryIndex::default()));
        let catalogue = Catalogue::new(store.clone(), index);
        let catalogue = Arc::new(if plan.has_search { catalogue } else { catalogue.without_search() });
        let lists = plan.has_catalogue.then(|| Arc::clone(&catalogue));
        let site = Some(Arc::new(Site::new(Arc::clone(&repository), lists, plan.interfaces)));
        let parts = Parts { repository, health: Arc::new(Well), site };
        let opening = if plan.is_starting { Opening::default() } else { parts.into() };
        let running = Server::new(listener, config, opening).start().unwrap();
        Self { running, clock, store, moody, catalogue }
    }

    /// Publishes items given as JSON, lets time pass until they are visible, and lets the catalogue follow.
    pub fn put(&self, items: &[&str]) {
        let renderer = Renderer::of_store(&*self.store).unwrap();
        let change = |json: &&str| {
            let item: Item = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"));
            let put = renderer.put(&item, Base::Absent, String::new(), String::new());
            Change::Put(put.unwrap_or_else(|problem| panic!("{problem}: {json}")))
        };
        self.apply(items.iter().map(change).collect());
    }

    pub fn delete(&self, identifier: &str) {
        let tombstone = Tombstone { prefix: "oai_dc".to_owned(), sets: Vec::new() };
        let deletion = Deletion::of(identifier.parse().unwrap(), Base::Absent);
        self.apply(vec![Change::Delete(Deletion { tombstone: Some(tombstone), ..deletion })]);
    }

    fn apply(&self, changes: Vec<Change>) {
        self.clock.advance(5);
        apply(&*self.store, "records", changes);
        self.clock.advance(5);
        self.catalogue.catch_up().unwrap();
    }

    /// Breaks the store, or mends it.
    pub fn set_broken(&self, is_broken: bool) {
        self.moody.set(if is_broken { Mood::Failing } else { Mood::Well });
    }

    pub fn authority(&self) -> String {
        self.running.address().to_string()
    }

    /// The answer to a GET.
    pub fn get(&self, target: &str, headers: &[(&str, &str)]) -> Reply {
        Request { method: "GET", target, headers, body: b"" }.send(&self.authority())
    }

    /// A page with its status, as a browser in English gets it; it must be valid in itself.
    pub fn page(&self, target: &str) -> (u16, Element) {
        self.page_in(target, "en")
    }

    pub fn page_in(&self, target: &str, lang: &str) -> (u16, Element) {
        let reply = self.get(target, &[("Accept", BROWSER), ("Accept-Language", lang)]);
        assert_eq!(
            reply.header("content-type"),
            Some("text/html; charset=utf-8"),
            "{target}: {}",
            reply.text()
        );
        let page = html::parse(reply.text())
            .unwrap_or_else(|problem| panic!("{target}: {problem}\n{}", reply.text()));
        (reply.status, page)
    }
}

/// What browsers accept.
pub const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

/// A bilingual article with something of everything.
pub const WHOLE: &str = r#"{"identifier":"oai:example.org:2022/05/a1","sets":["j:2022"],"article":{
    "title":[{"lang":"en","text":"The <i>whole</i> article","subtitle":"with everything"},{"lang":"zh-Hans","text":"完整的文章"}],
    "author":[{"lang":"en","family":"Wang","given":"Lei","orcid":"0000-0002-1825-0097","corresponding":true,
        "affiliation":[{"lang":"en","department":"Institute","institution":"University","city":"Shanghai","country":"China"}],
        "variant":[{"lang":"zh","name":"王磊"}]},
        {"lang":"en","family":"Zhang","given":"Guoshuai","affiliation":[{"lang":"en","department":"Institute","institution":"University","city":"Shanghai","country":"China"}]}],
    "contributor":[{"lang":"en","name":"Gao Jing","role":"editor"}],
    "abstract":[{"lang":"en","text":"<p>First.</p><p>Second &amp; last.</p>"},{"lang":"zh-Hans","text":"摘要。","fragment":true}],
    "keywords":[{"lang":"en","words":["norms","H<sub>2</sub>O"]},{"lang":"zh-Hans","words":["规范"]}],
    "journal":{"title":[{"lang":"en","text":"The Journal"},{"lang":"zh-Hans","text":"学报"}],"issn":["2434-561X"],
        "publisher":[{"lang":"en","text":"The Press"}]},
    "volume":"40","issue":"5","section":[{"lang":"en","text":"Essays"}],"pages":{"first":"130","last":"145"},
    "published":"2022-09","received":"2022-01-31","language":["en"],"doi":"10.5555/whole","url":"https://example.org/whole",
    "file":[{"url":"https://example.org/whole.pdf","media_type":"application/pdf"}],"type":["journal article"],
    "license":"CC-BY-4.0","access":"open","funding":[{"funder":"The Fund","award":"42"}],
    "reference":["Somebody. Something. 1999.",{"text":"With a link","doi":"10.5555/cited"}],
    "relation":[{"kind":"data","url":"https://example.org/data"},{"kind":"erratum","doi":"10.5555/erratum"}],
    "note":[{"lang":"en","text":"A note."}]}}"#;

/// Another article of the same issue with little in it.
pub const SMALL: &str = r#"{"identifier":"oai:example.org:2022/05/a2","sets":["j:2022"],"article":{
    "title":[{"lang":"en","text":"[Small]","devised":true}],"author":[{"name":"Suharto"}],
    "journal":{"title":[{"lang":"en","text":"The Journal"}],"issn":["2434-561X"]},
    "volume":"40","issue":"5","pages":{"first":"9"},"published":"2022"}}"#;

/// Dublin Core of another repository.
pub const DUBLIN_CORE: &str = r#"{"identifier":"oai:other.example:7","dc":[{"element":"title","lang":"es","value":"Título"},
    {"element":"creator","value":"García, Ana"},{"element":"date","value":"1999-01-02"},
    {"element":"identifier","value":"https://other.example/7"}]}"#;
