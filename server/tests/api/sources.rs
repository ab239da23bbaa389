use crate::harness::{ENTITIES, Portal};

#[tokio::test]
async fn a_source_says_what_it_brought_and_how_its_sync_went() {
    let portal = Portal::start().await;
    let sources = portal.json("/api/v1/sources").await;
    assert_eq!(sources["items"].as_array().unwrap().len(), 1);
    let source = &sources["items"][0];
    assert_eq!(source["name"], "shop");
    assert_eq!(source["type"], "directory");
    assert_eq!(source["entities"], ENTITIES);
    assert_eq!(source["errors"], 1);
    let location = &source["locations"][0];
    assert_eq!(location["state"], "ok");
    assert_eq!(location["claims"], ENTITIES);
    assert!(location["last_sync"].as_str().unwrap().ends_with('Z'), "{location}");
}

#[tokio::test]
async fn the_answer_changes_without_a_revision_and_so_has_no_tag() {
    let portal = Portal::start().await;
    assert_eq!(portal.get("/api/v1/sources").await.header("etag"), "");
}

#[tokio::test]
async fn one_source_is_as_in_the_list() {
    let portal = Portal::start().await;
    let list = portal.json("/api/v1/sources").await;
    assert_eq!(portal.json("/api/v1/sources/shop").await, list["items"][0]);
    let (code, detail) = portal.problem(404, "/api/v1/sources/elsewhere").await;
    assert_eq!(code, "source_not_found");
    assert!(detail.contains("there are shop"), "{detail}");
}
