//! Why there is no answer.

use catalog_schema::wire::Problem;
use tracing::error;

use crate::ingest::IngestError;

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
        IngestError::Overtaken | IngestError::Removed => overtaken(),
        IngestError::Paused => crate::portal::source_paused(),
        IngestError::Store(error) => crate::portal::unavailable(&error),
        IngestError::Encode { .. } | IngestError::Worker(_) | IngestError::Stale(_) | IngestError::OtherBranch(_) => {
            error!(%error, "a dry run failed");
            let detail = "something went wrong on the server; its log has the cause";
            Problem::new(500, "internal_error", "Internal error", detail)
        }
    }
}
