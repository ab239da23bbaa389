use axum::http::StatusCode;

use crate::harness::Portal;

#[tokio::test]
async fn every_answer_of_the_api_is_data_only() {
    let portal = Portal::start().await;
    for address in ["/api/v1/entities", "/api/v1/sources", "/api/v1/nothing", "/api/v1/search"] {
        let answer = portal.get(address).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{address}");
        assert_eq!(answer.header("content-security-policy"), "default-src 'none'; frame-ancestors 'none'", "{address}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{address}");
        assert_eq!(answer.header("cache-control"), "no-cache", "{address}");
    }
}

#[tokio::test]
async fn pages_keep_their_own_policy() {
    let portal = Portal::start().await;
    let page = portal.get("/catalog").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.header("content-security-policy").contains("style-src 'self'"));
}

#[tokio::test]
async fn answers_are_compressed_for_those_who_take_it() {
    let portal = Portal::start().await;
    let plain = portal.get("/api/v1/openapi.json").await;
    assert_eq!(plain.header("content-encoding"), "");
    for encoding in ["gzip", "br"] {
        for address in ["/api/v1/openapi.json", "/catalog"] {
            let packed = portal.get_with(address, "accept-encoding", encoding).await;
            assert_eq!(packed.header("content-encoding"), encoding, "{address}");
            assert_eq!(packed.header("vary").to_lowercase(), "accept-encoding", "{address}");
        }
    }
    let packed = portal.get_with("/api/v1/openapi.json", "accept-encoding", "gzip").await;
    assert!(packed.body.len() < plain.body.len() / 2);
}

#[tokio::test]
async fn a_request_keeps_its_id_and_gets_one_where_it_has_none() {
    let portal = Portal::start().await;
    let given = portal.get_with("/api/v1/entities", "x-request-id", "build-17").await;
    assert_eq!(given.header("x-request-id"), "build-17");
    let one = portal.get("/api/v1/entities").await;
    let two = portal.get("/catalog").await;
    assert!(!one.header("x-request-id").is_empty());
    assert!(!two.header("x-request-id").is_empty());
    assert_ne!(one.header("x-request-id"), two.header("x-request-id"));
}
