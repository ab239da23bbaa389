//! Which entities a change is about.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{BulkChange, ListQuery, Problem};
use web::portal::Portal;

use super::MOST;
use crate::managed::problems;

/// The references that a change names, and those of what its filter finds, each once and in this order.
///
/// # Errors
/// 400 where it chooses nothing, or the filter does not make sense; 422 `too_many_entities`.
pub(super) async fn choose(portal: &dyn Portal, change: &BulkChange) -> Result<Vec<String>, Problem> {
    let mut chosen = change.refs.clone();
    let filters = !(change.filter.is_empty() && change.also.is_empty() && change.q.is_none());
    if filters {
        let query = ListQuery {
            filter: change.filter.clone(),
            also: change.also.clone(),
            q: change.q.clone(),
            limit: Some(u32::try_from(MOST).unwrap_or(u32::MAX)),
            ..ListQuery::default()
        };
        let found = portal.list(&query).await?;
        if found.total > MOST as u64 {
            return Err(problems::too_many_entities(found.total, MOST));
        }
        chosen.extend(found.items.into_iter().map(|entity| entity.entity_ref));
    } else if chosen.is_empty() {
        return Err(problems::nothing_chosen());
    }
    let mut known = std::collections::BTreeSet::new();
    // What is no reference is told as such, once for each way that it is written.
    let meant = |text: &str| text.parse::<EntityRef>().map_or_else(|_| text.to_owned(), |found| found.to_string());
    chosen.retain(|entity_ref| known.insert(meant(entity_ref)));
    match chosen.len() {
        found if found > MOST => Err(problems::too_many_entities(found as u64, MOST)),
        _ => Ok(chosen),
    }
}
