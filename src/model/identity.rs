//! What Identify and ListSets say of a repository: the content of `repository.toml`.

use serde::{Deserialize, Serialize};

use super::{Namespace, SetSpec, Text};

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
    /// URLs of the rights statements that hold for every record of the folder, and for which Identify has a rightsManifest.
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
