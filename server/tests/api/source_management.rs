//! Sources are changed by who may, and at once.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use sextant_server::app::AppOptions;
use sextant_server::store::SourceSettings;

use crate::harness::{Answer, ENTITIES, Portal, column};

const SHOP: &str = "/api/v1/sources/shop";
const ORDERS: &str = "/api/v1/entities/component/default/orders";

fn component(name: &str) -> String {
    format!(
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {name}\nspec:\n  type: service\n  \
         lifecycle: production\n  owner: payments\n"
    )
}

/// Has a source read, and waits for it.
async fn sync(portal: &Portal, token: &str, source: &str) -> Answer {
    let request = Request::post(format!("/api/v1/sources/{source}/sync"))
        .header("authorization", format!("Bearer {token}"))
        .header("prefer", "wait=30");
    portal.send(request.body(Body::empty()).unwrap()).await
}

/// A portal that lets directories of `folder` be added, with an admin's token.
async fn start_beside(folder: &Path) -> (Portal, String) {
    let options = AppOptions { allowed_directories: vec![folder.to_owned()], ..AppOptions::default() };
    let portal = Portal::start_with(options).await;
    let admin = portal.token(&["admin"]).await;
    (portal, admin)
}

async fn add(portal: &Portal, token: &str, name: &str, path: &Path) -> Answer {
    let body = json!({ "name": name, "type": "directory", "path": path });
    portal.send_as(token, "POST", "/api/v1/sources", &body).await
}

#[tokio::test]
async fn a_source_is_read_when_somebody_asks() {
    let portal = Portal::start().await;
    let admin = portal.token(&["admin"]).await;
    let read = sync(&portal, &admin, "shop").await;
    assert_eq!(read.status, StatusCode::OK, "{}", read.text());
    let source = read.json();
    assert_eq!((&source["managed_by"], &source["paused"]), (&json!("portal"), &json!(false)));
    let runs = source["runs"].as_array().unwrap();
    assert_eq!(runs.last().unwrap()["created"], ENTITIES);
    assert!(runs[0]["revision"].is_null(), "the last one found nothing new: {source}");
    let later = portal.send_as(&admin, "POST", "/api/v1/sources/shop/sync", &Value::Null).await;
    assert_eq!(later.status, StatusCode::ACCEPTED, "who does not wait is told what is shown until then");
    assert_eq!(sync(&portal, &admin, "elsewhere").await.problem(404).0, "source_not_found");
}

#[tokio::test]
async fn a_paused_source_is_left_alone_until_it_goes_on() {
    let portal = Portal::start().await;
    let admin = portal.token(&["admin"]).await;
    let change = async |paused: bool| {
        let answer = portal.send_as(&admin, "PUT", SHOP, &json!({ "paused": paused })).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        answer.json()
    };
    let source = change(true).await;
    assert!(source["paused"].as_bool().unwrap() && source["paused_at"].is_string());
    let before = portal.app.cell().load().revision();
    fs::write(portal.shop().join("new.yaml"), component("new")).unwrap();
    assert_eq!(sync(&portal, &admin, "shop").await.problem(409).0, "source_paused");
    assert_eq!(portal.get(ORDERS).await.status, StatusCode::OK, "what it said stays");
    assert_eq!(portal.app.cell().load().revision(), before);
    change(false).await;
    let read = sync(&portal, &admin, "shop").await;
    assert_eq!(read.json()["entities"], ENTITIES + 1, "what changed meanwhile is found");
}

#[tokio::test]
async fn what_a_source_may_do_changes_at_once() {
    let beside = tempfile::tempdir().unwrap();
    fs::write(beside.path().join("catalog-info.yaml"), component("orders")).unwrap();
    let (portal, admin) = start_beside(beside.path()).await;
    assert_eq!(add(&portal, &admin, "beside", beside.path()).await.status, StatusCode::CREATED);
    sync(&portal, &admin, "beside").await;
    assert_eq!(portal.json(ORDERS).await["source"], "shop");
    let put = async |source: &str, body: Value| {
        portal.send_as(&admin, "PUT", &format!("/api/v1/sources/{source}"), &body).await
    };
    let answer = put("beside", json!({ "priority": 200 })).await;
    assert_eq!(answer.json()["priority"], 200);
    assert_eq!(portal.json(ORDERS).await["source"], "beside", "the answer comes when it shows");

    assert_eq!(put("shop", json!({ "kinds": ["Component"] })).await.status, StatusCode::OK);
    let read = sync(&portal, &admin, "shop").await.json();
    assert_eq!((&read["kinds"], &read["entities"]), (&json!(["component"]), &json!(1)), "{read}");
    let back = put("shop", json!({ "kinds": null })).await.json();
    assert_eq!((&back["kinds"], &back["priority"]), (&Value::Null, &json!(100)));
    assert_eq!(sync(&portal, &admin, "shop").await.json()["entities"], ENTITIES - 1);

    for wrong in [json!({ "kinds": ["web service"] }), json!({ "prio": 1 }), json!({ "priority": "high" })] {
        assert_eq!(put("shop", wrong).await.problem(400).0, "invalid_body");
    }
    let audit = portal.json("/api/v1/audit?action=configure-source").await;
    assert_eq!(column(&audit["items"], "subject"), ["shop", "shop", "beside"]);
    assert_eq!(audit["items"][2]["detail"]["after"]["priority"], 200);
}

