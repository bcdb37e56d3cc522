//! Fields of an article as they are written on one line.

/// How a field is written.
enum Form {
    /// `name = "text"`.
    Text,
    /// `name = ["text", "text"]`.
    List,
    /// `name = [{ field = "text" }]`.
    Table(&'static str),
    /// `pages = { first = "1", last = "9" }`.
    Pages,
}

fn form(name: &str) -> Form {
    match name {
        "language" | "type" | "sets" => Form::List,
        "title" | "abstract" | "note" | "issue_title" | "section" => Form::Table("text"),
        "author" | "contributor" => Form::Table("name"),
        "pages" => Form::Pages,
        _ => Form::Text,
    }
}

/// The field of an article with this text, in which quotes and backslashes are escaped.
pub(super) fn field(name: &str, text: &str) -> String {
    match form(name) {
        Form::List => format!("{name} = [{}]", list(text)),
        Form::Table(inner) => format!("{name} = [{{ {inner} = \"{text}\" }}]"),
        Form::Pages => pages(text).unwrap_or_else(|| plain(name, text)),
        Form::Text => plain(name, text),
    }
}

/// A field that is a text.
pub(super) fn plain(name: &str, text: &str) -> String {
    format!("{name} = \"{text}\"")
}

/// A range of pages as a table; none if it is not one.
pub(super) fn pages(text: &str) -> Option<String> {
    let (first, last) = text.split_once(['-', '–', '—', '~', '～'])?;
    let (first, last) = (first.trim(), last.trim());
    let is_page = |page: &str| !page.is_empty() && page.chars().all(char::is_alphanumeric);
    (is_page(first) && is_page(last)).then(|| format!("pages = {{ first = \"{first}\", last = \"{last}\" }}"))
}

/// A text of several parts as a list of texts: `"norms", "security"`.
pub(super) fn list(text: &str) -> String {
    let parts = text.split([',', ';', '，', '；', '、']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| format!("\"{part}\"")).collect::<Vec<_>>().join(", ")
}
