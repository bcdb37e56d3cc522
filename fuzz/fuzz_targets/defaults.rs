//! A record file below a file of defaults, divided by the first zero byte: an item that can be served, or problems.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use windrow::diagnostics::Severity;
use windrow::import::{Defaults, record_file};
use windrow::model::Identity;

#[path = "../served.rs"]
mod served;

fuzz_target!(|bytes: &[u8]| {
    let Ok(namespace) = "journal.org".parse() else { panic!("no namespace") };
    let identity = Identity::new("Fuzz".to_owned(), namespace, Vec::new());
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    let (defaults, record) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let above = Defaults::of(&identity);
    let defaults = match Defaults::read(Path::new("2022/issue.toml"), defaults, &identity, &above) {
        Ok((defaults, _)) => defaults,
        Err(problems) => {
            assert!(problems.iter().any(|problem| problem.severity == Severity::Error));
            above
        }
    };
    match record_file::read_with(Path::new("2022/a.toml"), record, &identity, &defaults) {
        Ok((item, _)) => served::check(&item),
        Err(problems) => assert!(problems.iter().any(|problem| problem.severity == Severity::Error)),
    }
});
