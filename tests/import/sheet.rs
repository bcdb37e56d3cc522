//! Sheets as CSV: our own, those of other systems, and those that a spreadsheet has damaged.

use std::fmt::Write as _;

use insta::assert_snapshot;
use windrow::diagnostics::Problem;

use crate::foreign::{got, shown};

#[test]
fn our_own_sheet() {
    assert_snapshot!(shown(
        "title_zh,title_en,authors_zh,authors_en,affiliation_zh,affiliation_en,abstract_zh,abstract_en,keywords_zh,keywords_en,journal,volume,issue,first_page,last_page,received,accepted,published,doi,url,pdf,license,funding,section_zh,language,type\n\
         网络安全规范,Norms of Cybersecurity,王雷；欧阳修文,\"Wang, Lei; Ouyang, Xiuwen\",复旦大学；北京大学,Fudan University;Peking University,\"第一段。\n第二段。\",How norms \
         emerge.,网络；规范,cyberspace; norms,国际安全研究,40,5,130,145,2022-03-01,2022-06,2022-09-15,10.5555/norms,https://a.org/1,https://a.org/1.pdf,CC-BY-4.0,国家社科基金(20BGJ001),专题,zh,journal \
         article\n"
    ));
}

#[test]
fn our_own_sheet_in_english_only() {
    assert_snapshot!(shown(
        "Title,Authors,Affiliation,Pages,Published,Language,Funding\nOn Trust,\"Okafor, Ada; van den Berg, Jan\",University of Lagos,12-34,1 May 2024,en,The authors thank the \
         council.\nOn Doubt,,,,,,\n"
    ));
}

#[test]
fn a_sheet_of_ojs() {
    assert_snapshot!(shown(
        "journalPath,locale,articleTitle,articlePrefix,articleSubtitle,articleAbstract,articleGalleyFilename,authors,keywords,subjects,coverage,categories,doi,coverImageFilename,coverImageAltText,suppFilenames,suppLabels,genreName,sectionTitle,sectionAbbrev,issueTitle,issueVolume,issueNumber,issueYear,issueDescription,datePublished,startPage,endPage\n\
         trust,en,Long Peace,The,An Essay,<p>Peace.</p>,peace.pdf,\"Ada,Okafor,ada@a.org,University of Lagos;Na,Li,,\",peace;war,history,Africa,,10.5555/peace,,,,,SUBMISSION,Articles,ART,On \
         Peace,3,2,2024,,2024-05-01,12,34\n"
    ));
}

#[test]
fn a_sheet_of_zotero() {
    assert_snapshot!(shown(
        "\u{feff}\"Key\",\"Item Type\",\"Publication Year\",\"Author\",\"Title\",\"Publication Title\",\"ISBN\",\"ISSN\",\"DOI\",\"Url\",\"Abstract Note\",\"Date\",\"Date Added\",\"Pages\",\"Num \
         Pages\",\"Issue\",\"Volume\",\"Journal Abbreviation\",\"Language\",\"Extra\",\"Manual Tags\"\n\
         \"ABCD\",\"journalArticle\",\"2024\",\"Okafor, Ada; Berg, Jan van den\",\"On Trust\",\"Journal of \
         Trust\",\"\",\"2049-3630\",\"10.5555/trust.1\",\"https://doi.org/10.5555/trust.1\",\"How trust grows\",\"2024-05\",\"2025-01-01 \
         10:00:00\",\"12-34\",\"\",\"2\",\"3\",\"J. Trust\",\"eng\",\"PMID: 1\",\"trust; peace\"\n"
    ));
}

#[test]
fn a_sheet_of_scopus() {
    assert_snapshot!(shown(
        "Authors,Author full names,Author(s) ID,Title,Year,Source title,Volume,Issue,Art. No.,Page start,Page end,Page count,Cited by,DOI,Link,Affiliations,Authors with \
         affiliations,Abstract,Author Keywords,ISSN,Language of Original Document,Abbreviated Source Title,Document Type\n\
         Okafor A.; Li N.,\"Okafor, Ada (57200000001); Li, Na (57200000002)\",57200000001; 57200000002,On Trust,2024,Journal of Trust,3,2,,12,34,22,7,10.5555/trust.1,https://www.scopus.com/x,University of \
         Lagos; Peking University,\"Okafor A., University of Lagos\",How trust grows.,trust; peace,20493630,English,J. Trust,Article\n\
         \"Okafor A., van den Berg J.\",,,On Doubt,2023,,,,,,,,,,,,,,,,,,Review\n"
    ));
}

