//! Errors (§3.6).

use crate::support::endpoint::{Endpoint, ILLEGAL, escaped};
use crate::support::fixture::{Fixture, Workshop, id};
use crate::support::items::article;

requirement! {
    R197 MUST "§3.6" "A missing verb is badVerb."
    fn a_missing_verb_is_bad_verb(endpoint: &Endpoint) {
        for query in ["", "metadataPrefix=oai_dc", "identifier=x&foo=1"] {
            assert_eq!(endpoint.errors(query), ["badVerb"], "{query}");
        }
    }
}

requirement! {
    R198 MUST "§3.6" "An illegal verb is badVerb."
    fn an_illegal_verb_is_bad_verb(endpoint: &Endpoint) {
        for verb in ["junk", "", "Identify%20", "%20Identify", "%3Cx%3E", "Identify%00", "GetRecords", "*"] {
            assert_eq!(endpoint.errors(&format!("verb={verb}")), ["badVerb"], "{verb}");
        }
    }
}

requirement! {
    R199 MUST "§3.6" "A repeated verb is badVerb."
    fn a_repeated_verb_is_bad_verb(endpoint: &Endpoint) {
        for query in ["verb=Identify&verb=Identify", "verb=Identify&verb=", "verb=ListSets&foo=1&verb=Identify"] {
            assert_eq!(endpoint.errors(query), ["badVerb"], "{query}");
        }
    }
}

/// The verbs with what they must have, and what they may have.
const VERBS: [(&str, &str, &str); 6] = [
    ("GetRecord", "&identifier=urn:x:y&metadataPrefix=oai_dc", "identifier metadataPrefix"),
    ("Identify", "", ""),
    ("ListIdentifiers", "&metadataPrefix=oai_dc", "metadataPrefix from until set resumptionToken"),
    ("ListMetadataFormats", "", "identifier"),
    ("ListRecords", "&metadataPrefix=oai_dc", "metadataPrefix from until set resumptionToken"),
    ("ListSets", "", "resumptionToken"),
];

requirement! {
    R200 MUST "§3.6" "An argument that the verb does not know is badArgument."
    fn foreign_arguments_are_bad_arguments(endpoint: &Endpoint) {
        let all = ["identifier=x:y", "metadataPrefix=oai_dc", "from=2020-01-01", "until=2020-01-01", "set=a", "resumptionToken=x", "junk=1", "Verb=Identify"];
        for (verb, arguments, known) in VERBS {
            for argument in all {
                let name = argument.split('=').next().unwrap();
                if !known.split(' ').any(|known| known == name) {
                    endpoint.refuses(&format!("verb={verb}{arguments}&{argument}"), "badArgument");
                }
            }
        }
    }
}

requirement! {
    R201 MUST "§3.6" "A missing argument is badArgument."
    fn missing_arguments_are_bad_arguments(endpoint: &Endpoint) {
        for query in [
            "verb=GetRecord", "verb=GetRecord&identifier=x:y", "verb=GetRecord&metadataPrefix=oai_dc", "verb=ListRecords",
            "verb=ListIdentifiers", "verb=ListRecords&set=a&from=2020-01-01",
        ] {
            endpoint.refuses(query, "badArgument");
        }
    }
}

requirement! {
    R202 MUST "§3.6" "A repeated argument is badArgument, even with the same value."
    fn repeated_arguments_are_bad_arguments(endpoint: &Endpoint) {
        for (verb, arguments, _) in VERBS {
            for pair in arguments.split('&').filter(|pair| !pair.is_empty()) {
                endpoint.refuses(&format!("verb={verb}{arguments}&{pair}"), "badArgument");
            }
        }
        for pair in ["from=2020-01-01", "until=2020-01-01", "set=a"] {
            endpoint.refuses(&format!("verb=ListRecords&metadataPrefix=oai_dc&{pair}&{pair}"), "badArgument");
        }
        endpoint.refuses("verb=ListSets&resumptionToken=x&resumptionToken=x", "badArgument");
        endpoint.refuses("verb=ListMetadataFormats&identifier=x:y&identifier=x:y", "badArgument");
    }
}

requirement! {
    R203 MUST "§3.6" "A value of illegal syntax is badArgument."
    fn illegal_values_are_bad_arguments(endpoint: &Endpoint) {
        for argument in ["from=2020", "until=x", "set=a::b", "from=2020-02-30", "set=%20"] {
            endpoint.refuses(&format!("verb=ListRecords&metadataPrefix=oai_dc&{argument}"), "badArgument");
        }
        endpoint.refuses("verb=ListRecords&metadataPrefix=a:b", "badArgument");
    }
}

