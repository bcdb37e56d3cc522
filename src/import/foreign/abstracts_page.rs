//! A journal's page of abstracts, as plain text: the only digital form that many issues have.
//!
//! Such a page is a layout, not a format. Everything that is read from it is a guess of a rule, and says so in the file.

use std::io;
use std::path::Path;

use crate::diagnostics::{Both, Place};
use crate::model::words;

use super::draft::Draft;
use super::field::untitled;
use super::importer::{Importer, Sink};
use super::lines::Lines;
use super::page::{self, Label, Page};
use super::page_entry;

pub struct AbstractsPage;

impl Importer for AbstractsPage {
    fn name(&self) -> &'static str {
        "abstracts"
    }

    fn about(&self) -> Both {
        Both {
            en: "A journal's page of abstracts as plain text, English or Chinese",
            zh: "期刊的摘要页（纯文本，英文或中文）",
        }
    }

    fn recognises(&self, head: &str) -> bool {
        let labels: Vec<_> = head.lines().filter_map(page::label).map(|(label, _)| label).collect();
        labels.contains(&Label::Abstract) && labels.contains(&Label::Keywords)
            || labels.contains(&Label::Keywords) && labels.contains(&Label::Authors)
    }

    fn read(&self, path: &Path, lines: &mut Lines<'_>, sink: &mut dyn Sink) -> io::Result<()> {
        let mut all = Vec::new();
        while let Some(line) = lines.next()? {
            all.push(line);
        }
        let page = Page::of(&all);
        for entry in page.entries() {
            let place = Place { file: path.to_owned(), line: Some(entry.line), column: Some(1) };
            let mut draft = Draft::at(place);
            draft.guess(
                "title",
                words!(
                    "read from the text of a page by rules; compare every field with the page",
                    "由规则从版面文字读取；请把每个字段与原页核对"
                ),
            );
            page_entry::fill(&mut draft, &entry);
            page.describe(&mut draft);
            if draft.article.titles.is_empty() {
                sink.problem(untitled(draft.place));
            } else {
                sink.draft(draft);
            }
        }
        Ok(())
    }
}
