//! Identifiers: DOI, ISSN, web addresses and others.

use super::define::codes;

codes! {
    IDENTIFIER_DOUBTFUL "identifier-doubtful" Warning Editor DOI_HANDBOOK
        "An identifier has a character that was probably copied with it by mistake." "标识符中有可能误复制的字符。"
        [Crossref, OpenAlex, OpenAire] "The link leads nowhere, if the identifier is registered without the character." "如果注册的标识符没有该字符，链接将失效。"
        wrong Record("doi = \"10.5555/12345.\"")
        right Record("doi = \"10.5555/12345\"");
    IDENTIFIER_MISPLACED "identifier-misplaced" Warning Editor RECORD_FORMAT
        "An identifier that has a field of its own is under \"other identifiers\"." "有专用字段的标识符写在了其他标识符中。"
        [Crossref, DataCite, OpenAire] "Services do not recognise the article by it." "各服务无法据此识别文章。"
        wrong Record("[[other_identifier]]\nscheme = \"publisher\"\nvalue = \"10.5555/1\"")
        right Record("doi = \"10.5555/1\"");
    OTHER_IDENTIFIER_FORM "other-identifier-form" Warning Editor RECORD_FORMAT
        "An identifier does not have the form of its scheme." "标识符不符合其类型的格式。"
        [OpenAire, DataCite] "The link leads nowhere." "链接无效。"
        wrong Record("[[other_identifier]]\nscheme = \"pmid\"\nvalue = \"PM1\"")
        right Record("[[other_identifier]]\nscheme = \"pmid\"\nvalue = \"12345678\"");
    ISSN_TWICE "issn-twice" Error Editor ISSN_MANUAL
        "The print and the electronic edition have the same ISSN." "印刷版与电子版的 ISSN 相同。"
        [Crossref, Doaj, OpenAlex] "The record is not served, because one of the two is wrong." "记录不会发布，因为其中一个是错的。"
        wrong Record("[journal]\nprint_issn = \"2049-3630\"\nelectronic_issn = \"2049-3630\"")
        right Record("[journal]\nprint_issn = \"2049-3630\"");
    URL_IS_DOI "url-is-doi" Warning Editor DOI_HANDBOOK
        "The address of the article's page is its DOI." "文章页面的网址写成了 DOI。"
        [Crossref] "A DOI that leads to itself cannot be registered." "指向自身的 DOI 无法注册。"
        wrong Record("doi = \"10.5555/1\"\nurl = \"https://doi.org/10.5555/1\"")
        right Record("doi = \"10.5555/1\"\nurl = \"https://journal.example/1\"");
    DOI_OF_OTHER "doi-of-other" Warning Editor DOI_HANDBOOK
        "One DOI is given for two things: the article, the journal or a related work." "同一 DOI 用于文章、期刊或相关作品中的两项。"
        [Crossref, DataCite, OpenAlex] "Services merge the two works into one." "各服务会把两者合并。"
        wrong Record("doi = \"10.5555/1\"\nrelation = [\"10.5555/1\"]")
        right Record("doi = \"10.5555/1\"\nrelation = [\"10.5555/2\"]");
}
