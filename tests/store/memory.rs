//! What the engine in memory does beyond the contract.

use windrow::store::{ErrorKind, Form, Limit, Wait};

use super::bench::{ALL, memory, pages, put, records};

#[test]
fn a_page_is_full_unless_the_limit_of_bytes_or_the_end_comes_first() {
    let bench = memory();
    let changes: Vec<_> = (0..10).map(|number| put(&number.to_string(), "1")).collect();
    bench.apply(&changes);
    bench.wait();
    let snapshot = bench.snapshot();
    let size = records(&*snapshot, &ALL)[0].header.len() + "<record>1</record>\n".len();
    let sizes = |records, bytes| {
        let pages = pages(&*snapshot, &ALL, Limit { records, bytes }, Form::Records);
        pages.into_iter().map(|(page, _)| page.records).collect::<Vec<_>>()
    };
    assert_eq!(sizes(4, 1 << 20), [4, 4, 2]);
    assert_eq!(sizes(5, 1 << 20), [5, 5]);
    assert_eq!(sizes(4, 3 * size), [3, 3, 3, 1]);
    assert_eq!(sizes(4, 3 * size + 1), [4, 4, 2]);
    assert_eq!(sizes(1, 0), [1; 10]);
}

#[test]
fn a_snapshot_without_waiting_is_there_once_the_horizon_has_moved() {
    let bench = memory();
    let at_once = || bench.store.snapshot(Wait::No).map(|snapshot| snapshot.now());
    bench.clock.advance(1);
    assert_eq!(at_once().map_err(|error| error.kind), Err(ErrorKind::WouldBlock));
    let now = bench.snapshot().now();
    assert_eq!(at_once(), Ok(now));
    bench.apply(&[put("a", "1")]);
    assert_eq!(at_once(), Ok(now), "a batch that waits changes nothing yet");
}
