//! The verdicts that the snapshot keeps, scorecard by scorecard.

use scorecards::{ScorecardDefinition, Verdict};

use crate::live::{Live, Row, RuleOutcome};

/// Reads the verdicts of one scorecard from the rows of one snapshot, without an evaluation.
pub(crate) struct Reading {
    rules: usize,
    /// By the number of a rule's symbol: its place in the scorecard.
    places: Vec<Option<usize>>,
}

impl Reading {
    pub(crate) fn new(live: &Live, definition: &ScorecardDefinition) -> Self {
        let symbols = live.columns().rules();
        let mut places = vec![None; symbols.bound()];
        for (place, rule) in definition.rules.iter().enumerate() {
            let symbol = symbols.find(&format!("{}/{}", definition.name, rule.id));
            if let Some(known) = symbol.and_then(|symbol| places.get_mut(symbol.index())) {
                *known = Some(place);
            }
        }
        Self { rules: definition.rules.len(), places }
    }

    /// Each rule's verdict by its place, none where the rule does not apply; false where the scorecard does not.
    pub(crate) fn read(&self, row: &Row, verdicts: &mut Vec<Option<Verdict>>) -> bool {
        verdicts.clear();
        verdicts.resize(self.rules, None);
        let mut applies = false;
        for &RuleOutcome { rule, verdict } in row.outcomes() {
            let place = self.places.get(rule.index()).copied().flatten();
            if let Some(known) = place.and_then(|place| verdicts.get_mut(place)) {
                *known = Some(verdict);
                applies = true;
            }
        }
        applies
    }
}
