//! People on one line: whether something of a name is seen, and where they work.

use std::borrow::Cow;

use crate::model::{Affiliation, NameParts, Person};

use super::line::line;

/// Whether something of the person's own name would be seen.
pub(in crate::formats) fn has_name(person: &Person) -> bool {
    is_seen(&person.own_name())
}

/// Whether something of the name would be seen, beside the comma between its parts.
pub(in crate::formats) fn is_seen(name: &NameParts<'_>) -> bool {
    line(&name.inverted()).is_some_and(|name| !name.trim_matches([',', ' ']).is_empty())
}

/// `Department, Institution, City, Country`.
pub(in crate::formats) fn address(affiliation: &Affiliation) -> String {
    let (name, place) = (affiliation.name(), affiliation.place());
    let parts = [name.clone(), if place == name { String::new() } else { place }];
    let parts = parts.iter().filter_map(|part| line(part)).collect::<Vec<Cow<'_, str>>>();
    parts.join(", ")
}
