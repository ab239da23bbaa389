//! An API without anything behind it.

use super::finding::{Finding, Known, Part};
use crate::address::short_name;

/// It is an API that nothing provides, or it calls one.
pub(super) fn find(known: &Known<'_>) -> Option<Finding> {
    let entity = known.entity;
    if entity.kind.eq_ignore_ascii_case("api") {
        let is_provided = known.relations.items.iter().any(|item| item.relation == "apiProvidedBy");
        return (!is_provided).then(|| {
            Finding::plain(
                "Nothing provides this API.",
                "Name it under `providesApis` in the descriptor of the component that does.",
            )
        });
    }
    let is_provided = |api: &str| known.near.edges.iter().any(|edge| edge.relation == "providesApi" && edge.to == api);
    let called = known.relations.items.iter().filter(|item| item.relation == "consumesApi" && !item.dangling);
    let unprovided: Vec<Part> = called
        .filter(|item| !is_provided(&item.entity_ref))
        .map(|item| Part::Entity {
            entity_ref: item.entity_ref.clone(),
            name: item.title.clone().unwrap_or_else(|| short_name(&item.entity_ref)),
        })
        .collect();
    (!unprovided.is_empty()).then(|| {
        Finding::naming(
            "It calls ",
            unprovided,
            ", which nothing provides.",
            "Name the API under `providesApis` in the descriptor of the component that does, or stop calling it.",
        )
    })
}
