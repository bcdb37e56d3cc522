//! Which page answers a request.

use super::article;
use super::exchange::{Answered, Asked, Keep};
use super::frame::{ICON, Interfaces, STYLE, STYLE_NAME, Scene};
use super::links::Links;
use super::site::Site;
use super::{feed, front, lists, message, oai, resourcesync, search, sitemap};
use crate::repository::StoreError;

impl Site {
    /// Where the pages are. Blocks, as all of these do.
    pub fn links(&self) -> Result<Links, StoreError> {
        let presence = self.repository.presence()?;
        Ok(Links::of(&presence.base_url, &presence.identity.namespace))
    }

    /// Answers a request. Errs only if the store does.
    pub fn answer(&self, asked: Asked<'_>) -> Result<Answered, StoreError> {
        if let Some(asset) = asked.path.rsplit_once("/assets/").and_then(|(_, name)| asset(name)) {
            return Ok(asset);
        }
        self.page(&self.scene(asked)?)
    }

    /// Answers a request to the endpoint with a page.
    pub fn oai(&self, asked: Asked<'_>) -> Result<Answered, StoreError> {
        let links = self.links()?;
        oai::page(self, &self.scene(Asked { path: links.endpoint(), ..asked })?)
    }

    fn scene<'r>(&self, asked: Asked<'r>) -> Result<Scene<'r>, StoreError> {
        let presence = self.repository.presence()?;
        let links = Links::of(&presence.base_url, &presence.identity.namespace);
        let asked = Asked { path: links.below(asked.path), ..asked };
        let (lang, _) = asked.lang();
        let can_search = self.catalogue.as_ref().is_some_and(|catalogue| catalogue.can_search());
        let (has_lists, interfaces) = (self.catalogue.is_some(), self.interfaces);
        Ok(Scene { asked, presence, links, lang, has_lists, can_search, interfaces })
    }

    fn page(&self, scene: &Scene<'_>) -> Result<Answered, StoreError> {
        let path = scene.asked.path;
        if path.is_empty() {
            return front::page(self, scene);
        }
        if let Some(named) = scene.links.named(path) {
            return article::answer(self, scene, &named);
        }
        if let ("search", Some(catalogue), true) = (path, &self.catalogue, scene.can_search) {
            return search::page(self, catalogue, scene);
        }
        let found = match self.of_machines(scene, path)? {
            Some(answered) => Some(answered),
            None => lists::page(self, scene, path)?,
        };
        found.map_or_else(|| message::not_found(scene), Ok)
    }

    /// What programs read.
    fn of_machines(&self, scene: &Scene<'_>, path: &str) -> Result<Option<Answered>, StoreError> {
        let Interfaces { feed, sitemap, documents, resourcesync } = self.interfaces;
        match (path, &self.catalogue) {
            ("robots.txt", catalogue) if sitemap => Ok(Some(sitemap::robots(scene, catalogue.is_some()))),
            ("feed.atom", Some(catalogue)) if feed => feed::feed(catalogue, scene).map(Some),
            (_, Some(catalogue)) if path.starts_with("sitemap") && sitemap => {
                sitemap::sitemap(catalogue, scene, path)
            }
            (_, Some(catalogue)) if resourcesync && documents => {
                resourcesync::answer(self, catalogue, scene, path)
            }
            _ => Ok(None),
        }
    }
}

/// The page for a repository that cannot answer now.
pub fn unavailable(asked: Asked<'_>) -> Answered {
    message::unavailable(asked.lang().0)
}

/// What pages are made with; these need no repository.
pub fn asset(name: &str) -> Option<Answered> {
    let (media_type, body) = match name {
        "icon.svg" => ("image/svg+xml", ICON),
        name if name == *STYLE_NAME => ("text/css; charset=utf-8", STYLE),
        _ => return None,
    };
    let keep = if name == "icon.svg" { Keep::AskAgain } else { Keep::Always };
    Some(Answered { keep, ..Answered::document(media_type, body.to_owned()) })
}
