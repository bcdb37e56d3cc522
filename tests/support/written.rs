//! What tests write into a store, and what it shows then.

use windrow::model::{Datestamp, Identity};
use windrow::render::StoredIdentity;
use windrow::store::{Batch, Change, Form, Limit, Outcome, Page, RULES, Range, Snapshot, Store};

/// Publishes changes of a source as one batch, each based on what there is.
pub fn apply(store: &dyn Store, source: &str, mut changes: Vec<Change>) -> Vec<Outcome> {
    let identifiers: Vec<_> = changes.iter().map(Change::identifier).collect();
    let bases = store.bases(&identifiers).unwrap();
    changes.iter_mut().zip(bases).for_each(|(change, base)| change.rebase(base));
    let rules = store.document(RULES).unwrap().map_or(0, |rules| rules.revision);
    store.apply(&Batch { source, rules, changes: &changes }).unwrap()
}

/// Stores what the repository says of itself, for the first time.
pub fn put_identity(store: &dyn Store, identity: &Identity) {
    let written = store.put_document(RULES, &StoredIdentity::text(identity), 0).unwrap();
    assert!(written.is_some(), "an identity was stored before");
}

/// A visible record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub identifier: String,
    pub datestamp: Datestamp,
    /// The setSpecs, separated by spaces.
    pub sets: String,
    pub deleted: bool,
    /// The `metadata` and `about` elements.
    pub body: String,
}

/// The visible records of a range, in the order of the log.
pub fn records(snapshot: &dyn Snapshot, range: &Range<'_>) -> Vec<Record> {
    let limit = Limit { records: 1_000, bytes: 64 << 20 };
    let (mut xml, mut range) = (Vec::new(), *range);
    while let Page { more: true, last, .. } = snapshot.page(&range, limit, Form::Records, &mut xml).unwrap() {
        range.after = Some(last);
    }
    let xml = String::from_utf8(xml).unwrap();
    xml.split_inclusive("</record>\n").map(Record::read).collect()
}

impl Record {
    fn read(xml: &str) -> Self {
        let record = xml.strip_prefix("<record>").unwrap().strip_suffix("</record>\n").unwrap();
        let (header, body) = record.split_once("</header>\n").unwrap();
        let values = |name: &str| -> Vec<String> {
            let tag = format!("<{name}>");
            let elements = header.split(tag.as_str()).skip(1);
            elements.map(|element| element.split('<').next().unwrap().to_owned()).collect()
        };
        Self {
            identifier: values("identifier").remove(0),
            datestamp: values("datestamp").remove(0).parse().unwrap(),
            sets: values("setSpec").join(" "),
            deleted: header.starts_with("<header status=\"deleted\">"),
            body: body.to_owned(),
        }
    }
}
