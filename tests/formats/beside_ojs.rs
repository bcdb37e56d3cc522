//! The page that shows an article as OJS writes it and as it is written here: what it says of ours is so.

use crate::articles::article;
use crate::hostile::renderer;

/// The texts in backticks.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

#[test]
fn what_the_page_says_is_written_is_written() {
    let page = include_str!("../../docs/formats.md").split("## Side by side with OJS").nth(1).unwrap();
    let written = renderer().explain(&article("beside_ojs"));
    let mut quotations = 0;
    for section in page.split("\n### ").skip(1) {
        let (prefix, rows) = section.split_once('\n').unwrap();
        let (_, document) = written.iter().find(|(known, _)| known == prefix).unwrap();
        let document = document.as_ref().unwrap();
        for row in rows.lines().filter(|line| line.starts_with("| ")).skip(1) {
            let ours = row.trim_end_matches(" |").rsplit(" | ").next().unwrap();
            // What is no XML and no text of the record is a name that is spoken of.
            for quotation in quoted(ours).filter(|text| !text.is_ascii() || text.starts_with('<')) {
                assert!(document.contains(quotation), "{prefix}: {quotation}");
                quotations += 1;
            }
        }
    }
    assert!(quotations > 30, "{quotations}");
}
