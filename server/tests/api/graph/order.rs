use serde_json::json;

use super::street::portal;

#[tokio::test]
async fn nothing_comes_before_what_it_depends_on() {
    let portal = portal().await;
    let found = portal.json("/api/v1/graph/order?root=component:map").await;
    let groups: Vec<_> = found["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| (group["level"].clone(), group["refs"].clone()))
        .collect();
    let expected = [
        (json!(0), json!(["resource:default/not-there"])),
        (json!(0), json!(["resource:default/orders-db"])),
        (json!(1), json!(["component:default/orders"])),
        (json!(2), json!(["component:default/courier"])),
        (json!(3), json!(["component:default/map", "component:default/ring"])),
    ];
    assert_eq!(groups, expected);
    assert_eq!((&found["total"], &found["entities"], &found["levels"]), (&json!(5), &json!(6), &json!(4)));
    let only = portal.json("/api/v1/graph/order?root=component:courier&root=resource:orders-db&only=true").await;
    assert_eq!(only["items"][0]["refs"], json!(["resource:default/orders-db"]));
    assert_eq!((&only["items"][1]["level"], &only["total"]), (&json!(2), &json!(2)));
}

#[tokio::test]
async fn without_a_root_everything_comes_that_has_to_do_with_others_in_pages() {
    let portal = portal().await;
    let whole = portal.json("/api/v1/graph/order").await;
    let refs = whole["items"].as_array().unwrap().iter().flat_map(|group| group["refs"].as_array().unwrap());
    assert!(refs.clone().all(|entity_ref| !entity_ref.as_str().unwrap().starts_with("group:")));
    assert_eq!((refs.count() as u64, &whole["entities"]), (7, &json!(7)));
    let first = portal.json("/api/v1/graph/order?limit=4").await;
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = portal.json(&format!("/api/v1/graph/order?limit=1000&cursor={cursor}")).await;
    let both: Vec<_> = [&first, &second].iter().flat_map(|page| page["items"].as_array().unwrap()).cloned().collect();
    assert_eq!(&both, whole["items"].as_array().unwrap());
    assert_eq!(portal.problem(404, "/api/v1/graph/order?root=component:nothing").await.0, "entity_not_found");
}
