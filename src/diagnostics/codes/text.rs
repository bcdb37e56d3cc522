//! Texts: their language, characters, markup, and what was left of the page or the conversion.

use super::define::codes;

codes! {
    VALUE_EMPTY "value-empty" Error Editor RECORD_FORMAT
        "A value is empty." "值是空的。"
        [All] "The record is not served, because an empty value says nothing." "记录不会发布，因为空值没有意义。"
        wrong Record("volume = \"\"")
        right Record("volume = \"5\"");
    LANGUAGE_SCRIPT "language-script" Warning Editor ISO_639
        "A text is in another script than its language is written in." "文本所用的文字与标明的语言不符。"
        [Base, OpenAire, WorldCat] "Services show the text under the wrong language." "各服务会把文本放在错误的语言下。"
        wrong Record("[[title]]\nlang = \"en\"\ntext = \"论国际安全的若干问题\"")
        right Record("[[title]]\nlang = \"zh\"\ntext = \"论国际安全的若干问题\"");
    WRONG_ENCODING "wrong-encoding" Warning Editor UNICODE
        "A text was read in the wrong encoding." "文本读取时用错了编码。"
        [All] "Every service shows the wrong characters." "各服务都会显示乱码。"
        wrong Record("[[title]]\nlang = \"fr\"\ntext = \"Lâ€™Ã‰tat\"")
        right Record("[[title]]\nlang = \"fr\"\ntext = \"L’État\"");
    LOST_CHARACTER "lost-character" Warning Editor UNICODE
        "A conversion has lost a character." "转换时丢失了字符。"
        [All] "Every service shows a sign instead of the character." "各服务都会显示替代符号。"
        wrong Record("[[title]]\nlang = \"fr\"\ntext = \"L\u{FFFD}tat\"")
        right Record("[[title]]\nlang = \"fr\"\ntext = \"Létat\"");
    CONTROL_CHARACTER "control-character" Warning Editor XML_CHARS
        "A text has control characters." "文本中有控制字符。"
        [All] "Characters that XML does not allow are left out, and others cannot be seen." "XML 不允许的字符会被略去，其他的看不见。"
        wrong Record("volume = \"5\\u0085\"")
        right Record("volume = \"5\"");
    INVISIBLE_CHARACTER "invisible-character" Warning Editor UNICODE
        "A text has a character that cannot be seen." "文本中有看不见的字符。"
        [All] "Searches for the word do not find the article." "检索该词时找不到文章。"
        wrong Record("[[title]]\nlang = \"en\"\ntext = \"Inter\u{AD}national\"")
        right Record("[[title]]\nlang = \"en\"\ntext = \"International\"");
    PRIVATE_CHARACTER "private-character" Warning Editor UNICODE
        "A text has a character of private use." "文本中有专用区字符。"
        [All] "Readers see an empty box." "读者看到的是空框。"
        wrong Record("[[title]]\nlang = \"zh\"\ntext = \"论\u{E000}字\"")
        right Record("[[title]]\nlang = \"zh\"\ntext = \"论文字\"");
    COMBINING_MARK "combining-mark" Hint Editor NFC
        "A letter and its mark are two characters." "字母与其附加符号是两个字符。"
        [Base, GoogleScholar] "Searches may not find the word." "检索时可能找不到该词。"
        wrong Record("[[title]]\nlang = \"de\"\ntext = \"Universita\u{308}t\"")
        right Record("[[title]]\nlang = \"de\"\ntext = \"Universität\"");
    ENTITY "entity" Warning Editor RECORD_FORMAT
        "A character is written as in XML or HTML." "字符写成了 XML 或 HTML 的形式。"
        [All] "Readers see the code, such as &eacute;, instead of the character." "读者看到的是代码（如 &eacute;），而不是字符。"
        wrong Record("[[title]]\nlang = \"fr\"\ntext = \"L&eacute;tat\"")
        right Record("[[title]]\nlang = \"fr\"\ntext = \"Létat\"");
    XML_REMAINS "xml-remains" Warning Editor RECORD_FORMAT
        "A text has CDATA or a comment of XML in it." "文本中带有 XML 的 CDATA 或注释。"
        [All] "Readers see the markup." "读者会看到这些标记。"
        wrong Record("[[title]]\nlang = \"en\"\ntext = \"<![CDATA[Trust]]>\"")
        right Record("[[title]]\nlang = \"en\"\ntext = \"Trust\"");
    MARKUP "markup" Warning Editor RECORD_FORMAT
        "The markup of a text cannot be read." "文本中的标记无法识别。"
        [All] "Readers see the tags." "读者会看到这些标记。"
        wrong Record("[[title]]\nlang = \"en\"\ntext = \"On <i>E. coli\"")
        right Record("[[title]]\nlang = \"en\"\ntext = \"On <i>E. coli</i>\"");
    PAGE_LABEL "page-label" Warning Editor RECORD_FORMAT
        "A text begins with its label on the page." "文本开头带有版面上的标签。"
        [All] "Readers see the label." "读者会看到该标签。"
        wrong Record("[[abstract]]\nlang = \"zh\"\ntext = \"【摘要】本文讨论国际安全。\"")
        right Record("[[abstract]]\nlang = \"zh\"\ntext = \"本文讨论国际安全。\"");
    PLACEHOLDER "placeholder" Warning Editor EXAMPLE_DOMAINS
        "A value is still the one of the template, or an example." "值仍是模板中的内容或示例。"
        [All] "Aggregators refuse a repository with an example address." "聚合平台会拒绝使用示例地址的仓储。"
        wrong Record("[[title]]\nlang = \"en\"\ntext = \"Title of the article\"")
        right Record("[[title]]\nlang = \"en\"\ntext = \"On Trust\"");
}
