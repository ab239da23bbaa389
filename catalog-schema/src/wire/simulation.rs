//! What an edited scorecard would say of the catalog, before anybody publishes it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Outcome, ScorecardState};
use crate::diagnostic::Diagnostic;

/// A definition to try.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SimulationRequest {
    /// A `kind: Scorecard` document as YAML.
    pub definition: String,
}

/// What to try, and how much of it to tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SimulationQuery {
    /// The scorecard that the definition is of, in any case; whichever it says it is where there is none.
    pub scorecard: Option<String>,
    /// A `kind: Scorecard` document as YAML.
    pub definition: String,
    /// How many entities are told, 1 to 1,000; 100 if absent.
    pub limit: Option<u32>,
    /// Every entity that changes is told instead, without what its rules saw.
    pub all: bool,
}

/// What a definition would say of the catalog, beside what is said now. Nothing of it was written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Simulation {
    /// The scorecard's name.
    pub scorecard: String,
    /// For people.
    pub title: String,
    /// There is no scorecard of this name yet.
    pub new: bool,
    /// It is the very definition that there is already.
    pub same: bool,
    /// What the definition says of its state. What a draft would say is told as if it were published.
    pub state: ScorecardState,
    /// What is said now; all zero where nothing is judged by it.
    pub before: SimulatedCounts,
    /// What would be said.
    pub after: SimulatedCounts,
    /// The levels, the lowest first, those that are no more after them.
    pub levels: Vec<SimulatedLevel>,
    /// The rules in the definition's order, those that are no more after them.
    pub rules: Vec<SimulatedRule>,
    /// By the owner that counts, those with the most entities that get worse first; those without a change are left out.
    pub teams: Vec<SimulatedTeam>,
    /// How many entities change, in which way.
    pub moves: SimulatedMoves,
    /// Other scorecards that read its levels and come to something else for it.
    pub others: Vec<SimulatedOther>,
    /// The entities that change, what gets worse first, as many as were asked for.
    pub items: Vec<SimulatedEntity>,
    /// How many change.
    pub total: u64,
    /// How many rules were evaluated, each for one entity: those that are as they were are not.
    pub evaluated: u64,
    /// What is odd about the definition; what is wrong with it is a problem instead.
    pub diagnostics: Vec<Diagnostic>,
    /// The catalog revision that it was tried on.
    pub revision: u64,
}

/// What a scorecard comes to over some entities.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimulatedCounts {
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
    /// Those of them that reach none of its levels.
    pub without_level: u64,
}

/// A level before and after.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimulatedLevel {
    /// Unique within the scorecard.
    pub name: String,
    /// For people.
    pub title: String,
    /// `#rrggbb`, where the definition says one.
    pub color: Option<String>,
    /// Entities that are at it; null where there is no such level yet.
    pub before: Option<u64>,
    /// Entities that would be; null where there would be no such level any more.
    pub after: Option<u64>,
}

/// What an edit does to a rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum RuleEdit {
    /// Nothing.
    #[default]
    Same,
    /// Something of it is written otherwise.
    Changed,
    /// It is new.
    Added,
    /// It is no more.
    Removed,
}

/// A rule before and after.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimulatedRule {
    /// Unique within the scorecard.
    pub id: String,
    /// What should hold, for people.
    pub title: String,
    /// What the edit does to it.
    pub edit: RuleEdit,
    /// What it comes to; null where it is new.
    pub before: Option<SimulatedOutcomes>,
    /// What it would come to; null where it would be no more.
    pub after: Option<SimulatedOutcomes>,
    /// Entities that would pass and do not now.
    pub to_pass: u64,
    /// Entities that would fail and do not now.
    pub to_fail: u64,
    /// Entities that could not be judged and are now, or come to be.
    pub to_unknown: u64,
}

/// Entities by what a rule comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimulatedOutcomes {
    /// Entities that pass.
    pub passed: u64,
    /// Entities that fail.
    pub failed: u64,
    /// Entities that could not be judged.
    pub unknown: u64,
    /// Entities that need not pass.
    pub exempt: u64,
}

/// How an entity changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum SimulatedMove {
    /// It loses a level, or fails a rule that it does not fail now.
    Worse,
    /// It reaches a higher level, or does not fail a rule any more.
    Better,
    /// The scorecard comes to apply to it.
    Comes,
    /// The scorecard does not apply to it any more.
    Goes,
    /// Anything else: other points, what could not be judged comes to be known, or the reverse.
    #[default]
    Other,
}

