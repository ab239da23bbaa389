use crate::harness::Portal;

#[tokio::test]
async fn what_a_save_changed_is_told_field_by_field() {
    let portal = Portal::start().await;
    portal.break_orders().await;
    let history = portal.json("/api/v1/entities/component/default/Orders/history?limit=1").await;
    assert_eq!(history["ref"], "component:default/orders");
    assert_eq!(history["total"], 2);
    assert_eq!(history["items"][0]["event"], "stale");
    assert_eq!(history["items"][0]["stale"], true);
    let next = history["next_cursor"].as_str().unwrap();
    let older = portal.json(&format!("/api/v1/entities/component/default/orders/history?cursor={next}")).await;
    assert_eq!(older["items"][0]["event"], "created");
    assert!(older["next_cursor"].is_null());
}

#[tokio::test]
async fn an_entity_that_never_was_has_none() {
    let portal = Portal::start().await;
    let (code, detail) = portal.problem(404, "/api/v1/entities/component/default/ordrs/history").await;
    assert_eq!(code, "entity_not_found");
    assert!(detail.contains("did you mean component:default/orders?"), "{detail}");
    assert_eq!(
        portal.problem(400, "/api/v1/entities/component/default/orders/history?limit=0").await.0,
        "invalid_limit"
    );
}
