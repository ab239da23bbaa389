use serde_json::json;

use super::street::portal;
use crate::harness::column;

#[tokio::test]
async fn what_entities_have_in_common_is_found_either_way() {
    let portal = portal().await;
    let down = portal.json("/api/v1/graph/common?ref=component:gateway&ref=component:courier").await;
    let refs = ["component:default/orders", "resource:default/not-there", "resource:default/orders-db"];
    assert_eq!(column(&down["items"], "ref"), refs);
    assert_eq!(down["items"][1]["distances"], json!([2, 2]));
    let up =
        portal.json("/api/v1/graph/common?ref=resource:orders-db&ref=component:courier&direction=dependents").await;
    assert_eq!(column(&up["items"], "ref"), ["component:default/map", "component:default/ring"]);
    assert_eq!(up["items"][0]["distances"], json!([3, 1]));
}

#[tokio::test]
async fn what_makes_no_sense_is_said() {
    let portal = portal().await;
    for (query, status, code) in [
        ("", 400, "too_few_refs"),
        ("ref=component:map&ref=Component:MAP", 400, "too_few_refs"),
        ("ref=component:map&ref=component:nothing", 404, "entity_not_found"),
    ] {
        assert_eq!(portal.problem(status, &format!("/api/v1/graph/common?{query}")).await.0, code, "{query}");
    }
}
