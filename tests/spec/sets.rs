//! Sets (§2.6, §2.7.2, §4.6).

use std::collections::BTreeSet;

use windrow::model::SetSpec;

use crate::support::endpoint::Endpoint;
use crate::support::fixture::{Fixture, PAGE_OF_SETS, Workshop, id};
use crate::support::items::{article, bare_identity};
use crate::support::xml::Element;

const LIST: &str = "verb=ListIdentifiers&metadataPrefix=oai_dc";

/// The identifiers in a set.
fn members(endpoint: &Endpoint, set: &str) -> BTreeSet<String> {
    endpoint.identifiers(&format!("{LIST}&set={set}")).into_iter().collect()
}

fn set_elements(endpoint: &Endpoint) -> Vec<Element> {
    if endpoint.sets().is_empty() {
        return Vec::new();
    }
    endpoint
        .parts("verb=ListSets")
        .iter()
        .flat_map(|part| part.verb().all("set").cloned().collect::<Vec<_>>())
        .collect()
}

requirement! {
    R138 MAY "§2.6" "Sets are offered."
    fn sets_are_offered(fixture: &Fixture) {
        assert!(!fixture.endpoint.sets().is_empty());
    }
}

requirement! {
    R139 MUST "§3.6, §4.6" "A repository without sets says noSetHierarchy, and shows none."
    fn a_repository_without_sets_says_so(_workshop: &Workshop) {
        let bare = Workshop::of(&bare_identity());
        bare.put(&[article("x", &[])]);
        for query in ["verb=ListSets", &format!("{LIST}&set=a"), "verb=ListRecords&metadataPrefix=oai_dc&set=a"] {
            bare.endpoint().refuses(query, "noSetHierarchy");
        }
        assert_eq!(bare.endpoint().errors("verb=ListSets&resumptionToken=x"), ["noSetHierarchy", "badResumptionToken"]);
        assert!(bare.endpoint().all("oai_dc").iter().all(|header| header.sets.is_empty()));
    }
}

requirement! {
    R140 MUST "§2.6" "A setSpec is a path of unreserved characters, joined by colons."
    fn set_specs_keep_to_the_grammar(endpoint: &Endpoint) {
        let headers = endpoint.all("oai_dc");
        for spec in endpoint.sets().iter().chain(headers.iter().flat_map(|header| &header.sets)) {
            assert!(spec.parse::<SetSpec>().is_ok(), "{spec}");
        }
    }
}

requirement! {
    R141 MUST "§2.6" "A setSpec is listed once."
    fn set_specs_are_unique(endpoint: &Endpoint) {
        let sets = endpoint.sets();
        assert_eq!(sets.iter().collect::<BTreeSet<_>>().len(), sets.len(), "{sets:?}");
    }
}

requirement! {
    R142 MUST "§4.6" "A set is told by setSpec, setName and descriptions, in this order."
    fn sets_are_told_in_order(endpoint: &Endpoint) {
        for set in set_elements(endpoint) {
            let names = set.names();
            assert_eq!(names[..2], ["setSpec", "setName"]);
            assert!(names[2..].iter().all(|name| *name == "setDescription"), "{names:?}");
        }
    }
}

requirement! {
    R143 MUST "§2.6" "A set has a name for people."
    fn sets_have_names(endpoint: &Endpoint) {
        assert!(set_elements(endpoint).iter().all(|set| !set.text_of("setName").trim().is_empty()));
    }
}

requirement! {
    R144 MUST "§2.6" "Headers show the sets of their item, in every verb."
    fn headers_show_the_sets(endpoint: &Endpoint) {
        for set in endpoint.sets().iter().take(20) {
            let set: SetSpec = set.parse().unwrap();
            for verb in ["ListIdentifiers", "ListRecords"] {
                for header in endpoint.headers(&format!("verb={verb}&metadataPrefix=oai_dc&set={set}")) {
                    let shown = |shown: &String| shown.parse().is_ok_and(|shown| set == shown || set.is_above(&shown));
                    assert!(header.sets.iter().any(shown), "{verb} {set}: {header:?}");
                    assert_eq!(endpoint.record(&header.identifier, "oai_dc").headers()[0].sets, header.sets);
                }
            }
        }
    }
}

requirement! {
    R145 SHOULD "§2.5" "Headers do not name what a deeper set implies."
    fn headers_name_the_deepest_sets(endpoint: &Endpoint) {
        for header in endpoint.all("oai_dc") {
            let specs: Vec<SetSpec> = header.sets.iter().map(|spec| spec.parse().unwrap()).collect();
            let implied = specs.iter().any(|spec| specs.iter().any(|other| spec.is_above(other)));
            assert!(!implied, "{header:?}");
        }
    }
}

requirement! {
    R146 MUST "§2.7.2" "A set has the items of the sets below it."
    fn a_set_has_what_is_below_it(fixture: &Fixture) {
        let of = |set| members(&fixture.endpoint, set);
        assert!(of("a").is_superset(&of("a:b")) && of("a:b").is_superset(&of("a:b:c")));
        assert!(of("a").contains(&id("deep")) && of("a:b").contains(&id("deep")) && of("a:b:c").contains(&id("deep")));
        assert!(of("a").contains(&id("middle")) && !of("a:b:c").contains(&id("middle")));
    }
}

