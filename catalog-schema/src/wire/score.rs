//! What scorecards say of an entity.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::EntityFact;

/// One scorecard's verdict on one entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScorecardResult {
    /// The scorecard's name.
    pub scorecard: String,
    /// For people.
    pub title: String,
    /// The level reached, by name; null where the scorecard has none or none is reached.
    pub level: Option<String>,
    /// The scorecard's levels, the lowest first; empty where it gives points only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<ScorecardLevel>,
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
    /// Points for passing.
    #[serde(default)]
    pub weight: u32,
    /// Points that the entity gets: all for passing; for failing what is given to who is on the way.
    #[serde(default)]
    pub earned: u32,
    /// The level that needs it, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// What was found, with the values that decided it.
    pub message: String,
    /// What has to hold, in CEL; empty where results are not explained.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub expression: String,
    /// The facts that the rule read and the values they had.
    pub evidence: serde_json::Map<String, serde_json::Value>,
    /// Where those facts come from, by name, as far as it is recorded.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub origins: BTreeMap<String, FactOrigin>,
    /// The facts that were missing, where that is why the rule could not be judged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<MissingFact>,
    /// What would change the outcome, as far as it is known; empty where results are not explained.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<RuleChange>,
    /// Why it need not pass, where that was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exemption: Option<ExemptionNote>,
    /// The day (`2026-12-01`, UTC) from which on it counts; present until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_from: Option<String>,
    /// Where more is written about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub documentation: Option<String>,
    /// How to make it pass; Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<String>,
    /// Since when the outcome is so, RFC 3339; null where it is not recorded.
    pub since: Option<String>,
    /// The catalog revision that made it so; null where it is not recorded, or time alone did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since_revision: Option<u64>,
}

/// A level of a scorecard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScorecardLevel {
    /// Unique within the scorecard.
    pub name: String,
    /// For people.
    pub title: String,
    /// `#rrggbb`, where the scorecard says one.
    pub color: Option<String>,
}

/// A fact without which a rule cannot be judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MissingFact {
    /// As rules name it.
    pub fact: String,
    /// Who can supply it, and how.
    pub supplied_by: String,
}

/// Something that would change a rule's outcome: another value of a fact, or a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RuleChange {
    /// The fact, as rules name it; null where it is a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact: Option<String>,
    /// The day (`2026-12-01`, UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
    /// Who can supply another value, and how; or what happens that day.
    pub how: String,
}

/// Someone's decision that an entity need not pass a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExemptionNote {
    /// Why.
    pub reason: String,
    /// Who decided, as written.
    pub approved_by: Option<String>,
    /// The last day (`2026-12-31`, UTC) on which it holds; null where it has none.
    pub expires: Option<String>,
    /// What the rule would come to without it.
    pub otherwise: Outcome,
    /// The request that it comes from; none where the definition itself says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<ExemptionOrigin>,
}

/// The request that an exemption comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExemptionOrigin {
    /// By which it is found.
    pub id: String,
    /// The name of the token of who asked.
    pub requested_by: String,
    /// When it was approved, RFC 3339.
    pub approved_at: String,
}

/// Where a fact comes from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FactOrigin {
    /// The source, by name.
    pub source: Option<String>,
    /// The file, relative to the source.
    pub path: Option<String>,
    /// The line in it, from 1.
    pub line: Option<u32>,
    /// The commit of the repository that it was seen at, where it is about the repository.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    /// The address of the page that shows where it comes from, within the portal.
    pub href: Option<String>,
    /// Since when it has this value, RFC 3339.
    pub since: Option<String>,
    /// What was pushed, where somebody pushed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pushed: Option<EntityFact>,
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
