//! Rules that put items into sets by what they are (§2.6), and the names of the sets that they make.
//!
//! A setSpec that a rule made contains the values it was made of, so the names of such sets need no state.

mod article;
mod check;
mod comparison;
mod condition;
mod dublin_core;
mod fault;
mod field;
mod guidelines;
mod names;
mod pattern;
mod segment;
mod value;
mod words;

use crate::model::{Item, SetRule, SetSpec};

pub use check::{Flaw, Place, flaws};
pub use fault::Fault;
pub use names::SetNames;

use condition::Condition;
use field::Field;

/// Goes up with every change of what rules make of the same item, so that an upgrade finds the items it changed.
const REVISION: u32 = 1;

/// The rules of a repository, ready to be asked.
pub struct SetRules {
    rules: Vec<Rule>,
}

struct Rule {
    spec: Option<String>,
    by: Vec<&'static Field>,
    condition: Option<Condition>,
}

impl SetRules {
    /// Rules that [`flaws`] finds fault with put nothing into any set.
    pub fn of(rules: &[SetRule]) -> Self {
        Self { rules: rules.iter().filter_map(Rule::of).collect() }
    }

    /// The sets that the rules put the item into.
    pub fn sets_of(&self, item: &Item) -> Vec<SetSpec> {
        let specs = self.rules.iter().flat_map(|rule| rule.specs(item));
        specs.filter_map(|spec| spec.parse().ok()).collect()
    }

    /// What of the rules decides which items are in which sets; their names do not.
    pub fn decisive(rules: &[SetRule]) -> String {
        let decisive = |rule: &SetRule| {
            format!(
                "{:?} {:?} {:?}",
                rule.spec.as_ref().map(SetSpec::as_str),
                rule.by,
                guidelines::condition(rule)
            )
        };
        let rules: Vec<String> = rules.iter().map(decisive).collect();
        format!("{REVISION} {}", rules.join("\n"))
    }
}

impl Rule {
    fn of(rule: &SetRule) -> Option<Self> {
        let by = rule.by.iter().map(|name| field::level(name)).collect::<Option<_>>()?;
        let condition = guidelines::condition(rule).map(Condition::parse).transpose().ok()?;
        Some(Self { spec: rule.spec.as_ref().map(ToString::to_string), by, condition })
    }

