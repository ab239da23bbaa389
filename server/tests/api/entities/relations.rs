use crate::harness::Portal;

#[tokio::test]
async fn relations_come_from_both_sides_and_dangling_ones_are_marked() {
    let portal = Portal::start().await;
    let relations = portal.json("/api/v1/entities/component/default/orders/relations").await;
    assert_eq!(relations["ref"], "component:default/orders");
    let items = relations["items"].as_array().unwrap();
    let read: Vec<(&str, &str, bool)> = items
        .iter()
        .map(|item| {
            let text = |field: &str| item[field].as_str().unwrap();
            (text("relation"), text("ref"), item["dangling"].as_bool().unwrap())
        })
        .collect();
    assert_eq!(
        read,
        [
            ("ownedBy", "group:default/payments", false),
            ("dependsOn", "resource:default/not-there", true),
            ("dependsOn", "resource:default/orders-db", false),
            ("dependencyOf", "component:default/gateway", false),
            ("partOf", "system:default/shop", false),
            ("providesApi", "api:default/orders-api", false),
        ]
    );
}

#[tokio::test]
async fn an_unknown_entity_is_a_problem() {
    let portal = Portal::start().await;
    assert_eq!(portal.problem(404, "/api/v1/entities/component/default/none/relations").await.0, "entity_not_found");
}
