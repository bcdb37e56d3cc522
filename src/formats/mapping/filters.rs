//! Filters and functions in addition to those of the template language: names of persons, codes, links, refusals.

use minijinja::value::{Kwargs, Serde};
use minijinja::{Environment, Error, ErrorKind, State, Value};
use serde::Deserialize as _;
use serde::de::DeserializeOwned;

use crate::formats::Reasons;
use crate::formats::vocabulary::{bibliographic, known_license, terminological};
use crate::model::{Doi, Language, License, Name, NameParts, Orcid, PartialDate, Person, Ror, Words};
use crate::xml::{Markup, Style, escaped, is_ncname, markup, plain};

use super::value::is_absent;

pub(super) fn add(environment: &mut Environment<'_>) {
    environment.add_filter("plain", |text: &str| plain(text).into_owned());
    environment.add_filter("markup", marked);
    environment.add_filter("inverted", |person: &Value| named(person, |name| name.inverted().into_owned()));
    environment.add_filter("displayed", |person: &Value| named(person, |name| name.displayed().into_owned()));
    environment.add_filter("latin", latin);
    environment.add_filter("doi_url", |doi: &Value| parsed(doi, |doi: Doi| Some(doi.url())));
    environment.add_filter("orcid_url", |orcid: &Value| parsed(orcid, |orcid: Orcid| Some(orcid.url())));
    environment.add_filter("ror_url", |ror: &Value| parsed(ror, |ror: Ror| Some(ror.url())));
    environment
        .add_filter("license_url", |license: &Value| parsed(license, |it: License| known_license(&it).url));
    environment.add_filter("iso639_2b", |tag: &Value| {
        parsed(tag, |tag: Language| bibliographic(&tag).map(str::to_owned))
    });
    environment.add_filter("iso639_3", |tag: &Value| {
        parsed(tag, |tag: Language| terminological(&tag).map(str::to_owned))
    });
    environment
        .add_filter("year", |date: &Value| parsed(date, |date: PartialDate| Some(date.year().to_owned())));
    environment.add_filter("required", required);
    environment.add_function("refuse", |state: &mut State, reason: String| refuse(state, reason));
}

/// The reasons of the template for not writing a record.
#[derive(Default)]
struct Refusals(Reasons);

/// The reasons that the template gave, if it gave any.
pub(super) fn refusals(state: &State<'_, '_>) -> Option<Reasons> {
    state.get_extension::<Refusals>().map(|refusals| refusals.0.clone())
}

/// Continues after it, so that all reasons are reported together.
fn refuse(state: &mut State<'_, '_>, reason: String) -> Value {
    let Refusals(reasons) = state.get_or_insert_extension(Refusals::default());
    let reason = Words::same(reason); // in the language of the template
    if !reasons.contains(&reason) {
        reasons.push(reason);
    }
    Value::UNDEFINED
}

fn required(state: &mut State<'_, '_>, value: Value, reason: String) -> Value {
    if is_absent(&value) { refuse(state, reason) } else { value }
}

/// What is made of a value of the model, or nothing of nothing.
fn parsed<T: DeserializeOwned>(value: &Value, make: impl Fn(T) -> Option<String>) -> Result<Value, Error> {
    if is_absent(value) {
        return Ok(Value::UNDEFINED);
    }
    let known = T::deserialize(value).map_err(|error| {
        let detail = error.detail().map_or_else(|| error.to_string(), str::to_owned);
        Error::new(ErrorKind::InvalidOperation, format!("the filter does not accept `{value}`: {detail}"))
    })?;
    Ok(make(known).map_or(Value::UNDEFINED, Value::from))
}

/// What a name is written as; it may be of an author, or a variant.
fn named(person: &Value, write: impl Fn(&NameParts<'_>) -> String) -> Result<Value, Error> {
    parsed(person, |person: Person| Some(write(&person.own_name())).filter(|name| !name.is_empty()))
}

/// The form of a person's name in Latin script.
fn latin(person: &Value) -> Result<Value, Error> {
    if is_absent(person) {
        return Ok(Value::UNDEFINED);
    }
    let person = Person::deserialize(person)?;
    let name = person.latin_name();
    let owned = |part: Option<&str>| part.map(str::to_owned);
    Ok(Value::from(Serde(Name {
        lang: name.lang.cloned(),
        family: owned(name.family),
        given: owned(name.given),
        particle: owned(name.particle),
        suffix: owned(name.suffix),
        name: owned(name.name),
        printed: owned(name.printed),
        order: name.order,
    })))
}

/// What the styles are called in the arguments of `markup`.
const STYLES: [(Style, &str); 7] = [
    (Style::Italic, "italic"),
    (Style::Bold, "bold"),
    (Style::Underline, "underline"),
    (Style::Subscript, "subscript"),
    (Style::Superscript, "superscript"),
    (Style::SmallCaps, "small_caps"),
    (Style::Paragraph, "paragraph"),
];

/// The text with its markup, each style as the element that is named for it, as in `markup(italic="i")`; a style without one is left out.
fn marked(text: &Value, arguments: Kwargs) -> Result<Value, Error> {
    let mut names = Vec::new();
    for (style, argument) in STYLES {
        if let Some(name) = arguments.get::<Option<String>>(argument)? {
            if !name.split(':').all(is_ncname) {
                return Err(Error::new(
                    ErrorKind::InvalidOperation,
                    format!("`{name}` is not a name for an element"),
                ));
            }
            names.push((style, name));
        }
    }
    arguments.assert_all_used()?;
    let text = text.as_str().unwrap_or_default();
    let Some(pieces) = markup(text) else { return Ok(Value::from(text)) };
    let mut out = String::with_capacity(text.len() * 2);
    push(&pieces, &names, &mut out);
    Ok(Value::from_safe_string(out))
}

fn push(pieces: &[Markup], names: &[(Style, String)], out: &mut String) {
    for piece in pieces {
        match piece {
            // white space between two elements is theirs, not the template's
            Markup::Text(text) if text.trim().is_empty() => {
                out.push_str(&escaped(text).replace(' ', "&#32;"))
            }
            Markup::Text(text) => out.push_str(&escaped(text)),
            Markup::Break => out.push_str("&#10;"),
            Markup::Math(math) => out.push_str(&escaped(&math.plain())),
            Markup::Styled(style, inner) => match names.iter().find(|(named, _)| named == style) {
                Some((_, name)) => {
                    out.extend(["<", name, ">"]);
                    push(inner, names, out);
                    out.extend(["</", name, ">"]);
                }
                None => push(inner, names, out),
            },
        }
    }
}
