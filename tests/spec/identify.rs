//! Identify (§4.2).

use windrow::model::Datestamp;

use crate::support::endpoint::Endpoint;
use crate::support::fixture::{Fixture, Workshop};
use crate::support::xml::Element;

/// The children of that name.
fn texts<'a>(identify: &'a Element, name: &'a str) -> Vec<&'a str> {
    identify.all(name).map(|element| element.text.as_str()).collect()
}

requirement! {
    R92 MUST "§4.2" "The repository has one name."
    fn there_is_one_repository_name(endpoint: &Endpoint) {
        let identify = endpoint.identify();
        let names = texts(&identify, "repositoryName");
        assert!(names.len() == 1 && !names[0].trim().is_empty(), "{names:?}");
    }
}

requirement! {
    R93 MUST "§4.2" "The base URL is the one that is harvested, letter by letter."
    fn the_base_url_is_the_one_used(endpoint: &Endpoint) {
        assert_eq!(texts(&endpoint.identify(), "baseURL"), [&endpoint.base_url]);
    }
}

requirement! {
    R94 MUST "§4.2" "The protocol version is 2.0."
    fn the_protocol_version_is_2_0(endpoint: &Endpoint) {
        assert_eq!(texts(&endpoint.identify(), "protocolVersion"), ["2.0"]);
    }
}

requirement! {
    R95 MUST "§4.2" "There are addresses of administrators, and they are addresses."
    fn there_are_admin_emails(endpoint: &Endpoint) {
        let identify = endpoint.identify();
        let emails = texts(&identify, "adminEmail");
        assert!(!emails.is_empty());
        for email in emails {
            let (name, domain) = email.split_once('@').unwrap_or_else(|| panic!("{email}"));
            assert!(!name.is_empty() && !email.contains(char::is_whitespace) && !email.contains("mailto:"), "{email}");
            assert!(domain.contains('.') && domain.split('.').all(|part| !part.is_empty()), "{email}");
        }
    }
}

requirement! {
    R96 MUST "§4.2" "No datestamp is earlier than earliestDatestamp, not of any deletion either."
    fn the_earliest_datestamp_is_a_lower_bound(endpoint: &Endpoint) {
        let identify = endpoint.identify();
        let earliest = identify.text_of("earliestDatestamp");
        for prefix in endpoint.prefixes() {
            assert!(endpoint.all(&prefix).iter().all(|header| header.datestamp.as_str() >= earliest), "{prefix}");
        }
    }
}

requirement! {
    R97 MUST "§4.2" "earliestDatestamp has the granularity announced."
    fn the_earliest_datestamp_has_the_granularity(endpoint: &Endpoint) {
        let identify = endpoint.identify();
        let earliest = identify.text_of("earliestDatestamp");
        assert_eq!(earliest.len(), identify.text_of("granularity").len());
        assert!(Datestamp::parse(earliest).is_ok(), "{earliest}");
    }
}

requirement! {
    R98 SHOULD "§4.2" "earliestDatestamp is that of the oldest record, and stays so."
    fn the_earliest_datestamp_is_true(fixture: &Fixture) {
        let oldest = ["oai_dc", "oai_qdc"].iter().flat_map(|prefix| fixture.endpoint.all(prefix)).min().unwrap();
        for _ in 0..2 {
            assert_eq!(texts(&fixture.endpoint.identify(), "earliestDatestamp"), [&oldest.datestamp]);
        }
    }
}

requirement! {
    R99 MUST "§4.2" "deletedRecord is one of three words, and true."
    fn the_deletion_policy_is_true(endpoint: &Endpoint) {
        let identify = endpoint.identify();
        let policy = identify.text_of("deletedRecord");
        assert!(["no", "transient", "persistent"].contains(&policy), "{policy}");
        let any = endpoint.prefixes().iter().any(|prefix| endpoint.all(prefix).iter().any(|header| header.deleted));
        assert!(!any || policy != "no", "deleted records, and none announced");
    }
}

requirement! {
    R100 MUST "§4.2" "granularity is one of two spellings."
    fn the_granularity_is_spelled_out(endpoint: &Endpoint) {
        let identify = endpoint.identify();
        assert!(["YYYY-MM-DD", "YYYY-MM-DDThh:mm:ssZ"].contains(&identify.text_of("granularity")));
    }
}

requirement! {
    R101 MUST "OAI-PMH.xsd" "The elements of Identify come in their order."
    fn the_elements_come_in_order(endpoint: &Endpoint) {
        let order = [
            "repositoryName", "baseURL", "protocolVersion", "adminEmail", "earliestDatestamp", "deletedRecord",
            "granularity", "compression", "description",
        ];
        let identify = endpoint.identify();
        let places: Vec<_> =
            identify.names().iter().map(|name| order.iter().position(|known| known == name).expect(name)).collect();
        assert!(places.is_sorted(), "{:?}", identify.names());
    }
}

requirement! {
    R102 MUST "§4.2" "A description holds one element of another namespace, and says where its schema is."
    fn descriptions_hold_one_element_with_a_schema(endpoint: &Endpoint) {
        for description in endpoint.identify().all("description") {
            let [content] = description.children.as_slice() else { panic!("{:?}", description.names()) };
            assert!(!content.namespace.is_empty() && content.namespace != description.namespace);
            let location = content.attribute("xsi:schemaLocation").unwrap_or_default();
            assert!(location.starts_with(&content.namespace) && location.ends_with(".xsd"), "{location}");
        }
    }
}

requirement! {
    R103 MUST "§4.2" "Identify takes no argument."
    fn identify_takes_no_argument(endpoint: &Endpoint) {
        for argument in ["foo=1", "set=a", "resumptionToken=x", "metadataPrefix=oai_dc", "identifier=x", "from=2020-01-01"] {
            endpoint.refuses(&format!("verb=Identify&{argument}"), "badArgument");
        }
    }
}

requirement! {
    R104 MUST "§4.2" "A repository without records identifies itself all the same."
    fn an_empty_repository_identifies_itself(workshop: &Workshop) {
        let identify = workshop.endpoint().identify();
        assert!(Datestamp::parse(identify.text_of("earliestDatestamp")).is_ok());
        workshop.endpoint().refuses("verb=ListRecords&metadataPrefix=oai_dc", "noRecordsMatch");
        assert!(workshop.endpoint().errors("verb=ListMetadataFormats").is_empty());
    }
}
