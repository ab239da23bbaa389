//! Figures of the work that changes make: they grow with what changes, and not with the catalog.

use catalog_schema::wire::ChangeOutcome;
use metrics::{Unit, counter, describe_counter};

/// Documents that were decoded: those of files that differ from what is kept.
const DECODED: &str = "sextant_ingest_documents_decoded_total";
/// Claims that were written or withdrawn.
const CLAIMS: &str = "sextant_ingest_claims_written_total";
/// Entities that changed, by what happened.
const CHANGES: &str = "sextant_catalog_changes_total";
/// Documents that were written to the search index.
const INDEXED: &str = "sextant_index_documents_total";

pub(crate) fn describe_work() {
    describe_counter!(DECODED, Unit::Count, "Documents decoded, of files that differ from what is kept");
    describe_counter!(CLAIMS, Unit::Count, "Claims written or withdrawn");
    describe_counter!(CHANGES, Unit::Count, "Entities that changed, by what happened");
    describe_counter!(INDEXED, Unit::Count, "Entities written to the search index or taken out of it");
}

/// Notes that so many documents were decoded.
pub(crate) fn record_decoded(documents: usize) {
    counter!(DECODED).increment(documents as u64);
}

/// Notes what a sync that is committed has changed; `claims` were written or withdrawn.
pub(crate) fn record_sync(claims: usize, outcome: &ChangeOutcome) {
    counter!(CLAIMS).increment(claims as u64);
    let changes = [
        ("created", outcome.created.len()),
        ("updated", outcome.updated.len()),
        ("deleted", outcome.deleted.len()),
        ("renamed", outcome.renamed.len()),
    ];
    for (event, count) in changes {
        counter!(CHANGES, "event" => event).increment(count as u64);
    }
}

/// Notes that a commit of the search index has taken in so many changes.
pub(crate) fn record_indexed(documents: usize) {
    counter!(INDEXED).increment(documents as u64);
}
