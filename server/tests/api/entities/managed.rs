//! Entities that are kept in the portal.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use proptest::prop_assert;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use sextant_server::app::AppOptions;
use sextant_server::store::SourceSettings;
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

use crate::harness::{Answer, Portal, column, fresh_postgres_database};

const LEDGER: &str = "/api/v1/entities/component/default/ledger";
const ORDERS: &str = "/api/v1/entities/component/default/orders";
const TEXT: &str = "\
apiVersion: sextant.dev/v1
kind: Component
metadata:
  name: ledger
  description: Who owes what.
spec:
  type: service
  lifecycle: production
  owner: payments
  dependsOn: [resource:orders-db]
";

async fn send(
    portal: &Portal,
    token: &str,
    method: &str,
    address: &str,
    headers: &[(&str, &str)],
    text: &str,
) -> Answer {
    let request = Request::builder().method(method).uri(address).header("authorization", format!("Bearer {token}"));
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    portal.send(request.body(Body::from(text.to_owned())).unwrap()).await
}

async fn put(portal: &Portal, token: &str, address: &str, text: &str) -> Answer {
    send(portal, token, "PUT", address, &[("content-type", "application/yaml")], text).await
}

async fn an_entity_is_made_changed_and_let_go(options: AppOptions) {
    let portal = Portal::start_with(options).await;
    let admin = portal.token(&["admin"]).await;
    let made = put(&portal, &admin, LEDGER, TEXT).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text());
    assert_eq!(made.json()["created"], json!(["component:default/ledger"]));
    let shown = portal.json(LEDGER).await;
    assert_eq!((&shown["source"], &shown["owner"]), (&json!("managed"), &json!("group:default/payments")));
    let dependents = portal.json("/api/v1/entities/resource/default/orders-db").await["measures"]["dependents"].clone();
    assert_eq!(dependents, json!(2), "it is part of the graph");

    let again = put(&portal, &admin, LEDGER, TEXT).await.json();
    assert_eq!((&again["updated"], &again["revision"]), (&json!([]), &made.json()["revision"]), "nothing changed");
    let changed = put(&portal, &admin, LEDGER, &TEXT.replace("payments", "ghosts")).await.json();
    assert_eq!(changed["updated"], json!(["component:default/ledger"]));

    let audit = portal.json("/api/v1/audit").await;
    assert_eq!(column(&audit["items"], "action")[..2], ["edit", "edit"]);
    assert_eq!(column(&audit["items"], "actor")[..2], ["token:admin", "token:admin"]);

    let gone = send(&portal, &admin, "DELETE", LEDGER, &[], "").await;
    assert_eq!(gone.json()["deleted"], json!(["component:default/ledger"]));
    assert_eq!(portal.get(LEDGER).await.status, StatusCode::NOT_FOUND);
    let back = put(&portal, &admin, LEDGER, TEXT).await;
    assert_eq!(back.status, StatusCode::OK);
    let uid = portal.json(LEDGER).await["uid"].clone();
    assert_eq!(uid, shown["uid"], "what comes back is what it was");
}

#[tokio::test]
async fn an_entity_is_made_changed_and_let_go_on_sqlite() {
    an_entity_is_made_changed_and_let_go(AppOptions::default()).await;
}

#[tokio::test]
#[ignore = "needs PostgreSQL"]
async fn an_entity_is_made_changed_and_let_go_on_postgres() {
    let database_url = Some(fresh_postgres_database().await);
    an_entity_is_made_changed_and_let_go(AppOptions { database_url, ..AppOptions::default() }).await;
}

#[tokio::test]
async fn what_is_wrong_changes_nothing_and_is_told_with_its_place() {
    let portal = Portal::start().await;
    let admin = portal.token(&["admin"]).await;
    put(&portal, &admin, LEDGER, TEXT).await;
    let before = portal.json(LEDGER).await;
    for (text, status, code) in [
        (TEXT.replace("name: ledger", "name: [ledger"), 422, "descriptor_errors"),
        (TEXT.replace("name: ledger", "name: cart"), 400, "other_entity"),
        (format!("{TEXT}---\n{}", TEXT.replace("name: ledger", "name: cart")), 400, "other_entity"),
        (String::new(), 422, "descriptor_errors"),
        ("just words".to_owned(), 422, "descriptor_errors"),
        (format!("{TEXT}# {}", "x".repeat(2 << 20)), 413, "body_too_large"),
    ] {
        let answer = put(&portal, &admin, LEDGER, &text).await;
        assert_eq!(answer.problem(status).0, code);
        if text.contains("[ledger") {
            assert_eq!(answer.json()["diagnostics"][0]["severity"], "error");
            assert!(answer.json()["diagnostics"][0]["line"].as_u64().unwrap() >= 4, "{}", answer.text());
        }
    }
    let after = portal.json(LEDGER).await;
    for field in ["entity_revision", "descriptor"] {
        assert_eq!(after[field], before[field]);
    }
    let scorecard = "/api/v1/entities/scorecard/default/mine";
    let wrong = "kind: Scorecard\nmetadata: {name: mine}\nspec:\n  levels: [{name: gold}]\n  rules:\n  - id: a\n    title: A\n    \
                 level: gold\n    expression: entity.knd == 'x'\n";
    assert_eq!(put(&portal, &admin, scorecard, wrong).await.problem(422).0, "descriptor_errors");
}