requirement! {
    R147 MUST "§2.7.2" "A set is matched part by part, not letter by letter."
    fn sets_are_matched_by_parts(fixture: &Fixture) {
        assert!(!members(&fixture.endpoint, "a").contains(&id("similar")));
        assert_eq!(members(&fixture.endpoint, "ab"), BTreeSet::from([id("similar")]));
    }
}

requirement! {
    R148 MUST "§2.6" "An item is in none, one or several sets, and all are shown."
    fn items_are_in_any_number_of_sets(fixture: &Fixture) {
        let sets = |local: &str| fixture.endpoint.record(&id(local), "oai_dc").headers().remove(0).sets;
        assert_eq!((sets("none"), sets("plain"), sets("both")), (vec![], vec!["a".into()], vec!["a:b".into(), "b".into()]));
        assert!(members(&fixture.endpoint, "a:b").contains(&id("both")) && members(&fixture.endpoint, "b").contains(&id("both")));
    }
}

requirement! {
    R149 SHOULD "§4.6" "ListSets has every set that a header names, and every set above one."
    fn list_sets_is_closed(endpoint: &Endpoint) {
        let listed: BTreeSet<_> = endpoint.sets().into_iter().collect();
        let in_headers = endpoint.all("oai_dc").into_iter().flat_map(|header| header.sets);
        for spec in listed.iter().cloned().chain(in_headers) {
            let spec: SetSpec = spec.parse().unwrap();
            assert!(spec.path().all(|above| listed.contains(above)), "{spec}");
        }
    }
}

requirement! {
    R150 MUST "§3.6" "An empty set, or one with nothing in the range, gives noRecordsMatch."
    fn empty_sets_have_no_records(fixture: &Fixture) {
        assert!(fixture.endpoint.sets().contains(&"empty".to_owned()));
        fixture.endpoint.refuses(&format!("{LIST}&set=empty"), "noRecordsMatch");
        fixture.endpoint.refuses(&format!("{LIST}&set=a&from=2999-01-01"), "noRecordsMatch");
        fixture.endpoint.refuses(&format!("{LIST}&set=a&until=1999-01-01"), "noRecordsMatch");
    }
}

requirement! {
    R151 SHOULD "§3.6" "A set that is not there gives noRecordsMatch."
    fn unknown_sets_have_no_records(fixture: &Fixture) {
        for set in ["nosuch", "a:nosuch", "a:b:c:d", "aa"] {
            fixture.endpoint.refuses(&format!("{LIST}&set={set}"), "noRecordsMatch");
        }
    }
}

requirement! {
    R152 MUST "§2.6" "What is no setSpec is badArgument."
    fn ill_formed_sets_are_refused(endpoint: &Endpoint) {
        for set in ["a::b", ":a", "a:", ":", "a%20b", "a+b", "%C3%A9", "a/b", "a%0A", "%25"] {
            endpoint.refuses(&format!("{LIST}&set={set}"), "badArgument");
        }
    }
}

requirement! {
    R153 SHOULD "§2.6" "setSpecs are case-sensitive."
    fn set_specs_are_case_sensitive(fixture: &Fixture) {
        fixture.endpoint.refuses(&format!("{LIST}&set=A"), "noRecordsMatch");
    }
}

requirement! {
    R154 MUST "§4.6" "ListSets takes no argument but a token."
    fn list_sets_takes_only_a_token(endpoint: &Endpoint) {
        for argument in ["metadataPrefix=oai_dc", "set=a", "from=2020-01-01", "identifier=x:y", "foo=1"] {
            endpoint.refuses(&format!("verb=ListSets&{argument}"), "badArgument");
        }
    }
}

requirement! {
    R155 MAY "§4.6" "ListSets comes in parts, by the rules of all lists."
    fn list_sets_comes_in_parts(workshop: &Workshop) {
        assert_eq!(workshop.endpoint().parts("verb=ListSets").len(), 1, "a few sets are one part, however small pages are");
        let workshop = Workshop::of_many_sets();
        let parts = workshop.endpoint().parts("verb=ListSets");
        assert!(parts.len() > 1);
        let mut cursor = 0;
        for part in &parts {
            let token = part.token().expect("a token in every part");
            assert_eq!(token.attribute("cursor"), Some(cursor.to_string().as_str()));
            cursor += part.verb().all("set").count();
        }
        assert!(parts[..parts.len() - 1].iter().all(|part| part.verb().all("set").count() == PAGE_OF_SETS));
        let whole = workshop.another(10 * PAGE_OF_SETS).endpoint.parts("verb=ListSets");
        assert_eq!(whole.len(), 1, "pages may be larger");
        let whole: Vec<_> = whole[0].verb().all("set").map(|set| set.text_of("setSpec").to_owned()).collect();
        assert_eq!((workshop.endpoint().sets(), cursor), (whole.clone(), whole.len()));
    }
}
