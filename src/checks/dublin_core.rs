//! Dublin Core that is served unchanged.

use crate::diagnostics::suggest;
use crate::model::{DC_ELEMENTS, DublinCore, DublinCoreElement};

use super::{Findings, text};

pub(super) fn check(dc: &mut DublinCore, findings: &mut Findings) {
    for (index, element) in dc.elements.iter_mut().enumerate() {
        findings.within(super::Step::Index(index), |findings| check_element(findings, element));
    }
    if dc.elements.iter().all(|element| element.value.trim().is_empty()) {
        findings.error("no element of this record has a value; fill it in, or remove the record");
    }
}

fn check_element(findings: &mut Findings, element: &mut DublinCoreElement) {
    if !DC_ELEMENTS.contains(&&*element.element) {
        findings.error(format!(
            "`{}` is not one of the fifteen elements of Dublin Core: {}",
            element.element,
            suggest::remedy(&element.element, DC_ELEMENTS)
        ));
    }
    findings.field("value", &mut element.value, text::clean);
}