    /// The deepest nodes that the item reaches: it stops where it has no value for the next level, and goes on in several
    /// where it has several.
    fn specs(&self, item: &Item) -> Vec<String> {
        if self.condition.as_ref().is_some_and(|condition| !condition.holds(item)) {
            return Vec::new();
        }
        let mut reached: Vec<String> = self.spec.iter().cloned().collect();
        for (depth, field) in self.by.iter().enumerate() {
            let segments: Vec<_> =
                field.own_values(item).iter().map(|value| segment::encode(value)).collect();
            if segments.is_empty() {
                break;
            }
            reached = if depth == 0 && self.spec.is_none() {
                segments
            } else {
                let below = |node: &String| -> Vec<_> {
                    segments.iter().map(|segment| format!("{node}:{segment}")).collect()
                };
                reached.iter().flat_map(below).collect()
            };
        }
        reached
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(json: &str) -> Vec<SetRule> {
        serde_json::from_str(json).unwrap()
    }

    fn sets(json: &str, content: &str) -> Vec<String> {
        let item: Item =
            serde_json::from_str(&format!(r#"{{"identifier":"oai:a.org:1",{content}}}"#)).unwrap();
        SetRules::of(&rules(json)).sets_of(&item).iter().map(ToString::to_string).collect()
    }

    const ARTICLE: &str = r#""article":{"title":[{"text":"T"}],"author":[{"family":"F"}],"type":["article"],"url":"https://a.org/1",
        "published":"2022-05","issue":"5","language":["zh","en"],"access":"open","file":["https://a.org/1.pdf"],
        "section":[{"lang":"en","text":"Articles"},{"lang":"zh-Hans","text":"论文"}],
        "keywords":[{"lang":"en","words":["law"," law ","sea"]},{"lang":"zh","words":["法"]}],
        "license":"http://creativecommons.org/licenses/by/4.0/"}"#;

    #[test]
    fn a_rule_makes_a_level_for_each_field() {
        assert_eq!(sets(r#"[{"spec":"j","by":["year","issue"]}]"#, ARTICLE), ["j:2022:5"]);
        assert_eq!(sets(r#"[{"by":["year","issue"]}]"#, ARTICLE), ["2022:5"]);
        assert_eq!(sets(r#"[{"spec":"j"}]"#, ARTICLE), ["j"]);
        assert_eq!(
            sets(r#"[{"spec":"l","by":["license"]},{"spec":"a","by":["access"]}]"#, ARTICLE),
            ["l:CC-BY-4.0", "a:open"]
        );
    }

    #[test]
    fn an_item_stops_at_the_level_for_which_it_has_no_value() {
        assert_eq!(sets(r#"[{"spec":"j","by":["year","volume","issue"]}]"#, ARTICLE), ["j:2022"]);
        assert_eq!(sets(r#"[{"spec":"j","by":["volume","year"]}]"#, ARTICLE), ["j"]);
        assert_eq!(sets(r#"[{"by":["volume","year"]}]"#, ARTICLE), [""; 0]);
    }

    #[test]
    fn several_values_make_several_sets() {
        assert_eq!(sets(r#"[{"by":["language","year"]}]"#, ARTICLE), ["zh:2022", "en:2022"]);
        assert_eq!(sets(r#"[{"spec":"j","by":["year","language"]}]"#, ARTICLE), ["j:2022:zh", "j:2022:en"]);
    }

    #[test]
    fn of_a_text_in_several_languages_the_one_in_the_language_of_the_article_makes_the_set() {
        assert_eq!(sets(r#"[{"by":["section"]}]"#, ARTICLE), ["(8bba.6587)"]);
        assert_eq!(sets(r#"[{"by":["subject"]}]"#, ARTICLE), ["(6cd5)"]);
        let unknown = ARTICLE.replace(r#""language":["zh","en"],"#, "");
        assert_eq!(sets(r#"[{"by":["section"]}]"#, &unknown), ["Articles"]);
        assert_eq!(sets(r#"[{"by":["subject"]}]"#, &unknown), ["law", "sea"]);
    }

    #[test]
    fn a_condition_decides() {
        assert_eq!(
            sets(r#"[{"spec":"new","where":"year >= 2022"},{"spec":"old","where":"year < 2022"}]"#, ARTICLE),
            ["new"]
        );
        assert_eq!(sets(r#"[{"spec":"broken","where":"year >="}]"#, ARTICLE), [""; 0]);
    }

    #[test]
    fn the_sets_of_guidelines_need_no_condition() {
        const BOTH: &str = r#"[{"spec":"openaire"},{"spec":"driver"}]"#;
        assert_eq!(sets(BOTH, ARTICLE), ["openaire", "driver"]);
        let without = |part: &str| sets(BOTH, &ARTICLE.replace(part, ""));
        assert_eq!(without(r#""file":["https://a.org/1.pdf"],"#), ["openaire"]);
        assert_eq!(without(r#""type":["article"],"#), ["driver"]);
        assert_eq!(without(r#""access":"open","#), [""; 0]);
        let restricted = ARTICLE.replace(r#""access":"open""#, r#""access":"restricted""#);
        assert_eq!(sets(BOTH, &restricted), [""; 0]);
        let funded = restricted.replace(r#""issue":"5""#, r#""funding":[{"funder":"EC"}]"#);
        assert_eq!(sets(BOTH, &funded), ["openaire"]);
        assert_eq!(sets(r#"[{"spec":"driver","where":"year == 1999"}]"#, ARTICLE), [""; 0]);
    }

    #[test]
    fn plain_dublin_core_is_in_the_sets_that_its_elements_tell() {
        let dc = r#""dc":[{"element":"date","value":"2022-05-01"},{"element":"language","value":"en"},
            {"element":"subject","lang":"zh","value":"法"},{"element":"subject","lang":"en","value":"law"},
            {"element":"type","value":"article"},{"element":"rights","value":"info:eu-repo/semantics/openAccess"}]"#;
        let each = r#"[{"spec":"y","by":["year"]},{"spec":"l","by":["language"]},{"spec":"s","by":["subject"]},
            {"spec":"t","by":["type"]},{"spec":"a","by":["access"]},{"spec":"i","by":["issue"]}]"#;
        assert_eq!(sets(each, dc), ["y:2022", "l:en", "s:law", "t:article", "a:open", "i"]);
    }

    #[test]
    fn names_decide_nothing() {
        let named = rules(r#"[{"spec":"a","name":[{"text":"A"}]}]"#);
        assert_eq!(SetRules::decisive(&named), SetRules::decisive(&rules(r#"[{"spec":"a"}]"#)));
        assert_ne!(SetRules::decisive(&named), SetRules::decisive(&rules(r#"[{"spec":"b"}]"#)));
        assert_ne!(
            SetRules::decisive(&named),
            SetRules::decisive(&rules(r#"[{"spec":"a","where":"year"}]"#))
        );
    }
}
