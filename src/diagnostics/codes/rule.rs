//! The rules that codes come from.

use crate::diagnostics::Rule;

macro_rules! rules {
    ($($(#[$doc:meta])* $rule:ident $name:literal $url:literal;)*) => {
        $(pub(super) const $rule: Rule = Rule { name: $name, url: $url };)*
    };
}

rules! {
    RECORD_FORMAT "Windrow's record format" "record-format.md";
    DUBLIN_CORE "Dublin Core, DCMES 1.1" "https://www.dublincore.org/specifications/dublin-core/dces/";
}
