//! Lists of events, read from the store: they are no part of a snapshot.

use catalog_schema::model::{DEFAULT_NAMESPACE, EntityRef};
use catalog_schema::wire::{EntityEvents, Event, EventKind, EventList, EventQuery, Problem};

use super::is_production;
use super::problems::event_not_found;
use super::wire::to_wire;
use crate::lists::problems::{entity_not_found, invalid_limit, invalid_ref};
use crate::live::{Column, Live};
use crate::portal::{cursor, invalid_value, unavailable};
use crate::store::{EventFilter, EventRow, Store, Tx};

const DEFAULT_LIMIT: u32 = 100;
const MAX_LIMIT: u32 = 1_000;

/// A page of events, and how to go on after it.
struct Page {
    items: Vec<Event>,
    next_cursor: Option<String>,
}

/// What happened, the newest first.
///
/// # Errors
/// 400 for a query that makes no sense, 404 `entity_not_found`, 410 `cursor_expired`, 503 `store_unavailable`.
pub(crate) async fn events(store: &Store, live: &Live, query: &EventQuery) -> Result<EventList, Problem> {
    let entity = reference(query.entity.as_deref(), None)?;
    let owner = reference(query.owner.as_deref(), Some("group"))?;
    let mut tx = store.read().await.map_err(|error| unavailable(&error))?;
    let mut uids = match &entity {
        Some(entity_ref) => Some(vec![uid_of(&mut tx, live, entity_ref).await?]),
        None => None,
    };
    if let Some(owner) = &owner {
        let owned = owned_by(live, owner);
        uids = Some(match uids {
            Some(uids) => uids.into_iter().filter(|uid| owned.contains(uid)).collect(),
            None => owned,
        });
    }
    let Page { items, next_cursor } = page(&mut tx, live, query, uids).await?;
    Ok(EventList { items, next_cursor, revision: live.revision() })
}

/// What happened to one entity, the newest first; what runs where; and which incidents are open.
///
/// # Errors
/// As [`events`].
pub(crate) async fn entity_events(
    store: &Store,
    live: &Live,
    entity_ref: &EntityRef,
    query: &EventQuery,
) -> Result<EntityEvents, Problem> {
    let mut tx = store.read().await.map_err(|error| unavailable(&error))?;
    let uid = uid_of(&mut tx, live, entity_ref).await?;
    let Page { items, next_cursor } = page(&mut tx, live, query, Some(vec![uid.clone()])).await?;
    let mut deployed = to_wire(live, tx.deployed(&uid).await.map_err(|error| unavailable(&error))?);
    // The order of the rest stays: the newest first.
    deployed.sort_by_key(|event| !event.environment.as_deref().is_some_and(is_production));
    let open_incidents = to_wire(live, tx.open_incidents(&uid).await.map_err(|error| unavailable(&error))?);
    let (entity_ref, revision) = (entity_ref.to_string(), live.revision());
    Ok(EntityEvents { entity_ref, uid, deployed, open_incidents, items, next_cursor, revision })
}

/// The CloudEvent of this id, as it came.
///
/// # Errors
/// 404 `event_not_found`, 503 `store_unavailable`.
pub(crate) async fn event_data(store: &Store, id: &str) -> Result<String, Problem> {
    let data = store
        .read()
        .await
        .map_err(|error| unavailable(&error))?
        .event_data(id)
        .await
        .map_err(|error| unavailable(&error))?;
    data.ok_or_else(|| event_not_found(id))
}

async fn page(tx: &mut Tx, live: &Live, query: &EventQuery, uids: Option<Vec<String>>) -> Result<Page, Problem> {
    let limit = query.limit.unwrap_or(DEFAULT_LIMIT);
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(invalid_limit(limit, MAX_LIMIT));
    }
    if let Some(kind) = query.kind.as_deref().filter(|kind| EventKind::parse(kind).is_none()) {
        let names: Vec<&str> = EventKind::ALL.iter().map(|kind| kind.as_str()).collect();
        return Err(invalid_value("kind", kind, &names.join(", ")));
    }
    let before: Option<(i64, String)> =
        query.cursor.as_deref().map(|text| cursor::decode(live.epoch(), text)).transpose()?;
    let filter = EventFilter { kind: query.kind.clone(), environment: query.environment.clone(), uids };
    let mut rows: Vec<EventRow> =
        tx.events_before(&filter, before.as_ref(), limit + 1).await.map_err(|error| unavailable(&error))?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let edge = rows.last().filter(|_| more);
    let next_cursor = edge.map(|row| cursor::encode(live.epoch(), &(row.happened_at, &row.id)));
    Ok(Page { items: to_wire(live, rows), next_cursor })
}

fn reference(text: Option<&str>, kind: Option<&str>) -> Result<Option<EntityRef>, Problem> {
    let parse = |text| EntityRef::parse(text, kind, DEFAULT_NAMESPACE).map_err(|error| invalid_ref(&error));
    text.map(parse).transpose()
}

/// The identity of an entity, also of one that is gone.
async fn uid_of(tx: &mut Tx, live: &Live, entity_ref: &EntityRef) -> Result<String, Problem> {
    let uid = match live.get(entity_ref) {
        Some(record) => Some(record.uid.to_string()),
        None => tx.last_uid(entity_ref, live.revision()).await.map_err(|error| unavailable(&error))?,
    };
    uid.ok_or_else(|| entity_not_found(live, entity_ref))
}

/// The identities of what an owner has now, declared or inherited.
fn owned_by(live: &Live, owner: &EntityRef) -> Vec<String> {
    let Some(owner) = live.columns().table(Column::Owner).find(owner.as_str()) else { return Vec::new() };
    let owned = live.rows().filter(|(_, row)| live.effective_owner(row) == owner);
    owned.filter_map(|(slot, _)| live.graph().record(slot)).map(|record| record.uid.to_string()).collect()
}
