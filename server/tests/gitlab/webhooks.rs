//! What GitLab tells as it happens.

use axum::body::Body;
use axum::http::Request;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::hmac;
use serde_json::{Value, json};
use sextant_server::store::{AuditFilter, EventFilter};

use crate::fake::{Fake, FakeProject};
use crate::portal::{Portal, SECRET};

/// Payloads that GitLab publishes, of every event that matters here and of some that do not.
const PAYLOADS: &str = include_str!("fixtures/payloads.json");

fn published(name: &str) -> Value {
    serde_json::from_str::<Value>(PAYLOADS).unwrap()[name].take()
}

async fn start() -> (Fake, Portal) {
    let fake = Fake::with_components(3).await;
    let portal = Portal::start(&fake, &json!({})).await;
    portal.synced(None).await;
    fake.requests();
    (fake, portal)
}

/// The part of every payload that names a project.
fn project(fake: &Fake, id: u64) -> Value {
    let path = fake.state().project(id).path.clone();
    json!({
        "id": id, "name": path, "path_with_namespace": path, "default_branch": "main",
        "web_url": format!("{}/{path}", fake.address()),
    })
}

/// What GitLab publishes of an event, of this project.
fn of(fake: &Fake, name: &str, id: u64) -> Value {
    let mut payload = published(name);
    payload["project"] = project(fake, id);
    payload["project_id"] = json!(id);
    for (name, value) in [("target_branch", "main"), ("ref", "main")] {
        if payload.pointer(&format!("/object_attributes/{name}")).is_some() {
            payload["object_attributes"][name] = json!(value);
        }
    }
    payload
}

fn push(fake: &Fake, id: u64, path: &str) -> Value {
    let mut payload = of(fake, "push", id);
    let head = fake.state().project(id).head();
    payload["ref"] = json!("refs/heads/main");
    payload["after"] = json!(head);
    payload["commits"] = json!([{ "id": head, "added": [], "removed": [], "modified": [path] }]);
    payload["total_commits_count"] = json!(1);
    payload
}

