//! Descriptors that are handed to a portal, and what they would change.

use serde::{Deserialize, Serialize};

use super::{ChangeOutcome, Insight, Outcome};
use crate::diagnostic::Diagnostic;

/// The full set of descriptor files of one location, or of one folder of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Push {
    /// The repository that the files are of, which the location is addressed by. A directory that is the only one of its
    /// source needs none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repository: Option<String>,
    /// The branch that the files are of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<String>,
    /// The commit that the files are of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    /// When that was made, RFC 3339. One in the future counts as made now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub committed_at: Option<String>,
    /// Who made it, such as `Ada Lovelace <ada@example.com>`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The run of the pipeline that pushes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run_id: Option<String>,
    /// The folder of the location that the files replace, such as `orders`; all of the location where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<String>,
    /// Entities whose impact is told whether it changes or not; 20 at most.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub impact_of: Vec<String>,
    /// Descriptors, and files that they name.
    pub files: Vec<PushedFile>,
}

/// A file of a [`Push`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PushedFile {
    /// Within the folder that is replaced, `/`-separated.
    pub path: String,
    /// What it says; null for a file that descriptors name and that is not there.
    pub content: Option<String>,
}

/// What a push changed in the catalog.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PushOutcome {
    /// What changed.
    #[serde(flatten)]
    pub outcome: ChangeOutcome,
    /// What is wrong with files that differ from what the catalog had. None is an error: those are answered with 422.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a push would do to the catalog. Nothing of it was written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DryRun {
    /// The catalog has nothing of this location yet: all that is described is new.
    pub new_location: bool,
    /// What would change; the revision is the one that it is compared with.
    #[serde(flatten)]
    pub outcome: ChangeOutcome,
    /// What is wrong with files that differ from what the catalog has. None is an error: those are answered with 422.
    pub diagnostics: Vec<Diagnostic>,
    /// What would be found to be wrong with how things hang together.
    pub findings: FindingChanges,
    /// What would be hit by a failure, of the entities that were asked about, then of those that change or are depended on
    /// in another way: the 20 with the most dependents.
    pub impact: Vec<ImpactChange>,
    /// What scorecards would say otherwise.
    #[serde(default)]
    pub scores: ScoreChanges,
}

/// What scorecards would say otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScoreChanges {
    /// By entity and scorecard, what becomes worse first; 200 at most.
    pub items: Vec<ScoreChange>,
    /// How many there are.
    pub total: u64,
    /// How many of them are regressions.
    pub regressions: u64,
    /// How the entities that the files describe would stand, also those that stay as they are; 2,000 at most.
    pub standings: Vec<ScoreStanding>,
    /// Every scorecard that judges, with how much of the above is its.
    pub scorecards: Vec<JudgedBy>,
}

/// How much one scorecard has to say of a push.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JudgedBy {
    /// The scorecard's name.
    pub scorecard: String,
    /// How many regressions are by it.
    pub regressions: u64,
    /// To how many of the entities that the files describe it applies.
    pub standings: u64,
}

/// What one scorecard would say otherwise of an entity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScoreChange {
    /// The entity.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// The scorecard's name.
    pub scorecard: String,
    /// The level reached now; null where none is.
    pub level_before: Option<String>,
    /// The level that would be reached.
    pub level_after: Option<String>,
    /// Points reached now.
    pub score_before: u32,
    /// Points that could be reached now.
    pub max_before: u32,
    /// Points that would be reached.
    pub score_after: u32,
    /// Points that could be reached then.
    pub max_after: u32,
    /// It would lose a level, or fail a rule that it passes. What comes new is no regression, nor what goes.
    pub regression: bool,
    /// The rules that come out otherwise; of an entity that comes new, or to which the scorecard did not apply, those that it
    /// does not pass.
    pub rules: Vec<OutcomeChange>,
}

/// A rule that comes out otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OutcomeChange {
    /// Its id within the scorecard.
    pub rule: String,
    /// What should hold, for people.
    pub title: String,
    /// What it comes to now; null where it does not apply.
    pub before: Option<Outcome>,
    /// What it would come to.
    pub after: Option<Outcome>,
}

/// How an entity would stand by a scorecard.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScoreStanding {
    /// The entity.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// The scorecard's name.
    pub scorecard: String,
    /// The level that would be reached; null where none is.
    pub level: Option<String>,
    /// The scorecard's levels, the lowest first; empty where it gives points only.
    pub levels: Vec<String>,
}

/// Findings that come and go. Those that somebody accepted are not among them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FindingChanges {
    /// The heaviest first, 200 at most. The identity of one about a new entity is another one each time.
    pub added: Vec<Insight>,
    /// How many there are.
    pub added_total: u64,
    /// The heaviest first, 200 at most.
    pub removed: Vec<Insight>,
    /// How many there are.
    pub removed_total: u64,
}

/// What is hit when an entity fails, before and after.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImpactChange {
    /// What fails.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// How many entities are hit now.
    pub before: u64,
    /// How many would be hit.
    pub after: u64,
    /// What would be hit and is not, by reference; 50 at most.
    pub added: Vec<String>,
    /// How many these are.
    pub added_total: u64,
    /// What is hit and would not be, by reference; 50 at most.
    pub removed: Vec<String>,
    /// How many these are.
    pub removed_total: u64,
    /// Owners of something that would be hit, who own nothing that is.
    pub teams_added: Vec<String>,
    /// Owners of something that is hit, who would own nothing that is.
    pub teams_removed: Vec<String>,
}
