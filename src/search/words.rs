//! The words of a text, in their order.

use super::fold::{folded, is_east_asian, is_of_word};

/// A run of characters that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Run {
    /// A word with spaces around it.
    Word(String),
    /// Characters of a script without spaces.
    Characters(Vec<char>),
}

/// The longest word that counts: longer ones are no words.
const LONGEST: usize = 64;

/// The runs of a text.
pub(super) fn runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let folded = folded(text);
    for part in folded.split(|character: char| !is_of_word(character)).filter(|part| !part.is_empty()) {
        let characters: Vec<char> = part.chars().collect();
        for run in characters.chunk_by(|one, other| is_east_asian(*one) == is_east_asian(*other)) {
            match run.first() {
                Some(first) if is_east_asian(*first) => runs.push(Run::Characters(run.to_vec())),
                _ if run.len() <= LONGEST => runs.push(Run::Word(run.iter().collect())),
                _ => {}
            }
        }
    }
    runs
}

/// The words of texts, separated by spaces: what an index takes.
pub fn joined<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut words = String::new();
    for run in texts.into_iter().flat_map(runs) {
        match run {
            Run::Word(word) => push(&mut words, word.chars()),
            Run::Characters(characters) => {
                characters.windows(2).for_each(|pair| push(&mut words, pair.iter().copied()));
                push(&mut words, characters.last().copied());
            }
        }
    }
    words
}

fn push(words: &mut String, word: impl IntoIterator<Item = char>) {
    if !words.is_empty() {
        words.push(' ');
    }
    words.extend(word);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_characters_are_words_where_there_are_no_spaces() {
        for (text, words) in [
            ("国际安全", "国际 际安 安全 全"),
            ("网络", "网络 络"),
            ("法", "法"),
            ("Cyber-Norms in 2022年", "cyber norms in 2022 年"),
            ("10.5555/ABC", "10 5555 abc"),
            ("H2O研究", "h2o 研究 究"),
            ("…—", ""),
        ] {
            assert_eq!(joined([text]), words, "{text}");
        }
        assert_eq!(joined(["a", "b"]), "a b");
        assert_eq!(joined(["x".repeat(100).as_str()]), "");
    }
}
