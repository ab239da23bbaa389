//! The impact relation.

use super::super::*;
use crate::live::Live;
use crate::live::testing::*;

fn measured(live: &Live, entity_ref: &str) -> (u32, u32) {
    let measures = direct_measures(live.graph(), live.graph().find(reference(entity_ref).as_str()).unwrap());
    (measures.dependents, measures.dependencies)
}

#[test]
fn impact_goes_by_dependency_by_api_and_by_subcomponent_and_no_other_way() {
    let live = catalog([
        entity("component:web").relates("consumesApi", "api:orders").relates("dependsOn", "component:orders"),
        entity("component:app").relates("consumesApi", "api:orders"),
        entity("component:orders")
            .relates("providesApi", "api:orders")
            .relates("consumesApi", "api:orders")
            .owned_by("group:shop"),
        entity("component:orders-worker").relates("partOf", "component:orders").in_system("system:shop"),
        entity("group:shop").relates("hasMember", "user:ann"),
    ]);
    assert_eq!(measured(&live, "component:orders"), (3, 0), "web once, app, the worker; not itself");
    assert_eq!(measured(&live, "component:web"), (0, 1));
    assert_eq!(measured(&live, "component:orders-worker"), (0, 1));
    assert_eq!(measured(&live, "api:orders"), (0, 0));
    assert_eq!(measured(&live, "group:shop"), (0, 0));
    assert_eq!(measured(&live, "system:shop"), (0, 0));
}
