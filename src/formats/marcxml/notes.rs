//! 264, 336 to 338, and the notes of 5XX.

use crate::formats::writing::link::page_count;
use std::borrow::Cow;

use crate::formats::vocabulary::{access_right, known_license, language_name};
use crate::formats::writing::free_to_read::restricted_until;
use crate::formats::writing::line::line;
use crate::formats::writing::texts::{abstract_name, latin};
use crate::model::{Access, Article, Funding, Language, License, PartialDate, StatementKind, Text};

use super::fixed::is_online;
use super::general::{self, capitalised};
use super::record::{Field, Record};

pub(super) fn push<'a>(article: &'a Article, record: &mut Record<'a>) {
    push_published(article, record);
    record.push(Field::new("300", [" ", " "]).with_some('a', page_count(article)));
    push_carrier(article, record);
    general::push(article, record);
    push_access(article, record);
    for text in article.abstracts.iter().filter(|text| line(&text.text).is_some()) {
        let whole = format!("{}{}", text.mark(), text.text);
        record.push(match text.kind.and_then(abstract_name) {
            Some(name) => Field::new("520", ["8", " "]).with('a', format!("{name}: {whole}")),
            None => Field::new("520", ["3", " "]).with('a', whole),
        });
    }
    for funding in &article.funding {
        record.push(funded(funding));
    }
    for statement in article.statements.iter().filter(|statement| statement.kind == StatementKind::Funding) {
        record.push(Field::new("536", [" ", " "]).with('a', statement.text.as_str()));
    }
    push_subject_matter(article, record);
    push_rights(article, record);
    push_people(article, record);
    record.push(Field::new("546", [" ", " "]).with_some('a', languages(article)));
}

/// Place, publisher and date; the same publisher in another language is a parallel name.
fn push_published<'a>(article: &'a Article, record: &mut Record<'a>) {
    let journal = article.journal.as_ref();
    let place = journal.and_then(|journal| line(latin(&journal.place)));
    let names = journal.map_or(&[][..], |journal| &journal.publisher);
    let names: Vec<&Text> = names.iter().filter(|name| line(&name.text).is_some()).collect();
    let date = article.published.as_ref();
    let mut field = Field::new("264", [" ", "1"]);
    let comma = if date.is_some() { "," } else { "" };
    let after_place = if names.is_empty() { comma } else { " :" };
    field = field.with_some('a', place.map(|place| format!("{place}{after_place}")));
    for (at, name) in names.iter().enumerate() {
        let mark = names.get(at + 1).map_or(comma, |next| if next.lang == name.lang { " :" } else { " =" });
        field = field.with('b', format!("{}{mark}", line(&name.text).unwrap_or_default()));
    }
    field = field.with_some('c', date.map(ToString::to_string));
    record.push(field.ended());
}

/// Text, and online where there is something to be followed.
fn push_carrier<'a>(article: &'a Article, record: &mut Record<'a>) {
    let mut push = |tag, term: &'static str, code: &'static str, source: &'static str| {
        record.push(Field::new(tag, [" ", " "]).with('a', term).with('b', code).with('2', source));
    };
    push("336", "text", "txt", "rdacontent");
    if is_online(article) {
        push("337", "computer", "c", "rdamedia");
        push("338", "online resource", "cr", "rdacarrier");
    }
}

/// For whom the article is, and what time and place it is about.
fn push_subject_matter<'a>(article: &'a Article, record: &mut Record<'a>) {
    for audience in article.audience.iter() {
        record.push(Field::new("521", ["8", " "]).with('a', audience.text.as_str()));
    }
    if let Some(coverage) = &article.coverage {
        for time in coverage.time.iter() {
            record.push(Field::new("513", [" ", " "]).with('b', time.text.as_str()));
        }
        for place in coverage.place.iter() {
            record.push(Field::new("522", ["8", " "]).with('a', place.text.as_str()));
        }
    }
}

fn push_access<'a>(article: &'a Article, record: &mut Record<'a>) {
    let end = restricted_until(article);
    let right = access_right(article);
    let term = match article.access {
        Some(Access::Open) => Some("Unrestricted online access"),
        Some(Access::Restricted) => Some("Online access with authorization"),
        _ => None,
    };
    let label = right.map(|right| capitalised(right.label));
    let label = label.or_else(|| end.map(|_| "Embargoed access".to_owned()));
    let until = end.map_or_else(String::new, |end| format!(" until {end}"));
    let first = if article.access == Some(Access::Open) { "0" } else { "1" };
    let field = Field::new("506", [first, " "]).with_some('a', label.map(|label| format!("{label}{until}.")));
    let day = end.and_then(PartialDate::as_day).map(|day| day.replace('-', ""));
    let field = field.with_some('f', term).with_some('g', day);
    record.push(if term.is_some() { field.with('2', "star") } else { field });
}

