//! What the columns of sheets are called: one table for our own sheet and those of other systems.

use crate::model::IdentifierScheme;

use super::field::Field;

/// What a column has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Field(Field),
    /// The full names of the persons whom the column of the authors has in short.
    FullNames,
    Subtitle,
    /// Words before the title, such as `The`.
    Prefix,
    Abbreviation,
    IssueTitle,
    Section,
    ArticleNumber,
    PageCount,
    Received,
    Revised,
    Accepted,
    Online,
    PrintIssn,
    ElectronicIssn,
    Identifier(IdentifierScheme),
    Type,
    License,
    CopyrightHolder,
    CopyrightYear,
    Funding,
    Clc,
    Note,
    /// What other systems have and an article has no field for.
    Lost,
}

use Column::*;

/// A column: its name in our own sheet, what it has, and its names in other sheets: letters and digits, with spaces between names.
pub type Known = (&'static str, Column, &'static str);

/// The columns of our own sheet, and what other systems and Chinese editors call them.
pub const KNOWN: &[Known] = &[
    (
        "title",
        Field(Field::Title),
        "articletitle documenttitle 题名 篇名 标题 题目 文题 文章标题 文章题目 论文题目 论文标题 題名 標題",
    ),
    (
        "other_title",
        Field(Field::OtherTitle),
        "translatedtitle titlealternative alternativetitle originaltitle 并列题名",
    ),
    ("subtitle", Subtitle, "articlesubtitle 副标题 副题名"),
    ("title_prefix", Prefix, "articleprefix"),
    (
        "authors",
        Field(Field::Author),
        "author authornames authorstring creator contributorauthor 作者 作者姓名 全部作者 著者 责任者",
    ),
    ("author_full_names", FullNames, ""),
    (
        "affiliation",
        Field(Field::Affiliation),
        "affiliations authoraffiliation authoraffiliations institution 单位 作者单位 工作单位 机构 机构名称 作者机构 單位",
    ),
    (
        "abstract",
        Field(Field::Abstract),
        "articleabstract abstractnote descriptionabstract description summary 摘要 内容提要 内容摘要 提要 文摘",
    ),
    (
        "keywords",
        Field(Field::Keywords),
        "keyword authorkeywords subject subjects tags manualtags 关键词 关键字 主题词 關鍵詞",
    ),
    (
        "journal",
        Field(Field::JournalTitle),
        "journaltitle publicationtitle sourcetitle containertitle relationispartof 刊名 期刊 期刊名 期刊名称 刊物名称 来源期刊 来源刊 文献来源",
    ),
    ("journal_abbreviation", Abbreviation, "abbreviatedsourcetitle 刊名缩写"),
    ("publisher", Field(Field::Publisher), "出版者 出版社 出版单位"),
    ("volume", Field(Field::Volume), "vol issuevolume volumenumber citationvolume 卷 卷号 卷次"),
    ("issue", Field(Field::Issue), "number issuenumber issueno citationissue 期 期号 期次 刊期"),
    ("issue_title", IssueTitle, "issuename 专题 专刊名"),
    ("pages", Field(Field::FirstPage), "page pagerange 页码 页 起止页码 起止页 页码范围 頁碼"),
    ("first_page", Field(Field::FirstPage), "startpage pagestart spage 起始页 起始页码 开始页 首页"),
    ("last_page", Field(Field::LastPage), "endpage pageend epage 结束页 终止页 终止页码 末页 尾页"),
    ("page_count", PageCount, "numpages 页数"),
    ("article_number", ArticleNumber, "artno elocationid"),
    ("received", Received, "datereceived datesubmitted 收稿日期 收稿时间 来稿日期"),
    ("revised", Revised, "daterevised 修回日期 修改日期"),
    ("accepted", Accepted, "dateaccepted 录用日期 接受日期 采用日期"),
    (
        "published",
        Field(Field::Published),
        "date year datepublished dateissued issued publicationdate publicationyear issueyear issuepubdate pubdate 年 年份 年度 出版年 出版年份 发表年 发表年份 出版日期 发表日期 发表时间 出版时间 刊出日期",
    ),
    ("published_online", Online, "dateonline 网络首发日期 网络出版日期 在线出版日期"),
    ("doi", Field(Field::Doi), "identifierdoi articledoi doiurlform doi号"),
    ("url", Field(Field::Url), "link identifieruri landingpage 链接 网址 网页"),
    (
        "pdf",
        Field(Field::File),
        "file fulltext fulltexturl pdfurl filename articlegalleyfilename fileattachments linkattachments 全文 全文链接",
    ),
    ("issn", Field(Field::Issn), "identifierissn"),
    ("issn_print", PrintIssn, "pissn printissn"),
    ("issn_electronic", ElectronicIssn, "eissn electronicissn onlineissn"),
    ("cn", Field(Field::Cn), "cnnumber cn号 国内统一刊号 国内刊号 国内统一连续出版物号"),
    ("language", Field(Field::Language), "lang locale languageiso languageoforiginaldocument 语种 语言 文种"),
    ("type", Type, "itemtype documenttype publicationtype resourcetype 文献类型 文章类型 类型"),
    ("license", License, "licence licenseurl rights rightsuri rightslicense 许可 许可协议"),
    ("copyright_holder", CopyrightHolder, "版权所有者"),
    ("copyright_year", CopyrightYear, "版权年"),
    ("funding", Funding, "funder fundingdetails fundingtext fundingtexts 基金 基金项目 资助项目 基金资助"),
    ("section", Section, "sectiontitle articlesection 栏目 栏目名称 欄目"),
    ("clc", Clc, "中图分类号 中图法分类号 分类号 clcnumber"),
    ("article_id", Identifier(IdentifierScheme::Publisher), "文章编号"),
    ("pmid", Identifier(IdentifierScheme::Pmid), "pubmedid"),
    ("pmcid", Identifier(IdentifierScheme::Pmcid), ""),
    ("note", Note, "notes 备注 附注"),
    (
        "",
        Lost,
        "isbn edition place series serieseditor editor editors seriesnumber numberofvolumes conferencename extra automatictags coverage categories \
         coverimagefilename coverimagealttext suppfilenames supplabels genrename issuedescription authoremail references citations 参考文献",
    ),
    (
        "",
        Field(Field::Ignored),
        "key id collection 序号 编号 journalpath sectionabbrev authorid authorsid authorswithaffiliations eid source citedby publicationstage dateadded datemodified accessdate librarycatalog shorttitle dateaccessioned dateavailable descriptionprovenance",
    ),
];

/// The names of the columns of our own sheet, each with its other names, separated by spaces.
pub fn sheet_columns() -> impl Iterator<Item = (&'static str, &'static str)> {
    KNOWN.iter().map(|(own, _, others)| (*own, *others)).filter(|(own, _)| !own.is_empty())
}
