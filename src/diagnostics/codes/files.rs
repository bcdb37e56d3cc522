//! Files of the records folder: their names, and whether they can be read.

use super::define::codes;

codes! {
    REPOSITORY_MISSING "repository-missing" Error Operator IDENTIFY_4_2
        "The records folder or its repository.toml is missing."
        "缺少记录文件夹或其中的 repository.toml。"
        [All] "Nothing is served until it has been read once." "在首次读取之前，不提供任何记录。"
        wrong Situation("`windrow sync --records DIR`, where DIR has no repository.toml")
        right Situation("`windrow init DIR`, then `windrow sync --records DIR`");
    NAMESPACE_CHANGED "namespace-changed" Error Operator IDENTIFIER_2_4
        "The namespace, with which every identifier begins, was changed."
        "改动了命名空间，而每个标识符都以它开头。"
        [All] "Every record would be deleted and made again under another identifier; so the change is not used." "所有记录会被删除并以新标识符重建，因此改动不予采用。"
        wrong Situation("the namespace in repository.toml is changed after records have been published")
        right Situation("the namespace is chosen once, before the first synchronisation");
    FILE_UNREADABLE "file-unreadable" Error Operator OPERATIONS
        "A file or a folder cannot be read, or is not a regular file."
        "文件或文件夹无法读取，或不是普通文件。"
        [All] "The record is not updated; what was published before is served." "记录不会更新；继续提供先前发布的内容。"
        wrong Situation("`chmod 000 records/a.toml`, and `windrow sync` by another user than root")
        right Situation("`chmod 644 records/a.toml`");
    FILE_UNFINISHED "file-unfinished" Error Editor OPERATIONS
        "A file is still being written."
        "文件仍在写入。"
        [All] "It is read when it has stopped changing; until then what was published before is served." "文件停止变动后才读取；在此之前继续提供先前发布的内容。"
        wrong Situation("a large file that is being copied into the folder")
        right Situation("the same file when the copy is complete");
    LINK_NOT_FOLLOWED "link-not-followed" Error Operator OPERATIONS
        "A link leads nowhere, in a circle, or out of the records folder."
        "链接指向不存在的位置、循环，或指向记录文件夹之外。"
        [All] "Nothing behind the link is read." "链接之后的内容不会读取。"
        wrong Situation("`ln -s /home/editor/a.toml records/a.toml`")
        right Situation("`cp /home/editor/a.toml records/a.toml`");
    FILE_NAME_ENDING "file-name-ending" Error Editor NAMES_OF_FILES
        "The name of a record file does not end in .toml or .xml in small letters."
        "记录文件的名称没有以小写的 .toml 或 .xml 结尾。"
        [All] "The file is not read, so its record is not published." "文件不会读取，其记录不会发布。"
        wrong Folder(&[("a.toml.txt", "[[title]]\nlang = \"en\"\ntext = \"On Trust\"\n")])
        right Folder(&[("a.toml", "[[title]]\nlang = \"en\"\ntext = \"On Trust\"\n")]);
    FILE_NAME_LETTERS "file-name-letters" Error Editor NAMES_OF_FILES
        "The name of a file is not UTF-8, or two names differ only in how the same letters are encoded."
        "文件名不是 UTF-8，或两个文件名只是同样的字母编码不同。"
        [All] "The files are not read, because the identifier is made from the name." "文件不会读取，因为标识符由文件名生成。"
        wrong Folder(&[("é.toml", "title = [{ text = \"A\" }]\n"), ("e\u{301}.toml", "title = [{ text = \"B\" }]\n")])
        right Folder(&[("e1.toml", "title = [{ text = \"A\" }]\n"), ("e2.toml", "title = [{ text = \"B\" }]\n")]);
    FILE_NAME_CAPITALS "file-name-capitals" Warning Editor NAMES_OF_FILES
        "Two names differ only in capital letters, or a file with a special name has capital letters in it."
        "两个文件名只有大小写不同，或特殊文件名中用了大写字母。"
        [All] "Windows and macOS cannot keep both files, and one article may be served as two." "Windows 和 macOS 无法同时保存这两个文件，同一篇文章可能发布成两条记录。"
        wrong Folder(&[("a.toml", "title = [{ text = \"A\" }]\n"), ("A.toml", "title = [{ text = \"B\" }]\n")])
        right Folder(&[("a.toml", "title = [{ text = \"A\" }]\n"), ("b.toml", "title = [{ text = \"B\" }]\n")]);
    FILE_RENAMED "file-renamed" Warning Editor IDENTIFIER_2_4
        "A file was renamed in capital letters only, which gives its record another identifier."
        "文件只改了大小写，但记录的标识符因此改变。"
        [All] "Harvesters see a deleted record and a new one." "收割程序会看到一条已删除的记录和一条新记录。"
        wrong Situation("`mv a.toml A.toml` after a.toml was published")
        right Situation("the name stays, or A.toml has the line id = \"a\"");
    FILE_COPY "file-copy" Warning Editor NAMES_OF_FILES
        "A file has the name of a copy of another file."
        "文件名看起来是另一个文件的副本。"
        [All] "It is a record of its own, so an article may be served twice." "它是一条单独的记录，因此同一篇文章可能发布两次。"
        wrong Folder(&[("a.toml", "title = [{ text = \"A\" }]\n"), ("a copy.toml", "title = [{ text = \"B\" }]\n")])
        right Folder(&[("a.toml", "title = [{ text = \"A\" }]\n"), ("b.toml", "title = [{ text = \"B\" }]\n")]);
    FILE_IGNORED "file-ignored" Warning Editor NAMES_OF_FILES
        "A file has the name of a backup, or of a copy that a sync tool makes when two people change one file."
        "文件名是备份文件的名称，或是两人同时修改一个文件时同步工具产生的副本的名称。"
        [All] "The file is ignored; it may have the only copy of somebody's work." "文件会被忽略；其中可能有某人唯一的修改结果。"
        wrong Folder(&[("a.toml", "title = [{ text = \"A\" }]\n"), ("a (conflicted copy 2026-11-27).toml", "title = [{ text = \"B\" }]\n")])
        right Folder(&[("a.toml", "title = [{ text = \"A\" }]\n")]);
    FILE_NOT_RECORD "file-not-record" Error Editor NAMES_OF_FILES
        "A file that is not a record was named where a record file is expected."
        "在需要记录文件的地方给出了不是记录的文件。"
        [All] "Nothing in it is published as a record." "其中的内容不会作为记录发布。"
        wrong Situation("`windrow formats records/journal.toml`")
        right Situation("`windrow formats records/2024/a.toml`");
    FILE_SIZE "file-size" Error Editor RECORD_FORMAT
        "A record is larger than 4 MiB, or has more values than any article."
        "记录超过 4 MiB，或其中的值多得不像一篇文章。"
        [All] "The record is not served: parsers of harvesters refuse very large answers." "记录不会发布：收割程序的解析器拒绝过大的响应。"
        wrong Situation("a file with a full text, or with the metadata of a whole journal")
        right Situation("one file for each article, with its metadata");
    ENCODING "encoding" Error Editor XML_ENCODING
        "A file is not in UTF-8, or not in the encoding that it declares."
        "文件的编码不是 UTF-8，或与其声明的编码不符。"
        [All] "The file is not read; otherwise its letters would be served wrongly." "文件不会读取，否则文字会显示成乱码。"
        wrong Folder(&[("a.xml", "<?xml version=\"1.0\" encoding=\"x-unknown\"?><dc/>")])
        right Folder(&[("a.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>T</dc:title></oai_dc:dc>")]);
    MORE_PROBLEMS "more-problems" Error Editor RECORD_FORMAT
        "A file has more problems than are shown."
        "文件中的问题太多，没有全部显示。"
        [All] "The others are shown when those above are corrected." "改正上面的问题后，会显示其余问题。"
        wrong Situation("a file with more than 100 mistakes")
        right Situation("the same file with fewer");
    DELETIONS_WITHHELD "deletions-withheld" Error Operator WITHHELD
        "So many records are gone from the folder that it looks like an accident."
        "文件夹中消失的记录太多，看起来像是意外。"
        [All] "The records are served on until the deletion is confirmed: aggregators would delete them, and that cannot be called back." "在确认删除之前继续提供这些记录：聚合服务会随之删除，且无法撤回。"
        wrong Situation("all record files are gone, because a volume is not mounted")
        right Situation("`windrow sync --confirm-deletions`, if they are to be deleted");
    RECORD_OUTDATED "record-outdated" Error Operator WITHHELD
        "This version cannot read what an earlier version has stored of a loaded record."
        "当前版本无法读取旧版本存储的已导入记录。"
        [All] "The record is served as it was." "继续提供原来的记录。"
        wrong Situation("a store of a much older version")
        right Situation("the record is loaded again");
    RECORD_UNWRITABLE "record-unwritable" Error Editor OAI_DC_5
        "No oai_dc record can be made of an item."
        "无法由该条目生成 oai_dc 记录。"
        [All] "The item is not served: every item is available in oai_dc." "该条目不会发布：每个条目都必须提供 oai_dc。"
        wrong Situation("an item from which nothing can be written as Dublin Core")
        right Situation("an item with a title");
}
