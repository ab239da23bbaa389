//! What scorecards say otherwise than some days ago, and what to mend next.

use serde::{Deserialize, Serialize};

use super::NextFix;

/// Which moves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct MoveQuery {
    /// Only those of this scorecard, by name in any case.
    pub scorecard: Option<String>,
    /// Only those of what this team owns, by reference.
    pub team: Option<String>,
    /// Whether what the teams below it own counts, too.
    pub tree: bool,
    /// How many days back, 1 to [`MOST_MOVE_DAYS`]; 7 if absent.
    pub days: Option<u32>,
    /// Only those for the better, or the worse.
    pub direction: Option<MoveDirection>,
    /// How many are told, 1 to 20,000; 100 if absent.
    pub limit: Option<u32>,
}

/// The most days back that moves are told of, as long as what they follow from is kept where nobody says otherwise.
pub const MOST_MOVE_DAYS: u32 = 365;

/// Whether it came to be better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum MoveDirection {
    /// A rule fails that passed, or need not pass; or a level was lost.
    Worse,
    /// The reverse.
    Better,
    /// What could not be judged came to be known, or cannot be judged any more; or a scorecard or a rule came or went.
    #[default]
    Other,
}

impl MoveDirection {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Worse, Self::Better, Self::Other];

    /// Its name in questions and answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Worse => "worse",
            Self::Better => "better",
            Self::Other => "other",
        }
    }
}

/// What came to be otherwise, the latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MoveList {
    /// One for each entity and rule, or level, that stands elsewhere than at `since`; what came back is none.
    pub items: Vec<ScoreMove>,
    /// How many there are, told or not.
    pub total: u64,
    /// How many there are of each scorecard, in any direction, in the scorecards' order; those without any are left out.
    pub counts: Vec<MoveCount>,
    /// What was compared with, RFC 3339.
    pub since: String,
    /// So much changed that it is compared with a later moment than was asked for: that is what `since` says.
    pub truncated: bool,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// How many moves a scorecard has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MoveCount {
    /// The scorecard's name.
    pub scorecard: String,
    /// For the worse.
    pub worse: u64,
    /// For the better.
    pub better: u64,
}

/// A rule, or the level, that an entity stands elsewhere at than before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScoreMove {
    /// The entity.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// As displayed.
    pub kind: String,
    /// A name for people, where there is one.
    pub title: Option<String>,
    /// The reference of the owner that counts.
    pub owner: Option<String>,
    /// The scorecard's name.
    pub scorecard: String,
    /// The rule's id within it; null where it is the level.
    pub rule: Option<String>,
    /// What should hold, for people; null where it is the level.
    pub rule_title: Option<String>,
    /// The outcome, or the level's name, before; null where there was none.
    pub was: Option<String>,
    /// The same now.
    pub became: Option<String>,
    /// Whether that is better.
    pub direction: MoveDirection,
    /// Since when it stands there, RFC 3339.
    pub at: String,
    /// The catalog revision that made it so; null where time alone did.
    pub revision: Option<u64>,
}

/// Which fixes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct FixQuery {
    /// Only rules of this scorecard, by name in any case.
    pub scorecard: Option<String>,
    /// Only of what this team owns, by reference.
    pub team: Option<String>,
    /// Whether what the teams below it own counts, too.
    pub tree: bool,
    /// How many are told, 1 to 1,000; 20 if absent.
    pub limit: Option<u32>,
}

/// What to mend next, the most useful first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FixList {
    /// Ranked by the points that they give times how much stands on the entity.
    pub items: Vec<NextFix>,
    /// How many there are, told or not.
    pub total: u64,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}
