//! Prose: its markup is valid, and it has no remains of the page or the export that it comes from.

use crate::diagnostics::{Message, codes, say};
use crate::model::{Words, words};
use std::collections::HashSet;

use crate::xml;

use super::{Findings, text};

/// Checks a text that must not be empty and may have markup.
pub(super) fn required(findings: &mut Findings, text: &mut String) {
    text::required(findings, text);
    if let Some(what) = broken(text) {
        findings.add(Message::new(
            &codes::MARKUP,
            words!("{what}. Until then, readers see the tags", "{what}。在此之前，读者会看到这些标记"; what = what),
        ));
    }
    text::entities(findings, &xml::plain(text));
}

/// A tag in a text.
struct Tag<'t> {
    name: &'t str,
    closes: bool,
    closes_itself: bool,
}

/// The tags of a text. `a < b` is not one, nor is `x<y and y>z`.
fn tags(text: &str) -> Vec<Tag<'_>> {
    text.split('<').skip(1).filter_map(|rest| tag(rest.split_once('>')?.0)).collect()
}

fn tag(inside: &str) -> Option<Tag<'_>> {
    let (inside, closes) = inside.strip_prefix('/').map_or((inside, false), |inside| (inside, true));
    let (inside, closes_itself) = inside.strip_suffix('/').map_or((inside, false), |inside| (inside, true));
    let is_name = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | ':');
    let end = inside.find(|character| !is_name(character)).unwrap_or(inside.len());
    let (name, attributes) = inside.split_at(end);
    let legal = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && (attributes.trim().is_empty() || (attributes.starts_with(' ') && attributes.contains('=')));
    legal.then_some(Tag { name, closes, closes_itself })
}

/// Elements of HTML and JATS that editors paste and that Windrow does not support; closed elements count as well.
const FOREIGN: [&str; 12] =
    ["a", "div", "font", "h1", "h2", "h3", "img", "li", "script", "span", "table", "ul"];

/// The fault in the markup of a text, which makes Windrow serve its tags literally.
fn broken(text: &str) -> Option<Words> {
    let tags = if text.contains('<') { tags(text) } else { Vec::new() };
    if tags.is_empty() || xml::markup(text).is_some() {
        return None;
    }
    let closed: HashSet<_> = tags.iter().filter(|tag| tag.closes).map(|tag| tag.name).collect();
    let names: HashSet<_> = tags.iter().map(|tag| tag.name).collect();
    let known: HashSet<_> = names.into_iter().filter(|name| is_known(name)).collect();
    let is_meant = |name: &str| known.contains(name) || FOREIGN.contains(&name) || closed.contains(name);
    let meant: Vec<_> = tags.iter().filter(|tag| is_meant(tag.name)).collect();
    let math = meant.iter().any(|tag| is_math(tag.name));
    let foreign = meant.iter().find(|tag| !math && !known.contains(tag.name));
    let what = match (foreign, open(&meant)) {
        _ if meant.is_empty() => return None,
        (Some(tag), _) => words!(
            "`<{name}>` is not markup that Windrow supports; remove it, or use one of <i>, <b>, <u>, <sc>, <sub>, <sup>, <p>, <br/>",
            "Windrow 不支持标记 <{name}>；请删除，或改用 <i>、<b>、<u>、<sc>、<sub>、<sup>、<p>、<br/>",
            name = tag.name
        ),
        (None, Some(remedy)) => remedy,
        (None, None) => words!(
            "the markup cannot be read; in a text with tags write & as &amp; and < as &lt;, and give MathML its namespace",
            "标记无法识别；在带标记的文本中，请把 & 写成 &amp;，把 < 写成 &lt;，并为 MathML 写上命名空间"
        ),
    };
    Some(what)
}

fn is_math(name: &str) -> bool {
    name == "math" || name.ends_with(":math")
}

/// Whether markup of this name is supported.
fn is_known(name: &str) -> bool {
    is_math(name) || name.eq_ignore_ascii_case("br") || xml::markup(&format!("<{name}>x</{name}>")).is_some()
}

