//! Conditions and templates: refused, or evaluated within the limits of libFuzzer (`-timeout`, `-malloc_limit_mb`).
#![no_main]

use libfuzzer_sys::fuzz_target;
use windrow::formats::Source;
use windrow::formats::mapping::Mapping;
use windrow::model::{Identity, Item, OwnFormat, SetRule};
use windrow::sets::{SetRules, flaws};

const ITEM: &str = r#"{"identifier":"oai:journal.org:1","article":{"title":[{"lang":"en","text":"T"},{"lang":"zh","text":"题"}],
    "author":[{"family":"F","given":"G"},{"name":"A B"}],"volume":"1","issue":"2","published":"2022-05","language":["en"],
    "keywords":[{"lang":"en","words":["K","L"]}],"doi":"10.1000/1"}}"#;

fuzz_target!(|text: &str| {
    let (Ok(namespace), Ok(item)) = ("journal.org".parse(), serde_json::from_str::<Item>(ITEM)) else {
        panic!("no item")
    };
    let rule = SetRule { condition: Some(text.to_owned()), spec: "a".parse().ok(), ..SetRule::default() };
    let mut identity = Identity::new("Fuzz".to_owned(), namespace, Vec::new());
    identity.rules = vec![rule];
    if flaws(&identity).is_empty() {
        SetRules::of(&identity.rules).sets_of(&item);
    }
    let (Ok(prefix), Ok(schema)) = ("toc".parse(), "https://journal.org/toc.xsd".parse()) else { panic!("no format") };
    let template = Some(format!("<r xmlns=\"urn:toc\">{text}</r>"));
    let format = OwnFormat { prefix, schema, namespace: "urn:toc".to_owned(), template };
    if let Ok(mapping) = Mapping::compile(&format)
        && let Ok(document) = mapping.document(&Source::of(&item))
    {
        assert!(windrow::xml::strictly(&document.to_xml()).is_ok(), "{}", document.to_xml());
    }
});
