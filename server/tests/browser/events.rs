//! What happened, as people read it.

use serde_json::{Value, json};

use crate::harness::{Portal, answers};

const PAGE: &str = "/catalog/component/default/orders";

fn event(id: &str, what: &str, time: &str, content: &Value, outcome: &str) -> Value {
    json!({
        "specversion": "1.0", "id": id, "source": "https://ci.example.com/orders/a-rather-long-address-of-a-pipeline",
        "type": format!("dev.cdevents.{what}.0.3.0"), "time": time, "sextantentity": "component:default/orders",
        "data": {"subject": {"id": "INC-7", "content": content}, "customData": {"outcome": outcome}}
    })
}

/// The company, of which a few things were told.
fn told() -> Portal {
    let portal = Portal::start();
    let production = json!({"environment": {"id": "production"}, "artifactId": "pkg:oci/orders@1?tag=1.2.3",
        "description": "Nobody can order", "uri": "https://ci.example.com/7", "pipelineName": "main"});
    portal.tell(&json!([
        event("1", "service.deployed", "2026-11-01T09:30:00Z", &production, "success"),
        event("2", "service.deployed", "2026-11-02T09:30:00Z", &production, "failure"),
        event("3", "service.rolledback", "2026-11-03T09:30:00Z", &production, ""),
        event("4", "pipelinerun.finished", "2026-11-04T09:30:00Z", &production, "cancelled"),
        event("5", "incident.detected", "2026-11-05T09:30:00Z", &production, ""),
    ]));
    portal
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn the_tab_tells_what_happened() {
    let portal = told();
    let expected = [
        "What happened",
        "Deployed version 1.2.3 to production",
        "Rolled back to version 1.2.3 in production",
        "Pipeline was cancelled: main",
        "Incident detected in production: Nobody can order",
        "What changed",
    ];
    answers(&portal, "events-tab", &format!("{PAGE}?tab=activity"), &expected, None).await;
    let expected = ["Deploying version 1.2.3 to production failed", "Failed"];
    answers(&portal, "events-deployments", &format!("{PAGE}?tab=activity&kind=deployment"), &expected, None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn the_overview_tells_what_runs_and_what_is_broken() {
    let portal = told();
    let expected = ["1 open incident", "Nobody can order", "Last deployed", "Rolled back to version 1.2.3,"];
    answers(&portal, "events-overview", PAGE, &expected, None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn activity_shows_what_happened_to_all() {
    let portal = told();
    let expected = ["Wednesday, 4 November 2026", "Pipeline was cancelled: main", "orders", "Download CSV", "Narrow"];
    answers(&portal, "events", "/activity?show=events", &expected, None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn where_nothing_was_told_there_is_a_line_to_copy() {
    let portal = Portal::start();
    let expected = ["No deployment, build or incident has been told of it", "sextant event deployment"];
    answers(&portal, "events-none", &format!("{PAGE}?tab=activity"), &expected, None).await;
    answers(&portal, "events-nothing", "/activity?show=events", &["Nothing has been told yet"], None).await;
}
