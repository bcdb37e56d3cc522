//! Description, about and set containers (the guidelines).

use std::collections::BTreeSet;

use crate::support::endpoint::Endpoint;
use crate::support::fixture::{Fixture, Workshop, id};
use crate::support::items::{CC_BY, CC0, article};
use crate::support::xml::Element;

/// The descriptions of Identify whose element has this name.
fn descriptions(endpoint: &Endpoint, name: &str) -> Vec<Element> {
    let identify = endpoint.identify();
    identify.all("description").flat_map(|description| description.all(name).cloned()).collect()
}

/// The about elements of a record whose content has this name.
fn about(endpoint: &Endpoint, local: &str, name: &str) -> Vec<Element> {
    let answer = endpoint.record(&id(local), "oai_dc");
    let record = &answer.verb().children[0];
    record.all("about").flat_map(|about| about.all(name).cloned()).collect()
}

/// What a rightsReference refers to.
fn references(element: &Element) -> BTreeSet<String> {
    let all = element.descendants();
    all.iter().filter_map(|element| element.attribute("ref")).map(str::to_owned).collect()
}

requirement! {
    R218 MAY "oai-identifier" "One oai-identifier, its namespace the default on its element."
    fn there_is_one_oai_identifier(fixture: &Fixture) {
        let found = descriptions(&fixture.endpoint, "oai-identifier");
        let [container] = found.as_slice() else { panic!("{}", found.len()) };
        assert_eq!(container.qname, "oai-identifier");
        assert_eq!(container.attribute("xmlns"), Some("http://www.openarchives.org/OAI/2.0/oai-identifier"));
        assert_eq!(container.names(), ["scheme", "repositoryIdentifier", "delimiter", "sampleIdentifier"]);
    }
}

requirement! {
    R219 MUST "oai-identifier 2.1" "The scheme is oai, the delimiter a colon, the repository a domain name."
    fn the_repository_identifier_is_a_domain(endpoint: &Endpoint) {
        for container in descriptions(endpoint, "oai-identifier") {
            assert_eq!((container.text_of("scheme"), container.text_of("delimiter")), ("oai", ":"));
            let domain = container.text_of("repositoryIdentifier");
            assert!(domain.split('.').count() >= 2, "{domain}");
            assert!(domain.split('.').all(|part| part.starts_with(|first: char| first.is_ascii_alphabetic())), "{domain}");
        }
    }
}

requirement! {
    R220 MUST "oai-identifier" "The sample is an identifier of the repository."
    fn the_sample_identifier_exists(endpoint: &Endpoint) {
        for container in descriptions(endpoint, "oai-identifier") {
            let sample = container.text_of("sampleIdentifier");
            assert!(sample.starts_with(&format!("oai:{}:", container.text_of("repositoryIdentifier"))), "{sample}");
            assert!(endpoint.record(sample, "oai_dc").errors().is_empty(), "{sample}");
        }
    }
}

requirement! {
    R221 MUST "oai-identifier" "All identifiers are of the form that is declared; if one is not, none is declared."
    fn identifiers_are_as_declared(endpoint: &Endpoint) {
        for container in descriptions(endpoint, "oai-identifier") {
            let prefix = format!("oai:{}:", container.text_of("repositoryIdentifier"));
            assert!(endpoint.all("oai_dc").iter().all(|header| header.identifier.starts_with(&prefix)));
        }
    }
}

requirement! {
    R222 MUST "oai-identifier" "The local part is made of URI characters, others escaped with capital digits."
    fn local_parts_are_escaped(fixture: &Fixture) {
        for identifier in fixture.endpoint.identifiers("verb=ListIdentifiers&metadataPrefix=oai_dc") {
            let local = identifier.splitn(3, ':').nth(2).unwrap();
            let mut escapes = local.split('%');
            let legal = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.!~*'();/?:@&=+$,".contains(&byte));
            assert!(legal(escapes.next().unwrap()), "{identifier}");
            for escape in escapes {
                assert!(escape.bytes().take(2).all(|digit| b"0123456789ABCDEF".contains(&digit)) && legal(escape), "{identifier}");
            }
        }
        assert!(fixture.odd_identifiers().iter().any(|identifier| identifier.contains("%C3%A9")));
    }
}

requirement! {
    R224 SHOULD "oai-identifier" "The domain of an identifier is compared letter by letter, too."
    fn domains_are_compared_exactly(fixture: &Fixture) {
        let capital = id("plain").replace("spec.example.net", "Spec.Example.Net");
        assert_eq!(fixture.endpoint.record(&capital, "oai_dc").errors(), ["idDoesNotExist"]);
    }
}

requirement! {
    R225 MAY "friends" "Confederate repositories are named."
    fn friends_are_named(fixture: &Fixture) {
        let friends = descriptions(&fixture.endpoint, "friends");
        assert_eq!(friends[0].text_of("baseURL"), "http://friend.example.net/oai");
        assert_eq!(friends[0].namespace, "http://www.openarchives.org/OAI/2.0/friends/");
    }
}

requirement! {
    R226 SHOULD "friends" "A friend is a base URL, without a query."
    fn friends_are_base_urls(endpoint: &Endpoint) {
        for friend in descriptions(endpoint, "friends").iter().flat_map(|friends| &friends.children) {
            assert!(friend.text.starts_with("http") && !friend.text.contains('?'), "{}", friend.text);
        }
    }
}

requirement! {
    R227 MAY "branding" "The collection has an icon."
    fn the_collection_has_an_icon(fixture: &Fixture) {
        let branding = &descriptions(&fixture.endpoint, "branding")[0];
        assert_eq!(branding.children[0].names(), ["url", "link", "title", "width", "height"]);
    }
}

