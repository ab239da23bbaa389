use serde_json::json;

use super::street::portal;
use crate::harness::Portal;

#[tokio::test]
async fn a_knot_comes_with_an_example_and_with_what_to_cut() {
    let found = portal().await.json("/api/v1/graph/cycles").await;
    assert_eq!((&found["total"], &found["entities"]), (&json!(1), &json!(2)));
    let knot = &found["items"][0];
    assert_eq!(knot["members"], json!(["component:default/map", "component:default/ring"]));
    assert_eq!(knot["example"], knot["members"]);
    assert_eq!(knot["owners"], json!(["group:default/street"]));
    assert_eq!((&knot["cut_size"], &knot["cut_is_smallest"]), (&json!(1), &json!(true)));
    assert_eq!(knot["cut"][0], json!({"dependent": "component:default/ring", "on": "component:default/map"}));
}

#[tokio::test]
async fn a_catalog_without_cycles_has_none() {
    let found = Portal::start().await.json("/api/v1/graph/cycles").await;
    assert_eq!((&found["items"], &found["total"]), (&json!([]), &json!(0)));
}
