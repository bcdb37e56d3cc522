//! The type of an article.

use crate::diagnostics::{say, suggest};
use crate::formats::{article_types, is_article_type};

use crate::model::Article;

use super::check::Check;
use super::{Findings, text};

/// Checks the words of `type`. The editor's own words may accompany a known one; without it, harvesters get
/// no type of the editor's choice.
pub(super) struct Types;

impl Check for Types {
    fn check(&self, article: &mut Article, findings: &mut Findings) {
        check(&mut article.types, findings);
    }
}

fn check(types: &mut [String], findings: &mut Findings) {
    let is_known = types.iter().any(|kind| kind.trim().is_empty() || is_article_type(kind)); // an empty one is an error
    findings.each("type", types, |findings, kind| {
        text::required(findings, kind);
        if kind.is_empty() || is_article_type(kind) {
            return;
        }
        match suggest::nearest(kind, article_types()) {
            Some(nearest) => {
                findings.add(say!(
                    TYPE_UNKNOWN,
                    "`{kind}` is not a known type: did you mean `{nearest}`?",
                    "“{kind}”不是已知的文献类型：是否应为“{nearest}”？"
                ))
            }
            None if is_known => {}
            None => findings.add(say!(
                TYPE_UNKNOWN,
                "`{kind}` is not a known type, and an article of a journal is served as `journal article`; write the type that fits best, \
                 such as {examples}, before your own word",
                "“{kind}”不是已知的文献类型，期刊文章会以 journal article 发布；请在自己的用词之前写上最合适的类型，如 {examples}",
                examples = suggest::listed(EXAMPLES)
            )),
        }
    });
}

const EXAMPLES: [&str; 5] = ["research article", "review article", "book review", "editorial", "case report"];

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(types: &[&str]) -> Vec<String> {
        let mut findings = Findings::default();
        let mut types: Vec<String> = types.iter().map(|&kind| kind.to_owned()).collect();
        check(&mut types, &mut findings);
        findings.found.into_iter().map(|finding| finding.message.words.en).collect()
    }

    #[test]
    fn an_unknown_type_is_reported_with_the_one_that_was_probably_meant() {
        for (written, meant) in [
            ("journal artcle", "journal article"),
            ("Editorail", "editorial"),
            ("expression-of-concerns", "expression of concern"),
        ] {
            let messages = messages(&[written]);
            assert!(
                messages.len() == 1 && messages[0].contains(&format!("did you mean `{meant}`?")),
                "{messages:?}"
            );
        }
        assert!(messages(&["工作简报"])[0].contains("is served as `journal article`"));
        assert!(messages(&["journal article", "journal artcle"])[0].contains("did you mean"));
    }

    #[test]
    fn a_known_type_and_words_beside_it_are_not_reported() {
        for types in [
            &["journal article", "Peer-reviewed Article"][..],
            &["http://purl.org/coar/resource_type/D97F-VB57"],
            &["撤稿声明"],
        ] {
            assert_eq!(messages(types), [""; 0], "{types:?}");
        }
    }
}
