//! Any text as a token: refused, unless it is letter by letter what was sealed; and what is sealed opens.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use windrow::model::Datestamp;
use windrow::protocol::{Key, Position, Token, Verb};

static KEY: LazyLock<Key> = LazyLock::new(|| Key::of(&[7; 32]));

fuzz_target!(|sent: (&str, &str, Option<&str>, Option<i64>, [u64; 3])| {
    let (text, prefix, set, until, [cursor, complete_list_size, after]) = sent;
    if let Ok(token) = Token::open(text, &KEY) {
        assert_eq!(token.seal(&KEY), text);
    }
    let (Ok(metadata_prefix), Ok(set)) = (prefix.parse(), set.map(str::parse).transpose()) else { return };
    let until = until.map(Datestamp::from_unix);
    let token = Token {
        verb: Verb::ListRecords,
        issued: Datestamp::from_unix(cursor.cast_signed()),
        cursor,
        complete_list_size,
        position: Position::Records { metadata_prefix, set, until, after },
    };
    assert_eq!(Token::open(&token.seal(&KEY), &KEY), Ok(token));
});
