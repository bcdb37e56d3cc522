//! Codes as they are typed, without what typesetting and habit add to them.

/// The text as ASCII where it is full-width ASCII (U+FF01 to U+FF5E, U+3000), and without white space around it.
pub(super) fn folded(text: &str) -> String {
    let fold = |character: char| match u32::from(character) {
        0x3000 => ' ',
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(character),
        _ => character,
    };
    text.chars().map(fold).collect::<String>().trim().to_owned()
}

/// Without the first of these beginnings that it has, in whatever case.
pub(super) fn without<'t>(text: &'t str, beginnings: &[&str]) -> &'t str {
    let begins = |beginning: &&&str| {
        text.get(..beginning.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(beginning))
    };
    beginnings.iter().find(begins).map_or(text, |beginning| text[beginning.len()..].trim_start())
}
