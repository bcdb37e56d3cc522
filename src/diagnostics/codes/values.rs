//! Values that have a form: identifiers, dates, languages.

use super::define::codes;

codes! {
    DOI_FORM "doi-form" Error Editor DOI_HANDBOOK
        "A DOI does not have the form of one."
        "DOI 的格式不对。"
        [Crossref, DataCite, OpenAire, OpenAlex] "The record is not served: the link would lead nowhere." "记录不会发布，否则链接无效。"
        wrong Record("doi = \"11.5555/1\"")
        right Record("doi = \"10.5555/1\"");
    ORCID_FORM "orcid-form" Error Editor ORCID_ID
        "An ORCID iD is not complete, or has a wrong digit."
        "ORCID iD 不完整，或有一位数字错误。"
        [Crossref, DataCite, OpenAire, OpenAlex] "The record is not served: the iD could be that of another person." "记录不会发布：这个 iD 可能是别人的。"
        wrong Record("[[author]]\nfamily = \"Li\"\ngiven = \"Ming\"\norcid = \"0000-0002-1825-0098\"")
        right Record("[[author]]\nfamily = \"Li\"\ngiven = \"Ming\"");
    ROR_FORM "ror-form" Error Editor ROR_ID
        "A ROR ID does not have the form of one, or has a wrong character."
        "ROR ID 的格式不对，或有一个字符错误。"
        [Crossref, DataCite, OpenAire, OpenAlex] "The record is not served: the ID could be that of another organisation." "记录不会发布：这个 ID 可能是别的机构的。"
        wrong Record("[[author]]\nfamily = \"Li\"\ngiven = \"Ming\"\naffiliation = [{ institution = \"U\", ror = \"https://ror.org/1\" }]")
        right Record("[[author]]\nfamily = \"Li\"\ngiven = \"Ming\"\naffiliation = [{ institution = \"U\", ror = \"https://ror.org/05dxps055\" }]");
    ISSN_FORM "issn-form" Error Editor ISSN_MANUAL
        "An ISSN does not have the form of one, or has a wrong digit."
        "ISSN 的格式不对，或有一位数字错误。"
        [Crossref, Doaj, OpenAire, OpenAlex] "The record is not served: the article would be counted to another journal." "记录不会发布，否则文章会归入别的期刊。"
        wrong Record("[journal]\nprint_issn = \"2049-3631\"")
        right Record("[journal]\nprint_issn = \"2049-3630\"");
    ISBN_FORM "isbn-form" Error Editor ISBN_MANUAL
        "An ISBN does not have the form of one, or has a wrong digit."
        "ISBN 的格式不对，或有一位数字错误。"
        [Crossref, DataCite, OpenAire] "The record is not served: the number could be that of another book." "记录不会发布：这个号可能是别的书的。"
        wrong Record("[[relation]]\nkind = \"reviews\"\nisbn = \"9780306406158\"")
        right Record("[[relation]]\nkind = \"reviews\"\nisbn = \"9780306406157\"");
    CN_NUMBER_FORM "cn-number-form" Error Editor GB_T_9999
        "A CN number does not have the form of one."
        "国内统一刊号的格式不对。"
        [All] "The record is not served until the number is corrected." "在改正之前，记录不会发布。"
        wrong Record("[journal]\ncn = \"CN 1132/D\"")
        right Record("[journal]\ncn = \"CN 10-1132/D\"");
    URL_FORM "url-form" Error Editor URI
        "A web address does not begin with https:// or http://, or has a space in it."
        "网址没有以 https:// 或 http:// 开头，或含有空格。"
        [All] "The record is not served: nobody could follow the link." "记录不会发布，否则链接无法打开。"
        wrong Record("url = \"www.journal.example/1\"")
        right Record("url = \"https://www.journal.example/1\"");
    IDENTIFIER_FORM "identifier-form" Error Editor IDENTIFIER_2_4
        "The identifier of a record is not a URI, or the namespace is not a domain name."
        "记录的标识符不是 URI，或命名空间不是域名。"
        [All] "The record is not served: harvesters refuse such an identifier." "记录不会发布：收割程序拒绝这样的标识符。"
        wrong Record("identifier = \"article 1\"")
        right Record("identifier = \"oai:journal.example:1\"");
    SET_SPEC_FORM "set-spec-form" Error Editor SETS_2_6
        "A setSpec has a character that it must not have."
        "setSpec 中有不允许的字符。"
        [All] "The record is not served, or not in this set: answers with such a setSpec are not valid." "记录不会发布或不归入该集合：含有这种 setSpec 的响应不合法。"
        wrong Record("sets = [\"2024年\"]")
        right Record("issue = \"5\"");
    DATE_FORM "date-form" Error Editor ISO_8601
        "A date is not written as YYYY, YYYY-MM or YYYY-MM-DD, or is not in the calendar."
        "日期没有写成 YYYY、YYYY-MM 或 YYYY-MM-DD，或日历中没有这一天。"
        [All] "The record is not served: services sort and filter by dates." "记录不会发布：各服务按日期排序和筛选。"
        wrong Record("published = \"May 2024\"")
        right Record("published = \"2024-05\"");
    LANGUAGE_TAG "language-tag" Error Editor ISO_639
        "A language is not written as a language tag, such as en, zh or zh-Hans."
        "语言没有写成语言标签，如 en、zh、zh-Hans。"
        [All] "The record is not served: services filter by language." "记录不会发布：各服务按语言筛选。"
        wrong Record("language = [\"zh_CN\"]")
        right Record("language = [\"zh-CN\"]");
    VALUE_FORM "value-form" Error Editor RECORD_FORMAT
        "A value does not have the form that its field needs."
        "值不符合该字段要求的格式。"
        [All] "The record, or the setting, is not used until the value is corrected." "在改正之前，记录或设置不会采用。"
        wrong Repository("[[format]]\nprefix = \"a b\"\nschema = \"https://journal.example/a.xsd\"\nnamespace = \"https://journal.example/a\"")
        right Repository("[[format]]\nprefix = \"ab\"\nschema = \"https://journal.example/a.xsd\"\nnamespace = \"https://journal.example/a\"");
}
