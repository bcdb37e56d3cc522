//! What a query asks for: words, `"phrases"`, `prefix*`, `field:word`; every part must be found.

use super::words::{Run, runs};

/// A part of a record that can be asked for alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Title,
    Author,
    Keyword,
    Abstract,
    Identifier,
}

impl Field {
    /// All of them, in the order of the index.
    pub const ALL: [Self; 5] = [Self::Title, Self::Author, Self::Keyword, Self::Abstract, Self::Identifier];

    /// Its number in the index.
    pub fn number(self) -> usize {
        Self::ALL.iter().position(|field| *field == self).unwrap_or(0)
    }

    /// The field that a query names, in English or Chinese.
    fn of_name(name: &str) -> Option<Self> {
        Some(match name {
            "title" | "题名" | "标题" => Self::Title,
            "author" | "作者" => Self::Author,
            "keyword" | "keywords" | "subject" | "关键词" => Self::Keyword,
            "abstract" | "摘要" => Self::Abstract,
            "doi" | "id" | "identifier" | "标识符" => Self::Identifier,
            _ => return None,
        })
    }
}

/// Words that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Where they must be; anywhere if nothing is said.
    pub field: Option<Field>,
    /// As the index has them; never empty.
    pub words: Vec<String>,
    /// Whether the last one may go on.
    pub is_prefix: bool,
    /// What is looked for in a text, to mark it: folded, without the pairs that words are made of.
    pub(super) shown: Vec<String>,
}

/// A query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub terms: Vec<Term>,
}

/// The longest query that is read, in characters.
const LONGEST: usize = 300;

/// The most terms that count, and the most words of one.
const TERMS: usize = 12;
const WORDS: usize = 40;

impl Query {
    /// Reads a query. Everything is a query: what cannot be a word is ignored.
    pub fn read(text: &str) -> Self {
        let text: String = text.chars().take(LONGEST).collect();
        let mut terms = Vec::new();
        for piece in pieces(&text) {
            terms.extend(piece.terms());
        }
        terms.truncate(TERMS);
        Self { terms }
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

/// A piece of a query between spaces, or in quotation marks.
struct Piece<'q> {
    field: Option<Field>,
    text: &'q str,
    is_prefix: bool,
}

/// Quotation marks that people type.
const QUOTES: [char; 7] = ['"', '“', '”', '„', '«', '»', '＂'];

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (field, behind) = field_of(rest);
        let (piece, behind) = match behind.strip_prefix(QUOTES) {
            Some(quoted) => quoted.split_once(QUOTES).unwrap_or((quoted, "")),
            None => behind.split_once(char::is_whitespace).unwrap_or((behind, "")),
        };
        let is_prefix = piece.ends_with('*') || behind.starts_with('*');
        pieces.push(Piece { field, text: piece, is_prefix });
        rest = behind.trim_start_matches('*').trim_start();
    }
    pieces
}

/// The field that stands before a colon, and what follows it.
fn field_of(text: &str) -> (Option<Field>, &str) {
    let Some(colon) = text.find([':', '：']) else { return (None, text) };
    let (name, behind) = text.split_at(colon);
    let behind = behind.trim_start_matches([':', '：']);
    match Field::of_name(&name.to_lowercase()) {
        Some(field) if !behind.is_empty() => (Some(field), behind),
        _ => (None, text),
    }
}

impl Piece<'_> {
    /// Words with spaces between them are one term; characters of a script without spaces are one each.
    fn terms(&self) -> Vec<Term> {
        let mut terms: Vec<Term> = Vec::new();
        let runs = runs(self.text);
        let last = runs.len().saturating_sub(1);
        let mut after_word = false;
        for (at, run) in runs.into_iter().enumerate() {
            let is_last = at == last;
            match run {
                Run::Word(word) => {
                    let is_prefix = self.is_prefix && is_last;
                    match terms.last_mut().filter(|term| after_word && term.words.len() < WORDS) {
                        Some(term) => {
                            term.words.push(word.clone());
                            term.shown.push(word);
                            term.is_prefix = is_prefix;
                        }
                        None => terms.push(self.term(vec![word.clone()], is_prefix, word)),
                    }
                    after_word = true;
                }
                Run::Characters(characters) => {
                    after_word = false;
                    terms.push(self.of_characters(&characters));
                }
            }
        }
        terms
    }

    /// A single character is the beginning of a pair, or the last of its run.
    fn of_characters(&self, characters: &[char]) -> Term {
        let shown: String = characters.iter().collect();
        if let [character] = characters {
            return self.term(vec![character.to_string()], true, shown);
        }
        let pairs = characters.windows(2).take(WORDS).map(|pair| pair.iter().collect());
        self.term(pairs.collect(), false, shown)
    }

    fn term(&self, words: Vec<String>, is_prefix: bool, shown: String) -> Term {
        Term { field: self.field, words, is_prefix, shown: vec![shown] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let term = |term: Term| {
            let field = term.field.map_or(String::new(), |field| format!("{field:?}:"));
            format!("{field}{}{}", term.words.join("+"), if term.is_prefix { "*" } else { "" })
        };
        Query::read(text).terms.into_iter().map(term).collect()
    }

    #[test]
    fn a_query_is_read_as_people_type_it() {
        for (text, terms) in [
            ("cyber norms", &["cyber", "norms"][..]),
            ("\"cyber norms\"", &["cyber+norms"]),
            ("“cyber norms", &["cyber+norms"]),
            ("cyber*", &["cyber*"]),
            ("\"cyber norm\"*", &["cyber+norm*"]),
            ("author:Wáng", &["Author:wang"]),
            ("作者：王磊", &["Author:王磊"]),
            ("author:\"Wang Lei\" x", &["Author:wang+lei", "x"]),
            ("doi:10.5555/whole", &["Identifier:10+5555+whole"]),
            ("10.5555/whole", &["10+5555+whole"]),
            ("http://x.org", &["http+x+org"]),
            ("国际安全", &["国际+际安+安全"]),
            ("网络", &["网络"]),
            ("法", &["法*"]),
            ("国际，安全", &["国际", "安全"]),
            ("H2O研究", &["h2o", "研究"]),
            ("author:", &["author"]),
            ("  * \"\" - , ", &[]),
            ("\u{0}<>'\\", &[]),
        ] {
            assert_eq!(read(text), terms, "{text}");
        }
    }

    #[test]
    fn a_query_is_bounded() {
        assert!(read(&"a b ".repeat(1_000)).len() <= TERMS);
        assert!(Query::read(&"国".repeat(5_000)).terms[0].words.len() <= WORDS);
        assert!(
            Query::read(&format!("\"{}\"", "a ".repeat(5_000)))
                .terms
                .iter()
                .all(|term| term.words.len() <= WORDS)
        );
    }
}
