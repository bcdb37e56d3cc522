//! Embargoes end by themselves: at 00:00 UTC of the day after `embargo_end`, the article is open.

use std::borrow::Cow;

use crate::model::{Access, Article, Content, Datestamp, Item};

/// The date of a moment in UTC, `YYYY-MM-DD`.
pub(super) fn day(moment: Datestamp) -> String {
    moment.to_string().chars().take(10).collect()
}

/// The last day of the embargo that the article has today, if it has one that ends.
pub(super) fn end<'a>(item: &'a Item, today: &str) -> Option<&'a str> {
    let Content::Article(article) = &item.content else { return None };
    last_day(article).filter(|end| !is_over(end, today))
}

/// Whether an embargo with this last day, which may be a month or a year, is over today.
pub(super) fn is_over(end: &str, today: &str) -> bool {
    today.get(..end.len()).is_some_and(|today| today > end)
}

/// The item as it is today: open if its embargo is over.
pub(super) fn today<'a>(item: &'a Item, today: &str) -> Cow<'a, Item> {
    match &item.content {
        Content::Article(article) if last_day(article).is_some_and(|end| is_over(end, today)) => {
            let article = Article { access: Some(Access::Open), ..(**article).clone() };
            Cow::Owned(Item { content: Content::Article(article.into()), ..item.clone() })
        }
        _ => Cow::Borrowed(item),
    }
}

/// The end of an embargo, also of one that has no access right beside it.
fn last_day(article: &Article) -> Option<&str> {
    let has_embargo = matches!(article.access, None | Some(Access::Embargoed));
    article.embargo_end.as_ref().filter(|_| has_embargo).map(|end| end.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(article: &str) -> Item {
        serde_json::from_str(&format!(r#"{{"identifier":"oai:a.org:1","article":{{{article}}}}}"#)).unwrap()
    }

    fn access(article: &str, on: &str) -> Option<Access> {
        match &today(&item(article), on).content {
            Content::Article(article) => article.access,
            Content::Dc(_) => None,
        }
    }

    #[test]
    fn an_embargo_ends_on_the_day_after_its_last_day() {
        let embargo = r#""access":"embargoed","embargo_end":"2026-11-30""#;
        assert_eq!(access(embargo, "2026-11-30"), Some(Access::Embargoed));
        assert_eq!(access(embargo, "2026-12-01"), Some(Access::Open));
        assert_eq!(end(&item(embargo), "2026-11-30"), Some("2026-11-30"));
        assert_eq!(end(&item(embargo), "2026-12-01"), None);
    }

    #[test]
    fn a_month_and_a_year_end_with_their_last_day() {
        assert_eq!(
            access(r#""access":"embargoed","embargo_end":"2026-11""#, "2026-11-30"),
            Some(Access::Embargoed)
        );
        assert_eq!(
            access(r#""access":"embargoed","embargo_end":"2026-11""#, "2026-12-01"),
            Some(Access::Open)
        );
        assert_eq!(access(r#""embargo_end":"2026""#, "2026-12-31"), None);
        assert_eq!(access(r#""embargo_end":"2026""#, "2027-01-01"), Some(Access::Open));
    }

    #[test]
    fn what_is_closed_for_another_reason_stays_closed() {
        assert_eq!(
            access(r#""access":"restricted","embargo_end":"2020-01-01""#, "2026-01-01"),
            Some(Access::Restricted)
        );
        assert_eq!(access(r#""access":"embargoed""#, "2026-01-01"), Some(Access::Embargoed));
        assert_eq!(end(&item(r#""access":"open","embargo_end":"2099-01-01""#), "2026-01-01"), None);
    }
}
