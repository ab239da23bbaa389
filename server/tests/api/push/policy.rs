//! Who may push, and what a source that is pushed to may describe.

use axum::body::Body;
use axum::http::Request;
use serde_json::json;
use sextant_server::app::{App, AppOptions};
use sextant_server::store::SourceSettings;

use super::common::{CI, component, post, push, repository};
use crate::harness::{Portal, column};

#[tokio::test]
async fn a_source_may_describe_what_goes_without_saying_and_what_is_granted() {
    let team = "kind: Group\nmetadata: {name: kitchen}\nspec: {type: team, children: []}\n";
    let portal = Portal::start().await;
    push(&portal, &repository("acme/org", 1, &[("org.yaml", team)])).await;
    // A token for one source makes one that may describe what goes without saying, whoever pushes later.
    let token = portal.token(&["push:narrow"]).await;
    let narrow = "/api/v1/sources/narrow/descriptors";
    let refused = portal.send_as(&token, "POST", narrow, &repository("acme/x", 1, &[("org.yaml", team)])).await;
    assert_eq!(column(&refused.json()["diagnostics"], "code"), ["not-allowed"], "{}", refused.text());
    assert_eq!(portal.get("/api/v1/sources/narrow").await.status, 404);
    let x = repository("acme/x", 1, &[("a.yaml", &component("x", "x"))]);
    assert_eq!(portal.send_as(&token, "POST", narrow, &x).await.status, 200);
    let head = portal.app.store().read().await.unwrap().head().await.unwrap().revision;
    portal.app.cell().wait_for(head).await;
    let kinds = portal.json("/api/v1/sources/narrow").await["kinds"].clone();
    assert_eq!(kinds, json!(["api", "component", "resource", "system"]));
    let refused = post(&portal, narrow, &repository("acme/x", 2, &[("org.yaml", team)])).await;
    assert_eq!(refused.problem(422).0, "descriptor_errors");

    // What the configuration says holds from its first push on, and of one that is there from the next start.
    let only = |kinds: &[&str]| SourceSettings {
        kinds: Some(kinds.iter().map(|kind| (*kind).to_owned()).collect()),
        ..SourceSettings::default()
    };
    let sources = [("ci".to_owned(), only(&["component"])), ("other".to_owned(), only(&["group"]))];
    let pushed_sources = [String::from("other")].into();
    let options = AppOptions { sources: sources.into(), pushed_sources, ..AppOptions::default() };
    let portal = portal.restart_with(options).await;
    let answer = post(&portal, CI, &repository("acme/org", 2, &[("org.yaml", team)])).await;
    assert_eq!(column(&answer.json()["diagnostics"], "code"), ["not-allowed"], "{}", answer.text());
    let other = "/api/v1/sources/other/descriptors";
    let team = team.replace("kitchen", "cellar");
    assert_eq!(post(&portal, other, &repository("acme/org", 1, &[("org.yaml", &team)])).await.status, 200);
    let refused = post(&portal, other, &repository("acme/org", 2, &[("a.yaml", &component("a", "x"))])).await;
    assert_eq!(refused.problem(422).0, "descriptor_errors");
}

#[tokio::test]
async fn who_may_push_pushes_to_that_source_and_no_other() {
    let portal = Portal::start().await;
    let envelope = repository("acme/shop", 1, &[("a.yaml", &component("a", "first"))]);
    let request =
        || Request::post(CI).header("content-type", "application/json").body(Body::from(envelope.to_string()));
    assert_eq!(portal.send(request().unwrap()).await.problem(401).0, "unauthenticated");
    let (reads, pushes) = (portal.token(&["dry-run", "push:other"]).await, portal.token(&["push:ci"]).await);
    assert_eq!(portal.send_as(&reads, "POST", CI, &envelope).await.problem(403).0, "forbidden");
    assert_eq!(portal.send_as(&pushes, "POST", CI, &envelope).await.status, 200);
    let audit = portal.json("/api/v1/audit?limit=1").await;
    assert_eq!((&audit["items"][0]["action"], &audit["items"][0]["actor"]), (&json!("push"), &json!("token:push.ci")));
    let dry_run = format!("{CI}?dry_run=true");
    assert_eq!(portal.send_as(&reads, "POST", &dry_run, &envelope).await.status, 200);
    let anonymous = Request::post(&dry_run).header("content-type", "application/json");
    assert_eq!(portal.send(anonymous.body(Body::from(envelope.to_string())).unwrap()).await.status, 200);
}

#[tokio::test]
async fn a_table_of_a_source_that_nobody_pushed_to_is_a_slip_unless_it_says_so() {
    let directory = tempfile::tempdir().unwrap();
    let options = |pushed: &[&str]| AppOptions {
        data_dir: directory.path().to_owned(),
        sources: [("ci".to_owned(), SourceSettings::default())].into(),
        pushed_sources: pushed.iter().map(|name| (*name).to_owned()).collect(),
        ..AppOptions::default()
    };
    let Err(error) = App::start(options(&[])).await else { panic!("it started") };
    assert!(error.to_string().contains("type = \"push\""), "{error}");
    App::start(options(&["ci"])).await.unwrap().stop().await;
}
