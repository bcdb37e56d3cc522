//! A form to try each verb.

use minijinja::Value;

use super::request::value;
use crate::pages::frame::Scene;
use crate::pages::site::Site;
use crate::pages::texts::Say;
use crate::pages::values::values;
use crate::repository::StoreError;

/// The most sets that a form offers; of more, the setSpec is typed.
const SETS: usize = 200;

/// What a field of a form takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Identifier,
    OptionalIdentifier,
    Prefix,
    Set,
    From,
    Until,
}

/// The verbs with their fields.
const VERBS: [(&str, Say, &[Field]); 6] = [
    ("Identify", Say::VerbIdentify, &[]),
    ("ListMetadataFormats", Say::VerbListMetadataFormats, &[Field::OptionalIdentifier]),
    ("ListSets", Say::VerbListSets, &[]),
    ("ListIdentifiers", Say::VerbListIdentifiers, &[Field::Prefix, Field::From, Field::Until, Field::Set]),
    ("ListRecords", Say::VerbListRecords, &[Field::Prefix, Field::From, Field::Until, Field::Set]),
    ("GetRecord", Say::VerbGetRecord, &[Field::Identifier, Field::Prefix]),
];

/// The forms, filled with what was asked for.
pub(super) fn forms(
    site: &Site,
    scene: &Scene<'_>,
    arguments: &[(String, String)],
) -> Result<Vec<Value>, StoreError> {
    let formats = site.repository.formats()?;
    let prefixes: Vec<String> = formats.iter().map(|format| format.metadata_prefix().to_owned()).collect();
    let sets = site.repository.named_sets()?;
    let sets: Vec<String> = sets.iter().take(SETS + 1).map(|set| set.spec.to_string()).collect();
    let forms = VERBS.iter().map(|(verb, meaning, fields)| {
        let has_sets = !sets.is_empty();
        let fields = fields.iter().filter(|field| has_sets || **field != Field::Set);
        let fields = fields.map(|field| self::field(*field, verb, arguments, &prefixes, &sets));
        values! { verb, meaning => scene.say(*meaning), fields => fields.collect::<Vec<_>>() }
    });
    Ok(forms.collect())
}

fn field(
    field: Field,
    verb: &str,
    arguments: &[(String, String)],
    prefixes: &[String],
    sets: &[String],
) -> Value {
    let (name, is_required) = match field {
        Field::Identifier => ("identifier", true),
        Field::OptionalIdentifier => ("identifier", false),
        Field::Prefix => ("metadataPrefix", true),
        Field::Set => ("set", false),
        Field::From => ("from", false),
        Field::Until => ("until", false),
    };
    let options = match field {
        Field::Prefix => prefixes,
        Field::Set if sets.len() <= SETS => sets,
        _ => &[],
    };
    let hint = if matches!(field, Field::From | Field::Until) { "YYYY-MM-DD" } else { "" };
    let given = value(arguments, name).unwrap_or_default();
    values! { name, id => format!("{verb}-{name}"), is_required, options, value => given, hint }
}
