//! Tokens: what is sealed opens, and nothing else does.

use std::sync::LazyLock;

use proptest::prelude::*;

use crate::model::Datestamp;
use crate::protocol::{InvalidToken, Key, Position, Token, Verb};

static KEY: LazyLock<Key> = LazyLock::new(|| Key::of(b"a key that only the tests know.."));

fn list_token() -> Token {
    Token {
        verb: Verb::ListRecords,
        issued: "2026-01-02T03:04:05Z".parse().unwrap(),
        cursor: 100,
        complete_list_size: 1_000_000,
        position: Position::Records {
            metadata_prefix: "oai_dc".parse().unwrap(),
            set: Some("jiss:2022-05".parse().unwrap()),
            until: None,
            after: 123_456,
        },
    }
}

fn tokens() -> impl Strategy<Value = Token> {
    let set = || "[a-z0-9()~*!'._-]{1,9}(:[a-zA-Z]{1,9}){0,3}".prop_map(|spec| spec.parse().unwrap());
    let moment = || any::<i64>().prop_map(Datestamp::from_unix);
    let records = (
        proptest::sample::select(vec![Verb::ListRecords, Verb::ListIdentifiers]),
        ("[a-z_]{1,12}", proptest::option::of(set()), proptest::option::of(moment()), any::<u64>()),
    )
        .prop_map(|(verb, (prefix, set, until, after))| {
            let metadata_prefix = prefix.parse().unwrap();
            (verb, Position::Records { metadata_prefix, set, until, after })
        });
    let sets = set().prop_map(|after| (Verb::ListSets, Position::Sets { after }));
    (prop_oneof![records, sets], moment(), any::<u64>(), any::<u64>()).prop_map(
        |((verb, position), issued, cursor, complete_list_size)| Token {
            verb,
            issued,
            cursor,
            complete_list_size,
            position,
        },
    )
}

proptest! {
    #[test]
    fn what_is_sealed_opens_with_the_same_key_only(token in tokens()) {
        let text = token.seal(&KEY);
        prop_assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')));
        prop_assert_eq!(Token::open(&text, &KEY), Ok(token));
        prop_assert_eq!(Token::open(&text, &Key::of(&[0; 32])), Err(InvalidToken));
    }

    #[test]
    fn arbitrary_text_is_refused(text in "\\PC*", letters in "[A-Za-z0-9_-]{0,200}") {
        prop_assert_eq!(Token::open(&text, &KEY), Err(InvalidToken));
        prop_assert_eq!(Token::open(&letters, &KEY), Err(InvalidToken));
    }
}

#[test]
fn every_changed_character_and_every_other_length_is_refused() {
    let text = list_token().seal(&KEY);
    for at in 0..text.len() {
        for replacement in "ABab09-_= .\u{e9}".chars() {
            let changed: String =
                text.chars().enumerate().map(|(n, old)| if n == at { replacement } else { old }).collect();
            assert!(changed == text || Token::open(&changed, &KEY).is_err(), "{changed}");
        }
        assert!(Token::open(&text[..at], &KEY).is_err());
        assert!(Token::open(&text[at + 1..], &KEY).is_err());
    }
    for added in ["A", "=", " ", "\n"] {
        assert!(Token::open(&format!("{text}{added}"), &KEY).is_err());
        assert!(Token::open(&format!("{added}{text}"), &KEY).is_err());
    }
}

#[test]
fn an_until_before_1970_is_kept() {
    let Position::Records { metadata_prefix, set, after, .. } = list_token().position else { panic!() };
    for unix in [-1, 0, i64::MAX, i64::MIN] {
        let until = Some(Datestamp::from_unix(unix));
        let position =
            Position::Records { metadata_prefix: metadata_prefix.clone(), set: set.clone(), until, after };
        let token = Token { position, ..list_token() };
        assert_eq!(Token::open(&token.seal(&KEY), &KEY), Ok(token));
    }
}

#[test]
fn a_token_is_short_and_its_layout_does_not_change_unnoticed() {
    let text = list_token().seal(&KEY);
    assert!(text.len() < 90, "{}", text.len());
    insta::assert_snapshot!(text, @"AQCl69zKBmTAhD0Gb2FpX2RjDGppc3M6MjAyMi0wNYCD0f-vB8DEBynO1NR7s48F_JsrpKzeduM");
}
