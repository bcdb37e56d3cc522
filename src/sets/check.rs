//! Faults in rules, reported when the rules are read and not when they are applied.

use crate::model::{Identity, SetRule, words};

use super::condition::Condition;
use super::fault::Fault;
use super::field::{self, FIELDS};
use super::guidelines;
use super::names::SetNames;
use super::pattern;

/// Something wrong with a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Which rule, counted from 0.
    pub rule: usize,
    pub place: Place,
    pub fault: Fault,
}

/// Where in a rule; lists are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Rule,
    Spec,
    By(usize),
    Where,
    /// All of the names.
    Names,
    Name(usize),
}

/// All that is wrong with the rules of a repository.
pub fn flaws(identity: &Identity) -> Vec<Flaw> {
    let names = SetNames::of(identity);
    let mut flaws = Vec::new();
    for (index, rule) in identity.rules.iter().enumerate() {
        let mut add = |place, fault| flaws.push(Flaw { rule: index, place, fault });
        spec(rule, identity, &names, &mut add);
        let mut is_known = true;
        by(rule, &mut |place, fault| {
            is_known = false;
            add(place, fault);
        });
        if let Some(Err(fault)) = rule.condition.as_deref().map(Condition::parse) {
            add(Place::Where, fault);
        }
        // places are for the fields of `by`: they are looked at when those are right
        let names = rule.names.iter().enumerate().filter(|_| is_known);
        names.for_each(|(at, name)| places(rule, at, &name.text, &mut add));
        if let Some(other) = identity.rules[..index].iter().position(|other| collides(other, rule)) {
            add(Place::Rule, collision(other));
        }
    }
    flaws
}

type Add<'f> = dyn FnMut(Place, Fault) + 'f;

fn spec(rule: &SetRule, identity: &Identity, names: &SetNames<'_>, add: &mut Add<'_>) {
    let Some(spec) = &rule.spec else {
        if rule.by.is_empty() {
            let sentence = words!(
                "this rule makes no set: add `spec`, the set that it puts records into, or `by`, a list of \
                 fields by whose values it makes sets",
                "这条规则没有产生任何集合：请加上 spec（记录归入的集合），或 by（按哪些字段的值产生集合）"
            );
            add(Place::Rule, Fault::Other(sentence));
        }
        return;
    };
    let lower = spec.as_str().to_ascii_lowercase();
    if guidelines::guideline(&lower).is_some() && lower != spec.as_str() {
        let sentence = words!(
            "harvesters request this set in lower case; write spec = \"{lower}\"",
            "收割程序用小写名称请求这个集合；请写成 spec = \"{lower}\""
        );
        add(Place::Spec, Fault::Other(sentence));
    } else if names.of_set(spec).is_empty() && identity.sets.iter().all(|set| set.spec != *spec) {
        let sentence = words!(
            "the set `{spec}` has no name; add name = [{{ lang = \"en\", text = \"…\" }}] to the rule, or a [[set]] \
             with spec = \"{spec}\" and a name",
            "集合“{spec}”没有名称；请在规则中加上 name = [{{ lang = \"zh\", text = \"…\" }}]，或添加 [[set]]，写 spec = \"{spec}\" 和 name"
        );
        add(Place::Names, Fault::Other(sentence));
    }
}

fn by(rule: &SetRule, add: &mut Add<'_>) {
    for (at, name) in rule.by.iter().enumerate() {
        if field::level(name).is_none() {
            let levels = FIELDS.iter().filter(|field| field.has_level);
            let among = levels.map(|field| field.name.to_owned()).collect();
            add(Place::By(at), Fault::Unknown { name: name.clone(), among });
        } else if rule.by[..at].contains(name) {
            let sentence = words!(
                "`{name}` already makes a level; remove it here",
                "“{name}”已经用作一级；请删除重复的这一个"
            );
            add(Place::By(at), Fault::Other(sentence));
        }
    }
}

/// The places in a name are for fields of `by`.
fn places(rule: &SetRule, at: usize, name: &str, add: &mut Add<'_>) {
    if pattern::pieces(name).is_none() {
        let sentence = words!(
            "a brace has no partner; write a placeholder as {{year}}, with the name of a field",
            "花括号不成对；占位符请写成 {{year}} 这样，中间是字段名"
        );
        return add(Place::Name(at), Fault::Other(sentence));
    }
    for field in pattern::fields(name).filter(|field| rule.by.iter().all(|name| name != field)) {
        let fault = if rule.by.is_empty() {
            Fault::Other(words!(
                "`{{{field}}}` cannot be filled: the rule has no `by`; remove it, or add `by`",
                "“{{{field}}}”无法填入：这条规则没有 by；请删除它，或加上 by"
            ))
        } else {
            Fault::Unknown { name: field.to_owned(), among: rule.by.clone() }
        };
        add(Place::Name(at), fault);
    }
}

/// Whether both make sets below one node and by different fields: then the content of such a set would be ambiguous.
fn collides(one: &SetRule, other: &SetRule) -> bool {
    one.spec == other.spec && one.by.iter().zip(&other.by).any(|(one, other)| one != other)
}

fn collision(other: usize) -> Fault {
    Fault::Other(words!(
        "rule {number} makes sets at the same level from other fields, so that they would be mixed; give each its own `spec`",
        "第 {number} 条规则在同一级用别的字段产生集合，两者会混在一起；请给它们各写一个 spec",
        number = other + 1
    ))
}
