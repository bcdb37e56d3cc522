//! Defaults: what holds for many articles, taken over by each that does not say otherwise.

use super::{Article, Journal, Texts};

/// A field that may say nothing.
trait Field: Clone {
    fn is_silent(&self) -> bool;
}

impl<T: Clone> Field for Vec<T> {
    fn is_silent(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Clone> Field for Option<T> {
    fn is_silent(&self) -> bool {
        self.is_none()
    }
}

impl Field for Texts {
    fn is_silent(&self) -> bool {
        self.is_empty()
    }
}

fn take_over<F: Field>(own: &mut F, default: &F) {
    if own.is_silent() {
        own.clone_from(default);
    }
}

/// Fills the fields named; a field of the type that is neither named nor left out does not compile.
macro_rules! fill {
    ($own:ident from $defaults:ident { $($field:ident),* } but $($left_out:ident),*) => {
        let Self { $($field,)* $($left_out: _,)* } = $defaults;
        $(take_over(&mut $own.$field, $field);)*
    };
}

impl Article {
    /// Takes over from `defaults` each field that this article does not say; of the journal, each of its fields.
    /// Titles are not taken over: no two articles share one.
    pub fn fill(&mut self, defaults: &Self) {
        if let (Some(journal), Some(default)) = (&mut self.journal, &defaults.journal) {
            journal.fill(default);
        }
        fill!(self from defaults {
            authors, contributors, abstracts, keywords, notes, classifications, journal, volume, issue,
            issue_titles, issue_doi, issue_url, issue_date, sections, pages, article_number, page_count, received, accepted, published, published_print, published_online,
            revised, updated, retracted, language, doi,
            other_identifiers, url, files, supplements, conference, coverage, audience, types, version, license, copyright, copyright_holder,
            copyright_year, access, embargo_end, funding, statements, trials, references, relations
        } but titles);
    }
}

impl Journal {
    fn fill(&mut self, defaults: &Self) {
        fill!(self from defaults {
            titles, abbreviations, issn, print_issn, electronic_issn, linking_issn, cn, doi, url, publisher, place, country
        } but);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(json: &str) -> Article {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn what_the_article_says_stands_and_the_rest_is_taken_over() {
        let mut own = article(r#"{"issue":"5","type":["editorial"],"journal":{"issn":["2434-561X"]}}"#);
        own.fill(&article(
            r#"{"title":[{"text":"T"}],"issue":"4","volume":"40","type":["article","other"],"license":"CC0-1.0",
                "journal":{"title":[{"text":"J"}],"issn":["2049-3630"]}}"#,
        ));
        let expected = r#"{"issue":"5","volume":"40","type":["editorial"],"license":"CC0-1.0",
            "journal":{"title":[{"text":"J"}],"issn":["2434-561X"]}}"#;
        assert_eq!(own, article(expected));
    }
}
