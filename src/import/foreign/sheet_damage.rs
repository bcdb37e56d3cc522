//! What spreadsheets do to values: numbers instead of dates, dates instead of numbers, zeros that are lost.
//!
//! Only what has one meaning is corrected, with a guess; everything else is reported.

use crate::model::{Datestamp, Issn, PartialDate, Words, words};

use super::field::Field;
use super::sheet_known::Column;

/// A value after a look at the damage.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// What can be used; nothing if no part of it can.
    pub text: Option<String>,
    /// What was decided.
    pub guess: Option<Words>,
    pub problem: Option<Words>,
}

impl Seen {
    fn sound(text: &str) -> Self {
        Self { text: Some(text.to_owned()), ..Self::default() }
    }

    fn guessed(text: String, guess: Words) -> Self {
        Self { text: Some(text), guess: Some(guess), problem: None }
    }

    fn useless(problem: Words) -> Self {
        Self { problem: Some(problem), ..Self::default() }
    }

    /// The year is certain, the rest is not.
    fn year(year: &str, problem: Words) -> Self {
        Self { text: Some(year.to_owned()), guess: None, problem: Some(problem) }
    }
}

/// Looks at a value of the column.
pub fn seen(column: Column, text: &str) -> Seen {
    if let Some(bare) = as_text(text) {
        return seen(column, bare);
    }
    if let Some(problem) = not_a_value(text) {
        return Seen::useless(problem);
    }
    match column {
        Column::Field(Field::Published)
        | Column::Received
        | Column::Revised
        | Column::Accepted
        | Column::Online
        | Column::CopyrightYear => date(text),
        Column::Field(Field::Volume | Field::Issue | Field::FirstPage | Field::LastPage) => {
            number(text, column == Column::Field(Field::Issue))
        }
        Column::Field(Field::Issn) | Column::PrintIssn | Column::ElectronicIssn => issn(text),
        _ => Seen::sound(text),
    }
}

/// `="05"`: how a text is kept from being a number.
fn as_text(text: &str) -> Option<&str> {
    text.strip_prefix("=\"")?.strip_suffix('"').filter(|bare| !bare.contains('"'))
}

