//! One change of many entities, by the API and by the page.

use axum::http::StatusCode;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use sextant_server::app::AppOptions;

use crate::harness::{Answer, OWN, Portal, column, form, fresh_postgres_database};

const ENTITIES: &str = "/api/v1/entities";
const ORDERS: &str = "component:default/orders";
const LEDGER: &str = "component:default/ledger";

async fn change(portal: &Portal, body: &Value) -> Answer {
    portal.send_as(portal.admin().await, "PATCH", ENTITIES, body).await
}

/// Keeps `component:default/ledger` in the portal.
async fn keep_ledger(portal: &Portal) {
    let ledger = json!({
        "kind": "Component",
        "metadata": {"name": "ledger", "tags": ["money", "legacy"]},
        "spec": {"type": "service", "lifecycle": "experimental", "owner": "ghosts"},
    });
    let address = format!("{ENTITIES}/component/default/ledger");
    let made = portal.send_as(portal.admin().await, "PUT", &address, &ledger).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text());
}

async fn shown(portal: &Portal, entity_ref: &str) -> Value {
    portal.json(&format!("{ENTITIES}/{}", entity_ref.replacen(':', "/", 1))).await
}

fn item<'a>(answer: &'a Value, entity_ref: &str) -> &'a Value {
    answer["items"].as_array().unwrap().iter().find(|item| item["ref"] == entity_ref).unwrap()
}

async fn what_the_portal_keeps_is_changed_and_to_files_it_adds(options: AppOptions) {
    let portal = Portal::start_with(options).await;
    keep_ledger(&portal).await;
    let body = json!({
        "refs": [LEDGER, ORDERS],
        "set": {"owner": "payments", "tier": 2, "lifecycle": "production"},
        "add_tags": ["money", "audited"],
        "remove_tags": ["legacy", "rust"],
        "dry_run": true,
    });
    let before = (portal.json("/api/v1/sources").await, portal.json("/api/v1/audit").await["items"].clone());
    let preview = change(&portal, &body).await.json();
    assert_eq!(preview["dry_run"], true);
    let ledger = item(&preview, LEDGER);
    assert_eq!(ledger["kept"], "descriptor");
    assert_eq!(column(&ledger["changes"], "field"), ["owner", "lifecycle", "tier", "tags"]);
    assert_eq!(ledger["changes"][0]["after"], "group:default/payments");
    assert_eq!(ledger["changes"][3], json!({"field": "tags", "before": "money, legacy", "after": "money, audited"}));
    let orders = item(&preview, ORDERS);
    assert_eq!(orders["kept"], "overlay");
    assert_eq!(column(&orders["changes"], "field"), ["tier", "tags"], "its file says owner and lifecycle already");
    assert_eq!(orders["left_out"][0]["code"], "said_by_file");
    assert!(orders["left_out"][0]["detail"].as_str().unwrap().contains("catalog-info.yaml"), "{orders}");
    let after = (portal.json("/api/v1/sources").await, portal.json("/api/v1/audit").await["items"].clone());
    assert_eq!(after, before, "a dry run writes nothing");

    let mut body = body;
    body["dry_run"] = json!(false);
    body["seen"] = preview["revision"].clone();
    let made = change(&portal, &body).await.json();
    assert_eq!(made["items"], preview["items"], "what was said is done");
    let shown_ledger = shown(&portal, LEDGER).await;
    assert_eq!(
        (&shown_ledger["owner"], &shown_ledger["tier"], &shown_ledger["tags"]),
        (&json!("group:default/payments"), &json!(2), &json!(["money", "audited"]))
    );
    let shown_orders = shown(&portal, ORDERS).await;
    assert_eq!(
        (&shown_orders["source"], &shown_orders["tier"], &shown_orders["tags"]),
        (&json!("shop"), &json!(2), &json!(["rust", "checkout", "money", "audited"]))
    );
    let audit = portal.json("/api/v1/audit").await;
    assert_eq!(column(&audit["items"], "action")[..2], ["edit-many", "edit-many"], "one of each source");
    assert_eq!(column(&audit["items"], "actor")[..2], ["token:admin", "token:admin"]);

    body.as_object_mut().unwrap().remove("seen");
    let again = change(&portal, &body).await.json();
    assert_eq!((&again["updated"], &again["revision"]), (&json!([]), &made["revision"]), "nothing changed");
}

