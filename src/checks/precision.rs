//! Dates that must be a year, or a day.

use crate::diagnostics::say;
use crate::model::Article;

use super::Findings;
use super::check::Check;

/// Dates that are less precise than they must be, or more precise than they can be.
pub(super) struct Precision;

impl Check for Precision {
    fn check(&self, article: &mut Article, findings: &mut Findings) {
        if article.embargo_end.as_ref().is_some_and(|date| date.day().is_none()) {
            findings.add_at(
                "embargo_end",
                say!(
                    EMBARGO_DAY,
                    "the end of an embargo is a day; write it as YYYY-MM-DD",
                    "开放获取限制期的结束日期必须精确到日；请写成 YYYY-MM-DD"
                ),
            );
        }
        if article.copyright_year.as_ref().is_some_and(|year| year.as_str().len() != 4) {
            findings.add_at(
                "copyright_year",
                say!(COPYRIGHT_YEAR, "this must be a year; write it as YYYY", "这里必须是年份；请写成 YYYY"),
            );
        }
    }
}
