//! What stands around every page, and the request that a page is made for.

use data_encoding::HEXLOWER;
use minijinja::Value;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

use super::exchange::{Answered, Asked};
use super::html::escaped;
use super::lang::{LANG, Lang};
use super::links::Links;
use super::template::Template;
use super::texts::Say;
use super::values::values;
use crate::model::Words;
use crate::repository::{ErrorKind, Presence, StoreError};

/// The stylesheet.
pub const STYLE: &str = include_str!("style.css");

/// The icon: the letter W of four strokes.
pub const ICON: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#17508f"/><path d="M6 9l5 14 5-12 5 12 5-14" fill="none" stroke="#fff" stroke-width="2.6" stroke-linejoin="round" stroke-linecap="round"/></svg>"##;

/// The name of the stylesheet, which changes with its content.
pub static STYLE_NAME: LazyLock<String> =
    LazyLock::new(|| format!("style-{}.css", HEXLOWER.encode(&Sha256::digest(STYLE)[..6])));

/// A page of the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nav {
    Start,
    Issues,
    Sets,
    Authors,
    Oai,
    Search,
    None,
}

/// The request that a page is made for, and who answers it.
pub struct Scene<'r> {
    pub asked: Asked<'r>,
    pub presence: Presence,
    pub links: Links,
    pub lang: Lang,
    /// Whether the lists can be read, which is so if there is a catalogue.
    pub has_lists: bool,
    /// Whether articles can be searched for.
    pub can_search: bool,
    pub interfaces: Interfaces,
}

/// Which interfaces there are beside the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interfaces {
    /// The feed of new records.
    pub feed: bool,
    /// `robots.txt` and sitemaps.
    pub sitemap: bool,
    /// Articles as JSON, citations and XML, by ending or content negotiation.
    pub documents: bool,
    /// ResourceSync, whose resources are documents.
    pub resourcesync: bool,
}

impl Interfaces {
    /// All of them.
    pub const ALL: Self = Self { feed: true, sitemap: true, documents: true, resourcesync: true };
}

/// A page without its frame.
pub struct Page {
    pub title: String,
    /// Further elements of the head, escaped.
    pub head: String,
    pub current: Nav,
    pub template: Template,
    pub values: Value,
}

impl Scene<'_> {
    pub const fn say(&self, text: Say) -> &'static str {
        text.text(self.lang)
    }

    /// The sentence in the language of the page.
    pub fn words<'w>(&self, words: &'w Words) -> &'w str {
        match self.lang {
            Lang::En => &words.en,
            Lang::Zh => &words.zh,
        }
    }

    /// The path that was asked for, with its query but for the language.
    fn own_path(&self) -> String {
        let query = self.asked.query_without_lang();
        let path = self.links.path(self.asked.path);
        if query.is_empty() { path } else { format!("{path}?{query}") }
    }

    /// The same page in a language.
    fn in_language(&self, lang: Lang) -> String {
        let path = self.own_path();
        let mark = if path.contains('?') { '&' } else { '?' };
        format!("{path}{mark}{LANG}={}", lang.code())
    }

    /// The page in its frame.
    pub fn page(&self, page: Page) -> Result<Answered, StoreError> {
        let own = values! { root => self.links.root(), endpoint => self.links.endpoint(), ..page.values };
        let body = page.template.fill(self.lang, own);
        let body = body.map_err(|error| broken(&error))?;
        let name = &self.presence.identity.name;
        let title = if page.title == *name { page.title } else { format!("{} – {name}", page.title) };
        let values = values! {
            lang => self.lang.tag(),
            title,
            name,
            root => self.links.root(),
            style => self.links.path(&format!("assets/{}", *STYLE_NAME)),
            icon => self.links.path("assets/icon.svg"),
            head => Value::from_safe_string(self.alternates() + &page.head),
            nav => self.navigation(page.current),
            endpoint => self.links.endpoint(),
            feed => self.feed().unwrap_or_default(),
            body => Value::from_safe_string(body),
        };
        let html = Template::Frame.fill(self.lang, values).map_err(|error| broken(&error))?;
        let (_, was_chosen) = self.asked.lang();
        Ok(Answered { remember: was_chosen.then_some(self.lang), ..Answered::page(self.lang, html) })
    }

    /// The canonical address and the addresses in each language.
    fn alternates(&self) -> String {
        let link = |rel: &str, path: &str| {
            format!("<link {rel} href=\"{}\">\n", escaped(&self.links.absolute(path)))
        };
        let mut links = link("rel=\"canonical\"", &self.own_path());
        for lang in Lang::ALL {
            let rel = format!("rel=\"alternate\" hreflang=\"{}\"", lang.tag());
            links += &link(&rel, &self.in_language(lang));
        }
        links + &link("rel=\"alternate\" hreflang=\"x-default\"", &self.own_path())
    }

    /// The path of the feed, if there is one.
    pub fn feed(&self) -> Option<String> {
        (self.has_lists && self.interfaces.feed).then(|| self.links.path("feed.atom"))
    }

    fn navigation(&self, current: Nav) -> Vec<Value> {
        let page = |nav: Nav, below: &str, say: Say| {
            let (link, text) = (self.links.path(below), self.say(say));
            values! { link, text, current => nav == current && nav != Nav::None }
        };
        let mut pages = vec![page(Nav::Start, "", Say::Start)];
        if self.has_lists {
            pages.push(page(Nav::Issues, "issues", Say::Issues));
            pages.push(page(Nav::Authors, "authors", Say::Authors));
        }
        pages.push(page(Nav::Sets, "sets", Say::Sets));
        if self.can_search {
            pages.push(page(Nav::Search, "search", Say::Search));
        }
        pages.push(page(Nav::None, "#aggregators", Say::ForAggregators));
        let (link, text) = (self.links.endpoint(), "OAI-PMH");
        pages.push(values! { link, text, current => current == Nav::Oai });
        let others = Lang::ALL.into_iter().filter(|lang| *lang != self.lang);
        pages.extend(others.map(|lang| {
            values! { link => self.in_language(lang), text => lang.name(), lang => lang.tag() }
        }));
        pages
    }
}

/// A template that cannot be filled is a fault of the program.
fn broken(error: &minijinja::Error) -> StoreError {
    StoreError::new(ErrorKind::Other, format!("a page cannot be written, please report this: {error:#}"))
}
