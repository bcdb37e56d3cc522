//! Placeholder for codes of checks until those are merged.

use super::define::codes;

codes! {
    DC_ELEMENT "dc-element" Error Editor DUBLIN_CORE
        "An element is not one of the fifteen of Dublin Core." "元素不属于都柏林核心的十五个元素。"
        [All] "The record is not loaded." "记录不会装入。"
        wrong Load("a.jsonl", "{\"identifier\":\"oai:trust.org:1\",\"dc\":[{\"element\":\"titel\",\"value\":\"A\"}]}\n")
        right Load("a.jsonl", "{\"identifier\":\"oai:trust.org:1\",\"dc\":[{\"element\":\"title\",\"value\":\"A\"}]}\n");
    DC_EMPTY "dc-empty" Error Editor DUBLIN_CORE
        "No element of a record has a value." "记录的所有元素都没有值。"
        [All] "The record is not served." "记录不会发布。"
        wrong Load("a.jsonl", "{\"identifier\":\"oai:trust.org:1\",\"dc\":[{\"element\":\"title\",\"value\":\"\"}]}\n")
        right Load("a.jsonl", "{\"identifier\":\"oai:trust.org:1\",\"dc\":[{\"element\":\"title\",\"value\":\"A\"}]}\n");
}
