//! Which arguments each verb takes (§4), and everything that can be wrong with them by the letter of the protocol (§3.6).
//!
//! Whether an identifier, a set or a format exists is not judged here: the repository knows.

use std::collections::BTreeMap;

use crate::model::{Datestamp, Granularity, MetadataPrefix, SetSpec};

use super::arguments::{Arguments, Decoded};
use super::{Entries, Error, ErrorCode, Errors, ListArguments, Request, Selection, Verb};

/// The arguments of a verb.
struct Grammar {
    required: &'static [&'static str],
    optional: &'static [&'static str],
    /// If given, it must be the only argument beside the verb.
    exclusive: Option<&'static str>,
}

const TOKEN: Option<&str> = Some("resumptionToken");
const LIST: Grammar =
    Grammar { required: &["metadataPrefix"], optional: &["from", "until", "set"], exclusive: TOKEN };

/// §4.1 to §4.6.
const fn grammar(verb: Verb) -> Grammar {
    match verb {
        Verb::GetRecord => {
            Grammar { required: &["identifier", "metadataPrefix"], optional: &[], exclusive: None }
        }
        Verb::Identify => Grammar { required: &[], optional: &[], exclusive: None },
        Verb::ListIdentifiers | Verb::ListRecords => LIST,
        Verb::ListMetadataFormats => Grammar { required: &[], optional: &["identifier"], exclusive: None },
        Verb::ListSets => Grammar { required: &[], optional: &[], exclusive: TOKEN },
    }
}

impl Grammar {
    fn names(&self) -> impl Iterator<Item = &'static str> {
        self.required.iter().chain(self.optional).copied().chain(self.exclusive)
    }

    /// The legal arguments, for people.
    fn told(&self, verb: Verb) -> String {
        let names: Vec<_> = self.names().collect();
        match names.as_slice() {
            [] => format!("{} takes no argument", verb.as_str()),
            names => format!("{} takes {}", verb.as_str(), names.join(", ")),
        }
    }
}

/// How a legal value looks, for people.
fn form(name: &str) -> &'static str {
    match name {
        "identifier" => "it is the identifier of an item, as ListIdentifiers gives it",
        "metadataPrefix" => {
            "it is made of A-Z a-z 0-9 - _ . ! ~ * ' ( ), and ListMetadataFormats lists those there are"
        }
        "from" | "until" => "it is a date of the calendar in UTC, written YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ",
        "set" => {
            "it is a setSpec, parts of A-Z a-z 0-9 - _ . ! ~ * ' ( ) joined by single colons, and ListSets lists them"
        }
        _ => "it is the text of the resumptionToken element of the last answer",
    }
}

/// At most so many errors are told one by one, so that no request makes an answer without bounds.
const MOST_ERRORS: usize = 40;

impl Arguments {
    /// The legal request that these arguments are, or all that is wrong with them.
    pub fn request(&self) -> Result<Request, Errors> {
        let verb = self.legal_verb().map_err(|error| vec![error])?;
        let mut reading = Reading::new(verb, self);
        let request = reading.request();
        match request {
            Some(request) if reading.errors.is_empty() => Ok(request),
            _ => Err(bounded(reading.errors)),
        }
    }

    /// §3.6 badVerb: missing, illegal or repeated. It stands alone, for what else is wrong depends on the verb.
    fn legal_verb(&self) -> Result<Verb, Error> {
        let mut values = self.pairs.iter().filter(|pair| pair.key.as_deref().is_ok_and(|key| key == "verb"));
        let remedy = format!("the verbs are {}", Verb::ALL.map(Verb::as_str).join(", "));
        let refuse = |what: String| Err(Error::new(ErrorCode::BadVerb, format!("{what}; {remedy}")));
        match (values.next().map(|pair| &pair.value), values.next()) {
            (None, _) => refuse("the argument verb is missing".to_owned()),
            (_, Some(_)) => refuse("the argument verb is given more than once".to_owned()),
            (Some(Ok(name)), None) => match Verb::from_name(name) {
                Some(verb) => Ok(verb),
                None => refuse(format!("{} is not a verb", shown(name))),
            },
            (Some(Err(illegible)), None) => {
                refuse(format!("the verb {} holds {}", shown(&illegible.sent), illegible.fault))
            }
        }
    }
}

/// The errors, the last of them standing for the rest if they are too many.
fn bounded(mut errors: Errors) -> Errors {
    let more = errors.len().saturating_sub(MOST_ERRORS);
    if more > 0 {
        errors.truncate(MOST_ERRORS);
        errors.push(bad_argument(format!("and {more} more arguments are wrong")));
    }
    errors
}

fn bad_argument(message: impl Into<String>) -> Error {
    Error::new(ErrorCode::BadArgument, message)
}

/// A text from a request, short and safe enough to be shown to people.
pub(super) fn shown(text: &str) -> String {
    const LONGEST: usize = 100;
    let visible = |character: char| if character.is_control() { '\u{FFFD}' } else { character };
    let mut short: String = text.chars().take(LONGEST).map(visible).collect();
    if text.chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    format!("“{short}”")
}

/// What was given for a name.
enum Given<'a> {
    Once(&'a Decoded),
    Repeatedly,
}

/// The arguments of one request being judged.
struct Reading<'a> {
    verb: Verb,
    grammar: Grammar,
    /// All but the verb, in the order of their names, so that the order of the request changes no answer (§3.1.1).
    given: BTreeMap<&'a str, Given<'a>>,
    errors: Errors,
}

