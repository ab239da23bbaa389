//! The pages on which people describe entities in the portal itself, sent as a browser sends them.

use axum::http::StatusCode;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::harness::{Answer, OWN, Portal, form};

const ORDERS: &str = "/catalog/component/default/orders/edit";

async fn send(portal: &Portal, session: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let fields: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    portal.send(form(path, session, OWN, &fields.join("&"))).await
}

#[tokio::test]
async fn something_new_is_made_from_fields_and_changed_as_text() {
    let portal = Portal::start().await;
    let session = portal.session(&portal.token(&["admin"]).await).await;
    let page = portal.get_with("/new", "cookie", &session).await.text();
    assert!(page.contains("Make it") && page.contains("name=\"depends_on\""), "{page}");
    let fields = [
        ("kind", "Component"),
        ("name", "ledger"),
        ("description", "Who owes: what?"),
        ("type", "service"),
        ("lifecycle", "production"),
        ("owner", "payments"),
        ("tier", "2"),
        ("tags", "rust, money"),
        ("depends_on", "resource:orders-db"),
        ("action", "save"),
    ];
    let made = send(&portal, &session, "/new", &fields).await;
    assert_eq!(
        (made.status, made.header("location")),
        (StatusCode::SEE_OTHER, "/catalog/component/default/ledger"),
        "{}",
        made.text()
    );
    let ledger = portal.json("/api/v1/entities/component/default/ledger").await;
    assert_eq!(ledger["description"], "Who owes: what?");
    assert_eq!((&ledger["tier"], &ledger["tags"]), (&2.into(), &serde_json::json!(["rust", "money"])));
    assert_eq!(ledger["measures"]["dependencies"], 1);
    let again = send(&portal, &session, "/new", &fields).await;
    assert_eq!(again.status, StatusCode::PRECONDITION_FAILED);
    assert!(again.text().contains("there is component:default/ledger already"), "{}", again.text());
    assert!(again.text().contains("value=\"resource:orders-db\""), "what was typed is still there");

    let edit = "/catalog/component/default/ledger/edit";
    let page = portal.get_with(edit, "cookie", &session).await.text();
    assert!(page.contains("name: ledger"), "{page}");
    let revision = ledger["entity_revision"].to_string();
    let text = "kind: Component\r\nmetadata: {name: ledger, titel: Ledger}\r\nspec: {type: service, owner: ghosts}\r\n";
    let checked = send(&portal, &session, edit, &[("text", text), ("revision", &revision), ("action", "check")]).await;
    assert!(checked.text().contains("Checked: it can be saved, with remarks"), "{}", checked.text());
    assert!(checked.text().contains("titel"), "the key that is none is told");
    assert_eq!(portal.json("/api/v1/entities/component/default/ledger").await["owner"], "group:default/payments");
    let saved = send(&portal, &session, edit, &[("text", text), ("revision", &revision), ("action", "save")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert_eq!(portal.json("/api/v1/entities/component/default/ledger").await["owner"], "group:default/ghosts");
    let late = send(&portal, &session, edit, &[("text", text), ("revision", &revision), ("action", "remove")]).await;
    assert_eq!(late.status, StatusCode::PRECONDITION_FAILED, "somebody has changed it meanwhile");
    let removed = send(&portal, &session, edit, &[("action", "remove")]).await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER);
    assert_eq!(portal.get("/api/v1/entities/component/default/ledger").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn of_a_file_the_page_says_who_says_what_and_offers_the_change() {
    let portal = Portal::start().await;
    let session = portal.session(&portal.token(&["admin"]).await).await;
    let page = portal.get_with(ORDERS, "cookie", &session).await.text();
    assert!(page.contains("catalog-info.yaml") && page.contains("Who says what"), "{page}");
    let file = portal.json("/api/v1/entities/component/default/orders/descriptor").await["text"].clone();
    let wanted = file.as_str().unwrap().replace("title: Order desk", "title: Till");
    let patch = send(&portal, &session, ORDERS, &[("file", &wanted), ("action", "patch")]).await.text();
    for line in ["--- a/catalog-info.yaml", "-  title: Order desk", "+  title: Till", "git apply"] {
        assert!(patch.contains(line), "{line}: {patch}");
    }
    assert_eq!(portal.json("/api/v1/entities/component/default/orders").await["title"], "Order desk");

    let text = "kind: Component\nmetadata: {name: orders}\nspec: {tier: 1}\n";
    let added = send(&portal, &session, ORDERS, &[("text", text), ("action", "save")]).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    assert_eq!(portal.json("/api/v1/entities/component/default/orders").await["tier"], 1);
    let page = portal.get_with(ORDERS, "cookie", &session).await.text();
    assert!(page.contains("Remove these fields") && page.contains("managed-overlay"), "{page}");
}

#[tokio::test]
async fn a_check_writes_nothing() {
    let portal = Portal::start().await;
    let session = portal.session(&portal.token(&["admin"]).await).await;
    let before = (portal.json("/api/v1/sources").await, portal.json("/api/v1/audit").await);
    let ledger = "kind: Component\nmetadata: {name: ledger}\nspec: {type: service, lifecycle: production, owner: x}\n";
    let tier = "kind: Component\nmetadata: {name: orders}\nspec: {tier: 1}\n";
    for (path, text) in [("/new", ledger), (ORDERS, tier)] {
        let checked = send(&portal, &session, path, &[("text", text), ("action", "check")]).await.text();
        assert!(checked.contains("Checked"), "{checked}");
    }
    assert_eq!((portal.json("/api/v1/sources").await, portal.json("/api/v1/audit").await), before);
}

#[tokio::test]
async fn what_somebody_types_is_shown_and_never_run() {
    let portal = Portal::start().await;
    let session = portal.session(&portal.token(&["admin"]).await).await;
    let evil = "</textarea><script>alert(1)</script>";
    for (name, path) in [("text", "/new"), ("name", "/new"), ("text", ORDERS), ("file", ORDERS)] {
        let page =
            send(&portal, &session, path, &[(name, evil), ("kind", "Component"), ("action", "check")]).await.text();
        assert!(!page.contains("<script>alert"), "{path} {name}: {page}");
        let shown = page.contains("&lt;/textarea>&lt;script>alert(1)") || page.contains("value=\"&lt;/textarea&gt;");
        assert!(shown, "it is there as it was typed: {page}");
    }
}

#[tokio::test]
async fn only_who_may_sees_that_there_is_something_to_edit() {
    let portal = Portal::start().await;
    let reader = portal.session(&portal.token(&["read"]).await).await;
    let admin = portal.session(&portal.token(&["admin"]).await).await;
    let page = "/catalog/component/default/orders";
    assert!(portal.get_with(page, "cookie", &admin).await.text().contains(ORDERS));
    assert!(!portal.get_with(page, "cookie", &reader).await.text().contains(ORDERS));
    assert_eq!(portal.get_with(ORDERS, "cookie", &reader).await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        portal.get(ORDERS).await.header("location"),
        format!("/sign-in?back={}", utf8_percent_encode(ORDERS, NON_ALPHANUMERIC))
    );
}
