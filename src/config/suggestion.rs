//! Names that are not known.

/// The end of a sentence about an unknown name: what may have been meant, or where the names are listed.
pub(super) fn suggestion(unknown: &str, names: impl Iterator<Item = String>) -> String {
    let stem = |name: &str| name.to_lowercase().trim_start_matches("windrow_").to_owned();
    let near = names.map(|name| (strsim::jaro_winkler(&stem(unknown), &stem(&name)), name));
    match near.max_by(|(a, _), (b, _)| a.total_cmp(b)) {
        Some((likeness, name)) if likeness > 0.8 => format!(", did you mean `{name}`?"),
        _ => "; `windrow --help` lists all settings".to_owned(),
    }
}
