use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use sextant_server::api::{self, ApiState, Readiness};
use sextant_server::portal::CatalogPortal;
use sextant_server::sources::forge::webhook::Webhooks;
use sextant_server::sources::push::Pushes;
use sextant_server::telemetry::install_metrics;
use tokio::sync::Semaphore;
use tower::ServiceExt;

use crate::harness::{ENTITIES, Portal};

#[tokio::test]
async fn a_portal_that_has_read_its_sources_is_ready() {
    let portal = Portal::start().await;
    assert_eq!(portal.get("/healthz").await.text(), "ok\n");
    let ready = portal.get("/readyz").await;
    assert_eq!((ready.status, ready.text().as_str()), (StatusCode::OK, "ready\n"));
    assert_eq!(ready.header("cache-control"), "no-store");
}

#[tokio::test]
async fn until_then_it_lives_but_says_why_it_is_not_ready() {
    let portal = Portal::start().await;
    let readiness = Arc::new(Readiness::new("the catalog is being read"));
    let app = &portal.app;
    let state = ApiState {
        portal: Arc::new(CatalogPortal::new(app.store().clone(), Arc::clone(app.cell()))),
        auth: app.auth().clone(),
        managed: app.managed().clone(),
        exemptions: app.exemptions().clone(),
        vocabularies: sextant_server::vocabulary::Vocabularies::new(app.store().clone()),
        sources: sextant_server::sources::registry::Registry::new(app.store().clone(), app.ingest().clone()),
        readiness: Arc::clone(&readiness),
        metrics: install_metrics().unwrap(),
        waits: api::Waits::default(),
        readers: api::Readers::at_most(1),
        uploads: Arc::new(Semaphore::new(1)),
        pushes: Pushes::new(app.store().clone(), app.ingest().clone()),
        push_turns: Arc::new(Semaphore::new(1)),
        webhooks: Webhooks::new(app.store().clone(), app.ingest().clone(), Arc::clone(app.cell())),
        deliveries: Arc::new(Semaphore::new(1)),
        closing: app.closing().subscribe(),
    };
    let router = api::router(state);
    let get = |address: &str| router.clone().oneshot(Request::get(address).body(Body::empty()).unwrap());
    assert_eq!(get("/healthz").await.unwrap().status(), StatusCode::OK);
    let waiting = get("/readyz").await.unwrap();
    assert_eq!(waiting.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(waiting.headers()["retry-after"], "1");
    let body = axum::body::to_bytes(waiting.into_body(), usize::MAX).await.unwrap();
    let problem: serde_json::Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(problem["code"], "not_ready");
    assert_eq!(problem["detail"], "the catalog is being read");
    readiness.set_ready();
    assert_eq!(get("/readyz").await.unwrap().status(), StatusCode::OK);
}

#[tokio::test]
async fn metrics_count_entities_and_requests_by_route() {
    let portal = Portal::start().await;
    portal.json("/api/v1/entities/component/default/orders").await;
    let answer = portal.get("/metrics").await;
    assert!(answer.header("content-type").starts_with("text/plain; version=0.0.4"));
    let text = answer.text();
    let value = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    assert_eq!(value("sextant_catalog_entities"), Some(ENTITIES.to_string().as_str()), "{text}");
    assert!(value("sextant_catalog_revision").is_some(), "{text}");
    assert!(value("sextant_ready").is_some(), "{text}");
    let labels = "{method=\"GET\",route=\"/api/v1/entities/{kind}/{namespace}/{name}\",status=\"200\"";
    assert!(text.contains(&format!("sextant_http_request_duration_seconds_bucket{labels}")), "{text}");
}
