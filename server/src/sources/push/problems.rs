//! Why a push is not taken.

use catalog_schema::diagnostic::{Diagnostic, Severity};
use catalog_schema::wire::Problem;
use tracing::error;

use crate::ingest::IngestError;

/// 400 `invalid_push`.
pub(crate) fn invalid_push(why: &str) -> Problem {
    Problem::new(400, "invalid_push", "Invalid push", why)
}

/// 400 `invalid_source_name`.
pub(super) fn invalid_source_name(name: &str) -> Problem {
    let shown: String = name.chars().take(100).collect();
    let detail = format!(
        "{shown:?} is no name of a source to push to; such a name has up to 63 letters, digits, '-', '_' and '.', and does \
         not begin with '.'"
    );
    Problem::new(400, "invalid_source_name", "Invalid source name", detail)
}

/// 409 `not_a_push_source`.
pub(super) fn not_a_push_source(name: &str, source_type: &str) -> Problem {
    let detail = format!(
        "the source {name:?} is of type {source_type} and read by the portal itself; push to a source of another name, or \
         ask with dry_run=true what would change"
    );
    Problem::new(409, "not_a_push_source", "Not a source to push to", detail)
}

/// 422 `descriptor_errors`, if one of these is an error; with all of them.
pub(crate) fn descriptor_errors(diagnostics: &[Diagnostic]) -> Option<Problem> {
    let errors = diagnostics.iter().filter(|found| found.severity == Severity::Error).count();
    (errors > 0).then(|| {
        let what = if errors == 1 { "an error".to_owned() } else { format!("{errors} errors") };
        let detail = format!("the files have {what}; mend what `diagnostics` say, nothing was changed");
        let problem = Problem::new(422, "descriptor_errors", "Descriptors with errors", detail);
        Problem { diagnostics: diagnostics.to_vec(), ..problem }
    })
}

/// 503 `push_overtaken`.
fn overtaken() -> Problem {
    let detail =
        "other pushes change the location all the time; nothing was changed by this one, try again in a moment";
    Problem::new(503, "push_overtaken", "Overtaken", detail)
}

/// The push was not taken.
pub(super) fn failed(error: IngestError) -> Problem {
    match error {
        IngestError::Overtaken | IngestError::Removed => overtaken(),
        IngestError::Paused => crate::portal::source_paused(),
        IngestError::Stale(stale) => {
            let detail =
                format!("{stale}; nothing was changed. What is in force is newer, so that there is nothing to do");
            Problem::new(409, "stale_push", "Stale push", detail)
        }
        IngestError::OtherBranch(other) => {
            let detail = format!(
                "{other}; nothing was changed. Push that branch, ask with dry_run=true what this one would change, or name \
                 the branch that counts as `branch` in [sources.NAME] of sextant.toml"
            );
            Problem::new(409, "other_branch", "Another branch", detail)
        }
        IngestError::Store(error) => crate::portal::unavailable(&error),
        IngestError::Encode { .. } | IngestError::Worker(_) => {
            error!(%error, "a push failed");
            let detail = "something went wrong on the server; its log has the cause";
            Problem::new(500, "internal_error", "Internal error", detail)
        }
    }
}
