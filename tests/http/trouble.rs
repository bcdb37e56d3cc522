//! A store that fails is 503 with Retry-After, never an empty list and never 500.

use crate::fixture::{Fixture, Mood};
use crate::wire::get;

#[test]
fn a_failing_store_is_503_with_a_short_retry_after_and_serves_again_when_it_is_well() {
    let fixture = Fixture::start();
    for mood in [Mood::Failing, Mood::Panicking] {
        fixture.store.set(mood);
        for query in ["verb=Identify", "verb=ListRecords&metadataPrefix=oai_dc", "verb=ListSets"] {
            let response = get(fixture.address(), &format!("/oai?{query}"));
            assert_eq!((response.status, response.header("retry-after")), (503, Some("5")));
            assert!(!response.text().contains("OAI-PMH") && !response.text().contains("told to"));
        }
        assert_eq!(get(fixture.address(), "/").status, 503);
        assert_eq!(get(fixture.address(), "/elsewhere").status, 404);
        assert_eq!(get(fixture.address(), "/health/ready").status, 503);
        assert_eq!(get(fixture.address(), "/health/live").status, 200);
        assert!(get(fixture.address(), "/metrics").text().contains("windrow_store_up 0\n"));
        fixture.store.set(Mood::Well);
        assert_eq!(get(fixture.address(), "/oai?verb=Identify").status, 200);
        let ready = get(fixture.address(), "/health/ready");
        assert_eq!(ready.status, 200);
        assert!(ready.text().contains("A request could not be answered 0 s ago: the store: it fails"));
    }
}
