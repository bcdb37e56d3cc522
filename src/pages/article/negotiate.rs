//! Content negotiation on the address of an item (RFC 9110, 12.5.1). Who names no type that is known gets the page: never 406.

use super::representation::Variant;

/// Media types, and what they ask for; `None` is the page.
const TYPES: [(&str, Option<&str>); 17] = [
    ("text/html", None),
    ("application/xhtml+xml", None),
    ("*/*", None),
    ("text/*", None),
    ("application/ld+json", Some("schema_org")),
    ("application/vnd.schemaorg.ld+json", Some("schema_org")),
    ("application/x-bibtex", Some("bibtex")),
    ("text/x-bibtex", Some("bibtex")),
    ("application/x-research-info-systems", Some("ris")),
    ("application/vnd.citationstyles.csl+json", Some("csl_json")),
    ("application/json", Some("json")),
    ("application/linkset+json", Some("linkset")),
    ("application/marcxml+xml", Some("marcxml")),
    ("application/mods+xml", Some("mods")),
    ("application/vnd.jats+xml", Some("jats")),
    ("application/vnd.datacite.datacite+xml", Some("datacite")),
    ("application/xml", Some("oai_dc")),
];

/// The representation that the client likes best; `None` if that is the page.
pub(super) fn wanted(accept: &str) -> Option<Variant> {
    let mut best: (f32, Option<&str>) = (0.0, None);
    for member in accept.split(',') {
        let mut parts = member.split(';').map(str::trim);
        let media_type = parts.next().unwrap_or_default().to_ascii_lowercase();
        let weight =
            parts.find_map(|part| part.strip_prefix("q=")).map_or(Some(1.0), |weight| weight.parse().ok());
        let media_type = if media_type == "text/xml" { "application/xml" } else { media_type.as_str() };
        let known = TYPES.iter().find(|(known, _)| *known == media_type);
        if let (Some((_, name)), Some(weight)) = (known, weight)
            && weight > best.0
        {
            best = (weight, *name);
        }
    }
    best.1.map(variant)
}

fn variant(name: &'static str) -> Variant {
    match name {
        "json" => Variant::Native,
        "linkset" => Variant::Linkset,
        "schema_org" | "bibtex" | "ris" | "csl_json" => Variant::Export(name),
        prefix => Variant::Format(prefix.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_get_the_page_and_programs_what_they_ask_for() {
        for (accept, expected) in [
            ("", None),
            ("*/*", None),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8", None),
            ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", None),
            ("image/png", None),
            ("application/ld+json", Some(Variant::Export("schema_org"))),
            ("application/ld+json, */*;q=0.1", Some(Variant::Export("schema_org"))),
            ("text/html;q=0.5, application/x-bibtex", Some(Variant::Export("bibtex"))),
            ("application/vnd.citationstyles.csl+json;q=1.0", Some(Variant::Export("csl_json"))),
            ("text/xml", Some(Variant::Format("oai_dc".to_owned()))),
            ("Application/JSON", Some(Variant::Native)),
            ("application/json;q=0", None),
            ("application/json;q=x", None),
        ] {
            assert_eq!(wanted(accept), expected, "{accept}");
        }
    }
}
