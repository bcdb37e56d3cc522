//! Pages: how much they have, and in which form.

use windrow::store::{Form, Limit, Page, Range};

use crate::bench::{ALL, Bench, Shown, checksum, inflated, page, pages, parsed, put_in, records};

const BYTES: usize = 1 << 20;

/// Ten visible items in two formats, each with a text of another length; every other one is in a set.
fn filled(bench: &Bench) {
    let changes = (0..10).map(|number: usize| {
        let sets: &[&str] = if number.is_multiple_of(2) { &["even"] } else { &[] };
        let body = "text ".repeat(number);
        put_in(&number.to_string(), sets, &[("oai_dc", &body), ("oai_qdc", &body)])
    });
    bench.apply(&changes.collect::<Vec<_>>());
    bench.wait();
}

fn shown(xml: &[u8]) -> Vec<Shown> {
    parsed(str::from_utf8(xml).unwrap())
}

/// Checks that the pages have all records in their order, and each as many as `allowed` says or at least half of that.
fn check(bench: &Bench, range: &Range<'_>, limit: Limit, allowed: impl Fn(&[Shown]) -> usize) {
    let snapshot = bench.snapshot();
    let all = records(&*snapshot, range);
    let mut rest = &all[..];
    for (page, xml) in pages(&*snapshot, range, limit, Form::Records) {
        let allowed = allowed(rest);
        assert!(page.records <= allowed && page.records >= allowed.div_ceil(2), "{limit:?}: {page:?}");
        let (expected, left) = rest.split_at(page.records);
        assert_eq!(shown(&xml), expected, "{limit:?}");
        assert_eq!(page.more, !left.is_empty());
        rest = left;
    }
    assert_eq!(rest, [], "{limit:?}");
}

pub fn a_page_has_at_most_its_limit_of_records_and_at_least_half(bench: &Bench) {
    filled(bench);
    let even = "even".parse().unwrap();
    for range in [ALL, Range { set: Some(&even), ..ALL }, Range { after: Some(4), ..ALL }] {
        for records in 1..12 {
            check(bench, &range, Limit { records, bytes: BYTES }, |rest| rest.len().min(records));
        }
    }
}

pub fn a_page_ends_with_the_record_that_reaches_the_limit_of_bytes(bench: &Bench) {
    filled(bench);
    let size = |record: &Shown| "<record></record>\n".len() + record.header.len() + record.body.len();
    let all = records(&*bench.snapshot(), &ALL);
    let two = size(&all[0]) + size(&all[1]);
    for bytes in [0, 1, two - 1, two, two + 1, 5 * two] {
        let allowed = |rest: &[Shown]| {
            let before = |at: &usize| rest[..*at].iter().map(size).sum::<usize>();
            let ends_before = |at: &usize| *at > 0 && before(at) >= bytes;
            (0..rest.len()).find(ends_before).unwrap_or(rest.len())
        };
        check(bench, &ALL, Limit { records: 100, bytes }, allowed);
    }
}

pub fn a_page_says_whether_more_comes_and_where_it_ends(bench: &Bench) {
    filled(bench);
    let snapshot = bench.snapshot();
    let limit = Limit { records: 3, bytes: BYTES };
    let read: Vec<_> = pages(&*snapshot, &ALL, limit, Form::Records);
    let (last, before) = read.split_last().unwrap();
    assert!(!last.0.more && before.iter().all(|(page, _)| page.more));
    assert!(before.is_sorted_by(|(one, _), (next, _)| one.last < next.last));
    let rest = snapshot.count(&Range { after: Some(last.0.last), ..ALL }).unwrap();
    assert_eq!(rest, 0);
    let (exact, _) = page(&*snapshot, &ALL, Limit { records: 10, bytes: BYTES }, Form::Records);
    assert_eq!(exact.more, exact.records < 10, "a full page does not mean that more comes");
}

