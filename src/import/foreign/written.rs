//! A draft as a record file that a person can read, correct and commit.

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, Value};

use crate::diagnostics::Language;

use crate::model::Article;

use super::draft::Draft;

/// Fields that are small tables, and so stand in braces on a line of their own.
const IN_BRACES: [&str; 2] = ["pages", "license"];

/// The text of the file. Guesses are comments above the fields that they are about, in the language.
///
/// Errs with the message of the library if the article cannot be written, which only a value that no file has can cause.
pub fn written(draft: &Draft, language: Language) -> Result<String, String> {
    let document = toml_edit::ser::to_document(&draft.article).map_err(|error| error.to_string())?;
    let mut ordered = DocumentMut::new();
    let (plain, tables): (Vec<_>, Vec<_>) = document.iter().partition(|(key, item)| is_plain(key, item));
    for (key, item) in plain {
        ordered.insert(key, item.clone());
    }
    for (key, item) in tables {
        ordered.insert(key, opened(item.clone()));
    }
    comment(&mut ordered, draft, language);
    Ok(ordered.to_string().trim_start().to_owned())
}

/// The article of a record file that was written like this; `None` if it has other fields, or is not TOML.
pub fn article(text: &str) -> Option<Article> {
    toml_edit::de::from_str(text).ok()
}

/// Whether the field is written on a line of its own, above all headings.
fn is_plain(key: &str, item: &Item) -> bool {
    match item {
        Item::Value(Value::InlineTable(_)) => IN_BRACES.contains(&key),
        Item::Value(Value::Array(values)) => !values.iter().all(Value::is_inline_table) || values.is_empty(),
        _ => item.is_value(),
    }
}

/// Tables with headings instead of braces, all the way down.
fn opened(item: Item) -> Item {
    match item {
        Item::Value(Value::InlineTable(table)) => Item::Table(with_headings(table.into_table())),
        Item::Value(Value::Array(values))
            if !values.is_empty() && values.iter().all(Value::is_inline_table) =>
        {
            let mut tables = ArrayOfTables::new();
            for value in values {
                if let Value::InlineTable(table) = value {
                    tables.push(with_headings(table.into_table()));
                }
            }
            Item::ArrayOfTables(tables)
        }
        other => other,
    }
}

fn with_headings(mut table: Table) -> Table {
    for (_, item) in table.iter_mut() {
        *item = opened(std::mem::take(item));
    }
    table
}

/// Puts each guess above its field, or above the first table of the field.
fn comment(document: &mut DocumentMut, draft: &Draft, language: Language) {
    for (key, item) in document.iter_mut() {
        let guesses = draft.guesses.iter().filter(|guess| guess.field == key.get());
        let lines: String = guesses.map(|guess| format!("# {}\n", language.of(&guess.words))).collect();
        match item {
            _ if lines.is_empty() => {}
            Item::ArrayOfTables(tables) => {
                if let Some(table) = tables.get_mut(0) {
                    table.decor_mut().set_prefix(format!("\n{lines}"));
                }
            }
            Item::Table(table) => table.decor_mut().set_prefix(format!("\n{lines}")),
            _ => {
                let mut key = key;
                key.leaf_decor_mut().set_prefix(lines);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::words;

    #[test]
    fn a_draft_is_written_as_an_editor_would_and_read_again() {
        let json = serde_json::json!({
            "title": [{"lang": "zh", "text": "论\"国际\"安全"}],
            "author": [{"family": "刘", "given": "伟", "affiliation": [{"institution": "北京大学"}]}],
            "keywords": [{"lang": "zh", "words": ["安全", "网络"]}],
            "journal": {"title": [{"text": "国际安全研究"}]},
            "volume": "40", "issue": "5", "pages": {"first": "130", "last": "145"}, "published": "2022",
            "language": ["zh"]
        });
        let mut draft = Draft { article: serde_json::from_value(json).unwrap(), ..Draft::default() };
        draft.guess("author", words!("look at each", "请逐一核对"));
        let text = written(&draft, Language::Chinese).unwrap();
        assert_eq!(
            text,
            "volume = \"40\"\nissue = \"5\"\npages = { first = \"130\", last = \"145\" }\npublished = \"2022\"\nlanguage = \
             [\"zh\"]\n\n[[title]]\nlang = \"zh\"\ntext = '论\"国际\"安全'\n\n# 请逐一核对\n[[author]]\nfamily = \"刘\"\ngiven = \
             \"伟\"\n\n[[author.affiliation]]\ninstitution = \"北京大学\"\n\n[[keywords]]\nlang = \"zh\"\nwords = [\"安全\", \
             \"网络\"]\n\n[journal]\n\n[[journal.title]]\ntext = \"国际安全研究\"\n"
        );
        assert_eq!(article(&text), Some(draft.article));
    }
}
