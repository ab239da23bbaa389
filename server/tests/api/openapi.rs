use std::path::Path;
use std::{env, fs};

use axum::http::StatusCode;
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
        .replace("{token}", "nobody")
        .replace("{field}", "cost_centre")
        .replace("{initiative}", "described")
}

#[tokio::test]
async fn every_path_answers_and_takes_exactly_the_documented_parameters() {
    let portal = Portal::start().await;
    let admin = portal.token(&["admin"]).await;
    let event = serde_json::json!({"specversion": "1.0", "id": "1", "source": "/ci", "type": "a", "subject": "orders"});
    assert_eq!(portal.send_as(&admin, "POST", "/api/v1/events", &event).await.status, StatusCode::OK);
    let event = portal.json("/api/v1/events").await["items"][0]["id"].as_str().unwrap().to_owned();
    for (path, definition) in [("fields/cost_centre", "text"), ("types/component/orders", "")] {
        let definition = match definition {
            "" => serde_json::json!({}),
            of_type => serde_json::json!({ "type": of_type }),
        };
        let defined = portal.send_as(&admin, "PUT", &format!("/api/v1/{path}"), &definition).await;
        assert_eq!(defined.status, StatusCode::OK, "{}", defined.text());
    }
    let initiative = "kind: Initiative\nmetadata: {name: described}\nspec:\n  rules: [documentation/has-description]\n  startsOn: \
                      2026-01-01\n  dueOn: 2026-02-01\n";
    portal.save("initiative.yaml", initiative).await;
    let document: Value = serde_json::from_str(&sextant_server::api::openapi_document()).unwrap();
    let operations = document["paths"].as_object().unwrap().iter().flat_map(|(path, item)| {
        let methods = ["get", "post", "put", "delete"].into_iter().filter(|method| !item[method].is_null());
        methods.map(move |method| (path, method, &item[method]["parameters"]))
    });
    for (path, method, parameters) in operations {
        let parameters = parameters.as_array().map(Vec::as_slice).unwrap_or_default();
        let of_query: Vec<&Value> = parameters.iter().filter(|parameter| parameter["in"] == "query").collect();
        let required = of_query.iter().filter(|parameter| parameter["required"] == true);
        let query: Vec<String> = required
            .map(|parameter| match parameter["name"].as_str().unwrap() {
                "ref" => "ref=component:orders&ref=component:gateway".to_owned(),
                name @ ("root" | "from" | "to") => format!("{name}=component:orders"),
                "dry_run" => "dry_run=true".to_owned(),
                name => format!("{name}=orders"),
            })
            .collect();
        let asked = format!("{}?{}", address(path).replace("{id}", &event), query.join("&"));
        if method == "get" {
            let answer = portal.send_as(&admin, "GET", &asked, &Value::Null).await;
            assert_eq!(answer.status, StatusCode::OK, "{asked}");
        }
        if !path.starts_with("/api/") {
            continue;
        }
        let unknown = format!("{asked}&there_is_no_such_one=1");
        let answer = portal.send_as(&admin, &method.to_uppercase(), &unknown, &serde_json::json!({})).await;
        let (code, detail) = answer.problem(400);
        assert_eq!(code, "unknown_parameter", "{method} {path}");
        let taken = detail.rsplit("it takes ").next().unwrap();
        let names: Vec<&str> = of_query.iter().map(|parameter| parameter["name"].as_str().unwrap()).collect();
        let expected = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        assert_eq!(taken, expected, "{method} {path}");
    }
}
