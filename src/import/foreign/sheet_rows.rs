//! The rows of a sheet, with the place of every cell.
//!
//! The parser is fed line by line, so that the line and the column of a cell are known, and one row is in memory.

use std::io;

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

use super::lines::Lines;

/// How much of a row is kept, in bytes.
const LONGEST: usize = 1 << 20;

/// How many cells of a row are kept; no spreadsheet has more columns.
const WIDEST: usize = 1 << 14;

/// A cell, and where it begins; lines and columns count from 1, columns in characters.
#[derive(Debug, Default)]
pub struct Cell {
    pub text: String,
    pub line: usize,
    pub column: usize,
}

/// A row.
#[derive(Debug, Default)]
pub struct Row {
    pub cells: Vec<Cell>,
    /// Whether the last cell begins with a quotation mark that nothing closes, so that it has the rest of the file.
    pub is_open: bool,
    /// Whether it is larger than a row can be, so that a part of it is left out.
    pub is_cut: bool,
    bytes: usize,
}

impl Row {
    fn push(&mut self, cell: Open) {
        if self.cells.len() < WIDEST {
            self.cells.push(cell.into());
        } else {
            self.is_cut = true;
        }
    }
}

/// Reads row after row.
pub struct Rows<'l, 'r> {
    lines: &'l mut Lines<'r>,
    parser: Reader,
    /// What follows a carriage return in a line: the line ends of old Macs.
    rest: Option<(usize, String)>,
    /// How many lines ended with a carriage return alone.
    returns: usize,
}

/// A cell that is being read.
#[derive(Default)]
struct Open {
    bytes: Vec<u8>,
    line: usize,
    column: usize,
}

impl<'l, 'r> Rows<'l, 'r> {
    pub fn new(lines: &'l mut Lines<'r>, delimiter: u8) -> Self {
        let parser = ReaderBuilder::new().delimiter(delimiter).build();
        Self { lines, parser, rest: None, returns: 0 }
    }

    /// The next row that is not empty; `None` after the last one. Errs if the file cannot be read.
    pub fn next(&mut self) -> io::Result<Option<Row>> {
        let (mut row, mut open) = (Row::default(), None);
        while let Some((number, line)) = self.line()? {
            let is_blank = row.cells.is_empty() && open.is_none() && line.trim().is_empty();
            if !is_blank && self.take(&mut row, &mut open, number, line) {
                return Ok(Some(row));
            }
        }
        let Some(open) = open else { return Ok(None) };
        row.push(open);
        row.is_open = true;
        Ok(Some(row))
    }

    /// How many bytes of lines longer than a mebibyte were left out.
    pub const fn cut(&self) -> usize {
        self.lines.cut()
    }

    fn line(&mut self) -> io::Result<Option<(usize, String)>> {
        if self.rest.is_some() {
            return Ok(self.rest.take());
        }
        let next = self.lines.next()?;
        Ok(next.map(|(number, line)| (number + self.returns, line + "\n")))
    }

    /// Adds the cells of a line, and gives whether the row ends with it.
    fn take(&mut self, row: &mut Row, open: &mut Option<Open>, number: usize, mut line: String) -> bool {
        let (mut at, mut column) = (0, 1);
        while at < line.len() {
            let cell = open.get_or_insert_with(|| Open { line: number, column, ..Open::default() });
            let mut text = [0; 1 << 10];
            let (result, read, written) = self.parser.read_field(&line.as_bytes()[at..], &mut text);
            let kept = written.min(LONGEST - row.bytes);
            cell.bytes.extend_from_slice(&text[..kept]);
            row.bytes += kept;
            row.is_cut |= kept < written;
            column += line.as_bytes()[at..at + read].iter().filter(|byte| is_first(**byte)).count();
            at += read;
            match result {
                ReadFieldResult::OutputFull | ReadFieldResult::InputEmpty => {}
                ReadFieldResult::Field { record_end: false } => {
                    open.take().into_iter().for_each(|cell| row.push(cell))
                }
                ReadFieldResult::Field { record_end: true } | ReadFieldResult::End => {
                    open.take().into_iter().for_each(|cell| row.push(cell));
                    let rest = line.split_off(at);
                    if !rest.is_empty() {
                        self.returns += 1;
                        self.rest = Some((number + 1, rest));
                    }
                    return true;
                }
            }
        }
        false
    }
}

/// Whether a byte of UTF-8 begins a character.
const fn is_first(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

impl From<Open> for Cell {
    fn from(open: Open) -> Self {
        let text = String::from_utf8_lossy(&open.bytes).into_owned();
        Self { text, line: open.line, column: open.column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<(String, usize, usize)>> {
        let mut lines = Lines::new(text.as_bytes()).unwrap();
        let mut rows = Rows::new(&mut lines, b',');
        let cells =
            |row: Row| row.cells.into_iter().map(|cell| (cell.text, cell.line, cell.column)).collect();
        std::iter::from_fn(|| rows.next().unwrap()).map(cells).collect()
    }

    #[test]
    fn every_cell_has_its_place() {
        let cell = |text: &str, line, column| (text.to_owned(), line, column);
        assert_eq!(
            rows("题名,作者\r\n\r\n\"第一\n\n二\",\"王\"\"雷\"\n\n,x"),
            [
                vec![cell("题名", 1, 1), cell("作者", 1, 4)],
                vec![cell("第一\n\n二", 3, 1), cell("王\"雷", 5, 4)],
                vec![cell("", 7, 1), cell("x", 7, 2)],
            ]
        );
        assert_eq!(rows("a\rb,c\rd")[1], [cell("b", 2, 1), cell("c", 2, 3)]);
        assert_eq!(rows("a\rb\r\nc\n")[2], [cell("c", 3, 1)]);
    }

    #[test]
    fn a_wide_row_is_cut() {
        let text = "\"\n\",".repeat(1 << 15);
        let mut lines = Lines::new(text.as_bytes()).unwrap();
        let row = Rows::new(&mut lines, b',').next().unwrap().unwrap();
        assert!(row.is_cut && row.cells.len() == WIDEST);
    }

    #[test]
    fn a_long_cell_is_cut_and_a_mark_that_is_not_closed_is_seen() {
        let text = format!("a,b\n1,\"{}", "很长\n".repeat(1 << 18));
        let mut lines = Lines::new(text.as_bytes()).unwrap();
        let mut rows = Rows::new(&mut lines, b',');
        assert!(!rows.next().unwrap().unwrap().is_open);
        let row = rows.next().unwrap().unwrap();
        assert!(
            row.is_open && row.is_cut && row.cells[1].text.len() <= LONGEST + 3 && row.cells[1].column == 3
        );
    }
}