pub fn an_empty_range_has_an_empty_page(bench: &Bench) {
    filled(bench);
    let nowhere = "nowhere".parse().unwrap();
    let limit = Limit { records: 3, bytes: BYTES };
    for range in [
        Range { prefix: "marcxml", ..ALL },
        Range { set: Some(&nowhere), ..ALL },
        Range { after: Some(u64::MAX), ..ALL },
    ] {
        for form in [Form::Headers, Form::Records] {
            let (page, text) = page(&*bench.snapshot(), &range, limit, form);
            assert_eq!((page.records, page.more, text.as_slice()), (0, false, &b""[..]));
        }
    }
}

pub fn the_headers_of_a_page_are_those_of_its_records(bench: &Bench) {
    filled(bench);
    bench.apply(&[crate::bench::delete("3")]);
    bench.wait();
    let snapshot = bench.snapshot();
    let limit = Limit { records: 4, bytes: BYTES };
    let headers = pages(&*snapshot, &ALL, limit, Form::Headers);
    for (page, text) in &headers {
        assert_eq!(str::from_utf8(text).unwrap().matches("<header").count(), page.records);
    }
    let text: Vec<u8> = headers.into_iter().flat_map(|(_, text)| text).collect();
    let expected: String = records(&*snapshot, &ALL).into_iter().map(|record| record.header).collect();
    assert_eq!(String::from_utf8(text).unwrap(), expected);
    assert!(expected.contains("<header status=\"deleted\">"));
}

pub fn a_deflated_page_inflates_to_its_records(bench: &Bench) {
    filled(bench);
    let snapshot = bench.snapshot();
    let even = "even".parse().unwrap();
    for range in [ALL, Range { set: Some(&even), ..ALL }] {
        for limit in [Limit { records: 4, bytes: BYTES }, Limit { records: 100, bytes: 500 }] {
            let mut read = Vec::new();
            for (page, deflated) in pages(&*snapshot, &range, limit, Form::Deflated) {
                let text = inflated(&deflated);
                assert_eq!(page.checksum, checksum(&text));
                assert_eq!(page.records, shown(&text).len());
                read.extend(shown(&text));
            }
            assert_eq!(read, records(&*snapshot, &range));
        }
    }
}

pub fn a_page_is_appended_to_what_is_there(bench: &Bench) {
    filled(bench);
    let snapshot = bench.snapshot();
    let limit = Limit { records: 100, bytes: BYTES };
    for form in [Form::Headers, Form::Records, Form::Deflated] {
        let mut out = b"before".to_vec();
        let found: Page = snapshot.page(&ALL, limit, form, &mut out).unwrap();
        let (alone, text) = page(&*snapshot, &ALL, limit, form);
        assert_eq!(found, alone);
        assert_eq!(out, [&b"before"[..], &text].concat());
    }
}

/// Its old version stays visible longer than it was to be at first, and a page that was made in the meantime has it.
pub fn a_record_that_was_replaced_twice_is_on_no_page_from_before(bench: &Bench) {
    let version = |name: &str, body: &str| put_in(name, &["all"], &[("oai_dc", body)]);
    bench.apply(&[version("first", "1")]);
    bench.apply(&(0..1_500).map(|number| version(&number.to_string(), "")).collect::<Vec<_>>());
    bench.wait();
    let all = "all".parse().unwrap();
    let ranges = [ALL, Range { set: Some(&all), ..ALL }];
    let limit = Limit { records: 4, bytes: BYTES };
    let first_page = |range: &Range<'_>| {
        let snapshot = bench.snapshot();
        let deflated = inflated(&page(&*snapshot, range, limit, Form::Deflated).1);
        assert_eq!(deflated, page(&*snapshot, range, limit, Form::Records).1);
        shown(&deflated).remove(0).body
    };
    assert_eq!(ranges.each_ref().map(first_page), ["1", "1"]);
    bench.apply(&[version("first", "2")]);
    bench.clock.advance(3); // and nobody asks
    bench.apply(&[version("first", "3")]);
    assert_eq!(ranges.each_ref().map(first_page), ["1", "1"]);
    bench.wait();
    assert_eq!(ranges.each_ref().map(first_page), ["", ""]);
}
