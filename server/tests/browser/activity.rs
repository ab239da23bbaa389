use crate::harness::{Portal, answers};

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn activity_says_what_changed_lately() {
    let portal = Portal::start();
    let changes = portal.api("/api/v1/changes?before=now&limit=1");
    let source = changes["items"][0]["source"].as_str().expect("a source");
    answers(&portal, "activity", "/activity", &["Today", source, "added", "Show all", "Download CSV"], None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn activity_narrows_and_says_where_there_is_nothing() {
    let portal = Portal::start();
    let expected = ["No such change", "Show everything"];
    answers(&portal, "activity-none", "/activity?event=deleted&kind=api", &expected, None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn activity_says_what_it_cannot_look_for() {
    let portal = Portal::start();
    let expected = ["This cannot be looked for", "Narrow"];
    answers(&portal, "activity-refused", "/activity?entity=menu", &expected, Some("400")).await;
}
