//! Why there is no answer.

use std::time::Duration;

use catalog_schema::diagnostic::Diagnostic;
use catalog_schema::wire::Problem;

/// 422 `invalid_scorecard`, with what is wrong, line by line.
pub(super) fn invalid(detail: impl Into<String>, diagnostics: Vec<Diagnostic>) -> Problem {
    Problem { diagnostics, ..Problem::new(422, "invalid_scorecard", "The definition cannot be used", detail) }
}

/// 503 `simulations_busy`.
pub(super) fn busy() -> Problem {
    let detail = "other simulations are under way, and this one has waited as long as it may; try again in a moment";
    Problem::new(503, "simulations_busy", "Too many simulations", detail)
}

/// 503 `simulation_too_long`.
pub(super) fn too_long(budget: Duration, (judged, entities): (usize, usize)) -> Problem {
    let detail = format!(
        "after {} s {judged} of {entities} entities were judged, and a simulation may take no longer; make the rules cheaper, \
         or change fewer of them at once, or try again when the portal has less to do",
        budget.as_secs()
    );
    Problem::new(503, "simulation_too_long", "The simulation takes too long", detail)
}