#[tokio::test]
async fn what_the_file_says_is_changed_there() {
    let settings = SourceSettings { priority: 200, ..SourceSettings::default() };
    let sources = BTreeMap::from([("shop".to_owned(), settings)]);
    let portal = Portal::start_with(AppOptions { sources, ..AppOptions::default() }).await;
    let admin = portal.token(&["admin"]).await;
    assert_eq!(portal.json(SHOP).await["managed_by"], "file");
    let put = async |body: Value| portal.send_as(&admin, "PUT", SHOP, &body).await;
    assert_eq!(put(json!({ "overlay": true })).await.problem(409).0, "source_of_file");
    assert_eq!(put(json!({ "priority": 200, "paused": true })).await.json()["paused"], true, "that it may");
}

#[tokio::test]
async fn nobody_removes_what_they_have_not_seen() {
    let beside = tempfile::tempdir().unwrap();
    fs::write(beside.path().join("catalog-info.yaml"), component("orders")).unwrap();
    let (portal, admin) = start_beside(beside.path()).await;
    add(&portal, &admin, "beside", beside.path()).await;
    sync(&portal, &admin, "beside").await;
    let delete = async |query: &str| portal.send_as(&admin, "DELETE", &format!("{SHOP}{query}"), &Value::Null).await;
    let preview = delete("?dry_run=true").await.json();
    assert_eq!((&preview["entities"], &preview["taken_over"]), (&json!(ENTITIES - 1), &json!(1)), "{preview}");
    assert_eq!(preview["taken_over_by"], json!([{ "ref": "component:default/orders", "source": "beside" }]));
    assert!(preview["remark"].as_str().unwrap().contains("comes back at the next start"), "{preview}");
    assert_eq!(delete("").await.problem(409).0, "confirm_mismatch");
    let (code, detail) = delete("?confirm=1").await.problem(409);
    assert!(code == "confirm_mismatch" && detail.contains(&format!("confirm={}", ENTITIES - 1)), "{detail}");
    assert_eq!(portal.json(SHOP).await["entities"], ENTITIES);

    let gone = delete(&format!("?confirm={}", ENTITIES - 1)).await;
    assert_eq!(gone.json()["removed"], true, "{}", gone.text());
    assert_eq!(portal.json(ORDERS).await["source"], "beside", "shown at once");
    assert_eq!(portal.get("/api/v1/entities/system/default/shop").await.status, StatusCode::NOT_FOUND);
    let history = portal.json("/api/v1/entities/system/default/shop/history").await;
    assert_eq!(history["items"][0]["event"], "deleted", "{history}");
    assert_eq!(portal.problem(404, SHOP).await.0, "source_not_found");
    assert_eq!(delete("?dry_run=true").await.problem(404).0, "source_not_found");
    let entry = &portal.json("/api/v1/audit?action=remove-source").await["items"][0];
    assert_eq!((&entry["actor"], &entry["detail"]["deleted"]), (&json!("token:admin"), &json!(ENTITIES - 1)));
    // Nobody follows it any more: what is saved there changes nothing.
    fs::write(portal.shop().join("late.yaml"), component("late")).unwrap();
    assert_eq!(sync(&portal, &admin, "beside").await.status, StatusCode::OK);
    assert_eq!(portal.get("/api/v1/entities/component/default/late").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_directory_is_added_where_that_is_allowed_and_followed() {
    let beside = tempfile::tempdir().unwrap();
    let services = beside.path().join("services");
    fs::create_dir(&services).unwrap();
    fs::write(services.join("catalog-info.yaml"), component("one")).unwrap();
    fs::write(beside.path().join("file.yaml"), component("two")).unwrap();
    let (portal, admin) = start_beside(beside.path()).await;
    let code = async |name: &str, path: &Path, status: u16| add(&portal, &admin, name, path).await.problem(status).0;
    assert_eq!(code("out", &portal.shop(), 403).await, "directory_not_allowed");
    assert_eq!(code("out", &beside.path().join(".."), 403).await, "directory_not_allowed");
    assert_eq!(code("out", &beside.path().join("file.yaml"), 400).await, "no_directory");
    assert_eq!(code("out", &beside.path().join("missing"), 400).await, "no_directory");
    assert_eq!(code("../out", &services, 400).await, "invalid_source_name");
    assert_eq!(code("shop", &services, 409).await, "source_exists");
    let body = json!({ "name": "x", "type": "git", "path": services });
    assert_eq!(portal.send_as(&admin, "POST", "/api/v1/sources", &body).await.problem(400).0, "invalid_body");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(portal.shop(), beside.path().join("link")).unwrap();
        assert_eq!(code("out", &beside.path().join("link"), 403).await, "directory_not_allowed");
    }

    let added = add(&portal, &admin, "services", &services).await;
    assert_eq!((added.status, added.header("location")), (StatusCode::CREATED, "/api/v1/sources/services"));
    assert_eq!(code("again", &services, 409).await, "source_exists");
    sync(&portal, &admin, "services").await;
    assert_eq!(portal.json("/api/v1/sources/services").await["entities"], 1);
    let portal = portal.restart().await;
    assert_eq!(portal.json("/api/v1/sources/services").await["entities"], 1, "it is followed after a restart, too");
}

#[tokio::test]
async fn by_itself_no_directory_may_be_added() {
    let portal = Portal::start().await;
    let admin = portal.token(&["admin"]).await;
    let (code, detail) = add(&portal, &admin, "all", Path::new("/")).await.problem(403);
    assert!(code == "directory_not_allowed" && detail.contains("SEXTANT_ALLOWED_DIRECTORIES"), "{detail}");
}

#[tokio::test]
async fn what_is_held_back_is_decided_by_the_api() {
    let portal = Portal::start().await;
    let admin = portal.token(&["admin"]).await;
    let many: String = (0..40).map(|number| format!("{}---\n", component(&format!("service-{number}")))).collect();
    portal.save("many.yaml", &many).await;
    let decide =
        async |decision: &str| portal.send_as(&admin, "POST", &format!("{SHOP}/{decision}"), &Value::Null).await;
    assert_eq!(decide("confirm").await.problem(409).0, "nothing_held");
    fs::remove_file(portal.shop().join("many.yaml")).unwrap();
    let held = sync(&portal, &admin, "shop").await.json();
    assert_eq!(held["locations"][0]["held"]["entities"], 40, "{held}");
    assert_eq!(decide("discard").await.json()["locations"][0]["held"]["discarded"], true);
    assert_eq!(sync(&portal, &admin, "shop").await.json()["entities"], ENTITIES + 40);
    assert_eq!(decide("confirm").await.status, StatusCode::OK);
    let gone = sync(&portal, &admin, "shop").await.json();
    assert_eq!((&gone["entities"], &gone["locations"][0]["held"]), (&json!(ENTITIES), &Value::Null), "{gone}");
    let audit = portal.json("/api/v1/audit?subject=shop&actor=token:admin").await;
    let actions = column(&audit["items"], "action");
    assert!(actions.contains(&"confirm-deletion") && actions.contains(&"discard-deletion"), "{actions:?}");
}

/// A form as a browser sends it from a page of the portal.
fn form(path: &str, cookie: &str, fields: &str) -> Request<Body> {
    Request::post(path)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("host", "portal.example")
        .header("origin", "https://portal.example")
        .header("cookie", cookie)
        .body(Body::from(fields.to_owned()))
        .unwrap()
}

#[tokio::test]
async fn an_admin_manages_a_source_on_its_page() {
    let portal = Portal::start().await;
    let page = portal.get("/sources/shop").await.text();
    assert!(page.contains("Last syncs") && !page.contains("Read now"), "a reader sees how it goes: {page}");
    let away = portal.get("/sources/shop/remove").await;
    assert_eq!(away.status, StatusCode::SEE_OTHER, "who has not signed in is asked to");

    let admin = portal.token(&["admin"]).await;
    let entered = portal.send(form("/sign-in", "", &format!("token={admin}"))).await;
    let cookie = entered.header("set-cookie").split(';').next().unwrap().to_owned();
    let page = async |address: &str| portal.get_with(address, "cookie", &cookie).await.text();
    let send = async |path: &str, fields: &str| {
        let answer = portal.send(form(path, &cookie, fields)).await;
        (answer.status, answer.header("location").to_owned())
    };
    let back = (StatusCode::SEE_OTHER, "/sources/shop".to_owned());
    let shown = page("/sources/shop").await;
    assert!(shown.contains("Read now") && shown.contains("Remove…") && shown.contains("Priority"), "{shown}");
    assert_eq!(send("/sources/shop/sync", "").await, back);
    assert_eq!(send("/sources/shop/pause", "").await, back);
    assert!(page("/sources/shop").await.contains("This source is paused"));
    assert_eq!(send("/sources/shop/sync", "").await.0, StatusCode::CONFLICT);
    assert_eq!(send("/sources/shop/resume", "").await, back);
    assert_eq!(send("/sources/shop/settings", "priority=150&overlay=&kinds=&namespaces=default").await, back);
    let source = portal.json(SHOP).await;
    assert_eq!((&source["priority"], &source["namespaces"]), (&json!(150), &json!(["default"])));
    assert_eq!(send("/sources/shop/settings", "priority=high").await.0, StatusCode::BAD_REQUEST);
    assert_eq!(send("/sources/shop/confirm", "").await.0, StatusCode::CONFLICT);

    let preview = page("/sources/shop/remove").await;
    assert!(
        preview.contains("component:default/orders") && preview.contains(r#"name="confirm" value="6""#),
        "{preview}"
    );
    assert_eq!(send("/sources/shop/remove", "confirm=2").await.0, StatusCode::CONFLICT);
    assert_eq!(send("/sources/shop/remove", "confirm=6").await, (StatusCode::SEE_OTHER, "/sources".to_owned()));
    assert!(page("/sources").await.contains("No sources"));
}
