//! Who an author is and where, as a page of abstracts describes it in a line.

use crate::model::{Affiliation, Language, Person};

use super::draft::Draft;
use super::people;

/// `(Changsha, 410073)` at the end: where somebody works.
pub fn trailing_place(text: &str) -> (&str, Option<(&str, &str)>) {
    let inside = text.trim_end().strip_suffix([')', '）']).and_then(|text| text.rsplit_once(['(', '（']));
    let place = inside.and_then(|(before, inside)| {
        let (city, code) = inside.split_once([',', '，']).or_else(|| inside.rsplit_once([' ', '　']))?;
        let is_code = code.trim().len() >= 4 && code.trim().bytes().all(|byte| byte.is_ascii_digit());
        is_code.then_some((before.trim_end(), (city.trim(), code.trim())))
    });
    place.map_or((text, None), |(before, place)| (before, Some(place)))
}

/// Words that only the name of an organisation has.
const OF_ORGANIZATIONS: [&str; 16] = [
    "academy",
    "center",
    "centre",
    "college",
    "department",
    "faculty",
    "hospital",
    "institute",
    "laboratory",
    "library",
    "office",
    "press",
    "school",
    "society",
    "university",
    "bureau",
];
const OF_CHINESE_ORGANIZATIONS: [&str; 10] =
    ["大学", "学院", "研究院", "研究所", "中心", "系", "所", "委员会", "医院", "图书馆"];

fn is_organization(text: &str) -> bool {
    let lower = text.to_lowercase();
    OF_ORGANIZATIONS
        .iter()
        .any(|word| lower.split(|sign: char| !sign.is_alphabetic()).any(|part| part == *word))
        || OF_CHINESE_ORGANIZATIONS.iter().any(|word| text.ends_with(word))
}

/// What a page says of an author: name, positions, and the places where the author works.
pub fn described_person(
    draft: &mut Draft,
    text: &str,
    lang: Option<&Language>,
    place: Option<(&str, &str)>,
) -> Person {
    let (text, own) = trailing_place(text);
    let place = own.or(place);
    let mut parts = text.split([',', '，']).map(str::trim).filter(|part| !part.is_empty());
    let name = parts.next().unwrap_or_default();
    let mut positions: Vec<String> = Vec::new();
    let mut places: Vec<String> = Vec::new();
    for part in parts.flat_map(chinese_parts) {
        match part.split_once(" at ").filter(|(_, organization)| is_organization(organization)) {
            Some((position, organization)) => {
                positions.push(position.to_owned());
                places.push(organization.to_owned());
            }
            // a list such as "Military, Political and Basic Education" is one name
            None if is_organization(part) || !places.is_empty() => places.push(part.to_owned()),
            None => positions.push(part.to_owned()),
        }
    }
    let institution = places.pop();
    let department = (!places.is_empty()).then(|| places.join(", "));
    let (city, postcode) = place.map_or((None, None), |(city, code)| (Some(city), Some(code)));
    let affiliation = Affiliation {
        department,
        institution,
        city: city.map(str::to_owned),
        postcode: postcode.map(str::to_owned),
        ..Affiliation::default()
    };
    let person = people::person(draft, name);
    Person {
        lang: lang.cloned(),
        position: if positions.is_empty() {
            Default::default()
        } else {
            positions.join(", ").as_str().into()
        },
        affiliations: if affiliation == Affiliation::default() { Vec::new() } else { vec![affiliation] },
        ..person
    }
}

/// `复旦大学发展研究院博士后` has no commas: university, department and position are told apart by how they end.
fn chinese_parts(text: &str) -> Vec<&str> {
    let end_of = |text: &str, endings: &[&str]| {
        endings.iter().filter_map(|ending| text.rfind(ending).map(|at| at + ending.len())).max()
    };
    if text.is_ascii() {
        return vec![text];
    }
    let (places, position) = text.split_at(end_of(text, &OF_CHINESE_ORGANIZATIONS).unwrap_or_default());
    let (institution, department) =
        places.split_at(places.find("大学").map_or(places.len(), |at| at + "大学".len()));
    // the larger place is written last, as in English
    [position, department, institution].into_iter().filter(|part| !part.is_empty()).collect()
}
