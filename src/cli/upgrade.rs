//! `windrow upgrade`.

use crate::config::Config;

use super::open::location;
use super::{Ending, Failure, print};

/// Brings the store to the version of this program.
pub(super) fn run(config: &Config) -> Result<Ending, Failure> {
    print(&match location(config).upgrade()? {
        Some(version) => format!("upgraded from version {version}\n"),
        None => "nothing to upgrade\n".to_owned(),
    })
}
