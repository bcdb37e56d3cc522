//! Incomplete lists and resumptionToken (§3.5).

use std::collections::BTreeSet;

use windrow::model::Datestamp;

use crate::support::answer::{Answer, Header};
use crate::support::endpoint::{Endpoint, escaped, next_token};
use crate::support::fixture::{Fixture, MANY, PAGE, Workshop};
use crate::support::items::{article, dublin_core, titled};

pub const LIST: &str = "verb=ListRecords&metadataPrefix=oai_dc";

/// The number of entries of a part.
pub fn entries(part: &Answer) -> usize {
    part.verb().children.iter().filter(|child| child.local != "resumptionToken").count()
}

/// The first token of a list; nothing where the list is complete in one part.
pub fn first_token(endpoint: &Endpoint, query: &str) -> Option<String> {
    next_token(&endpoint.get(query))
}

pub fn resume(token: &str) -> String {
    format!("verb=ListRecords&resumptionToken={}", escaped(token))
}

/// A workshop with so many records in oai_dc, all of one datestamp.
pub fn fill(workshop: &Workshop, number: usize) {
    let items: Vec<_> = (0..number).map(|number| dublin_core(&format!("{number:03}"), &[])).collect();
    workshop.put(&items);
}

requirement! {
    R172 MUST "§3.5" "A part of a list that goes on ends with a token."
    fn incomplete_lists_end_with_a_token(fixture: &Fixture) {
        let many_sets = Workshop::of_many_sets();
        for (endpoint, query) in [
            (&fixture.endpoint, LIST),
            (&fixture.endpoint, "verb=ListIdentifiers&metadataPrefix=oai_dc"),
            (many_sets.endpoint(), "verb=ListSets"),
        ] {
            let parts = endpoint.parts(query);
            assert!(parts.len() > 1, "{query}");
            for part in &parts[..parts.len() - 1] {
                let last = part.verb().children.last().unwrap();
                assert!(last.local == "resumptionToken" && !last.text.is_empty(), "{query}");
                assert_eq!(part.verb().all("resumptionToken").count(), 1);
            }
        }
    }
}

requirement! {
    R173 MUST "§3.5" "The last part of a list in parts ends with an empty token, wherever the pages end."
    fn the_last_part_has_an_empty_token(workshop: &Workshop) {
        fill(workshop, 2 * PAGE);
        for (more, expected) in [(0, 2), (1, 3)] {
            fill(workshop, 2 * PAGE + more);
            let parts = workshop.endpoint().parts(LIST);
            assert_eq!(parts.len(), expected);
            let token = parts[expected - 1].token().expect("a token at the end");
            assert!(token.text.is_empty() && token.attribute("expirationDate").is_none());
        }
        workshop.delete(&["000", "001"]);
        let until = workshop.endpoint().get("verb=Identify").response_date().to_owned();
        for size in 1..=12 {
            let parts = workshop.another(size).endpoint.parts(&format!("{LIST}&until={until}"));
            // A part may be shorter where one of another size ended, but it is never empty, and never longer.
            let lengths: Vec<_> = parts.iter().map(|part| part.headers().len()).collect();
            assert_eq!(lengths.iter().sum::<usize>(), 11, "pages of {size}: {lengths:?}");
            assert!(lengths.iter().all(|length| (1..=size).contains(length)), "pages of {size}: {lengths:?}");
            assert_eq!(parts[parts.len() - 1].token().is_some(), size < 11, "pages of {size}");
        }
    }
}

requirement! {
    R174 SHOULD "§3.5" "A list complete in one answer has no token."
    fn a_complete_list_has_no_token(workshop: &Workshop) {
        fill(workshop, PAGE);
        assert!(workshop.endpoint().get(LIST).token().is_none());
        let one = workshop.endpoint().get("verb=ListIdentifiers&metadataPrefix=oai_dc");
        assert!(one.token().is_none() && entries(&one) == PAGE);
    }
}

requirement! {
    R175 MUST "§3.5" "A list goes on with its verb and the token alone."
    fn a_list_goes_on_with_the_token_alone(fixture: &Fixture) {
        for query in [LIST, "verb=ListIdentifiers&metadataPrefix=oai_qdc&set=a&from=2000-01-01&until=2999-01-01"] {
            let verb = query.split('&').next().unwrap();
            let token = first_token(&fixture.endpoint, query).unwrap();
            let next = fixture.endpoint.get(&format!("{verb}&resumptionToken={}", escaped(&token)));
            assert!(entries(&next) > 0, "{query}");
        }
    }
}

