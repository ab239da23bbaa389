//! What changes would make of the impact of what they touch.

use std::collections::{BTreeSet, HashSet};

use catalog_schema::model::EntityRef;
use catalog_schema::wire::ImpactChange;

use super::super::{GraphView, Spread, Steps, TransitiveMeasures, dependencies};
use super::what_if::what_if;
use crate::live::{Column, Live};

/// References of each list that are named.
const NAMED: usize = 50;

/// A state of the catalog and what was measured in it.
pub(crate) type Measured<'a> = (&'a Live, &'a TransitiveMeasures);

/// What is hit when one of `asked` fails, and one of `changed`, or something that is depended on in another way than
/// before: of `most` of these at most, those with another number of dependents first, then those with the most.
pub(crate) fn impact_changes(
    before: Measured<'_>,
    after: Measured<'_>,
    asked: &BTreeSet<EntityRef>,
    changed: &BTreeSet<EntityRef>,
    most: usize,
) -> Vec<ImpactChange> {
    let mut roots = changed.clone();
    for entity_ref in changed {
        let (had, has) = (direct(before.0, entity_ref), direct(after.0, entity_ref));
        roots.extend(had.symmetric_difference(&has).cloned());
    }
    let mut ranked: Vec<(bool, u32, EntityRef)> = roots
        .into_iter()
        .map(|root| {
            let (had, has) = (reach(before, &root), reach(after, &root));
            (had == has, u32::MAX - had.max(has), root)
        })
        .collect();
    ranked.retain(|(_, _, root)| !asked.contains(root));
    ranked.sort_unstable();
    let one = |root: &EntityRef| impact_change(before.0, after.0, root);
    let is_told = |change: &ImpactChange| {
        let hits = change.before + change.after > 0;
        has_changed(change) || hits && changed.contains(change.entity_ref.as_str())
    };
    let most_hit = ranked.iter().take(most).map(|(_, _, root)| one(root)).filter(is_told);
    asked.iter().map(one).chain(most_hit).collect()
}

fn reach((live, measures): Measured<'_>, root: &EntityRef) -> u32 {
    measures.of(live, root).map_or(0, |measure| measure.reach)
}

/// What is hit when `root` fails, before and after.
fn impact_change(before: &Live, after: &Live, root: &EntityRef) -> ImpactChange {
    let difference = what_if(before, after, root);
    let (had, has) = (owners(before, root), owners(after, root));
    let missing = |from: &BTreeSet<String>, other: &BTreeSet<String>| from.difference(other).cloned().collect();
    let named = |refs: &[EntityRef]| refs.iter().take(NAMED).map(ToString::to_string).collect();
    ImpactChange {
        entity_ref: root.to_string(),
        before: difference.totals.0,
        after: difference.totals.1,
        added: named(&difference.added),
        added_total: difference.added.len() as u64,
        removed: named(&difference.removed),
        removed_total: difference.removed.len() as u64,
        teams_added: missing(&has, &had),
        teams_removed: missing(&had, &has),
    }
}

fn has_changed(change: &ImpactChange) -> bool {
    change.added_total + change.removed_total > 0 || !(change.teams_added.is_empty() && change.teams_removed.is_empty())
}

/// What it depends on directly.
fn direct(live: &Live, entity_ref: &EntityRef) -> BTreeSet<EntityRef> {
    let view = live.graph();
    let slot = view.find(entity_ref.as_str());
    let slots = slot.map(|slot| dependencies(view, slot)).unwrap_or_default();
    slots.into_iter().map(|slot| view.entity_ref(slot).clone()).collect()
}

/// The owners of what is hit when `root` fails.
fn owners(live: &Live, root: &EntityRef) -> BTreeSet<String> {
    let view = live.graph();
    let Some(root) = view.find(root.as_str()) else { return BTreeSet::new() };
    let spread = Spread::new(view, &[root], &Steps::ToDependents, u32::MAX);
    let owners = spread.hit().iter().map(|&slot| live.bearers().of(slot).owner);
    let owners: HashSet<_> = owners.filter(|owner| owner.is_some()).collect();
    owners.into_iter().map(|owner| live.columns().table(Column::Owner).text(owner).to_owned()).collect()
}
