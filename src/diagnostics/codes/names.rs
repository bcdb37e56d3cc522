//! Identity: two files for one article, identifiers, and files that go with a record.

use super::define::codes;

codes! {
    IDENTIFIER_TWICE "identifier-twice" Error Editor IDENTIFIER_2_4
        "Two files give their records the same identifier."
        "两个文件的记录标识符相同。"
        [All] "Only the first of the two is published." "两者中只发布第一个。"
        wrong Folder(&[("a.toml", "id = \"1\"\ntitle = [{ text = \"A\" }]\n"), ("b.toml", "id = \"1\"\ntitle = [{ text = \"B\" }]\n")])
        right Folder(&[("a.toml", "id = \"1\"\ntitle = [{ text = \"A\" }]\n"), ("b.toml", "id = \"2\"\ntitle = [{ text = \"B\" }]\n")]);
    IDENTIFIER_TAKEN "identifier-taken" Error Editor IDENTIFIER_2_4
        "A record has the identifier of a record that comes from another source."
        "记录的标识符已被另一个来源的记录使用。"
        [All] "The record of the other source stays, and this one is not taken." "保留另一来源的记录，不采用这一条。"
        wrong Situation("a record that a file of the records folder has is loaded with `windrow load`")
        right Situation("the file is deleted before, or the record is loaded under another identifier");
    IDENTIFIER_UNSAFE "identifier-unsafe" Warning Editor IDENTIFIER_2_4
        "An identifier has a percent sign, an ampersand or a plus sign in it."
        "标识符中有百分号、& 或加号。"
        [All] "Some harvesters cannot fetch the record, because they do not escape these characters in a request." "有些收割程序在请求中不转义这些字符，因此取不到记录。"
        wrong Folder(&[("国际.toml", "title = [{ text = \"A\" }]\n")])
        right Folder(&[("guoji.toml", "title = [{ text = \"A\" }]\n")]);
    IDENTIFIER_OR_ID "identifier-or-id" Error Editor IDENTIFIER_2_4
        "A record has both `identifier` and `id`, or an empty `id`."
        "记录同时写了 identifier 和 id，或 id 为空。"
        [All] "The record is not served, because its identifier is not clear." "记录不会发布，因为标识符不明确。"
        wrong Record("identifier = \"oai:journal.example:1\"\nid = \"1\"")
        right Record("id = \"1\"");
    DOI_TWICE "doi-twice" Warning Editor DOI_HANDBOOK
        "Two files have the same DOI."
        "两个文件的 DOI 相同。"
        [Crossref, DataCite, OpenAire, OpenAlex] "Both are served, and services merge them into one work." "两条记录都会发布，各服务会把它们合并为一篇。"
        wrong Folder(&[("a.toml", "doi = \"10.5555/1\"\ntitle = [{ text = \"A\" }]\n"), ("b.toml", "doi = \"10.5555/1\"\ntitle = [{ text = \"B\" }]\n")])
        right Folder(&[("a.toml", "doi = \"10.5555/1\"\ntitle = [{ text = \"A\" }]\n"), ("b.toml", "doi = \"10.5555/2\"\ntitle = [{ text = \"B\" }]\n")]);
    URL_TWICE "url-twice" Warning Editor RECORD_FORMAT
        "Two files have the same URL."
        "两个文件的网址相同。"
        [Base, Core, OpenAire, WorldCat] "Both records are served and lead to one page." "两条记录都会发布，并指向同一页面。"
        wrong Folder(&[("a.toml", "url = \"https://journal.example/1\"\ntitle = [{ text = \"A\" }]\n"), ("b.toml", "url = \"https://journal.example/1\"\ntitle = [{ text = \"B\" }]\n")])
        right Folder(&[("a.toml", "url = \"https://journal.example/1\"\ntitle = [{ text = \"A\" }]\n"), ("b.toml", "url = \"https://journal.example/2\"\ntitle = [{ text = \"B\" }]\n")]);
    TITLE_TWICE "title-twice" Warning Editor RECORD_FORMAT
        "Two files have the same title, authors and year."
        "两个文件的题名、作者和年份相同。"
        [All] "Both are served, and people find one article twice." "两条记录都会发布，读者会看到同一篇文章两次。"
        wrong Folder(&[
            ("a.toml", "published = \"2024\"\nlanguage = [\"en\"]\ntitle = [{ text = \"On Trust\" }]\n[[author]]\nfamily = \"Li\"\ngiven = \"Ming\"\n"),
            ("b.toml", "published = \"2024\"\nlanguage = [\"en\"]\ntitle = [{ text = \"On Trust\" }]\n[[author]]\nfamily = \"Li\"\ngiven = \"Ming\"\n"),
        ])
        right Folder(&[
            ("a.toml", "published = \"2024\"\nlanguage = [\"en\"]\ntitle = [{ text = \"On Trust\" }]\n[[author]]\nfamily = \"Li\"\ngiven = \"Ming\"\n"),
            ("b.toml", "published = \"2025\"\nlanguage = [\"en\"]\ntitle = [{ text = \"On Trust\" }]\n[[author]]\nfamily = \"Li\"\ngiven = \"Ming\"\n"),
        ]);
    SIDECAR_ORPHAN "sidecar-orphan" Error Editor SIDECARS
        "A file NAME.PREFIX.xml has no record file NAME.toml or NAME.xml beside it."
        "文件 NAME.PREFIX.xml 旁边没有记录文件 NAME.toml 或 NAME.xml。"
        [All] "The file is read as a record of its own, which it is not." "该文件会被当作单独的记录读取，而它并不是。"
        wrong Folder(&[("a.jats.xml", "<article><front/></article>")])
        right Folder(&[("a.toml", "title = [{ text = \"A\" }]\n"), ("a.jats.xml", "<article><front><article-meta><title-group><article-title>A</article-title></title-group></article-meta></front></article>")]);
    SIDECAR_FORMAT "sidecar-format" Error Editor SIDECARS
        "A record brings XML along for a format that the repository does not have."
        "记录附带了本仓储没有的元数据格式的 XML。"
        [All] "The record is not served until the format is declared, or the file renamed or removed." "在声明该格式、或改名、删除该文件之前，记录不会发布。"
        wrong Folder(&[("a.toml", "title = [{ text = \"A\" }]\n"), ("a.tei.xml", "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text>A</text></TEI>")])
        right Folder(&[("a.toml", "title = [{ text = \"A\" }]\n")]);
    SIDECAR_ROOT "sidecar-root" Error Editor SIDECARS
        "The XML that a record brings along does not have the root element or the namespace of its format."
        "记录附带的 XML 的根元素或命名空间与其元数据格式不符。"
        [All] "The record is not served: an answer with other XML than announced is not valid." "记录不会发布：响应中的 XML 与所声明的格式不符便不合法。"
        wrong Folder(&[("a.toml", "title = [{ text = \"A\" }]\n"), ("a.mods.xml", "<mods><titleInfo><title>A</title></titleInfo></mods>")])
        right Folder(&[("a.toml", "title = [{ text = \"A\" }]\n"), ("a.mods.xml", "<mods xmlns=\"http://www.loc.gov/mods/v3\"><titleInfo><title>A</title></titleInfo></mods>")]);
    MAPPING_FILE "mapping-file" Error Operator OWN_FORMATS
        "A mapping file lacks examples, has the wrong name, or declares a format twice."
        "映射文件缺少示例、文件名不对，或重复声明了元数据格式。"
        [All] "The mapping is not used; its last good version stays in force, if there is one." "该映射不会使用；如有上一个正确的版本，则继续使用。"
        wrong Folder(&[("formats/x.toml", "prefix = \"y\"\nschema = \"https://journal.example/y.xsd\"\nnamespace = \"https://journal.example/y\"\ntemplate = '''<y xmlns=\"https://journal.example/y\">{{ title[0].text }}</y>'''\n[[example]]\nrecord = '''title = [{ text = \"A\" }]'''\nxml = '''<y xmlns=\"https://journal.example/y\">A</y>'''\n")])
        right Folder(&[("formats/y.toml", "prefix = \"y\"\nschema = \"https://journal.example/y.xsd\"\nnamespace = \"https://journal.example/y\"\ntemplate = '''<y xmlns=\"https://journal.example/y\">{{ title[0].text }}</y>'''\n[[example]]\nrecord = '''title = [{ text = \"A\" }]'''\nxml = '''<y xmlns=\"https://journal.example/y\">A</y>'''\n")]);
    MAPPING_TEMPLATE "mapping-template" Error Operator OWN_FORMATS
        "The template of a mapping cannot be used, or uses a field that no record has."
        "映射的模板无法使用，或使用了记录没有的字段。"
        [All] "The mapping is not used; its last good version stays in force, if there is one." "该映射不会使用；如有上一个正确的版本，则继续使用。"
        wrong Folder(&[("formats/y.toml", "prefix = \"y\"\nschema = \"https://journal.example/y.xsd\"\nnamespace = \"https://journal.example/y\"\ntemplate = '''<y xmlns=\"https://journal.example/y\">{{ titel[0].text }}</y>'''\n[[example]]\nrecord = '''title = [{ text = \"A\" }]'''\nxml = '''<y xmlns=\"https://journal.example/y\">A</y>'''\n")])
        right Folder(&[("formats/y.toml", "prefix = \"y\"\nschema = \"https://journal.example/y.xsd\"\nnamespace = \"https://journal.example/y\"\ntemplate = '''<y xmlns=\"https://journal.example/y\">{{ title[0].text }}</y>'''\n[[example]]\nrecord = '''title = [{ text = \"A\" }]'''\nxml = '''<y xmlns=\"https://journal.example/y\">A</y>'''\n")]);
    MAPPING_EXAMPLE "mapping-example" Error Operator OWN_FORMATS
        "An example of a mapping does not come out as the file says."
        "映射文件中的示例与实际输出不一致。"
        [All] "The mapping is not used; its last good version stays in force, if there is one." "该映射不会使用；如有上一个正确的版本，则继续使用。"
        wrong Folder(&[("formats/y.toml", "prefix = \"y\"\nschema = \"https://journal.example/y.xsd\"\nnamespace = \"https://journal.example/y\"\ntemplate = '''<y xmlns=\"https://journal.example/y\">{{ title[0].text }}</y>'''\n[[example]]\nrecord = '''title = [{ text = \"A\" }]'''\nxml = '''<y xmlns=\"https://journal.example/y\">B</y>'''\n")])
        right Folder(&[("formats/y.toml", "prefix = \"y\"\nschema = \"https://journal.example/y.xsd\"\nnamespace = \"https://journal.example/y\"\ntemplate = '''<y xmlns=\"https://journal.example/y\">{{ title[0].text }}</y>'''\n[[example]]\nrecord = '''title = [{ text = \"A\" }]'''\nxml = '''<y xmlns=\"https://journal.example/y\">A</y>'''\n")]);
}
