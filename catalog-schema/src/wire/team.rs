//! Teams: what each carries, and how they depend on each other.

use serde::{Deserialize, Serialize};

use super::Health;
use crate::model::Link;

/// All teams, and what no team carries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamList {
    /// By name for people, then by reference.
    pub items: Vec<Team>,
    /// Where ownership has gaps.
    pub gaps: OwnershipGaps,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// One team. Its figures are its own, without those of the teams within it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Team {
    /// Canonical reference of the group.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// A name for people, where there is one.
    pub title: Option<String>,
    /// The type of group, such as `team` or `department`.
    #[serde(rename = "type")]
    pub entity_type: Option<String>,
    /// The reference of the team that it is within; the first where several claim it.
    pub parent: Option<String>,
    /// People in it.
    pub members: u64,
    /// Entities whose effective owner it is.
    pub entities: u64,
    /// The same by tier, from 1 to 4.
    pub tiers: [u64; 4],
    /// What the scorecards of its entities come to, added up; null where none applies.
    pub health: Option<Health>,
    /// Entities with a failing rule.
    pub failing: u64,
    /// Where to reach whoever is on call, as the team says.
    pub on_call: Vec<Link>,
}

/// Where ownership has gaps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnershipGaps {
    /// Entities that should have an owner and have none, not even an inherited one.
    pub unowned: u64,
    /// Owners that the catalog does not have, those that own the most first.
    pub unknown_owners: Vec<UnknownOwner>,
    /// References of teams that own something and have no member, not even in a team within them.
    pub empty_teams: Vec<String>,
}

/// An owner that descriptors name and the catalog does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnknownOwner {
    /// The reference that the descriptors name.
    pub owner: String,
    /// Entities whose effective owner it would be.
    pub entities: u64,
}

/// Which teams a team needs, and which need it: by the impact relation between the entities that they own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamDependencies {
    /// The team's reference.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// The teams whose entities its own need, the most needed first.
    pub needs: Vec<TeamDependency>,
    /// The teams whose entities need its own, the one with the most first.
    pub needed_by: Vec<TeamDependency>,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// All dependencies between the entities of two teams, in one direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamDependency {
    /// The other team's reference; null for what nobody owns.
    pub team: Option<String>,
    /// The other team's name for people, where it has one.
    pub title: Option<String>,
    /// How many dependencies there are.
    pub total: u64,
    /// Some of them, by reference: at most five.
    pub examples: Vec<Dependency>,
}

/// One dependency: if `on` fails, `dependent` is hit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Dependency {
    /// The reference of what depends.
    pub dependent: String,
    /// The reference of what it depends on.
    pub on: String,
}
