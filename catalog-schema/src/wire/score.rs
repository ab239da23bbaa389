//! What scorecards say of an entity.

use serde::{Deserialize, Serialize};

/// One scorecard's verdict on one entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScorecardResult {
    /// The scorecard's name.
    pub scorecard: String,
    /// For people.
    pub title: String,
    /// The level reached; null where the scorecard has none or none is reached.
    pub level: Option<String>,
    /// Points reached.
    pub score: u32,
    /// Points that could be reached.
    pub max: u32,
    /// In the scorecard's order.
    pub rules: Vec<RuleResult>,
}

/// One rule's verdict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RuleResult {
    /// Unique within the scorecard.
    pub id: String,
    /// For people.
    pub title: String,
    /// Passed, failed, or why neither.
    pub outcome: Outcome,
    /// What was found, with the values that decided it.
    pub message: String,
    /// The facts that the rule read and the values they had.
    pub evidence: serde_json::Map<String, serde_json::Value>,
    /// How to make it pass; Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<String>,
    /// Since when the outcome is so, RFC 3339; null where it is not recorded.
    pub since: Option<String>,
}

/// A rule's verdict in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It holds.
    Pass,
    /// It does not hold.
    Fail,
    /// It could not be judged; the message says why.
    Unknown,
    /// Someone decided that it need not hold.
    Exempt,
}