fn funded(funding: &Funding) -> Field<'_> {
    let rest = [funding.programme.as_deref(), funding.award_title.as_deref()];
    let names = [Some(latin(&funding.funder))].into_iter().chain(rest).flatten().filter_map(line);
    let names: Vec<Cow<'_, str>> = names.collect();
    Field::new("536", [" ", " "]).with('a', names.join(", ")).with_some('f', funding.award.as_deref())
}

fn push_rights<'a>(article: &'a Article, record: &mut Record<'a>) {
    if let Some(license) = &article.license {
        record.push(licensed(license));
    }
    let many = article.copyright.len().max(article.copyright_holder.len());
    let year = article.copyright_year.as_ref().map(|year| year.as_str());
    for at in 0..many.max(usize::from(year.is_some())) {
        let field = Field::new("542", [" ", " "]);
        let field = field.with_some('d', article.copyright_holder.get(at).map(|holder| holder.text.as_str()));
        let field = field.with_some('f', article.copyright.get(at).map(|copyright| copyright.text.as_str()));
        record.push(field.with_some('g', year.filter(|_| at == 0)));
    }
}

/// Its name; `CC BY 4.0` as Creative Commons abbreviates; its URL.
fn licensed(license: &License) -> Field<'_> {
    let known = known_license(license);
    let term = license.creative_commons().and_then(|known| known.id.as_deref()).map(abbreviated);
    let source = term.as_ref().map(|_| "cc");
    let field = Field::new("540", [" ", " "]).with_some('a', known.name.or(known.spdx));
    field.with_some('f', term).with_some('u', known.url).with_some('2', source)
}

/// An id as Creative Commons abbreviates: `CC BY-NC 3.0 DE` of `CC-BY-NC-3.0-DE`.
fn abbreviated(id: &str) -> String {
    id.split('-').fold(String::new(), |text, part| {
        let is_with_the_last = matches!(part, "NC" | "ND" | "SA") && text != "CC";
        let separator = if text.is_empty() {
            ""
        } else if is_with_the_last {
            "-"
        } else {
            " "
        };
        format!("{text}{separator}{part}")
    })
}

/// What people are at work in 545, and what the source calls their part in 508.
fn push_people<'a>(article: &'a Article, record: &mut Record<'a>) {
    for person in article.authors.iter().chain(&article.contributors) {
        let name = person.latin_name().displayed().into_owned();
        let told =
            |text: Option<&str>, order: fn(&str, &str) -> String| Some(order(&line(&name)?, &line(text?)?));
        let position = told(Some(latin(&person.position)), |name, position| format!("{name}: {position}."));
        record.push(Field::new("545", ["0", " "]).with_some('a', position));
        for text in &person.biography {
            record.push(Field::new("545", ["0", " "]).with('a', text.text.as_str()));
        }
        let part = told(person.role_printed.as_deref(), |name, part| format!("{part}: {name}."));
        record.push(Field::new("508", [" ", " "]).with_some('a', part));
    }
}

/// `In Chinese; abstracts in Chinese and English.`
fn languages(article: &Article) -> Option<String> {
    let texts = names(article.language.iter());
    let abstracts = names(article.abstracts.iter().filter_map(|text| text.lang.as_ref()));
    let texts = (!texts.is_empty()).then(|| format!("In {}", texts.join(" and ")));
    let word = if article.abstracts.len() > 1 { "abstracts" } else { "abstract" };
    let abstracts = (!abstracts.is_empty()).then(|| format!("{word} in {}", abstracts.join(" and ")));
    let parts: Vec<String> = texts.into_iter().chain(abstracts).collect();
    (!parts.is_empty()).then(|| capitalised(&parts.join("; ")) + ".")
}

