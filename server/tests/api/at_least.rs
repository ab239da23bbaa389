use axum::http::StatusCode;

use crate::harness::Portal;

const ORDERS: &str = "/api/v1/entities/component/default/orders";
const HEADER: &str = "sextant-at-least";

#[tokio::test]
async fn what_an_answer_shows_can_be_asked_for_again() {
    let portal = Portal::start().await;
    let answer = portal.get(ORDERS).await;
    let shown = answer.header("sextant-revision").to_owned();
    let (epoch, revision) = shown.split_once(':').unwrap();
    assert_eq!(revision, answer.json()["revision"].to_string());
    for asked in [&shown, revision, "0"] {
        assert_eq!(portal.get_with(ORDERS, HEADER, asked).await.status, StatusCode::OK, "{asked}");
    }
    let tag = answer.header("etag");
    assert_eq!(portal.get_with(ORDERS, "if-none-match", tag).await.header("sextant-revision"), shown);
    assert!(!epoch.is_empty());
}

#[tokio::test]
async fn a_read_waits_for_the_revision_that_it_asks_for() {
    let portal = Portal::start().await;
    let next = portal.app.cell().load().revision() + 1;
    let reading = async { portal.get_with("/api/v1/entities?filter=kind=system", HEADER, &next.to_string()).await };
    let system = "apiVersion: sextant.dev/v1\nkind: System\nmetadata:\n  name: new\n";
    let (answer, ()) = tokio::join!(reading, portal.save("new/catalog-info.yaml", system));
    assert_eq!(answer.json()["total"], 2);
}

#[tokio::test]
async fn what_does_not_come_in_time_is_said_with_when_to_ask_again() {
    let portal = Portal::start().await;
    let request = axum::http::Request::get(ORDERS).header(HEADER, "99999").header("prefer", "respond-async, wait=0");
    let answer = portal.send(request.body(axum::body::Body::empty()).unwrap()).await;
    let (code, detail) = answer.problem(503);
    assert_eq!(code, "revision_not_reached");
    assert!(detail.contains("99999 is asked for"), "{detail}");
    assert_eq!(answer.header("retry-after"), "1");
}

#[tokio::test]
async fn another_epoch_and_what_is_no_revision_are_refused() {
    let portal = Portal::start().await;
    assert_eq!(portal.get_with(ORDERS, HEADER, "another:1").await.problem(410).0, "revision_gone");
    assert_eq!(portal.get_with(ORDERS, HEADER, "soon").await.problem(400).0, "invalid_revision");
    assert_eq!(portal.get_with("/healthz", HEADER, "soon").await.status, StatusCode::OK);
}