async fn is_quiet(portal: &Portal) -> bool {
    let mut tx = portal.app.store().read().await.unwrap();
    tx.repository_hints("acme").await.unwrap().is_empty() && tx.open_deliveries(1).await.unwrap().is_empty()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_published_payload_is_taken() {
    let (_fake, portal) = start().await;
    let all: Value = serde_json::from_str(PAYLOADS).unwrap();
    let all = all.as_object().unwrap();
    assert!(all.len() >= 20, "{}", all.len());
    for (name, payload) in all {
        assert_eq!(portal.deliver(name, payload).await, 202, "{name}");
    }
    portal.until(async || is_quiet(&portal).await).await;
    assert_eq!(portal.entities(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_reads_the_project_that_it_names_and_no_other() {
    let (fake, portal) = start().await;
    let changed = crate::fake::component("service-002").replace("name: service-002", "name: ledger");
    fake.state().project(2).put("catalog-info.yaml", &changed);
    let payload = push(&fake, 2, "catalog-info.yaml");
    assert_eq!(portal.deliver("one", &payload).await, 202);
    portal.until(async || portal.has("component:default/ledger")).await;
    portal.until(async || is_quiet(&portal).await).await;
    let asked = fake.paths();
    assert_eq!(asked.len(), 3, "the project, its tree and what changed: {asked:?}");
    assert!(asked.iter().all(|path| !path.contains("projects/1/") && !path.contains("projects/3/")), "{asked:?}");

    assert_eq!(portal.deliver("one", &payload).await, 202, "the same again");
    assert_eq!(portal.deliver("two", &push(&fake, 2, "src/main.rs")).await, 202, "nothing that matters");
    let mut feature = push(&fake, 2, "catalog-info.yaml");
    feature["ref"] = json!("refs/heads/feature");
    assert_eq!(portal.deliver("three", &feature).await, 202);
    let mut elsewhere = push(&fake, 2, "catalog-info.yaml");
    elsewhere["project"]["path_with_namespace"] = json!("others/orders");
    assert_eq!(portal.deliver("four", &elsewhere).await, 202, "of a project that is none of the source's");
    assert!(is_quiet(&portal).await && fake.requests() == 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn deliveries_out_of_order_leave_what_the_branch_has() {
    let (fake, portal) = start().await;
    let mut older = push(&fake, 1, "catalog-info.yaml");
    older["after"] = json!("0123456789012345678901234567890123456789");
    let changed = crate::fake::component("service-001").replace("type: service", "type: website");
    fake.state().project(1).put("catalog-info.yaml", &changed);
    assert_eq!(portal.deliver("newer", &push(&fake, 1, "catalog-info.yaml")).await, 202);
    let is_website = async || {
        let live = portal.app.cell().load();
        let record = live.get(&"component:default/service-001".parse().unwrap()).unwrap();
        record.entity_type.as_deref() == Some("website")
    };
    portal.until(is_website).await;
    assert_eq!(portal.deliver("older", &older).await, 202);
    portal.until(async || is_quiet(&portal).await).await;
    portal.caught_up().await;
    assert!(is_website().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn projects_come_move_and_go_when_gitlab_tells_of_it() {
    let (fake, portal) = start().await;
    fake.state().projects.push(FakeProject::component(9, "service-009"));
    let mut created = published("project_create");
    (created["project_id"], created["path_with_namespace"]) = (json!(9), json!("acme/service-009"));
    assert_eq!(portal.deliver("new", &created).await, 202);
    portal.until(async || portal.has("component:default/service-009")).await;

    fake.state().project(9).path = "acme/team/ledger".to_owned();
    let mut renamed = published("project_rename");
    renamed["project_id"] = json!(9);
    (renamed["path_with_namespace"], renamed["old_path_with_namespace"]) =
        (json!("acme/team/ledger"), json!("acme/service-009"));
    assert_eq!(portal.deliver("renamed", &renamed).await, 202);
    let is_moved = async || {
        let locations = portal.app.store().read().await.unwrap().locations().await.unwrap();
        locations.iter().any(|location| location.address.ends_with("/acme/team/ledger"))
    };
    portal.until(is_moved).await;
    assert!(portal.has("component:default/service-009"));

    fake.state().projects.retain(|project| project.id != 9);
    let mut destroyed = published("project_destroy");
    (destroyed["project_id"], destroyed["path_with_namespace"]) = (json!(9), json!("acme/team/ledger"));
    assert_eq!(portal.deliver("gone", &destroyed).await, 202);
    portal.until(async || !portal.has("component:default/service-009")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_is_an_event_of_the_component_once() {
    let (fake, portal) = start().await;
    let mut merged = of(&fake, "merge_request", 3);
    merged["object_attributes"]["action"] = json!("merge");
    let mut pipeline = of(&fake, "pipeline", 3);
    pipeline["object_attributes"]["source"] = json!("push");
    // Current versions tell where it was deployed from, which is the branch as a rule.
    let mut deployed = of(&fake, "deployment", 3);
    deployed["ref"] = json!("main");
    let told = [("d", deployed), ("m", merged), ("p", pipeline), ("r", of(&fake, "release", 3))];
    for _ in 0..2 {
        for (id, payload) in &told {
            assert_eq!(portal.deliver(id, payload).await, 202, "{id}");
        }
    }
    let events = async || {
        let mut tx = portal.app.store().read().await.unwrap();
        tx.events_before(&EventFilter::default(), None, 20).await.unwrap()
    };
    portal.until(async || events().await.len() >= told.len() && is_quiet(&portal).await).await;
    let mut told: Vec<(String, String)> = events().await.into_iter().map(|event| (event.kind, event.title)).collect();
    told.sort();
    let of = |kind: &str, title: &str| (kind.to_owned(), title.to_owned());
    assert_eq!(
        told,
        [
            of("build", "Pipeline succeeded: Pipeline for branch: master"),
            of("change", "Change merged: !1 MS-Viewport"),
            of("deployment", "Deployed version 279484c0 to staging"),
            of("release", "Published version v1.1"),
        ]
    );
    let activity = portal.get("/api/v1/entities/component/default/service-003/events").await;
    assert!(activity.contains("MS-Viewport"), "{activity}");
    assert_eq!(fake.requests(), 0);
}

fn delivery(headers: &[(&str, &str)], body: &str) -> Request<Body> {
    let request = headers
        .iter()
        .fold(Request::post("/webhooks/gitlab/acme"), |request, (name, value)| request.header(*name, *value));
    request.body(Body::from(body.to_owned())).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_know_the_secret_is_refused_and_noted() {
    let (fake, portal) = start().await;
    let body = push(&fake, 1, "catalog-info.yaml").to_string();
    let key = ("idempotency-key", "one");
    for token in [None, Some(""), Some("wrong"), Some(&SECRET[1..])] {
        let headers: Vec<(&str, &str)> =
            token.map(|token| ("x-gitlab-token", token)).into_iter().chain([key]).collect();
        assert_eq!(portal.send(delivery(&headers, &body)).await.status(), 401, "{token:?}");
    }
    assert!(is_quiet(&portal).await && fake.requests() == 0);
    portal.app.auth().journal().flush().await;
    let noted = portal.app.store().read().await.unwrap().audit_before(&AuditFilter::default(), None, 20).await.unwrap();
    assert!(format!("{noted:?}").contains("POST /webhooks/gitlab/acme"), "{noted:?}");

    let known = ("x-gitlab-token", SECRET);
    for (headers, body) in [
        (vec![known], body.as_str()),
        (vec![known, key], "[1]"),
        (vec![known, key], "{}"),
        (vec![known, key], "no JSON"),
    ] {
        assert_eq!(portal.send(delivery(&headers, body)).await.status(), 400, "{body}");
    }
    assert_eq!(portal.send(delivery(&[known, key], &body)).await.status(), 202);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signed_delivery_counts_once_whatever_else_is_said_of_it() {
    let fake = Fake::with_components(1).await;
    let signing = [7_u8; 32];
    let portal = Portal::with_webhook_secret(&fake, &format!("whsec_{}", STANDARD.encode(signing))).await;
    portal.synced(None).await;
    fake.requests();
    let body = push(&fake, 1, "catalog-info.yaml").to_string();
    let now = jiff::Timestamp::now().as_second().to_string();
    let sign = |id: &str, timestamp: &str| {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &signing);
        let tag = hmac::sign(&key, format!("{id}.{timestamp}.{body}").as_bytes());
        format!("v1,{}", STANDARD.encode(tag.as_ref()))
    };
    let signature = sign("m-1", &now);
    let signed = |other: &'static str| {
        let headers = [
            ("webhook-id", "m-1"),
            ("webhook-timestamp", now.as_str()),
            ("webhook-signature", signature.as_str()),
            ("idempotency-key", other),
        ];
        delivery(&headers, &body)
    };
    assert_eq!(portal.send(signed("a")).await.status(), 202);
    assert_eq!(portal.send(signed("b")).await.status(), 202);
    portal.until(async || is_quiet(&portal).await).await;
    assert_eq!(fake.requests(), 1, "it stands where it stood, and was looked at once");
    let old = sign("m-2", "1700000000");
    for headers in [
        vec![("webhook-id", "m-2"), ("webhook-timestamp", &*now), ("webhook-signature", &*signature)],
        vec![("webhook-id", "m-2"), ("webhook-timestamp", "1700000000"), ("webhook-signature", &*old)],
        vec![("idempotency-key", "c"), ("x-gitlab-token", SECRET)],
    ] {
        assert_eq!(portal.send(delivery(&headers, &body)).await.status(), 401, "{headers:?}");
    }
}
