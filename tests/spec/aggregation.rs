//! Aggregators: records that were harvested elsewhere.

use crate::support::fixture::{Workshop, id};
use crate::support::items::harvested;

requirement! {
    R244 SHOULD "aggregator guideline" "A re-exposed record keeps the identifier it comes with."
    fn identifiers_are_kept(workshop: &Workshop) {
        let mut item = harvested("x");
        item.identifier = "oai:second.example.net:1".parse().unwrap();
        workshop.put(&[item]);
        assert!(workshop.endpoint().record("oai:second.example.net:1", "oai_dc").errors().is_empty());
    }
}

requirement! {
    R245 MUST "aggregator guideline" "The datestamp of a re-exposed record is ours, not the origin's."
    fn datestamps_are_ours(workshop: &Workshop) {
        let before = workshop.endpoint().get("verb=Identify").response_date().to_owned();
        workshop.put(&[harvested("x")]);
        let list = format!("verb=ListIdentifiers&metadataPrefix=oai_dc&from={before}");
        assert_eq!(workshop.endpoint().identifiers(&list), [id("x")]);
    }
}

requirement! {
    R246 SHOULD "aggregator guideline" "A deletion at the origin is passed on."
    fn deletions_are_passed_on(workshop: &Workshop) {
        workshop.put(&[harvested("x")]);
        workshop.delete(&["x", "never-here"]);
        for local in ["x", "never-here"] {
            assert!(workshop.endpoint().record(&id(local), "oai_dc").headers()[0].deleted);
        }
    }
}
