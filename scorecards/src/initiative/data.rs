//! An initiative as data.

use catalog_schema::model::EntityRef;

use crate::definition::AppliesTo;

/// What some entities are to reach until a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InitiativeDefinition {
    /// Unique and stable, kebab case.
    pub name: String,
    /// For people.
    pub title: String,
    /// Why; Markdown, untrusted.
    pub description: String,
    /// Who answers for it.
    pub owner: Option<EntityRef>,
    /// Whether it asks anything of anybody.
    pub phase: Phase,
    /// What is to be reached.
    pub asks: Asks,
    /// Of whom; its `when` is always none, since an initiative judges nothing by itself.
    pub applies_to: AppliesTo,
    /// Narrows that, in the grammar of lists ([`Filter`](catalog_schema::filter::Filter)); what its keys mean is up to who
    /// evaluates it.
    pub filter: Option<String>,
    /// The day (`2026-10-01`, UTC) from which on progress is counted.
    pub starts_on: String,
    /// The last day for it, not before the first.
    pub due_on: String,
}

/// Whether an initiative asks anything of anybody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// It does, from its first day on.
    #[default]
    Published,
    /// Not yet.
    Draft,
    /// Not any more.
    Ended,
}

/// What an initiative asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asks {
    /// A level of a scorecard, by names.
    Level {
        /// The scorecard.
        scorecard: String,
        /// Its level.
        level: String,
    },
    /// Rules, in the order written.
    Rules(Vec<RuleName>),
}

impl Default for Asks {
    /// For nothing.
    fn default() -> Self {
        Self::Rules(Vec::new())
    }
}

/// A rule of a scorecard, by names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleName {
    /// The scorecard.
    pub scorecard: String,
    /// The rule's id within it.
    pub rule: String,
}
