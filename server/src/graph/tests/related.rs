//! What an entity relates to.

use super::super::*;
use super::shop;
use crate::live::testing::*;

#[test]
fn relations_read_from_the_asked_entity_in_both_directions() {
    let live = shop();
    let items = relations(&live, &reference("component:payments")).unwrap().items;
    let items: Vec<_> = items
        .iter()
        .map(|item| (item.relation.as_str(), item.entity_ref.as_str(), item.declared_by.as_str(), item.origin.as_str()))
        .collect();
    let payments = "component:default/payments";
    let expected = [
        ("dependsOn", "resource:default/ledger", payments, "/spec/dependsOn/1"),
        ("dependencyOf", "component:default/orders", payments, "/spec/dependencyOf/0"),
    ];
    assert_eq!(items, expected);

    let items = relations(&live, &reference("system:shop")).unwrap().items;
    assert_eq!((items[0].relation.as_str(), items[0].declared_by.as_str()), ("hasPart", "component:default/orders"));
    assert_eq!(relations(&live, &reference("system:nothing")).unwrap_err().code, "entity_not_found");
}
