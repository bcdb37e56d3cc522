//! A sheet as CSV: one row for each article. Ours has the languages in the names of its columns; those of other systems have other names.

use std::io;
use std::path::Path;

use crate::diagnostics::{Both, Message, Place, Problem, say};
use crate::model::words;

use super::field::untitled;
use super::importer::{Importer, Sink};
use super::lines::Lines;
use super::sheet_columns::{Heading, meant};
use super::sheet_draft::{Titled, draft};
use super::sheet_rows::{Cell, Row, Rows};

pub struct Sheet;

impl Importer for Sheet {
    fn name(&self) -> &'static str {
        "sheet"
    }

    fn about(&self) -> Both {
        Both {
            en: "A sheet as CSV or TSV: our own, OJS, DSpace, Omeka, Zotero, Scopus, or with Chinese headings",
            zh: "CSV 或 TSV 表格：本系统的、OJS、DSpace、Omeka、Zotero、Scopus 的，或中文表头的",
        }
    }

    fn recognises(&self, head: &str) -> bool {
        let headings = |delimiter| first_row(head, delimiter).map(headings).unwrap_or_default();
        let is_marked_up = head.trim_start().starts_with(['<', '{', '@']);
        !is_marked_up
            && DELIMITERS.iter().any(|delimiter| {
                let headings = headings(*delimiter);
                headings.iter().any(Heading::is_title) && count_known(&headings) > 1
            })
    }

    fn read(&self, path: &Path, lines: &mut Lines<'_>, sink: &mut dyn Sink) -> io::Result<()> {
        let delimiter = delimiter(lines.head());
        let mut rows = Rows::new(lines, delimiter);
        let mut header = rows.next()?;
        if header.as_ref().is_some_and(names_the_delimiter) {
            header = rows.next()?;
        }
        let Some(header) = header else { return Ok(()) };
        let mut columns = columns(path, header);
        if !columns.iter().any(|titled| titled.heading.is_title()) {
            sink.problem(without_titles(path, &columns));
            return Ok(());
        }
        while let Some(row) = rows.next()? {
            take(path, &mut columns, &row, sink);
        }
        if rows.cut() > 0 {
            sink.problem(Problem::of_file(path, cut(rows.cut())));
        }
        Ok(())
    }
}

const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// The delimiter with which the most headings are known, or else with which there are the most.
fn delimiter(head: &str) -> u8 {
    let quality = |delimiter: &u8| {
        let headings = first_row(head, *delimiter).map(headings).unwrap_or_default();
        (count_known(&headings), headings.len())
    };
    DELIMITERS.into_iter().rev().max_by_key(quality).unwrap_or(b',')
}

/// The row of the headings, if it is all there.
fn first_row(head: &str, delimiter: u8) -> Option<Row> {
    const LONGEST: usize = 200; // lines; headings are in the first, or in a few with line breaks in them
    let end = head.match_indices('\n').nth(LONGEST).map_or(head.len(), |(at, _)| at);
    let mut lines = Lines::new(&head.as_bytes()[..end]).ok()?;
    let mut rows = Rows::new(&mut lines, delimiter);
    let first = rows.next().ok()??;
    if names_the_delimiter(&first) { rows.next().ok()? } else { Some(first) }
}

/// `sep=;`, which Excel obeys.
fn names_the_delimiter(row: &Row) -> bool {
    row.cells.first().is_some_and(|cell| cell.text.starts_with("sep="))
}

fn headings(row: Row) -> Vec<Heading> {
    row.cells.iter().map(|cell| Heading::of(&cell.text)).collect()
}

fn count_known(headings: &[Heading]) -> usize {
    headings.iter().filter(|heading| heading.column.is_some()).count()
}

fn columns(path: &Path, header: Row) -> Vec<Titled> {
    let titled = |(at, cell): (usize, Cell)| Titled {
        heading: Heading::of(&cell.text),
        label: Some(cell.text.trim())
            .filter(|label| !label.is_empty())
            .map_or_else(|| numbered(at), str::to_owned),
        place: place(path, &cell),
        reported: false,
    };
    header.cells.into_iter().enumerate().map(titled).collect()
}

/// What a column without a heading is called.
fn numbered(at: usize) -> String {
    format!("#{}", at + 1)
}

