//! What the sets that rules make are called. A setSpec is read back into the values that it was made of.

use crate::model::{Identity, Language, SetRule, SetSpec, Text};

use super::field::primary;
use super::pattern::{self, Piece};
use super::{guidelines, segment, words};

/// The names of the sets that the rules of a repository make.
pub struct SetNames<'a> {
    rules: &'a [SetRule],
    /// The languages of names that no rule gives.
    languages: Vec<&'static str>,
}

/// A level that leads to a node: the field of `by`, and its value there.
type Level<'a> = (&'a str, String);

impl<'a> SetNames<'a> {
    pub fn of(identity: &'a Identity) -> Self {
        Self { rules: &identity.rules, languages: languages(identity) }
    }

    /// What a set is called in each of its languages; empty if no rule makes it.
    ///
    /// Of the names of a rule those fit a node whose deepest field is that of the node; without one that fits, the
    /// values are named in the languages of the repository.
    pub fn of_set(&self, spec: &SetSpec) -> Vec<Text> {
        let made: Vec<_> = self.rules.iter().filter_map(|rule| Some((rule, levels(rule, spec)?))).collect();
        let given = made.iter().map(|(rule, levels)| given(rule, levels)).find(|texts| !texts.is_empty());
        let told = || made.iter().find(|(_, levels)| !levels.is_empty()).map(|(_, levels)| self.told(levels));
        let mut texts = given.or_else(told).unwrap_or_default();
        let mut seen: Vec<String> = Vec::new();
        texts.retain(|text| {
            let is_new = !seen.contains(&text.text);
            seen.push(text.text.clone());
            is_new
        });
        texts
    }

    fn told(&self, levels: &[Level<'_>]) -> Vec<Text> {
        let text = |lang: &&str| Text { lang: lang.parse().ok(), text: words::default_name(levels, lang) };
        self.languages.iter().map(text).collect()
    }
}

/// The levels below the node of the rule that lead to the set; `None` if the rule does not make it.
fn levels<'r>(rule: &'r SetRule, spec: &SetSpec) -> Option<Vec<Level<'r>>> {
    let below = match &rule.spec {
        None => spec.as_str(),
        Some(node) if node == spec => "",
        Some(node) => spec.as_str().strip_prefix(node.as_str())?.strip_prefix(':')?,
    };
    let segments: Vec<_> = below.split(':').filter(|segment| !segment.is_empty()).collect();
    if segments.len() > rule.by.len() {
        return None;
    }
    let value = |(field, segment): (&'r String, &&str)| Some((field.as_str(), segment::decode(segment)?));
    rule.by.iter().zip(&segments).map(value).collect()
}

/// The names that the rule gives the node to which the levels lead.
fn given(rule: &SetRule, levels: &[Level<'_>]) -> Vec<Text> {
    let depth = |text: &str| {
        let level = |field| rule.by.iter().position(|name| name == field).map(|at| at + 1);
        pattern::fields(text).map(level).try_fold(0, |deepest, level| Some(deepest.max(level?)))
    };
    let names = rule.names.iter().filter(|name| depth(&name.text) == Some(levels.len()));
    let texts: Vec<_> =
        names.map(|name| Text { lang: name.lang.clone(), text: filled(name, levels) }).collect();
    let guideline = rule.spec.as_ref().filter(|_| texts.is_empty() && levels.is_empty());
    match guideline.and_then(|spec| guidelines::guideline(spec.as_str())) {
        Some(set) => vec![Text { lang: None, text: set.name.to_owned() }],
        None => texts,
    }
}

fn filled(name: &Text, levels: &[Level<'_>]) -> String {
    let piece = |piece| match piece {
        Piece::Text(text) => text.to_owned(),
        Piece::Field(field) => {
            let value = levels.iter().find(|(level, _)| *level == field).map_or("", |(_, value)| value);
            words::word(field, value, name.lang.as_ref().map(Language::as_str))
        }
    };
    pattern::pieces(&name.text).unwrap_or_default().into_iter().map(piece).collect()
}

/// Those of Chinese and English in which the repository says something of itself, in its order; else English.
fn languages(identity: &Identity) -> Vec<&'static str> {
    let names = identity.rules.iter().flat_map(|rule| &rule.names);
    let sets = identity.sets.iter().flat_map(|set| &set.descriptions);
    let mut languages = Vec::new();
    for lang in names.chain(&identity.descriptions).chain(sets).filter_map(|text| text.lang.as_ref()) {
        let known = ["en", "zh"].into_iter().find(|known| *known == primary(lang.as_str()));
        languages.extend(known.filter(|known| !languages.contains(known)));
    }
    if languages.is_empty() { vec!["en"] } else { languages }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(rules: &str) -> Identity {
        let json = format!(
            r#"{{"name":"N","namespace":"a.org","admin_emails":["a@a.org"],"rule":[{rules}],
                "description":[{{"lang":"zh-Hans","text":"文"}},{{"lang":"en","text":"T"}},{{"lang":"fr","text":"T"}}]}}"#
        );
        serde_json::from_str(&json).unwrap()
    }

    fn names(rules: &str, spec: &str) -> Vec<String> {
        let identity = identity(rules);
        let texts = SetNames::of(&identity).of_set(&spec.parse().unwrap());
        texts
            .iter()
            .map(|text| format!("{}:{}", text.lang.as_ref().map_or("", Language::as_str), text.text))
            .collect()
    }

    const ISSUES: &str = r#"{"spec":"jiss","by":["year","issue"],"name":[{"lang":"en","text":"The Journal"},
        {"lang":"en","text":"Year {year}"},{"lang":"zh","text":"{year}年第{issue}期"},{"lang":"en","text":"{year}, No. {issue}"}]}"#;

    #[test]
    fn each_level_has_the_names_that_fit_it() {
        assert_eq!(names(ISSUES, "jiss"), ["en:The Journal"]);
        assert_eq!(names(ISSUES, "jiss:2022"), ["en:Year 2022"]);
        assert_eq!(names(ISSUES, "jiss:2022:5"), ["zh:2022年第5期", "en:2022, No. 5"]);
        for other in ["jiss:2022:5:x", "jis", "jissx:2022", "jiss:(61)"] {
            assert_eq!(names(ISSUES, other), [""; 0], "{other}");
        }
    }

    #[test]
    fn a_level_without_names_is_named_in_the_languages_of_the_repository() {
        assert_eq!(names(r#"{"by":["language"]}"#, "zh"), ["zh:中文", "en:Chinese"]);
        assert_eq!(names(r#"{"spec":"s","by":["section"]}"#, "s:(8bba.6587)"), ["zh:论文"]);
        assert_eq!(
            names(r#"{"spec":"s","by":["year","volume","issue"]}"#, "s:2022:40:5"),
            ["zh:2022年第40卷第5期", "en:2022, Vol. 40, No. 5"]
        );
        assert_eq!(
            names(r#"{"by":["access"],"name":[{"lang":"de","text":"Zugang: {access}"}]}"#, "open"),
            ["de:Zugang: open access"]
        );
    }

    #[test]
    fn the_sets_of_guidelines_have_the_names_that_those_want() {
        assert_eq!(names(r#"{"spec":"driver"}"#, "driver"), [":Open Access DRIVERset"]);
        assert_eq!(names(r#"{"spec":"openaire"}"#, "openaire"), [":OpenAIRE"]);
    }
}
