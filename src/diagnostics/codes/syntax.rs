//! TOML: how a record file is written.

use super::define::codes;

codes! {
    TOML_SYNTAX "toml-syntax" Error Editor TOML
        "A value is missing, or a line cannot be read at all."
        "缺少值，或某一行完全无法读取。"
        [All] "Nothing in the file can be read; what was published before is served." "整个文件无法读取；继续提供先前发布的内容。"
        wrong Record("issue =")
        right Record("issue = \"5\"");
    TOML_QUOTES "toml-quotes" Error Editor TOML_STRINGS
        "A text has no quotes, a missing quote, or other quotes than the straight ones."
        "文本没有加引号、缺少一个引号，或没有用英文直引号。"
        [All] "Nothing in the file can be read; what was published before is served." "整个文件无法读取；继续提供先前发布的内容。"
        wrong Record("issue = five")
        right Record("issue = \"five\"");
    TOML_DATE "toml-date" Error Editor TOML_STRINGS
        "A date or a number is not in quotes."
        "日期或数字没有加引号。"
        [All] "Nothing in the file can be read; what was published before is served." "整个文件无法读取；继续提供先前发布的内容。"
        wrong Record("published = 2024/05/01")
        right Record("published = \"2024-05-01\"");
    TOML_EQUALS "toml-equals" Error Editor TOML_KEYS
        "A field is written with a colon, or without an equals sign."
        "字段用了冒号，或没有等号。"
        [All] "Nothing in the file can be read; what was published before is served." "整个文件无法读取；继续提供先前发布的内容。"
        wrong Record("issue: \"5\"")
        right Record("issue = \"5\"");
    TOML_LINE_END "toml-line-end" Error Editor TOML_KEYS
        "Something follows a value on its line, such as a semicolon, or a quote within the text."
        "值后面还有其他内容，如分号，或文本中的引号。"
        [All] "Nothing in the file can be read; what was published before is served." "整个文件无法读取；继续提供先前发布的内容。"
        wrong Record("issue = \"5\";")
        right Record("issue = \"5\"");
    TOML_ESCAPE "toml-escape" Error Editor TOML_STRINGS
        "A text has a single backslash."
        "文本中有单个反斜杠。"
        [All] "Nothing in the file can be read; what was published before is served." "整个文件无法读取；继续提供先前发布的内容。"
        wrong Record("issue = \"C:\\Users\"")
        right Record("issue = \"C:\\\\Users\"");
    TOML_FULL_WIDTH "toml-full-width" Error Editor TOML
        "A sign of TOML was typed as a full-width character of a Chinese keyboard."
        "TOML 的符号输入成了全角字符。"
        [All] "Nothing in the file can be read; what was published before is served." "整个文件无法读取；继续提供先前发布的内容。"
        wrong Record("issue ＝ \"5\"")
        right Record("issue = \"5\"");
    TOML_BRACKETS "toml-brackets" Error Editor TOML_TABLES
        "A bracket, a brace or a comma is missing."
        "缺少方括号、花括号或逗号。"
        [All] "Nothing in the file can be read; what was published before is served." "整个文件无法读取；继续提供先前发布的内容。"
        wrong Record("language = [\"en\" \"zh\"]")
        right Record("language = [\"en\", \"zh\"]");
    TOML_CHARACTER "toml-character" Error Editor TOML
        "A file has an invisible character, a special space, or line ends of old Macintosh computers."
        "文件中有看不见的字符、特殊空格，或使用旧式 Mac 换行。"
        [All] "Nothing in the file can be read; what was published before is served." "整个文件无法读取；继续提供先前发布的内容。"
        wrong Record("issue =\u{a0}\"5\"")
        right Record("issue = \"5\"");
    FILE_NOT_TOML "file-not-toml" Error Editor TOML
        "A file has the ending .toml and is something else, such as a table, a Word file, JSON or XML."
        "文件扩展名是 .toml，内容却是表格、Word 文档、JSON 或 XML 等。"
        [All] "The file is not read, so its record is not published." "文件不会读取，其记录不会发布。"
        wrong Folder(&[("a.toml", "{\"title\": \"On Trust\"}\n")])
        right Folder(&[("a.toml", "[[title]]\nlang = \"en\"\ntext = \"On Trust\"\n")]);
    MERGE_CONFLICT "merge-conflict" Error Editor TOML
        "A file has the marks of a merge conflict, <<<<<<<, ======= and >>>>>>>."
        "文件中有合并冲突的标记 <<<<<<<、======= 和 >>>>>>>。"
        [All] "The file is not read, because it has two versions of a part." "文件不会读取，因为其中一部分有两个版本。"
        wrong Record("<<<<<<< HEAD\nissue = \"5\"\n=======\nissue = \"6\"\n>>>>>>> other")
        right Record("issue = \"6\"");
    HEADING_TWICE "heading-twice" Error Editor TOML_TABLES
        "A heading in single brackets occurs twice, or comes after a heading that belongs to it."
        "同一个单方括号标题行出现两次，或写在属于它的标题行之后。"
        [All] "Nothing in the file can be read; what was published before is served." "整个文件无法读取；继续提供先前发布的内容。"
        wrong Record("[journal]\nplace = \"Beijing\"\n[journal]\nurl = \"https://journal.example/\"")
        right Record("[journal]\nplace = \"Beijing\"\nurl = \"https://journal.example/\"");
    FIELD_TWICE "field-twice" Error Editor TOML_KEYS
        "A field occurs twice."
        "同一个字段出现两次。"
        [All] "Nothing in the file can be read; what was published before is served." "整个文件无法读取；继续提供先前发布的内容。"
        wrong Record("issue = \"5\"\nissue = \"6\"")
        right Record("issue = \"5\"");
    FIELD_UNKNOWN "field-unknown" Error Editor RECORD_FORMAT
        "There is no field of this name."
        "没有这个名称的字段。"
        [All] "The record is not served, because what the field says would be lost." "记录不会发布，否则该字段的内容会丢失。"
        wrong Record("isue = \"5\"")
        right Record("issue = \"5\"");
    FIELD_MISPLACED "field-misplaced" Error Editor RECORD_FORMAT
        "A field of the article is under a heading that it does not belong to."
        "文章的字段写在了不相关的标题行下面。"
        [All] "The record is not served, because what the field says would be lost." "记录不会发布，否则该字段的内容会丢失。"
        wrong Record("[[author]]\nfamily = \"Li\"\ngiven = \"Ming\"\nissue = \"5\"")
        right Record("issue = \"5\"\n[[author]]\nfamily = \"Li\"\ngiven = \"Ming\"");
    FIELD_MISSING "field-missing" Error Editor RECORD_FORMAT
        "A field that must be there is missing."
        "缺少必需的字段。"
        [All] "The record, or the repository, is not served without it." "缺少它，记录或仓储无法发布。"
        wrong Record("[[abstract]]\nlang = \"en\"")
        right Record("[[abstract]]\nlang = \"en\"\ntext = \"On trust.\"");
    FIELD_KIND "field-kind" Error Editor RECORD_FORMAT
        "A field has a value of another kind: a text instead of a list, a number instead of a text."
        "字段的值类型不对：应为列表却写成文本，应为文本却写成数字等。"
        [All] "The record is not served until the value is corrected." "在改正之前，记录不会发布。"
        wrong Record("issue = 5")
        right Record("issue = \"5\"");
    HEADING_KIND "heading-kind" Error Editor TOML_TABLES
        "A field with fields of its own is written as a text, or with the wrong brackets."
        "有下级字段的字段写成了文本，或用错了方括号。"
        [All] "The record is not served until the heading is corrected." "在改正标题行之前，记录不会发布。"
        wrong Record("[author]\nfamily = \"Li\"\ngiven = \"Ming\"")
        right Record("[[author]]\nfamily = \"Li\"\ngiven = \"Ming\"");
    WORD_UNKNOWN "word-unknown" Error Editor RECORD_FORMAT
        "A field allows certain words only, and this is another one."
        "字段只能取规定的几个词，这里写了别的词。"
        [All] "The record is not served until the word is corrected." "在改正之前，记录不会发布。"
        wrong Record("access = \"Open Access\"")
        right Record("access = \"open\"");
}
