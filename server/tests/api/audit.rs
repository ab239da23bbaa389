use axum::http::StatusCode;
use serde_json::Value;
use sextant_server::auth::{Lifetime, NewToken, Scopes};

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

#[tokio::test]
async fn the_log_is_narrowed_by_who_what_and_when() {
    let portal = Portal::start().await;
    let token = portal.token(&["push:shop"]).await;
    for _ in 0..2 {
        portal.send_as(&token, "POST", "/api/v1/tokens", &Value::Null).await.problem(403);
    }
    portal.app.auth().journal().flush().await;
    let count = async |query: &str| {
        let list = portal.json(&format!("/api/v1/audit?{query}")).await;
        list["items"].as_array().unwrap().len()
    };
    let all = count("").await;
    assert_eq!(count("actor=source:shop").await, 2);
    assert_eq!(count("actor=source:shop&action=sync").await, 1);
    assert_eq!(count("subject=shop").await, 2);
    assert_eq!(count("subject=sho").await, 0);
    assert_eq!(count("subject=sho*").await, 2);
    assert_eq!(count("subject=SHO*").await, 0, "cases are told apart");
    assert_eq!(count("subject=POST%20/api/*&actor=token:push.shop").await, count("action=refuse").await);
    assert!(count("subject=%25*").await == 0, "no wildcard but the one at the end");
    assert_eq!(count("since=2020-01-01&until=2999-12-31").await, all);
    assert_eq!(count("until=2020-01-01T00:00:00Z").await, 0);
    assert_eq!(portal.problem(400, "/api/v1/audit?since=yesterday").await.0, "invalid_parameter");
    assert_eq!(portal.problem(400, "/api/v1/audit.csv?limit=3").await.0, "unknown_parameter");

    let cursor = portal.json("/api/v1/audit?subject=shop&limit=1").await["next_cursor"].as_str().unwrap().to_owned();
    let rest = portal.json(&format!("/api/v1/audit?subject=shop&cursor={cursor}")).await;
    assert_eq!(column(&rest["items"], "action"), ["register"], "a page goes on within what was asked for");
}

#[tokio::test]
async fn the_log_is_to_be_had_as_a_table_that_runs_nothing() {
    let portal = Portal::start().await;
    let formula =
        NewToken { name: "-2.3".to_owned(), scopes: Scopes::parse(&["facts"]).unwrap(), lifetime: Lifetime::Endless };
    portal.app.auth().create(&formula, "=cmd()").await.unwrap();
    let table = portal.get("/api/v1/audit.csv").await;
    assert_eq!(table.header("content-type"), "text/csv; charset=utf-8");
    assert!(table.header("content-disposition").starts_with("attachment; filename=\"audit-"));
    let text = table.text();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "at,actor,action,subject,revision,detail,id");
    assert!(lines[1].contains(",'=cmd(),create-token,token:-2.3,"), "{text}");
    assert_eq!(lines.len(), 4, "{text}");
    assert_eq!(portal.get("/api/v1/audit.csv?action=sync").await.text().lines().count(), 2);
}

#[tokio::test]
async fn people_read_who_did_what() {
    let portal = Portal::start().await;
    let page = portal.get("/audit?subject=shop").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains(r#"<a href="/sources/shop">shop</a>"#), "{}", page.text());
    assert_eq!(portal.get("/audit?since=yesterday").await.status, StatusCode::BAD_REQUEST);
}
