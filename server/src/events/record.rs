//! Writing events down.

use std::sync::Arc;

use catalog_schema::events::{CloudEvent, classify};
use catalog_schema::wire::{EventKind, EventReceipt, ItemProblem, Problem};
use serde_json::json;
use tokio::sync::watch;
use uuid::Uuid;

use super::problems::invalid_events;
use super::resolve::Resolver;
use crate::live::Live;
use crate::portal::{long, unavailable};
use crate::store::{AuditRow, EventRow, Store, StoreError};

/// How far ahead of the database's time an event may be, in milliseconds: what is to come would stay the newest.
const AHEAD: i64 = 86_400_000;

/// Why events were not written down.
#[derive(Debug)]
pub(crate) enum Unrecorded {
    /// One names no entity that there is, or has not happened yet.
    Invalid(Vec<ItemProblem>),
    /// The store failed.
    Store(StoreError),
}

impl From<Unrecorded> for Problem {
    /// 422 `invalid_events`; 503 `store_unavailable`.
    fn from(why: Unrecorded) -> Self {
        match why {
            Unrecorded::Invalid(problems) => invalid_events(problems),
            Unrecorded::Store(error) => unavailable(&error),
        }
    }
}

/// Writes events down, all or none, and notes that in the audit log. Those that are known count as duplicates. What rules
/// read of them, deployments and incidents, takes one revision for all, of which `hint` hears; a request without any, or of
/// which all is known, takes none.
///
/// # Errors
/// If one names no entity that `live` has, or has not happened yet, or the store fails.
pub(crate) async fn record(
    store: &Store,
    live: Arc<Live>,
    events: Vec<CloudEvent>,
    actor: &str,
    now: i64,
    hint: Option<&watch::Sender<u64>>,
) -> Result<EventReceipt, Unrecorded> {
    let who = actor.to_owned();
    let rows = long(move || rows(&live, &events, &who, now)).await.map_err(Unrecorded::Invalid)?;
    let (receipt, revision) = write(store, rows, actor, now).await.map_err(Unrecorded::Store)?;
    if let Some((revision, hint)) = revision.zip(hint) {
        hint.send_replace(revision);
    }
    Ok(receipt)
}

fn rows(live: &Live, events: &[CloudEvent], actor: &str, now: i64) -> Result<Vec<EventRow>, Vec<ItemProblem>> {
    let mut resolver = Resolver::new(live);
    let (mut rows, mut problems) = (Vec::with_capacity(events.len()), Vec::new());
    for (index, event) in (0..).zip(events) {
        let happened_at = event.time.unwrap_or(now);
        if happened_at > now.saturating_add(AHEAD) {
            problems.push(ItemProblem {
                index,
                field: "time".to_owned(),
                detail: "it has not happened yet".to_owned(),
                help: "send what has happened, and look after the clock of the machine that sends it".to_owned(),
            });
        }
        let record = match resolver.entity(index, event) {
            Ok(record) => record,
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        let said = classify(event);
        rows.push(EventRow {
            id: Uuid::now_v7().to_string(),
            uid: record.uid.to_string(),
            entity_ref: record.entity_ref.to_string(),
            ce_source: event.source.clone(),
            ce_id: event.id.clone(),
            ce_type: event.event_type.clone(),
            kind: said.kind.as_str().to_owned(),
            outcome: said.outcome.map(|outcome| outcome.as_str().to_owned()),
            environment: said.environment,
            version: said.version,
            title: said.title,
            url: said.url,
            incident: said.incident,
            happened_at,
            received_at: now,
            actor: actor.to_owned(),
            data: event.to_json().to_string(),
            revision: None,
        });
    }
    if problems.is_empty() { Ok(rows) } else { Err(problems) }
}

/// Whether rules read of events of this kind. Whether any rule does is not asked: one that comes later has to find them.
fn is_read(kind: &str) -> bool {
    [EventKind::Deployment, EventKind::Incident].iter().any(|read| read.as_str() == kind)
}

async fn write(
    store: &Store,
    mut rows: Vec<EventRow>,
    actor: &str,
    now: i64,
) -> Result<(EventReceipt, Option<u64>), StoreError> {
    let mut tx = store.write().await?;
    let revision = if rows.iter().any(|row| is_read(&row.kind)) { Some(tx.next_revision().await?) } else { None };
    for row in rows.iter_mut().filter(|row| is_read(&row.kind)) {
        row.revision = revision.and_then(|revision| i64::try_from(revision).ok());
    }
    let accepted = tx.put_events(&rows).await?;
    let duplicates = rows.len() as u64 - accepted;
    if accepted > 0 {
        let note = AuditRow {
            id: Uuid::now_v7().to_string(),
            at: now,
            actor: actor.to_owned(),
            action: "push".to_owned(),
            subject: "events".to_owned(),
            detail: json!({ "accepted": accepted, "duplicates": duplicates }),
            revision,
        };
        tx.audit(&[note]).await?;
        tx.commit().await?;
    }
    // Where nothing was new nothing is committed, the revision neither.
    Ok((EventReceipt { accepted, duplicates }, revision.filter(|_| accepted > 0)))
}
