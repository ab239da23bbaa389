//! Tokens: made, shown, used, ended.

use axum::http::StatusCode;
use serde_json::{Value, json};
use sextant_server::app::AppOptions;
use sextant_server::auth::Reading;

use crate::harness::{Answer, Portal, column};

async fn create(portal: &Portal, admin: &str, body: &Value) -> Answer {
    portal.send_as(admin, "POST", "/api/v1/tokens", body).await
}

#[tokio::test]
async fn a_token_is_shown_once_listed_used_and_ended() {
    let portal = Portal::start().await;
    let admin = portal.token(&["admin"]).await;
    let answer = create(&portal, &admin, &json!({ "name": "ci", "scopes": ["push:shop", "events"] })).await;
    assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::CREATED, "no-store"));
    let created = answer.json();
    let secret = created["secret"].as_str().unwrap();
    assert!(secret.starts_with("sxt_") && secret.len() == 47, "it is recognised as one");
    assert_eq!(created["token"]["scopes"], json!(["push:shop", "events"]));
    assert!(created["token"]["expires_at"].is_string(), "it does not hold for ever unless that is said");

    let me = portal.send_as(secret, "GET", "/api/v1/me", &Value::Null).await;
    assert_eq!((me.status, me.json()["name"].as_str()), (StatusCode::OK, Some("ci")));
    portal.app.auth().journal().flush().await;
    let listed = portal.send_as(&admin, "GET", "/api/v1/tokens", &Value::Null).await;
    assert!(!listed.text().contains(&secret[4..]), "no secret is told again");
    let ci = listed.json()["items"][0].clone();
    assert_eq!((&ci["name"], &ci["state"]), (&json!("ci"), &json!("active")));
    assert!(ci["last_used_at"].is_string());
    assert!(ci["created_by"].as_str().unwrap().starts_with("token:admin"));

    let again = create(&portal, &admin, &json!({ "name": "ci" })).await;
    assert_eq!(again.problem(409).0, "token_exists");
    let ended = portal.send_as(&admin, "DELETE", "/api/v1/tokens/ci", &Value::Null).await;
    assert_eq!((ended.status, &ended.json()["state"]), (StatusCode::OK, &json!("revoked")));
    let me = portal.send_as(secret, "GET", "/api/v1/me", &Value::Null).await;
    assert_eq!(me.problem(401).0, "token_revoked");
    let gone = portal.send_as(&admin, "DELETE", "/api/v1/tokens/ci", &Value::Null).await;
    assert_eq!(gone.problem(404).0, "token_not_found");
    let next = create(&portal, &admin, &json!({ "name": "ci", "expires_in": "never" })).await;
    assert_eq!(next.status, StatusCode::CREATED, "its name is free again");

    portal.app.auth().journal().flush().await;
    let audit = portal.json("/api/v1/audit").await;
    let actions = column(&audit["items"], "action");
    for action in ["create-token", "revoke-token", "refuse"] {
        assert!(actions.contains(&action), "{actions:?}");
    }
    assert!(!audit.to_string().contains(&secret[4..]), "no secret is written down");
}

#[tokio::test]
async fn what_makes_no_sense_makes_no_token() {
    let portal = Portal::start().await;
    let admin = portal.token(&["admin"]).await;
    for (body, code) in [
        (json!({ "name": "a b" }), "invalid_token_name"),
        (json!({ "name": "" }), "invalid_token_name"),
        (json!({ "name": "ci", "scopes": ["write"] }), "invalid_body"),
        (json!({ "name": "ci", "scopes": ["push:../shop"] }), "invalid_body"),
        (json!({ "name": "ci", "expires_in": "soon" }), "invalid_body"),
        (json!({ "name": "ci", "scope": "admin" }), "invalid_body"),
        (json!([]), "invalid_body"),
    ] {
        assert_eq!(create(&portal, &admin, &body).await.problem(400).0, code, "{body}");
    }
    let listed = portal.send_as(&admin, "GET", "/api/v1/tokens", &Value::Null).await.json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn where_reading_is_guarded_it_takes_a_token() {
    let portal = Portal::start_with(AppOptions { reading: Reading::Guarded, ..AppOptions::default() }).await;
    let reader = portal.token(&[]).await;
    for address in ["/api/v1/entities", "/api/v1/audit", "/api/v1/openapi.json", "/metrics"] {
        let answer = portal.get(address).await;
        assert_eq!(answer.header("www-authenticate"), "Bearer realm=\"sextant\"");
        assert_eq!(answer.problem(401).0, "unauthenticated", "{address}");
        assert_eq!(portal.send_as(&reader, "GET", address, &Value::Null).await.status, StatusCode::OK, "{address}");
    }
    for address in ["/healthz", "/readyz"] {
        assert_eq!(portal.get(address).await.status, StatusCode::OK, "{address}");
    }
    let dry_run = "/api/v1/sources/shop/descriptors?dry_run=true";
    let files = json!({ "files": [] });
    assert_eq!(portal.send_as(&reader, "POST", dry_run, &files).await.problem(403).0, "forbidden");
    let rehearsing = portal.token(&["dry-run"]).await;
    assert_eq!(portal.send_as(&rehearsing, "POST", dry_run, &files).await.status, StatusCode::OK);
}
