//! What a scorecard comes to for an entity, read from the outcomes that the snapshot keeps, without an evaluation.

use catalog_schema::wire::Outcome;
use scorecards::ScorecardDefinition;

use crate::live::{Live, Row, RuleOutcome};

/// One scorecard, ready to be read from the rows of one snapshot.
pub(super) struct Standing<'a> {
    definition: &'a ScorecardDefinition,
    /// The day (`2026-12-01`, UTC) that levels are of.
    day: &'a str,
    /// By the number of a rule's symbol: its place in the scorecard.
    places: Vec<Option<usize>>,
}

/// What the rules that count come to together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Each passes, or need not.
    Passing,
    /// One fails.
    Failing,
    /// None fails, and one could not be judged.
    Unknown,
}

impl<'a> Standing<'a> {
    pub(super) fn new(live: &Live, definition: &'a ScorecardDefinition, day: &'a str) -> Self {
        let symbols = live.columns().rules();
        let mut places = vec![None; symbols.bound()];
        for (place, rule) in definition.rules.iter().enumerate() {
            let symbol = symbols.find(&format!("{}/{}", definition.name, rule.id));
            if let Some(known) = symbol.and_then(|symbol| places.get_mut(symbol.index())) {
                *known = Some(place);
            }
        }
        Self { definition, day, places }
    }

    /// Each rule's outcome by its place, none where the rule does not apply; false where the scorecard does not.
    pub(super) fn read(&self, row: &Row, outcomes: &mut Vec<Option<Outcome>>) -> bool {
        outcomes.clear();
        outcomes.resize(self.definition.rules.len(), None);
        let mut applies = false;
        for &RuleOutcome { rule, verdict } in &row.outcomes {
            let place = self.places.get(rule.index()).copied().flatten();
            if let Some(known) = place.and_then(|place| outcomes.get_mut(place)) {
                *known = Some(verdict.outcome);
                applies = true;
            }
        }
        applies
    }

    /// The level that these outcomes come to, by its place; none where no level is reached.
    pub(super) fn level(&self, outcomes: &[Option<Outcome>]) -> Option<usize> {
        let reached = self.definition.level_reached(outcomes, self.day)?;
        self.definition.levels.iter().position(|level| level.name == reached.name)
    }

    /// What these outcomes come to.
    pub(super) fn verdict(&self, outcomes: &[Option<Outcome>]) -> Verdict {
        let counting = self.definition.rules.iter().zip(outcomes).filter(|(rule, _)| rule.counts_on(self.day));
        let mut verdict = Verdict::Passing;
        for (_, outcome) in counting {
            match outcome {
                Some(Outcome::Fail) => return Verdict::Failing,
                Some(Outcome::Unknown) => verdict = Verdict::Unknown,
                Some(Outcome::Pass | Outcome::Exempt) | None => {}
            }
        }
        verdict
    }
}
