//! Dates and selective harvesting by date (§2.7.1, §3.3).

use std::collections::BTreeSet;

use windrow::model::Datestamp;

use crate::support::answer::Header;
use crate::support::endpoint::Endpoint;
use crate::support::fixture::Fixture;

pub const LIST: &str = "verb=ListIdentifiers&metadataPrefix=oai_dc";

/// A moment, or a day's first second.
pub fn moment(text: &str) -> Datestamp {
    text.parse().unwrap_or_else(|_| panic!("{text} is no date"))
}

fn seconds(endpoint: &Endpoint) -> bool {
    endpoint.identify().text_of("granularity").len() > "YYYY-MM-DD".len()
}

/// At most `most` different datestamps of records, spread over all.
fn datestamps(headers: &[Header], most: usize) -> Vec<String> {
    let all: BTreeSet<_> = headers.iter().map(|header| header.datestamp.clone()).collect();
    let step = all.len().div_ceil(most).max(1);
    all.into_iter().step_by(step).collect()
}

fn sorted(mut identifiers: Vec<String>) -> Vec<String> {
    identifiers.sort();
    identifiers
}

fn identifiers<'a>(headers: impl IntoIterator<Item = &'a Header>) -> Vec<String> {
    sorted(headers.into_iter().map(|header| header.identifier.clone()).collect())
}

/// Whether the text is `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ssZ`.
fn is_date(text: &str) -> bool {
    Datestamp::parse(text).is_ok()
}

requirement! {
    R68 MUST "§3.3" "Every date is ISO 8601 in UTC; every time ends in Z."
    fn every_date_is_utc(endpoint: &Endpoint) {
        for query in endpoint.requests() {
            for element in endpoint.get(&query).root.descendants() {
                let dated = matches!(element.local.as_str(), "responseDate" | "datestamp" | "earliestDatestamp");
                assert!(!dated || is_date(&element.text), "{query}: {}", element.text);
                let expires = element.attribute("expirationDate");
                assert!(expires.is_none_or(|date| is_date(date) && date.ends_with('Z')), "{query}: {expires:?}");
            }
        }
    }
}

requirement! {
    R69 MUST "§3.3.1" "Days are taken as from and until."
    fn days_are_taken(endpoint: &Endpoint) {
        let all = endpoint.headers(LIST);
        for datestamp in datestamps(&all, 5) {
            let day = &datestamp[..10];
            let found = endpoint.identifiers(&format!("{LIST}&from={day}&until={day}"));
            assert_eq!(sorted(found), identifiers(all.iter().filter(|header| header.datestamp.starts_with(day))), "{day}");
        }
    }
}

requirement! {
    R70 MUST "§3.3.1" "Where seconds are announced, they are taken as from and until."
    fn seconds_are_taken(endpoint: &Endpoint) {
        if seconds(endpoint) {
            let query = format!("{LIST}&from=1990-01-01T00:00:00Z&until=2999-12-31T23:59:59Z");
            assert_eq!(endpoint.headers(&query), endpoint.headers(LIST));
        }
    }
}

requirement! {
    R71 MUST "§2.7.1" "from and until have one granularity."
    fn granularities_are_not_mixed(endpoint: &Endpoint) {
        endpoint.refuses(&format!("{LIST}&from=2020-01-01&until=2021-01-01T00:00:00Z"), "badArgument");
        endpoint.refuses(&format!("{LIST}&from=2020-01-01T00:00:00Z&until=2021-01-01"), "badArgument");
    }
}

requirement! {
    R73 MUST "§2.7.1" "Both bounds belong to the range."
    fn both_bounds_are_inclusive(endpoint: &Endpoint) {
        let all = endpoint.headers(LIST);
        for datestamp in datestamps(&all, 8) {
            let found = endpoint.identifiers(&format!("{LIST}&from={datestamp}&until={datestamp}"));
            assert_eq!(sorted(found), identifiers(all.iter().filter(|header| header.datestamp == datestamp)), "{datestamp}");
        }
    }
}

requirement! {
    R74 MUST "§2.7.1" "A day as until lasts to its last second."
    fn a_day_lasts_to_its_last_second(fixture: &Fixture) {
        let all = fixture.endpoint.headers(LIST);
        let stamped = |datestamp: &str| identifiers(all.iter().filter(|header| header.datestamp == datestamp));
        let (last, next) = (stamped("2024-02-28T23:59:59Z"), stamped("2024-02-29T00:00:00Z"));
        assert!(!last.is_empty() && !next.is_empty(), "the fixture has records on both sides of midnight");
        let found = sorted(fixture.endpoint.identifiers(&format!("{LIST}&until=2024-02-28")));
        assert!(last.iter().all(|identifier| found.contains(identifier)));
        assert!(next.iter().all(|identifier| !found.contains(identifier)));
        let found = sorted(fixture.endpoint.identifiers(&format!("{LIST}&from=2024-02-29&until=2024-02-29")));
        assert!(next.iter().all(|identifier| found.contains(identifier)));
        assert!(last.iter().all(|identifier| !found.contains(identifier)));
    }
}