#[test]
fn a_sheet_of_dspace() {
    assert_snapshot!(shown(
        "id,collection,dc.title[en_US],dc.title[zh],dc.contributor.author,dc.date.issued,dc.description.abstract[en_US],dc.subject[en_US],dc.identifier.uri,dc.relation.ispartof,dc.language.iso\n\
         +,123456789/1,On Trust,论信任,\"Okafor, Ada::0a1b::600||Li, Na\",2024-05-01,How trust grows,trust||peace,https://hdl.handle.net/1/2,Journal of Trust,en\n"
    ));
}

#[test]
fn a_sheet_with_chinese_headings() {
    assert_snapshot!(shown(
        "序号,题名,英文题名,作者,英文作者,单位,摘要,英文摘要,关键词,英文关键词,刊名,年,卷,期,页码,DOI,基金,中图分类号,收稿日期\n\
         1,网络安全规范,Norms of Cybersecurity,王雷 李娜,WANG Lei; LI Na,复旦大学,本文讨论规范。,How norms emerge.,网络;规范,norms;cyberspace,国际安全研究,2022年,40,05,130-145,10.5555/norms,国家社科基金项目的阶段性成果,D815;D82,2022年3月1日\n"
    ));
}

/// As Excel in China saves it.
#[test]
fn a_sheet_in_gbk_with_semicolons() {
    let text = "题名;作者;刊名;年;期\n论国际安全;王雷、李娜;国际安全研究;2022;5\n论气候安全;陈晓明;国际安全研究;2022;5\n";
    let (bytes, ..) = encoding_rs::GBK.encode(text);
    let (format, read) = got(&bytes);
    assert_eq!((format, read.drafts.len()), (Some("sheet"), 2));
    for other in [
        text.replace(';', "\t"),
        format!("sep=;\n{text}"),
        text.replace('\n', "\r"),
        format!("\u{feff}{text}"),
    ] {
        let articles =
            |got: crate::foreign::Got| got.drafts.into_iter().map(|draft| draft.article).collect::<Vec<_>>();
        assert_eq!(articles(got(other.as_bytes()).1), articles(got(&bytes).1), "{other}");
    }
}

#[test]
fn a_ragged_sheet() {
    assert_snapshot!(shown(
        "title,authors,issue,,colour,titel_zh\n\nOn Trust\n,,,,,\n\"On\nDoubt\",\"Okafor, Ada\",2,x,red,论怀疑,beyond,\n,\"Li, Na\",3,,blue\nOn Hope,\"Li, Na\n"
    ));
}

#[test]
fn a_damaged_sheet() {
    assert_snapshot!(shown(
        "title,authors,volume,issue,pages,published,received,doi,issn,pdf,page_count,language,received\n\
         A,\"Okafor, Ada\",40.0,May-22,12-Mar,44927,05/09/2022,https://doi.org/10.5555/a,280836,\"=HYPERLINK(\"\"https://a.org/a.pdf\"\",\"\"PDF\"\")\",many,Klingon tongue,\n\
         B,#REF!,=\"05\",44682,3-12,2022.1,44927,see above,0028-0837,C:\\a.pdf,10,en,\n"
    ));
}

#[test]
fn a_sheet_without_titles_is_reported_at_its_header() {
    let mut read = crate::foreign::Got::default();
    let sheet = windrow::import::foreign::by_name("sheet");
    let text = &b"\n\ntitel,authors\nOn Trust,Okafor\n"[..];
    windrow::import::foreign::read(std::path::Path::new("in.csv"), text, sheet, &mut read).unwrap();
    assert!(read.drafts.is_empty());
    assert_eq!(
        read.problems[0].to_string(),
        "error: in.csv:3:1: no column of this row is that of the titles; the first row must name the columns, such as `title` or 题名; did you \
         mean `title` with `titel`? [import-not-a-record]"
    );
}

