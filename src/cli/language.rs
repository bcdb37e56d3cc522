//! The language of the command line, which is needed before the command line is read.

use std::ffi::OsString;

use crate::config::Lang;
use crate::diagnostics::Language;

/// The language that `--lang` names, or else `WINDROW_LANG`, or else the locale. A `lang` of the configuration file is for what follows.
pub(super) fn of_arguments(arguments: &[OsString]) -> Language {
    let texts = || arguments.iter().filter_map(|argument| argument.to_str());
    let joined = texts().find_map(|text| text.strip_prefix("--lang="));
    let apart = || texts().zip(texts().skip(1)).find_map(|(flag, value)| (flag == "--lang").then_some(value));
    let variable = || std::env::var("WINDROW_LANG").ok();
    let named = joined.or_else(apart).map(str::to_owned).or_else(variable);
    named.and_then(|text| text.parse().ok()).unwrap_or_else(|| Lang(None).language())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_names_the_language_in_both_spellings() {
        for (arguments, language) in [
            (&["windrow", "check", "--lang", "zh"][..], Language::Chinese),
            (&["windrow", "--lang=zh", "check", "--help"], Language::Chinese),
            (&["windrow", "check", "--lang", "en"], Language::English),
        ] {
            let arguments: Vec<_> = arguments.iter().map(OsString::from).collect();
            assert_eq!(of_arguments(&arguments), language, "{arguments:?}");
        }
    }
}
