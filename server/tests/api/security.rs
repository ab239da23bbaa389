//! Nothing is written by who may not. The routes come from the router's own description, so that none is forgotten.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use serde_json::{Value, json};
use sextant_server::app::AppOptions;
use sextant_server::auth::{Lifetime, NewToken, Scopes};

use crate::harness::{OWN, Portal, form};

/// Of pages: what they send forms to.
const FORMS: [&str; 24] = [
    "/sign-in",
    "/sign-out",
    "/tokens",
    "/tokens/revoke",
    "/settings/fields",
    "/settings/fields/remove",
    "/settings/types",
    "/settings/types/remove",
    "/new",
    "/import",
    "/catalog/edit",
    "/exemptions",
    "/exemptions/shop/approve",
    "/exemptions/shop/decline",
    "/exemptions/shop/withdraw",
    "/catalog/component/default/orders/edit",
    "/sources",
    "/sources/shop/sync",
    "/sources/shop/pause",
    "/sources/shop/resume",
    "/sources/shop/confirm",
    "/sources/shop/discard",
    "/sources/shop/settings",
    "/sources/shop/remove",
];

/// What every token may send: it asks for something that others decide about, or takes its own back (`exemptions.rs`).
const OF_EVERY_TOKEN: [&str; 2] = ["/api/v1/exemptions", "/api/v1/exemptions/shop/withdraw"];

/// Every method that may change something, on every path that takes it.
async fn mutating(portal: &Portal) -> Vec<(Method, String)> {
    let document = portal.json("/api/v1/openapi.json").await;
    let mut routes = Vec::new();
    // What code hosts send is signed, and takes no token.
    let paths = document["paths"].as_object().unwrap().keys().filter(|path| !path.starts_with("/webhooks/"));
    // Trying a scorecard writes nothing; who may is as for a dry run (`simulation.rs`).
    let tries = |path: &str| path.ends_with("/simulate") || path.ends_with("/simulate.csv");
    for path in paths.filter(|path| !tries(path)) {
        let filled: Vec<&str> = path.split('/').map(|part| if part.starts_with('{') { "shop" } else { part }).collect();
        for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            let answer = portal.method(method.clone(), &filled.join("/")).await;
            if answer.status != StatusCode::METHOD_NOT_ALLOWED {
                assert!(
                    document["paths"][path][method.as_str().to_lowercase()].is_object(),
                    "{method} {path} is described nowhere"
                );
                routes.push((method, filled.join("/")));
            }
        }
    }
    routes
}

#[tokio::test]
async fn every_route_that_writes_refuses_who_may_not() {
    let portal = Portal::start().await;
    let routes = mutating(&portal).await;
    assert!(routes.len() >= 3, "{routes:?}");
    let reader = portal.token(&["read"]).await;
    let (auth, scopes) = (portal.app.auth(), Scopes::parse(&["admin"]).unwrap());
    let short = NewToken { name: "short".into(), scopes: scopes.clone(), lifetime: Lifetime::Milliseconds(0) };
    let (_, expired) = auth.create(&short, "test").await.unwrap();
    let ended = NewToken { name: "ended".into(), scopes, lifetime: Lifetime::Endless };
    let (_, revoked) = auth.create(&ended, "test").await.unwrap();
    auth.revoke("ended", "test").await.unwrap();
    let foreign = format!("sxt_{}", "a".repeat(43));
    let shown = [
        (None, 401, "unauthenticated"),
        (Some("sxt_short"), 401, "invalid_token"),
        (Some(foreign.as_str()), 401, "invalid_token"),
        (Some(expired.reveal()), 401, "token_expired"),
        (Some(revoked.reveal()), 401, "token_revoked"),
        (Some(reader.as_str()), 403, "forbidden"),
    ];
    for (method, path) in &routes {
        for (token, status, code) in shown {
            if code == "forbidden" && OF_EVERY_TOKEN.contains(&path.as_str()) {
                continue;
            }
            let mut request = Request::builder().method(method).uri(path).header("content-type", "application/json");
            if let Some(token) = token {
                request = request.header("authorization", format!("Bearer {token}"));
            }
            let answer = portal.send(request.body(Body::from("{}")).unwrap()).await;
            assert_eq!(answer.problem(status).0, code, "{method} {path}");
        }
    }
    auth.journal().flush().await;
    let audit = portal.json("/api/v1/audit?limit=1000").await;
    let refused: Vec<&Value> =
        audit["items"].as_array().unwrap().iter().filter(|entry| entry["action"] == "refuse").collect();
    for (method, path) in &routes {
        for (_, _, code) in shown {
            if code == "forbidden" && OF_EVERY_TOKEN.contains(&path.as_str()) {
                continue;
            }
            let subject = format!("{method} {path}");
            let is_it = |entry: &&&Value| entry["subject"] == subject && entry["detail"]["code"] == code;
            let entry =
                refused.iter().find(is_it).unwrap_or_else(|| panic!("{subject} {code} is not in the audit log"));
            let actor = match code {
                "token_expired" => "token:short",
                "token_revoked" => "token:ended",
                "forbidden" => "token:read",
                _ => "nobody",
            };
            assert_eq!(entry["actor"], actor);
        }
    }
}

