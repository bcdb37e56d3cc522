//! Names with places for what `by` found: `{year}, No. {issue}`.

/// A piece of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Text(&'a str),
    /// The name of a field, between braces.
    Field(&'a str),
}

/// The pieces of a name; `None` if a brace has no partner.
pub(super) fn pieces(name: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    let mut rest = name;
    while let Some(at) = rest.find(['{', '}']) {
        let (text, field) = rest.split_at(at);
        let (field, behind) = field.strip_prefix('{')?.split_once('}')?;
        if field.contains('{') {
            return None;
        }
        pieces.extend([Piece::Text(text), Piece::Field(field.trim())]);
        rest = behind;
    }
    pieces.push(Piece::Text(rest));
    Some(pieces)
}

/// The fields that a name has places for.
pub(super) fn fields(name: &str) -> impl Iterator<Item = &str> {
    let field = |piece| match piece {
        Piece::Field(field) => Some(field),
        Piece::Text(_) => None,
    };
    pieces(name).unwrap_or_default().into_iter().filter_map(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_places_between_braces() {
        assert_eq!(fields("{year}, No. { issue }").collect::<Vec<_>>(), ["year", "issue"]);
        assert_eq!(fields("第{issue}期").collect::<Vec<_>>(), ["issue"]);
        assert_eq!(pieces("plain"), Some(vec![Piece::Text("plain")]));
        for name in ["{year", "year}", "{{year}}", "}{"] {
            assert_eq!(pieces(name), None, "{name}");
        }
    }
}