#[tokio::test]
async fn what_the_portal_keeps_is_changed_and_to_files_it_adds_on_sqlite() {
    what_the_portal_keeps_is_changed_and_to_files_it_adds(AppOptions::default()).await;
}

#[tokio::test]
#[ignore = "needs PostgreSQL: cargo xtask test"]
async fn what_the_portal_keeps_is_changed_and_to_files_it_adds_on_postgres() {
    let database_url = Some(fresh_postgres_database().await);
    what_the_portal_keeps_is_changed_and_to_files_it_adds(AppOptions { database_url, ..AppOptions::default() }).await;
}

#[tokio::test]
async fn what_somebody_changed_since_it_was_seen_stays_and_the_rest_goes_on() {
    let portal = Portal::start().await;
    keep_ledger(&portal).await;
    let seen = portal.json(ENTITIES).await["revision"].clone();
    let gateway = "component:default/gateway";
    change(&portal, &json!({"refs": [LEDGER], "set": {"tier": 4}})).await;
    let late = json!({"refs": [LEDGER, gateway, "component:default/nowhere"], "set": {"tier": 1}, "seen": seen});
    let made = change(&portal, &late).await.json();
    assert_eq!(item(&made, LEDGER)["left_out"][0]["code"], "changed_meanwhile");
    assert_eq!(item(&made, "component:default/nowhere")["left_out"][0]["code"], "entity_not_found");
    assert_eq!(made["updated"], json!([gateway]));
    assert_eq!(shown(&portal, LEDGER).await["tier"], 4);
}

#[tokio::test]
async fn a_filter_chooses_and_nonsense_is_refused() {
    let portal = Portal::start().await;
    let all = json!({"filter": ["kind=component"], "also": ["owner=payments"], "set": {"tier": 3}});
    let made = change(&portal, &all).await.json();
    assert_eq!(column(&made["items"], "ref"), [ORDERS]);
    let group = json!({"refs": ["group:default/payments"], "set": {"owner": "shop"}, "dry_run": true});
    let answer = change(&portal, &group).await.json();
    assert_eq!(answer["items"][0]["left_out"][0]["code"], "not_for_kind", "{answer}");
    for (body, status, code) in [
        (json!({"set": {"tier": 1}}), 400, "nothing_chosen"),
        (json!({"refs": [ORDERS]}), 400, "nothing_to_change"),
        (json!({"refs": [ORDERS], "set": {"tier": 9}}), 400, "invalid_body"),
        (json!({"refs": [ORDERS], "set": {"colour": "red"}}), 400, "invalid_body"),
        (json!({"filter": ["nonsense=1"], "set": {"tier": 1}}), 400, "unknown_filter_field"),
        (
            json!({"refs": (0..1001).map(|n| format!("component:c{n}")).collect::<Vec<_>>(), "set": {"tier": 1}}),
            422,
            "too_many_entities",
        ),
        (json!({"refs": ["x".repeat(2 << 20)], "set": {"tier": 1}}), 413, "body_too_large"),
    ] {
        assert_eq!(change(&portal, &body).await.problem(status).0, code);
    }
}

