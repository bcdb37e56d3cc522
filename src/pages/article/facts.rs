//! What is said of an article in short: where it stands, when it came, and what may be done with it.

use serde::Serialize;

use crate::catalogue::{Card, IssueName};
use crate::model::{Access, Article, Datestamp, Item, License, Text};
use crate::pages::frame::Scene;
use crate::pages::html::{Said, is_blank};
use crate::pages::texts::Say;
use crate::pages::view::numbered;

#[derive(Serialize)]
pub(super) struct FactView {
    name: &'static str,
    values: Vec<Said>,
    link: String,
    rel: &'static str,
}

struct Facts<'s> {
    scene: &'s Scene<'s>,
    all: Vec<FactView>,
}

/// The facts of an article.
pub(super) fn facts(scene: &Scene<'_>, item: &Item, article: &Article) -> Vec<FactView> {
    let mut facts = Facts { scene, all: identifier(scene, item) };
    if let Some(doi) = &article.doi {
        facts.linked("DOI", &doi.to_string(), doi.url(), "");
    }
    facts.place(item, article);
    facts.dates(article);
    facts.rights(article);
    facts.description(article);
    facts.all
}

/// The identifier, which every item has.
pub(super) fn identifier(scene: &Scene<'_>, item: &Item) -> Vec<FactView> {
    let values = vec![Said::plain(None, item.identifier.as_str())];
    vec![FactView { name: scene.say(Say::Identifier), values, link: String::new(), rel: "" }]
}

impl Facts<'_> {
    fn texts(&mut self, say: Say, texts: &[Text]) {
        let values = Said::all(texts);
        if !values.is_empty() {
            self.all.push(FactView { name: self.scene.say(say), values, link: String::new(), rel: "" });
        }
    }

    fn one(&mut self, name: &'static str, text: Option<&str>) {
        if let Some(text) = text.filter(|text| !is_blank(text)) {
            self.linked(name, text, String::new(), "");
        }
    }

    fn linked(&mut self, name: &'static str, text: &str, link: String, rel: &'static str) {
        self.all.push(FactView { name, values: vec![Said::rich(None, text)], link, rel });
    }

    fn say(&mut self, say: Say, text: Option<&str>) {
        self.one(self.scene.say(say), text);
    }

    /// Journal, issue, section and pages.
    fn place(&mut self, item: &Item, article: &Article) {
        if let Some(journal) = &article.journal {
            self.texts(Say::Journal, &journal.titles);
            for (_, issn) in journal.issns() {
                self.one("ISSN", Some(issn.as_str()));
            }
            self.one("CN", journal.cn.as_ref().map(|cn| cn.as_str()));
        }
        let year = article.published.as_ref().map(|date| date.year());
        let number = numbered(article.volume.as_deref(), article.issue.as_deref(), self.scene.lang);
        let card = Card::of(item, Datestamp::from_unix(0));
        if let Some(name) = IssueName::of(item, &card) {
            let text = [year, Some(number.as_str())].into_iter().flatten().collect::<Vec<_>>().join(", ");
            let link = if self.scene.has_lists { self.scene.links.issue(&name) } else { String::new() };
            self.linked(self.scene.say(Say::Issue), &text, link, "");
        }
        self.texts(Say::IssueTitle, &article.issue_titles);
        self.texts(Say::Section, &article.sections);
        self.say(
            Say::PagesOfArticle,
            article.pages.as_ref().map(|pages| pages.to_string().replace('-', "–")).as_deref(),
        );
        self.say(Say::ArticleNumber, article.article_number.as_deref());
    }

    fn dates(&mut self, article: &Article) {
        let dates = [
            (Say::Received, &article.received),
            (Say::Accepted, &article.accepted),
            (Say::Published, &article.published),
        ];
        for (say, date) in dates {
            self.say(say, date.as_ref().map(|date| date.as_str()));
        }
    }

    fn rights(&mut self, article: &Article) {
        if let Some(license) = &article.license {
            let (text, link) = licence(license);
            self.linked(self.scene.say(Say::License), &text, link, "license");
        }
        let holders = article.copyright.iter().chain(&article.copyright_holder).cloned();
        self.texts(Say::Rights, &holders.collect::<Vec<_>>());
        let access = article.access.map(|access| {
            let say = match access {
                Access::Open => Say::OpenAccess,
                Access::Embargoed => Say::EmbargoedAccess,
                Access::Restricted => Say::RestrictedAccess,
                Access::MetadataOnly => Say::MetadataOnlyAccess,
            };
            match article.embargo_end.as_ref().filter(|_| access == Access::Embargoed) {
                Some(end) => format!("{} {} {end}", self.scene.say(say), self.scene.say(Say::Until)),
                None => self.scene.say(say).to_owned(),
            }
        });
        self.say(Say::Access, access.as_deref());
    }

    fn description(&mut self, article: &Article) {
        let languages: Vec<&str> = article.language.iter().map(|language| language.as_str()).collect();
        self.say(Say::LanguageOfText, Some(&languages.join(", ")));
        self.say(Say::Type, Some(&article.types.join(", ")));
        self.texts(Say::Publisher, article.journal.as_ref().map_or(&[], |journal| &journal.publisher));
        for class in &article.classifications {
            let labels = class.labels.first().map(|label| format!(" {}", label.text)).unwrap_or_default();
            let scheme = format!("{:?}", class.scheme).to_uppercase();
            self.say(Say::Classification, Some(&format!("{scheme} {}{labels}", class.code)));
        }
        for other in &article.other_identifiers {
            let scheme = format!("{:?}", other.scheme).to_lowercase();
            self.say(Say::Identifier, Some(&format!("{scheme}: {}", other.value)));
        }
        if let Some(url) = &article.url {
            self.linked(self.scene.say(Say::LandingPage), url.as_str(), url.to_string(), "");
        }
        self.texts(Say::Notes, &article.notes);
    }
}

/// The licence in words and its URL.
pub(super) fn licence(license: &License) -> (String, String) {
    let known = license.creative_commons();
    let link = known.map(|known| known.url.clone()).or_else(|| license.url.as_ref().map(ToString::to_string));
    let name = license.text.clone().filter(|text| !is_blank(text));
    let name = name.or_else(|| known.map(|known| known.id.clone().unwrap_or_else(|| known.name.clone())));
    let name = name.or_else(|| license.spdx.clone()).or_else(|| link.clone());
    (name.unwrap_or_default(), link.unwrap_or_default())
}
