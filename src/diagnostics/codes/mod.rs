//! All codes, by what they are about. `docs/checks.md` is made from them.

mod article;
mod define;
mod identifiers;
mod importing;
mod people;
mod rights;
mod rule;
mod settings;
mod text;
mod values;

pub use article::*;
pub use identifiers::*;
pub use importing::*;
pub use people::*;
pub use rights::*;
pub use settings::*;
pub use text::*;
pub use values::*;

use super::Code;

/// Each group with what it is about.
pub const GROUPS: &[(&str, &[&Code])] = &[
    ("The article", article::ALL),
    ("Texts", text::ALL),
    ("People and organisations", people::ALL),
    ("Identifiers", identifiers::ALL),
    ("Values", values::ALL),
    ("Access, licences and grants", rights::ALL),
    ("Settings, sets and formats", settings::ALL),
    ("Importing", importing::ALL),
];

/// Every code.
pub fn all() -> impl Iterator<Item = &'static Code> {
    GROUPS.iter().flat_map(|(_, codes)| codes.iter().copied())
}