impl SimulatedMove {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 5] = [Self::Worse, Self::Better, Self::Comes, Self::Goes, Self::Other];

    /// Its name in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Worse => "worse",
            Self::Better => "better",
            Self::Comes => "comes",
            Self::Goes => "goes",
            Self::Other => "other",
        }
    }
}

/// How many entities change, in which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimulatedMoves {
    /// That lose a level or fail one rule more.
    pub worse: u64,
    /// That reach a higher level or fail one rule less.
    pub better: u64,
    /// To which the scorecard comes to apply.
    pub comes: u64,
    /// To which it does not apply any more.
    pub goes: u64,
    /// That change otherwise.
    pub other: u64,
}

impl SimulatedMoves {
    /// Counts one more.
    pub fn add(&mut self, moved: SimulatedMove) {
        *match moved {
            SimulatedMove::Worse => &mut self.worse,
            SimulatedMove::Better => &mut self.better,
            SimulatedMove::Comes => &mut self.comes,
            SimulatedMove::Goes => &mut self.goes,
            SimulatedMove::Other => &mut self.other,
        } += 1;
    }

    /// How many move in this way.
    pub fn of(&self, moved: SimulatedMove) -> u64 {
        match moved {
            SimulatedMove::Worse => self.worse,
            SimulatedMove::Better => self.better,
            SimulatedMove::Comes => self.comes,
            SimulatedMove::Goes => self.goes,
            SimulatedMove::Other => self.other,
        }
    }

    /// All of them.
    pub fn total(&self) -> u64 {
        SimulatedMove::ALL.into_iter().map(|moved| self.of(moved)).sum()
    }

    /// Adds those of other entities.
    pub fn join(&mut self, more: &Self) {
        self.worse += more.worse;
        self.better += more.better;
        self.comes += more.comes;
        self.goes += more.goes;
        self.other += more.other;
    }
}

/// What a team owns, before and after.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimulatedTeam {
    /// The reference of the owner that counts; null for what belongs to nobody.
    pub owner: Option<String>,
    /// A name for people, where there is one.
    pub title: Option<String>,
    /// What is said now.
    pub before: SimulatedCounts,
    /// What would be said.
    pub after: SimulatedCounts,
    /// Of what it owns, by the levels of the answer: before and after, 0 where there is no such level.
    pub levels: Vec<[u64; 2]>,
    /// How many of its entities change, in which way.
    pub moves: SimulatedMoves,
}

/// Another scorecard that comes to something else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimulatedOther {
    /// Its name.
    pub scorecard: String,
    /// For people.
    pub title: String,
    /// For how many entities, in which way.
    pub moves: SimulatedMoves,
}

/// An entity that changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimulatedEntity {
    /// The entity.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// As displayed.
    pub kind: String,
    /// A name for people, where there is one.
    pub title: Option<String>,
    /// The reference of the owner that counts.
    pub owner: Option<String>,
    /// In which way.
    #[serde(rename = "move")]
    pub moved: SimulatedMove,
    /// How it stands; null where the scorecard does not apply.
    pub before: Option<SimulatedStanding>,
    /// How it would stand; null where the scorecard would not apply.
    pub after: Option<SimulatedStanding>,
    /// The rules that come out otherwise; where the scorecard comes to apply, those that it would not pass.
    pub rules: Vec<SimulatedOutcome>,
}

/// How an entity stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimulatedStanding {
    /// The level reached, by name; null where none is.
    pub level: Option<String>,
    /// Points reached.
    pub score: u32,
    /// Points that could be reached.
    pub max: u32,
}

/// A rule that comes out otherwise.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimulatedOutcome {
    /// Its id within the scorecard.
    pub rule: String,
    /// What should hold, for people.
    pub title: String,
    /// What it comes to now; null where it does not apply.
    pub before: Option<Outcome>,
    /// What it would come to; null where it would not apply.
    pub after: Option<Outcome>,
    /// What would be said; empty where the rule would not apply, or everything was asked for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message: String,
    /// The facts that it would read, as found.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub evidence: Map<String, Value>,
    /// How to make it pass; Markdown. Null where it would pass.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<String>,
}