#[tokio::test]
async fn what_a_file_describes_is_changed_there_and_added_to_here() {
    let portal = Portal::start().await;
    let admin = portal.token(&["admin"]).await;
    let tier =
        "kind: Component\nmetadata: {name: orders, labels: {tier: '1'}}\nspec: {tier: 1, lifecycle: experimental}\n";
    let (code, detail) = put(&portal, &admin, ORDERS, tier).await.problem(409);
    assert_eq!(code, "described_by_file");
    assert!(detail.contains("catalog-info.yaml of the source shop"), "{detail}");
    let added = put(&portal, &admin, &format!("{ORDERS}?overlay=true"), tier).await;
    assert_eq!(added.json()["updated"], json!(["component:default/orders"]), "{}", added.text());
    let shown = portal.json(ORDERS).await;
    assert_eq!(
        (&shown["tier"], &shown["lifecycle"]),
        (&json!(1), &json!("production")),
        "it adds, and replaces nothing"
    );
    assert_eq!(shown["source"], "shop");
    let of_tier = |descriptor: &Value| {
        let origins = descriptor["origins"].as_array().unwrap().clone();
        origins.into_iter().find(|origin| origin["field"] == "tier").unwrap()
    };
    let descriptor = portal.json(&format!("{ORDERS}/descriptor")).await;
    assert_eq!(of_tier(&descriptor)["source"], "managed-overlay", "who says it is told");
    let removed = send(&portal, &admin, "DELETE", ORDERS, &[], "").await;
    assert_eq!(removed.json()["updated"], json!(["component:default/orders"]));
    assert_eq!(portal.json(ORDERS).await["tier"], Value::Null);
    assert_eq!(send(&portal, &admin, "DELETE", ORDERS, &[], "").await.problem(404).0, "not_managed");
    let nothing = put(&portal, &admin, &format!("{LEDGER}?overlay=true"), TEXT).await;
    assert_eq!(nothing.problem(409).0, "nothing_to_add_to");
}

#[tokio::test]
async fn what_the_file_says_of_the_portals_own_sources_holds_from_the_first_write() {
    let settings = |priority| SourceSettings { priority, ..SourceSettings::default() };
    let sources = BTreeMap::from([("managed".to_owned(), settings(40)), ("managed-overlay".to_owned(), settings(60))]);
    let portal = Portal::start_with(AppOptions { sources, ..AppOptions::default() }).await;
    let admin = portal.token(&["admin"]).await;
    put(&portal, &admin, LEDGER, TEXT).await;
    let tier = "kind: Component\nmetadata: {name: orders}\nspec: {tier: 1}\n";
    put(&portal, &admin, &format!("{ORDERS}?overlay=true"), tier).await;
    assert_eq!(portal.json("/api/v1/sources/managed").await["priority"], 40);
    let overlay = portal.json("/api/v1/sources/managed-overlay").await;
    assert_eq!((&overlay["priority"], &overlay["overlay"]), (&json!(60), &json!(true)), "it is one whatever is said");
    assert_eq!(portal.json(ORDERS).await["tier"], 1);
}

#[tokio::test]
async fn nobody_overwrites_what_they_have_not_seen() {
    let portal = Portal::start().await;
    let admin = portal.token(&["admin"]).await;
    let first = put(&portal, &admin, LEDGER, TEXT).await.json()["revision"].as_u64().unwrap();
    put(&portal, &admin, LEDGER, &TEXT.replace("Who owes", "Who paid")).await;
    let seen = format!("\"{first}\"");
    let late = send(&portal, &admin, "PUT", LEDGER, &[("if-match", seen.as_str())], TEXT).await;
    assert_eq!(late.problem(412).0, "changed_meanwhile");
    let late = send(&portal, &admin, "DELETE", LEDGER, &[("if-match", seen.as_str())], "").await;
    assert_eq!(late.problem(412).0, "changed_meanwhile");
    let twice = send(&portal, &admin, "PUT", LEDGER, &[("if-none-match", "*")], TEXT).await;
    assert_eq!(twice.problem(412).0, "exists_already");
    let odd = send(&portal, &admin, "PUT", LEDGER, &[("if-match", "W/\"x\"")], TEXT).await;
    assert_eq!(odd.problem(400).0, "invalid_precondition");
    assert_eq!(portal.json(LEDGER).await["description"], "Who paid what.");
}

#[tokio::test]
async fn many_write_at_once_and_all_of_it_lands() {
    let portal = Arc::new(Portal::start().await);
    let admin = portal.token(&["admin"]).await;
    let mut writes = JoinSet::new();
    for number in 0..40 {
        let (portal, admin) = (Arc::clone(&portal), admin.clone());
        let text = TEXT.replace("name: ledger", &format!("name: ledger-{number}"));
        writes.spawn(async move { put(&portal, &admin, &format!("{LEDGER}-{number}"), &text).await.status });
    }
    while let Some(status) = writes.join_next().await {
        assert_eq!(status.unwrap(), StatusCode::OK);
    }
    assert_eq!(portal.json("/api/v1/entities?filter=source=managed").await["total"], 40);
}

#[test]
fn no_body_and_no_path_is_a_fault_of_ours() {
    let runtime = Runtime::new().unwrap();
    let portal = runtime.block_on(Portal::start());
    let admin = runtime.block_on(portal.token(&["admin"]));
    let text = "[ -~\n]{0,200}|((kind|metadata|spec|  name)(: .{0,20})?\n){0,5}";
    let path = ("[a-z.%/]{1,12}", "\\.\\.|%2e%2e|[a-zA-Z0-9%._-]{1,20}", text);
    let mut runner = TestRunner::new(Config::with_cases(256));
    let result = runner.run(&path, |(kind, name, text)| {
        let address = format!("/api/v1/entities/{kind}/default/{name}");
        if address.parse::<axum::http::Uri>().is_ok() {
            let answer = runtime.block_on(put(&portal, &admin, &address, &text));
            prop_assert!(!answer.status.is_server_error(), "{address}: {}", answer.text());
        }
        Ok(())
    });
    result.unwrap();
}