/// Formulas, the errors of formulas, and columns that were too narrow.
fn not_a_value(text: &str) -> Option<Words> {
    const ERRORS: [&str; 8] = ["#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!"];
    let shown: String = text.chars().take(40).collect();
    if text.len() > 1 && text.starts_with('=') {
        return Some(words!(
            "`{shown}` is a formula, which is not evaluated; in the spreadsheet, copy the column and paste it as values",
            "“{shown}”是公式，不会计算；请在表格软件中复制该列并“粘贴为值”"
        ));
    }
    let is_narrow = text.len() > 2 && text.bytes().all(|byte| byte == b'#');
    (is_narrow || ERRORS.contains(&text)).then(|| {
        words!(
            "`{shown}` is not a value but a mark of the spreadsheet; correct the cell there and export again",
            "“{shown}”不是值，而是表格软件的标记；请在表格中改正后重新导出"
        )
    })
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The month, 1 to 12, that a word names in full or by its first three letters.
fn month(word: &str) -> Option<usize> {
    let word = word.to_lowercase();
    let short =
        word.get(..3).filter(|_| word.len() <= 9 && word.bytes().all(|byte| byte.is_ascii_lowercase()))?;
    MONTHS.iter().position(|month| *month == short).map(|at| at + 1)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A volume, an issue or a page.
fn number(text: &str, is_issue: bool) -> Seen {
    let serial = is_issue && day_of(text).is_some();
    if serial || is_date(text) {
        return Seen::useless(words!(
            "`{text}` is what a spreadsheet makes of a value such as 2022-5 or 3-12; format the column as text there, and type the value again",
            "“{text}”是表格软件把 2022-5、3-12 之类的值误作日期的结果；请把该列设为文本格式并重新输入"
        ));
    }
    if is_number(&text.replacen(['.', 'E', '+'], "", 3)) && text.contains("E+") {
        return Seen::useless(shortened(text));
    }
    whole(text).map_or_else(|| Seen::sound(text), |bare| Seen::guessed(bare.to_owned(), without_fraction()))
}

/// `40` for `40.0`.
fn whole(text: &str) -> Option<&str> {
    text.strip_suffix(".0").filter(|bare| is_number(bare))
}

fn without_fraction() -> Words {
    words!("numbers such as 40.0 were read as 40", "40.0 之类的数字读作 40")
}

fn shortened(text: &str) -> Words {
    words!(
        "`{text}` is a long number that a spreadsheet has shortened; format the column as text there, and type the value again",
        "“{text}”是被表格软件缩短的长数字；请把该列设为文本格式并重新输入"
    )
}

/// `May-22`, `1-May`, `5月1日`, `2022/5/1`.
fn is_date(text: &str) -> bool {
    let parts: Vec<_> = text.split('-').collect();
    let with_month = (2..=3).contains(&parts.len())
        && parts.iter().filter(|part| month(part).is_some()).count() == 1
        && parts.iter().all(|part| is_number(part) || month(part).is_some());
    let chinese = text.ends_with('日') && text.contains('月');
    let whole: Vec<_> = text.split(['/', '-']).collect();
    let of_numbers = whole.len() == 3 && whole.iter().all(|part| is_number(part));
    with_month || chinese || of_numbers && (whole[0].len() == 4 || whole[2].len() == 4)
}

/// The day that is meant by the number of a day since the end of 1899, as spreadsheets count; from 1954 to 2064 only, because other
/// numbers are years or pages.
fn day_of(text: &str) -> Option<String> {
    let number: i64 =
        whole(text).unwrap_or(text).parse().ok().filter(|number| (20_000..=60_000).contains(number))?;
    const OF_1970: i64 = 25_569;
    let day = Datestamp::from_unix((number - OF_1970) * 86_400).to_string();
    day.get(..10).map(str::to_owned)
}

fn date(text: &str) -> Seen {
    if let Some(day) = day_of(text) {
        let guess = words!(
            "`{text}` was read as the day {day}, as a spreadsheet counts days",
            "“{text}”按表格软件的日期序号读作 {day}"
        );
        return Seen::guessed(day, guess);
    }
    if let Some(year) = whole(text) {
        return Seen::guessed(year.to_owned(), without_fraction());
    }
    if let Some(year) = text.strip_suffix(".1").filter(|year| year.len() == 4 && is_number(year)) {
        return Seen::year(
            year,
            words!(
                "`{text}` is January, or October after a spreadsheet removed its last zero; write {year}-01 or {year}-10",
                "“{text}”可能是 1 月，也可能是丢失末尾 0 的 10 月；请写成 {year}-01 或 {year}-10"
            ),
        );
    }
    let bare =
        text.split(['T', ' ']).next().filter(|day| text.contains(':') && day.len() >= 8).unwrap_or(text);
    let parts: Vec<_> = bare.split([' ', ',', '/', '-', '.']).filter(|part| !part.is_empty()).collect();
    let number = |part: &str| part.parse().ok().filter(|_| is_number(part));
    match parts[..] {
        [month, year] if year.len() == 4 => month_of(text, month, year, number(month)),
        [first, second, year] if year.len() == 4 && is_number(year) => {
            with_year_last(text, year, [first, second], number(first).zip(number(second)))
        }
        [first, second] if month(first).is_some() || month(second).is_some() => Seen::useless(words!(
            "`{text}` is a date that a spreadsheet has shortened; format the column as text there, and write it as YYYY-MM-DD",
            "“{text}”是被表格软件缩短的日期；请把该列设为文本格式，写成 YYYY-MM-DD"
        )),
        _ => Seen::sound(bare),
    }
}

/// `5/2022`, `May 2022`.
fn month_of(text: &str, word: &str, year: &str, number: Option<usize>) -> Seen {
    match number.or_else(|| month(word)).filter(|_| is_number(year) && word.len() != 4) {
        Some(month) => dated(text, format!("{year}-{month:02}")),
        None => Seen::sound(text),
    }
}

/// `1 May 2022`, `May 1, 2022`, `15/9/2022`: the day and the month in either order.
fn with_year_last(text: &str, year: &str, words: [&str; 2], numbers: Option<(usize, usize)>) -> Seen {
    let named = |day: &str, word: &str| Some((day.parse::<usize>().ok()?, month(word)?));
    let both = numbers.map(|(first, second)| (first.min(second), first.max(second)));
    match numbers {
        None => match named(words[0], words[1]).or_else(|| named(words[1], words[0])) {
            Some((day, month)) => dated(text, format!("{year}-{month:02}-{day:02}")),
            None => Seen::sound(text),
        },
        Some((first, second)) if first == second || first.max(second) > 12 => {
            let (month, day) = both.unwrap_or_default();
            dated(text, format!("{year}-{month:02}-{day:02}"))
        }
        Some((first, second)) => Seen::year(
            year,
            words!(
                "`{text}` can be read in two ways; write {year}-{first:02}-{second:02} or {year}-{second:02}-{first:02}",
                "“{text}”有两种读法；请写成 {year}-{first:02}-{second:02} 或 {year}-{second:02}-{first:02}"
            ),
        ),
    }
}

/// The date if there is such a day.
fn dated(text: &str, date: String) -> Seen {
    match date.parse::<PartialDate>() {
        Ok(_) => Seen { text: Some(date), ..Seen::default() },
        Err(_) => Seen::sound(text),
    }
}

/// `20493630` for `2049-3630`, and `280836` for `0028-0836`.
fn issn(text: &str) -> Seen {
    let digits = text.len().checked_sub(1).and_then(|end| text.get(..end)).is_some_and(is_number);
    let padded = format!("{text:0>8}");
    let whole = (digits && (5..=8).contains(&text.len()))
        .then(|| format!("{}-{}", &padded[..4], &padded[4..]).parse::<Issn>().ok());
    match whole.flatten() {
        Some(issn) if text.len() == 8 => Seen::sound(&issn.to_string()),
        Some(issn) => Seen::useless(words!(
            "`{text}` is the ISSN {issn} after a spreadsheet removed its first zeros; format the column as text there, and write {issn}",
            "“{text}”应是被表格软件去掉前导零的 ISSN {issn}；请把该列设为文本格式，写成 {issn}"
        )),
        None => Seen::sound(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATE: Column = Column::Received;
    const ISSUE: Column = Column::Field(Field::Issue);

    #[test]
    fn a_date_that_has_one_meaning_is_read() {
        for (text, date) in [
            ("44927", "2023-01-01"),
            ("2022.0", "2022"),
            ("15/9/2022", "2022-09-15"),
            ("7/31/1977", "1977-07-31"),
            ("5/5/2022", "2022-05-05"),
            ("1 May 2022", "2022-05-01"),
            ("September 15, 2022", "2022-09-15"),
            ("May 2022", "2022-05"),
            ("09/2022", "2022-09"),
            ("2022-09-15 00:00:00", "2022-09-15"),
            ("=\"2022\"", "2022"),
        ] {
            let seen = seen(DATE, text);
            assert_eq!((seen.text.as_deref(), seen.problem), (Some(date), None), "{text}");
        }
    }

    #[test]
    fn what_has_two_meanings_is_reported() {
        for (column, text, kept) in [
            (DATE, "05/09/2022", Some("2022")),
            (DATE, "2022.1", Some("2022")),
            (DATE, "May-22", None),
            (ISSUE, "May-22", None),
            (ISSUE, "5月1日", None),
            (ISSUE, "2022/5/1", None),
            (ISSUE, "44682", None),
            (ISSUE, "1.02E+11", None),
            (Column::Field(Field::FirstPage), "12-Mar", None),
            (Column::PrintIssn, "280836", None),
            (Column::Note, "=HYPERLINK(\"https://a.org\",\"x\")", None),
            (Column::Note, "#REF!", None),
        ] {
            let seen = seen(column, text);
            assert!(seen.problem.is_some(), "{text}");
            assert_eq!(seen.text.as_deref(), kept, "{text}");
        }
    }

    #[test]
    fn other_values_stay_as_they_are() {
        for (column, text) in [
            (ISSUE, "2022-5"),
            (ISSUE, "S1"),
            (ISSUE, "增刊"),
            (ISSUE, "1-2"),
            (DATE, "Spring 2022"),
            (Column::Note, "="),
        ] {
            assert_eq!(seen(column, text), Seen::sound(text), "{text}");
        }
    }
}
