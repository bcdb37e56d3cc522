//! All codes, by what they are about. `docs/checks.md` is made from them.

mod article;
mod define;
mod files;
mod identifiers;
mod importing;
mod load;
mod names;
mod people;
mod rights;
mod rule;
mod sets;
mod settings;
mod syntax;
mod text;
mod values;
mod xml;

pub use article::*;
pub use files::*;
pub use identifiers::*;
pub use importing::*;
pub use load::*;
pub use names::*;
pub use people::*;
pub use rights::*;
pub use sets::*;
pub use settings::*;
pub use syntax::*;
pub use text::*;
pub use values::*;
pub use xml::*;

use super::Code;

/// Each group with what it is about.
pub const GROUPS: &[(&str, &[&Code])] = &[
    ("The article", article::ALL),
    ("Texts", text::ALL),
    ("People and organisations", people::ALL),
    ("Identifiers", identifiers::ALL),
    ("Values", values::ALL),
    ("Access, licences and grants", rights::ALL),
    ("How a record file is written", syntax::ALL),
    ("XML", xml::ALL),
    ("Files of the records folder", files::ALL),
    ("Duplicates, sidecars and mappings", names::ALL),
    ("Settings, sets and formats", settings::ALL),
    ("Importing", importing::ALL),
    ("Rules for sets", sets::ALL),
    ("Files that are loaded", load::ALL),
];

/// Every code.
pub fn all() -> impl Iterator<Item = &'static Code> {
    GROUPS.iter().flat_map(|(_, codes)| codes.iter().copied())
}
