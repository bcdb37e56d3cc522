//! What a requirement is: a test with a number, a level, a place and a statement.

use crate::schemas;
use crate::support::endpoint::Endpoint;
use crate::support::fixture::{Fixture, Workshop};

/// Makes a test of a requirement. `conformance` reads the same text for `docs/conformance.md`.
macro_rules! requirement {
    (
        $number:ident $level:ident $place:literal $statement:literal
        fn $name:ident($subject:ident: &$kind:ty) $body:block
    ) => {
        #[doc = $statement]
        #[test]
        fn $name() {
            fn check($subject: &$kind) $body
            crate::requirement::run(stringify!($number), check);
        }
    };
}

/// What a requirement is checked on.
pub trait Subject: Sized {
    /// Calls `check` with one; false if there is none.
    fn provide(check: fn(&Self)) -> bool;
}

/// The base URL to test instead of an endpoint of our own.
fn elsewhere() -> Option<String> {
    std::env::var("WINDROW_TEST_BASE_URL").ok().filter(|url| !url.is_empty())
}

impl Subject for Endpoint {
    fn provide(check: fn(&Self)) -> bool {
        match elsewhere() {
            Some(base_url) => check(&Self::new(&base_url)),
            None => check(&Fixture::shared().endpoint),
        }
        true
    }
}

impl Subject for Fixture {
    fn provide(check: fn(&Self)) -> bool {
        let here = elsewhere().is_none();
        if here {
            check(&Self::shared());
        }
        here
    }
}

impl Subject for Workshop {
    fn provide(check: fn(&Self)) -> bool {
        let here = elsewhere().is_none();
        if here {
            check(&Self::open());
        }
        here
    }
}

/// Checks a requirement, and then the answers it saw against the official schemas.
pub fn run<S: Subject>(number: &str, check: fn(&S)) {
    if !S::provide(check) {
        eprintln!(
            "{number} is skipped: it needs records of a known kind, and WINDROW_TEST_BASE_URL names another endpoint"
        );
    }
    schemas::validate_seen();
}
