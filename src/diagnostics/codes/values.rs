//! Placeholder until the values' own codes are merged.

use super::define::codes;

codes! {
    ISBN_FORM "isbn-form" Error Editor RECORD_FORMAT
        "An ISBN is not one." "ISBN 的写法不对。"
        [DataCite] "The record is not served." "记录不会发布。"
        wrong Record("[[other_identifier]]\nscheme = \"isbn\"\nvalue = \"1\"")
        right Record("[[other_identifier]]\nscheme = \"isbn\"\nvalue = \"9780306406157\"");
}
