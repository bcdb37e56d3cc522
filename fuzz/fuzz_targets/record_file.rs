//! Files of the records folder: whatever they hold, there is an item that can be served or a list of problems.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use windrow::diagnostics::Severity;
use windrow::import::{record_file, repository_file};

#[path = "../served.rs"]
mod served;

const IDENTITY: &str = r#"
name = "N"
namespace = "journal.org"
admin_emails = ["a@journal.org"]
default_sets = ["a"]
set = [{ spec = "a", name = "A" }]
"#;

fuzz_target!(|bytes: &[u8]| {
    let Ok((identity, _)) = repository_file::read(Path::new("repository.toml"), IDENTITY.as_bytes()) else {
        panic!("the repository file is not read");
    };
    for path in ["a.toml", "a.xml"] {
        match record_file::read(Path::new(path), bytes, &identity) {
            Ok((item, warnings)) => {
                assert!(warnings.iter().all(|problem| problem.severity == Severity::Warning));
                served::check(&item);
            }
            Err(problems) => assert!(problems.iter().any(|problem| problem.severity == Severity::Error)),
        }
    }
    if let Err(problems) = repository_file::read(Path::new("repository.toml"), bytes) {
        assert!(problems.iter().all(|problem| !problem.message.is_empty()));
    }
});