fn place(path: &Path, cell: &Cell) -> Place {
    Place { file: path.to_owned(), line: Some(cell.line), column: Some(cell.column) }
}

fn take(path: &Path, columns: &mut [Titled], row: &Row, sink: &mut dyn Sink) {
    if row.cells.iter().all(|cell| cell.text.trim().is_empty()) {
        return;
    }
    for (cell, titled) in row.cells.iter().zip(columns.iter_mut()) {
        if titled.heading.column.is_none() && !titled.reported && !cell.text.trim().is_empty() {
            titled.reported = true;
            sink.problem(Problem::new(titled.place.clone(), unknown(&titled.label)));
        }
    }
    let mut draft = draft(path, columns, row);
    let mut others = row.cells.iter().skip(columns.len());
    if let Some(cell) = others.find(|cell| !cell.text.trim().is_empty()) {
        draft.problem(place(path, cell), beyond(columns.len()));
    }
    if let Some(last) = row.cells.last().filter(|_| row.is_open) {
        draft.problem(place(path, last), open());
    }
    if row.is_cut {
        draft.problem(draft.place.clone(), too_large());
    }
    if draft.article.titles.is_empty() {
        draft.problems.into_iter().for_each(|problem| sink.problem(problem));
        sink.problem(untitled(draft.place));
    } else {
        sink.draft(draft);
    }
}

fn unknown(label: &str) -> Message {
    if label.strip_prefix('#').is_some_and(|number| number.parse::<usize>().is_ok()) {
        return say!(
            IMPORT_COLUMN,
            "this column has values and no heading; write one of those that docs/importing.md lists",
            "这一列有值但没有表头；请写上 docs/importing.md 所列的表头之一"
        );
    }
    match meant(label) {
        Some(near) => say!(
            IMPORT_COLUMN,
            "`{label}` is not a known column; did you mean `{near}`?",
            "“{label}”不是已知的列；是否应为“{near}”？"
        ),
        None => say!(
            IMPORT_COLUMN,
            "`{label}` is not a known column, so its values are not imported; if an article has a field for them, give the column its name \
             (docs/importing.md lists all)",
            "“{label}”不是已知的列，其值不会导入；如果文章有相应的字段，请使用 docs/importing.md 所列的列名"
        ),
    }
}

fn beyond(count: usize) -> Message {
    say!(
        IMPORT_VALUE,
        "this cell stands beyond the {count} columns that have headings, and is left out; look whether a text in the row has the delimiter in it and no \
         quotation marks around it",
        "这个单元格超出了有表头的 {count} 列，已略去；请检查该行中是否有文字含分隔符而没有加引号"
    )
}

fn open() -> Message {
    say!(
        IMPORT_VALUE,
        "the quotation mark at the beginning of this cell is not closed, so the cell has the rest of the file; close it, and import again",
        "这个单元格开头的引号没有闭合，文件余下的内容都在其中；请补上引号后重新导入"
    )
}

fn too_large() -> Message {
    say!(
        IMPORT_VALUE,
        "this row has more than a mebibyte or more than 16384 cells, so its end is left out; look whether a quotation mark is not closed",
        "这一行超过 1 MiB 或 16384 个单元格，末尾已略去；请检查是否有引号没有闭合"
    )
}

fn cut(bytes: usize) -> Message {
    say!(
        IMPORT_VALUE,
        "{bytes} bytes of lines that are longer than a mebibyte were left out",
        "超过 1 MiB 的行有 {bytes} 字节被略去"
    )
}

fn without_titles(path: &Path, columns: &[Titled]) -> Problem {
    let place = columns
        .first()
        .map_or_else(|| Place { file: path.to_owned(), ..Place::default() }, |titled| titled.place.clone());
    let near = columns.iter().find_map(|titled| {
        Some((&titled.label, meant(&titled.label).filter(|near| near.contains("title"))?))
    });
    let hint = near.map(|(label, near)| {
        words!("; did you mean `{near}` with `{label}`?", "；“{label}”是否应为“{near}”？")
    });
    Problem::new(
        place,
        say!(
            IMPORT_NOT_A_RECORD,
            "no column of this row is that of the titles; the first row must name the columns, such as `title` or 题名{hint}",
            "这一行没有题名列；首行必须是列名，例如“title”或“题名”{hint}";
            hint = hint.unwrap_or_default()
        ),
    )
}
