//! Tokens themselves (§3.5, guidelines 5).

use windrow::model::Datestamp;

use crate::resumption::{LIST, entries, fill, first_token, resume};
use crate::support::endpoint::{Endpoint, escaped};
use crate::support::fixture::{Fixture, MANY, PAGE, Workshop};

requirement! {
    R188 MUST "§3.5" "A token is good until its expirationDate, and no longer."
    fn a_token_is_good_until_it_expires(workshop: &Workshop) {
        fill(workshop, 3 * PAGE);
        let first = workshop.endpoint().get(LIST);
        let token = first.token().unwrap();
        let expires: Datestamp = token.attribute("expirationDate").expect("an expirationDate").parse().unwrap();
        assert!(expires > first.response_date().parse().unwrap());
        workshop.clock.set(expires);
        assert!(workshop.endpoint().errors(&resume(&token.text)).is_empty());
        workshop.clock.set(expires.plus(1));
        workshop.endpoint().refuses(&resume(&token.text), "badResumptionToken");
    }
}

requirement! {
    R189 SHOULD "guidelines 5.4" "A token lives for more than a day."
    fn tokens_live_long(endpoint: &Endpoint) {
        let first = endpoint.get(LIST);
        let expires = first.token().and_then(|token| token.attribute("expirationDate"));
        if let Some(expires) = expires.map(|date| date.parse::<Datestamp>().unwrap()) {
            let now: Datestamp = first.response_date().parse().unwrap();
            assert!(expires.unix() - now.unix() >= 86_400);
        }
    }
}

requirement! {
    R190 SHOULD "guidelines 5.1" "A token survives a restart, and works at another node."
    fn a_token_survives_a_restart(workshop: &Workshop) {
        fill(workshop, 3 * PAGE);
        let token = first_token(workshop.endpoint(), LIST).unwrap();
        let here = workshop.endpoint().get(&resume(&token));
        let there = workshop.another(PAGE).endpoint.get(&resume(&token));
        assert_eq!(here.timeless(), there.timeless());
        assert_eq!(entries(&here), PAGE);
    }
}

requirement! {
    R191 SHOULD "guidelines 5.1" "A token is short, and needs no escapes."
    fn tokens_need_no_escapes(endpoint: &Endpoint) {
        for query in [LIST, "verb=ListIdentifiers&metadataPrefix=oai_dc"] {
            if let Some(token) = first_token(endpoint, query) {
                let verb = query.split('&').next().unwrap();
                assert!(token.len() < 1000, "{token}");
                assert_eq!(escaped(&token), token, "it is of unreserved characters");
                let everything: String = token.bytes().map(|byte| format!("%{byte:02x}")).collect();
                let plain = endpoint.get(&format!("{verb}&resumptionToken={token}"));
                let escaped = endpoint.get(&format!("{verb}&resumptionToken={everything}"));
                assert_eq!(plain.timeless(), escaped.timeless());
            }
        }
    }
}

requirement! {
    R192 SHOULD "§3.5" "A token that was tampered with opens nothing."
    fn tampering_is_noticed(fixture: &Fixture) {
        let token = first_token(&fixture.endpoint, LIST).unwrap();
        for at in 0..token.len() {
            for replacement in ["A", "_", "9"] {
                let mut changed = token.clone();
                changed.replace_range(at..=at, replacement);
                if changed != token {
                    fixture.endpoint.refuses(&resume(&changed), "badResumptionToken");
                }
            }
        }
    }
}

requirement! {
    R193 SHOULD "guidelines 5" "The parts of a list are of one size."
    fn parts_are_of_one_size(endpoint: &Endpoint) {
        let sizes: Vec<_> = endpoint.parts("verb=ListIdentifiers&metadataPrefix=oai_dc").iter().map(entries).collect();
        let (last, others) = sizes.split_last().unwrap();
        assert!(others.iter().all(|size| *size == sizes[0]) && *last <= sizes[0], "{sizes:?}");
    }
}

requirement! {
    R194 MUST "§3.5" "A token leads to something, if nothing changed."
    fn tokens_lead_to_something(fixture: &Fixture) {
        for size in 1..=MANY {
            for part in fixture.in_pages_of(size).endpoint.parts("verb=ListIdentifiers&metadataPrefix=oai_dc&set=c") {
                assert!(entries(&part) > 0, "pages of {size}");
            }
        }
    }
}

requirement! {
    R195 MUST "§3.5" "Verbs that are no lists neither give nor take a token."
    fn other_verbs_have_no_tokens(endpoint: &Endpoint) {
        let identifier = endpoint.some_identifier();
        for query in [&format!("verb=GetRecord&metadataPrefix=oai_dc&identifier={identifier}"), "verb=Identify", "verb=ListMetadataFormats"] {
            assert!(endpoint.get(query).token().is_none(), "{query}");
            endpoint.refuses(&format!("{query}&resumptionToken=x"), "badArgument");
        }
    }
}

requirement! {
    R196 MUST "§3.5" "An empty token is an error, not the beginning."
    fn an_empty_token_is_an_error(endpoint: &Endpoint) {
        for verb in ["ListRecords", "ListIdentifiers", "ListSets"] {
            for argument in ["resumptionToken=", "resumptionToken"] {
                let errors = endpoint.errors(&format!("verb={verb}&{argument}"));
                assert!(!errors.is_empty() && errors.iter().all(|code| code.starts_with("bad")), "{verb}: {errors:?}");
            }
        }
    }
}