impl<'a> Reading<'a> {
    fn new(verb: Verb, arguments: &'a Arguments) -> Self {
        let mut given: BTreeMap<&str, Given<'_>> = BTreeMap::new();
        for pair in &arguments.pairs {
            let key = pair.key.as_deref().unwrap_or_else(|illegible| &illegible.sent);
            given
                .entry(key)
                .and_modify(|given| *given = Given::Repeatedly)
                .or_insert(Given::Once(&pair.value));
        }
        given.remove("verb");
        Self { verb, grammar: grammar(verb), given, errors: Errors::new() }
    }

    /// The request, if nothing is missing; it is legal if there are no errors either.
    fn request(&mut self) -> Option<Request> {
        self.refuse_foreign();
        self.require();
        match self.verb {
            Verb::Identify => Some(Request::Identify),
            Verb::ListMetadataFormats => {
                Some(Request::ListMetadataFormats { identifier: self.text("identifier") })
            }
            Verb::ListSets => Some(Request::ListSets { resumption_token: self.text("resumptionToken") }),
            Verb::GetRecord => {
                let (identifier, metadata_prefix) = (self.text("identifier"), self.metadata_prefix());
                Some(Request::GetRecord { identifier: identifier?, metadata_prefix: metadata_prefix? })
            }
            Verb::ListIdentifiers => self.list(Entries::Headers),
            Verb::ListRecords => self.list(Entries::Records),
        }
    }

    /// §3.6 badArgument: illegal arguments.
    fn refuse_foreign(&mut self) {
        let legal = |name: &str| self.grammar.names().any(|legal| legal == name);
        let foreign = self.given.keys().filter(|name| !legal(name));
        let error = |name: &&str| {
            let told = self.grammar.told(self.verb);
            bad_argument(format!("{} is not an argument of this verb; {told}", shown(name)))
        };
        self.errors.extend(foreign.map(error));
    }

    /// §3.6 badArgument: missing required arguments, and an exclusive one (§3.5) that is not alone.
    fn require(&mut self) {
        let exclusive = self.grammar.exclusive.filter(|name| self.given.contains_key(name));
        if let Some(name) = exclusive {
            if self.given.len() > 1 {
                self.errors.push(bad_argument(format!(
                    "{name} must be the only argument beside the verb; leave out the others, the token knows them"
                )));
            }
            return;
        }
        let missing = self.grammar.required.iter().filter(|name| !self.given.contains_key(*name));
        let error = |name: &&str| bad_argument(format!("the argument {name} is missing; {}", form(name)));
        self.errors.extend(missing.map(error));
    }

    /// The value of an argument that is there once, is legible and is not empty; if it is there otherwise,
    /// that is an error.
    fn text(&mut self, name: &str) -> Option<String> {
        self.value(name, |text| (!text.is_empty()).then(|| text.to_owned()))
    }

    /// The value of an argument as `parse` understands it.
    fn value<T>(&mut self, name: &str, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let problem = match self.given.get(name)? {
            // §3.6 badArgument: "includes a repeated argument", even one with the same value.
            Given::Repeatedly => format!("the argument {name} is given more than once; give it once"),
            Given::Once(Ok(text)) if text.is_empty() => {
                format!("the argument {name} has no value; {}", form(name))
            }
            Given::Once(Ok(text)) => match parse(text) {
                Some(value) => return Some(value),
                None => format!("{name} cannot be {}; {}", shown(text), form(name)),
            },
            Given::Once(Err(illegible)) => {
                format!("the argument {name} is {}, which holds {}", shown(&illegible.sent), illegible.fault)
            }
        };
        self.errors.push(bad_argument(problem));
        None
    }

    fn metadata_prefix(&mut self) -> Option<MetadataPrefix> {
        self.value("metadataPrefix", |text| text.parse().ok())
    }

    fn list(&mut self, entries: Entries) -> Option<Request> {
        let metadata_prefix = self.metadata_prefix();
        let set = self.value("set", |text| text.parse::<SetSpec>().ok());
        let (from, until) = self.dates();
        let arguments = match self.text("resumptionToken") {
            Some(token) => ListArguments::ResumptionToken(token),
            None => {
                let metadata_prefix = metadata_prefix?;
                ListArguments::Selection(Selection { metadata_prefix, from, until, set })
            }
        };
        Some(Request::List { entries, arguments })
    }

    /// `from` and `until`: of one granularity, and in this order (§2.7.1).
    fn dates(&mut self) -> (Option<Datestamp>, Option<Datestamp>) {
        let from = self.value("from", |text| Datestamp::parse(text).ok());
        let until = self.value("until", |text| Datestamp::parse(text).ok()).map(last_second);
        if let (Some((from, fine)), Some((until, until_fine))) = (from, until) {
            if fine != until_fine {
                self.errors.push(bad_argument(
                    "from and until differ in granularity; write both as YYYY-MM-DD or both as YYYY-MM-DDThh:mm:ssZ",
                ));
            } else if from > until {
                self.errors.push(bad_argument("from is later than until; no record can lie between them"));
            }
        }
        (from.map(|(from, _)| from), until.map(|(until, _)| until))
    }
}

/// `until` is inclusive (§2.7.1): a day means its last second.
const fn last_second((until, granularity): (Datestamp, Granularity)) -> (Datestamp, Granularity) {
    match granularity {
        Granularity::Day => (until.end_of_day(), granularity),
        Granularity::Second => (until, granularity),
    }
}
