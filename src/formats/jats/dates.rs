//! Dates, to the precision that is known.

use crate::model::PartialDate;
use crate::xml::Xml;

/// Writes a date of this type: `pub`, `received`, `accepted`.
pub(super) fn write_date(xml: &mut Xml, name: &str, kind: &str, date: &PartialDate) {
    let element = xml.element(name).attr("date-type", kind).attr("iso-8601-date", date.as_str());
    element.content(|xml| {
        for (name, part) in [("day", date.day()), ("month", date.month()), ("year", Some(date.year()))] {
            if let Some(part) = part {
                xml.element(name).text(part);
            }
        }
    });
}
