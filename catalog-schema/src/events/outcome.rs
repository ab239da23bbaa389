//! How something ended, as tools say it.

use crate::wire::EventOutcome;

/// The outcome of this word; none where it says none that is known.
pub(super) fn outcome(word: &str) -> Option<EventOutcome> {
    Some(match word.to_ascii_lowercase().as_str() {
        "success" | "succeeded" | "successful" | "passed" | "pass" | "ok" => EventOutcome::Success,
        "failure" | "failed" | "fail" | "error" | "errored" => EventOutcome::Failure,
        "cancel" | "cancelled" | "canceled" | "aborted" | "skipped" => EventOutcome::Cancelled,
        "rolled_back" | "rolledback" | "rollback" => EventOutcome::RolledBack,
        "removed" => EventOutcome::Removed,
        "running" | "started" | "queued" | "pending" | "in_progress" => EventOutcome::Running,
        "open" => EventOutcome::Open,
        "resolved" => EventOutcome::Resolved,
        _ => return None,
    })
}
