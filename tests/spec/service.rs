//! Good service, beyond the letter (guidelines and communities).

use crate::support::endpoint::Endpoint;
use crate::support::fixture::{Fixture, Workshop};

requirement! {
    R255 SHOULD "guidelines 2.1" "A format richer than oai_dc is offered."
    fn a_richer_format_is_offered(fixture: &Fixture) {
        assert!(fixture.endpoint.prefixes().len() > 1);
        assert!(!fixture.endpoint.all("oai_qdc").is_empty());
    }
}

requirement! {
    R257 SHOULD "guidelines 3" "The granularity is seconds."
    fn the_granularity_is_seconds(fixture: &Fixture) {
        assert_eq!(fixture.endpoint.identify().text_of("granularity"), "YYYY-MM-DDThh:mm:ssZ");
    }
}

requirement! {
    R259 SHOULD "guidelines 5.3" "A list that is asked for again is the same while nothing changes."
    fn lists_are_repeatable(endpoint: &Endpoint) {
        for query in ["verb=ListRecords&metadataPrefix=oai_dc", "verb=ListIdentifiers&metadataPrefix=oai_dc"] {
            assert_eq!(endpoint.get(query).timeless(), endpoint.get(query).timeless());
        }
    }
}

requirement! {
    R260 SHOULD "community" "Deleted records are kept."
    fn deletions_are_kept(fixture: &Fixture) {
        assert_eq!(fixture.endpoint.identify().text_of("deletedRecord"), "persistent");
    }
}

requirement! {
    R261 SHOULD "community" "The first part tells the size of the list."
    fn the_first_part_tells_the_size(fixture: &Fixture) {
        let many_sets = Workshop::of_many_sets();
        for (endpoint, query) in [
            (&fixture.endpoint, "verb=ListRecords&metadataPrefix=oai_dc"),
            (&fixture.endpoint, "verb=ListIdentifiers&metadataPrefix=oai_dc"),
            (many_sets.endpoint(), "verb=ListSets"),
        ] {
            let first = endpoint.get(query);
            assert!(first.token().unwrap().attribute("completeListSize").is_some(), "{query}");
        }
    }
}
