//! All codes, by what they are about. `docs/checks.md` is made from them.

mod article;
mod define;
mod files;
mod load;
mod names;
mod rule;
mod sets;
mod shared;
mod syntax;

mod values;
mod xml;

pub use article::*;
pub use files::*;
pub use load::*;
pub use names::*;
pub use sets::*;
pub use shared::*;
pub use syntax::*;
pub use values::*;
pub use xml::*;

use super::Code;

/// Each group with what it is about.
pub const GROUPS: &[(&str, &[&Code])] = &[
    ("The article", article::ALL),
    ("Values", values::ALL),
    ("How a record file is written", syntax::ALL),
    ("XML", xml::ALL),
    ("Files of the records folder", files::ALL),
    ("Names, duplicates, sidecars and mappings", names::ALL),
    ("Rules for sets", sets::ALL),
    ("Files that are loaded", load::ALL),
    ("Others", shared::ALL),
];

/// Every code.
pub fn all() -> impl Iterator<Item = &'static Code> {
    GROUPS.iter().flat_map(|(_, codes)| codes.iter().copied())
}
