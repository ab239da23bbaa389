use axum::http::{Method, StatusCode};

use crate::harness::Portal;

/// What stands between two texts.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(start)?;
    Some(rest.split_once(end)?.0)
}

#[tokio::test]
async fn every_page_forbids_what_it_does_not_need() {
    let portal = Portal::start().await;
    for address in ["/catalog", "/catalog/component/default/orders", "/search?q=orders", "/sources", "/no/such/page"] {
        let page = portal.get(address).await;
        let policy = page.header("content-security-policy");
        for rule in ["default-src 'none'", "style-src 'self'", "base-uri 'none'", "frame-ancestors 'none'"] {
            assert!(policy.contains(rule), "{address}: {policy}");
        }
        assert!(!policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'"), "{address}: {policy}");
        assert_eq!(page.header("x-content-type-options"), "nosniff", "{address}");
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8", "{address}");
        assert_eq!(page.header("set-cookie"), "", "{address}");
        assert!(!page.text().contains(" style=\""), "{address}");
    }
}

#[tokio::test]
async fn scripts_run_by_a_nonce_that_is_used_once_or_not_at_all() {
    let portal = Portal::start().await;
    let mut nonces = Vec::new();
    for _ in 0..2 {
        let page = portal.get("/catalog").await;
        let html = page.text();
        match between(page.header("content-security-policy"), "'nonce-", "'") {
            // Built with the islands.
            Some(nonce) => {
                assert_eq!(between(&html, "<script type=\"module\" nonce=\"", "\""), Some(nonce));
                assert!(!nonces.contains(&nonce.to_owned()), "{nonce} was used before");
                nonces.push(nonce.to_owned());
            }
            // Built without.
            None => {
                assert!(page.header("content-security-policy").contains("script-src 'none'"));
                assert!(!html.contains("<script"), "{html}");
            }
        }
    }
}

#[tokio::test]
async fn what_a_page_loads_is_there_and_kept_for_ever() {
    let portal = Portal::start().await;
    let html = portal.get("/catalog").await.text();
    let css = between(&html, "<link rel=\"stylesheet\" href=\"", "\"").unwrap();
    let style = portal.get(css).await;
    assert_eq!(style.status, StatusCode::OK);
    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
    assert!(style.header("cache-control").contains("immutable"));
    assert!(style.text().contains("@layer"));

    assert_eq!(portal.get("/favicon.svg").await.header("content-type"), "image/svg+xml");
    assert_eq!(portal.get("/assets/nothing.css").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn pages_are_only_read() {
    let portal = Portal::start().await;
    let head = portal.method(Method::HEAD, "/catalog").await;
    assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
    let post = portal.method(Method::POST, "/catalog").await;
    assert_eq!((post.status, post.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD"));
}

#[tokio::test]
async fn the_theme_is_a_cookie_and_leads_back_to_own_pages_only() {
    let portal = Portal::start().await;
    let chosen = portal.get("/theme?set=dark&back=%2Fcatalog%3Fkind%3Dapi").await;
    assert_eq!((chosen.status, chosen.header("location")), (StatusCode::SEE_OTHER, "/catalog?kind=api"));
    let cookie = chosen.header("set-cookie");
    assert!(cookie.starts_with("sextant_theme=dark;") && cookie.contains("SameSite=Lax"), "{cookie}");
    let page = portal.get_with("/catalog", "cookie", "sextant_theme=dark").await;
    assert!(page.text().contains("data-theme=\"dark\""));

    for elsewhere in ["https://example.com/", "//example.com", "/%5Cexample.com"] {
        let answer = portal.get(&format!("/theme?set=light&back={elsewhere}")).await;
        assert_eq!(answer.header("location"), "/", "{elsewhere}");
    }
    assert_eq!(portal.get("/theme?set=pink").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_page_has_the_status_of_its_problem() {
    let portal = Portal::start().await;
    for (status, address, said) in [
        (404, "/catalog/component/default/order", "Order desk"),
        (404, "/diagnostics/no-such-code", "There is no such diagnostic"),
        (400, "/catalog?order=colour", "colour"),
        (400, "/catalog?cursor=nonsense", "cursor"),
    ] {
        let page = portal.get(address).await;
        assert_eq!(page.status, status, "{address}");
        assert!(page.text().contains(said), "{address}: {}", page.text());
    }
}

#[tokio::test]
async fn a_descriptor_that_breaks_is_shown_as_stale_with_its_problem() {
    let portal = Portal::start().await;
    let page = "/catalog/component/default/orders";
    assert!(!portal.get(page).await.text().contains("This is the last good version"));
    portal.break_orders().await;
    let broken = portal.get(page).await.text();
    assert!(broken.contains("This is the last good version"), "{broken}");
    assert!(broken.contains("Takes orders and remembers them."), "{broken}");
    assert!(broken.contains("class=\"diagnostic-message\""), "{broken}");
}
