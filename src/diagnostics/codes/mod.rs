//! All codes, by what they are about. `docs/checks.md` is made from them.

mod article;
mod define;
mod rule;

pub use article::*;

use super::Code;

/// Each group with what it is about.
pub const GROUPS: &[(&str, &[&Code])] = &[("The article", article::ALL)];

/// Every code.
pub fn all() -> impl Iterator<Item = &'static Code> {
    GROUPS.iter().flat_map(|(_, codes)| codes.iter().copied())
}
