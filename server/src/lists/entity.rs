//! One entity as the API shows it.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{self, Problem};

use super::{docs, problems};
use crate::clock::rfc3339;
use crate::graph::{self, GraphView, Measured, Slot};
use crate::live::Row;

/// One entity, without its descriptor, which the store has.
///
/// # Errors
/// 404 `entity_not_found`, with near references.
pub fn entity<'a>(seen: impl Into<Measured<'a>>, entity_ref: &EntityRef) -> Result<wire::Entity, Problem> {
    let seen = seen.into();
    let live = seen.live();
    let found = live.graph().find(entity_ref.as_str()).and_then(|slot| {
        let docs = docs::pages(&live.graph().record(slot)?.entity(live.graph())?);
        Some(wire::Entity { docs, ..to_wire(seen, slot)? })
    });
    found.ok_or_else(|| problems::entity_not_found(live, entity_ref))
}

/// The entity of a node; none where it is dangling.
pub(super) fn to_wire(seen: Measured<'_>, slot: Slot) -> Option<wire::Entity> {
    let live = seen.live();
    let record = live.graph().record(slot)?;
    let row = live.row(slot)?;
    let entity = record.entity(live.graph())?;
    let text = |reference: &EntityRef| reference.to_string();
    Some(wire::Entity {
        uid: record.uid.to_string(),
        entity_ref: text(&record.entity_ref),
        kind: entity.kind,
        namespace: entity.namespace,
        name: entity.name,
        title: record.title.as_deref().map(str::to_owned),
        description: entity.description,
        entity_type: entity.entity_type,
        owner: entity.owner.as_ref().map(text),
        additional_owners: entity.additional_owners.iter().map(text).collect(),
        unowned: entity.unowned,
        references: record.written_references(live.graph()),
        effective_owner: graph::effective_owner_of(live.graph(), slot),
        lifecycle: entity.lifecycle,
        tier: entity.tier,
        language: entity.language,
        system: entity.system.as_ref().map(text),
        tags: entity.tags,
        labels: entity.labels,
        annotations: entity.annotations,
        custom_fields: entity.custom_fields,
        links: entity.links,
        docs: Vec::new(),
        aliases: entity.aliases,
        profile: entity.profile,
        format: entity.format,
        source: record.source.to_string(),
        path: record.path.to_string(),
        stale: record.stale,
        health: row.health,
        measures: measures(seen, slot, row),
        also_described_by: Vec::new(),
        descriptor: None,
        entity_revision: record.revision,
        created_at: rfc3339(record.created_at).unwrap_or_default(),
        changed_at: rfc3339(record.changed_at).unwrap_or_default(),
        changed_by: record.changed_by.as_deref().map(str::to_owned),
        revision: live.revision(),
    })
}

fn measures(seen: Measured<'_>, slot: Slot, row: &Row) -> wire::Measures {
    let direct = row.measures;
    let transitive = seen.at(slot);
    wire::Measures {
        dependents: direct.dependents,
        dependencies: direct.dependencies,
        instability: direct.instability(),
        reach: transitive.map(|measure| measure.reach),
        depth: transitive.map(|measure| measure.depth),
        articulation: transitive.map(|measure| measure.is_articulation),
        criticality: transitive.map(|measure| measure.criticality),
        revision: transitive.and(seen.revision()),
    }
}
