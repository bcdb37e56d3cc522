//! An answer of the endpoint as a page, for people who open the base URL in a browser.
//!
//! The page is made from the document that a harvester gets, so that both always agree.

mod document;
mod forms;
mod lists;
mod request;
mod trouble;

use minijinja::Value;

use super::exchange::{Answered, Keep, Varies};
use super::frame::{Nav, Page, Scene};
use super::links::argument;
use super::site::Site;
use super::template::Template;
use super::texts::Say;
use super::values::values;
use super::xml_view;
use crate::repository::StoreError;
use document::Document;

/// The longest document that the page shows indented.
const LONGEST: usize = 150_000;

/// The page of the answer to the query of a request; errs only if the store does.
pub fn page(site: &Site, scene: &Scene<'_>) -> Result<Answered, StoreError> {
    // The language of the page is no argument of the protocol.
    let query = scene.asked.query_without_lang();
    let xml = site.repository.answer_text(&query)?;
    let document = Document::read(&xml);
    let arguments = request::arguments(&query);
    let prefix = request::value(&arguments, "metadataPrefix");
    let title = match request::value(&arguments, "verb") {
        Some(verb) if document.errors.is_empty() => verb.to_owned(),
        _ => "OAI-PMH".to_owned(),
    };
    let answer = lists::answer(site, scene, &document, prefix.unwrap_or("oai_dc"))?;
    let values = values! {
        title,
        is_bare => query.is_empty(),
        arguments => request::explained(scene, &arguments),
        errors => trouble::explained(scene, &document.errors),
        answer,
        next => next(scene, &document, &arguments),
        xml_link => scene.links.oai_xml(&query),
        xml => (xml.len() <= LONGEST).then(|| Value::from_safe_string(xml_view::view(without_declaration(&xml)))),
        forms => forms::forms(site, scene, &arguments)?,
        base_url => scene.presence.base_url,
    };
    let head = "<meta name=\"robots\" content=\"noindex\">\n".to_owned();
    let title = format!("{title}: {}", scene.say(Say::OaiTitle));
    let page = scene.page(Page { title, head, current: Nav::Oai, template: Template::Oai, values })?;
    Ok(Answered { varies: Varies::ByReader, keep: Keep::Never, ..page })
}

fn without_declaration(xml: &str) -> &str {
    xml.split_once("?>").map_or(xml, |(_, rest)| rest.trim_start())
}

/// The request for the next part of a list.
fn next(scene: &Scene<'_>, document: &Document, arguments: &[(String, String)]) -> Option<String> {
    let token = document.token.as_ref().filter(|token| !token.is_empty())?;
    let verb = request::value(arguments, "verb")?;
    Some(scene.links.oai(&format!("verb={}&resumptionToken={}", argument(verb), argument(token))))
}
