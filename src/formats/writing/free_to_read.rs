//! Since when an article is free to read, and under its licence, as NISO's access indicators (ALI) say it in JATS and at Crossref.

use crate::model::{Access, Article, PartialDate};

/// Whether everybody may read the article, and since which day, if that is known. Of an embargo that ends in a month or
/// a year the day is not known, and nothing can be said.
pub(in crate::formats) fn free_to_read(article: &Article) -> Option<Option<&str>> {
    let day = article.embargo_end.as_ref().and_then(PartialDate::as_day);
    match article.access {
        Some(Access::Open) => Some(day),
        Some(Access::Embargoed) | None => day.map(Some),
        Some(Access::Restricted | Access::MetadataOnly) => None,
    }
}

/// The day since which the licence holds, if that is not the day of publication: the end of an embargo.
pub(in crate::formats) fn licensed_since(article: &Article) -> Option<&str> {
    article.embargo_end.as_ref().filter(|_| article.access == Some(Access::Embargoed))?.as_day()
}

/// The end of the embargo; none if it is over, because there is no restriction any more.
pub(in crate::formats) fn restricted_until(article: &Article) -> Option<&PartialDate> {
    article.embargo_end.as_ref().filter(|_| article.access != Some(Access::Open))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_free_since_a_day_that_is_known_or_nothing_is_said() {
        let told = |access: Option<Access>, embargo_end: &str| {
            let article = Article { access, embargo_end: embargo_end.parse().ok(), ..Article::default() };
            free_to_read(&article).map(|since| since.map(str::to_owned))
        };
        let day = || Some(Some("2024-01-02".to_owned()));
        assert_eq!(told(Some(Access::Open), ""), Some(None));
        assert_eq!(told(Some(Access::Embargoed), "2024-01-02"), day());
        assert_eq!(told(None, "2024-01-02"), day());
        assert_eq!(told(Some(Access::Embargoed), "2024-01"), None);
        assert_eq!(told(Some(Access::Restricted), "2024-01-02"), None);
        assert_eq!(told(None, ""), None);
    }

    #[test]
    fn a_licence_holds_since_the_end_of_an_embargo() {
        let since = |access: Option<Access>, embargo_end: &str| {
            let article = Article { access, embargo_end: embargo_end.parse().ok(), ..Article::default() };
            licensed_since(&article).map(str::to_owned)
        };
        assert_eq!(since(Some(Access::Embargoed), "2024-01-02").as_deref(), Some("2024-01-02"));
        assert_eq!(since(Some(Access::Embargoed), "2024-01"), None);
        assert_eq!(since(Some(Access::Open), "2024-01-02"), None);
    }
}
