//! `windrow.toml`: one key for each setting, no tables.

use toml::de::{DeTable, DeValue};

use super::given::{Given, Origin};
use super::settings::{SETTINGS, setting};
use super::suggestion::suggestion;

/// The values that a file gives, in its order, and what is wrong with it.
pub(super) fn read(name: &str, text: &str) -> (Vec<Given>, Vec<String>) {
    let place = |offset: usize| {
        let (line, column) = line_and_column(text, offset);
        format!("{name}:{line}:{column}")
    };
    let table = match DeTable::parse(text) {
        Ok(table) => table.into_inner(),
        Err(error) => {
            let offset = error.span().map_or(0, |span| span.start);
            let message = error.message().replace('\n', ", ");
            return (vec![], vec![format!("{}: this is not TOML: {message}", place(offset))]);
        }
    };
    let (mut given, mut problems) = (Vec::new(), Vec::new());
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in entries {
        let at = place(key.span().start);
        let Some(setting) = setting(key.get_ref()) else {
            let names = SETTINGS.iter().map(|setting| setting.key.to_owned());
            problems.push(format!(
                "{at}: unknown key `{0}`{1}",
                key.get_ref(),
                suggestion(key.get_ref(), names)
            ));
            continue;
        };
        match scalar(value.get_ref()) {
            Ok(text) => given.push(Given { setting, text, origin: Origin::File(at) }),
            Err(kind) => problems.push(format!(
                "{}: {} is {kind} here; write a string, a number, or true or false",
                place(value.span().start),
                setting.key
            )),
        }
    }
    (given, problems)
}

/// The text of a plain value; otherwise what kind of value it is.
fn scalar(value: &DeValue<'_>) -> Result<String, &'static str> {
    match value {
        DeValue::String(text) => Ok(text.clone().into_owned()),
        DeValue::Integer(number) if number.radix() == 10 => Ok(number.as_str().to_owned()),
        DeValue::Integer(_) => Err("a number that is not decimal"),
        DeValue::Boolean(value) => Ok(value.to_string()),
        DeValue::Float(_) => Err("a fraction"),
        DeValue::Datetime(_) => Err("a date"),
        DeValue::Array(_) => Err("an array"),
        DeValue::Table(_) => Err("a table"),
    }
}

/// Both count from 1, columns in characters.
fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_toml_has_its_place() {
        let (given, problems) = read("w.toml", "page_size = 5\n\"ü\" = = 2\n");
        assert!(given.is_empty());
        assert!(problems[0].starts_with("w.toml:2:7: this is not TOML: "), "{problems:?}");
        let (_, problems) = read("w.toml", "data = \"a\"\ndata = \"b\"\n");
        assert!(problems[0].starts_with("w.toml:2:1: "), "{problems:?}");
    }

    #[test]
    fn strings_numbers_and_booleans_are_values() {
        let (given, problems) = read("w.toml", "data = \"d\"\npage_size = 1_0\nwatch = false\n");
        assert!(problems.is_empty());
        let texts: Vec<_> = given.iter().map(|given| (given.setting.key, given.text.as_str())).collect();
        assert_eq!(texts, [("data", "d"), ("page_size", "10"), ("watch", "false")]);
    }

    #[test]
    fn a_table_is_an_unknown_key_or_no_value() {
        let (_, problems) = read("w.toml", "[server]\nlisten = \"x:1\"\n");
        assert_eq!(problems.len(), 1);
        assert!(problems[0].starts_with("w.toml:1:2: unknown key `server`"), "{problems:?}");
    }
}
