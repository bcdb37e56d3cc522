//! What Identify and ListSets say of a repository: the content of `repository.toml`.

use serde::{Deserialize, Serialize};

use super::{Article, MetadataPrefix, Namespace, SetSpec, Text, WebUrl};

/// The repository's own description (§4.2 Identify, §4.6 ListSets).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// repositoryName.
    pub name: String,
    /// The domain in `oai:DOMAIN:…` identifiers.
    pub namespace: Namespace,
    /// adminEmail, one or more.
    pub admin_emails: Vec<String>,
    /// baseURL, unless the configuration names another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_url: Option<String>,
    /// Free descriptions, each written as an `oai_dc:dc` description container.
    #[serde(default, rename = "description", skip_serializing_if = "Vec::is_empty")]
    pub descriptions: Vec<Text>,
    /// URLs of the rights statements that apply to every record of the folder; Identify has a rightsManifest of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rights: Vec<String>,
    /// Base URLs of confederate repositories (friends container).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub friends: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branding: Option<Branding>,
    /// The sets, each with what ListSets tells of it.
    #[serde(default, rename = "set", skip_serializing_if = "Vec::is_empty")]
    pub sets: Vec<SetDescription>,
    /// Sets that every item of the folder is in, beside those of its own file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub default_sets: Vec<SetSpec>,
    /// Rules that put items into sets by what they are.
    #[serde(default, rename = "rule", skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<SetRule>,
    /// Which of Windrow's own formats are offered; all if none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub formats: Vec<MetadataPrefix>,
    /// Formats of the repository's own.
    #[serde(default, rename = "format", skip_serializing_if = "Vec::is_empty")]
    pub own_formats: Vec<OwnFormat>,
    /// Who deposits DOIs at Crossref.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crossref: Option<Depositor>,
    /// The symbol of the DataCite repository account that registers the DOIs, such as `EXAMPLE.JOURNAL`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub datacite_symbol: Option<String>,
    /// Fields that apply to every article of the folder without such fields of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub defaults: Option<Box<Article>>,
}

impl Identity {
    /// A repository of which no more is known than Identify must say (§4.2).
    pub const fn new(name: String, namespace: Namespace, admin_emails: Vec<String>) -> Self {
        Self {
            name,
            namespace,
            admin_emails,
            base_url: None,
            descriptions: Vec::new(),
            rights: Vec::new(),
            friends: Vec::new(),
            branding: None,
            sets: Vec::new(),
            default_sets: Vec::new(),
            rules: Vec::new(),
            formats: Vec::new(),
            own_formats: Vec::new(),
            crossref: None,
            datacite_symbol: None,
            defaults: None,
        }
    }

    /// The sets that are there even if no record is in them: those that are described, and those that rules name.
    pub fn declared_sets(&self) -> impl Iterator<Item = &SetSpec> {
        let rules = self.rules.iter().filter_map(|rule| rule.spec.as_ref());
        self.sets.iter().map(|set| &set.spec).chain(rules)
    }
}

/// A format (§3.4) that the repository brings along: items have XML for it, or a template makes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnFormat {
    pub prefix: MetadataPrefix,
    /// The URL of the XML Schema.
    pub schema: WebUrl,
    /// The namespace of the root element: an absolute URI.
    pub namespace: String,
    /// The template of a mapping file, which is checked before it comes here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
}

/// Who deposits DOIs at Crossref for the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Depositor {
    /// The depositor's name.
    pub name: String,
    /// Where Crossref writes to.
    pub email: String,
    /// The organisation that owns what is registered.
    pub registrant: String,
}

/// A rule that puts items into sets by what they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SetRule {
    /// The set, or the one above those that `by` makes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spec: Option<SetSpec>,
    /// One level of sets for the values of each of these fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<String>,
    /// An expression over the article that must hold.
    #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// What the sets are called, in several languages.
    #[serde(rename = "name", skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<Text>,
}

/// A set as ListSets shows it (§4.6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetDescription {
    pub spec: SetSpec,
    /// setName.
    pub name: String,
    /// setDescription, written as an `oai_dc:dc` container.
    #[serde(default, rename = "description", skip_serializing_if = "Vec::is_empty")]
    pub descriptions: Vec<Text>,
}

/// The branding container: an icon for the collection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Branding {
    pub icon_url: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
}
