//! The article: titles, keywords, dates, numbers, pages, type, related works.

use super::define::codes;

codes! {
    TITLE_MISSING "title-missing" Error Editor DUBLIN_CORE
        "An article has no title." "文章没有题名。"
        [All] "The record is not served: every service shows a record by its title." "记录不会发布：各服务均以题名显示记录。"
        wrong Record("doi = \"10.5555/1\"\ntitle = []")
        right Record("doi = \"10.5555/1\"\n[[title]]\nlang = \"en\"\ntext = \"On Trust\"");
    TITLE_BRACKETS "title-brackets" Error Editor TITLES
        "A title that was devised is not in square brackets." "自拟题名没有放在方括号中。"
        [All] "Readers take the title for the original one." "读者会误以为这是原题名。"
        wrong Record("[[title]]\ntext = \"On a letter\"\ndevised = true")
        right Record("[[title]]\ntext = \"[On a letter]\"\ndevised = true");
    TITLE_DEVISED "title-devised" Warning Editor TITLES
        "A title is in square brackets, but not marked as devised." "题名在方括号中，但没有标明是自拟的。"
        [OpenAire, Crossref] "Formats that must not have a devised title are served with it." "不应有自拟题名的格式也会带着它发布。"
        wrong Record("[[title]]\ntext = \"[On a letter]\"")
        right Record("[[title]]\ntext = \"[On a letter]\"\ndevised = true");
    TITLE_CAPITALS "title-capitals" Hint Editor CROSSREF_TITLES
        "A title is in capitals, as on the page." "题名照搬版面，全是大写字母。"
        [Crossref, GoogleScholar] "Every citation shows the capitals." "每条引文都显示大写字母。"
        wrong Record("[[title]]\nlang = \"en\"\ntext = \"ON THE HISTORY OF TRUST\"")
        right Record("[[title]]\nlang = \"en\"\ntext = \"On the History of Trust\"");
    TITLE_REPEATED "title-repeated" Warning Editor RECORD_FORMAT
        "The same title is in the file twice." "同一题名写了两次。"
        [Base, Core] "Services show the title twice, and the translation is missing." "各服务会显示两次题名，而译名缺失。"
        wrong Record("[[title]]\nlang = \"en\"\ntext = \"Trust\"\n[[title]]\nlang = \"de\"\ntext = \"Trust\"")
        right Record("[[title]]\nlang = \"en\"\ntext = \"Trust\"\n[[title]]\nlang = \"de\"\ntext = \"Vertrauen\"");
    KEYWORDS_TOGETHER "keywords-together" Warning Editor DUBLIN_CORE
        "Several keywords are written as one." "几个关键词写成了一个。"
        [Base, Core, OpenAire] "Nobody finds the article by one of the keywords." "读者用其中任何一个关键词都检索不到文章。"
        wrong Record("[[keywords]]\nlang = \"en\"\nwords = [\"war; peace\"]")
        right Record("[[keywords]]\nlang = \"en\"\nwords = [\"war\", \"peace\"]");
    KEYWORD_REPEATED "keyword-repeated" Hint Editor DUBLIN_CORE
        "A keyword is in the list twice." "同一关键词写了两次。"
        [Base, Core] "Services show the keyword twice." "各服务会显示两次该关键词。"
        wrong Record("[[keywords]]\nlang = \"en\"\nwords = [\"war\", \"War\"]")
        right Record("[[keywords]]\nlang = \"en\"\nwords = [\"war\", \"peace\"]");
    KEYWORD_FULL_STOP "keyword-full-stop" Hint Editor DUBLIN_CORE
        "A keyword ends with a full stop." "关键词以句号结尾。"
        [Base, Core] "The keyword is another one than the same keyword of other articles." "该关键词与其他文章的同一关键词不一致。"
        wrong Record("[[keywords]]\nlang = \"en\"\nwords = [\"war\", \"security.\"]")
        right Record("[[keywords]]\nlang = \"en\"\nwords = [\"war\", \"security\"]");
    KEYWORDS_IN_ABSTRACT "keywords-in-abstract" Warning Editor DUBLIN_CORE
        "An abstract ends with the keywords of the page." "摘要末尾带有版面上的关键词。"
        [Base, Core, OpenAire] "Nobody finds the article by its keywords." "读者用关键词检索不到文章。"
        wrong Record("[[abstract]]\nlang = \"en\"\ntext = \"A study. Keywords: war; peace\"")
        right Record("[[abstract]]\nlang = \"en\"\ntext = \"A study.\"\n[[keywords]]\nlang = \"en\"\nwords = [\"war\", \"peace\"]");
    NUMBER_WORDS "number-words" Warning Editor RECORD_FORMAT
        "A volume, an issue or a page has words around its number." "卷、期或页码的数字前后有文字。"
        [Crossref, OpenAire, GoogleScholar] "Citations show the words twice, as in \"no. No. 5\"." "引文中文字会重复，如“第第5期期”。"
        wrong Record("issue = \"No. 5\"")
        right Record("issue = \"5\"");
    PAGES_RANGE "pages-range" Warning Editor RECORD_FORMAT
        "The first page contains the last page." "首页中写了末页。"
        [Crossref, GoogleScholar] "Citations and deposits have a wrong first page." "引文和注册数据中的首页是错的。"
        wrong Record("pages = { first = \"12-34\" }")
        right Record("pages = { first = \"12\", last = \"34\" }");
    PAGES_ORDER "pages-order" Warning Editor RECORD_FORMAT
        "The last page is before the first page." "末页在首页之前。"
        [Crossref, GoogleScholar] "Citations have a wrong range." "引文中的页码范围是错的。"
        wrong Record("pages = { first = \"130\", last = \"45\" }")
        right Record("pages = { first = \"130\", last = \"145\" }");
    DATES_ORDER "dates-order" Warning Editor RECORD_FORMAT
        "Two dates are in the wrong order." "两个日期的先后顺序不对。"
        [OpenAire, Crossref] "At least one date is served that is wrong." "至少有一个发布的日期是错的。"
        wrong Record("received = \"2022-05\"\naccepted = \"2022-04\"")
        right Record("received = \"2022-04\"\naccepted = \"2022-05\"");
    DATE_FAR "date-far" Warning Editor ISO_8601
        "The year of publication is far in the future." "出版年份过于遥远。"
        [Base, OpenAire] "Services sort the article before all others, or drop it." "各服务会把文章排在最前，或把它丢弃。"
        wrong Record("published = \"2202\"")
        right Record("published = \"2022\"");
    COPYRIGHT_YEAR "copyright-year" Error Editor RECORD_FORMAT
        "The year of the copyright is not a year." "版权年份不是年份。"
        [Crossref] "The record is not served." "记录不会发布。"
        wrong Record("copyright_year = \"2022-05\"")
        right Record("copyright_year = \"2022\"");
    TYPE_UNKNOWN "type-unknown" Warning Editor COAR_TYPES
        "The type of the article is not a known one." "文献类型不是已知的类型。"
        [OpenAire, Base, DataCite] "The article is served as a journal article, whatever it is." "文章一律以期刊文章发布。"
        wrong Record("type = [\"journal artcle\"]")
        right Record("type = [\"journal article\"]");
    MEDIA_TYPE "media-type" Error Editor MIME
        "A file has a media type that is not one." "文件的媒体类型写法不对。"
        [Core, OpenAire] "The record is not served." "记录不会发布。"
        wrong Record("[[file]]\nurl = \"https://journal.example/1.pdf\"\nmedia_type = \"pdf\"")
        right Record("[[file]]\nurl = \"https://journal.example/1.pdf\"\nmedia_type = \"application/pdf\"");
    URL_IS_FILE "url-is-file" Warning Editor RECORD_FORMAT
        "The address of the article's page is that of a file." "文章页面的网址其实是文件的网址。"
        [Crossref, GoogleScholar, Core] "Readers who follow the DOI get a file instead of the page." "读者点击 DOI 时得到的是文件，而不是页面。"
        wrong Record("url = \"https://journal.example/1.pdf\"")
        right Record("url = \"https://journal.example/1\"");
    RELATION_UNIDENTIFIED "relation-unidentified" Error Editor RECORD_FORMAT
        "A related work has nothing to identify it." "相关作品没有任何标识。"
        [All] "The record is not served." "记录不会发布。"
        wrong Record("[[relation]]\nkind = \"translation-of\"")
        right Record("[[relation]]\nkind = \"translation-of\"\ndoi = \"10.5555/2\"");
    ISSUE_URL_MISSING "issue-url-missing" Warning Editor RECORD_FORMAT
        "An issue has a DOI, but no page." "期有 DOI，但没有页面网址。"
        [Crossref] "The DOI of the issue is not in the deposit." "期的 DOI 不会写入注册数据。"
        wrong Record("issue_doi = \"10.5555/2\"")
        right Record("issue_doi = \"10.5555/2\"\nissue_url = \"https://journal.example/2\"");
    CONFERENCE_UNNAMED "conference-unnamed" Error Editor RECORD_FORMAT
        "A conference has no name." "会议没有名称。"
        [Crossref] "The record is not served." "记录不会发布。"
        wrong Record("[conference]\nnumber = \"5\"")
        right Record("[conference]\nname = \"Trust 2024\"");
    LANGUAGE_LONG "language-code-long" Warning Editor ISO_639
        "A language is given by three letters, although it has a code of two." "有两个字母代码的语言写成了三个字母。"
        [OpenAire, DataCite, Crossref] "Formats are served with a language tag that is not valid." "有的格式会带有无效的语言标签。"
        wrong Record("language = [\"chi\"]")
        right Record("language = [\"zh\"]");
    LANGUAGE_UNKNOWN "language-unknown" Warning Editor ISO_639
        "A language code is not in ISO 639." "语言代码不在 ISO 639 中。"
        [Base, OpenAire, WorldCat] "Services show no language, or a wrong one." "各服务不显示语言，或显示错误的语言。"
        wrong Record("language = [\"cn\"]")
        right Record("language = [\"zh\"]");
    DEFAULT_OF_ONE_ARTICLE "default-of-one-article" Error Editor RECORD_FORMAT
        "A file for many articles has a field that only one article can have." "适用于多篇文章的文件中含有单篇文章的字段。"
        [All] "All articles of the folder would have it; they are not published until it is moved." "文件夹中所有文章都会带上它；移走之前都不会发布。"
        wrong Folder(&[("2022/issue.toml", "doi = \"10.5555/1\""), ("2022/a.toml", "[[title]]\ntext = \"A\"")])
        right Folder(&[("2022/issue.toml", "issue = \"5\""), ("2022/a.toml", "[[title]]\ntext = \"A\"")]);
}
