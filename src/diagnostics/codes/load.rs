//! Files of many records, for `windrow load`.

use super::define::codes;

codes! {
    LOAD_FILE "load-file" Error Operator LIST_RECORDS_4_5
        "A file is not one that can be loaded: a web page, an archive, a JSON array, or a response without records."
        "文件不能导入：是网页、压缩包、JSON 数组，或不含记录的响应。"
        [All] "Nothing of the file is loaded." "文件中的内容均未导入。"
        wrong Load("a.xml", "<!DOCTYPE html><html><body>503 Service Unavailable</body></html>")
        right Load("a.jsonl", "{\"identifier\":\"oai:trust.org:1\",\"dc\":[{\"element\":\"title\",\"value\":\"A\"}]}\n");
    LOAD_DAMAGED "load-damaged" Error Operator LIST_RECORDS_4_5
        "A file cannot be read, or not to its end."
        "文件无法读取，或不能读到末尾。"
        [All] "What was read before the damage is loaded, and the rest is missing." "损坏之前的内容已导入，其余的缺失。"
        wrong Situation("a .gz file whose end is missing")
        right Situation("the same file, harvested or copied again");
    LOAD_FORMAT "load-format" Error Operator LIST_RECORDS_4_5
        "A response has records in another format than oai_dc."
        "响应中的记录不是 oai_dc 格式。"
        [All] "The records are not loaded." "这些记录未导入。"
        wrong Load("a.xml", "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><ListRecords><record><header><identifier>oai:trust.org:1</identifier><datestamp>2024-01-01</datestamp></header><metadata><mods xmlns=\"http://www.loc.gov/mods/v3\"/></metadata></record></ListRecords></OAI-PMH>")
        right Load("a.xml", "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><responseDate>2024-01-02T00:00:00Z</responseDate><request verb=\"ListRecords\" metadataPrefix=\"oai_dc\">https://trust.org/oai</request><ListRecords><record><header><identifier>oai:trust.org:1</identifier><datestamp>2024-01-01</datestamp></header><metadata><oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>A</dc:title></oai_dc:dc></metadata></record></ListRecords></OAI-PMH>");
    LOAD_ERROR "load-error" Error Operator ERRORS_3_6
        "A response is an error of the protocol, or says that no records match."
        "响应是协议错误，或表示没有符合条件的记录。"
        [All] "There are no records in it." "其中没有记录。"
        wrong Load("a.xml", "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><error code=\"badResumptionToken\">expired</error></OAI-PMH>")
        right Load("a.jsonl", "{\"identifier\":\"oai:trust.org:1\",\"dc\":[{\"element\":\"title\",\"value\":\"A\"}]}\n");
    LIST_INCOMPLETE "list-incomplete" Error Operator LISTS_3_5
        "A list goes on, and the next part was not loaded with it."
        "列表还没有完，但后续部分没有一起导入。"
        [All] "Records are missing." "缺少一部分记录。"
        wrong Load("a.xml", "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><responseDate>2024-01-02T00:00:00Z</responseDate><request verb=\"ListRecords\" metadataPrefix=\"oai_dc\">https://trust.org/oai</request><ListRecords><record><header><identifier>oai:trust.org:1</identifier><datestamp>2024-01-01</datestamp></header><metadata><oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>A</dc:title></oai_dc:dc></metadata></record><resumptionToken>next</resumptionToken></ListRecords></OAI-PMH>")
        right Load("a.xml", "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><responseDate>2024-01-02T00:00:00Z</responseDate><request verb=\"ListRecords\" metadataPrefix=\"oai_dc\">https://trust.org/oai</request><ListRecords><record><header><identifier>oai:trust.org:1</identifier><datestamp>2024-01-01</datestamp></header><metadata><oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>A</dc:title></oai_dc:dc></metadata></record><resumptionToken/></ListRecords></OAI-PMH>");
    RECORD_INCOMPLETE "record-incomplete" Error Operator RECORD_2_5
        "A record of a response has no header, no metadata, or no value in its metadata."
        "响应中的记录缺少 header、缺少元数据，或元数据没有值。"
        [All] "The record is not loaded." "该记录未导入。"
        wrong Load("a.xml", "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><ListRecords><record><header><identifier>oai:trust.org:1</identifier><datestamp>2024-01-01</datestamp></header></record></ListRecords></OAI-PMH>")
        right Load("a.xml", "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><responseDate>2024-01-02T00:00:00Z</responseDate><request verb=\"ListRecords\" metadataPrefix=\"oai_dc\">https://trust.org/oai</request><ListRecords><record><header><identifier>oai:trust.org:1</identifier><datestamp>2024-01-01</datestamp></header><metadata><oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>A</dc:title></oai_dc:dc></metadata></record></ListRecords></OAI-PMH>");
    ORIGIN_UNKNOWN "origin-unknown" Warning Operator PROVENANCE
        "A response does not say where its records come from, or an `about` part cannot be kept."
        "响应没有说明记录的来源，或 about 部分无法保留。"
        [All] "The record is loaded without it." "导入记录时略去该部分。"
        wrong Load("a.xml", "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><ListRecords><record><header><identifier>oai:trust.org:1</identifier><datestamp>2024-01-01</datestamp></header><metadata><oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>A</dc:title></oai_dc:dc></metadata></record></ListRecords></OAI-PMH>")
        right Load("a.xml", "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><responseDate>2024-01-02T00:00:00Z</responseDate><request verb=\"ListRecords\" metadataPrefix=\"oai_dc\">https://trust.org/oai</request><ListRecords><record><header><identifier>oai:trust.org:1</identifier><datestamp>2024-01-01</datestamp></header><metadata><oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>A</dc:title></oai_dc:dc></metadata></record></ListRecords></OAI-PMH>");
    JSON_LINES "json-lines" Error Operator JSON_LINES_FORMAT
        "A line of a JSON Lines file is not an item."
        "JSON Lines 文件中的某一行不是条目。"
        [All] "The line is not loaded." "该行未导入。"
        wrong Load("a.jsonl", "{\"dc\":[{\"element\":\"title\",\"value\":\"A\"}]}\n")
        right Load("a.jsonl", "{\"identifier\":\"oai:trust.org:1\",\"dc\":[{\"element\":\"title\",\"value\":\"A\"}]}\n");
    LOAD_SAME_NAME "load-same-name" Warning Operator IDENTIFIER_2_4
        "Two files with one name give their documents one identifier."
        "两个同名文件使其中的文档得到同一个标识符。"
        [All] "Only one of the documents is loaded." "只导入其中一个文档。"
        wrong Situation("`windrow load 2023/a.xml 2024/a.xml`, each a plain oai_dc:dc document")
        right Situation("`windrow load 2023/a1.xml 2024/a2.xml`");
    OLDER_VERSION "older-version" Warning Operator DELETED_2_5_1
        "A record is older at its origin than the version that is here."
        "记录在来源处的版本比这里的旧。"
        [All] "The newer version stays." "保留较新的版本。"
        wrong Situation("a harvest of last year is loaded after a harvest of this year")
        right Situation("harvests are loaded in their order");
    DELETED_FORMAT "deleted-format" Warning Operator DELETED_2_5_1
        "A record is deleted in a format that it was not loaded in, or that is not offered here."
        "删除的是并未以其导入、或这里没有提供的元数据格式的记录。"
        [All] "The deletion is left out: a deletion in one format is none in another." "不执行该删除：一种元数据格式中的删除不适用于另一种。"
        wrong Situation("`windrow load` of a line {\"deleted\":\"oai:trust.org:1\",\"format\":\"xmetadiss\"}")
        right Situation("`windrow load` of a line {\"deleted\":\"oai:trust.org:1\",\"format\":\"oai_dc\"}");
}