requirement! {
    R204 MUST "§3.6" "An identifier that is unknown, or illegal here, is idDoesNotExist."
    fn unknown_identifiers_do_not_exist(endpoint: &Endpoint) {
        for identifier in ["urn:x:no-such-item", "oai:nowhere.example.net:1", "1", "invalid%22id", "a%20b", "%C3%A9"] {
            endpoint.refuses(&format!("verb=GetRecord&metadataPrefix=oai_dc&identifier={identifier}"), "idDoesNotExist");
            endpoint.refuses(&format!("verb=ListMetadataFormats&identifier={identifier}"), "idDoesNotExist");
        }
    }
}

requirement! {
    R205 MUST "§3.6" "cannotDisseminateFormat stands beside idDoesNotExist where both are so."
    fn two_unknowns_are_two_errors(endpoint: &Endpoint) {
        let mut errors = endpoint.errors("verb=GetRecord&identifier=urn:x:no-such-item&metadataPrefix=no_such_format");
        errors.sort();
        assert_eq!(errors, ["cannotDisseminateFormat", "idDoesNotExist"]);
    }
}

requirement! {
    R206 MUST "§3.6" "An empty list is noRecordsMatch."
    fn empty_lists_match_no_records(endpoint: &Endpoint) {
        for verb in ["ListRecords", "ListIdentifiers"] {
            endpoint.refuses(&format!("verb={verb}&metadataPrefix=oai_dc&from=2999-01-01"), "noRecordsMatch");
            endpoint.refuses(&format!("verb={verb}&metadataPrefix=oai_dc&until=0001-01-01"), "noRecordsMatch");
        }
    }
}

requirement! {
    R207 MUST "§3.6" "noSetHierarchy is said only where there are no sets."
    fn no_set_hierarchy_is_true(endpoint: &Endpoint) {
        let none = endpoint.sets().is_empty();
        let errors = endpoint.errors("verb=ListRecords&metadataPrefix=oai_dc&set=no-such-set");
        assert_eq!(errors, [if none { "noSetHierarchy" } else { "noRecordsMatch" }]);
    }
}

requirement! {
    R208 MUST "§3.6" "noMetadataFormats is said by ListMetadataFormats alone."
    fn no_metadata_formats_is_rare(endpoint: &Endpoint) {
        for query in endpoint.requests().iter().filter(|query| !query.contains("ListMetadataFormats")) {
            assert!(!endpoint.errors(query).contains(&"noMetadataFormats".to_owned()), "{query}");
        }
    }
}

requirement! {
    R209 MUST "§3.6" "badResumptionToken is said of lists."
    fn bad_resumption_token_is_said_of_lists(endpoint: &Endpoint) {
        for verb in ["ListRecords", "ListIdentifiers"] {
            assert_eq!(endpoint.errors(&format!("verb={verb}&resumptionToken=junk")), ["badResumptionToken"]);
        }
        assert!(endpoint.errors("verb=ListSets&resumptionToken=junk").contains(&"badResumptionToken".to_owned()));
    }
}

/// The codes, with the verbs that may say them.
const CODES: [(&str, &str); 8] = [
    ("badArgument", "GetRecord Identify ListIdentifiers ListMetadataFormats ListRecords ListSets"),
    ("badResumptionToken", "ListIdentifiers ListRecords ListSets"),
    ("badVerb", ""),
    ("cannotDisseminateFormat", "GetRecord ListIdentifiers ListRecords"),
    ("idDoesNotExist", "GetRecord ListMetadataFormats"),
    ("noRecordsMatch", "ListIdentifiers ListRecords"),
    ("noMetadataFormats", "ListMetadataFormats"),
    ("noSetHierarchy", "ListIdentifiers ListRecords ListSets"),
];

requirement! {
    R210 MUST "§3.6" "An error has one of the eight codes."
    fn errors_have_a_code(endpoint: &Endpoint) {
        for query in ILLEGAL {
            let answer = endpoint.get(query);
            assert_eq!(answer.errors().len(), answer.root.all("error").count(), "{query}");
            assert!(!answer.errors().is_empty(), "{query}");
            assert!(answer.errors().iter().all(|code| CODES.iter().any(|(known, _)| known == code)), "{query}");
        }
    }
}

