//! Names of people as databases write them.

use crate::model::{Affiliation, Name, NameOrder, Person, words};

use super::draft::Draft;
use super::language::language;

/// Signs between persons.
const BETWEEN: [char; 5] = [';', '；', '、', '\u{1F}', '|'];

/// Adds the authors that a value names.
pub fn author(draft: &mut Draft, text: &str) {
    for name in text.split(BETWEEN).map(str::trim).filter(|name| !name.is_empty()) {
        let person = person(draft, name);
        draft.article.authors.push(person);
    }
}

/// Adds the names that the authors have in another script, if there is one for each.
pub fn other_names(draft: &mut Draft, values: &[&str]) {
    let names: Vec<_> = parts(values, &BETWEEN);
    if names.len() != draft.article.authors.len() {
        return names.iter().for_each(|_| draft.lose("author"));
    }
    for (at, name) in names.into_iter().enumerate() {
        let Person { lang, family, given, name, printed, order, .. } = person(draft, name);
        let name = Name { lang, family, given, name, printed, order, ..Name::default() };
        draft.article.authors[at].variants.push(name);
    }
}

/// Adds the places where the authors work. Files do not say who works where: one place is that of every author, and as many as there are
/// authors are in their order.
pub fn affiliations(draft: &mut Draft, values: &[&str]) {
    let mut places = parts(values, &[';', '；', '\u{1F}']);
    if places.iter().all(|place| *place == places[0]) {
        places.truncate(1);
    }
    let authors = draft.article.authors.len();
    let in_order = places.len() == authors;
    if places.is_empty() || authors == 0 || !(in_order || places.len() == 1) {
        return places.iter().for_each(|_| draft.lose("affiliation"));
    }
    if authors > 1 {
        draft.guess(
            "author",
            words!("which author works where was guessed from the order", "作者与单位的对应由先后顺序推测"),
        );
    }
    for at in 0..authors {
        let place = places[if in_order { at } else { 0 }];
        let lang = language(draft, "author", place);
        let affiliation = Affiliation { lang, institution: Some(place.to_owned()), ..Affiliation::default() };
        draft.article.authors[at].affiliations.push(affiliation);
    }
}

/// The parts of all values; what follows a bar is a number of the database.
fn parts<'v>(values: &[&'v str], between: &[char]) -> Vec<&'v str> {
    let all = values.iter().flat_map(|value| value.split(between));
    let bare = all.map(|part| part.split('|').next().unwrap_or_default().trim());
    bare.filter(|part| !part.is_empty()).collect()
}

/// A name with a comma has its parts, and a word in capitals is the family name; a Chinese name is cut after the family name; of any
/// other the last word is the family name.
pub fn person(draft: &mut Draft, name: &str) -> Person {
    let lang = language(draft, "author", name);
    let of = |family: &str, given: &str| Person {
        family: Some(family.trim().to_owned()),
        given: Some(given.trim().to_owned()).filter(|given| !given.is_empty()),
        ..Person::default()
    };
    let person = if let Some((family, given)) = name.split_once([',', '，']) {
        of(family, given)
    } else if let Some((family, given)) = in_capitals(name) {
        let order = name.starts_with(&family).then_some(NameOrder::FamilyFirst);
        let family = capitalised(&family);
        Person { printed: Some(name.to_owned()), order, ..of(&family, &given) }
    } else if let Some((family, given)) = chinese(name) {
        draft.guess("author", guessed());
        of(family, given)
    } else if let Some((given, family)) =
        name.rsplit_once(' ').filter(|_| name.is_ascii() || !name.contains('·'))
    {
        draft.guess("author", guessed());
        of(family, given)
    } else {
        Person { name: Some(name.to_owned()), ..Person::default() }
    };
    Person { lang, ..person }
}

/// The family name, if one word is in capitals and the others are not.
fn in_capitals(name: &str) -> Option<(String, String)> {
    let is_in_capitals = |word: &&str| {
        word.chars().filter(|sign| sign.is_uppercase()).count() > 1
            && word.chars().all(|sign| sign.is_uppercase() || "-'’".contains(sign))
    };
    let (family, given): (Vec<_>, Vec<_>) = name.split_whitespace().partition(is_in_capitals);
    let family = family.join(" ");
    (!given.is_empty() && !family.is_empty() && name.contains(&family)).then(|| (family, given.join(" ")))
}

/// `OUYANG-LI` as `Ouyang-Li`.
fn capitalised(word: &str) -> String {
    let mut begins = true;
    let small = word.chars().flat_map(|sign| {
        let first = std::mem::replace(&mut begins, !sign.is_alphabetic());
        if first { vec![sign] } else { sign.to_lowercase().collect() }
    });
    small.collect()
}

fn guessed() -> crate::model::Words {
    words!(
        "which part of a name is the family name was guessed; look at each",
        "姓与名由规则拆分；请逐一核对"
    )
}

/// Chinese family names of two characters.
const COMPOUND: [&str; 14] = [
    "欧阳", "司马", "诸葛", "上官", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "端木",
    "轩辕",
];

/// The parts of a name of two to four Chinese characters.
fn chinese(name: &str) -> Option<(&str, &str)> {
    let is_han = |sign: char| ('\u{3400}'..='\u{9FFF}').contains(&sign);
    let count = name.chars().count();
    if !name.chars().all(is_han) || !(2..=4).contains(&count) {
        return None;
    }
    let compound = COMPOUND.iter().find(|family| count > 2 && name.starts_with(**family));
    let end = compound.map_or_else(|| name.chars().next().map_or(0, char::len_utf8), |family| family.len());
    Some(name.split_at(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(name: &str) -> (Option<String>, Option<String>, Option<String>) {
        let person = person(&mut Draft::default(), name);
        (person.family, person.given, person.name)
    }

    #[test]
    fn a_name_is_cut_as_its_language_writes_it() {
        let parts = |family: &str, given: &str| (Some(family.to_owned()), Some(given.to_owned()), None);
        assert_eq!(split("van Tilborg, Henk C. A."), parts("van Tilborg", "Henk C. A."));
        assert_eq!(split("刘伟"), parts("刘", "伟"));
        assert_eq!(split("欧阳修文"), parts("欧阳", "修文"));
        assert_eq!(split("WANG Lei"), parts("Wang", "Lei"));
        assert_eq!(split("Chao HAN"), parts("Han", "Chao"));
        assert_eq!(split("Ada Obi Okafor"), parts("Okafor", "Ada Obi"));
        assert_eq!(split("Madonna"), (None, None, Some("Madonna".to_owned())));
    }
}