requirement! {
    R75 MUST "§2.7.1" "from is not later than until."
    fn from_is_not_later_than_until(endpoint: &Endpoint) {
        endpoint.refuses(&format!("{LIST}&from=2021-01-02&until=2021-01-01"), "badArgument");
        endpoint.refuses(&format!("{LIST}&from=2021-01-01T00:00:01Z&until=2021-01-01T00:00:00Z"), "badArgument");
    }
}

requirement! {
    R76 MUST "§2.7.1" "from may equal until."
    fn from_may_equal_until(endpoint: &Endpoint) {
        for date in ["1990-01-01", "1990-01-01T00:00:00Z"] {
            endpoint.refuses(&format!("{LIST}&from={date}&until={date}"), "noRecordsMatch");
        }
        let datestamp = &endpoint.get(LIST).headers()[0].datestamp;
        assert!(endpoint.errors(&format!("{LIST}&from={datestamp}&until={datestamp}")).is_empty());
    }
}

requirement! {
    R77 MUST "§4.3, §4.5" "Without from a list begins at the beginning, without until it goes to now."
    fn open_ranges_reach_the_ends(endpoint: &Endpoint) {
        let all = endpoint.headers(LIST);
        for datestamp in datestamps(&all, 4) {
            let next = moment(&datestamp).plus(1);
            let mut parts = endpoint.identifiers(&format!("{LIST}&until={datestamp}"));
            if all.iter().any(|header| moment(&header.datestamp) >= next) {
                parts.extend(endpoint.identifiers(&format!("{LIST}&from={next}")));
            }
            assert_eq!(sorted(parts), identifiers(&all), "{datestamp}");
        }
    }
}

requirement! {
    R78 MUST "§3.6" "A range before the earliest datestamp has no records."
    fn nothing_lies_before_the_earliest_datestamp(endpoint: &Endpoint) {
        let earliest = moment(endpoint.identify().text_of("earliestDatestamp"));
        endpoint.refuses(&format!("{LIST}&until={}", earliest.plus(-365 * 86_400)), "noRecordsMatch");
        endpoint.refuses(&format!("{LIST}&until={}", earliest.plus(-1)), "noRecordsMatch");
    }
}

requirement! {
    R79 MUST "§3.6" "from may lie before the earliest datestamp."
    fn from_may_lie_in_the_past(endpoint: &Endpoint) {
        for from in ["1900-01-01", "0001-01-01", "1900-01-01T00:00:00Z"] {
            assert_eq!(endpoint.headers(&format!("{LIST}&from={from}")), endpoint.headers(LIST), "{from}");
        }
    }
}

requirement! {
    R80 MUST "§3.6" "until may lie in the future; from there gives no records, but is legal."
    fn dates_may_lie_in_the_future(endpoint: &Endpoint) {
        for until in ["2999-01-01", "9999-12-31", "2999-01-01T00:00:00Z"] {
            assert_eq!(endpoint.headers(&format!("{LIST}&until={until}")), endpoint.headers(LIST), "{until}");
        }
        for from in ["2999-01-01", "9999-12-31", "2999-01-01T00:00:00Z"] {
            endpoint.refuses(&format!("{LIST}&from={from}"), "noRecordsMatch");
        }
    }
}

requirement! {
    R81 MUST "§3.3.1" "A date in any other spelling is badArgument."
    fn other_spellings_are_refused(endpoint: &Endpoint) {
        for date in [
            "2002", "2002-05", "2002-5-1", "20020501", "2002-05-01T00:00:00%2B00:00", "2002-05-01T00:00:00.0Z",
            "2002-05-01T00:00:00", "2002-05-01t00:00:00Z", "2002-05-01T00:00:00z", "2002-05-01T00:00Z", "2002-05-01Z",
            "%202002-05-01", "2002-05-01%20", "2002-05-01%0A", "-2002-05-01", "yesterday", "2002-05-01+00:00:00Z",
        ] {
            endpoint.refuses(&format!("{LIST}&from={date}"), "badArgument");
            endpoint.refuses(&format!("{LIST}&until={date}"), "badArgument");
        }
    }
}

requirement! {
    R82 MUST "§3.3.1" "A date that no calendar has is badArgument."
    fn impossible_dates_are_refused(endpoint: &Endpoint) {
        for date in [
            "2002-13-01", "2002-00-01", "2002-02-30", "2002-04-31", "2002-05-00", "1900-02-29", "2001-02-29",
            "0000-01-01", "2002-05-01T24:00:00Z", "2002-05-01T25:00:00Z", "2002-05-01T00:60:00Z", "2002-05-01T23:59:60Z",
        ] {
            endpoint.refuses(&format!("{LIST}&from={date}"), "badArgument");
        }
        for date in ["2000-02-29", "2004-02-29"] {
            assert!(endpoint.errors(&format!("{LIST}&from={date}")).iter().all(|code| code == "noRecordsMatch"));
        }
    }
}
