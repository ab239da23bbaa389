//! It refers to what is not there.

use super::finding::{Finding, Known, Part};
use crate::address::short_name;

/// References of its own to nothing in the catalog; its owner has a finding of its own.
pub(super) fn find(known: &Known<'_>) -> Option<Finding> {
    let own = &known.entity.entity_ref;
    let items = known.relations.items.iter();
    let missing: Vec<_> =
        items.filter(|item| item.dangling && item.relation != "ownedBy" && item.declared_by == *own).collect();
    let first = missing.first()?;
    let named = missing
        .iter()
        .map(|item| Part::Entity { entity_ref: item.entity_ref.clone(), name: short_name(&item.entity_ref) });
    let (verb, them) = if missing.len() == 1 { (", which is not", "it") } else { (", which are not", "them") };
    Some(Finding::naming(
        "It refers to ",
        named.collect(),
        &format!("{verb} in the catalog."),
        format!("Describe {them}, or correct the reference in `{}` (at `{}`).", known.entity.path, first.origin),
    ))
}