fn names<'a>(languages: impl Iterator<Item = &'a Language>) -> Vec<&'static str> {
    let mut names: Vec<&str> = Vec::new();
    for name in languages.filter_map(language_name) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::marcxml::record::all_of;

    fn fields(json: &str, tag: &str) -> Vec<String> {
        all_of(json, tag, push)
    }

    #[test]
    fn the_imprint_is_punctuated_by_what_follows() {
        let imprint =
            |journal: &str, rest: &str| fields(&format!(r#"{{"journal": {journal}{rest}}}"#), "264");
        let names = r#"[{"lang":"zh","text":"出版社"},{"lang":"en","text":"The Press"},{"lang":"en","text":"Another"}]"#;
        assert_eq!(
            imprint(&format!(r#"{{"place":"Beijing","publisher":{names}}}"#), r#","published":"2022-09""#),
            ["_1 $a Beijing : $b 出版社 = $b The Press : $b Another, $c 2022-09."]
        );
        assert_eq!(imprint(r#"{"place":"Beijing"}"#, r#","published":"2022""#), ["_1 $a Beijing, $c 2022."]);
        assert_eq!(imprint(r#"{"publisher":[{"text":"Press Co."}]}"#, ""), ["_1 $b Press Co."]);
        assert!(imprint("{}", "").is_empty());
    }

    #[test]
    fn access_is_written_in_words_and_in_terms() {
        let access = |json: &str| fields(json, "506");
        assert_eq!(
            access(r#"{"access":"open"}"#),
            ["0_ $a Open access. $f Unrestricted online access $2 star"]
        );
        assert_eq!(
            access(r#"{"access":"embargoed","embargo_end":"2030-01-15"}"#),
            ["1_ $a Embargoed access until 2030-01-15. $g 20300115"]
        );
        assert_eq!(access(r#"{"access":"open","embargo_end":"2020-01-15"}"#), access(r#"{"access":"open"}"#));
        assert_eq!(access(r#"{"embargo_end":"2030"}"#), ["1_ $a Embargoed access until 2030."]);
        assert!(access("{}").is_empty());
    }

    #[test]
    fn a_licence_has_name_term_and_link() {
        let licence = |json: &str| fields(&format!(r#"{{"license":{json}}}"#), "540");
        assert_eq!(
            licence(r#""CC-BY-NC-4.0""#),
            ["__ $a Creative Commons Attribution-NonCommercial 4.0 International $f CC BY-NC 4.0 \
              $u https://creativecommons.org/licenses/by-nc/4.0/ $2 cc"]
        );
        assert_eq!(licence(r#""All rights reserved""#), ["__ $a All rights reserved"]);
        for (id, term) in [
            ("CC-BY-NC-SA-2.0-FR", "CC BY-NC-SA 2.0 FR"),
            ("CC-SA-1.0", "CC SA 1.0"),
            ("CC0-1.0", "CC0 1.0"),
            ("CC-PDM-1.0", "CC PDM 1.0"),
        ] {
            assert!(licence(&format!("{id:?}"))[0].contains(&format!("$f {term} $u")), "{id}");
        }
        assert_eq!(licence(r#""CC-BY-NC-ND""#), ["__ $a CC-BY-NC-ND"]);
    }

    #[test]
    fn languages_are_named() {
        let note = |json: &str| fields(json, "546");
        let abstracts = r#""abstract":[{"lang":"zh-Hans","text":"a"},{"lang":"en","text":"b"}]"#;
        assert_eq!(
            note(&format!(r#"{{"language":["zh"],{abstracts}}}"#)),
            ["__ $a In Chinese; abstracts in Chinese and English."]
        );
        assert_eq!(note(r#"{"abstract":[{"lang":"en","text":"b"}]}"#), ["__ $a Abstract in English."]);
        assert!(note(r#"{"language":["x-mine"]}"#).is_empty());
    }

    #[test]
    fn online_is_said_only_of_what_can_be_followed() {
        assert!(fields(r#"{"doi":"10.1000/1"}"#, "338").is_empty());
        assert_eq!(
            fields(r#"{"url":"https://a.org/1"}"#, "338"),
            ["__ $a online resource $b cr $2 rdacarrier"]
        );
    }

    #[test]
    fn history_people_and_references_become_notes() {
        let json = r#"{"accepted":"2022-06","author":[{"family":"Wang","given":"Lei","position":"Researcher",
            "corresponding":true}],"contributor":[{"name":"张国帅","role_printed":"本期英文编辑"}],
            "reference":["One.","Two."],"version":"published"}"#;
        assert_eq!(
            fields(json, "500"),
            [
                "__ $a Accepted 2022-06.",
                "__ $a Version of the full text: version of record.",
                "__ $a Corresponding author: Lei Wang."
            ]
        );
        assert_eq!(fields(json, "504"), ["__ $a Includes bibliographical references. $b 2"]);
        assert_eq!(fields(json, "508"), ["__ $a 本期英文编辑: 张国帅."]);
        assert_eq!(fields(json, "545"), ["0_ $a Lei Wang: Researcher."]);
    }
}
