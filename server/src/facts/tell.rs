//! What is known of an entity, as it is told.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{EntityFact, EntityFacts};
use scorecards::DeclaredFact;

use crate::clock::rfc3339;
use crate::live::{Live, PushedFact};

/// All that was pushed of an entity, as of `now` in milliseconds since the Unix epoch; none if the catalog does not have
/// it.
pub(crate) fn told(live: &Live, entity_ref: &EntityRef, now: i64) -> Option<EntityFacts> {
    let record = live.get(entity_ref)?;
    let facts = live.pushed(&record.uid);
    let items = facts.into_iter().flatten().map(|(name, fact)| told_as(live, name, fact, now));
    let items: Vec<EntityFact> = items.collect();
    Some(EntityFacts { total: items.len() as u64, items, revision: live.revision() })
}

/// One fact.
pub(crate) fn told_as(live: &Live, name: &str, fact: &PushedFact, now: i64) -> EntityFact {
    let declared: Option<&DeclaredFact> = live.engine().declared().get(name).map(|declared| &**declared);
    let expires = declared.and_then(|declared| declared.expires(fact.at));
    EntityFact {
        fact: name.to_owned(),
        title: declared.map_or_else(|| name.to_owned(), |declared| declared.title.clone()),
        value: fact.value.clone(),
        unit: declared.and_then(|declared| declared.unit.clone()),
        at: rfc3339(fact.at).unwrap_or_default(),
        age: u64::try_from((now - fact.at) / 1_000).unwrap_or(0),
        expires: expires.and_then(rfc3339),
        expired: expires.is_some_and(|expires| expires <= now),
        source: fact.source.to_string(),
        url: fact.url.as_deref().map(str::to_owned),
    }
}
