//! Files of other systems: what becomes of each record, and what is said of the rest.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use windrow::diagnostics::{Language, Problem};
use windrow::import::foreign::{Draft, IMPORTERS, Sink, by_name, name, read, sheet_columns, written};
use windrow::model::Article;

/// Everything that was read.
#[derive(Default)]
pub struct Got {
    pub drafts: Vec<Draft>,
    pub problems: Vec<Problem>,
}

impl Sink for Got {
    fn draft(&mut self, draft: Draft) {
        self.drafts.push(draft);
    }

    fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }
}

/// The name of the format that was recognised, and what was read.
pub fn got(bytes: &[u8]) -> (Option<&'static str>, Got) {
    let mut got = Got::default();
    let importer = read(Path::new("in.txt"), bytes, None, &mut got).unwrap();
    (importer.map(|importer| importer.name()), got)
}

/// The files that are written, and what is reported.
pub fn shown(text: &str) -> String {
    let (format, got) = got(text.as_bytes());
    let mut shown = format!("recognised as {}\n", format.unwrap_or("nothing"));
    for draft in &got.drafts {
        let text = written(draft, Language::English).unwrap();
        let again: Article = toml::from_str(&text).unwrap();
        assert_eq!(again, draft.article, "{text}");
        let _ = write!(shown, "\n==> {} (from {}) <==\n{text}", name(&draft.article, true), draft.place);
        draft.problems.iter().for_each(|problem| _ = writeln!(shown, "# {problem}"));
        draft.lost.iter().for_each(|(field, count)| _ = writeln!(shown, "# not kept: {field} {count}"));
    }
    got.problems.iter().for_each(|problem| _ = writeln!(shown, "\n{problem}"));
    shown
}

const RIS: &str = "TY  - JOUR\nAU  - Okafor, Ada\nAU  - van den Berg, Jan\nTI  - On Trust\nT2  - Journal of Trust\nPY  - 2024/05/01/\nVL  - 3\nIS  - 02\nSP  - \
                   12-34\nKW  - trust\nKW  - security; peace\nAB  - How trust grows\nbetween states.\nDO  - https://doi.org/10.5555/trust.1\nSN  - 2049-3630\nLA  - eng\nN1  - \
                   a note\nL1  - file:///C:/a.pdf\nER  - \n\nTY - CONF\nT1 - 论国际安全\nA1 - 王雷\nY1 - 2022\nUR - https://a.org/x.pdf\nER -\n\nTY  - JOUR\nAU  - Nobody\nDO  - \
                   none\nER  - \n";

#[test]
fn ris() {
    assert_snapshot!(shown(RIS));
}

#[test]
fn endnote_as_cnki_writes_it() {
    assert_snapshot!(shown(
        "%0 Journal Article\n%A 柴路\n%A 欧阳修文\n%+ 中国科学院;\n%T 网络安全规范\n%J 国际安全研究\n%D 2022\n%V 40\n%N 05\n%K 网络;规范\n%X 本文讨论规范。\n第二段。\n%P 130-145+160\n%@ \
         2049-3630\n%L 10-1132/D\n%U https://a.cn/1\n%W CNKI\n%Z unknown\n"
    ));
}

#[test]
fn noteexpress_of_wanfang_has_both_languages() {
    assert_snapshot!(shown(
        "{Reference Type}: Journal Article\n{Title}: 网络安全规范\n{Translated Title}: Norms of Cybersecurity\n{Author}: 王雷\n{Author}: 李娜\n{Translated Author}:  Lei \
         WANG\n{Translated Author}:  Na LI\n{Author Address}: 复旦大学|JG1\n{Author Address}: 复旦大学|JG1\n{Journal}: 国际安全研究\n{Translated Journal}: Journal of International \
         Security Studies\n{Year}: 2022\n{Issue}: 5\n{Pages}：130-145\n{Keywords}: 网络;;规范\n{Language}: chi\n{Database Provider}: 万方\n"
    ));
}

#[test]
fn refworks_as_cnki_writes_it() {
    assert_snapshot!(shown(
        "RT Journal Article\nSR 1\nA1 甲一;乙二;丙三\nAD 大学一;大学二;大学三;\nT1 论安全\nJF 国际安全研究\nYR 2024\nIS 07\nvo 49\nOP 1106-1111+1117\nK1 安全;国际\nAB 第一句。\nOF \
         course this goes on.\nSN 2049-3630\nCN 10-1132/D\nLA 中文;\nDS CNKI\nDO 10.5555/x.1\n"
    ));
}

