use axum::http::StatusCode;

use crate::harness::{Portal, column};

const ORDERS: &str = "/api/v1/entities/component/default/orders";

#[tokio::test]
async fn every_write_says_who_did_what() {
    let portal = Portal::start().await;
    let first = portal.json("/api/v1/audit").await;
    assert_eq!(column(&first["items"], "action"), ["sync", "register"]);
    assert_eq!(column(&first["items"], "actor"), ["source:shop", "source:shop"]);
    assert_eq!(first["items"][0]["detail"]["created"], 6);
    assert_eq!(first["items"][0]["revision"], first["revision"]);
    assert!(first["items"][1]["revision"].is_null());
    portal.break_orders().await;
    let page = portal.json("/api/v1/audit?limit=1").await;
    assert_eq!(page["items"][0]["detail"]["updated"], 1);
    let rest = portal.json(&format!("/api/v1/audit?cursor={}", page["next_cursor"].as_str().unwrap())).await;
    assert_eq!(rest["items"], first["items"]);
    assert!(rest["next_cursor"].is_null());
    assert_eq!(portal.get(ORDERS).await.status, StatusCode::OK);
}
