use axum::http::StatusCode;
use serde_json::Value;

use crate::harness::Portal;

#[tokio::test]
async fn every_listed_schema_is_served_to_whoever_asks() {
    let portal = Portal::start().await;
    let list: Value = serde_json::from_str(&portal.get("/api/v1/schemas").await.text()).unwrap();
    let schemas = list["schemas"].as_array().unwrap();
    assert!(schemas.iter().any(|schema| schema["fileMatch"].as_array().unwrap().contains(&"catalog-info.yaml".into())));
    for schema in schemas {
        let answer = portal.get(schema["url"].as_str().unwrap()).await;
        assert_eq!(answer.status, StatusCode::OK, "{schema}");
        assert_eq!(answer.header("content-type"), "application/schema+json");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert!(answer.header("cache-control").contains("public"));
        let document: Value = serde_json::from_str(&answer.text()).unwrap();
        assert_eq!(document["title"], schema["description"]);
        let again = portal.get_with(schema["url"].as_str().unwrap(), "if-none-match", answer.header("etag")).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    }
}

#[tokio::test]
async fn a_schema_that_is_not_there_is_a_problem() {
    let portal = Portal::start().await;
    let (code, detail) = portal.problem(404, "/api/v1/schemas/nonsense.json").await;
    assert_eq!(code, "unknown_route");
    assert!(detail.contains("nonsense.json"), "{detail}");
}
