use crate::harness::{Portal, column};

#[tokio::test]
async fn the_name_goes_before_what_mentions_it() {
    let portal = Portal::start().await;
    let results = portal.json("/api/v1/search?q=orders").await;
    assert_eq!(results["hits"][0]["ref"], "component:default/orders");
    assert_eq!(results["hits"][0]["title"], "Order desk");
    assert!(results["total"].as_u64().unwrap() >= 3);
}

#[tokio::test]
async fn hits_can_be_filtered_counted_and_paged() {
    let portal = Portal::start().await;
    let results = portal.json("/api/v1/search?q=orders&filter=kind=resource&facet=kind&limit=1").await;
    assert_eq!(column(&results["hits"], "ref"), ["resource:default/orders-db"]);
    assert_eq!(results["total"], 1);
    assert!(results["facets"]["kind"].as_array().unwrap().len() > 1, "{results}");
    let next = portal.json("/api/v1/search?q=orders&filter=kind=resource&offset=1").await;
    assert_eq!(next["hits"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn a_hit_says_what_it_is_and_which_fields_matched() {
    let portal = Portal::start().await;
    let results = portal.json("/api/v1/search?q=production").await;
    let orders = results["hits"].as_array().unwrap().iter().find(|hit| hit["title"] == "Order desk").unwrap();
    assert_eq!(orders["lifecycle"], "production");
    assert_eq!(orders["tier"], serde_json::Value::Null);
    assert_eq!(orders["summary"], "Takes orders and remembers them.");
    assert_eq!(orders["highlights"]["lifecycle"], "\u{E000}production\u{E001}");
    let within = portal.json("/api/v1/search?q=shop").await;
    let orders = within["hits"].as_array().unwrap().iter().find(|hit| hit["title"] == "Order desk").unwrap();
    assert_eq!(orders["highlights"]["system"], "\u{E000}shop\u{E001}");
}

#[tokio::test]
async fn a_misspelt_word_still_finds() {
    let portal = Portal::start().await;
    let results = portal.json("/api/v1/search?q=gatewya").await;
    assert_eq!(results["hits"][0]["ref"], "component:default/gateway");
}

#[tokio::test]
async fn the_words_must_be_given_but_may_be_empty() {
    let portal = Portal::start().await;
    assert_eq!(portal.problem(400, "/api/v1/search").await.0, "missing_parameter");
    assert_eq!(portal.json("/api/v1/search?q=").await["total"], 0);
    assert_eq!(portal.problem(400, "/api/v1/search?q=a&limit=101").await.0, "invalid_limit");
}
