//! The article as a whole.

use super::define::codes;

codes! {
    UNSORTED "" Warning Editor RECORD_FORMAT
        "x" "x" [All] "x" "x" wrong Situation("") right Situation("");

    TITLE_MISSING "title-missing" Error Editor DUBLIN_CORE
        "An article has no title."
        "文章没有标题。"
        [All] "Every service shows a record by its title. A record without one is not served."
        "各服务均以标题显示记录；没有标题的记录不会发布。"
        wrong Record("doi = \"10.5555/1\"\n[[abstract]]\nlang = \"en\"\ntext = \"On trust.\"")
        right Record("[[title]]\nlang = \"en\"\ntext = \"On Trust\"");
}
