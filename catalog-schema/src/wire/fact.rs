//! What others push of entities, and what is known of it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Facts to be taken in, all or none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FactBatch {
    /// At most 1,000. Of the same fact of the same entity the latest counts.
    pub facts: Vec<FactPush>,
}

/// One fact to be taken in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FactPush {
    /// The entity: `component:default/orders`; without a kind a component, without a namespace `default`. Or an alias.
    pub entity: String,
    /// The fact, as a FactType declares it.
    pub fact: String,
    /// Of the declared type.
    pub value: Value,
    /// Since when it is so, RFC 3339; now, if it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// Where more is written about it, http or https.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// What became of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FactsPushed {
    /// The catalog revision that has them; the current one where nothing was written.
    pub revision: u64,
    /// Facts that are others than before, or later.
    pub written: u32,
    /// Facts that were known as they are.
    pub unchanged: u32,
    /// Facts of which something later is known, or later in the same batch. They are not kept.
    pub stale: u32,
}

/// What is known of an entity besides its descriptor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EntityFacts {
    /// By name.
    pub items: Vec<EntityFact>,
    /// How many there are.
    pub total: u64,
    /// The catalog revision.
    pub revision: u64,
}

/// A fact of an entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EntityFact {
    /// Its name.
    pub fact: String,
    /// For people; the name where nothing declares it any more.
    pub title: String,
    /// The last value.
    pub value: Value,
    /// What numbers are in, such as `%`.
    pub unit: Option<String>,
    /// Since when it is so, RFC 3339.
    pub at: String,
    /// How long ago that was, in seconds.
    pub age: u64,
    /// Until when it holds, RFC 3339; null where it does not expire.
    pub expires: Option<String>,
    /// It holds no more: rules that read it are unknown.
    pub expired: bool,
    /// Who pushed it, such as `token:ci`.
    pub source: String,
    /// Where more is written about it.
    pub url: Option<String>,
}

/// What is wrong with one item of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ItemProblem {
    /// The item's place in its list, from 0.
    pub index: u32,
    /// The item's field; empty where it is the item as a whole.
    pub field: String,
    /// What is wrong with it.
    pub detail: String,
    /// What to do about it, where `detail` does not say that.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub help: String,
}
