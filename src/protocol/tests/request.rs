//! Which request, and which errors.

use crate::protocol::{Arguments, Entries, Error, ErrorCode, ListArguments, Request, Selection};

fn request(query: &str) -> Result<Request, Vec<Error>> {
    Arguments::decode(query.as_bytes(), b"").request()
}

/// The messages of a request that must be refused, with this code alone.
fn refused(query: &str, code: ErrorCode) -> Vec<String> {
    let errors = request(query).expect_err(query);
    assert!(errors.iter().all(|error| error.code == code), "{query}: {errors:?}");
    errors.into_iter().map(|error| error.message).collect()
}

fn bad_argument(query: &str) -> Vec<String> {
    refused(query, ErrorCode::BadArgument)
}

fn selection(query: &str) -> Selection {
    match request(query) {
        Ok(Request::List { arguments: ListArguments::Selection(selection), .. }) => selection,
        other => panic!("{query}: {other:?}"),
    }
}

#[test]
fn a_verb_that_is_missing_illegal_or_repeated_is_bad_verb_alone() {
    for query in [
        "",
        "metadataPrefix=oai_dc",
        "verb=junk&foo=1&from=x",
        "verb=",
        "verb",
        "verb=identify",
        "Verb=Identify",
        "verb=Identify%20",
        "verb=%3Cx%3E",
        "verb=%00",
        "verb=%zz",
        "verb=%FF",
        "verb=Identify&verb=Identify",
        "verb=Identify&verb=ListSets&x",
    ] {
        assert_eq!(refused(query, ErrorCode::BadVerb).len(), 1, "{query}");
    }
}

#[test]
fn each_verb_with_legal_arguments_is_a_request() {
    let prefix = || "oai_dc".parse().unwrap();
    let own = |text: &str| Some(text.to_owned());
    let every = Selection { metadata_prefix: prefix(), from: None, until: None, set: None };
    let list = |entries, arguments| Ok(Request::List { entries, arguments });
    assert_eq!(request("verb=Identify"), Ok(Request::Identify));
    assert_eq!(request("verb=ListMetadataFormats"), Ok(Request::ListMetadataFormats { identifier: None }));
    assert_eq!(
        request("verb=ListMetadataFormats&identifier=a%20b"),
        Ok(Request::ListMetadataFormats { identifier: own("a b") })
    );
    assert_eq!(request("verb=ListSets"), Ok(Request::ListSets { resumption_token: None }));
    assert_eq!(
        request("verb=GetRecord&identifier=x:y&metadataPrefix=oai_dc"),
        Ok(Request::GetRecord { identifier: "x:y".to_owned(), metadata_prefix: prefix() })
    );
    assert_eq!(
        request("verb=ListRecords&metadataPrefix=oai_dc"),
        list(Entries::Records, ListArguments::Selection(every.clone()))
    );
    assert_eq!(
        request("metadataPrefix=oai_dc&verb=ListIdentifiers"),
        list(Entries::Headers, ListArguments::Selection(every))
    );
    assert_eq!(
        request("verb=ListRecords&resumptionToken=t"),
        list(Entries::Records, ListArguments::ResumptionToken("t".to_owned()))
    );
}

#[test]
fn every_argument_that_a_verb_does_not_take_is_bad_argument() {
    let legal = [
        ("Identify", "", ""),
        ("ListMetadataFormats", "", "identifier"),
        ("ListSets", "", "resumptionToken"),
        ("GetRecord", "&identifier=x:y&metadataPrefix=oai_dc", "identifier metadataPrefix"),
        ("ListRecords", "&metadataPrefix=oai_dc", "metadataPrefix from until set resumptionToken"),
        ("ListIdentifiers", "&metadataPrefix=oai_dc", "metadataPrefix from until set resumptionToken"),
    ];
    let all = [
        "identifier",
        "metadataPrefix",
        "from",
        "until",
        "set",
        "resumptionToken",
        "junk",
        "metadataprefix",
        "%zz",
        "",
    ];
    for (verb, arguments, takes) in legal {
        for name in
            all.iter().filter(|name| !takes.split(' ').any(|taken| taken == **name) || name.is_empty())
        {
            assert_eq!(
                bad_argument(&format!("verb={verb}{arguments}&{name}=2020-01-01")).len(),
                1,
                "{verb} {name}"
            );
        }
    }
}

