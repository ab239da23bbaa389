//! A page of the feed.

use catalog_schema::wire::{Change, ChangeList, ChangeOperation};

use super::Mark;
use crate::clock::rfc3339;
use crate::live::Live;
use crate::store::{Head, LoggedChange, Operation, StoreError, Tx};

/// The steps after `mark` that `live` shows already, up to `limit`. `head` is of the same transaction and of the epoch of
/// `live`.
///
/// # Errors
/// If the store fails.
pub async fn page(tx: &mut Tx, head: &Head, live: &Live, mark: &Mark, limit: u32) -> Result<ChangeList, StoreError> {
    let size = limit as usize;
    let mut rows = tx.changes_page((mark.revision, mark.position), live.revision(), limit + 1).await?;
    let more = rows.len() > size;
    rows.truncate(size);
    let next = match rows.last() {
        Some(last) if more => (last.revision, Some(last.position)),
        // A reader that was told of a revision by another replica may be ahead of this one.
        _ if mark.revision > live.revision() => (mark.revision, mark.position),
        _ => (live.revision(), None),
    };
    Ok(ChangeList {
        items: rows.into_iter().map(to_wire).collect(),
        next_since: Mark { epoch: Some(head.epoch.clone()), revision: next.0, position: next.1 }.to_string(),
        more,
        epoch: head.epoch.clone(),
        oldest_revision: head.oldest_revision,
        revision: live.revision(),
    })
}

fn to_wire(change: LoggedChange) -> Change {
    Change {
        revision: change.revision,
        position: change.position,
        operation: match change.operation {
            Operation::Put => ChangeOperation::Put,
            Operation::Remove => ChangeOperation::Remove,
        },
        entity_ref: change.entity_ref,
        uid: change.uid,
        changed_at: change.changed_at.and_then(rfc3339),
        source: change.source,
    }
}
