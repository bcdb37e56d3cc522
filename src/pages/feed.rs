//! The feed of new and changed records (Atom, RFC 4287).

use super::cite::line;
use super::exchange::Answered;
use super::frame::Scene;
use super::html::escaped;
use super::links::Links;
use crate::catalogue::{Catalogue, Entry, Kind};
use crate::model::Language;
use crate::repository::StoreError;

/// How many records are in the feed.
const ENTRIES: usize = 50;

/// The feed, the latest datestamp first.
pub fn feed(catalogue: &Catalogue, scene: &Scene<'_>) -> Result<Answered, StoreError> {
    let entries = catalogue.list(Kind::Recent, "", None, ENTRIES)?;
    let links = &scene.links;
    let own = links.absolute(&links.path("feed.atom"));
    let name = escaped(&line(&scene.presence.identity.name));
    let updated = entries.first().map_or(scene.presence.now, Entry::datestamp);
    let mut feed = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<id>{own}</id>\n\
         <title>{name}</title>\n<updated>{updated}</updated>\n<author><name>{name}</name></author>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{own}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n<generator>Windrow</generator>\n",
        links.absolute(links.root())
    );
    entries.iter().for_each(|entry| feed += &written(entry, links));
    feed += "</feed>\n";
    Ok(Answered::document("application/atom+xml; charset=utf-8", feed))
}

fn written(entry: &Entry, links: &Links) -> String {
    let url = escaped(&links.absolute(&links.item(&entry.identifier)));
    let title = entry.card.titles.first();
    let lang = title.and_then(|title| title.lang.as_ref()).map(attribute).unwrap_or_default();
    let title = title.map_or(entry.identifier.as_str(), |title| &title.text);
    let authors = entry.card.authors.iter().filter_map(|author| author.names.first());
    let authors = authors.map(|name| format!("<author><name>{}</name></author>\n", escaped(&name.text)));
    format!(
        "<entry>\n<id>{url}</id>\n<title{lang}>{}</title>\n<updated>{}</updated>\n{}<link rel=\"alternate\" \
         type=\"text/html\" href=\"{url}\"/>\n</entry>\n",
        escaped(title),
        entry.datestamp(),
        authors.collect::<String>()
    )
}

fn attribute(lang: &Language) -> String {
    format!(" xml:lang=\"{}\"", escaped(lang.as_str()))
}
