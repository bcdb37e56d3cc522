//! Files of many records: whatever they hold, what is given can be served, and something is said or given.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use windrow::import::{Incoming, load_file};
use windrow::model::Identity;

#[path = "../served.rs"]
mod served;

fuzz_target!(|bytes: &[u8]| {
    let Ok(namespace) = "journal.org".parse() else { panic!("no namespace") };
    let identity = Identity::new("Fuzz".to_owned(), namespace, Vec::new());
    let mut given = 0;
    load_file(Path::new("file"), bytes, Some(&identity), &mut |incoming| {
        given += 1;
        match incoming {
            Ok(Incoming::Item(item, _)) => served::check(&item),
            Ok(Incoming::Deleted(_) | Incoming::Rejected(_)) => {}
            Err(problem) => assert!(!problem.message.is_empty()),
        }
    });
    assert!(given > 0, "a file without a record and without a problem");
});
