//! Pages that say why there is no other: 404, 410 and 503.

use super::exchange::{Answered, Status};
use super::frame::{Nav, Page, Scene};
use super::lang::Lang;
use super::template::Template;
use super::texts::Say;
use super::values::values;
use super::view::Fact;
use crate::model::{Datestamp, Identifier};
use crate::repository::StoreError;

/// 404: there is nothing at this address.
pub fn not_found(scene: &Scene<'_>) -> Result<Answered, StoreError> {
    let base_url = &scene.presence.base_url;
    let fact = Fact { name: scene.say(Say::BaseUrl), text: base_url.clone(), link: base_url.clone() };
    message(scene, Status::NotFound, Say::NotFound, &[Say::NotFoundText], vec![fact])
}

/// 404: there is no item with this identifier.
pub fn no_item(scene: &Scene<'_>, identifier: &Identifier) -> Result<Answered, StoreError> {
    let facts = vec![identified(scene, identifier)];
    message(scene, Status::NotFound, Say::NoRecord, &[Say::NotFoundText], facts)
}

/// 404: the item has no such representation.
pub fn no_format(scene: &Scene<'_>, identifier: &Identifier, name: &str) -> Result<Answered, StoreError> {
    let format = Fact { name: scene.say(Say::Formats), text: name.to_owned(), link: String::new() };
    let record = Fact { link: scene.links.item(identifier.as_str()), ..identified(scene, identifier) };
    message(scene, Status::NotFound, Say::NoFormat, &[Say::NotAvailableText], vec![record, format])
}

/// 410: the item was deleted.
pub fn gone(scene: &Scene<'_>, identifier: &Identifier, when: Datestamp) -> Result<Answered, StoreError> {
    let day = when.to_string().chars().take(10).collect();
    let date = Fact { name: scene.say(Say::DeletedOn), text: day, link: String::new() };
    let facts = vec![identified(scene, identifier), date];
    message(scene, Status::Gone, Say::Deleted, &[Say::DeletedText], facts)
}

fn identified(scene: &Scene<'_>, identifier: &Identifier) -> Fact {
    Fact { name: scene.say(Say::Identifier), text: identifier.to_string(), link: String::new() }
}

fn message(
    scene: &Scene<'_>,
    status: Status,
    heading: Say,
    paragraphs: &[Say],
    facts: Vec<Fact>,
) -> Result<Answered, StoreError> {
    let paragraphs: Vec<_> = paragraphs.iter().map(|text| scene.say(*text)).collect();
    let page = Page {
        title: scene.say(heading).to_owned(),
        head: "<meta name=\"robots\" content=\"noindex\">\n".to_owned(),
        current: Nav::None,
        template: Template::Message,
        values: values! { heading => scene.say(heading), paragraphs, facts },
    };
    Ok(scene.page(page)?.with_status(status))
}

/// 503: nothing is known of the repository at the moment, so the page has no navigation and no stylesheet of its own.
pub fn unavailable(lang: Lang) -> Answered {
    let say = |text: Say| text.text(lang);
    let (heading, text) = (say(Say::Unavailable), say(Say::UnavailableText));
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{heading}</title>\n\
         <link rel=\"stylesheet\" href=\"/assets/{}\">\n</head>\n<body>\n<main class=\"wide\">\n<h1>{heading}</h1>\n\
         <p class=\"lead\">{text}</p>\n</main>\n</body>\n</html>\n",
        lang.tag(),
        *super::frame::STYLE_NAME
    );
    Answered::page(lang, html).with_status(Status::Unavailable)
}
