//! Initiatives: what is to be reached until a day, how far everybody is, and how it went.

use serde::{Deserialize, Serialize};

use super::{Outcome, RollupBy, ScorecardPlace, ScorecardScope};

/// Of whom initiatives are told. Without any of it, of everybody whom they ask.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct InitiativeQuery {
    /// Only of what this team owns, by reference.
    pub team: Option<String>,
    /// Whether what the teams within it own counts, too.
    pub tree: bool,
    /// Only of this entity, by reference.
    pub entity: Option<String>,
}

/// Initiatives, those first that are due first; what is over comes last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InitiativeList {
    /// All of them; of a team or an entity those that ask something of it.
    pub items: Vec<Initiative>,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// An initiative, and how far everybody is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Initiative {
    /// Unique and stable.
    pub name: String,
    /// For people.
    pub title: String,
    /// Why; Markdown.
    pub description: String,
    /// The reference of who answers for it.
    pub owner: Option<String>,
    /// How it stands.
    pub state: InitiativeState,
    /// Where it is defined.
    pub defined_at: ScorecardPlace,
    /// Where more is written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<InitiativeLink>,
    /// The first day (`2026-10-01`, UTC).
    pub starts_on: String,
    /// The last day for it.
    pub due_on: String,
    /// The level that is to be reached; null where it asks for rules.
    pub level: Option<InitiativeLevel>,
    /// The rules that are asked for: of a level those of it and of the levels below.
    pub rules: Vec<InitiativeRule>,
    /// Whom it is about, besides that the rules have to apply.
    pub applies_to: ScorecardScope,
    /// What narrows that, as lists take it.
    pub filter: Option<String>,
    /// How far they are.
    #[serde(flatten)]
    pub counts: InitiativeCounts,
    /// How fast it goes; null where not enough days are known, or nothing is to be done.
    pub pace: Option<InitiativePace>,
    /// What it names and is not there: while there is any, nothing is counted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<InitiativeProblem>,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// How an initiative stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum InitiativeState {
    /// It runs, and it is too early to say how: fewer than seven days are known.
    #[default]
    Running,
    /// It runs, and at the pace of the last 14 days everybody will be there in time.
    OnTrack,
    /// It runs, and at the pace of the last 14 days not everybody will.
    AtRisk,
    /// Its day is over, and not everybody is known to be there.
    Overdue,
    /// Everybody of whom it asks something is there.
    Reached,
    /// It asks nothing of anybody whom the catalog has.
    Empty,
    /// It starts on a later day.
    Planned,
    /// It is not published.
    Draft,
    /// It was ended.
    Ended,
    /// It names something that there is not.
    Invalid,
}

impl InitiativeState {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Running,
        Self::OnTrack,
        Self::AtRisk,
        Self::Overdue,
        Self::Reached,
        Self::Empty,
        Self::Planned,
        Self::Draft,
        Self::Ended,
        Self::Invalid,
    ];

    /// Its name in questions and answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::OnTrack => "on_track",
            Self::AtRisk => "at_risk",
            Self::Overdue => "overdue",
            Self::Reached => "reached",
            Self::Empty => "empty",
            Self::Planned => "planned",
            Self::Draft => "draft",
            Self::Ended => "ended",
            Self::Invalid => "invalid",
        }
    }

    /// For people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Running => "Running",
            Self::OnTrack => "On track",
            Self::AtRisk => "At risk",
            Self::Overdue => "Overdue",
            Self::Reached => "Reached",
            Self::Empty => "About nobody",
            Self::Planned => "Planned",
            Self::Draft => "Draft",
            Self::Ended => "Ended",
            Self::Invalid => "Not understood",
        }
    }

    /// Whether it asks something of somebody today.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Running | Self::OnTrack | Self::AtRisk | Self::Overdue)
    }

    /// Whether it is over and done, so that it stands apart in lists: it was ended. What was reached is over with its last
    /// day.
    pub fn is_over(self, due_on: &str, today: &str) -> bool {
        self == Self::Ended || (self == Self::Reached && due_on < today)
    }
}

/// A link of an initiative.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InitiativeLink {
    /// Where it leads; http, https or mailto.
    pub url: String,
    /// For people, where it says so.
    pub title: Option<String>,
}

/// A level that an initiative asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InitiativeLevel {
    /// The scorecard's name.
    pub scorecard: String,
    /// The level's name within it.
    pub name: String,
    /// For people.
    pub title: String,
    /// `#rrggbb`, where the scorecard says one.
    pub color: Option<String>,
}

/// A rule that an initiative asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InitiativeRule {
    /// The scorecard's name.
    pub scorecard: String,
    /// For people.
    pub scorecard_title: String,
    /// The rule's id within it.
    pub rule: String,
    /// What should hold, for people.
    pub title: String,
    /// Those that fail it, of whom the initiative asks something.
    pub failing: u64,
    /// The day from which on it counts for the level; until then the initiative does not ask for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced_for: Option<String>,
}

/// How many entities are how far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InitiativeCounts {
    /// Those of whom it asks something: one of its rules applies to them.
    pub entities: u64,
    /// Those that pass every rule that is asked of them.
    pub reached: u64,
    /// Those that fail one.
    pub failing: u64,
    /// Those that fail none, while not all could be judged: they are not known to be there.
    pub unknown: u64,
    /// Those that fail none and need not pass one or more.
    pub exempt: u64,
}

impl InitiativeCounts {
    /// Those that are left: who fails a rule, and who is not known to pass all.
    pub fn left(&self) -> u64 {
        self.failing + self.unknown
    }

