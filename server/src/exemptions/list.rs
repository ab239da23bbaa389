//! Which exemptions there are: what definitions say and what people asked for, in one list.

use std::cmp::Reverse;

use catalog_schema::wire::{Exemption, ExemptionList, ExemptionQuery, ExemptionState, Problem};

use super::told::{defined, told};
use crate::health;
use crate::lists::problems::{bad_request, entity_not_found, invalid_limit, invalid_ref};
use crate::live::Live;
use crate::portal::unavailable;
use crate::store::{Store, StoreError};

/// How many are told where nobody asks for more or less, and at most.
const LIMITS: (u32, u32) = (100, 1_000);
/// Requests that are looked at: those that wait and the latest of the others.
const READ: u32 = 10_000;

/// The exemptions that are asked for, as of a day (`2026-12-31`, UTC).
///
/// # Errors
/// 400 `invalid_limit`, `invalid_cursor` or `invalid_ref`; 404 `scorecard_not_found` or `entity_not_found`; 503.
pub(crate) async fn list(
    store: &Store,
    live: &Live,
    query: &ExemptionQuery,
    today: &str,
) -> Result<ExemptionList, Problem> {
    let limit = query.limit.unwrap_or(LIMITS.0);
    if !(1..=LIMITS.1).contains(&limit) {
        return Err(invalid_limit(limit, LIMITS.1));
    }
    let scorecard = query.scorecard.as_deref().map(|name| health::scorecard_name(live.engine(), name)).transpose()?;
    let reference =
        |text: &String| text.parse::<catalog_schema::model::EntityRef>().map_err(|error| invalid_ref(&error));
    let entity = query.entity.as_ref().map(reference).transpose()?;
    let team = query.team.as_ref().map(reference).transpose()?;
    let uid = match &entity {
        Some(entity) => Some(live.get(entity).ok_or_else(|| entity_not_found(live, entity))?.uid.to_string()),
        None => None,
    };
    let read = async { store.read().await?.exemptions(scorecard.as_deref(), uid.as_deref(), READ).await };
    let rows = read.await.map_err(|error: StoreError| unavailable(&error))?;
    // Nothing is told that the snapshot does not show yet: who asks for it waits for that.
    let asked = rows.iter().map(|row| told(live, row, today));
    let definitions = live.engine().definitions();
    let of_definition = definitions.filter(|definition| scorecard.as_ref().is_none_or(|name| *name == definition.name));
    let said = of_definition.flat_map(|definition| {
        let said = definition.exemptions.iter().filter(|exemption| exemption.granted.is_none());
        said.map(|exemption| defined(live, definition, exemption, today))
    });
    let is_meant = |exemption: &Exemption| {
        query.state.is_none_or(|state| exemption.state == state)
            && entity.as_ref().is_none_or(|entity| exemption.entity_ref == entity.as_str())
            && team.as_ref().is_none_or(|team| exemption.owner.as_deref() == Some(team.as_str()))
    };
    let mut items: Vec<Exemption> = asked.chain(said).filter(is_meant).collect();
    items.sort_by_cached_key(place);
    let total = items.len() as u64;
    let waiting = items.iter().filter(|exemption| exemption.state == ExemptionState::Waiting).count() as u64;
    if let Some(cursor) = &query.cursor {
        let at = items.iter().position(|exemption| mark(exemption) == *cursor);
        let at = at.ok_or_else(|| {
            let detail = "the cursor is of no exemption of this list any more; ask for the first page again";
            bad_request("invalid_cursor", "Invalid cursor", detail)
        })?;
        items.drain(..=at);
    }
    let is_more = items.len() > limit as usize;
    items.truncate(limit as usize);
    let next_cursor = items.last().filter(|_| is_more).map(mark);
    Ok(ExemptionList { items, total, waiting, next_cursor, revision: live.revision() })
}

/// By how they stand, then the latest first; those of definitions, of which nobody knows when, after the others.
type Place = (ExemptionState, Reverse<Option<String>>, String, String, Vec<String>);

fn place(exemption: &Exemption) -> Place {
    let Exemption { state, requested_at, scorecard, entity_ref, rules, .. } = exemption;
    (*state, Reverse(requested_at.clone()), scorecard.clone(), entity_ref.clone(), rules.clone())
}

/// By which a page finds where it goes on.
fn mark(exemption: &Exemption) -> String {
    match &exemption.id {
        Some(id) => id.clone(),
        None => format!("{}/{}/{}", exemption.scorecard, exemption.entity_ref, exemption.rules.join("+")),
    }
}
