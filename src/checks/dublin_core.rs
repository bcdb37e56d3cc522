//! Dublin Core that is served unchanged.

use crate::diagnostics::{Message, say, suggest};
use crate::model::{DC_ELEMENTS, DublinCore, DublinCoreElement};

use super::{Findings, text};

pub(super) fn check(dc: &mut DublinCore, findings: &mut Findings) {
    for (index, element) in dc.elements.iter_mut().enumerate() {
        findings.within(super::Step::Index(index), |findings| check_element(findings, element));
    }
    if dc.elements.iter().all(|element| element.value.trim().is_empty()) {
        findings.add(say!(
            DC_EMPTY,
            "no element of this record has a value; fill it in, or remove the record",
            "这条记录的所有元素都没有值；请填写，或删除这条记录"
        ));
    }
}

/// What is left of conversions in the values, each with the place of its element.
pub(super) fn remains(dc: &DublinCore) -> Vec<(usize, Message)> {
    let of = |(at, element): (usize, &DublinCoreElement)| {
        let mut findings = Findings::default();
        text::clean(&mut findings, &mut element.value.clone());
        super::remains::check(&mut findings, &element.value);
        findings.found.into_iter().map(move |finding| (at, finding.message))
    };
    dc.elements.iter().enumerate().flat_map(of).collect()
}

fn check_element(findings: &mut Findings, element: &mut DublinCoreElement) {
    if !DC_ELEMENTS.contains(&&*element.element) {
        findings.add(say!(
            DC_ELEMENT,
            "`{name}` is not one of the fifteen elements of Dublin Core: {remedy}",
            "“{name}”不是都柏林核心的十五个元素之一：{remedy}",
            name = element.element;
            remedy = suggest::remedy(&element.element, DC_ELEMENTS)
        ));
    }
    findings.field("value", &mut element.value, text::clean);
}
