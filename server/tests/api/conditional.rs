use axum::body::Body;
use axum::http::{Method, Request, StatusCode};

use crate::harness::Portal;

const ORDERS: &str = "/api/v1/entities/component/default/orders";

#[tokio::test]
async fn what_the_caller_has_is_not_sent_again() {
    let portal = Portal::start().await;
    portal.measured().await;
    for address in [
        "/api/v1/entities?filter=kind=component",
        "/api/v1/entities.csv?filter=kind=component",
        ORDERS,
        "/api/v1/entities/component/default/orders/relations",
        "/api/v1/entities/component/default/orders/descriptor",
        "/api/v1/facets",
        "/api/v1/graph?root=component:orders",
        "/api/v1/search?q=orders",
        "/api/v1/diagnostics",
        "/api/v1/openapi.json",
    ] {
        let first = portal.get(address).await;
        assert_eq!(first.status, StatusCode::OK, "{address}");
        let tag = first.header("etag");
        assert!(tag.starts_with("W/\""), "{address}: {tag:?}");
        let second = portal.get_with(address, "if-none-match", tag).await;
        assert_eq!(second.status, StatusCode::NOT_MODIFIED, "{address}");
        assert_eq!(second.body, b"");
        assert_eq!(second.header("etag"), tag);
        assert_eq!(second.header("cache-control"), "no-cache");
    }
}

#[tokio::test]
async fn a_change_makes_another_tag() {
    let portal = Portal::start().await;
    let tag = portal.get(ORDERS).await.header("etag").to_owned();
    portal.save("new/catalog-info.yaml", "apiVersion: sextant.dev/v1\nkind: System\nmetadata:\n  name: new\n").await;
    let after = portal.get_with(ORDERS, "if-none-match", &tag).await;
    assert_eq!(after.status, StatusCode::OK);
    assert_ne!(after.header("etag"), tag);
}

#[tokio::test]
async fn a_measurement_makes_another_tag_where_figures_are_told() {
    let portal = Portal::start().await;
    portal.measured().await;
    let kept = ["/api/v1/entities", "/api/v1/entities.csv", ORDERS];
    portal.save("new/catalog-info.yaml", "apiVersion: sextant.dev/v1\nkind: System\nmetadata:\n  name: new\n").await;
    // Between the change and its measurement, as far as that can be seen.
    let mut before = Vec::new();
    for address in kept {
        before.push(portal.get(address).await);
    }
    portal.measured().await;
    for (address, before) in kept.into_iter().zip(before) {
        let after = portal.get_with(address, "if-none-match", before.header("etag")).await;
        let is_same = portal.get(address).await.body == before.body;
        assert_eq!(after.status == StatusCode::NOT_MODIFIED, is_same, "{address}");
    }
}

#[tokio::test]
async fn another_question_has_another_tag() {
    let portal = Portal::start().await;
    let one = portal.get("/api/v1/entities?limit=1").await;
    let two = portal.get_with("/api/v1/entities?limit=2", "if-none-match", one.header("etag")).await;
    assert_eq!(two.status, StatusCode::OK);
}

#[tokio::test]
async fn a_star_stands_for_what_is_there_and_for_nothing_else() {
    let portal = Portal::start().await;
    assert_eq!(portal.get_with(ORDERS, "if-none-match", "*").await.status, StatusCode::NOT_MODIFIED);
    let missing = "/api/v1/entities/component/default/missing";
    assert_eq!(portal.get_with(missing, "if-none-match", "*").await.status, StatusCode::NOT_FOUND);
    assert_eq!(portal.get(missing).await.header("etag"), "");
}

#[tokio::test]
async fn head_answers_as_get_without_the_body() {
    let portal = Portal::start().await;
    portal.measured().await;
    let get = portal.get(ORDERS).await;
    let head = portal.method(Method::HEAD, ORDERS).await;
    assert_eq!(head.status, StatusCode::OK);
    assert_eq!(head.body, b"");
    assert_eq!(head.header("etag"), get.header("etag"));
    assert_eq!(head.header("content-length"), get.body.len().to_string());
    let request = Request::head(ORDERS).header("if-none-match", get.header("etag")).body(Body::empty()).unwrap();
    assert_eq!(portal.send(request).await.status, StatusCode::NOT_MODIFIED);
}
