//! The list of built-in scorecards.

use super::{api_contract, documentation, microservice_architecture, ownership, production_readiness, security_basics};
use crate::definition::ScorecardDefinition;

/// The definitions of the built-in scorecards, in the order in which faces list them.
pub fn builtin_scorecards() -> Vec<ScorecardDefinition> {
    vec![
        production_readiness::scorecard(),
        ownership::scorecard(),
        documentation::scorecard(),
        api_contract::scorecard(),
        security_basics::scorecard(),
        microservice_architecture::scorecard(),
    ]
}
