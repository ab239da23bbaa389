use std::path::Path;
use std::{env, fs};

use axum::http::{Method, StatusCode};
use serde_json::Value;

use crate::harness::Portal;

/// Where the document is kept for people and clients.
const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/reference/openapi.json");

#[test]
fn the_document_that_is_kept_is_current() {
    let current = sextant_server::api::openapi_document();
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::create_dir_all(Path::new(KEPT).parent().unwrap()).unwrap();
        fs::write(KEPT, &current).unwrap();
    }
    let kept = fs::read_to_string(KEPT).unwrap_or_default();
    assert!(
        kept == current,
        "docs/reference/openapi.json is out of date; UPDATE_DOCS=1 cargo test -p sextant-server --test api openapi rewrites it"
    );
}

#[tokio::test]
async fn the_document_is_served() {
    let portal = Portal::start().await;
    let answer = portal.get("/api/v1/openapi.json").await;
    assert_eq!(answer.text(), sextant_server::api::openapi_document());
    assert_eq!(answer.header("content-type"), "application/json");
}

/// Fills a path of the document with an entity or a team that there is.
fn address(path: &str) -> String {
    let name = if path.contains("/teams/") { "payments" } else { "orders" };
    path.replace("{kind}", "component")
        .replace("{namespace}", "default")
        .replace("{name}", name)
        .replace("{source}", "shop")
        .replace("{scorecard}", "ownership")
        .replace("{file}", "native.json")
}

#[tokio::test]
async fn every_path_answers_and_takes_exactly_the_documented_parameters() {
    let portal = Portal::start().await;
    let document: Value = serde_json::from_str(&sextant_server::api::openapi_document()).unwrap();
    for (path, item) in document["paths"].as_object().unwrap() {
        let is_read = !item["get"].is_null();
        let method = if is_read { "get" } else { "post" };
        let parameters = item[method]["parameters"].as_array().map(Vec::as_slice).unwrap_or_default();
        let of_query: Vec<&Value> = parameters.iter().filter(|parameter| parameter["in"] == "query").collect();
        let required = of_query.iter().filter(|parameter| parameter["required"] == true);
        let query: Vec<String> = required
            .map(|parameter| match parameter["name"].as_str().unwrap() {
                "ref" => "ref=component:orders&ref=component:gateway".to_owned(),
                name @ ("root" | "from" | "to") => format!("{name}=component:orders"),
                name => format!("{name}=orders"),
            })
            .collect();
        let asked = format!("{}?{}", address(path), query.join("&"));
        if is_read {
            assert_eq!(portal.get(&asked).await.status, StatusCode::OK, "{asked}");
        }
        if !path.starts_with("/api/") {
            continue;
        }
        let unknown = if is_read {
            format!("{asked}&there_is_no_such_one=1")
        } else {
            format!("{}?there_is_no_such_one=1", address(path))
        };
        let method = if is_read { Method::GET } else { Method::POST };
        let (code, detail) = portal.method(method, &unknown).await.problem(400);
        assert_eq!(code, "unknown_parameter", "{path}");
        let taken = detail.rsplit("it takes ").next().unwrap();
        let names: Vec<&str> = of_query.iter().map(|parameter| parameter["name"].as_str().unwrap()).collect();
        let expected = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        assert_eq!(taken, expected, "{path}");
    }
}
