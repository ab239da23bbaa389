use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::Value;

use crate::harness::{ENTITIES, Portal, column};

const SYSTEM: &str = "apiVersion: sextant.dev/v1\nkind: System\nmetadata:\n  name: new\n";

#[tokio::test]
async fn the_feed_pages_from_the_beginning_without_gap_or_repetition() {
    let portal = Portal::start().await;
    let mut since = "0".to_owned();
    let mut refs = Vec::new();
    loop {
        let page = portal.json(&format!("/api/v1/changes?since={since}&limit=2")).await;
        refs.extend(column(&page["items"], "ref").into_iter().map(str::to_owned));
        since = page["next_since"].as_str().unwrap().to_owned();
        if page["more"] == false {
            break;
        }
    }
    assert_eq!(refs.len() as u64, ENTITIES);
    portal.save("new/catalog-info.yaml", SYSTEM).await;
    let page = portal.json(&format!("/api/v1/changes?since={since}")).await;
    let item = &page["items"][0];
    assert_eq!(
        (&item["ref"], &item["operation"], &item["source"]),
        (&"system:default/new".into(), &"put".into(), &"shop".into())
    );
    assert_eq!((&item["revision"], &item["position"]), (&page["revision"], &0.into()));
    assert!(item["changed_at"].is_string() && item["uid"].is_string());
    assert_eq!(page["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_long_poll_answers_when_something_changes() {
    let portal = Portal::start().await;
    let waiting = portal.json("/api/v1/changes?wait=30");
    let (page, ()) = tokio::join!(waiting, portal.save("new/catalog-info.yaml", SYSTEM));
    // The save may have come before the question, which then starts after it and is answered by the next one.
    assert!(column(&page["items"], "ref").iter().all(|entity_ref| *entity_ref == "system:default/new"));
    assert_eq!(portal.problem(400, "/api/v1/changes?wait=4000").await.0, "invalid_parameter");
}

#[tokio::test]
async fn what_is_of_another_history_or_of_none_is_gone() {
    let portal = Portal::start().await;
    for since in ["another-epoch:1", "99999", "0&epoch=another-epoch"] {
        let (code, detail) = portal.problem(410, &format!("/api/v1/changes?since={since}")).await;
        assert_eq!(code, "revision_gone");
        assert!(detail.contains("read the catalog anew"), "{detail}");
    }
    assert_eq!(portal.problem(400, "/api/v1/changes?since=yesterday").await.0, "invalid_parameter");
}

/// Reads events until there are `count` of them; heartbeats do not count.
async fn events(body: &mut Body, count: usize) -> Vec<(String, String, Value)> {
    let mut text = String::new();
    loop {
        let found: Vec<_> = text.split_inclusive("\n\n").filter_map(event).collect();
        if found.len() >= count {
            return found;
        }
        let frame = body.frame().await.unwrap().unwrap();
        text.push_str(std::str::from_utf8(&frame.into_data().unwrap()).unwrap());
    }
}

fn event(block: &str) -> Option<(String, String, Value)> {
    let field =
        |name: &str| block.lines().find_map(|line| line.strip_prefix(name)).map(|value| value.trim().to_owned());
    let data = block.ends_with("\n\n").then(|| field("data:"))??;
    Some((field("event:")?, field("id:").unwrap_or_default(), serde_json::from_str(&data).unwrap()))
}

async fn stream(portal: &Portal, last: &str) -> Body {
    let request = Request::get("/api/v1/changes").header("accept", "text/event-stream").header("last-event-id", last);
    portal.open_with(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_stream_resumes_after_the_last_event_and_goes_on_with_what_comes() {
    let portal = Portal::start().await;
    let mut body = stream(&portal, "0").await;
    let first = events(&mut body, 6).await;
    assert!(first.iter().all(|(name, _, _)| name == "change"));
    let mut resumed = stream(&portal, &first[3].1).await;
    let rest = events(&mut resumed, 2).await;
    assert_eq!(rest, first[4..], "what came after the fourth");
    portal.save("new/catalog-info.yaml", SYSTEM).await;
    let next = events(&mut resumed, 1).await;
    assert_eq!(next[0].2["ref"], "system:default/new");
}

#[tokio::test]
async fn a_stream_ends_when_the_server_does() {
    let portal = Portal::start().await;
    let mut body = stream(&portal, "0").await;
    events(&mut body, 6).await;
    portal.app.closing().send_replace(true);
    assert!(body.frame().await.is_none());
}

#[tokio::test]
async fn a_stream_that_cannot_begin_is_a_plain_problem() {
    let portal = Portal::start().await;
    let answer = portal.get_with("/api/v1/changes?since=99999", "accept", "text/event-stream").await;
    assert_eq!(answer.status, StatusCode::GONE);
    assert_eq!(answer.problem(410).0, "revision_gone");
}
