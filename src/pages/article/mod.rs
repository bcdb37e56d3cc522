//! The page of an article, and its other representations.

mod documents;
mod facts;
mod head;
mod negotiate;
mod people;
mod representation;
mod signposting;
mod variant;
mod works;

use minijinja::Value;
use serde::Serialize;

use super::exchange::{Answered, Varies};
use super::frame::{Nav, Page, Scene};
use super::groups;
use super::html::{Said, is_blank};
use super::links::Named;
use super::message;
use super::site::Site;
use super::template::Template;
use super::texts::Say;
use super::values::{shown, values};
use crate::model::{Abstract, Article, Content, DublinCoreElement, Item, Title, WebUrl};
use crate::repository::{Documents, Holding, StoreError};
use representation::Variant;

/// Answers a request for an item, in the representation that the address or the client asks for.
pub fn answer(site: &Site, scene: &Scene<'_>, named: &Named) -> Result<Answered, StoreError> {
    let item = match site.repository.holding(&named.identifier)? {
        Holding::Item(item) if named.is_canonical => item,
        Holding::Item(_) | Holding::Deleted(_) if !named.is_canonical => {
            return Ok(Answered::moved(scene.links.item(named.identifier.as_str())));
        }
        Holding::Deleted(when) => return message::gone(scene, &named.identifier, when),
        _ => return variant_of_another(site, scene, named),
    };
    let wanted = negotiate::wanted(scene.asked.accept).filter(|_| scene.interfaces.documents);
    if let Some(variant) = &wanted
        && let Some(answered) = variant.written(site, scene, &item)?
    {
        return Ok(Answered { varies: Varies::ByMediaType, ..answered });
    }
    Ok(Answered { varies: Varies::ByMediaType, ..page(site, scene, &item)? })
}

/// There is no item with the identifier, but the address may be that of an item with the ending of a representation.
fn variant_of_another(site: &Site, scene: &Scene<'_>, named: &Named) -> Result<Answered, StoreError> {
    let split = Variant::split(&named.identifier).filter(|_| scene.interfaces.documents);
    let Some((identifier, variant)) = split else {
        return message::no_item(scene, &named.identifier);
    };
    match site.repository.holding(&identifier)? {
        Holding::Nothing => message::no_item(scene, &named.identifier),
        Holding::Deleted(when) => message::gone(scene, &identifier, when),
        Holding::Item(item) => match variant.written(site, scene, &item)? {
            Some(answered) => Ok(answered),
            None => message::no_format(scene, &identifier, &variant.name()),
        },
    }
}

fn page(site: &Site, scene: &Scene<'_>, item: &Item) -> Result<Answered, StoreError> {
    let documents = site.repository.documents(item)?;
    let path = scene.links.item(item.identifier.as_str());
    let (title, own) = match &item.content {
        Content::Article(article) => (title_of(article), article_values(scene, item, article)),
        Content::Dc(elements) => (dublin_core_title(&elements.elements), dublin_core_values(scene, item)),
    };
    let title = title.unwrap_or_else(|| item.identifier.to_string());
    let values = values! {
        identifier => item.identifier.as_str(),
        citations => documents::citations(scene, item, &documents, &path),
        formats => documents::formats(scene, item, &documents, &path),
        missing => documents::missing(scene, &documents),
        sets => sets(site, scene, &documents)?,
        ..own
    };
    let head = head::elements(scene, item, &documents);
    let page = Page { title, head, current: Nav::None, template: Template::Article, values };
    let links = signposting::links(scene, item, &documents);
    Ok(Answered { links, ..scene.page(page)? })
}

fn sets(site: &Site, scene: &Scene<'_>, documents: &Documents) -> Result<Vec<Value>, StoreError> {
    let all = site.repository.named_sets()?;
    let nodes = documents.sets.iter().flat_map(|spec| spec.path());
    let named = nodes.filter_map(|node| all.iter().find(|set| set.spec.as_str() == node));
    named.map(|set| Ok(shown(&groups::set(site, scene, set)?))).collect()
}

