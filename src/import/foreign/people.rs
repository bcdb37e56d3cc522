//! Names of people as databases write them.

use crate::checks::in_small_letters;
use crate::model::{
    Affiliation, Language, Name, NameOrder, Person, chinese_name_parts, is_compound_family_name, words,
};

use super::draft::Draft;
use super::language::language;

/// Signs between persons.
const BETWEEN: [char; 5] = [';', '；', '、', '\u{1F}', '|'];

/// Adds the authors that a value names; `lang` is the language that the file says.
pub fn author(draft: &mut Draft, text: &str, lang: Option<&Language>) {
    for name in names(text) {
        let person = with_address(draft, name, lang).unwrap_or_else(|| person_in(draft, name, lang));
        draft.article.authors.push(person);
    }
}

/// The names in a value. If no sign says where one ends, Chinese names are also separated by commas and spaces, and names with initials by
/// commas.
fn names(text: &str) -> Vec<&str> {
    let parts = |between: &[char]| -> Vec<_> {
        text.split(between).map(str::trim).filter(|name| name.contains(char::is_alphanumeric)).collect()
    };
    let names = parts(&BETWEEN);
    if names.len() > 1 {
        return names;
    }
    let chinese_names = parts(&[',', '，', ' ', '\u{3000}']);
    let is_one = chinese_names.len() == 2 && is_compound_family_name(chinese_names[0]);
    if !is_one
        && chinese_names.len() > 1
        && chinese_names.iter().all(|name| chinese_name_parts(name).is_some())
    {
        return chinese_names;
    }
    let with_initials = parts(&[',']);
    if with_initials.iter().all(|name| before_initials(name).is_some()) { with_initials } else { names }
}

/// `Ada,Okafor,ada@a.org,University of Lagos`, as OJS writes an author into a sheet.
fn with_address(draft: &mut Draft, text: &str, lang: Option<&Language>) -> Option<Person> {
    let parts: Vec<_> = text.splitn(4, ',').map(str::trim).collect();
    let [given, family, email, place] = parts[..] else { return None };
    if !(email.is_empty() || email.contains('@')) || family.is_empty() && given.is_empty() {
        return None;
    }
    let person = person_in(draft, &format!("{family}, {given}"), lang);
    let places = Some(place).filter(|place| !place.is_empty());
    let affiliations = places.map(|place| affiliation(draft, place, lang)).into_iter().collect();
    if !email.is_empty() {
        draft.lose("email"); // the sheet does not say whose may be public
    }
    Some(Person { affiliations, ..person })
}

/// Adds the names that the authors have in another script, if there is one for each. Gives whether there is.
pub fn other_names(draft: &mut Draft, values: &[&str], lang: Option<&Language>) -> bool {
    let names: Vec<_> = values.iter().flat_map(|value| names(value)).map(without_number).collect();
    if names.len() != draft.article.authors.len() {
        names.iter().for_each(|_| draft.lose("author"));
        return false;
    }
    for (at, name) in names.into_iter().enumerate() {
        let Person { lang, family, given, name, printed, order, .. } = person_in(draft, name, lang);
        let name = Name { lang, family, given, name, printed, order, ..Name::default() };
        draft.article.authors[at].variants.push(name);
    }
    true
}

/// Adds the places where the authors work. Files do not say who works where: one place is that of every author, and as many as there are
/// authors are in their order. A place in another language is a form of the one before.
pub fn affiliations(draft: &mut Draft, values: &[&str], lang: Option<&Language>) {
    let mut places = parts(values, &[';', '；', '\u{1F}']);
    if places.iter().all(|place| *place == places[0]) {
        places.truncate(1);
    }
    let authors = draft.article.authors.len();
    let in_order = places.len() == authors;
    if places.is_empty() || authors == 0 || !(in_order || places.len() == 1 || authors == 1) {
        return places.iter().for_each(|_| draft.lose("affiliation"));
    }
    if authors > 1 {
        draft.guess(
            "author",
            words!("which author works where was guessed from the order", "作者与单位的对应由先后顺序推测"),
        );
    }
    for at in 0..authors {
        let own = match places.len() {
            count if count == authors => &places[at..=at],
            _ => &places[..],
        };
        for place in own {
            let place = affiliation(draft, place, lang);
            let known = &mut draft.article.authors[at].affiliations;
            match known.first_mut() {
                Some(first) if first.lang != place.lang => first.variants.push(place),
                _ => known.push(place),
            }
        }
    }
}