requirement! {
    R211 SHOULD "§3.6" "All that is wrong is told at once."
    fn all_errors_are_told(endpoint: &Endpoint) {
        assert_eq!(endpoint.errors("verb=GetRecord").len(), 2);
        assert_eq!(endpoint.errors("verb=ListRecords&metadataPrefix=oai_dc&from=x&until=y&foo=1").len(), 3);
        assert_eq!(endpoint.errors("verb=ListIdentifiers&from=x&until=y&set=a::b&foo=1").len(), 5);
    }
}

requirement! {
    R212 MUST "§3.6" "Several errors are several elements, and nothing stands beside them."
    fn several_errors_are_several_elements(endpoint: &Endpoint) {
        let answer = endpoint.get("verb=ListRecords&from=x&until=y&set=a::b&foo=1");
        assert_eq!(answer.root.names(), ["responseDate", "request", "error", "error", "error", "error", "error"]);
    }
}

requirement! {
    R213 MAY "§3.6" "An error has a sentence for people."
    fn errors_have_a_sentence(endpoint: &Endpoint) {
        for query in ILLEGAL {
            assert!(endpoint.get(query).root.all("error").all(|error| error.text.len() > 10), "{query}");
        }
    }
}

requirement! {
    R214 MUST "§3.6" "A code comes only with the verbs it belongs to."
    fn codes_come_with_their_verbs(endpoint: &Endpoint) {
        for query in ILLEGAL {
            let verb = query.split('&').find_map(|pair| pair.strip_prefix("verb=")).unwrap_or_default();
            for code in endpoint.errors(query) {
                let (_, verbs) = CODES.iter().find(|(known, _)| *known == code).unwrap();
                assert!(code == "badVerb" || verbs.split(' ').any(|known| known == verb), "{query}: {code}");
            }
        }
    }
}

requirement! {
    R215 MUST "XML" "What a request holds is harmless in its answer."
    fn requests_are_harmless_in_answers(endpoint: &Endpoint) {
        let poison = "\"><script>&amp;&\u{b}\u{0}\u{fffe}]]>'\r\n\t\u{202e}<!--<?x?>&#0;";
        for name in ["identifier", "metadataPrefix", "from", "until", "set", "resumptionToken", "foo", "verb"] {
            for verb in ["GetRecord", "ListRecords", "ListSets", "ListMetadataFormats"] {
                for value in [poison, poison.trim_matches('\u{0}'), "\"><script>", "<![CDATA[", &"\u{1F600}<".repeat(2000)] {
                    let query = format!("verb={verb}&metadataPrefix=oai_dc&{name}={}", escaped(value));
                    let answer = endpoint.post(&query); // which reads it strictly
                    assert!(!answer.reply.text().contains("<script") && !answer.reply.text().contains("<![CDATA["), "{query}");
                }
                let answer = endpoint.get(&format!("verb={verb}&{}=1", escaped(poison)));
                assert!(!answer.reply.text().contains("<script"), "{verb}");
            }
        }
    }
}

requirement! {
    R216 SHOULD "guidelines 8" "An error tells enough to act on: no change since is not a failure."
    fn errors_can_be_acted_on(fixture: &Fixture) {
        let newest = fixture.endpoint.all("oai_dc").into_iter().max().unwrap().datestamp;
        let next = newest.parse::<windrow::model::Datestamp>().unwrap().plus(1);
        fixture.endpoint.refuses(&format!("verb=ListRecords&metadataPrefix=oai_dc&from={next}"), "noRecordsMatch");
    }
}

requirement! {
    R217 SHOULD "HTTP" "A failure within is a failure of HTTP, never a list that ends."
    fn failures_are_no_answers(workshop: &Workshop) {
        workshop.put(&[article("x", &[])]);
        workshop.set_broken(true);
        for query in [
            "verb=Identify", "verb=ListRecords&metadataPrefix=oai_dc", "verb=ListIdentifiers&metadataPrefix=oai_dc", "verb=ListSets",
            "verb=ListMetadataFormats", &format!("verb=GetRecord&metadataPrefix=oai_dc&identifier={}", id("x")),
        ] {
            let reply = workshop.endpoint().fetch(query);
            assert_eq!(reply.status, 503, "{query}");
            assert!(!reply.text().contains("OAI-PMH.xsd"), "{query}");
        }
    }
}
