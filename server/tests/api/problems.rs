use axum::http::{Method, StatusCode};

use crate::harness::Portal;

#[tokio::test]
async fn an_unknown_address_under_the_api_is_a_problem_and_elsewhere_a_page() {
    let portal = Portal::start().await;
    for address in ["/api", "/api/", "/api/v1", "/api/v1/nothing", "/api/v2/entities", "/api/v1/entities/component"] {
        assert_eq!(portal.problem(404, address).await.0, "unknown_route", "{address}");
    }
    let page = portal.get("/nothing").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.header("content-type").starts_with("text/html"));
}

#[tokio::test]
async fn a_method_that_is_not_taken_is_a_problem_that_says_which_are() {
    let portal = Portal::start().await;
    let taken = [("/api/v1/entities", "GET,HEAD,PATCH"), ("/api/v1/facets", "GET,HEAD"), ("/healthz", "GET,HEAD")];
    for (address, methods) in taken {
        let answer = portal.method(Method::POST, address).await;
        assert_eq!(answer.problem(405).0, "method_not_allowed");
        assert_eq!(answer.header("allow"), methods, "{address}");
    }
    assert_eq!(portal.method(Method::DELETE, "/api/v1/nothing").await.problem(404).0, "unknown_route");
}
