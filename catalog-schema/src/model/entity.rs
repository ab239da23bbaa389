//! One entity, as any descriptor format fills it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{DocPage, EntityRef, Link, Relation};

/// The descriptor formats that Sextant reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Sextant's own: the Backstage envelope with `apiVersion: sextant.dev/v1`.
    Native,
    /// Backstage's catalog-info.yaml.
    Backstage,
    /// Atlassian Compass's compass.yml.
    Compass,
    /// Cortex's cortex.yaml.
    Cortex,
    /// OpsLevel's opslevel.yml.
    Opslevel,
    /// Datadog's service.datadog.yaml and entity.datadog.yaml.
    Datadog,
    /// Port's port.yml.
    Port,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 7] = [
        Format::Native,
        Format::Backstage,
        Format::Compass,
        Format::Cortex,
        Format::Opslevel,
        Format::Datadog,
        Format::Port,
    ];

    /// The format of this name on the wire.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == name)
    }

    /// The name on the wire, such as `compass`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Backstage => "backstage",
            Self::Compass => "compass",
            Self::Cortex => "cortex",
            Self::Opslevel => "opslevel",
            Self::Datadog => "datadog",
            Self::Port => "port",
        }
    }
}

/// An entity as one descriptor document declares it, in Sextant's terms.
///
/// References in it are resolved against the entity's namespace and the default kind of their field, but need not exist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// The descriptor format it was read from.
    pub format: Format,
    /// As written; the format's own where the descriptor has none.
    pub api_version: String,
    /// As displayed, such as `Component`.
    pub kind: String,
    /// As displayed.
    pub namespace: String,
    /// As displayed; a valid name (a foreign one is slugged, the original stays as title and alias).
    pub name: String,
    /// A name for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Markdown. Untrusted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The type within the kind, such as `service`.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub entity_type: Option<String>,
    /// Free text; `experimental`, `production` and `deprecated` are the usual values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifecycle: Option<String>,
    /// 1 (most critical) to 4.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<u8>,
    /// The main programming language, lower case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The declared owner, first of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<EntityRef>,
    /// Declared owners after the first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub additional_owners: Vec<EntityRef>,
    /// Who answers for the descriptor's directory by the repository's CODEOWNERS, where the descriptor declares no owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_owner: Option<CodeOwner>,
    /// What stands in the owner's place and means nobody, such as `TBD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unowned: Option<String>,
    /// The system it is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<EntityRef>,
    /// In the order written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Identifying key-value pairs.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<String, String>,
    /// Non-identifying key-value pairs.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub annotations: BTreeMap<String, String>,
    /// In the order written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Other names that it answers to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<Alias>,
    /// Every relation it declares, ownership and membership among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<Relation>,
    /// Of a team or person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<Profile>,
    /// Of an API.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub api: Option<ApiSpec>,
    /// Fields that the organisation defined itself.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub custom_fields: BTreeMap<String, Value>,
    /// Documentation pages that lie in its repository.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub docs: Vec<DocPage>,
    /// The whole document as normalised: an object `{apiVersion, kind, metadata, spec}` in which nothing that the
    /// author wrote is lost; what a foreign format says and the model has no place for stands under `spec.<format>`.
    pub descriptor: Value,
}

impl Entity {
    /// The canonical reference.
    pub fn entity_ref(&self) -> EntityRef {
        EntityRef::new(&self.kind, &self.namespace, &self.name)
    }

    /// The document as its author wrote it: the descriptor itself, or what of it stands under `spec.<format>`.
    pub fn written(&self) -> &Value {
        match self.format {
            Format::Native | Format::Backstage => &self.descriptor,
            foreign => &self.descriptor["spec"][foreign.as_str()],
        }
    }

    /// What to call it: the title, else a team's or person's display name, else the name.
    pub fn display_name(&self) -> &str {
        let profile = self.profile.as_ref().and_then(|profile| profile.display_name.as_deref());
        self.title.as_deref().or(profile).unwrap_or(&self.name)
    }
}

/// An owner that CODEOWNERS says, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeOwner {
    /// The first team of the rule, else its first person.
    pub owner: EntityRef,
    /// The file's path within the location.
    pub path: String,
    /// The line of the rule, from 1.
    pub line: u32,
}

/// Another name of an entity, in the scheme of the product that gave it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Alias {
    /// Who gave it, such as `compass` (a component ARI) or `name` (a foreign spelling of the name).
    pub scheme: String,
    /// The name itself.
    pub value: String,
}

/// How to show a team or a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Profile {
    /// A name for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// An e-mail address, unverified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The address of a picture. Untrusted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
}

/// What an API promises.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApiSpec {
    /// The contract language: `openapi`, `asyncapi`, `graphql`, `grpc`, …
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub spec_type: Option<String>,
    /// The contract's text, where the descriptor holds it inline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
    /// The file or address that the descriptor names instead, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}