/// No token makes up for a signature, and no source has a secret here that could.
#[tokio::test]
async fn every_route_that_takes_deliveries_refuses_what_is_not_signed() {
    let reading = sextant_server::auth::Reading::Guarded;
    let portal = Portal::start_with(AppOptions { reading, ..AppOptions::default() }).await;
    let admin = portal.token(&["admin"]).await;
    let bearer = format!("Bearer {admin}");
    let document = portal.get_with("/api/v1/openapi.json", "authorization", &bearer).await.json();
    let paths = document["paths"].as_object().unwrap().keys().filter(|path| path.starts_with("/webhooks/"));
    let paths: Vec<String> = paths.map(|path| path.replace("{source}", "shop")).collect();
    let expected = ["/webhooks/github", "/webhooks/github/shop", "/webhooks/gitlab", "/webhooks/gitlab/shop"];
    assert_eq!(paths, expected);
    let signatures = [
        ("x-hub-signature", "sha1=7d38cdd689735b008b3c702edd92eea23791c5f6"),
        ("x-hub-signature-256", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"),
        ("x-gitlab-token", admin.as_str()),
        ("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
        ("authorization", bearer.as_str()),
    ];
    for path in &paths {
        for (header, value) in signatures {
            let request = Request::post(path).header("x-github-event", "push").header("x-github-delivery", "1");
            let answer = portal.send(request.header(header, value).body(Body::from("{}")).unwrap()).await;
            assert_eq!(answer.problem(401).0, "invalid_signature", "{path} {header}");
        }
    }
    portal.app.auth().journal().flush().await;
    let audit = portal.get_with("/api/v1/audit?limit=1000", "authorization", &bearer).await.json();
    for path in &paths {
        let subject = format!("POST {path}");
        let is_it = |entry: &&Value| entry["subject"] == subject && entry["detail"]["code"] == "invalid_signature";
        let entry = audit["items"].as_array().unwrap().iter().find(is_it);
        assert_eq!(entry.unwrap_or_else(|| panic!("{subject} is not in the audit log"))["actor"], "nobody");
    }
}

#[tokio::test]
async fn a_token_of_one_scope_does_nothing_else() {
    let portal = Portal::start().await;
    for scopes in [&["push:shop"][..], &["dry-run"], &["events"], &["facts"], &["push:shop", "events", "facts"]] {
        let token = portal.token(scopes).await;
        let body = json!({ "name": "mine", "scopes": ["admin"] });
        assert_eq!(portal.send_as(&token, "POST", "/api/v1/tokens", &body).await.problem(403).0, "forbidden");
        assert_eq!(
            portal.send_as(&token, "DELETE", "/api/v1/tokens/x", &Value::Null).await.problem(403).0,
            "forbidden"
        );
        assert_eq!(portal.send_as(&token, "GET", "/api/v1/tokens", &Value::Null).await.problem(403).0, "forbidden");
        let other = "/api/v1/sources/other/descriptors";
        assert_eq!(portal.send_as(&token, "POST", other, &json!({ "files": [] })).await.problem(403).0, "forbidden");
    }
}

#[tokio::test]
async fn a_session_acts_as_its_token_and_only_from_the_portals_own_pages() {
    let portal = Portal::start().await;
    let admin = portal.token(&["admin"]).await;
    let foreign = portal.send(form("/sign-in", "", "https://evil.example", &format!("token={admin}"))).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN, "nobody is signed in by another site");
    assert_eq!(foreign.header("set-cookie"), "");
    let wrong = portal.send(form("/sign-in", "", OWN, "token=sxt_wrong")).await;
    assert_eq!((wrong.status, wrong.header("set-cookie")), (StatusCode::UNAUTHORIZED, ""));

    let entered = portal.send(form("/sign-in", "", OWN, &format!("token={admin}&back=/teams"))).await;
    assert_eq!((entered.status, entered.header("location")), (StatusCode::SEE_OTHER, "/teams"));
    let cookie = entered.header("set-cookie").to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.ends_with("Secure"), "{cookie}");
    assert!(!cookie.contains(&admin), "the token itself stays out of the browser");
    let session = cookie.split(';').next().unwrap();
    let led = portal.send(form("/sign-in", "", OWN, &format!("token={admin}&back=//evil.example"))).await;
    assert_eq!(led.header("location"), "/", "nobody is led elsewhere");

    let page = portal.get_with("/tokens", "cookie", session).await;
    assert!(page.text().contains("A new token"), "{}", page.text());
    let fields = "name=made&push=shop&scope=events&expires_in=30d";
    let refused = portal.send(form("/tokens", session, "https://evil.example", fields)).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let mut plain = form("/tokens", session, OWN, fields);
    plain.headers_mut().remove("origin");
    assert_eq!(portal.send(plain).await.status, StatusCode::FORBIDDEN, "what says nothing is no page of the portal");
    let made = portal.send(form("/tokens", session, OWN, fields)).await;
    assert_eq!((made.status, made.header("cache-control")), (StatusCode::OK, "no-store"));
    let text = made.text();
    let secret =
        text.split("sxt_").find(|rest| rest.chars().take(43).all(char::is_alphanumeric)).map(|rest| &rest[..43]);
    let secret = format!("sxt_{}", secret.unwrap());
    let me = portal.send_as(&secret, "GET", "/api/v1/me", &Value::Null).await.json();
    assert_eq!(me["scopes"], json!(["push:shop", "events"]));
    assert!(!portal.get_with("/tokens", "cookie", session).await.text().contains(&secret), "it is shown once");

    let api = |site: &'static str| {
        let body = json!({ "name": site.len().to_string() }).to_string();
        let request = Request::post("/api/v1/tokens").header("content-type", "application/json");
        request.header("cookie", session).header("sec-fetch-site", site).body(Body::from(body)).unwrap()
    };
    assert_eq!(portal.send(api("cross-site")).await.problem(403).0, "cross_site");
    assert_eq!(portal.send(api("same-origin")).await.status, StatusCode::CREATED);

    let out = portal.send(form("/sign-out", session, OWN, "")).await;
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    let after = portal.get_with("/tokens", "cookie", session).await;
    assert_eq!((after.status, after.header("location")), (StatusCode::SEE_OTHER, "/sign-in?back=%2Ftokens"));
}

