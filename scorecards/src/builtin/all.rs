//! The list of built-in scorecards.

use super::basics;
use crate::definition::ScorecardDefinition;

/// The definitions of the built-in scorecards, in the order in which faces list them.
pub fn builtin_scorecards() -> Vec<ScorecardDefinition> {
    vec![basics::scorecard()]
}