    /// Those of whom it is counted whether they are there: all but those that are exempt.
    pub fn counted(&self) -> u64 {
        self.entities - self.exempt.min(self.entities)
    }

    /// Adds others.
    pub fn join(&mut self, more: &Self) {
        self.entities += more.entities;
        self.reached += more.reached;
        self.failing += more.failing;
        self.unknown += more.unknown;
        self.exempt += more.exempt;
    }
}

/// How fast an initiative goes, in whole numbers that can be checked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InitiativePace {
    /// The day that it is counted from: 14 days ago, or the first that is known since then.
    pub since: String,
    /// How many days ago that is.
    pub days: u32,
    /// How many were left then.
    pub left_then: u64,
    /// How many are left now.
    pub left: u64,
    /// Days until the end of the last one, today among them.
    pub days_left: u32,
}

impl InitiativePace {
    /// Whether everybody is there in time, if it goes on as it went.
    pub fn is_enough(&self) -> bool {
        let done = u128::from(self.left_then.saturating_sub(self.left));
        done * u128::from(self.days_left) >= u128::from(self.left) * u128::from(self.days)
    }
}

/// A name in an initiative that stands for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InitiativeProblem {
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: String,
    /// Where it stands in the descriptor, as a JSON pointer.
    pub pointer: String,
    /// The line of the file, counted from 1, where that is known.
    pub line: Option<u32>,
    /// The column of that line, counted from 1.
    pub column: Option<u32>,
}

/// An initiative over groups of entities.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InitiativeRollup {
    /// The initiative's name.
    pub initiative: String,
    /// What entities are grouped by.
    pub by: RollupBy,
    /// The groups of which it asks something, by name; what belongs to none comes last.
    pub items: Vec<InitiativeGroup>,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// One group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InitiativeGroup {
    /// The reference of the team, system or domain, or the tier; null for the organisation, and for what belongs to none.
    pub of: Option<String>,
    /// A name for people, where there is one.
    pub title: Option<String>,
    /// How far its entities are.
    #[serde(flatten)]
    pub counts: InitiativeCounts,
}

/// How many were left day by day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InitiativeBurndown {
    /// The initiative's name.
    pub initiative: String,
    /// The first day.
    pub starts_on: String,
    /// The last day for it.
    pub due_on: String,
    /// The team that it is of; null where it is of everybody.
    pub team: Option<String>,
    /// Whether what the teams within it own counts, too.
    pub tree: bool,
    /// The days that are known, the oldest first, each as it began; the last is today, as it stands now.
    pub days: Vec<InitiativeDay>,
    /// The days before today are not counted yet, as shortly after something is changed about the initiative.
    pub pending: bool,
    /// The catalog revision that the last day is of.
    pub revision: u64,
}

/// A day of an initiative.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InitiativeDay {
    /// The day (`2026-12-01`, UTC).
    pub day: String,
    /// How far everybody was.
    #[serde(flatten)]
    pub counts: InitiativeCounts,
}

/// Which entities of an initiative, and which page of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct InitiativeEntityQuery {
    /// Only those that are so far; `left` for those that fail or are not known.
    pub state: Option<String>,
    /// As in [`InitiativeQuery`].
    pub team: Option<String>,
    /// As in [`InitiativeQuery`].
    pub tree: bool,
    /// As in [`ListQuery`](super::ListQuery).
    pub filter: Vec<String>,
    /// As in [`ListQuery`](super::ListQuery).
    pub also: Vec<String>,
    /// As in [`ListQuery`](super::ListQuery).
    pub q: Option<String>,
    /// As in [`ListQuery`](super::ListQuery).
    pub order: Option<String>,
    /// Page size, 1 to 1,000; 50 if absent.
    pub limit: Option<u32>,
    /// As in [`ListQuery`](super::ListQuery).
    pub cursor: Option<String>,
}

/// A page of the entities of whom an initiative asks something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InitiativeEntities {
    /// In the order asked for.
    pub items: Vec<InitiativeEntity>,
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

/// An entity of whom an initiative asks something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InitiativeEntity {
    /// Canonical reference.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// As displayed.
    pub kind: String,
    /// A name for people, where there is one.
    pub title: Option<String>,
    /// The reference of the owner that counts.
    pub owner: Option<String>,
    /// How far it is.
    pub state: InitiativeStanding,
    /// The rules that it does not pass, in the initiative's order.
    pub lacks: Vec<InitiativeLack>,
}

/// How far an entity is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum InitiativeStanding {
    /// It passes every rule that is asked of it.
    #[default]
    Reached,
    /// It fails one.
    Failing,
    /// It fails none, and not all could be judged.
    Unknown,
    /// It fails none and need not pass one or more.
    Exempt,
}

impl InitiativeStanding {
    /// All of them, those first that ask for work.
    pub const ALL: [Self; 4] = [Self::Failing, Self::Unknown, Self::Exempt, Self::Reached];

    /// Its name in questions and answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::Failing => "failing",
            Self::Unknown => "unknown",
            Self::Exempt => "exempt",
        }
    }
}

/// A rule that an initiative asks for and an entity does not pass.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InitiativeLack {
    /// The scorecard's name.
    pub scorecard: String,
    /// The rule's id within it.
    pub rule: String,
    /// What should hold, for people.
    pub title: String,
    /// Whether it fails, could not be judged, or need not pass.
    pub outcome: Outcome,
    /// What was found.
    pub message: String,
    /// How to make it pass; Markdown.
    pub fix: Option<String>,
}
