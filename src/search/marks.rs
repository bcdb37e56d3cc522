//! Where in a text a query is found.

use super::fold::{folded, is_east_asian, is_of_word};
use super::query::{Field, Query};

/// A piece of a text, and whether the query asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked<'t> {
    pub text: &'t str,
    pub is_match: bool,
}

/// The text in pieces. `field` is what the text is: a term that is asked for in another field is not marked.
pub fn marked<'t>(text: &'t str, query: &Query, field: Field) -> Vec<Marked<'t>> {
    let wanted = Wanted::of(query, field);
    let mut pieces = Vec::new();
    let mut at = 0;
    for (start, end) in matches(text, &wanted) {
        if start > at {
            pieces.push(Marked { text: &text[at..start], is_match: false });
        }
        pieces.push(Marked { text: &text[start..end], is_match: true });
        at = end;
    }
    if at < text.len() {
        pieces.push(Marked { text: &text[at..], is_match: false });
    }
    pieces
}

/// A part of a long text around the first match; `None` if nothing of the query is in it. It has about `length` characters, and half
/// as many of a script whose characters are wide.
pub fn excerpt<'t>(text: &'t str, query: &Query, length: usize) -> Option<&'t str> {
    let wanted = Wanted::of(query, Field::Abstract);
    let (start, _) = *matches(text, &wanted).first()?;
    let is_wide = text[start..].chars().next().is_some_and(is_east_asian);
    let length = if is_wide { length / 2 } else { length };
    let before = text[..start].char_indices().rev().nth(length / 3).map_or(0, |(at, _)| at);
    let from =
        text[before..start].find(char::is_whitespace).filter(|_| before > 0).map_or(before, |at| before + at);
    let end = text[from..].char_indices().nth(length).map_or(text.len(), |(at, _)| from + at);
    Some(text[from..end].trim())
}

/// What is to be marked.
struct Wanted {
    words: Vec<String>,
    prefixes: Vec<String>,
    characters: Vec<Vec<char>>,
}

impl Wanted {
    fn of(query: &Query, field: Field) -> Self {
        let mut wanted = Self { words: Vec::new(), prefixes: Vec::new(), characters: Vec::new() };
        for term in query.terms.iter().filter(|term| term.field.is_none_or(|asked| asked == field)) {
            for (at, shown) in term.shown.iter().enumerate() {
                let is_last = at + 1 == term.shown.len();
                if shown.chars().all(is_east_asian) {
                    wanted.characters.push(shown.chars().collect());
                } else if term.is_prefix && is_last {
                    wanted.prefixes.push(shown.clone());
                } else {
                    wanted.words.push(shown.clone());
                }
            }
        }
        wanted
    }

    fn has(&self, word: &str) -> bool {
        self.words.iter().any(|wanted| wanted == word)
            || self.prefixes.iter().any(|prefix| word.starts_with(prefix.as_str()))
    }
}

/// Start and end of each match, in their order and apart from each other.
fn matches(text: &str, wanted: &Wanted) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (start, run) in runs(text) {
        let is_east_asian = run.chars().next().is_some_and(is_east_asian);
        if is_east_asian {
            found.extend(in_characters(start, run, wanted));
        } else if wanted.has(&folded(run)) {
            found.push((start, start + run.len()));
        }
    }
    found
}

/// The runs of a text as they stand in it, each with its place.
fn runs(text: &str) -> Vec<(usize, &str)> {
    let kind = |character: char| match character {
        character if is_east_asian(character) => 2,
        character if is_of_word(character) => 1,
        _ => 0,
    };
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let chunks = characters.chunk_by(|one, other| kind(one.1) == kind(other.1));
    let run = |chunk: &[(usize, char)]| {
        let (start, first) = *chunk.first()?;
        let (last, end) = chunk.last().map(|(at, character)| (*at, character.len_utf8()))?;
        (kind(first) > 0).then(|| (start, &text[start..last + end]))
    };
    chunks.filter_map(run).collect()
}

/// The matches in a run of a script without spaces; those that overlap are one.
fn in_characters(start: usize, run: &str, wanted: &Wanted) -> Vec<(usize, usize)> {
    let characters: Vec<(usize, char)> = run.char_indices().collect();
    let mut is_match = vec![false; characters.len()];
    for needle in wanted.characters.iter().filter(|needle| !needle.is_empty()) {
        for (at, window) in characters.windows(needle.len()).enumerate() {
            if window.iter().map(|(_, character)| character).eq(needle) {
                is_match[at..at + needle.len()].fill(true);
            }
        }
    }
    let mut found: Vec<(usize, usize)> = Vec::new();
    for ((offset, character), _) in characters.iter().zip(is_match).filter(|(_, is_match)| *is_match) {
        let (from, to) = (start + offset, start + offset + character.len_utf8());
        match found.last_mut().filter(|(_, end)| *end == from) {
            Some((_, end)) => *end = to,
            None => found.push((from, to)),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, query: &str) -> String {
        let pieces = marked(text, &Query::read(query), Field::Title);
        pieces
            .iter()
            .map(|it| if it.is_match { format!("[{}]", it.text) } else { it.text.to_owned() })
            .collect()
    }

    #[test]
    fn what_is_found_is_marked_as_it_stands_in_the_text() {
        for (text, query, expected) in [
            ("The Cyber-Norms of École", "norms ecole", "The Cyber-[Norms] of [École]"),
            ("Normative norms", "norm*", "[Normative] [norms]"),
            ("国际安全研究", "安全", "国际[安全]研究"),
            ("国际安全研究", "国际安全 安全研究", "[国际安全研究]"),
            ("法律与法", "法", "[法]律与[法]"),
            ("王磊 Wang", "author:wang", "王磊 Wang"),
            ("nothing", "x", "nothing"),
            ("", "x", ""),
        ] {
            assert_eq!(shown(text, query), expected, "{text} {query}");
        }
    }

    #[test]
    fn an_excerpt_is_around_the_first_match() {
        let text = format!("{} needle {}", "before ".repeat(50), "behind ".repeat(50));
        let excerpt = excerpt(&text, &Query::read("needle"), 60).unwrap();
        assert!(excerpt.contains("needle") && excerpt.chars().count() <= 61, "{excerpt}");
        assert_eq!(super::excerpt(&text, &Query::read("x"), 60), None);
        assert_eq!(
            super::excerpt("安全".repeat(100).as_str(), &Query::read("全安"), 18).unwrap().chars().count(),
            9
        );
    }
}
