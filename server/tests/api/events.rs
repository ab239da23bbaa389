//! What happened, as CI tells it and as clients ask.

use axum::body::Body;
use axum::http::Request;
use axum::http::request::Builder;
use serde_json::{Value, json};

use crate::harness::{Answer, Portal, column};

const EVENTS: &str = "/api/v1/events";
const OF_ORDERS: &str = "/api/v1/entities/component/default/orders/events";
const BATCH: &str = "application/cloudevents-batch+json";

/// A portal, and a pipeline with a token for it.
struct Pipeline {
    portal: Portal,
    token: String,
}

impl Pipeline {
    async fn start() -> Self {
        let portal = Portal::start().await;
        let token = portal.token(&["events"]).await;
        Self { portal, token }
    }

    async fn send(&self, content_type: &str, body: impl Into<Body>) -> Answer {
        self.post(Request::post(EVENTS).header("content-type", content_type), body).await
    }

    async fn post(&self, request: Builder, body: impl Into<Body>) -> Answer {
        let request = request.header("authorization", format!("Bearer {}", self.token));
        self.portal.send(request.body(body.into()).unwrap()).await
    }

    async fn batch(&self, events: &Value) -> Answer {
        self.send(BATCH, events.to_string()).await
    }
}

fn deployed(id: &str, time: &str, subject: &str) -> Value {
    json!({
        "specversion": "1.0", "id": id, "source": "https://ci.example.com/orders", "subject": subject, "time": time,
        "type": "dev.cdevents.service.deployed.0.2.0",
        "data": {
            "context": {"version": "0.4.1", "id": id, "source": "/ci", "type": "dev.cdevents.service.deployed.0.2.0"},
            "subject": {"id": subject, "type": "service", "content": {
                "environment": {"id": "production"}, "artifactId": "pkg:oci/orders@sha256%3A0f?tag=1.2.3"
            }}
        }
    })
}

#[tokio::test]
async fn every_mode_of_cloudevents_is_taken_and_shown() {
    let ci = Pipeline::start().await;
    let one = deployed("1", "2026-11-20T09:30:00Z", "component:default/orders");
    assert_eq!(
        ci.send("application/cloudevents+json; charset=utf-8", one.to_string()).await.json(),
        json!({"accepted": 1, "duplicates": 0})
    );
    let two = deployed("2", "2026-11-20T09:31:00Z", "Orders");
    assert_eq!(ci.batch(&json!([one, two])).await.json(), json!({"accepted": 1, "duplicates": 1}));
    assert_eq!(ci.send("application/json", json!([one, two]).to_string()).await.json()["duplicates"], 2);
    let binary = Request::post(EVENTS)
        .header("content-type", "application/json")
        .header("ce-specversion", "1.0")
        .header("ce-id", "3")
        .header("ce-source", "/ci")
        .header("ce-type", "dev.cdevents.pipelinerun.finished.0.2.0")
        .header("ce-time", "2026-11-20T09:32:00Z")
        .header("ce-sextantentity", "orders");
    let run = r#"{"subject": {"id": "run-7", "content": {"pipelineName": "main", "outcome": "failure"}}}"#;
    assert_eq!(ci.post(binary, run).await.json()["accepted"], 1);

    let shown = ci.portal.json(OF_ORDERS).await;
    assert_eq!(column(&shown["items"], "event_id"), ["3", "2", "1"]);
    assert_eq!(column(&shown["items"], "kind"), ["build", "deployment", "deployment"]);
    assert_eq!(shown["items"][0]["title"], "Pipeline failed: main");
    assert_eq!(shown["deployed"][0]["version"], "1.2.3");
    assert_eq!(shown["open_incidents"], json!([]));
    let builds = ci.portal.json("/api/v1/events?kind=build&entity=component:orders").await;
    assert_eq!(column(&builds["items"], "event_id"), ["3"]);
    let whole = ci.portal.get(&format!("/api/v1/events/{}", shown["items"][2]["id"].as_str().unwrap())).await;
    assert_eq!(whole.header("content-type"), "application/cloudevents+json");
    assert_eq!(whole.json(), one);
}

#[tokio::test]
async fn an_entity_is_found_by_reference_alias_and_repository() {
    let ci = Pipeline::start().await;
    let cart = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: cart\n  annotations:\n    \
        datadoghq.com/service-name: basket\n    backstage.io/source-location: url:https://github.com/acme/cart/\nspec:\n  \
        type: service\n  lifecycle: production\n  owner: payments\n";
    ci.portal.save("cart/catalog-info.yaml", cart).await;
    let event = |id: &str, subject: &str, source: &str| json!({"specversion": "1.0", "id": id, "source": source, "type": "com.example.seen", "subject": subject});
    let by_repository = event("1", "7", "https://github.com/acme/cart/actions/runs/7");
    let by_title = event("2", "Order desk", "/ci");
    let both = ci.batch(&json!([by_repository, by_title])).await;
    assert_eq!(both.json(), json!({"accepted": 2, "duplicates": 0}));
    let shown = ci.portal.json("/api/v1/events").await;
    let mut found: Vec<(&str, &str)> =
        column(&shown["items"], "event_id").into_iter().zip(column(&shown["items"], "ref")).collect();
    found.sort_unstable();
    assert_eq!(found, [("1", "component:default/cart"), ("2", "component:default/orders")]);
}