/// The remedy for the first tag that is not closed or was never opened.
fn open(tags: &[&Tag<'_>]) -> Option<Words> {
    let mut open: Vec<&str> = Vec::new();
    for tag in tags.iter().filter(|tag| !tag.closes_itself) {
        match open.last() {
            _ if tag.name.eq_ignore_ascii_case("br") => {
                return Some(words!("write a line break as <br/>", "换行请写成 <br/>"));
            }
            _ if !tag.closes => open.push(tag.name),
            Some(last) if *last == tag.name => drop(open.pop()),
            Some(last) => {
                return Some(words!(
                    "`<{last}>` is not closed before `</{name}>`; write `</{last}>`",
                    "在 </{name}> 之前没有结束 <{last}>；请写 </{last}>",
                    name = tag.name
                ));
            }
            None => {
                return Some(words!(
                    "`</{name}>` has no `<{name}>` before it; add `<{name}>`, or remove this",
                    "</{name}> 之前没有 <{name}>；请加上 <{name}>，或删除它",
                    name = tag.name
                ));
            }
        }
    }
    open.last().map(|last| {
        words!(
            "`<{last}>` is not closed; write `</{last}>` where it ends",
            "<{last}> 没有结束；请在结束处写 </{last}>"
        )
    })
}

const ABSTRACT: [&str; 8] =
    ["abstract", "summary", "摘要", "内容提要", "内容摘要", "提要", "résumé", "zusammenfassung"];

const KEYWORDS: [&str; 4] = ["keywords", "key words", "关键词", "关键字"];

/// The mark that CNKI puts before an abstract.
const CNKI_MARK: &str = "<正>";

/// Warns of the label that an abstract has on the page, and of keywords after it.
pub(super) fn abstract_labels(findings: &mut Findings, text: &str) {
    let label = if text.starts_with(CNKI_MARK) { Some(CNKI_MARK) } else { label_of(text, &ABSTRACT) };
    warn_of_label(findings, label);
    let sentences = text.split(['.', '。', ';', '；', '\n', '>']).skip(1).map(str::trim_start);
    if let Some(label) = sentences.filter_map(|sentence| label_of(sentence, &KEYWORDS)).next() {
        findings.add(say!(
            KEYWORDS_IN_ABSTRACT,
            "this text contains keywords, after `{label}`; move them to [[keywords]]",
            "这段文本在“{label}”之后含有关键词；请移到 [[keywords]] 中"
        ));
    }
}

/// Warns of the label that keywords have on the page.
pub(super) fn keyword_label(findings: &mut Findings, word: &str) {
    warn_of_label(findings, label_of(word, &KEYWORDS));
}

fn warn_of_label(findings: &mut Findings, label: Option<&str>) {
    if let Some(label) = label {
        findings.add(say!(
            PAGE_LABEL,
            "`{label}` is a label of the printed page; remove it",
            "“{label}”是版面上的标签；请删除"
        ));
    }
}

/// The label that a text begins with: one of the names in brackets, or with a colon.
fn label_of<'t>(text: &'t str, names: &[&str]) -> Option<&'t str> {
    let opened = text.strip_prefix(['【', '[', '〔', '［', '（', '(']);
    let inside = opened.unwrap_or(text);
    let end = names.iter().find_map(|name| end_of_name(inside, name))?;
    let rest = inside[end..].trim_start();
    let tail = match opened {
        Some(_) => rest.strip_prefix(['】', ']', '〕', '］', '）', ')']),
        None => rest.strip_prefix([':', '：']),
    };
    Some(text[..text.len() - tail?.len()].trim_end())
}

/// Where the name ends that the text begins with, in whatever case, and spaced out or not: `摘　要`.
fn end_of_name(text: &str, name: &str) -> Option<usize> {
    let mut due = name.chars().filter(|letter| !letter.is_whitespace()).peekable();
    for (at, letter) in text.char_indices() {
        match due.peek() {
            None => return Some(at),
            Some(_) if letter.is_whitespace() => {}
            Some(expected) if letter.to_lowercase().eq(expected.to_lowercase()) => drop(due.next()),
            Some(_) => return None,
        }
    }
    due.peek().is_none().then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(check: impl FnOnce(&mut Findings)) -> String {
        let mut findings = Findings::default();
        check(&mut findings);
        findings.found.into_iter().map(|finding| finding.message.words.en + "\n").collect()
    }

    fn of_prose(text: &str) -> String {
        told(|findings| required(findings, &mut text.to_owned()))
    }

    #[test]
    fn markup_that_readers_would_see_is_reported_with_the_remedy() {
        for (text, remedy) in [
            ("On <i>E. coli", "`<i>` is not closed; write `</i>` where it ends"),
            ("On E. coli</i>", "`</i>` has no `<i>` before it"),
            ("<i>a<b>b</i></b>", "`<b>` is not closed before `</i>`"),
            ("a<br>b", "write a line break as <br/>"),
            ("<font color=\"red\">a</font>", "`<font>` is not markup"),
            ("<abbr>a</abbr>", "`<abbr>` is not markup"),
            ("<i>R</i> & D", "write & as &amp;"),
            ("<mml:math><mml:mi>x</mml:mi></mml:math>", "its namespace"),
            ("&lt;i&gt;a&lt;/i&gt;", "`&lt;` is served literally; write `<`"),
            ("<i>a</i> &amp;amp; b", "`&amp;` is served literally; write `&`"),
            ("Universit&auml;t", "`&auml;` is served literally; write the character itself"),
            ("it&#8217;s", "`&#8217;` is served"),
        ] {
            let told = of_prose(text);
            assert!(told.contains(remedy), "{text}: {told}");
            assert_eq!(told.lines().count(), 1, "{text}: {told}");
        }
    }

    #[test]
    fn supported_markup_and_signs_that_are_not_markup_are_not_reported() {
        for text in [
            "<i>E. coli</i> &amp; H<sub>2</sub>O",
            "<p>One.</p><p>Two.<br/>Three.</p>",
            "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mi>x</mi></math>",
            "a < b and c > d",
            "x<y and y>z",
            "p<0.05 & q>1",
            "AT&T; R&D",
            "《中国》<br/>",
            "the template Vec<T> and the key <Enter>",
            "http://a.org/?a=1&lt=2",
        ] {
            assert_eq!(of_prose(text), "", "{text}");
        }
    }

    #[test]
    fn labels_of_the_page_are_reported() {
        for text in [
            "Abstract: The use",
            "ABSTRACT：The use",
            "[Abstract] The use",
            "【摘要】使用",
            "摘　要：使用",
            "<正>使用",
        ] {
            let told = told(|findings| abstract_labels(findings, text));
            assert!(told.contains("label of the printed page"), "{text}: {told}");
        }
        let behind = told(|findings| abstract_labels(findings, "The end. Key words: a; b"));
        assert!(behind.contains("after `Key words:`"), "{behind}");
        assert!(told(|findings| keyword_label(findings, "【关键词】网络")).contains("`【关键词】`"));
        for text in ["Abstract art is", "Abstracts: a history", "摘要使用", "The keywords: a, b", "(摘自)"]
        {
            assert_eq!(told(|findings| abstract_labels(findings, text)), "", "{text}");
        }
    }
}
