//! The line of a file that a message is about, with the place underlined.

use unicode_width::UnicodeWidthChar as _;

/// Columns of a terminal that a line may take; a longer line is cut on both sides of the place.
const WIDTH: usize = 72;

/// Columns before the place that are left of a longer line.
const BEFORE: usize = 30;

/// The line with its number, and below it a mark under the value that begins at `column`, which counts characters from 1.
pub fn snippet(number: usize, line: &str, column: usize) -> String {
    let line: Vec<char> = line.chars().map(visible).collect();
    let (before, from) = line.split_at(column.saturating_sub(1).min(line.len()));
    let is_long = width(&line) > WIDTH;
    let start = before.len() - if is_long { fitting(before.iter().rev(), BEFORE) } else { before.len() };
    let (skipped, before) = before.split_at(start);
    let (left, room) = (if skipped.is_empty() { "" } else { "…" }, WIDTH.saturating_sub(width(before)));
    let (shown, cut) = from.split_at(if is_long { fitting(from.iter(), room) } else { from.len() });
    let right = if cut.is_empty() { "" } else { "…" };
    let text: String = before.iter().chain(shown).collect();
    let marked = &shown[..extent(from).min(shown.len())];
    let indent = " ".repeat(left.chars().count() + width(before));
    format!("{number:>5} | {left}{text}{right}\n      | {indent}{}", "^".repeat(width(marked).max(1)))
}

/// How many characters fit into so many columns.
fn fitting<'c>(characters: impl Iterator<Item = &'c char>, columns: usize) -> usize {
    let mut taken = 0;
    characters
        .take_while(|character| {
            taken += width(&[**character]);
            taken <= columns
        })
        .count()
}

/// The columns that characters take on a terminal: two for those of full width.
fn width(characters: &[char]) -> usize {
    characters.iter().map(|character| character.width().unwrap_or(0)).sum()
}

/// How many characters the value or the word has that begins here.
fn extent(text: &[char]) -> usize {
    let closing = match text.first() {
        Some('"') => '"',
        Some('\'') => '\'',
        Some('[') => ']',
        Some('{') => '}',
        Some('<') => '>',
        _ => return text.iter().take_while(|next| next.is_alphanumeric() || "-_".contains(**next)).count(),
    };
    let end = text.iter().skip(1).position(|next| *next == closing).map_or(text.len(), |at| at + 2);
    end + text[end..].iter().take_while(|next| **next == closing).count() // """ and ]]
}

/// Characters that a terminal would obey, or that nobody can see, are shown as U+FFFD.
fn visible(character: char) -> char {
    match character {
        '\t' => ' ',
        '\u{ad}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => '\u{fffd}',
        character if character.is_control() => '\u{fffd}',
        character => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(line: &str, part: &str) -> String {
        let at = line.find(part).map(|at| line[..at].chars().count() + 1);
        snippet(7, line, at.unwrap_or(usize::MAX))
    }

    #[test]
    fn a_value_a_word_and_a_heading_are_underlined() {
        assert_eq!(
            mark("lang = \"zh_CN\" # x", "\"zh"),
            "    7 | lang = \"zh_CN\" # x\n      |        ^^^^^^^"
        );
        assert_eq!(mark("isue = \"5\"", "isue"), "    7 | isue = \"5\"\n      | ^^^^");
        assert_eq!(mark("[[autor]]", "[["), "    7 | [[autor]]\n      | ^^^^^^^^^");
        assert_eq!(mark("a = 20-1.5", "20"), "    7 | a = 20-1.5\n      |     ^^^^");
        assert_eq!(mark("text = \"\"\"", "\"\"\""), "    7 | text = \"\"\"\n      |        ^^^");
    }

    #[test]
    fn characters_of_full_width_take_two_columns() {
        assert_eq!(
            mark("t = \"国际\" , b = \"安全\"", "\"安"),
            "    7 | t = \"国际\" , b = \"安全\"\n      |                  ^^^^^^"
        );
        assert_eq!(
            mark("e\u{301} = 国", "国"),
            "    7 | e\u{301} = 国\n      |     ^^",
            "combining ones take none"
        );
    }

    #[test]
    fn a_place_behind_the_line_or_in_an_empty_one_has_a_mark() {
        assert_eq!(mark("a = [", "no such text"), "    7 | a = [\n      |      ^");
        assert_eq!(snippet(1, "", 1), "    1 | \n      | ^");
        assert_eq!(snippet(123_456, "a", 0), "123456 | a\n      | ^");
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides_of_the_place() {
        let line = format!("text = \"{} here {}\"", "国".repeat(200), "a".repeat(200));
        let shown = mark(&line, "here");
        let (text, marks) = shown.split_once('\n').unwrap();
        assert!(text.ends_with('…') && text.contains("| …国"), "{shown}");
        let columns = |text: &str| width(&text.chars().collect::<Vec<_>>());
        assert!(columns(text) <= WIDTH + 10, "{shown}");
        assert_eq!(columns(&text[..text.find("here").unwrap()]), marks.find('^').unwrap(), "{shown}");
        assert!(marks.ends_with(" ^^^^"));
    }

    #[test]
    fn no_character_plays_tricks_with_a_terminal() {
        let shown = snippet(1, "a\tb\u{1b}[31m\u{202e}c\u{200b}", 4);
        assert_eq!(shown, "    1 | a b\u{fffd}[31m\u{fffd}c\u{fffd}\n      |    ^");
    }
}
