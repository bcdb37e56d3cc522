//! Where someone works, on one line.

use std::borrow::Cow;

use crate::model::Affiliation;

use super::line::line;

/// `Department, Institution, City, Country`.
pub(super) fn address(affiliation: &Affiliation) -> String {
    let (name, place) = (affiliation.name(), affiliation.place());
    let parts = [name.clone(), if place == name { String::new() } else { place }];
    let parts = parts.iter().filter_map(|part| line(part)).collect::<Vec<Cow<'_, str>>>();
    parts.join(", ")
}
