//! For programs: what the portal answers, with files named as the user would.

use catalog_schema::wire::DryRun;
use serde_json::json;

use super::outcome::Outcome;

/// One line of JSON. What was not pushed has a `code`, as the portal's problems have.
pub(super) fn render(outcome: &Outcome) -> String {
    let value = match outcome {
        Outcome::Pushed { pushed, .. } => json!(pushed),
        Outcome::Told(asked) => json!(DryRun { diagnostics: asked.diagnostics.clone(), ..asked.dry_run.clone() }),
        Outcome::Errors(diagnostics) => json!({ "code": "descriptor_errors", "diagnostics": diagnostics }),
        Outcome::Stale(problem) => json!(problem),
    };
    format!("{value}\n")
}