#[test]
fn every_missing_argument_is_told() {
    assert_eq!(bad_argument("verb=GetRecord").len(), 2);
    assert_eq!(bad_argument("verb=GetRecord&identifier=x:y").len(), 1);
    assert_eq!(bad_argument("verb=GetRecord&metadataPrefix=oai_dc").len(), 1);
    assert_eq!(bad_argument("verb=ListRecords").len(), 1);
    assert_eq!(bad_argument("verb=ListIdentifiers&from=2020-01-01").len(), 1);
}

#[test]
fn a_repeated_argument_is_bad_argument_even_with_the_same_value() {
    for (query, name) in [
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=a:b&identifier=a:b", "identifier"),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "metadataPrefix"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2020-01-01&from=2020-01-01", "from"),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=2020-01-01&until=", "until"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=a&set=a", "set"),
        ("verb=ListSets&resumptionToken=a&resumptionToken=b", "resumptionToken"),
    ] {
        assert_eq!(
            bad_argument(query),
            [format!("the argument {name} is given more than once; give it once")]
        );
    }
    assert_eq!(bad_argument("verb=Identify&x=1&x=2").len(), 1);
}

#[test]
fn a_resumption_token_is_exclusive() {
    for other in ["metadataPrefix=oai_dc", "from=2020-01-01", "until=2020-01-01", "set=a"] {
        let errors = bad_argument(&format!("verb=ListRecords&resumptionToken=x&{other}"));
        assert_eq!(errors.len(), 1, "{other}");
        assert!(errors[0].contains("only argument"), "{other}");
    }
    // A foreign argument is foreign, and not alone.
    assert_eq!(bad_argument("verb=ListSets&resumptionToken=x&set=a").len(), 2);
    assert_eq!(bad_argument("verb=GetRecord&resumptionToken=x").len(), 3);
}

#[test]
fn an_empty_value_is_present_and_illegal() {
    for name in ["from", "until", "set"] {
        for argument in [name.to_owned(), format!("{name}=")] {
            assert_eq!(bad_argument(&format!("verb=ListRecords&metadataPrefix=oai_dc&{argument}")).len(), 1);
        }
    }
    assert_eq!(bad_argument("verb=ListRecords&resumptionToken=").len(), 1);
    assert_eq!(bad_argument("verb=ListRecords&metadataPrefix").len(), 1);
    assert_eq!(bad_argument("verb=GetRecord&identifier&metadataPrefix=").len(), 2);
    assert_eq!(bad_argument("verb=ListMetadataFormats&identifier=").len(), 1);
}

#[test]
fn what_cannot_be_decoded_is_bad_argument_for_its_argument() {
    for value in ["%zz", "%", "%4", "%FF%FE", "%ED%A0%80", "%00", "%0B", "%EF%BF%BE"] {
        for query in [
            format!("verb=GetRecord&metadataPrefix=oai_dc&identifier={value}"),
            format!("verb=ListRecords&resumptionToken={value}"),
            format!("verb=ListRecords&metadataPrefix=oai_dc&set={value}"),
            format!("verb=Identify&{value}"),
        ] {
            assert_eq!(bad_argument(&query).len(), 1, "{query}");
        }
    }
}

#[test]
fn sets_and_prefixes_follow_their_grammar() {
    for set in ["a::b", ":a", "a:", "a+b", "%C3%A9", "a/b", "a%0A"] {
        assert_eq!(
            bad_argument(&format!("verb=ListRecords&metadataPrefix=oai_dc&set={set}")).len(),
            1,
            "{set}"
        );
    }
    for prefix in ["a+b", "a:b", "%C3%A9", "oai_dc%0A"] {
        assert_eq!(bad_argument(&format!("verb=ListRecords&metadataPrefix={prefix}")).len(), 1, "{prefix}");
        let query = format!("verb=GetRecord&identifier=a:b&metadataPrefix={prefix}");
        assert_eq!(bad_argument(&query).len(), 1, "{prefix}");
    }
    let selected = selection("verb=ListRecords&metadataPrefix=a.b!~*'()&set=A:b-_:c");
    assert_eq!(selected.metadata_prefix.as_str(), "a.b!~*'()");
    assert_eq!(selected.set.unwrap().as_str(), "A:b-_:c");
}

