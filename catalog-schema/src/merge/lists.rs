//! Lists, united without doubles.

use std::collections::HashMap;

use crate::formats::read::within_item;
use crate::model::{EntityRef, Link, LinkType, Relation, RelationType};

/// Adds the items that are not there yet.
pub(super) fn unite<T: PartialEq>(merged: &mut Vec<T>, other: Vec<T>) {
    for item in other {
        if !merged.contains(&item) {
            merged.push(item);
        }
    }
}

/// Whether links to one address are one link: they do not say that two different things are there.
pub(crate) fn is_one_link(one: LinkType, other: LinkType) -> bool {
    one == other || one == LinkType::Other || other == LinkType::Other
}

/// Adds the links that are not there yet. One that is learns its title, icon and type where it has none.
pub(super) fn merge_links(merged: &mut Vec<Link>, other: Vec<Link>) {
    let mut new: Vec<(usize, Link)> = Vec::new();
    // Those first that say of what type they are: what one of these is no other is taken for after that.
    let (untold, told): (Vec<_>, Vec<_>) =
        other.into_iter().enumerate().partition(|(_, link)| link.link_type == LinkType::Other);
    for (place, link) in told.into_iter().chain(untold) {
        // What one format lists twice it means twice: only links of the formats before are compared.
        if merged.contains(&link) {
            continue;
        }
        let alike = |known: &Link| known.url == link.url && is_one_link(known.link_type, link.link_type);
        // One that says the same of what is there is closer than one that says nothing of it.
        let closest = merged.iter().position(|known| alike(known) && known.link_type == link.link_type);
        let known = closest.or_else(|| merged.iter().position(alike)).and_then(|index| merged.get_mut(index));
        let Some(known) = known else {
            new.push((place, link));
            continue;
        };
        if known.link_type == LinkType::Other {
            known.link_type = link.link_type;
        }
        known.title = known.title.take().or(link.title);
        known.icon = known.icon.take().or(link.icon);
    }
    new.sort_by_key(|(place, _)| *place);
    merged.extend(new.into_iter().map(|(_, link)| link));
}

/// Adds the relations that are not there yet, with `origin` before the places where their document says so. One that is
/// there learns the attributes that it lacks. The owner and the system that others overruled are left out.
pub(super) fn merge_relations(
    merged: &mut Vec<Relation>,
    other: Vec<Relation>,
    origin: &str,
    overruled_owner: Option<&EntityRef>,
    overruled_system: Option<&EntityRef>,
) {
    let mut known: HashMap<(RelationType, EntityRef), usize> = HashMap::with_capacity(merged.len());
    for (index, relation) in merged.iter().enumerate() {
        known.entry((relation.relation_type.clone(), relation.target.clone())).or_insert(index);
    }
    for mut relation in other {
        let overruled = match relation.relation_type {
            RelationType::OwnedBy => overruled_owner,
            RelationType::PartOf => overruled_system,
            _ => None,
        };
        if overruled == Some(&relation.target) {
            continue;
        }
        match known.get(&(relation.relation_type.clone(), relation.target.clone())) {
            Some(&index) => {
                for (key, value) in relation.attributes {
                    merged[index].attributes.entry(key).or_insert(value);
                }
            }
            None => {
                relation.origin = format!("{origin}{}", within_item(&relation.origin));
                known.insert((relation.relation_type.clone(), relation.target.clone()), merged.len());
                merged.push(relation);
            }
        }
    }
}
