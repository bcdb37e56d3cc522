//! What values are called: codes in words, and the parts of an issue as a citation writes them, in Chinese and English.
//!
//! A name in another language has the value unchanged, and a language under its own name.

use super::field::primary;

/// Codes of languages, what they call themselves, and their names in English and Chinese.
const LANGUAGES: [(&str, &str, &str, &str); 24] = [
    ("ar", "العربية", "Arabic", "阿拉伯文"),
    ("bn", "বাংলা", "Bengali", "孟加拉文"),
    ("de", "Deutsch", "German", "德文"),
    ("en", "English", "English", "英文"),
    ("es", "español", "Spanish", "西班牙文"),
    ("fa", "فارسی", "Persian", "波斯文"),
    ("fr", "français", "French", "法文"),
    ("he", "עברית", "Hebrew", "希伯来文"),
    ("hi", "हिन्दी", "Hindi", "印地文"),
    ("id", "Bahasa Indonesia", "Indonesian", "印尼文"),
    ("it", "italiano", "Italian", "意大利文"),
    ("ja", "日本語", "Japanese", "日文"),
    ("ko", "한국어", "Korean", "韩文"),
    ("ms", "Bahasa Melayu", "Malay", "马来文"),
    ("nl", "Nederlands", "Dutch", "荷兰文"),
    ("pl", "polski", "Polish", "波兰文"),
    ("pt", "português", "Portuguese", "葡萄牙文"),
    ("ru", "русский", "Russian", "俄文"),
    ("th", "ไทย", "Thai", "泰文"),
    ("tr", "Türkçe", "Turkish", "土耳其文"),
    ("uk", "українська", "Ukrainian", "乌克兰文"),
    ("ur", "اردو", "Urdu", "乌尔都文"),
    ("vi", "Tiếng Việt", "Vietnamese", "越南文"),
    ("zh", "中文", "Chinese", "中文"),
];

/// Access rights in English and Chinese.
const ACCESS: [(&str, &str, &str); 4] = [
    ("open", "open access", "开放获取"),
    ("embargoed", "embargoed access", "延迟开放获取"),
    ("restricted", "restricted access", "受限获取"),
    ("metadata-only", "metadata only", "仅元数据"),
];

/// The value of a field as a name in the language `lang` has it.
pub(super) fn word(field: &str, value: &str, lang: Option<&str>) -> String {
    let lang = lang.map(primary);
    let word = match field {
        "language" => language(value, lang),
        "access" => ACCESS
            .iter()
            .find(|(code, ..)| *code == value)
            .map(|(_, english, chinese)| if lang == Some("zh") { *chinese } else { *english }),
        _ => None,
    };
    word.unwrap_or(value).to_owned()
}

/// For a tag with a script or a region, the code itself, which shows the difference.
fn language(value: &str, lang: Option<&str>) -> Option<&'static str> {
    let (_, own, english, chinese) = LANGUAGES.iter().find(|(code, ..)| code.eq_ignore_ascii_case(value))?;
    Some(match lang {
        Some("en") => english,
        Some("zh") => chinese,
        _ => own,
    })
}

/// The name that a node has where the rule gives none, from the fields and values that lead to it: `2022, No. 5`, `2022年第5期`.
pub(super) fn default_name(levels: &[(&str, String)], lang: &str) -> String {
    let mut name = String::new();
    let mut above = "";
    for (field, value) in levels {
        let word = word(field, value, Some(lang));
        let word = match (lang, *field) {
            ("zh", "year") => format!("{word}年"),
            ("zh", "volume") => format!("第{word}卷"),
            ("zh", "issue") => format!("第{word}期"),
            (_, "volume") => format!("Vol. {word}"),
            (_, "issue") => format!("No. {word}"),
            _ => word,
        };
        let separator = match (lang, above, *field) {
            (_, "", _) | ("zh", "year" | "volume", "volume" | "issue") => "",
            ("zh", ..) => "，",
            _ => ", ",
        };
        name = name + separator + &word;
        above = field;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_written_in_words() {
        assert_eq!(word("language", "zh", Some("en")), "Chinese");
        assert_eq!(word("language", "en", Some("zh-Hans")), "英文");
        assert_eq!(word("language", "fr", Some("fr")), "français");
        assert_eq!(word("language", "zh-Hant", Some("en")), "zh-Hant");
        assert_eq!(word("access", "open", Some("zh")), "开放获取");
        assert_eq!(word("year", "2022", Some("zh")), "2022");
    }

    #[test]
    fn an_issue_is_named_as_it_is_cited() {
        let levels = [("year", "2022".to_owned()), ("issue", "5".to_owned())];
        assert_eq!(default_name(&levels, "en"), "2022, No. 5");
        assert_eq!(default_name(&levels, "zh"), "2022年第5期");
        assert_eq!(default_name(&[("section", "论文".to_owned())], "zh"), "论文");
    }
}
