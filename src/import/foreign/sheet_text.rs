//! The text of a cell: several values, several lines, words of other systems.

use super::field::Field;
use super::labelled::join;
use super::sheet_known::Column;

/// The values of a cell that has several, as DSpace writes them (`a||b::key::600`), and lines: those of an abstract are paragraphs, those of
/// a list are its parts, and others go on.
pub fn on_lines(column: Column, text: &str) -> String {
    let is_list = matches!(
        column,
        Column::FullNames | Column::Field(Field::Author | Field::Affiliation | Field::Keywords)
    );
    let parts: Vec<_> = text.split("||").map(without_authority).collect();
    let text = if is_list { parts.join("\u{1F}") } else { parts.join("||") };
    match column {
        Column::Field(Field::Abstract) | Column::Note => text,
        _ if is_list => text.replace('\n', "\u{1F}"),
        _ => text.lines().fold(String::new(), |mut all, line| {
            join(&mut all, line.trim());
            all
        }),
    }
}

fn without_authority(value: &str) -> &str {
    let mut parts = value.rsplitn(3, "::");
    match (parts.next(), parts.next(), parts.next()) {
        (Some(confidence), Some(_), Some(value)) if confidence.parse::<i16>().is_ok() => value,
        _ => value,
    }
}

/// Keywords that only commas separate, if all are so short that a comma cannot belong to one.
pub fn with_commas(column: Column, text: &str) -> Option<String> {
    let parts: Vec<_> = text.split(',').map(str::trim).collect();
    let is_list = parts.len() > 2
        && !text.contains([';', '；', '、', '，', '\u{1F}'])
        && parts.iter().all(|part| part.split_whitespace().count() <= 4);
    (column == Column::Field(Field::Keywords) && is_list).then(|| parts.join("\u{1F}"))
}

/// What other systems call an article, in the words of the vocabulary.
pub fn kind(text: &str) -> String {
    match text.to_lowercase().as_str() {
        "article" | "journalarticle" | "journal article" | "期刊论文" | "期刊文章" => {
            "journal article".to_owned()
        }
        "review" | "综述" => "review article".to_owned(),
        "conferencepaper" => "conference paper".to_owned(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYWORDS: Column = Column::Field(Field::Keywords);

    #[test]
    fn a_cell_has_one_value_or_several() {
        assert_eq!(
            on_lines(Column::Field(Field::Author), "Okafor, Ada::0a1b::600||Li, Na"),
            "Okafor, Ada\u{1F}Li, Na"
        );
        assert_eq!(on_lines(KEYWORDS, "网络\n规范"), "网络\u{1F}规范");
        assert_eq!(on_lines(Column::Field(Field::Title), "论国际\n安全 and\nPeace"), "论国际安全 and Peace");
        assert_eq!(on_lines(Column::Field(Field::Abstract), "a::b::c\nd"), "a::b::c\nd");
    }

    #[test]
    fn commas_separate_short_keywords() {
        assert_eq!(with_commas(KEYWORDS, "trust, peace, war").as_deref(), Some("trust\u{1F}peace\u{1F}war"));
        for text in [
            "trust, peace; war, law; x, y",
            "Okafor, Ada",
            "the end of a long war, in two, three or four parts, perhaps",
        ] {
            assert_eq!(with_commas(KEYWORDS, text), None, "{text}");
        }
    }
}
