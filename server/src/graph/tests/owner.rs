//! Owners and the tree of teams.

use catalog_schema::wire::EffectiveOwner;

use super::super::*;
use crate::live::Live;
use crate::live::testing::*;

#[test]
fn an_owner_is_inherited_from_the_system_then_from_its_domain_then_by_codeowners() {
    let owner = |live: &Live| effective_owner(live, &reference("component:orders"));
    let found = |entity_ref: &str, via: &str| Some(EffectiveOwner::new(entity_ref, via));
    let live = catalog([
        entity("component:orders").in_system("system:shop"),
        entity("system:shop").relates("partOf", "domain:sales"),
        entity("domain:sales").owned_by("group:sales"),
    ]);
    assert_eq!(owner(&live), found("group:default/sales", "domain:default/sales"));
    let system = entity("system:shop").owned_by("group:shop").relates("partOf", "domain:sales");
    let live = live.apply(2, &[put(system)]).0;
    assert_eq!(owner(&live), found("group:default/shop", "system:default/shop"));
    let live = live.apply(3, &[put(entity("component:orders").in_system("system:shop").owned_by("user:ann"))]).0;
    assert_eq!(owner(&live), found("user:default/ann", "declared"));
    let live = live.apply(4, &[put(entity("component:orders"))]).0;
    assert_eq!(owner(&live), None);
    let by_code = entity("component:orders").code_owned_by("group:code");
    let live = live.apply(5, &[put(by_code.clone())]).0;
    let file = (Some("CODEOWNERS".to_owned()), Some(3));
    let expected =
        EffectiveOwner { file: file.0, line: file.1, ..EffectiveOwner::new("group:default/code", "codeowners") };
    assert_eq!(owner(&live), Some(expected));
    let live = live.apply(6, &[put(by_code.in_system("system:shop"))]).0;
    assert_eq!(owner(&live), found("group:default/shop", "system:default/shop"), "what people declared comes first");
}

#[test]
fn descendants_of_a_knotted_tree_come_once() {
    let live = catalog([
        entity("group:a").relates("childOf", "group:c"),
        entity("group:b").relates("childOf", "group:a"),
        entity("group:a").relates("parentOf", "group:c"),
        entity("group:c").relates("childOf", "group:b"),
    ]);
    let graph = live.graph();
    let found = descendants(graph, graph.find("group:default/a").unwrap());
    let mut found: Vec<_> = found.iter().map(|&slot| graph.entity_ref(slot).name()).collect();
    found.sort_unstable();
    assert_eq!(found, ["a", "b", "c"]);
}
