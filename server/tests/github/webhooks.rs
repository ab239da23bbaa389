//! What GitHub tells as it happens.

use std::io::Read;

use flate2::read::GzDecoder;
use serde_json::{Value, json};
use sextant_server::store::EventFilter;

use crate::fake::{Fake, FakeRepository};
use crate::portal::Portal;

/// Every payload that GitHub publishes of the events that matter here, with its event.
const PAYLOADS: &[u8] = include_bytes!("fixtures/payloads.ndjson.gz");

fn payloads() -> Vec<(String, Value)> {
    let mut text = String::new();
    GzDecoder::new(PAYLOADS).read_to_string(&mut text).unwrap();
    let read = |line: &str| {
        let mut line: Value = serde_json::from_str(line).unwrap();
        (line["event"].as_str().unwrap().to_owned(), line["payload"].take())
    };
    text.lines().map(read).collect()
}

async fn start() -> (Fake, Portal) {
    let fake = Fake::start((1..=3).map(|id| FakeRepository::component(id, &format!("service-{id}"))).collect()).await;
    let portal = Portal::start(&fake, &json!({})).await;
    portal.synced(None).await;
    fake.requests();
    (fake, portal)
}

/// The part of every payload that names a repository.
fn repository(fake: &Fake, id: u64) -> Value {
    let name = format!("service-{id}");
    json!({
        "id": id, "name": name, "full_name": format!("acme/{name}"), "default_branch": "main",
        "html_url": format!("{}/acme/{name}", fake.address()), "owner": { "login": "acme" },
    })
}

fn push(fake: &Fake, id: u64, path: &str) -> Value {
    let head = fake.state().repositories.iter().find(|repository| repository.id == id).unwrap().head();
    json!({
        "ref": "refs/heads/main", "after": head, "repository": repository(fake, id),
        "commits": [{ "id": head, "added": [], "removed": [], "modified": [path] }],
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn every_published_payload_is_taken() {
    let (_fake, portal) = start().await;
    let all = payloads();
    assert!(all.len() >= 150, "{}", all.len());
    for (number, (event, mut payload)) in all.into_iter().enumerate() {
        assert_eq!(portal.deliver(&event, &format!("as-it-is-{number}"), &payload).await, 202, "{event}");
        // The same of an owner that is read.
        payload["organization"] = json!({ "login": "acme" });
        assert_eq!(portal.deliver(&event, &format!("of-acme-{number}"), &payload).await, 202, "{event}");
    }
    portal.until(async || portal.app.store().read().await.unwrap().open_deliveries(1).await.unwrap().is_empty()).await;
    assert_eq!(portal.entities(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_reads_the_repository_that_it_names_and_no_other() {
    let (fake, portal) = start().await;
    let changed = crate::fake::component("service-2").replace("name: service-2", "name: ledger");
    fake.state().repositories[1].put("catalog-info.yaml", &changed);
    let payload = push(&fake, 2, "catalog-info.yaml");
    assert_eq!(portal.deliver("push", "one", &payload).await, 202);
    portal.until(async || portal.has("component:default/ledger")).await;
    let asked = fake.paths();
    assert!(asked.len() <= 5, "{asked:?}");
    assert!(asked.iter().all(|path| !path.contains("service-1") && !path.contains("service-3")), "{asked:?}");

    assert_eq!(portal.deliver("push", "one", &payload).await, 202, "the same again");
    assert_eq!(portal.deliver("push", "two", &push(&fake, 2, "src/main.rs")).await, 202, "nothing that matters");
    let feature = json!({ "ref": "refs/heads/feature", "repository": repository(&fake, 2), "commits": [] });
    assert_eq!(portal.deliver("push", "three", &feature).await, 202);
    let hints = portal.app.store().read().await.unwrap().repository_hints("acme").await.unwrap();
    assert!(hints.is_empty() && fake.requests() == 0, "{hints:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn deliveries_out_of_order_leave_what_the_branch_has() {
    let (fake, portal) = start().await;
    let mut older = push(&fake, 1, "catalog-info.yaml");
    older["after"] = json!("0123456789012345678901234567890123456789");
    let changed = crate::fake::component("service-1").replace("type: service", "type: website");
    fake.state().repositories[0].put("catalog-info.yaml", &changed);
    assert_eq!(portal.deliver("push", "newer", &push(&fake, 1, "catalog-info.yaml")).await, 202);
    let is_website = async || {
        let live = portal.app.cell().load();
        let record = live.get(&"component:default/service-1".parse().unwrap()).unwrap();
        record.entity_type.as_deref() == Some("website")
    };
    portal.until(is_website).await;
    assert_eq!(portal.deliver("push", "older", &older).await, 202);
    portal
        .until(async || portal.app.store().read().await.unwrap().repository_hints("acme").await.unwrap().is_empty())
        .await;
    portal.caught_up().await;
    assert!(is_website().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_repository_is_found_when_github_tells_of_it() {
    let (fake, portal) = start().await;
    fake.state().repositories.push(FakeRepository::component(9, "service-9"));
    let payload = json!({ "action": "created", "repository": repository(&fake, 9) });
    assert_eq!(portal.deliver("repository", "new", &payload).await, 202);
    portal.until(async || portal.has("component:default/service-9")).await;
    fake.state().repositories.retain(|repository| repository.id != 9);
    let payload = json!({ "action": "deleted", "repository": repository(&fake, 9) });
    assert_eq!(portal.deliver("repository", "gone", &payload).await, 202);
    portal.until(async || !portal.has("component:default/service-9")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn deployments_and_merges_are_events_of_the_component_once() {
    let (fake, portal) = start().await;
    let deployed = json!({
        "action": "created", "repository": repository(&fake, 3),
        "deployment": { "id": 7, "sha": "f95f852bd8fca8fcc58a9a2d6c842781e32a215e", "ref": "v1.2.0", "environment": "production" },
        "deployment_status": { "state": "success", "updated_at": "2026-03-01T12:00:00Z" },
    });
    let merged = json!({
        "action": "closed", "repository": repository(&fake, 3),
        "pull_request": { "number": 3, "title": "Faster", "merged": true, "merged_at": "2026-03-01T11:00:00Z",
            "base": { "ref": "main" }, "html_url": "https://github.example/acme/service-3/pull/3" },
    });
    for _ in 0..2 {
        assert_eq!(portal.deliver("deployment_status", "d-1", &deployed).await, 202);
        assert_eq!(portal.deliver("pull_request", "p-1", &merged).await, 202);
    }
    let events = async || {
        let mut tx = portal.app.store().read().await.unwrap();
        tx.events_before(&EventFilter::default(), None, 10).await.unwrap()
    };
    portal.until(async || events().await.len() >= 2).await;
    let told: Vec<(String, String, String)> =
        events().await.into_iter().map(|event| (event.kind, event.entity_ref, event.title)).collect();
    let of = |kind: &str, title: &str| (kind.to_owned(), "component:default/service-3".to_owned(), title.to_owned());
    assert_eq!(
        told,
        [of("deployment", "Deployed version v1.2.0 to production"), of("change", "Change merged: #3 Faster")]
    );
    assert_eq!(fake.requests(), 0);
}
