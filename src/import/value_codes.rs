//! Which code the error of a value has, by the field that the value is in.

use crate::diagnostics::{Code, codes};

/// Fields with dates.
const DATES: [&str; 12] = [
    "published",
    "published_print",
    "published_online",
    "received",
    "accepted",
    "revised",
    "updated",
    "retracted",
    "embargo_end",
    "copyright_year",
    "date",
    "datestamp",
];

/// The code of a value that does not have the form that its field needs.
pub(super) fn code_of(field: &str) -> &'static Code {
    let ends =
        |word: &str| field.strip_suffix(word).is_some_and(|rest| rest.is_empty() || rest.ends_with('_'));
    match field {
        _ if ends("doi") => &codes::DOI_FORM,
        _ if ends("orcid") => &codes::ORCID_FORM,
        _ if ends("ror") => &codes::ROR_FORM,
        _ if ends("issn") => &codes::ISSN_FORM,
        _ if ends("isbn") => &codes::ISBN_FORM,
        _ if ends("url") || ends("uri") => &codes::URL_FORM,
        _ if DATES.contains(&field) => &codes::DATE_FORM,
        "cn" => &codes::CN_NUMBER_FORM,
        "lang" | "language" => &codes::LANGUAGE_TAG,
        "file" | "schema" | "link" | "rights" | "friends" => &codes::URL_FORM,
        "identifier" | "namespace" | "deleted" => &codes::IDENTIFIER_FORM,
        "sets" | "default_sets" | "spec" => &codes::SET_SPEC_FORM,
        _ => &codes::VALUE_FORM,
    }
}
