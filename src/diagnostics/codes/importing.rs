//! What `windrow import` reports of files of other systems.

use super::define::codes;

codes! {
    IMPORT_FORMAT "import-format" Error Editor IMPORTING
        "Nothing recognises the format of a file." "无法识别文件的格式。"
        [All] "The file is not imported." "文件不会导入。"
        wrong Situation("A letter, a picture, or a format that `windrow import --help` does not list.")
        right Situation("A file of one of the formats that `windrow import --help` lists.");
    IMPORT_NOT_A_RECORD "import-not-a-record" Error Editor IMPORTING
        "A file does not begin with a record of the format that it is read as." "文件开头不是所用格式的记录。"
        [All] "The file is not imported." "文件不会导入。"
        wrong Situation("`windrow import --from ris letter.txt`")
        right Situation("`windrow import export.ris`");
    IMPORT_UNTITLED "import-untitled" Error Editor IMPORTING
        "A record of an imported file has no title." "导入文件中的记录没有题名。"
        [All] "The record is not imported." "该记录不会导入。"
        wrong Situation("A record in RIS without TI and T1.")
        right Situation("`TI  - On Trust`");
    IMPORT_VALUE "import-value" Warning Editor IMPORTING
        "A value of an imported file cannot be right." "导入文件中的值不正确。"
        [All] "The value is left out." "该值会被略去。"
        wrong Situation("`DO  - see the publisher's page`")
        right Situation("`DO  - 10.5555/trust.1`");
    IMPORT_COLUMN "import-column" Warning Editor IMPORTING
        "A column of an imported sheet is not known." "导入的表格中有未知的列。"
        [All] "The values of the column are left out." "该列的值会被略去。"
        wrong Situation("A column `titel_zh`.")
        right Situation("A column `title_zh`.");
    IMPORT_EXISTS "import-exists" Error Editor IMPORTING
        "There is already a file with the name of an imported article, with other content." "已有同名但内容不同的文件。"
        [All] "The file stays as it is, and the article is not written." "原文件保持不变，该文章不会写入。"
        wrong Situation("Two articles that begin on the same page of an issue.")
        right Situation("`windrow import --into` a new folder.");
}
