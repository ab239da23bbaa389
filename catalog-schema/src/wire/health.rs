//! What scorecards say of many entities together.

use serde::{Deserialize, Serialize};

use super::Health;

/// The health of all entities that a filter lets pass.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HealthSummary {
    /// Entities that the filter lets pass.
    pub entities: u64,
    /// Those of them that a scorecard applies to.
    pub scored: u64,
    /// Entities with no failing rule and none that could not be judged.
    pub passing: u64,
    /// Entities with a failing rule.
    pub failing: u64,
    /// Entities with no failing rule, but one that could not be judged.
    pub unknown: u64,
    /// Points and rules of all of them added up.
    pub total: Health,
    /// Every rule that applies to one of them; the one whose failures hit the most first.
    pub rules: Vec<RuleSummary>,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// One rule over many entities.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RuleSummary {
    /// Scorecard and rule as the filter `failing` takes them, such as `documentation/has-description`.
    pub id: String,
    /// The rule's title.
    pub title: String,
    /// The scorecard's title.
    pub scorecard: String,
    /// Entities that pass.
    pub passed: u64,
    /// Entities that fail.
    pub failed: u64,
    /// Entities that could not be judged.
    pub unknown: u64,
    /// Entities that need not pass.
    pub exempt: u64,
    /// The direct dependents of the entities that fail, added up.
    pub impact: u64,
    /// The failing entities that the most depend on, at most five.
    pub worst: Vec<FailingEntity>,
}

/// An entity that fails a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FailingEntity {
    /// Canonical reference.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// As displayed.
    pub kind: String,
    /// A name for people, where there is one.
    pub title: Option<String>,
    /// The declared owner's reference.
    pub owner: Option<String>,
    /// How many depend on it directly.
    pub dependents: u32,
}
