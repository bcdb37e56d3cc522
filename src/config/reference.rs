//! The settings in writing: what `windrow config` prints, and the table of `docs/configuration.md`.

use std::fmt::Write as _;

use super::load::Configuration;
use super::setting::Setting;
use super::settings::SETTINGS;

/// The effective values and where each came from, as a `windrow.toml` that would give the same.
pub fn effective(configuration: &Configuration) -> String {
    let lines = configuration.given.iter().map(|given| {
        let value = format!("{} = {}", given.setting.key, toml_value(&given.text));
        (if given.text.is_empty() { format!("# {value}") } else { value }, given.origin.to_string())
    });
    let lines: Vec<_> = lines.collect();
    let width = lines.iter().map(|(value, _)| value.chars().count()).max().unwrap_or(0);
    lines.iter().fold(String::new(), |mut out, (value, origin)| {
        _ = writeln!(out, "{value:width$}  # {origin}");
        out
    })
}

/// Whole numbers as they are, anything else as a string.
fn toml_value(text: &str) -> String {
    if text.parse::<u32>().is_ok_and(|number| number.to_string() == text) {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            control if control.is_control() => _ = write!(quoted, "\\u{:04X}", u32::from(control)),
            other => quoted.push(other),
        }
    }
    quoted + "\""
}

/// The table of all settings in Markdown.
pub fn table() -> String {
    let head = "| key | variable | flag | default | meaning |\n|---|---|---|---|---|\n".to_owned();
    SETTINGS.iter().fold(head, |mut out, setting| {
        let (key, variable, flag) = (setting.key, setting.variable(), setting.flag());
        let (placeholder, about) = (setting.placeholder.replace('|', "\\|"), setting.about);
        let default = default(setting);
        _ = writeln!(out, "| `{key}` | `{variable}` | `--{flag} {placeholder}` | {default} | {about} |");
        out
    })
}

fn default(setting: &Setting) -> String {
    if setting.default.is_empty() { "none".to_owned() } else { format!("`{}`", setting.default) }
}

#[cfg(test)]
mod tests {
    use super::super::Sources;
    use super::*;

    fn load(file: String) -> Configuration {
        Configuration::load(&Sources { file: Some(("w.toml".into(), file)), ..Sources::default() }).unwrap()
    }

    #[test]
    fn what_config_prints_is_a_file_that_gives_the_same() {
        let given = load(
            "data = \"a \\\"b\\\" \\\\ \\u0007 ü\"\npage_size = 7\nbase_url = \"https://x.org/oai\"\n".into(),
        );
        let printed = effective(&given);
        assert!(printed.contains("# default\n") && printed.contains("page_size = 7"), "{printed}");
        assert_eq!(load(printed).config, given.config);
    }

    /// `WINDROW_TEST_BLESS=1 cargo test --lib config` writes the table into the page.
    #[test]
    fn the_page_of_settings_is_up_to_date() {
        const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/configuration.md");
        let (begin, end) = ("<!-- settings -->\n", "<!-- end of settings -->");
        let page = std::fs::read_to_string(PAGE).unwrap();
        let (head, rest) = page.split_once(begin).unwrap();
        let (shown, foot) = rest.split_once(end).unwrap();
        if std::env::var_os("WINDROW_TEST_BLESS").is_some() {
            std::fs::write(PAGE, format!("{head}{begin}{}{end}{foot}", table())).unwrap();
        } else {
            assert_eq!(shown, table(), "run: WINDROW_TEST_BLESS=1 cargo test --lib config");
        }
    }
}
