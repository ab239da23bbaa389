//! From what happened in a repository to events of its entities.

use std::collections::BTreeMap;
use std::sync::Arc;

use catalog_schema::events::{CloudEvent, ENTITY_ATTRIBUTE, EventData};
use catalog_schema::model::EntityRef;
use serde_json::Value;
use tokio::sync::watch;
use tracing::debug;

use super::Happening;
use crate::clock::{now_ms, parse_rfc3339};
use crate::events::{self, Unrecorded};
use crate::follow::LiveCell;
use crate::store::{DeliveryRow, Store, StoreError};

/// Entities that something happens to at once.
const MOST: usize = 50;

/// Writes down what happened, for the entity that it names, else for every component of the repository, else for every
/// entity of it. What happened in a repository that describes nothing is passed over.
pub(super) async fn tell(
    store: &Store,
    cell: &Arc<LiveCell>,
    hint: &watch::Sender<u64>,
    delivery: &DeliveryRow,
    happening: &Happening,
) -> Result<(), StoreError> {
    let repository = happening.repository.to_string();
    let refs = store.read().await?.refs_of_repository(&delivery.source, &repository).await?;
    let live = cell.load();
    let refs: Vec<EntityRef> =
        refs.iter().filter_map(|text| text.parse().ok()).filter(|entity| live.get(entity).is_some()).collect();
    let mut meant = meant(refs, happening.entity.as_deref());
    meant.truncate(MOST);
    if meant.is_empty() {
        debug!(source = delivery.source, repository = happening.address, "what happened is of no entity");
        return Ok(());
    }
    let is_one = meant.len() == 1;
    let events = meant.iter().map(|entity| event(delivery, happening, entity, is_one)).collect();
    let actor = format!("source:{}", delivery.source);
    match events::record(store, live, events, &actor, now_ms(), Some(hint)).await {
        Ok(_) => Ok(()),
        Err(Unrecorded::Store(error)) => Err(error),
        Err(Unrecorded::Invalid(problems)) => {
            let why = problems.first().map(|problem| problem.detail.as_str());
            debug!(source = delivery.source, why, "what happened was not written down");
            Ok(())
        }
    }
}

/// The entities that are meant.
fn meant(refs: Vec<EntityRef>, named: Option<&str>) -> Vec<EntityRef> {
    if let Some(named) = named {
        let named = EntityRef::parse(named, Some("component"), "default").ok();
        return refs.into_iter().filter(|entity| Some(entity) == named.as_ref()).collect();
    }
    let is_component = |entity: &EntityRef| entity.kind() == "component";
    let has_components = refs.iter().any(is_component);
    refs.into_iter().filter(|entity| !has_components || is_component(entity)).collect()
}

/// The same delivery makes the same event, however often it comes.
fn event(delivery: &DeliveryRow, happening: &Happening, entity: &EntityRef, is_one: bool) -> CloudEvent {
    let id = if is_one { delivery.id.clone() } else { format!("{}/{}", delivery.id, entity.as_str()) };
    CloudEvent {
        id,
        source: happening.address.clone(),
        event_type: happening.event_type.clone(),
        subject: None,
        time: happening.time.as_deref().and_then(parse_rfc3339),
        content_type: Some("application/json".to_owned()),
        data_schema: None,
        data: Some(EventData::Json(happening.data.clone())),
        extensions: BTreeMap::from([(ENTITY_ATTRIBUTE.to_owned(), Value::String(entity.as_str().to_owned()))]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_are_meant_unless_one_entity_is_named() {
        let refs = |texts: &[&str]| texts.iter().map(|text| text.parse().unwrap()).collect::<Vec<EntityRef>>();
        let all = refs(&["api:default/orders", "component:default/orders", "component:default/worker"]);
        assert_eq!(meant(all.clone(), None), refs(&["component:default/orders", "component:default/worker"]));
        assert_eq!(meant(all.clone(), Some("worker")), refs(&["component:default/worker"]));
        assert!(meant(all, Some("component:default/somebody-elses")).is_empty());
        assert_eq!(meant(refs(&["api:default/orders"]), None), refs(&["api:default/orders"]));
    }
}
