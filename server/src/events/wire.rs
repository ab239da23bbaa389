//! Rows as the API shows them.

use catalog_schema::wire::{Event, EventKind, EventOutcome};

use crate::clock::rfc3339;
use crate::live::Live;
use crate::store::EventRow;

/// The events of these rows; an entity is called as it is now.
pub(super) fn to_wire(live: &Live, rows: Vec<EventRow>) -> Vec<Event> {
    rows.into_iter().map(|row| event(live, row)).collect()
}

fn event(live: &Live, row: EventRow) -> Event {
    let entity_ref = live.get_by_uid(&row.uid).map_or(row.entity_ref, |record| record.entity_ref.to_string());
    Event {
        id: row.id,
        // A later release may know more of them.
        kind: EventKind::parse(&row.kind).unwrap_or(EventKind::Other),
        outcome: row.outcome.as_deref().and_then(EventOutcome::parse),
        environment: row.environment,
        version: row.version,
        title: row.title,
        url: row.url,
        happened_at: rfc3339(row.happened_at).unwrap_or_default(),
        received_at: rfc3339(row.received_at).unwrap_or_default(),
        entity_ref,
        uid: row.uid,
        incident: row.incident,
        source: row.ce_source,
        event_type: row.ce_type,
        event_id: row.ce_id,
        actor: row.actor,
    }
}