#[test]
fn other_tables_are_not_recognised() {
    for text in [
        "title\nOn Trust\n",
        "PMCID,Publisher\n1,x\n",
        "source_identifier,model,title,parents\n1,2,3,4\n",
        "A title, and authors of it.\n",
        "{\"title\": \"a\", \"doi\": \"b\"}\n",
        "<title>,<doi>\n<a/>,b\n",
    ] {
        assert_ne!(got(text.as_bytes()).0, Some("sheet"), "{text}");
    }
}

const HEADER: [&str; 14] = [
    "title_zh",
    "title_en",
    "authors",
    "authors_en",
    "volume",
    "issue",
    "pages",
    "received",
    "published",
    "doi",
    "issn",
    "issn_print",
    "url",
    "note",
];

/// A column, and a value that is wrong in it.
const MISTAKES: [(&str, &str); 34] = [
    ("issue", "May-22"),
    ("issue", "1-May"),
    ("issue", "22-May"),
    ("issue", "5月1日"),
    ("issue", "2022/5/1"),
    ("issue", "2022-05-01"),
    ("issue", "44682"),
    ("issue", "#NAME?"),
    ("issue", "=A1"),
    ("issue", "2.02E+05"),
    ("volume", "Apr-40"),
    ("volume", "#####"),
    ("pages", "12-Mar"),
    ("pages", "3月12日"),
    ("pages", "=B2&\"-\"&C2"),
    ("received", "05/09/2022"),
    ("received", "2022.1"),
    ("received", "May-22"),
    ("received", "last year"),
    ("received", "2022-13-01"),
    ("published", "09/05/2022"),
    ("published", "2021.1"),
    ("published", "soon"),
    ("published", "31/2/2022"),
    ("doi", "see the page"),
    ("doi", "10.5555"),
    ("doi", "=HYPERLINK(\"https://doi.org/10.5555/a\")"),
    ("issn", "280836"),
    ("issn", "0028-0837"),
    ("issn_print", "1234"),
    ("issn_print", "280836"),
    ("url", "=HYPERLINK(\"https://a.org\")"),
    ("note", "#DIV/0!"),
    ("authors_en", "Okafor, Ada; Li, Na; Berg, Jan"),
];

/// The cell is in quotes; around it are empty rows, rows with line breaks in cells, and cells with characters of several bytes.
fn with_mistake(column: &str, value: &str, rows_before: usize) -> (String, String) {
    let mut text = format!("{}\n", HEADER.join(","));
    for row in 0..rows_before {
        let _ = write!(text, "论信任{row},\"On\nTrust\",王雷,\"Wang, Lei\"{}\n\n", ",".repeat(10));
    }
    let at = HEADER.iter().position(|name| *name == column).unwrap();
    let line = text.matches('\n').count() + 1;
    let cells = ["论怀疑", "\"On \"\"Doubt\"\"\"", "王雷", "\"Wang, Lei\""];
    let mut row: Vec<_> =
        cells.iter().map(|cell| (*cell).to_owned()).chain(std::iter::repeat_n(String::new(), 10)).collect();
    row[at] = format!("\"{}\"", value.replace('"', "\"\""));
    let place = format!("in.txt:{line}:{}", row[..at].join(",").chars().count() + 1 + usize::from(at > 0));
    (text + &row.join(",") + "\n论希望,On Hope\n", place)
}

#[test]
fn every_mistake_is_reported_where_it_is() {
    for (rows_before, (column, value)) in MISTAKES.into_iter().enumerate() {
        let (text, place) = with_mistake(column, value, rows_before % 4);
        let (format, read) = got(text.as_bytes());
        assert_eq!((format, read.drafts.len()), (Some("sheet"), rows_before % 4 + 2), "{value}");
        let problems: Vec<Problem> = read.drafts.into_iter().flat_map(|draft| draft.problems).collect();
        assert_eq!(problems.len(), 1, "{column} {value}: {problems:?}");
        assert_eq!(
            (problems[0].place.to_string(), problems[0].code.as_ref()),
            (place, "import-value"),
            "{column} {value}"
        );
    }
}

#[test]
fn a_large_sheet_is_read_row_by_row() {
    let rows: String = (0..20_000).map(|row| format!("论信任 {row},\"Okafor, Ada\",{row}\n")).collect();
    let (_, read) = got(format!("title,authors,volume\n{rows}").as_bytes());
    assert_eq!(read.drafts.len(), 20_000);
    assert_eq!(read.drafts[19_999].place.line, Some(20_001));
}
