//! A strict reader of the HTML that pages are written in: every element ends, every attribute is quoted, nothing can run.

/// An element with its content.
#[derive(Clone, Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    /// All text in it, that of its children included.
    pub text: String,
}

/// Elements without an end.
const VOID: [&str; 6] = ["meta", "link", "br", "img", "input", "hr"];

/// Elements that pages have; whatever else comes was made by a record.
#[rustfmt::skip]
const KNOWN: [&str; 70] = [
    "html", "head", "title", "meta", "link", "script", "body", "a", "header", "nav", "ul", "ol", "li", "main", "footer", "div",
    "p", "h1", "h2", "h3", "span", "section", "article", "aside", "dl", "dt", "dd", "figure", "svg", "rect", "line", "text",
    "details", "summary", "pre", "code", "table", "thead", "tbody", "tr", "th", "td", "sub", "sup", "i", "b", "u", "br", "img",
    "form", "label", "input", "select", "option", "button", "mark", "math", "mi", "mn", "mo", "mrow", "msup", "msub", "mfrac",
    "strong", "em", "time", "hr", "caption", "small",
];

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// All elements of a name, in their order.
    pub fn all(&self, name: &str) -> Vec<&Self> {
        let mut found = Vec::new();
        self.visit(&mut |element| {
            if element.name == name {
                found.push(element);
            }
        });
        found
    }

    /// The text of the first element of a name.
    pub fn first_text(&self, name: &str) -> &str {
        self.all(name).first().unwrap_or_else(|| panic!("no {name}")).text.trim()
    }

    /// The contents of the `meta` elements of a name.
    pub fn metas(&self, name: &str) -> Vec<&str> {
        let named = self.all("meta").into_iter().filter(|meta| meta.attribute("name") == Some(name));
        named.filter_map(|meta| meta.attribute("content")).collect()
    }

    pub fn visit<'e>(&'e self, visitor: &mut impl FnMut(&'e Self)) {
        visitor(self);
        self.children.iter().for_each(|child| child.visit(visitor));
    }
}

/// The `html` element of a page; or what is wrong with the page.
pub fn parse(page: &str) -> Result<Element, String> {
    let mut rest = page.strip_prefix("<!DOCTYPE html>\n").ok_or("no doctype")?;
    let mut open = vec![Element::default()];
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        add_text(&mut open, text)?;
        let end = tag.find('>').ok_or("a tag without an end")?;
        let inner = &tag[1..end];
        rest = &tag[end + 1..];
        if let Some(name) = inner.strip_prefix('/') {
            let element = open.pop().ok_or("an end without a start")?;
            if element.name != name {
                return Err(format!("</{name}> ends <{}>", element.name));
            }
            open.last_mut().ok_or("an end too much")?.children.push(element);
            continue;
        }
        let element = start(inner.trim_end_matches('/'))?;
        if element.name == "script" {
            let end = rest.find("</script>").ok_or("a script without an end")?;
            let script = Element { text: rest[..end].to_owned(), ..element };
            if script.attribute("type") != Some("application/ld+json") {
                return Err("a script".to_owned());
            }
            open.last_mut().ok_or("nowhere")?.children.push(script);
            rest = &rest[end + "</script>".len()..];
        } else if VOID.contains(&element.name.as_str()) || inner.ends_with('/') {
            open.last_mut().ok_or("nowhere")?.children.push(element);
        } else {
            open.push(element);
        }
    }
    match open.as_mut_slice() {
        [root] if root.children.len() == 1 => check(root.children.remove(0)),
        _ => Err(format!("{} elements are open at the end", open.len() - 1)),
    }
}

fn add_text(open: &mut [Element], text: &str) -> Result<(), String> {
    let text = unescaped(text)?;
    open.iter_mut().for_each(|element| element.text.push_str(&text));
    Ok(())
}

fn start(inner: &str) -> Result<Element, String> {
    let (name, mut rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    if !KNOWN.contains(&name) {
        return Err(format!("<{name}> is no element of pages"));
    }
    let mut element = Element { name: name.to_owned(), ..Element::default() };
    loop {
        rest = rest.trim_start();
        let end = rest.find(|it: char| it == '=' || it.is_whitespace()).unwrap_or(rest.len());
        let (name, behind) = rest.split_at(end);
        if name.is_empty() {
            return Ok(element);
        }
        let (value, behind) = match behind.strip_prefix('=') {
            Some(quoted) => {
                let quoted = quoted.strip_prefix('"').ok_or_else(|| format!("{name} is not quoted"))?;
                quoted.split_once('"').ok_or_else(|| format!("{name} does not end"))?
            }
            None => ("", behind),
        };
        if name.starts_with("on") || name == "style" {
            return Err(format!("the attribute {name}"));
        }
        element.attributes.push((name.to_owned(), unescaped(value)?));
        rest = behind;
    }
}

fn unescaped(text: &str) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find(';').ok_or_else(|| format!("& alone in {text}"))?;
        out.push(match &rest[at..=at + end] {
            "&amp;" => '&',
            "&lt;" => '<',
            "&gt;" => '>',
            "&quot;" => '"',
            "&#39;" => '\'',
            other => return Err(format!("{other} is no escape")),
        });
        rest = &rest[at + end + 1..];
    }
    out.push_str(rest);
    match out.chars().find(|it| it.is_control() && !"\n\t".contains(*it)) {
        Some(character) => Err(format!("a control character {character:?}")),
        None => Ok(out),
    }
}

/// What is true of every page: one heading of the first level, landmarks, a language, ids that are there once, headings
/// that skip no level, links with a text and a harmless scheme.
fn check(page: Element) -> Result<Element, String> {
    if page.name != "html" || page.attribute("lang").is_none_or(str::is_empty) {
        return Err("no language".to_owned());
    }
    for (name, number) in [("h1", 1), ("main", 1), ("title", 1)] {
        if page.all(name).len() < number || (name != "title" && page.all(name).len() > number) {
            return Err(format!("{} elements {name}", page.all(name).len()));
        }
    }
    let (mut problems, mut ids, mut level) = (Vec::new(), Vec::new(), 0);
    page.visit(&mut |element| {
        if let Some(id) = element.attribute("id") {
            if ids.contains(&id) {
                problems.push(format!("the id {id} twice"));
            }
            ids.push(id);
        }
        if let Some(digit) = element.name.strip_prefix('h').and_then(|rest| rest.parse::<u8>().ok()) {
            if digit > level + 1 {
                problems.push(format!("h{digit} after h{level}"));
            }
            level = digit;
        }
        if element.name == "a" {
            problems.extend(problem_of_link(element));
        }
        if element.name == "img" && element.attribute("alt").is_none() {
            problems.push("an image without a text".to_owned());
        }
    });
    for link in page.all("a").iter().filter_map(|link| link.attribute("href")?.strip_prefix('#')) {
        if !ids.contains(&link) {
            problems.push(format!("#{link} is nowhere"));
        }
    }
    if problems.is_empty() { Ok(page) } else { Err(problems.join("; ")) }
}

fn problem_of_link(link: &Element) -> Option<String> {
    let target = link.attribute("href").unwrap_or_default();
    let is_drawing = !link.all("rect").is_empty();
    if link.text.trim().is_empty() && link.attribute("aria-label").is_none() && !is_drawing {
        return Some(format!("a link without a text to {target}"));
    }
    let schemes = ["http://", "https://", "mailto:", "/", "#", "?"];
    (!schemes.iter().any(|scheme| target.starts_with(scheme))).then(|| format!("a link to {target:?}"))
}