#[test]
fn the_own_export_of_cnki() {
    assert_snapshot!(shown(
        "DataType: 1\nTitle-题名: 论安全: 一个问题\nAuthor-作者: 柯洪琴;陈璿英;\nSource-刊名: 国际安全研究\nYear-年: 2021\nPubTime-出版时间: 2021-01-18\nKeyword-关键词: 安全;国际\nSummary-摘要: \
         本文。\nPeriod-期: 01\nRoll-卷: 19\nPageCount-页数: 3\nPage-页码: 168-170\nSrcDatabase-来源库: 期刊\nOrgan-机构: 甲大学;\nLink-链接: https://a.cn/2\n\nDataType: 1\nTitle-题名: \
         第二篇\n"
    ));
}

#[test]
fn pubmed() {
    assert_snapshot!(shown(
        "\nPMID- 12345678\nOWN - NLM\nTI  - On trust: a trial of\n      confidence.\nFAU - Okafor, Ada\nAU  - Okafor A\nLA  - eng\nPT  - Journal Article\nDEP - 20240501\nJT  - Journal of \
         Trust\nVI  - 3\nIP  - 2\nPG  - 12-34\nIS  - 2049-3630 (Print)\nOT  - trust\nAB  - BACKGROUND: Trust.\n      METHODS: None.\nMH  - Humans\n"
    ));
}

#[test]
fn what_nothing_recognises_is_not_read() {
    for text in ["", "Dear editor,\n", "a,b\n1,2\n", "\u{feff}{\"a\":1}"] {
        let (format, got) = got(text.as_bytes());
        assert!(format.is_none() && got.drafts.is_empty() && got.problems.is_empty(), "{text}");
    }
}

#[test]
fn a_format_that_is_named_and_not_there_is_reported() {
    let mut got = Got::default();
    read(Path::new("letter.txt"), &b"Dear editor,\n"[..], by_name("ris"), &mut got).unwrap();
    assert!(got.drafts.is_empty());
    assert_eq!(got.problems[0].code, "import-not-a-record");
}

#[test]
fn a_file_is_the_same_in_every_encoding() {
    let text = "%0 Journal Article\n%T 国际安全研究中的若干问题\n%A 王雷\n%J 国际安全研究\n";
    let (gbk, ..) = encoding_rs::GB18030.encode(text);
    let utf16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let expected = got(text.as_bytes()).1.drafts[0].article.clone();
    for bytes in [gbk.to_vec(), utf16, format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes()] {
        assert_eq!(got(&bytes).1.drafts[0].article, expected);
    }
}

/// A name, and what it is recognised as, must not change when a format is added.
#[test]
fn each_importer_recognises_its_own_files_and_no_others() {
    for (text, name) in [
        (RIS, "ris"),
        ("%0 Journal Article\n%T A\n", "endnote"),
        ("{Reference Type}: Journal Article\n{Title}: A\n", "noteexpress"),
        ("RT Journal Article\nT1 A\n", "refworks"),
        ("DataType: 1\nTitle-题名: A\n", "cnki"),
        ("PMID- 1\nTI  - A\n", "nbib"),
        ("title_zh,Abstract,Keywords\n论信任,\"第一段\n[Abstract]\",b\n", "sheet"),
        ("On Trust\n[Abstract] A.\n[Keywords] b\n", "abstracts"),
    ] {
        let recognised = IMPORTERS.iter().filter(|importer| importer.recognises(text));
        assert_eq!(recognised.map(|importer| importer.name()).collect::<Vec<_>>(), [name]);
        assert_eq!(got(text.as_bytes()).0, Some(name));
    }
}

/// The page has this between the marks.
fn on_the_page(begin: &str, end: &str, table: &str) {
    const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/importing.md");
    let page = fs::read_to_string(PAGE).unwrap();
    let (head, rest) = page.split_once(begin).unwrap();
    let (there, foot) = rest.split_once(end).unwrap();
    if std::env::var_os("WINDROW_TEST_BLESS").is_some() {
        fs::write(PAGE, format!("{head}{begin}{table}{end}{foot}")).unwrap();
    } else {
        assert_eq!(there, table, "run: WINDROW_TEST_BLESS=1 cargo test --test import importers");
    }
}

#[test]
fn the_page_of_importers_is_up_to_date() {
    let rows =
        IMPORTERS.iter().map(|importer| format!("| `{}` | {} |\n", importer.name(), importer.about().en));
    let formats = format!("| `--from` | files |\n|---|---|\n{}", rows.collect::<String>());
    on_the_page("<!-- importers -->\n", "<!-- end of importers -->", &formats);
    let rows = sheet_columns().map(|(own, others)| format!("| `{own}` | {} |\n", others.replace(' ', ", ")));
    let columns = format!("| column | also |\n|---|---|\n{}", rows.collect::<String>());
    on_the_page("<!-- columns -->\n", "<!-- end of columns -->", &columns);
}