/// The plain title, for the head of the page.
fn title_of(article: &Article) -> Option<String> {
    let titles = article.titles.iter().map(|title| super::cite::line(&title.joined()));
    titles.into_iter().find(|title| !title.is_empty())
}

fn dublin_core_title(elements: &[DublinCoreElement]) -> Option<String> {
    let title = elements.iter().find(|element| element.element == "title" && !is_blank(&element.value));
    title.map(|title| super::cite::line(&title.value))
}

#[derive(Serialize)]
struct TitleView {
    text: Said,
    devised: bool,
}

#[derive(Serialize)]
struct AbstractView {
    heading: &'static str,
    text: Said,
    mark: &'static str,
    fragment: bool,
}

fn titles(article: &Article) -> Vec<TitleView> {
    let seen = article.titles.iter().filter(|title| !is_blank(&title.text));
    let view = |title: &Title| TitleView {
        text: Said::rich(title.lang.as_ref(), &title.joined()),
        devised: title.devised,
    };
    seen.map(view).collect()
}

fn abstracts(scene: &Scene<'_>, article: &Article) -> Vec<AbstractView> {
    let seen = article.abstracts.iter().filter(|text| !is_blank(&text.text));
    let view = |text: &Abstract| AbstractView {
        heading: heading_of_abstract(scene, text),
        text: Said::rich(text.lang.as_ref(), &text.text),
        mark: text.mark(),
        fragment: text.fragment,
    };
    seen.map(view).collect()
}

/// "Abstract" in the language of the abstract, if pages speak it.
fn heading_of_abstract(scene: &Scene<'_>, text: &Abstract) -> &'static str {
    let own = super::lang::Lang::ALL
        .into_iter()
        .find(|lang| text.lang.as_ref().is_some_and(|it| it.is(lang.code())));
    Say::Abstract.text(own.unwrap_or(scene.lang))
}

fn article_values(scene: &Scene<'_>, item: &Item, article: &Article) -> Value {
    let keywords = article.keywords.iter().map(|list| {
        let words = list.words.iter().filter(|word| !is_blank(&word.text));
        words.map(|word| Said::rich(list.lang.as_ref(), &word.text)).collect::<Vec<_>>()
    });
    let people = people::people(scene, article);
    values! {
        titles => titles(article),
        warnings => works::warnings(scene, article),
        authors => people.people,
        affiliations => people.affiliations,
        abstracts => abstracts(scene, article),
        keywords => keywords.filter(|words| !words.is_empty()).collect::<Vec<_>>(),
        funding => works::funding(article),
        relations => works::relations(scene, article),
        references => works::references(article),
        files => works::files(article),
        facts => facts::facts(scene, item, article),
    }
}

#[derive(Serialize)]
struct ElementView {
    name: String,
    value: Said,
    link: String,
}

/// A list of a template that such an item has nothing for.
const NOTHING: [(); 0] = [];

/// An item of Dublin Core has no more than its elements.
fn dublin_core_values(scene: &Scene<'_>, item: &Item) -> Value {
    let Content::Dc(dublin_core) = &item.content else { return Value::UNDEFINED };
    let of_title = |element: &&DublinCoreElement| element.element == "title" && !is_blank(&element.value);
    let title = dublin_core.elements.iter().find(of_title);
    let titles = title
        .iter()
        .map(|title| TitleView { text: Said::rich(title.lang.as_ref(), &title.value), devised: false });
    let elements = dublin_core.elements.iter().filter(|element| !is_blank(&element.value));
    let view = |element: &DublinCoreElement| {
        let DublinCoreElement { element: name, lang, value } = element;
        let link = value.trim().parse::<WebUrl>().map_or_else(|_| String::new(), |url| url.to_string());
        ElementView { name: name.to_string(), value: Said::rich(lang.as_ref(), value), link }
    };
    values! {
        warnings => NOTHING,
        abstracts => NOTHING,
        titles => titles.collect::<Vec<_>>(),
        elements => elements.map(view).collect::<Vec<_>>(),
        facts => facts::identifier(scene, item),
    }
}
