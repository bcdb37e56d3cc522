//! What a list and a look-up find.

use windrow::model::{Datestamp, SetSpec};
use windrow::store::{Found, Range};

use crate::bench::{ALL, Bench, delete, id, page, put, put_in};

pub fn from_and_until_are_inclusive(bench: &Bench) {
    let mut stamps = Vec::new();
    for name in ["a", "b", "c"] {
        bench.apply(&[put(name, "1")]);
        bench.clock.advance(10);
        stamps.push(bench.list(ALL).last().unwrap().2);
    }
    let between = |from: Option<Datestamp>, until: Option<Datestamp>| {
        let seen = bench.counted(Range { from, until, ..ALL });
        seen.into_iter().map(|(name, ..)| name).collect::<String>()
    };
    assert_eq!(between(Some(stamps[1]), Some(stamps[1])), "b");
    assert_eq!(between(Some(stamps[0].plus(1)), None), "bc");
    assert_eq!(between(None, Some(stamps[2].plus(-1))), "ab");
    assert_eq!(between(None, Some(stamps[0].plus(-1))), "");
    assert_eq!(between(Some(stamps[2].plus(1)), None), "");
    assert_eq!(between(Some(stamps[2]), Some(stamps[0])), "");
}

pub fn a_set_has_its_records_and_those_below_and_not_those_of_similar_names(bench: &Bench) {
    let dc = &[("oai_dc", "1")];
    bench.apply(&[
        put_in("x", &["a:b:c", "z"], dc),
        put_in("y", &["ab"], dc),
        put_in("n", &[], dc),
        put_in("m", &["a:b"], dc),
    ]);
    bench.wait();
    assert_eq!(bench.bodies_of_set("a"), ["x=1", "m=1"]);
    assert_eq!(bench.bodies_of_set("a:b:c"), ["x=1"]);
    assert_eq!(bench.bodies_of_set("z"), ["x=1"]);
    assert_eq!(bench.bodies_of_set("ab"), ["y=1"]);
    assert_eq!(bench.bodies_of_set("c"), Vec::<String>::new());
    assert_eq!(sets(bench), ["a", "a:b", "a:b:c", "ab", "z"]);
}

fn sets(bench: &Bench) -> Vec<String> {
    let sets = bench.snapshot().sets().unwrap();
    assert_eq!(bench.snapshot().has_sets().unwrap(), !sets.is_empty());
    sets.into_iter().map(String::from).collect()
}

pub fn sets_are_reported_while_a_record_is_in_them(bench: &Bench) {
    let dc = &[("oai_dc", "1")];
    bench.apply(&[put("n", "1")]);
    bench.wait();
    assert_eq!(sets(bench), Vec::<String>::new());
    bench.apply(&[put_in("x", &["a:b"], dc), put_in("y", &["a"], dc)]);
    bench.wait();
    assert_eq!(sets(bench), ["a", "a:b"]);
    bench.apply(&[delete("x"), put("y", "1")]);
    bench.wait();
    assert_eq!(sets(bench), ["a", "a:b"], "a deleted record stays in its sets");
    bench.apply(&[put("x", "1")]);
    bench.wait();
    assert_eq!(sets(bench), Vec::<String>::new());
}

pub fn a_list_goes_on_after_a_sequence_number(bench: &Bench) {
    bench.apply(&[put("a", "1"), put("b", "1"), put("c", "1")]);
    bench.wait();
    let one = windrow::store::Limit { records: 1, bytes: 1 << 20 };
    let last = |after| {
        let range = Range { after, ..ALL };
        page(&*bench.snapshot(), &range, one, windrow::store::Form::Records).0.last
    };
    let a = last(None);
    let b = last(Some(a));
    let c = last(Some(b));
    assert!(a < b && b < c);
    assert_eq!(bench.bodies(Range { after: Some(a), ..ALL }), ["b=1", "c=1"]);
    for after in [c, c + 1, u64::MAX] {
        assert_eq!(bench.bodies(Range { after: Some(after), ..ALL }), Vec::<String>::new());
        assert_eq!(bench.snapshot().count(&Range { after: Some(after), ..ALL }).unwrap(), 0);
    }
}

pub fn counts_of_long_ranges_agree_with_pages(bench: &Bench) {
    let dc = &[("oai_dc", "1")];
    let mut batches = Vec::new();
    for batch in 0..5 {
        let name = |number: usize| format!("{}", batch * 1_000 + number);
        let sets = |number: usize| if number.is_multiple_of(3) { &["a:b"][..] } else { &[] };
        let changes: Vec<_> = (0..1_000).map(|number| put_in(&name(number), sets(number), dc)).collect();
        bench.apply(&changes);
        bench.wait();
        batches.push(bench.snapshot().now().plus(-1));
    }
    let deletions: Vec<_> = (0..5_000).step_by(7).map(|number| delete(&number.to_string())).collect();
    bench.apply(&deletions);
    bench.wait();
    let set: SetSpec = "a".parse().unwrap();
    for set in [None, Some(&set)] {
        for after in [None, Some(1), Some(1_023), Some(1_024), Some(2_500), Some(5_700)] {
            bench.counted(Range { set, after, ..ALL });
        }
        for (from, until) in [(None, Some(batches[1])), (Some(batches[1]), None)] {
            bench.counted(Range { set, from, until, ..ALL });
        }
    }
}

pub fn records_and_prefixes_are_found_by_identifier(bench: &Bench) {
    bench.apply(&[put_in("x", &["s"], &[("oai_dc", "1"), ("oai_qdc", "2")])]);
    let mut xml = b"before".to_vec();
    let find = |name: &str, prefix: &str, xml: &mut Vec<u8>| {
        bench.snapshot().record(id(name).as_str(), prefix, xml).unwrap()
    };
    let prefixes = || {
        let prefixes = bench.snapshot().prefixes(id("x").as_str()).unwrap();
        prefixes.map(|mut prefixes| {
            prefixes.sort();
            prefixes
        })
    };
    assert_eq!(prefixes(), None, "it is not visible yet");
    assert_eq!(find("x", "oai_dc", &mut xml), Found::NoSuchItem);
    bench.wait();
    assert_eq!(prefixes().unwrap(), ["oai_dc", "oai_qdc"]);
    assert_eq!(find("x", "marcxml", &mut xml), Found::NoSuchFormat);
    assert_eq!(find("y", "oai_dc", &mut xml), Found::NoSuchItem);
    assert_eq!(xml, b"before");
    assert_eq!(find("x", "oai_qdc", &mut xml), Found::Record);
    let text = String::from_utf8(xml).unwrap();
    assert!(text.starts_with("before<record><header><identifier>oai:x.example:x</identifier>"), "{text}");
    assert!(text.ends_with("<setSpec>s</setSpec></header>\n2</record>\n"), "{text}");
    bench.apply(&[delete("x")]);
    bench.wait();
    assert_eq!(prefixes().unwrap(), ["oai_dc", "oai_qdc"], "those that it was disseminated in");
}
