//! Scorecards as such, and what each says of many entities.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ExemptionOrigin, Outcome};

/// All scorecards.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScorecardList {
    /// In the order in which they are evaluated.
    pub items: Vec<Scorecard>,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// A scorecard, and what it comes to over all entities.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Scorecard {
    /// Unique and stable.
    pub name: String,
    /// For people.
    pub title: String,
    /// What it is for; Markdown.
    pub description: String,
    /// The reference of who answers for it; null where it is built in.
    pub owner: Option<String>,
    /// Whether entities are judged by it.
    pub state: ScorecardState,
    /// Where it is defined; null where it is built in.
    pub defined_at: Option<ScorecardPlace>,
    /// Which entities it is about.
    pub applies_to: ScorecardScope,
    /// The lowest first; empty where it gives points only.
    pub levels: Vec<ScorecardLevelCount>,
    /// In the scorecard's order.
    pub rules: Vec<ScorecardRule>,
    /// Entities that it applies to.
    pub entities: u64,
    /// Those of them that pass every rule that counts, or need not.
    pub passing: u64,
    /// Those of them that fail a rule that counts.
    pub failing: u64,
    /// Those of them that fail none, while not all could be judged.
    pub unknown: u64,
    /// Those of them that reach none of its levels.
    pub without_level: u64,
    /// Points reached.
    #[serde(default)]
    pub score: u64,
    /// Points that could be reached, by rules that could be judged.
    #[serde(default)]
    pub max: u64,
    /// Who need not pass what, those first that end first; those that are over are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exemptions: Vec<ScorecardExemption>,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// Somebody's decision that an entity need not pass a scorecard, or some of its rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScorecardExemption {
    /// Whom it is for.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// A name for people, where there is one.
    pub title: Option<String>,
    /// Ids of rules; all of the scorecard if empty.
    pub rules: Vec<String>,
    /// Why.
    pub reason: String,
    /// Who decided, as written.
    pub approved_by: Option<String>,
    /// The last day (`2026-12-31`, UTC) on which it holds; null where it has none.
    pub expires: Option<String>,
    /// The request that it comes from; none where the definition itself says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<ExemptionOrigin>,
}

/// Whether entities are judged by a scorecard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum ScorecardState {
    /// They are.
    #[default]
    Published,
    /// It is checked, and nothing is judged by it yet.
    Draft,
}

/// The descriptor that defines a scorecard.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScorecardPlace {
    /// The reference of the descriptor's entity.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// The source, by name.
    pub source: String,
    /// The file, relative to the source.
    pub path: String,
}

/// Which entities a scorecard is about: those that meet every list that is not empty, and the condition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScorecardScope {
    /// Kinds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// Types within the kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<String>,
    /// Lifecycles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lifecycles: Vec<String>,
    /// Tiers, 1 to 4.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<u8>,
    /// Any of these tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// References of teams: what these own, and the teams within them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub owners: Vec<String>,
    /// A condition in CEL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
}

/// A level, and how many entities are at it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScorecardLevelCount {
    /// Unique within the scorecard.
    pub name: String,
    /// For people.
    pub title: String,
    /// `#rrggbb`, where the scorecard says one.
    pub color: Option<String>,
    /// Entities that reach this level and none above.
    pub entities: u64,
}

/// A rule of a scorecard, and what it comes to over all entities that it applies to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScorecardRule {
    /// Unique within the scorecard. As filters take it: the scorecard's name, a slash, and this.
    pub id: String,
    /// What should hold, for people.
    pub title: String,
    /// Those of the scorecard's kinds that it applies to; all of them if empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// The level that needs it, by name.
    pub level: Option<String>,
    /// Points for passing.
    pub weight: u32,
    /// What has to hold, in CEL.
    pub expression: String,
    /// The ways to fail it, each with the way out.
    pub failures: Vec<RuleFailure>,
    /// Where more is written about it.
    pub documentation: Option<String>,
    /// The day (`2026-12-01`, UTC) from which on it counts.
    pub effective_from: Option<String>,
    /// Entities that pass.
    pub passed: u64,
    /// Entities that fail.
    pub failed: u64,
    /// Entities that could not be judged.
    pub unknown: u64,
    /// Entities that need not pass.
    pub exempt: u64,
}

/// A way to fail a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RuleFailure {
    /// When it is this one, in CEL; always if null.
    pub when: Option<String>,
    /// What is said; `{…}` stands for the value of a CEL expression.
    pub message: String,
    /// How to make the rule pass; Markdown.
    pub fix: String,
}

/// Which entities of a scorecard, and which page of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScorecardResultQuery {
    /// As in [`ListQuery`](super::ListQuery).
    pub filter: Vec<String>,
    /// As in [`ListQuery`](super::ListQuery).
    pub also: Vec<String>,
    /// As in [`ListQuery`](super::ListQuery).
    pub q: Option<String>,
    /// Only those at this level, by name; `none` for those that reach none.
    pub level: Option<String>,
    /// Only those that do not reach this level, by name.
    pub below: Option<String>,
    /// As in [`ListQuery`](super::ListQuery).
    pub order: Option<String>,
    /// Page size, 1 to 1,000; 50 if absent.
    pub limit: Option<u32>,
    /// As in [`ListQuery`](super::ListQuery).
    pub cursor: Option<String>,
}

/// A page of the entities that a scorecard applies to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScorecardResults {
    /// In the order asked for.
    pub items: Vec<EntityScore>,
    /// How many match in all.
    pub total: u64,
    /// How many of them come before the first item.
    pub skipped: u64,
    /// Ask for the next page with it; null on the last page.
    pub next_cursor: Option<String>,
    /// Ask for the page before with it; null on the first page.
    pub previous_cursor: Option<String>,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// One entity by one scorecard.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EntityScore {
    /// Canonical reference.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// As displayed.
    pub kind: String,
    /// A name for people, where there is one.
    pub title: Option<String>,
    /// The reference of the owner that counts.
    pub owner: Option<String>,
    /// The level reached, by name; null where none is.
    pub level: Option<String>,
    /// Points reached.
    pub score: u32,
    /// Points that could be reached.
    pub max: u32,
    /// What each rule that applies to it came to, by id.
    pub outcomes: BTreeMap<String, Outcome>,
}
