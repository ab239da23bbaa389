//! What scorecards come to over groups of entities, and over time.

use serde::{Deserialize, Serialize};

use super::ScorecardLevelCount;

/// What entities are grouped by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum RollupBy {
    /// All of them together.
    #[default]
    Organisation,
    /// The owner that counts.
    Team,
    /// The owner that counts and the teams that it is within: a team with all below it.
    Tree,
    /// The system that they are part of.
    System,
    /// The domain of that system.
    Domain,
    /// How critical they are said to be.
    Tier,
}

impl RollupBy {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Organisation, Self::Team, Self::Tree, Self::System, Self::Domain, Self::Tier];

    /// Its name in questions and answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Team => "team",
            Self::Tree => "tree",
            Self::System => "system",
            Self::Domain => "domain",
            Self::Tier => "tier",
        }
    }

    /// The one of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.as_str() == name)
    }
}

/// In which order groups are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RollupOrder {
    /// By name; what belongs to none comes last.
    #[default]
    #[serde(rename = "name")]
    Name,
    /// Those in which the most entities fail a rule first.
    #[serde(rename = "-failing")]
    Failing,
    /// The greatest share of points first; those without any to reach last.
    #[serde(rename = "-points")]
    Points,
    /// The reverse.
    #[serde(rename = "points")]
    LeastPoints,
}

impl RollupOrder {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Name, Self::Failing, Self::Points, Self::LeastPoints];

    /// Its name in questions.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Failing => "-failing",
            Self::Points => "-points",
            Self::LeastPoints => "points",
        }
    }

    /// The one of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.as_str() == name)
    }
}

/// Which groups of entities are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RollupQuery {
    /// What entities are grouped by.
    pub by: RollupBy,
    /// Which come first.
    pub order: RollupOrder,
    /// So many of them; all where nothing is said.
    pub limit: Option<u32>,
}

/// A scorecard over groups of entities.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScorecardRollup {
    /// The scorecard's name.
    pub scorecard: String,
    /// What entities are grouped by.
    pub by: RollupBy,
    /// The groups with entities that it applies to, in the order that was asked for.
    pub items: Vec<RollupGroup>,
    /// How many there are, be they told or not.
    pub total: u64,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// One group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RollupGroup {
    /// The reference of the team, system or domain, or the tier; null for the organisation, and for what belongs to none.
    pub of: Option<String>,
    /// A name for people, where there is one.
    pub title: Option<String>,
    /// What it comes to.
    #[serde(flatten)]
    pub counts: RollupCounts,
}

/// What a scorecard comes to over entities.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RollupCounts {
    /// Entities that it applies to.
    pub entities: u64,
    /// Those of them that pass every rule that counts, or need not.
    pub passing: u64,
    /// Those of them that fail a rule that counts.
    pub failing: u64,
    /// Those of them that fail none, while not all could be judged.
    pub unknown: u64,
    /// Points reached.
    pub score: u64,
    /// Points that could be reached, by rules that could be judged.
    pub max: u64,
    /// The scorecard's levels, the lowest first, each with the entities that reach it and none above.
    pub levels: Vec<ScorecardLevelCount>,
    /// Entities that reach none of its levels.
    pub without_level: u64,
    /// What each rule came to, in the scorecard's order.
    pub rules: Vec<RollupRule>,
}

/// What a rule came to over entities.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RollupRule {
    /// Its id within the scorecard.
    pub id: String,
    /// Entities that pass.
    pub passed: u64,
    /// Entities that fail.
    pub failed: u64,
    /// Entities that could not be judged.
    pub unknown: u64,
    /// Entities that need not pass.
    pub exempt: u64,
}

/// A scorecard day by day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScorecardTrend {
    /// The scorecard's name.
    pub scorecard: String,
    /// What entities are grouped by.
    pub by: RollupBy,
    /// The group, as roll-ups name it; null for the organisation, and for what belongs to none.
    pub of: Option<String>,
    /// The days of which it was written down, the oldest first.
    pub days: Vec<ScorecardDay>,
}

/// What a scorecard came to on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScorecardDay {
    /// The day (`2026-12-01`, UTC), at its first look.
    pub day: String,
    /// What it came to, as the scorecard was then.
    #[serde(flatten)]
    pub counts: RollupCounts,
}

/// What scorecards say of what a team owns, and what to mend next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamScorecards {
    /// The team.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// Whether what the teams below it own counts, too.
    pub tree: bool,
    /// The scorecards that apply to something that it owns, in their order.
    pub scorecards: Vec<TeamScorecard>,
    /// What to mend next, the most useful first.
    pub fixes: Vec<NextFix>,
    /// How many there are.
    pub fixes_total: u64,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// A scorecard over what a team owns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamScorecard {
    /// The scorecard's name.
    pub scorecard: String,
    /// For people.
    pub title: String,
    /// What it comes to.
    #[serde(flatten)]
    pub counts: RollupCounts,
}

/// A rule that an entity fails, and what mending it is worth.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NextFix {
    /// The entity.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// A name for people, where there is one.
    pub title: Option<String>,
    /// The scorecard's name.
    pub scorecard: String,
    /// The rule's id within it.
    pub rule: String,
    /// What should hold, for people.
    pub rule_title: String,
    /// Points that passing gives, over what the entity has of the rule already.
    pub points: u32,
    /// How much stands on the entity, 0 to 100; 1 at least, and 1 where it is not measured yet.
    pub criticality: u8,
    /// Points times criticality: what they are ranked by.
    pub worth: u64,
}
