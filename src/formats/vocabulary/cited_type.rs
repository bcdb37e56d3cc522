//! What kind of work a reference cites, as Chinese references say it: by a letter in brackets behind the title (GB/T 7714-2015,
//! appendix B), with the medium behind a slash: `[J]`, `[EB/OL]`; `[M]//` begins the book that a chapter stands in.

use crate::model::Reference;
use crate::xml::plain;

struct CitedType {
    letters: &'static str,
    /// In the deposit schema of Crossref.
    crossref: &'static str,
    /// The same for a part of such a work.
    part: Option<&'static str>,
}

const fn row(letters: &'static str, crossref: &'static str, part: Option<&'static str>) -> CitedType {
    CitedType { letters, crossref, part }
}

/// Newspapers, archives and maps have no type at Crossref.
const TYPES: [CitedType; 12] = [
    row("M", "book", Some("book_chapter")),
    row("C", "conference_proceedings", Some("conference_paper")),
    row("G", "collection", None),
    row("J", "journal_article", None),
    row("D", "dissertation", None),
    row("R", "report", None),
    row("S", "standard", None),
    row("P", "patent", None),
    row("DB", "dataset", None),
    row("DS", "dataset", None),
    row("CP", "software", None),
    row("EB", "web_resource", None),
];

/// Online, on CD-ROM, disk or tape.
const MEDIA: [&str; 4] = ["OL", "CD", "DK", "MT"];

/// The type of the work at Crossref, if the reference says it.
pub(in crate::formats) fn cited_type(reference: &Reference) -> Option<&'static str> {
    let text = plain(reference.text.as_deref()?);
    text.match_indices(['[', '［']).find_map(|(at, bracket)| {
        let rest = &text[at + bracket.len()..];
        let (mark, behind) = rest.split_once([']', '］'])?;
        let known = known(mark.trim())?;
        let is_part = behind.trim_start().starts_with("//") || behind.trim_start().starts_with("／／");
        if is_part { known.part } else { Some(known.crossref) }
    })
}

fn known(mark: &str) -> Option<&'static CitedType> {
    let (letters, medium) = mark.split_once('/').map_or((mark, None), |(mark, of)| (mark, Some(of)));
    let is_medium = medium.is_none_or(|medium| MEDIA.contains(&medium));
    TYPES.iter().find(|known| is_medium && known.letters == letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_type_is_what_the_reference_says() {
        for (text, expected) in [
            ("王磊. 规范与安全[J]. 国际安全研究, 2022, 40(5): 130-145.", Some("journal_article")),
            ("王磊. 规范与安全［J/OL］. 国际安全研究, 2022.", Some("journal_article")),
            ("王磊. 规范[M]. 北京: 出版社, 2020.", Some("book")),
            ("王磊. 规范[M]//张三. 安全. 北京: 出版社, 2020: 1-9.", Some("book_chapter")),
            ("王磊. 规范[C] // 会议论文集. 2020.", Some("conference_paper")),
            ("会议论文集[C]. 2020.", Some("conference_proceedings")),
            ("王磊. 规范[D]. 北京: 北京大学, 2020.", Some("dissertation")),
            ("规范[S]. GB/T 7714-2015.", Some("standard")),
            ("规范[EB/OL]. [2022-05-01]. https://a.org.", Some("web_resource")),
            ("数据[DS/OL]. 2020.", Some("dataset")),
            ("[1] <i>Norms</i>[P]. CN1234. 2020.", Some("patent")),
            ("王磊. 规范[N]. 人民日报, 2020-01-01.", None),
            ("王磊. 规范[G]//汇编. 2020.", None),
            ("Finnemore, M. (1998). Norm dynamics [in] J [x].", None),
            ("Norms [J/X]. 2020 [", None),
            ("", None),
        ] {
            let reference = Reference { text: Some(text.to_owned()), ..Reference::default() };
            assert_eq!(cited_type(&reference), expected, "{text}");
        }
        assert_eq!(cited_type(&Reference::default()), None);
    }
}