#[tokio::test]
async fn another_format_is_told_and_an_owner_of_another_kind_is_one() {
    let portal = Portal::start().await;
    let compass = "name: wallet\ntypeId: SERVICE\nconfigVersion: 1\nfields: {tier: 4}\n";
    let address = format!("{ENTITIES}/component/default/wallet");
    let request = axum::http::Request::put(&address)
        .header("authorization", format!("Bearer {}", portal.admin().await))
        .header("content-type", "application/yaml");
    let made = portal.send(request.body(compass.to_owned().into()).unwrap()).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text());
    let answer = change(&portal, &json!({"refs": ["component:default/wallet"], "set": {"tier": 1}})).await.json();
    assert_eq!(answer["items"][0]["left_out"][0]["code"], "other_format", "{answer}");
    keep_ledger(&portal).await;
    let owner = json!({"refs": [LEDGER], "set": {"owner": "user:default/ada"}});
    assert_eq!(change(&portal, &owner).await.json()["updated"], json!([LEDGER]));
    assert_eq!(shown(&portal, LEDGER).await["owner"], "user:default/ada");
}

async fn send(portal: &Portal, session: &str, fields: &[(&str, &str)]) -> Answer {
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let fields: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    portal.send(form("/catalog/edit", session, OWN, &fields.join("&"))).await
}

/// What a hidden field of a page holds.
fn hidden(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn by_the_page_it_takes_a_choice_a_preview_and_a_click() {
    let portal = Portal::start().await;
    keep_ledger(&portal).await;
    let session = portal.session(portal.admin().await).await;
    let catalog = portal.get_with("/catalog?kind=component", "cookie", &session).await.text();
    assert!(
        catalog.contains("Choose component:default/ledger") && catalog.contains("Edit all 3 that match"),
        "{catalog}"
    );
    assert!(!portal.get("/catalog").await.text().contains("Edit those chosen"), "others do not see it");

    let all = send(&portal, &session, &[("filter", &hidden(&catalog, "filter")), ("action", "choose-all")]).await;
    assert!(all.text().contains("Edit 3 entities"), "{}", all.text());
    let refs = hidden(&all.text(), "refs");
    let fields = [("refs", refs.as_str()), ("tier", "2"), ("owner", "payments"), ("add_tags", "pci, money")];
    let preview = send(&portal, &session, &[&fields[..], &[("action", "preview")]].concat()).await.text();
    assert!(preview.contains("What would change") && preview.contains("Change 3 entities"), "{preview}");
    assert!(preview.contains("says group:default/ghosts; change it there"), "gateway's file says another: {preview}");
    let seen = hidden(&preview, "seen");
    change(&portal, &json!({"refs": [ORDERS], "set": {"tier": 4}})).await;
    let save = [&fields[..], &[("seen", seen.as_str()), ("action", "save")]].concat();
    let saved = send(&portal, &session, &save).await;
    assert_eq!(saved.status, StatusCode::OK);
    assert!(
        saved.text().contains("2 entities changed") && saved.text().contains("changed meanwhile"),
        "{}",
        saved.text()
    );
    assert_eq!(shown(&portal, ORDERS).await["tier"], 4, "nobody's change is overwritten");
    assert_eq!(shown(&portal, LEDGER).await["tier"], 2);

    let nothing = send(&portal, &session, &[("action", "choose")]).await;
    assert_eq!(nothing.status, StatusCode::BAD_REQUEST);
    let idle = send(&portal, &session, &[("refs", &refs), ("action", "preview")]).await;
    assert_eq!(idle.status, StatusCode::BAD_REQUEST, "the form is there again");
    assert!(idle.text().contains("Nothing to change") && idle.text().contains("name=\"add_tags\""), "{}", idle.text());
    let reader = portal.session(&portal.token(&["read"]).await).await;
    assert_eq!(send(&portal, &reader, &save).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_somebody_types_into_the_form_is_shown_and_never_run() {
    let portal = Portal::start().await;
    let session = portal.session(portal.admin().await).await;
    let evil = "\"><script>alert(1)</script>";
    for name in ["owner", "add_tags", "remove_tags", "tier", "lifecycle", "ref"] {
        let page = send(&portal, &session, &[("refs", ORDERS), (name, evil), ("action", "preview")]).await.text();
        assert!(!page.contains("<script>alert"), "{name}: {page}");
    }
}
