//! The merge itself.

use std::collections::BTreeMap;

use super::Precedence;
use super::descriptor::keep;
use super::lists::{merge_links, merge_relations, unite};
use crate::docs;
use crate::model::{ApiSpec, Entity, Profile};

/// One entity of all that descriptors say of it; nothing if there is none. All of them describe the same reference.
///
/// A field that holds one value has that of the first format by precedence that has one; lists are united, maps merged
/// by key, the first format's entries first. The descriptor is that of the first format; the documents of the others
/// stand in its spec, each under the name of its format. The order of `entities` makes no difference.
pub fn merge(mut entities: Vec<Entity>, precedence: &Precedence) -> Option<Entity> {
    // Of one format twice, any order will do as long as it is always the same.
    let tie = |entity: &Entity| serde_json::to_string(entity).unwrap_or_default();
    entities.sort_by(|one, other| {
        let ranks = precedence.rank(one.format).cmp(&precedence.rank(other.format));
        ranks.then_with(|| if one == other { std::cmp::Ordering::Equal } else { tie(one).cmp(&tie(other)) })
    });
    entities.dedup();
    merge_in_order(entities)
}

/// The same where it is known already who is believed: the first, then the second, and so on, whatever their formats.
pub fn merge_in_order(entities: Vec<Entity>) -> Option<Entity> {
    let mut entities = entities.into_iter();
    let mut merged = entities.next()?;
    entities.for_each(|other| add(&mut merged, other));
    if merged.owner.is_some() {
        merged.code_owner = None;
        merged.unowned = None;
    }
    Some(merged)
}

/// Adds what a descriptor says that is believed less than all before.
fn add(merged: &mut Entity, other: Entity) {
    let origin = keep(&mut merged.descriptor, other.format, other.written().clone());
    first(&mut merged.title, other.title);
    first(&mut merged.description, other.description);
    first(&mut merged.entity_type, other.entity_type);
    first(&mut merged.lifecycle, other.lifecycle);
    first(&mut merged.tier, other.tier);
    first(&mut merged.language, other.language);
    let (owner, system) = (other.owner.clone(), other.system.clone());
    first(&mut merged.owner, other.owner);
    first(&mut merged.code_owner, other.code_owner);
    first(&mut merged.unowned, other.unowned);
    first(&mut merged.system, other.system);
    unite(&mut merged.additional_owners, other.additional_owners);
    merged.additional_owners.retain(|additional| merged.owner.as_ref() != Some(additional));
    unite(&mut merged.tags, other.tags);
    unite(&mut merged.aliases, other.aliases);
    by_key(&mut merged.labels, other.labels);
    by_key(&mut merged.annotations, other.annotations);
    by_key(&mut merged.custom_fields, other.custom_fields);
    merge_links(&mut merged.links, other.links);
    // Of an owner or system that is not believed, the relation is not either.
    let overruled = |value: &Option<_>, believed: &Option<_>| value.clone().filter(|_| value != believed);
    let owner = overruled(&owner, &merged.owner).filter(|owner| !merged.additional_owners.contains(owner));
    let system = overruled(&system, &merged.system);
    merge_relations(&mut merged.relations, other.relations, &origin, owner.as_ref(), system.as_ref());
    merge_profile(&mut merged.profile, other.profile);
    merge_api(&mut merged.api, other.api);
    docs::add(&mut merged.docs, other.docs);
}

/// Takes the value where none is there yet.
fn first<T>(merged: &mut Option<T>, other: Option<T>) {
    if merged.is_none() {
        *merged = other;
    }
}

/// Takes the entries whose keys are not there yet.
fn by_key<T>(merged: &mut BTreeMap<String, T>, other: BTreeMap<String, T>) {
    for (key, value) in other {
        merged.entry(key).or_insert(value);
    }
}

fn merge_profile(merged: &mut Option<Profile>, other: Option<Profile>) {
    match (merged.as_mut(), other) {
        (Some(merged), Some(other)) => {
            first(&mut merged.display_name, other.display_name);
            first(&mut merged.email, other.email);
            first(&mut merged.picture, other.picture);
        }
        (Some(_), None) => {}
        (None, other) => *merged = other,
    }
}

/// The contract is one value, whether it is there as text or as the name of a file.
fn merge_api(merged: &mut Option<ApiSpec>, other: Option<ApiSpec>) {
    match (merged.as_mut(), other) {
        (Some(merged), Some(other)) => {
            first(&mut merged.spec_type, other.spec_type);
            if merged.definition.is_none() && merged.reference.is_none() {
                merged.definition = other.definition;
                merged.reference = other.reference;
            }
        }
        (Some(_), None) => {}
        (None, other) => *merged = other,
    }
}
