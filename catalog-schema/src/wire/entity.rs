//! One entity, and what it relates to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::DescriptionPlace;
use crate::model::{Alias, Form, Format, Link, Profile};
use crate::resolve::FoundBy;

/// An entity as the catalog has it now. In lists `descriptor` is left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Entity {
    /// Immutable; survives renames.
    pub uid: String,
    /// Canonical reference, `kind:namespace/name` in lower case.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// As displayed, such as `Component`.
    pub kind: String,
    /// As displayed.
    pub namespace: String,
    /// As displayed.
    pub name: String,
    /// A name for people: the title, else a team's or person's display name; null where neither is there.
    pub title: Option<String>,
    /// Markdown. Untrusted.
    pub description: Option<String>,
    /// The type within the kind, such as `service`.
    #[serde(rename = "type")]
    pub entity_type: Option<String>,
    /// The declared owner's reference.
    pub owner: Option<String>,
    /// Declared owners after the first.
    pub additional_owners: Vec<String>,
    /// What the descriptor has in the owner's place and means nobody by, such as `TBD`.
    #[serde(default)]
    pub unowned: Option<String>,
    /// References of its descriptor that are not written as the reference of what they lead to, and how they were
    /// understood (docs/concepts/references.md).
    #[serde(default)]
    pub references: Vec<WrittenReference>,
    /// The owner that counts, and where it comes from.
    pub effective_owner: Option<EffectiveOwner>,
    /// Free text, such as `production`.
    pub lifecycle: Option<String>,
    /// 1 (most critical) to 4.
    pub tier: Option<u8>,
    /// The main programming language, lower case.
    pub language: Option<String>,
    /// The reference of the system it is part of.
    pub system: Option<String>,
    /// In the order written.
    pub tags: Vec<String>,
    /// Identifying key-value pairs.
    pub labels: BTreeMap<String, String>,
    /// Non-identifying key-value pairs.
    pub annotations: BTreeMap<String, String>,
    /// Fields that the organisation defined itself, by name. Untrusted.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub custom_fields: BTreeMap<String, Value>,
    /// In the order written. Untrusted.
    pub links: Vec<Link>,
    /// Documentation pages that lie in its repository. Left out in lists, and where there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub docs: Vec<DocPage>,
    /// Other names that it answers to.
    pub aliases: Vec<Alias>,
    /// Of a team or person.
    pub profile: Option<Profile>,
    /// The format of the descriptor that it was read from.
    pub format: Format,
    /// The name of the source that it comes from.
    pub source: String,
    /// The descriptor's path within its location.
    pub path: String,
    /// Its last descriptor does not decode any more: this is the last good version.
    pub stale: bool,
    /// What its scorecards come to; null where none applies.
    pub health: Option<Health>,
    /// Figures from the graph.
    pub measures: Measures,
    /// Descriptions of it that are kept but not shown, as others were there first. Left out in lists, and where there is
    /// none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_described_by: Vec<DescriptionPlace>,
    /// The whole descriptor as normalised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub descriptor: Option<Value>,
    /// The catalog revision of this version of the entity.
    pub entity_revision: u64,
    /// When the catalog first had it, RFC 3339; by the commit's time where that is known.
    pub created_at: String,
    /// When this version of the entity came, RFC 3339; by the commit's time where that is known.
    pub changed_at: String,
    /// Who made this version: the name of the commit's author, where it is known.
    pub changed_by: Option<String>,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

impl Entity {
    /// What to call it.
    pub fn display_name(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.name)
    }
}

/// A documentation page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DocPage {
    /// Relative to its repository.
    pub path: String,
    /// What the page is called. Untrusted.
    pub title: String,
    /// Where it can be read in its repository; null where that is not known.
    pub url: Option<String>,
}

/// The owner that counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EffectiveOwner {
    /// The owner's reference.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// `declared`, the reference of the system or domain that it is inherited from, or `codeowners`.
    pub via: String,
    /// Of `codeowners`, the file's path within the location.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Of `codeowners`, the line of the rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
}

impl EffectiveOwner {
    /// The owner of this reference, by this way.
    pub fn new(entity_ref: impl Into<String>, via: impl Into<String>) -> Self {
        Self { entity_ref: entity_ref.into(), via: via.into(), file: None, line: None }
    }
}

/// A reference that is not written as the reference of what it leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WrittenReference {
    /// Read from the entity: `it <relation> ref`, such as `ownedBy`.
    pub relation: String,
    /// What it leads to, resolved.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// As the descriptor writes it.
    pub written: String,
    /// How the text was understood.
    pub form: Form,
    /// By what the entity was found; null where it is not in the catalog.
    pub found_by: Option<FoundBy>,
    /// Where in the descriptor, as a JSON pointer.
    pub origin: String,
}

/// All scorecards of an entity in one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Health {
    /// Points reached.
    pub score: u32,
    /// Points that could be reached.
    pub max: u32,
    /// Rules passed.
    pub passed: u32,
    /// Rules failed.
    pub failed: u32,
    /// Rules that could not be judged.
    pub unknown: u32,
}

/// Figures from the graph, by the impact relation (docs/concepts/impact.md, docs/concepts/measures.md).
///
/// Dependents, dependencies and instability are of the answer's revision. The others follow from the whole graph; they are
/// counted in the background, are of `revision`, and null for what nobody has counted yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Measures {
    /// Entities that are hit directly when this one fails (fan-in, Ca).
    pub dependents: u32,
    /// Entities whose failure hits this one directly (fan-out, Ce).
    pub dependencies: u32,
    /// Ce / (Ca + Ce), 0 to 100 percent; null where it is connected with nothing.
    #[serde(default)]
    pub instability: Option<u8>,
    /// Entities that are hit when it fails, directly or not.
    #[serde(default)]
    pub reach: Option<u32>,
    /// Steps of the longest chain of dependencies that begins with it; what depends on each other is one.
    #[serde(default)]
    pub depth: Option<u32>,
    /// Without it, others that are connected would not be.
    #[serde(default)]
    pub articulation: Option<bool>,
    /// How much stands on it, 0 to 100, on a logarithmic scale.
    #[serde(default)]
    pub criticality: Option<u8>,
    /// The catalog revision that reach, depth, articulation and criticality are of; null where they are.
    #[serde(default)]
    pub revision: Option<u64>,
}

/// What an entity relates to, in both directions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Relations {
    /// The entity's reference.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// Ordered by relation type, then by reference.
    pub items: Vec<RelatedEntity>,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// The other end of a relation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RelatedEntity {
    /// Read from the asked entity: `it <relation> ref`, such as `dependsOn`.
    pub relation: String,
    /// The other end's reference.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// The other end's kind, as displayed; from the reference where it is dangling.
    pub kind: String,
    /// The other end's name for people, where it has one.
    pub title: Option<String>,
    /// The other end's type.
    #[serde(rename = "type")]
    pub entity_type: Option<String>,
    /// The other end's declared owner.
    pub owner: Option<String>,
    /// The other end's lifecycle.
    pub lifecycle: Option<String>,
    /// The other end's tier.
    pub tier: Option<u8>,
    /// What the other end's scorecards come to.
    pub health: Option<Health>,
    /// How many depend on the other end directly.
    pub dependents: u32,
    /// The other end does not exist in the catalog.
    pub dangling: bool,
    /// The reference of the entity whose descriptor says so.
    pub declared_by: String,
    /// Where in that descriptor, as a JSON pointer.
    pub origin: String,
}
