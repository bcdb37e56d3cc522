//! Datestamps (§2.5, §2.7.1, §3.3.2).

use crate::dates::{LIST, moment};
use crate::support::answer::Header;
use crate::support::endpoint::Endpoint;
use crate::support::fixture::{Workshop, id};
use crate::support::items::{article, dublin_core, titled};

requirement! {
    R83 MUST "§3.3.2" "Every datestamp has the granularity that Identify announces."
    fn datestamps_have_the_announced_granularity(endpoint: &Endpoint) {
        let length = endpoint.identify().text_of("granularity").len();
        for prefix in endpoint.prefixes() {
            assert!(endpoint.all(&prefix).iter().all(|header| header.datestamp.len() == length), "{prefix}");
        }
    }
}

/// The datestamp of a record in a workshop.
fn stamp(workshop: &Workshop, local: &str, prefix: &str) -> String {
    workshop.endpoint().record(&id(local), prefix).headers()[0].datestamp.clone()
}

requirement! {
    R84 MUST "§2.5" "The datestamp is when the record was made, changed or deleted here."
    fn datestamps_are_those_of_changes(workshop: &Workshop) {
        let now = || workshop.endpoint().get("verb=Identify").response_date().to_owned();
        let mut before = now();
        let steps: [&dyn Fn(); 3] = [
            &|| workshop.put(&[article("x", &[])]),
            &|| workshop.put(&[titled("x", &[], "Another title")]),
            &|| workshop.delete(&["x"]),
        ];
        for step in steps {
            step();
            let (datestamp, after) = (stamp(workshop, "x", "oai_dc"), now());
            assert!(before < datestamp && datestamp <= after, "{before} < {datestamp} <= {after}");
            before = after;
        }
    }
}

requirement! {
    R85 MUST "§2.7.1" "Every change of what is served moves the datestamp: of the metadata, of the formats there are, of how a format is written."
    fn every_change_moves_the_datestamp(workshop: &Workshop) {
        let (earlier, list) = (|| workshop.endpoint().get("verb=Identify").response_date().to_owned(), |prefix: &str, from: &str| {
            workshop.endpoint().identifiers(&format!("verb=ListIdentifiers&metadataPrefix={prefix}&from={from}"))
        });
        workshop.put(&[dublin_core("x", &[]), dublin_core("other", &[])]);
        let from = earlier();
        workshop.put(&[article("x", &[])]); // a format more, and other metadata
        assert_eq!((list("oai_dc", &from), list("oai_qdc", &from)), (vec![id("x")], vec![id("x")]));
        let from = earlier();
        workshop.put(&[dublin_core("x", &[])]); // a format less
        assert_eq!((list("oai_dc", &from), list("oai_qdc", &from)), (vec![id("x")], vec![id("x")]));
        let from = earlier();
        workshop.render_otherwise(&article("y", &[])); // written by an earlier revision of the formats
        let old = stamp(workshop, "y", "oai_dc");
        workshop.upgrade();
        assert!(stamp(workshop, "y", "oai_dc") > old);
        assert_eq!(list("oai_dc", &from), vec![id("y")]);
    }
}

requirement! {
    R86 SHOULD "§2.7.1" "Nothing else moves the datestamp: not reading, not writing the same again, not a restart."
    fn nothing_else_moves_the_datestamp(workshop: &Workshop) {
        workshop.put(&[article("x", &["a"]), dublin_core("y", &[])]);
        let before = workshop.endpoint().headers(LIST);
        workshop.put(&[article("x", &["a"]), dublin_core("y", &[])]);
        workshop.upgrade();
        let served = workshop.another(5);
        assert_eq!(served.endpoint.headers(LIST), before);
    }
}

requirement! {
    R87 SHOULD "§2.6" "A change of sets moves the datestamp."
    fn a_change_of_sets_moves_the_datestamp(workshop: &Workshop) {
        workshop.put(&[article("x", &["a"])]);
        let before = stamp(workshop, "x", "oai_dc");
        workshop.put(&[article("x", &["ab"])]);
        assert!(stamp(workshop, "x", "oai_dc") > before);
        assert_eq!(workshop.endpoint().identifiers(&format!("{LIST}&set=ab&from={before}")), [id("x")]);
    }
}

requirement! {
    R88 SHOULD "§2.7.1" "Who asks from the last responseDate misses nothing."
    fn incremental_harvests_miss_nothing(workshop: &Workshop) {
        workshop.put(&[article("first", &[])]);
        for number in 0..20 {
            // The batch is written before this answer, and becomes visible after it.
            workshop.store_now(&[article(&format!("x/{number}"), &[])]);
            let answer = workshop.endpoint().get(LIST);
            let identifier = id(&format!("x/{number}"));
            let seen = workshop.endpoint().identifiers(LIST).contains(&identifier);
            workshop.clock.advance(number % 4 + 1);
            let from = answer.response_date();
            let later = workshop.endpoint().identifiers(&format!("{LIST}&from={from}"));
            assert!(seen || later.contains(&identifier), "{number}: neither before nor from {from}");
        }
    }
}

requirement! {
    R89 SHOULD "§2.5" "No datestamp is later than the responseDate of the answer that shows it."
    fn no_datestamp_lies_in_the_future(endpoint: &Endpoint) {
        for part in endpoint.parts(LIST) {
            assert!(part.headers().iter().all(|header| moment(&header.datestamp) <= moment(part.response_date())));
        }
    }
}

requirement! {
    R90 MUST "§3.3" "Time is UTC, whatever the zone of the machine: these tests pass in other zones, too."
    fn the_zone_of_the_machine_changes_nothing(_endpoint: &Endpoint) {
        const INNER: &str = "WINDROW_TEST_ZONE";
        if std::env::var_os(INNER).is_some() {
            return;
        }
        for zone in ["America/New_York", "Asia/Kolkata", "Pacific/Kiritimati"] {
            let tests = std::env::current_exe().expect("this program");
            let mut inner = std::process::Command::new(tests);
            inner.args(["dates::", "datestamps::", "identify::", "envelope::the_response_date_is_now"]).env("TZ", zone).env(INNER, zone);
            let output = inner.output().expect("the tests run");
            assert!(output.status.success(), "{zone}: {}", String::from_utf8_lossy(&output.stdout));
        }
    }
}

requirement! {
    R91 SHOULD "§2.7.1" "The range is applied to the datestamp that is shown."
    fn the_range_is_applied_to_what_is_shown(endpoint: &Endpoint) {
        for prefix in endpoint.prefixes() {
            let list = format!("verb=ListRecords&metadataPrefix={prefix}");
            for header in endpoint.all(&prefix).iter().take(60) {
                let Header { datestamp, identifier, .. } = header;
                let found = endpoint.identifiers(&format!("{list}&from={datestamp}&until={datestamp}"));
                assert!(found.contains(identifier), "{prefix}: {identifier} at {datestamp}");
            }
        }
    }
}