#[tokio::test]
async fn a_revoked_token_ends_its_sessions() {
    let portal = Portal::start().await;
    let admin = portal.token(&["admin"]).await;
    let entered = portal.send(form("/sign-in", "", OWN, &format!("token={admin}"))).await;
    let session = entered.header("set-cookie").split(';').next().unwrap().to_owned();
    portal.app.auth().revoke("admin", "test").await.unwrap();
    let made = portal.send(form("/tokens", &session, OWN, "name=late&expires_in=30d")).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "to the page where people sign in");
    assert_eq!(portal.app.auth().tokens().await.unwrap().len(), 1);
}

#[tokio::test]
async fn every_form_of_a_page_refuses_nobody() {
    let portal = Portal::start().await;
    for path in FORMS {
        let answer = portal.send(form(path, "", OWN, "token=x&name=x&expires_in=never")).await;
        let is_refused = answer.status == StatusCode::UNAUTHORIZED || answer.header("location").starts_with("/sign-in");
        assert!(is_refused || path == "/sign-out", "{path}: {}", answer.status);
    }
    assert!(portal.app.auth().tokens().await.unwrap().is_empty());
}

#[tokio::test]
async fn where_reading_is_guarded_pages_lead_to_the_way_in() {
    let reading = sextant_server::auth::Reading::Guarded;
    let portal = Portal::start_with(AppOptions { reading, ..AppOptions::default() }).await;
    let answer = portal.get("/catalog?kind=component").await;
    assert_eq!(answer.header("location"), "/sign-in?back=%2Fcatalog%3Fkind%3Dcomponent");
    let page = portal.get("/sign-in").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text().contains("Order desk"), "nothing of the catalog is on it");
    let reader = portal.token(&[]).await;
    let entered = portal.send(form("/sign-in", "", OWN, &format!("token={reader}"))).await;
    let session = entered.header("set-cookie").split(';').next().unwrap().to_owned();
    let list = portal.get_with("/catalog", "cookie", &session).await;
    assert!(list.text().contains("Order desk"));
    assert_eq!(portal.get_with("/tokens", "cookie", &session).await.status, StatusCode::FORBIDDEN);
}

/// Who floods the portal costs it a bounded number of entries, and no request waits for them.
#[tokio::test]
async fn like_refusals_are_one_entry() {
    let portal = Portal::start().await;
    for _ in 0..2_000 {
        portal.method(Method::POST, "/api/v1/tokens").await.problem(401);
    }
    tokio::time::timeout(Duration::from_secs(120), portal.app.auth().journal().flush()).await.unwrap();
    let audit = portal.json("/api/v1/audit?limit=1000").await;
    let entries: Vec<&Value> =
        audit["items"].as_array().unwrap().iter().filter(|entry| entry["action"] == "refuse").collect();
    assert!(entries.len() < 2_000, "{}", entries.len());
    let times: u64 = entries.iter().map(|entry| entry["detail"]["times"].as_u64().unwrap()).sum();
    assert_eq!(times, 2_000, "each is counted");
}
