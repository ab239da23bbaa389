//! Catalogs that came to be by many small changes, with cycles, self-loops and dangling references everywhere.

use std::collections::BTreeMap;

use catalog_schema::model::Entity;
use proptest::prelude::*;

use crate::live::Live;
use crate::live::change::EntityChange;
use crate::live::testing::*;

/// A catalog, and the entities that should be in it.
#[derive(Clone, Debug)]
pub(super) struct World {
    pub(super) live: Live,
    pub(super) entities: BTreeMap<String, Entity>,
}

/// How many random catalogs each property is held against.
pub(super) const CASES: u32 = 1_000;

/// One step in the life of a catalog.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Put(Box<Entity>),
    Remove(String),
}

impl World {
    /// A catalog after batches of changes.
    pub(super) fn after(batches: &[Vec<Step>]) -> Self {
        let mut world = Self { live: empty(), entities: BTreeMap::new() };
        for (revision, batch) in (1..).zip(batches) {
            let changes = world.note(batch);
            world.live = world.live.apply(revision, &changes).0;
        }
        world
    }

    /// Notes what should be there after a batch; answers the changes that a snapshot takes.
    pub(super) fn note(&mut self, batch: &[Step]) -> Vec<EntityChange> {
        let mut changes = Vec::new();
        for step in batch {
            match step {
                Step::Put(entity) => {
                    self.entities.insert(entity.entity_ref().to_string(), (**entity).clone());
                    changes.push(put((**entity).clone()));
                }
                Step::Remove(text) => {
                    self.entities.remove(text);
                    changes.push(remove(text));
                }
            }
        }
        changes
    }
}

/// References out of few, mostly of components.
pub(super) fn any_node() -> impl Strategy<Value = String> {
    let component = "[a-g]".prop_map(|name| format!("component:default/{name}"));
    let api = "[a-c]".prop_map(|name| format!("api:default/{name}"));
    let resource = "[a-b]".prop_map(|name| format!("resource:default/{name}"));
    prop_oneof![6 => component, 2 => api, 1 => resource]
}

fn any_step() -> impl Strategy<Value = Step> {
    let relation = prop::sample::select(vec![
        "dependsOn",
        "dependsOn",
        "dependencyOf",
        "partOf",
        "hasPart",
        "providesApi",
        "apiProvidedBy",
        "consumesApi",
        "consumesApi",
        "custom:calls",
    ]);
    let relations = prop::collection::vec((relation, any_node(), "[a-c]"), 0..4);
    let put = (any_node(), prop::option::of(1..=4_u8), prop::option::of("[p-r]"), relations);
    let put = put.prop_map(|(text, tier, owner, relations)| {
        let mut made = entity(&text).with(|entity| entity.tier = tier);
        if let Some(owner) = owner {
            made = made.owned_by(&format!("group:default/{owner}"));
        }
        for (relation, target, api) in relations {
            let of_api = relation.contains("Api") && !relation.starts_with("api");
            let target = if of_api { format!("api:default/{api}") } else { target };
            made = made.relates(relation, &target);
        }
        Step::Put(Box::new(made))
    });
    prop_oneof![5 => put, 1 => any_node().prop_map(Step::Remove)]
}

/// A batch of changes.
pub(super) fn any_batch() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(any_step(), 1..8)
}

/// A catalog after some batches.
pub(super) fn any_world() -> impl Strategy<Value = World> {
    prop::collection::vec(any_batch(), 1..5).prop_map(|batches| World::after(&batches))
}
