//! Why there is no answer.

use catalog_schema::diagnostic::{Diagnostic, Severity};
use catalog_schema::wire::Problem;
use tracing::error;

use crate::ingest::IngestError;

/// 400 `invalid_push`.
pub(super) fn invalid_push(why: &str) -> Problem {
    Problem::new(400, "invalid_push", "Invalid push", why)
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

/// 503 `dry_runs_busy`.
pub(super) fn busy() -> Problem {
    let detail = "other dry runs are under way, and this one has waited as long as it may; try again in a moment";
    Problem::new(503, "dry_runs_busy", "Too many dry runs", detail)
}

/// 503 `dry_run_overtaken`.
pub(super) fn overtaken() -> Problem {
    let detail = "the location changes while it is looked at; try again in a moment";
    Problem::new(503, "dry_run_overtaken", "Overtaken", detail)
}

/// The catalog could not be asked.
pub(crate) fn failed(error: IngestError) -> Problem {
    match error {
        IngestError::Overtaken => overtaken(),
        IngestError::Store(error) => crate::portal::unavailable(&error),
        IngestError::Encode { .. } | IngestError::Worker(_) => {
            error!(%error, "a dry run failed");
            let detail = "something went wrong on the server; its log has the cause";
            Problem::new(500, "internal_error", "Internal error", detail)
        }
    }
}
