//! What a `header` element that the store has written says.

/// Its setSpecs, separated by spaces.
pub(super) fn sets(header: &str) -> String {
    elements(header, "setSpec").join(" ")
}

pub(super) fn identifier(header: &str) -> String {
    unescaped(&elements(header, "identifier").concat())
}

fn elements<'h>(header: &'h str, name: &str) -> Vec<&'h str> {
    let (start, end) = (format!("<{name}>"), format!("</{name}>"));
    header.split(&start).skip(1).filter_map(|rest| rest.split(&end).next()).collect()
}

/// The text of an identifier: a URI has no other character that XML escapes.
fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
