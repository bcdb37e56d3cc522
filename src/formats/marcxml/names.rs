//! 1XX and 7XX: those who made the article, in Latin letters where these are known and in other scripts in 880.

use crate::formats::vocabulary::{AUTHOR, FUNDER, Relator, credit_terms, is_latin, relator, script_of};
use crate::formats::writing::line::line;
use crate::formats::writing::people::{address, has_name, inverted};
use crate::formats::writing::texts::latin;
use crate::model::{Affiliation, Article, Conference, Doi, Funding, NameParts, Orcid, Person, Ror};

use super::record::{Field, Record};

/// The first author as main entry, everyone else as added entries; whether there is a main entry.
pub(super) fn push<'a>(article: &'a Article, record: &mut Record<'a>) -> bool {
    let mut authors = article.authors.iter().filter(|author| has_name(author)).peekable();
    let has_main_entry = authors.peek().is_some();
    for (at, author) in authors.enumerate() {
        let tags = if at == 0 { ["100", "110"] } else { ["700", "710"] };
        push_person(author, tags, &AUTHOR, record);
    }
    for contributor in article.contributors.iter().filter(|contributor| has_name(contributor)) {
        push_person(contributor, ["700", "710"], &relator(contributor.role), record);
    }
    for funding in &article.funding {
        push_funder(funding, record);
    }
    if let Some(conference) = &article.conference {
        record.push(meeting(conference));
    }
    has_main_entry
}

/// `Name (12 : 2022-05-01/2022-05-03 : Beijing)`.
fn meeting(conference: &Conference) -> Field<'_> {
    let parts = [
        ('n', conference.number.clone()),
        ('d', conference.dates()),
        ('c', Some(latin(&conference.place).to_owned())),
    ];
    let parts = parts.into_iter().filter_map(|(code, part)| Some((code, line(&part?)?.into_owned())));
    let parts: Vec<(char, String)> = parts.collect();
    let last = parts.len();
    let name = Field::new("711", ["2", " "]).with('a', latin(&conference.name));
    parts.into_iter().enumerate().fold(name, |field, (at, (code, part))| {
        let (open, close) = (if at == 0 { "(" } else { "" }, if at + 1 == last { ")" } else { " :" });
        field.with(code, format!("{open}{part}{close}"))
    })
}

fn push_person<'a>(person: &'a Person, tags: [&'static str; 2], role: &Relator, record: &mut Record<'a>) {
    let tag = tags[usize::from(person.organization.is_some())];
    let main = person.latin_name();
    let field = entry(person, main, tag, role)
        .with_some('u', affiliations(person, is_latin))
        .with_some('1', person.orcid.as_ref().map(Orcid::url).or_else(|| person.ror.as_ref().map(Ror::url)))
        .with('4', role.code)
        .with_each('4', credit_terms(&person.credits).map(|credit| credit.uri()));
    let others = person.names().filter(|name| *name != main && !is_latin(&name.inverted()));
    let others = others.map(|name| {
        let script = script_of(&name.inverted());
        entry(person, name, tag, role).with_some('u', affiliations(person, |text| script_of(text) == script))
    });
    record.push_linked(field, if main.is_latin() { others.collect() } else { Vec::new() });
}

/// Name and relator term, a comma between them.
fn entry<'a>(person: &Person, name: NameParts<'a>, tag: &'static str, role: &Relator) -> Field<'a> {
    let kind = match (person.organization.is_some(), name.family.is_some() && name.given.is_some()) {
        (true, _) => "2",                              // name in direct order
        (false, true) => "1",                          // surname
        (false, false) if name.is_east_asian() => "1", // written together, the surname first
        (false, false) => "0",                         // forename
    };
    let field = Field::new(tag, [kind, " "]);
    let suffix = name.suffix.and_then(line).map(|suffix| format!("{suffix},"));
    match line(&inverted(&NameParts { suffix: None, ..name })) {
        Some(text) => {
            let field = field.with('a', format!("{text},")).with_some('c', suffix);
            field.with('e', format!("{}.", role.term))
        }
        None => field,
    }
}

/// Where the person works, in the form that is wanted: of each place the first such, all in the one subfield there is.
fn affiliations(person: &Person, is_wanted: impl Fn(&str) -> bool) -> Option<String> {
    let of = |affiliation: &Affiliation| {
        affiliation.forms().map(address).find(|text| !text.is_empty() && is_wanted(text))
    };
    let texts: Vec<String> = person.affiliations.iter().filter_map(of).collect();
    (!texts.is_empty()).then(|| texts.join("; "))
}

/// A funder is an added entry only where an identifier is known, for which 536 has no place.
fn push_funder<'a>(funding: &'a Funding, record: &mut Record<'a>) {
    let ids: Vec<String> =
        funding.funder_ror.iter().map(Ror::url).chain(funding.funder_doi.iter().map(Doi::url)).collect();
    if let (Some(name), false) = (line(latin(&funding.funder)), ids.is_empty()) {
        let field = Field::new("710", ["2", " "]).with('a', format!("{name},"));
        let field = field.with('e', format!("{}.", FUNDER.term)).with_each('1', ids);
        record.push(field.with('4', FUNDER.code));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Name, Role};

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    fn fields(article: &Article, tag: &str) -> Vec<String> {
        let mut record = Record::default();
        push(article, &mut record);
        record.all(tag)
    }

    #[test]
    fn the_name_in_another_script_is_linked_and_no_second_person() {
        let wang = Person {
            family: some("王"),
            given: some("磊"),
            variants: vec![Name { family: some("Wang"), given: some("Lei"), ..Name::default() }],
            orcid: "0000-0002-1825-0097".parse().ok(),
            affiliations: vec![Affiliation {
                institution: some("复旦大学"),
                variants: vec![Affiliation {
                    institution: some("Fudan University"),
                    city: some("Shanghai"),
                    ..Affiliation::default()
                }],
                ..Affiliation::default()
            }],
            ..Person::default()
        };
        let article = Article { authors: vec![wang], ..Article::default() };
        assert_eq!(
            fields(&article, "100"),
            ["1_ $6 880-01 $a Wang, Lei, $e author. $u Fudan University, Shanghai \
              $1 https://orcid.org/0000-0002-1825-0097 $4 aut"]
        );
        assert_eq!(fields(&article, "880"), ["1_ $6 100-01/$1 $a 王磊, $e author. $u 复旦大学"]);
        assert!(fields(&article, "700").is_empty());
    }

    #[test]
    fn indicators_tell_surnames_forenames_and_bodies() {
        let single = |name: &str| Person { name: some(name), ..Person::default() };
        let body = Person { organization: some("UNESCO"), ..Person::default() };
        let editor = Person { role: Some(Role::Editor), ..single("张国帅") };
        let article = Article {
            authors: vec![body, single("Suharto")],
            contributors: vec![editor],
            ..Article::default()
        };
        assert_eq!(fields(&article, "110"), ["2_ $a UNESCO, $e author. $4 aut"]);
        assert_eq!(
            fields(&article, "700"),
            ["0_ $a Suharto, $e author. $4 aut", "1_ $a 张国帅, $e editor. $4 edt"]
        );
    }

    #[test]
    fn who_has_no_name_is_left_out_and_the_next_is_the_first() {
        let nobody = Person { family: some(" \u{3}"), ..Person::default() };
        let li = Person { family: some("Li"), given: some("Na"), ..Person::default() };
        let article = Article { authors: vec![nobody, li], ..Article::default() };
        assert_eq!(fields(&article, "100"), ["1_ $a Li, Na, $e author. $4 aut"]);
        assert!(fields(&article, "700").is_empty());
    }
}