requirement! {
    R176 MUST "§3.5" "A token stands alone."
    fn a_token_stands_alone(endpoint: &Endpoint) {
        let token = first_token(endpoint, LIST).unwrap_or_else(|| "junk".to_owned());
        for other in ["metadataPrefix=oai_dc", "from=2020-01-01", "until=2020-01-01", "set=a", "foo=1", "identifier=x:y"] {
            let errors = endpoint.errors(&format!("{}&{other}", resume(&token)));
            assert!(errors.iter().any(|code| code == "badArgument"), "{other}: {errors:?}");
        }
    }
}

requirement! {
    R177 MUST "§3.6" "A token that is unknown, mangled or expired is badResumptionToken."
    fn bad_tokens_are_refused(endpoint: &Endpoint) {
        for junk in ["junk", "0", "AAAA", "%27%20OR%201=1", "../../etc/passwd", "%F0%9F%98%80", "a%20b"] {
            for verb in ["ListRecords", "ListIdentifiers", "ListSets"] {
                let errors = endpoint.errors(&format!("verb={verb}&resumptionToken={junk}"));
                assert!(errors.iter().all(|code| code == "badResumptionToken" || code == "noSetHierarchy"), "{errors:?}");
            }
        }
        if let Some(token) = first_token(endpoint, LIST) {
            for at in 0..token.len() {
                endpoint.refuses(&resume(&token[..at]), if at == 0 { "badArgument" } else { "badResumptionToken" });
            }
            for mangled in [format!("{token}A"), format!("A{token}"), format!("{token} "), token.to_lowercase(), token.to_uppercase()] {
                endpoint.refuses(&resume(&mangled), "badResumptionToken");
            }
        }
    }
}

requirement! {
    R178 MUST "§3.5" "A token is good for the verb that issued it only."
    fn a_token_is_good_for_its_verb(_fixture: &Fixture) {
        let workshop = Workshop::of_many_sets();
        fill(&workshop, PAGE + 1);
        let queries = ["verb=ListRecords&metadataPrefix=oai_dc", "verb=ListIdentifiers&metadataPrefix=oai_dc", "verb=ListSets"];
        for issuer in queries {
            let token = escaped(&first_token(workshop.endpoint(), issuer).unwrap());
            for query in queries {
                let verb = query.split('&').next().unwrap();
                let errors = workshop.endpoint().errors(&format!("{verb}&resumptionToken={token}"));
                let expected: &[&str] = if query == issuer { &[] } else { &["badResumptionToken"] };
                assert_eq!(errors, expected, "{issuer} then {verb}");
            }
        }
    }
}

requirement! {
    R179 MUST "§3.5" "The parts make up the list that was asked for, with all its arguments."
    fn the_parts_make_up_the_list(fixture: &Fixture) {
        let whole = fixture.in_pages_of(1000);
        for arguments in [
            "metadataPrefix=oai_dc", "metadataPrefix=oai_qdc", "metadataPrefix=oai_dc&set=a", "metadataPrefix=oai_dc&set=c",
            "metadataPrefix=oai_qdc&set=a", "metadataPrefix=oai_dc&from=2024-01-20", "metadataPrefix=oai_dc&until=2024-02-28",
            "metadataPrefix=oai_dc&from=2024-01-20&until=2024-02-28&set=c",
        ] {
            for verb in ["ListRecords", "ListIdentifiers"] {
                let query = format!("verb={verb}&{arguments}");
                assert_eq!(fixture.endpoint.headers(&query), whole.endpoint.headers(&query), "{query}");
                assert!(fixture.endpoint.parts(&query).len() > 1, "{query}");
            }
        }
    }
}

requirement! {
    R180 MUST "§3.5.1" "A token may be sent again, and gives the same."
    fn a_token_may_be_sent_again(endpoint: &Endpoint) {
        if let Some(token) = first_token(endpoint, LIST) {
            let first = endpoint.get(&resume(&token));
            next_token(&first).map(|next| endpoint.get(&resume(&next)));
            assert_eq!(endpoint.get(&resume(&token)).timeless(), first.timeless());
            std::thread::scope(|scope| {
                let ask = || endpoint.get(&resume(&token)).timeless();
                let all: Vec<_> = (0..8).map(|_| scope.spawn(ask)).collect();
                assert!(all.into_iter().all(|one| one.join().unwrap() == first.timeless()));
            });
        }
    }
}

