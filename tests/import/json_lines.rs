//! JSON Lines of the native model.

use windrow::import::Incoming;
use windrow::model::Content;

use crate::{items, lines, load};

#[test]
fn an_item_written_as_json_is_read_back() {
    let text = r#"{"identifier":"oai:a.org:1","sets":["b"],"rights":["https://a.org/r"],"article":{"title":[{"lang":"en","text":"T"}],"issue":"5"}}
{"identifier":"oai:a.org:2","dc":[{"element":"title","lang":"zh","value":" T "}]}
"#;
    let items = items(text.as_bytes());
    assert_eq!(items.len(), 2);
    let again: String = items.iter().map(|item| serde_json::to_string(item).unwrap() + "\n").collect();
    assert_eq!(again, text);
}

#[test]
fn a_line_can_delete() {
    let (taken, problems) = load("a.jsonl", b"{\"deleted\":\"oai:a.org:1\"}\n");
    assert_eq!(lines(&problems), "");
    assert!(
        matches!(&taken[..], [Incoming::Deleted(tombstone)] if tombstone.identifier.as_str() == "oai:a.org:1")
    );
}

#[test]
fn a_bad_line_is_told_with_its_place_and_the_rest_goes_on() {
    let text = "\u{feff}\
{\"identifier\":\"oai:a.org:1\",\"article\":{\"title\":[{\"text\":\"国\"}]}}\r

{\"identifier\":\"oai:a.org:2\",\"article\":{\"titel\":[]}}
{\"identifier\":\"oai:a.org:3\",\"set\":[],\"article\":{}}
{\"identifier\":\"oai:a.org:4\",\"article\":{\"title\":[{\"text\":\"\"},{\"text\":\"T\"}],\"author\":[{\"name\":\"A\"},{}]}}
{\"identifier\":\"no uri\",\"dc\":[]}
{\"identifier\":\"oai:a.org:5\",\"dc\":[{\"element\":\"titel\",\"value\":\"T\"}]}
{\"identifier\":\"oai:a.org:6\"}
{\"article\":{}}
{\"identifier\":\"oai:a.org:6\",\"dc\":[{\"element\":\"title\",\"value\":\" \"}]}
{\"identifier\":\"oai:a.org:7\",\"article\":{},\"dc\":[]}
{\"deleted\":\"oai:a.org:8\",\"identifier\":\"oai:a.org:8\",\"dc\":[]}
{\"identifier\":\"oai:a.org:9\",
nonsense
{\"identifier\":\"oai:a.org:10\",\"dc\":[{\"element\":\"title\",\"value\":\"a\\u0003b\"}]}
{\"identifier\":\"oai:a.org:11\",\"article\":{\"title\":[{\"text\":\"T\"}],\"author\":[{\"name\":\"B\",\"orcid\":\"1\"}]}}
{\"identifier\":\"oai:a.org:12\",\"article\":{\"title\":[{\"text\":\"T\"}],\"file\":[\"a.pdf\"]}}
{\"identifier\":\"oai:a.org:13\",\"article\":{\"title\":[{\"text\":\"T\"}],\"relation\":[{\"knd\":\"data\"}]}}";
    let (taken, problems) = load("a.jsonl", text.as_bytes());
    insta::assert_snapshot!(lines(&problems));
    assert_eq!(taken.len(), 2);
    let Incoming::Item(last, _) = &taken[1] else { panic!("deleted") };
    assert!(matches!(&last.content, Content::Dc(dc) if dc.elements[0].value == "ab"));
}

#[test]
fn json_over_several_lines_is_told_once() {
    let (_, problems) = load("a.json", b"{\n  \"identifier\": \"oai:a.org:1\"\n}\n");
    assert_eq!(
        lines(&problems),
        "Error a.json:1:1: this is JSON over several lines; write each item on one line, for example with `jq -c` [json-lines]\n"
    );
}
