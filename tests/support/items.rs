//! Items for tests, and the description of a repository.

use std::collections::BTreeMap;

use windrow::model::{
    Access, Article, Branding, Content, DublinCore, DublinCoreElement, Identity, Item, Journal, Namespace,
    Person, Provenance, SetDescription, Text, Title,
};

/// The rights statement of most records.
pub const CC0: &str = "http://creativecommons.org/publicdomain/zero/1.0/";
/// The rights statement of one record beside it.
pub const CC_BY: &str = "https://creativecommons.org/licenses/by/4.0/";

/// Every character that has ever broken a page.
pub const NASTY: &str =
    "Nasty ]]> & < > \" ' &amp; \u{3}\u{b}\u{fffe}\u{ffff} \t\r\n <b>x</b> é 国 עברית \u{1F600}";

pub fn namespace() -> Namespace {
    "spec.example.net".parse().expect("a domain")
}

/// The identifier of the item of a local name.
pub fn id(local: &str) -> String {
    namespace().identifier(local).as_str().to_owned()
}

/// An item of the full model, which has a record in every format.
pub fn article(local: &str, sets: &[&str]) -> Item {
    titled(local, sets, &format!("The article {local}"))
}

/// An article with a title of its own.
pub fn titled(local: &str, sets: &[&str], title: &str) -> Item {
    let title = Title { lang: "en".parse().ok(), text: title.to_owned(), subtitle: None, devised: false };
    let article = Article {
        titles: vec![title],
        authors: vec![Person { name: Some("Suharto".to_owned()), ..Person::default() }],
        journal: Some(Journal {
            titles: vec![text("en", "The Journal")],
            issn: "2049-3630".parse().into_iter().collect(),
            publisher: vec![text("en", "The Press")],
            ..Journal::default()
        }),
        published: "2022-05".parse().ok(),
        language: "en".parse().into_iter().collect(),
        doi: format!("10.5555/{local}").parse().ok(),
        url: "https://spec.example.net/article".parse().ok(),
        types: vec!["journal article".to_owned()],
        access: Some(Access::Open),
        ..Article::default()
    };
    item(local, sets, Content::Article(Box::new(article)))
}

/// An item that is only Dublin Core, and so has a record in oai_dc and in no other format.
pub fn dublin_core(local: &str, sets: &[&str]) -> Item {
    let element = |element: &str, value: String| DublinCoreElement {
        element: element.to_owned().into(),
        lang: None,
        value,
    };
    let elements = vec![
        element("title", format!("The Dublin Core of {local}")),
        element("identifier", format!("https://spec.example.net/{local}")),
    ];
    item(local, sets, Content::Dc(DublinCore { elements }))
}

fn item(local: &str, sets: &[&str], content: Content) -> Item {
    Item {
        sets: sets.iter().map(|spec| spec.parse().expect("a setSpec")).collect(),
        rights: vec![CC0.to_owned()],
        ..Item::new(namespace().identifier(local), content)
    }
}

/// An article with MODS of another hand, whose ids every such article has.
pub fn supplied(local: &str) -> Item {
    let mods = r#"<mods xmlns="http://www.loc.gov/mods/v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="3.8" ID="MODS0001"
        xsi:schemaLocation="http://www.loc.gov/mods/v3 https://www.loc.gov/standards/mods/v3/mods-3-8.xsd"
        ><titleInfo ID="title"><title>By hand</title></titleInfo></mods>"#;
    let prefix = "mods".parse().expect("a prefix");
    Item { native: BTreeMap::from([(prefix, mods.to_owned())]), ..article(local, &[]) }
}

/// An article that was harvested from one repository, which had it from another.
pub fn harvested(local: &str) -> Item {
    let first = Provenance {
        base_url: "http://first.example.net/oai".to_owned(),
        identifier: "oai:first.example.net:1".to_owned(),
        datestamp: "2001-02-03".to_owned(),
        metadata_namespace: "http://www.openarchives.org/OAI/2.0/oai_dc/".to_owned(),
        harvest_date: "2002-03-04T05:06:07Z".parse().expect("a moment"),
        altered: false,
        origin: None,
    };
    let second = Provenance {
        base_url: "http://second.example.net/oai".to_owned(),
        datestamp: "2002-03-04T05:06:08Z".to_owned(),
        harvest_date: "2003-04-05T06:07:08Z".parse().expect("a moment"),
        altered: true,
        origin: Some(Box::new(first.clone())),
        ..first
    };
    Item {
        provenance: Some(second),
        rights: vec![CC0.to_owned(), CC_BY.to_owned()],
        ..article(local, &["b"])
    }
}

fn text(lang: &str, text: &str) -> Text {
    Text { lang: lang.parse().ok(), text: text.to_owned() }
}

/// A repository with sets, some of them only described, and a container of every kind.
pub fn identity() -> Identity {
    let set = |spec: &str, descriptions| SetDescription {
        spec: spec.parse().expect("a setSpec"),
        name: format!("The set {spec}"),
        descriptions,
    };
    Identity {
        sets: vec![
            set("a", vec![text("en", "What is in a."), text("zh-Hans", "甲")]),
            set("a:b:c", Vec::new()),
            set("ab", Vec::new()),
            set("empty", Vec::new()),
            set("x:y:z", Vec::new()), // and with it x:y and x, which nothing else names
        ],
        descriptions: vec![text("en", "Records that tests are made of.")],
        friends: vec!["http://friend.example.net/oai".to_owned()],
        branding: Some(Branding {
            icon_url: "http://spec.example.net/icon.png".to_owned(),
            link: Some("http://spec.example.net/".to_owned()),
            title: Some("Spec & sons".to_owned()),
            width: Some(88),
            height: Some(31),
        }),
        datacite_symbol: Some("EXAMPLE.JOURNAL".to_owned()),
        ..bare_identity()
    }
}

/// A repository of which nothing but the necessary is said.
pub fn bare_identity() -> Identity {
    Identity::new("Spec <&> sons".to_owned(), namespace(), vec!["oai@spec.example.net".to_owned()])
}