#[tokio::test]
async fn one_wrong_event_keeps_all_of_them_out() {
    let ci = Pipeline::start().await;
    let good = deployed("1", "2026-11-20T09:30:00Z", "orders");
    let unknown = deployed("2", "2026-11-20T09:30:00Z", "component:default/ordres");
    let mut early = deployed("3", "2999-01-01T00:00:00Z", "orders");
    let answer = ci.batch(&json!([good, unknown, early, {"specversion": "1.0"}])).await;
    assert_eq!(answer.problem(422).0, "invalid_events");
    let problems = answer.json()["items"].clone();
    assert_eq!(column(&problems, "field"), ["id", "source", "type"], "what no event says comes first");
    assert!(problems.as_array().unwrap().iter().all(|problem| problem["index"] == 3), "{problems}");

    let answer = ci.batch(&json!([good, unknown, early])).await;
    let problems = answer.json()["items"].clone();
    assert_eq!(column(&problems, "field"), ["subject", "time"]);
    assert_eq!((&problems[0]["index"], &problems[1]["index"]), (&json!(1), &json!(2)));
    assert!(problems[0]["help"].as_str().unwrap().contains("did you mean component:default/orders"), "{problems}");
    assert_eq!(ci.portal.json(EVENTS).await["items"], json!([]));

    early["time"] = Value::Null;
    early["sextantentity"] = json!("component:default/nobody");
    let detail = ci.batch(&json!([early])).await.problem(422).1;
    assert!(detail.contains("sextantentity") && detail.contains("nothing was written"), "{detail}");
}

#[tokio::test]
async fn what_is_no_event_is_told_by_code() {
    let ci = Pipeline::start().await;
    assert_eq!(ci.send("application/json", "{").await.problem(400).0, "malformed_events");
    assert_eq!(ci.send(BATCH, "{}").await.problem(400).0, "malformed_events");
    assert_eq!(ci.send("text/plain", "x").await.problem(415).0, "unsupported_media_type");
    let many: Vec<Value> = (0..1_001).map(|_| json!({})).collect();
    assert_eq!(ci.batch(&json!(many)).await.problem(413).0, "too_many_events");
    assert_eq!(ci.send(BATCH, vec![b' '; (8 << 20) + 1]).await.problem(413).0, "body_too_large");
    assert_eq!(ci.portal.problem(400, "/api/v1/events?kind=party").await.0, "invalid_parameter");
    assert_eq!(ci.portal.problem(400, "/api/v1/events?cursor=zz").await.0, "invalid_cursor");
    assert_eq!(ci.portal.problem(400, "/api/v1/events?limit=0").await.0, "invalid_limit");
    assert_eq!(ci.portal.problem(404, "/api/v1/events?entity=component:nobody").await.0, "entity_not_found");
    assert_eq!(ci.portal.problem(404, "/api/v1/events/0").await.0, "event_not_found");
    assert_eq!(ci.portal.problem(404, "/api/v1/entities/component/default/nobody/events").await.0, "entity_not_found");
}

#[tokio::test]
async fn no_cell_of_the_table_runs_in_a_spreadsheet() {
    let ci = Pipeline::start().await;
    let mut event = deployed("1", "2026-11-20T09:30:00Z", "orders");
    event["type"] = json!("=HYPERLINK(1)");
    event["data"] = json!({"title": "@SUM(1)", "version": "+1", "environment": "-1"});
    assert_eq!(ci.batch(&json!([event])).await.status, 200);
    let table = ci.portal.get("/api/v1/events.csv").await;
    assert_eq!(table.header("content-type"), "text/csv; charset=utf-8");
    let text = table.text();
    assert!(
        text.starts_with("happened_at,kind,outcome,ref,environment,version,title,url,incident,source,type,actor\r\n")
    );
    assert!(text.contains("component:default/orders,'-1,'+1,'@SUM(1),,,"), "{text}");
    assert!(text.contains("'=HYPERLINK(1)"), "{text}");
}

#[tokio::test]
async fn who_sent_what_is_written_down_and_nobody_else_sends() {
    let ci = Pipeline::start().await;
    let event = deployed("1", "2026-11-20T09:30:00Z", "orders");
    assert_eq!(ci.batch(&json!([event])).await.status, 200);
    let audit = ci.portal.json("/api/v1/audit?limit=1").await;
    let entry = &audit["items"][0];
    assert_eq!(
        (&entry["actor"], &entry["action"], &entry["subject"]),
        (&json!("token:events"), &json!("push"), &json!("events"))
    );
    assert_eq!(entry["detail"], json!({"accepted": 1, "duplicates": 0}));
    assert!(entry["revision"].is_u64(), "rules read deployments");
    assert_eq!(ci.portal.json(EVENTS).await["items"][0]["actor"], "token:events");

    let other = ci.portal.token(&["facts", "push:shop"]).await;
    let answer = ci.portal.send_as(&other, "POST", EVENTS, &event).await;
    assert_eq!(answer.problem(403).0, "forbidden");
    let nobody = Request::post(EVENTS).header("content-type", BATCH).body(Body::from("[]")).unwrap();
    assert_eq!(ci.portal.send(nobody).await.problem(401).0, "unauthenticated");
}
