use axum::http::StatusCode;
use serde_json::json;

use super::street::portal;
use crate::harness::{Portal, column};

#[tokio::test]
async fn an_entity_hits_what_depends_on_it_by_api_too() {
    let portal = portal().await;
    let impact = portal.json("/api/v1/graph/impact?root=component:orders").await;
    assert_eq!(impact["root"], "component:default/orders");
    let refs =
        ["component:default/courier", "component:default/gateway", "component:default/map", "component:default/ring"];
    assert_eq!(column(&impact["items"], "ref"), refs);
    assert_eq!((&impact["total"], &impact["by_distance"]), (&json!(4), &json!([2, 1, 1])));
    assert_eq!((&impact["tiers"], &impact["unowned"]), (&json!([1, 0, 1, 0]), &json!(0)));
    let path = ["component:default/orders", "component:default/courier", "component:default/map"];
    assert_eq!((&impact["items"][2]["path"], &impact["items"][2]["distance"]), (&json!(path), &json!(2)));
    assert_eq!(impact["items"][2]["owner"], "group:default/street");
    assert_eq!(column(&impact["teams"], "ref"), ["group:default/street", "group:default/ghosts"]);
    let team = &impact["teams"][0];
    assert_eq!((&team["entities"], &team["nearest"], &team["title"]), (&json!(3), &json!(1), &json!("Street")));
    assert_eq!(column(&team["contacts"], "url")[..2], ["https://pager.example/street", "https://chat.example/street"]);
    assert_eq!(impact["teams"][1]["dangling"], true);
    assert!(impact["revision"].as_u64().unwrap() > 0);
}

#[tokio::test]
async fn pages_follow_each_other_and_counts_stay_complete() {
    let portal = portal().await;
    let first = portal.json("/api/v1/graph/impact?root=component:orders&limit=3").await;
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = portal.json(&format!("/api/v1/graph/impact?root=component:orders&limit=3&cursor={cursor}")).await;
    assert_eq!(column(&second["items"], "ref"), ["component:default/ring"]);
    for complete in ["total", "by_distance", "teams", "tiers"] {
        assert_eq!(first[complete], second[complete]);
    }
    assert_eq!(second["next_cursor"], json!(null));
}

#[tokio::test]
async fn it_looks_the_other_way_too() {
    let portal = portal().await;
    let impact = portal.json("/api/v1/graph/impact?root=component:courier&direction=dependencies").await;
    let refs = ["component:default/orders", "resource:default/not-there", "resource:default/orders-db"];
    assert_eq!(column(&impact["items"], "ref"), refs);
    assert_eq!((&impact["items"][1]["dangling"], &impact["unowned"]), (&json!(true), &json!(1)));
    // What only somebody's descriptor names can fail, too.
    let dangling = portal.json("/api/v1/graph/impact?root=resource:not-there").await;
    assert_eq!(column(&dangling["items"], "ref")[0], "component:default/orders");
}

#[tokio::test]
async fn whom_to_tell_comes_as_text_and_as_a_table() {
    let portal = portal().await;
    let text = portal.get("/api/v1/graph/impact?root=component:orders&format=text").await;
    assert_eq!((text.status, text.header("content-type")), (StatusCode::OK, "text/plain; charset=utf-8"));
    let expected = "4 entities are hit when component:default/orders fails.\n\n\
        Street (group:default/street): 3 entities, 1 of tier 1, 1 of tier 3, the nearest 1 step away\n";
    assert!(text.text().starts_with(expected), "{}", text.text());
    assert!(text.text().contains("  on call: https://pager.example/street\n"), "{}", text.text());
    assert!(
        text.text().ends_with("ghosts: 1 entity, the nearest 1 step away\n  not in the catalog\n"),
        "{}",
        text.text()
    );

    let table = portal.get("/api/v1/graph/impact?root=component:orders&format=csv").await;
    assert_eq!(table.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(table.header("content-disposition"), "attachment; filename=\"whom-to-tell.csv\"");
    let mut reader = csv::Reader::from_reader(table.body.as_slice());
    let lines: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!((lines.len(), &lines[0][0], &lines[0][2]), (2, "group:default/street", "3"));
    assert_eq!(&lines[0][8], "https://pager.example/street");
}

#[tokio::test]
async fn what_makes_no_sense_is_said() {
    let portal = Portal::start().await;
    assert_eq!(portal.problem(400, "/api/v1/graph/impact").await.0, "missing_parameter");
    for (query, status, code) in [
        ("root=gateway", 400, "invalid_ref"),
        ("root=component:gateway&direction=up", 400, "invalid_parameter"),
        ("root=component:gateway&format=xml", 400, "invalid_parameter"),
        ("root=component:gateway&limit=1001", 400, "invalid_limit"),
        ("root=component:gateway&cursor=abc", 400, "invalid_cursor"),
        ("root=component:nothing", 404, "entity_not_found"),
    ] {
        assert_eq!(portal.problem(status, &format!("/api/v1/graph/impact?{query}")).await.0, code, "{query}");
    }
}