fn affiliation(draft: &mut Draft, place: &str, lang: Option<&Language>) -> Affiliation {
    let lang = lang.cloned().or_else(|| language(draft, "author", place));
    Affiliation { lang, institution: Some(place.to_owned()), ..Affiliation::default() }
}

/// The parts of all values; what follows a bar is a number of the database.
fn parts<'v>(values: &[&'v str], between: &[char]) -> Vec<&'v str> {
    let all = values.iter().flat_map(|value| value.split(between));
    let bare = all.map(without_number);
    bare.filter(|part| !part.is_empty()).collect()
}

fn without_number(part: &str) -> &str {
    part.split('|').next().unwrap_or_default().trim()
}

/// The person whom a text in a language that the file does not say names.
pub fn person(draft: &mut Draft, name: &str) -> Person {
    person_in(draft, name, None)
}

/// A name with a comma has its parts, and a word in capitals is the family name; a Chinese name is cut after the family name; of any
/// other the last word is the family name.
fn person_in(draft: &mut Draft, name: &str, lang: Option<&Language>) -> Person {
    let lang = lang.cloned().or_else(|| language(draft, "author", name));
    let of = |family: &str, given: &str| Person {
        family: Some(family.trim().to_owned()),
        given: Some(given.trim().to_owned()).filter(|given| !given.is_empty()),
        ..Person::default()
    };
    let name = name.trim_matches([',', '，', ' ']); // a part that is missing
    let person = if let Some((family, given)) = name.split_once([',', '，']) {
        of(family, given)
    } else if let Some((family, given)) = in_capitals(name) {
        let order = name.starts_with(&family).then_some(NameOrder::FamilyFirst);
        let family = in_small_letters(&family);
        Person { printed: Some(name.to_owned()), order, ..of(&family, &given) }
    } else if let Some((family, given)) = before_initials(name) {
        of(family, given)
    } else if let Some((family, given)) = chinese_name_parts(name) {
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

fn guessed() -> crate::model::Words {
    words!(
        "which part of a name is the family name was guessed; look at each",
        "姓与名由规则拆分；请逐一核对"
    )
}

/// The parts of `Okafor A.B.`
fn before_initials(name: &str) -> Option<(&str, &str)> {
    let (family, given) = name.rsplit_once(' ')?;
    let mut parts = given.split_inclusive('.').map(|part| part.trim_start_matches('-'));
    let is_initial = |part: &str| part.len() > 1 && part.ends_with('.') && part.chars().count() == 2;
    let starts_large =
        given.starts_with(char::is_uppercase) && family.chars().filter(|sign| *sign != '.').count() > 1;
    (starts_large && parts.all(is_initial)).then_some((family, given))
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
        assert_eq!(split("Okafor A.-B."), parts("Okafor", "A.-B."));
        assert_eq!(split("J. R. Smith"), parts("Smith", "J. R."));
        assert_eq!(split("Ada Obi Okafor"), parts("Okafor", "Ada Obi"));
        assert_eq!(split(", Ada"), (None, None, Some("Ada".to_owned())));
        assert_eq!(split("Madonna"), (None, None, Some("Madonna".to_owned())));
    }
    #[test]
    fn the_end_of_a_name_is_found_without_semicolons() {
        assert_eq!(names("王雷，李娜 欧阳修文"), ["王雷", "李娜", "欧阳修文"]);
        assert_eq!(names("欧阳,修文"), ["欧阳,修文"]);
        assert_eq!(names("Okafor A., van den Berg J.-P."), ["Okafor A.", "van den Berg J.-P."]);
        assert_eq!(names("Okafor, Ada"), ["Okafor, Ada"]);
    }
}