requirement! {
    R231 MAY "collection guideline" "Free descriptions of the repository and of sets are Dublin Core."
    fn free_descriptions_are_dublin_core(fixture: &Fixture) {
        let text = "Records that tests are made of.";
        assert_eq!(descriptions(&fixture.endpoint, "dc")[0].text_of("description"), text);
        let sets = fixture.endpoint.get("verb=ListSets");
        let first = &sets.verb().children[0];
        let described: Vec<_> = first.all("setDescription").map(|description| description.children[0].clone()).collect();
        assert_eq!(described[1].text_of("description"), "甲");
        assert_eq!(described[1].children[0].attribute("xml:lang"), Some("zh-Hans"));
    }
}

requirement! {
    R232 MUST "§4.6" "A setDescription holds one element of another namespace, and says where its schema is."
    fn set_descriptions_hold_one_element(endpoint: &Endpoint) {
        if endpoint.sets().is_empty() {
            return;
        }
        for part in endpoint.parts("verb=ListSets") {
            for description in part.verb().all("set").flat_map(|set| set.all("setDescription")) {
                let [content] = description.children.as_slice() else { panic!("{:?}", description.names()) };
                assert!(!content.namespace.is_empty() && content.namespace != description.namespace);
                assert!(content.attribute("xsi:schemaLocation").is_some());
            }
        }
    }
}

requirement! {
    R233 MAY "provenance" "A harvested record tells where it came from, with the harvests before."
    fn harvested_records_have_provenance(fixture: &Fixture) {
        let origin = about(&fixture.endpoint, "harvested", "provenance").remove(0).children.remove(0);
        let names = ["baseURL", "identifier", "datestamp", "metadataNamespace", "originDescription"];
        assert_eq!(origin.names(), names);
        assert_eq!(origin.child("originDescription").unwrap().names(), names[..4]);
    }
}

requirement! {
    R234 MUST "provenance" "altered tells whether the metadata was changed since; earlier harvests stay as received."
    fn altered_is_told(fixture: &Fixture) {
        let origin = about(&fixture.endpoint, "harvested", "provenance").remove(0).children.remove(0);
        assert_eq!(origin.attribute("altered"), Some("true"));
        let before = origin.child("originDescription").unwrap();
        assert_eq!((before.attribute("altered"), before.text_of("datestamp")), (Some("false"), "2001-02-03"));
    }
}

requirement! {
    R235 SHOULD "provenance" "Re-exposed records carry provenance, in every format."
    fn provenance_stands_in_every_format(fixture: &Fixture) {
        for prefix in ["oai_dc", "oai_qdc"] {
            let answer = fixture.endpoint.record(&id("harvested"), prefix);
            assert!(answer.root.descendants().iter().any(|element| element.local == "originDescription"), "{prefix}");
        }
    }
}

requirement! {
    R236 MUST "provenance" "The origin's datestamp is the origin's; harvestDate is when it was harvested."
    fn provenance_keeps_the_dates(fixture: &Fixture) {
        let origin = about(&fixture.endpoint, "harvested", "provenance").remove(0).children.remove(0);
        assert_eq!(origin.text_of("datestamp"), "2002-03-04T05:06:08Z");
        assert_eq!(origin.attribute("harvestDate"), Some("2003-04-05T06:07:08Z"));
        assert_eq!(origin.text_of("baseURL"), "http://second.example.net/oai");
    }
}

requirement! {
    R237 MAY "rights 3" "A record carries its rights statements, by reference."
    fn records_carry_rights(fixture: &Fixture) {
        let [statement] = &about(&fixture.endpoint, "plain", "rights")[..] else { panic!("one statement") };
        assert_eq!(statement.names(), ["rightsReference"]);
        assert_eq!(references(statement), BTreeSet::from([CC0.to_owned()]));
    }
}

requirement! {
    R239 MAY "rights 3" "Several rights statements are several abouts."
    fn several_statements_are_several_abouts(fixture: &Fixture) {
        let statements = about(&fixture.endpoint, "harvested", "rights");
        let references: Vec<_> = statements.iter().map(references).collect();
        assert_eq!(references, [BTreeSet::from([CC0.to_owned()]), BTreeSet::from([CC_BY.to_owned()])]);
    }
}

requirement! {
    R240 MAY "rights 4.1" "Identify has a manifest of the rights statements."
    fn there_is_a_rights_manifest(fixture: &Fixture) {
        let manifest = &descriptions(&fixture.endpoint, "rightsManifest")[0];
        assert_eq!(manifest.attribute("appliesTo"), Some("http://www.openarchives.org/OAI/2.0/entity#metadata"));
        assert!(manifest.children.iter().all(|rights| rights.names() == ["rightsReference"]));
    }
}

requirement! {
    R242 MUST "rights 4" "The manifest has the statements that occur in records."
    fn the_manifest_has_what_occurs(fixture: &Fixture) {
        let manifest = references(&descriptions(&fixture.endpoint, "rightsManifest")[0]);
        let mut occurring = BTreeSet::new();
        for part in fixture.endpoint.parts("verb=ListRecords&metadataPrefix=oai_dc") {
            let abouts = part.root.descendants();
            occurring.extend(abouts.iter().filter(|element| element.local == "about").flat_map(|about| references(about)));
        }
        assert_eq!(manifest, occurring);
    }
}

requirement! {
    R243 MUST "rights 3" "A deleted record has no rights statement."
    fn deleted_records_have_no_rights(workshop: &Workshop) {
        workshop.put(&[article("x", &[])]);
        assert_eq!(about(workshop.endpoint(), "x", "rights").len(), 1);
        workshop.delete(&["x"]);
        assert!(about(workshop.endpoint(), "x", "rights").is_empty());
    }
}