#[test]
fn a_day_is_meant_to_its_last_second() {
    let selected = selection("verb=ListRecords&metadataPrefix=oai_dc&from=2020-02-29&until=2020-02-29");
    assert_eq!(selected.from.unwrap().to_string(), "2020-02-29T00:00:00Z");
    assert_eq!(selected.until.unwrap().to_string(), "2020-02-29T23:59:59Z");
    let selected = selection(
        "verb=ListRecords&metadataPrefix=oai_dc&from=2020-02-29T01:02:03Z&until=2020-02-29T01:02:03Z",
    );
    assert_eq!(selected.from, selected.until);
}

#[test]
fn dates_that_are_wrong_mixed_or_in_the_wrong_order_are_bad_argument() {
    let dates = |from: &str, until: &str| {
        bad_argument(&format!("verb=ListRecords&metadataPrefix=oai_dc&from={from}&until={until}"))
    };
    assert_eq!(dates("2020", "2020-13-01").len(), 2);
    assert!(dates("2020-01-01", "2020-01-02T00:00:00Z")[0].contains("granularity"));
    assert!(dates("2020-01-01T00:00:00Z", "2020-01-02")[0].contains("granularity"));
    assert!(dates("2020-01-02", "2020-01-01")[0].contains("later"));
    assert!(dates("2020-01-01T00:00:01Z", "2020-01-01T00:00:00Z")[0].contains("later"));
    for date in [
        "2002-05-01t00:00:00Z",
        "2002-05-01T00:00:00%2B00:00",
        "2002-05-01T24:00:00Z",
        "+2002-05-01",
        "0000-01-01",
    ] {
        assert_eq!(
            bad_argument(&format!("verb=ListRecords&metadataPrefix=oai_dc&until={date}")).len(),
            1,
            "{date}"
        );
    }
}

#[test]
fn all_errors_are_told_at_once() {
    let errors = bad_argument("verb=ListRecords&from=x&until=y&set=a::b&foo=1&metadataPrefix=a:b");
    assert_eq!(errors.len(), 5);
}

#[test]
fn the_order_of_arguments_changes_nothing() {
    let pairs = ["verb=ListRecords", "metadataPrefix=a:b", "from=x", "until=2020-01-01", "foo=1"];
    let errors = request(&pairs.join("&")).unwrap_err();
    for turn in 1..pairs.len() {
        let mut turned = pairs;
        turned.rotate_left(turn);
        assert_eq!(request(&turned.join("&")).unwrap_err(), errors);
    }
}

#[test]
fn messages_show_the_value_shortened_and_harmless() {
    let long = "x".repeat(5000);
    let errors = bad_argument(&format!("verb=ListRecords&metadataPrefix=oai_dc&set=%3Cscript%3E%0A:{long}"));
    assert!(errors[0].starts_with("set cannot be “<script>\u{FFFD}:xxx"), "{}", errors[0]);
    assert!(errors[0].chars().count() < 300, "{}", errors[0]);
    insta::assert_snapshot!(bad_argument("verb=GetRecord&from=1&identifier=%F").join("\n"), @r#"
“from” is not an argument of this verb; GetRecord takes identifier, metadataPrefix
the argument metadataPrefix is missing; it is made of A-Z a-z 0-9 - _ . ! ~ * ' ( ), and ListMetadataFormats lists those there are
the argument identifier is “%F”, which holds a % that no two hexadecimal digits follow; write %25 for the character % itself
"#);
    insta::assert_snapshot!(refused("verb=Identity", ErrorCode::BadVerb).join("\n"), @"“Identity” is not a verb; the verbs are GetRecord, Identify, ListIdentifiers, ListMetadataFormats, ListRecords, ListSets");
}
