//! When time alone makes a verdict another one.

use catalog_schema::wire::ScorecardResult;

use crate::definition::{Exemption, RuleDefinition};
use crate::facts::{DAY, start_of};

/// What every scorecard that applies says of an entity, and how long that stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// As [`Engine::evaluate`](crate::Engine::evaluate) gives them.
    pub results: Vec<ScorecardResult>,
    /// When the results may be others although no fact changed, in milliseconds since the Unix epoch: a moment comes to
    /// an age that a rule asks for, a rule begins to count, an exemption ends. None where time changes nothing.
    pub deadline: Option<i64>,
}

/// The earliest of moments that are still to come.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deadline {
    now: i64,
    first: Option<i64>,
}

impl Deadline {
    pub(super) fn after(now: i64) -> Self {
        Self { now, first: None }
    }

    pub(super) fn first(self) -> Option<i64> {
        self.first
    }

    pub(super) fn note(&mut self, at: Option<i64>) {
        if let Some(at) = at.filter(|at| *at > self.now) {
            self.first = Some(self.first.map_or(at, |first| first.min(at)));
        }
    }

    /// That a rule counts from a day on.
    pub(super) fn note_rule(&mut self, rule: &RuleDefinition) {
        self.note(rule.effective_from.as_deref().and_then(start_of));
    }

    /// That an exemption holds until the end of a day.
    pub(super) fn note_exemption(&mut self, exemption: &Exemption) {
        let last = exemption.expires.as_deref().and_then(start_of);
        self.note(last.map(|start| start.saturating_add(DAY)));
    }
}
