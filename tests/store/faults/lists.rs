//! What the store shows, and the items in it.

use std::collections::BTreeMap;

use windrow::store::{Form, Limit, Range, Result, Snapshot};

use super::super::bench::{Seen, inflated, parsed};

/// On so many pages at least: less than all items.
const LIMIT: Limit = Limit { records: 4, bytes: 1 << 20 };

/// The version of each item that there ever was, `None` for a deleted one.
pub type Items = BTreeMap<String, Option<u64>>;

/// The version of each item, as it is in the bodies of its records.
pub fn items_of(list: &BTreeMap<String, Seen>) -> Items {
    let version = |body: &str| {
        body.split_once("<v>").map(|(_, rest)| rest.split_once("</v>").unwrap().0.parse().unwrap())
    };
    list.iter().map(|(name, (_, body, _))| (name.clone(), version(body))).collect()
}

/// The records of a range by identifier, read page by page, the same in every form.
pub fn list(snapshot: &dyn Snapshot, range: Range<'_>) -> Result<BTreeMap<String, Seen>> {
    let mut records = BTreeMap::new();
    let mut after = None;
    loop {
        let range = Range { after, ..range };
        let read = |form| {
            let mut text = Vec::new();
            Result::Ok((snapshot.page(&range, LIMIT, form, &mut text)?, text))
        };
        let (page, mut text) = read(Form::Deflated)?;
        if page.records > 0 {
            text = inflated(&text);
        }
        let limit = Limit { records: page.records.max(1), ..LIMIT };
        for form in [Form::Records, Form::Headers] {
            let mut same = Vec::new();
            let again = snapshot.page(&range, limit, form, &mut same)?;
            assert_eq!(
                (again.records, again.last, again.more),
                (page.records, page.last, page.more),
                "{form:?}"
            );
            assert!(form == Form::Headers || same == text, "a page has the same text in every form");
        }
        for shown in parsed(std::str::from_utf8(&text).unwrap()) {
            let before = records.insert(shown.identifier.clone(), shown.seen());
            assert!(before.is_none(), "an item is on two pages");
        }
        after = Some(page.last);
        if !page.more {
            return Ok(records);
        }
    }
}
