//! Comparisons that can never be true because the two sides are of different kinds: `year == "2022"`, `language == "zh"`.
//! The language of expressions takes them without a word.

use super::fault::Fault;
use super::field::{FIELDS, Shape};

/// A piece of an expression, as far as comparisons go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'a> {
    Name(&'a str),
    /// With its quotes.
    Quoted(&'a str),
    Number(&'a str),
    Comparison,
    Mark(char),
}

/// Errs if a field is compared with a literal that it can never equal.
pub(super) fn check(expression: &str) -> Result<(), Fault> {
    let mut tokens = vec![Token::Mark(' ')];
    let mut rest = expression.trim_start();
    while let Some((token, behind)) = first(rest) {
        tokens.push(token);
        rest = behind.trim_start();
    }
    tokens.push(Token::Mark(' '));
    for window in tokens.windows(5) {
        match *window {
            [before, Token::Name(name), Token::Comparison, literal, _] if before != Token::Mark('.') => {
                compared(name, literal)?;
            }
            [_, literal, Token::Comparison, Token::Name(name), after] if !goes_on(after) => {
                compared(name, literal)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether what stands behind a name makes it a part of something longer.
const fn goes_on(after: Token<'_>) -> bool {
    matches!(after, Token::Mark('.' | '|' | '[' | '('))
}

fn compared(name: &str, literal: Token<'_>) -> Result<(), Fault> {
    let Some(field) = FIELDS.iter().find(|field| field.name == name) else { return Ok(()) };
    let sentence = match (field.shape, literal) {
        (Shape::List, Token::Quoted(text)) => {
            format!("`{name}` is a list; ask whether this is one of it: {text} in {name}")
        }
        (Shape::Number, Token::Quoted(text)) => {
            format!("`{name}` is a number; write it without quotes: {}", text.trim_matches(['"', '\'']))
        }
        (Shape::Text, Token::Number(number)) => {
            format!("`{name}` is a text; write it in quotes: '{number}'")
        }
        _ => return Ok(()),
    };
    Err(Fault::Other(sentence))
}

/// The first token, and what stands behind it.
fn first(text: &str) -> Option<(Token<'_>, &str)> {
    let start = text.chars().next()?;
    let run = |part: fn(char) -> bool| text.find(|character| !part(character)).unwrap_or(text.len());
    let (token, length): (fn(&str) -> Token<'_>, usize) = match start {
        '\'' | '"' => (|piece| Token::Quoted(piece), quoted(text, start)),
        '0'..='9' => (|piece| Token::Number(piece), run(|character| character.is_ascii_digit())),
        '=' | '!' | '<' | '>' => (|_| Token::Comparison, run(|character| "=!<>".contains(character))),
        _ if is_word(start) => (|piece| Token::Name(piece), run(is_word)),
        _ => return Some((Token::Mark(start), &text[start.len_utf8()..])),
    };
    let (piece, behind) = text.split_at(length);
    Some((token(piece), behind))
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// How long the quoted text is with which `text` begins; a quote behind a backslash does not end it.
fn quoted(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        if character == quote && !is_escaped {
            return at + 1;
        }
        is_escaped = character == '\\' && !is_escaped;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(expression: &str) -> Option<String> {
        check(expression).err().map(|fault| fault.to_string())
    }

    #[test]
    fn a_comparison_of_different_kinds_is_told() {
        assert_eq!(fault("year == '2022'").unwrap(), "`year` is a number; write it without quotes: 2022");
        assert_eq!(fault("file and 5 == issue").unwrap(), "`issue` is a text; write it in quotes: '5'");
        assert_eq!(
            fault("(language=='zh')").unwrap(),
            "`language` is a list; ask whether this is one of it: 'zh' in language"
        );
    }

    #[test]
    fn other_comparisons_are_none_of_its_business() {
        for expression in [
            "year == 2022",
            "issue == '5'",
            "issue|int == 5",
            "language[0] == 'zh'",
            "article.language == 'zh'",
            "5 == issue|int",
            "'zh' == language[0]",
            "\"a \\\" year == '2'\" == issue",
            "'zh' in language",
            "year ==",
            "'",
            "国 == 5",
        ] {
            assert_eq!(fault(expression), None, "{expression}");
        }
    }
}
