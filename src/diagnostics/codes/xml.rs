//! XML: record files in Dublin Core, and XML that records bring along.

use super::define::codes;

codes! {
    XML_NOT_WELL_FORMED "xml-not-well-formed" Error Editor XML_1_0
        "XML is not well-formed: tags do not match, or a quote is missing."
        "XML 格式不正确：标签不成对，或缺少引号等。"
        [All] "The record is not taken: one such record would break every answer that it is in." "不采用该记录：一条这样的记录会破坏它所在的整个响应。"
        wrong Folder(&[("a.xml", "<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>A</title></oai_dc:dc>")])
        right Folder(&[("a.xml", "<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>A</dc:title></oai_dc:dc>")]);
    XML_REFERENCE "xml-reference" Error Editor XML_REFERENCES
        "XML has a single & or <, or an entity that XML does not have, such as &nbsp;."
        "XML 中有单独的 & 或 <，或有 XML 没有的实体，如 &nbsp;。"
        [All] "The record is not taken, because parsers stop there." "不采用该记录，因为解析器会在此停止。"
        wrong Folder(&[("a.xml", "<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>A & B</dc:title></oai_dc:dc>")])
        right Folder(&[("a.xml", "<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>A &amp; B</dc:title></oai_dc:dc>")]);
    XML_CUT_OFF "xml-cut-off" Error Editor XML_1_0
        "A file ends before its last element does."
        "文件在最后一个元素结束之前就中断了。"
        [All] "What is complete is taken, and the rest is missing." "采用完整的部分，其余的缺失。"
        wrong Folder(&[("a.xml", "<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>A</dc:title>")])
        right Folder(&[("a.xml", "<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>A</dc:title></oai_dc:dc>")]);
    XML_CHARACTER "xml-character" Warning Editor XML_CHARS
        "XML has a control character that it cannot hold."
        "XML 中有不允许的控制字符。"
        [All] "The character is left out; XML that is served as it was given is not taken with it." "该字符会被略去；原样提供的 XML 中若有它则不采用。"
        wrong Folder(&[("a.xml", "<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>A&#1;</dc:title></oai_dc:dc>")])
        right Folder(&[("a.xml", "<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>A</dc:title></oai_dc:dc>")]);
    XML_ROOT "xml-root" Error Editor OAI_DC_5
        "An XML file of the records folder is not a Dublin Core record."
        "记录文件夹中的 XML 文件不是都柏林核心记录。"
        [All] "The file is not read, so its record is not published." "文件不会读取，其记录不会发布。"
        wrong Folder(&[("a.xml", "<record><title>A</title></record>")])
        right Folder(&[("a.xml", "<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>A</dc:title></oai_dc:dc>")]);
    XML_NAMESPACE "xml-namespace" Error Editor XML_NAMES
        "A namespace has a slip in it, or is missing."
        "命名空间写错或缺失。"
        [All] "The element is not recognised, and the record is not taken without it." "无法识别该元素，记录因此不采用。"
        wrong Folder(&[("a.xml", "<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"https://purl.org/dc/elements/1.1/\"><dc:title>A</dc:title></oai_dc:dc>")])
        right Folder(&[("a.xml", "<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>A</dc:title></oai_dc:dc>")]);
    DC_CONTENT "dc-content" Warning Editor OAI_DC_5
        "A Dublin Core record has markup, attributes, empty elements or text between the elements."
        "都柏林核心记录中有标记、属性、空元素，或元素之间有文字。"
        [All] "It is left out, because unqualified Dublin Core has no place for it." "会被略去，因为简单都柏林核心没有相应的位置。"
        wrong Folder(&[("a.xml", "<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>A <b>B</b></dc:title></oai_dc:dc>")])
        right Folder(&[("a.xml", "<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>A B</dc:title></oai_dc:dc>")]);
}