requirement! {
    R181 MUST "§3.5.1" "Whatever changes between two parts, no record that stays as it was is missed."
    fn what_stays_is_never_missed(workshop: &Workshop) {
        let local = |number: usize| format!("{number:03}");
        fill(workshop, 40);
        for round in 0..5 {
            let before = workshop.endpoint().headers(LIST);
            let mut answer = workshop.endpoint().get(LIST);
            let mut seen: BTreeSet<Header> = answer.headers().into_iter().collect();
            let mut step = 0;
            while let Some(token) = next_token(&answer) {
                let number = (round * 13 + step * 7) % 40;
                match step % 3 {
                    0 => workshop.delete(&[&local(number)]),
                    1 => workshop.put(&[titled(&local(number), &[], &format!("{round} {step}"))]),
                    _ => workshop.put(&[article(&format!("new/{round}/{step}"), &[])]),
                }
                let again = workshop.endpoint().get(&resume(&token));
                answer = workshop.endpoint().get(&resume(&token));
                assert_eq!(again.headers(), answer.headers());
                seen.extend(answer.headers());
                step += 1;
            }
            let after: BTreeSet<_> = workshop.endpoint().headers(LIST).into_iter().collect();
            let missed: Vec<_> = before.iter().filter(|header| after.contains(header) && !seen.contains(header)).collect();
            assert!(step > 5 && missed.is_empty(), "{missed:?}");
        }
    }
}

requirement! {
    R184 SHOULD "§3.5" "Records of one datestamp have an order, too: none is skipped or repeated between parts."
    fn equal_datestamps_are_in_order(fixture: &Fixture) {
        let list = "verb=ListIdentifiers&metadataPrefix=oai_dc&set=c";
        for size in [1, 2, 3, MANY - 1, MANY] {
            let served = fixture.in_pages_of(size);
            let headers = served.endpoint.headers(list);
            assert_eq!(headers.iter().map(|header| &header.datestamp).collect::<BTreeSet<_>>().len(), 1);
            let different: BTreeSet<_> = headers.iter().map(|header| &header.identifier).collect();
            assert_eq!((headers.len(), different.len()), (MANY, MANY), "pages of {size}");
        }
    }
}

requirement! {
    R185 MAY "§3.5" "A token's attributes are those of the schema, with values of their types."
    fn token_attributes_have_their_types(endpoint: &Endpoint) {
        for query in [LIST, "verb=ListIdentifiers&metadataPrefix=oai_dc"] {
            for part in endpoint.parts(query) {
                for (name, value) in part.token().map(|token| token.attributes.clone()).unwrap_or_default() {
                    match name.as_str() {
                        "expirationDate" => assert!(Datestamp::parse(&value).is_ok(), "{value}"),
                        "completeListSize" => assert!(value.parse::<u64>().is_ok_and(|size| size > 0), "{value}"),
                        "cursor" => assert!(value.parse::<u64>().is_ok(), "{value}"),
                        _ => panic!("{name}"),
                    }
                }
            }
        }
    }
}

/// A numeric attribute of the token of a part.
fn number(part: &Answer, name: &str) -> Option<usize> {
    part.token()?.attribute(name).map(|value| value.parse().expect("a number"))
}

requirement! {
    R186 MUST "§3.5" "cursor counts what was given before, on the last part too."
    fn the_cursor_counts_what_was_given(endpoint: &Endpoint) {
        for query in [LIST, "verb=ListIdentifiers&metadataPrefix=oai_dc"] {
            let mut given = 0;
            for part in endpoint.parts(query) {
                if let Some(cursor) = number(&part, "cursor") {
                    assert_eq!(cursor, given, "{query}");
                }
                given += entries(&part);
            }
        }
    }
}

requirement! {
    R187 MUST "§3.5" "completeListSize is the size of the list."
    fn the_complete_list_size_is_true(fixture: &Fixture) {
        let many_sets = Workshop::of_many_sets();
        for (endpoint, query) in [
            (&fixture.endpoint, LIST),
            (&fixture.endpoint, "verb=ListIdentifiers&metadataPrefix=oai_qdc&set=a"),
            (many_sets.endpoint(), "verb=ListSets"),
        ] {
            let parts = endpoint.parts(query);
            let size = parts.iter().map(entries).sum();
            assert!(parts.iter().all(|part| number(part, "completeListSize") == Some(size)), "{query}: {size}");
        }
    }
}
