//! Which push is in force, whatever order they come in.

use serde_json::json;
use sextant_server::app::AppOptions;
use sextant_server::store::SourceSettings;

use super::common::{CI, component, description, of_run, on_both_engines, post, push, repository};
use crate::harness::Portal;

on_both_engines! {
    async fn pipelines_that_end_out_of_order_leave_the_newer_commit_in_force(portal) {
        let of = |minute: u32, does: &str| repository("acme/shop", minute, &[("a.yaml", &component("a", does))]);
        push(&portal, &of(1, "first")).await;
        push(&portal, &of(3, "third")).await;
        let (code, detail) = post(&portal, CI, &of(2, "second")).await.problem(409);
        assert_eq!(code, "stale_push");
        assert!(detail.contains("commit c2 (of 2026-01-01T00:02:00Z)") && detail.contains("commit c3"), "{detail}");
        assert_eq!(description(&portal, "a").await, "third");
        // Also where the newer one changed nothing.
        push(&portal, &of(5, "third")).await;
        assert_eq!(post(&portal, CI, &of(4, "fourth")).await.problem(409).0, "stale_push");
        // Of one commit the later run counts.
        push(&portal, &of_run(of(6, "sixth"), "10")).await;
        assert_eq!(post(&portal, CI, &of_run(of(6, "sixth by run 9"), "9")).await.problem(409).0, "stale_push");
        push(&portal, &of_run(of(6, "sixth again"), "11")).await;
        assert_eq!(description(&portal, "a").await, "sixth again");

        // All at once: whatever order they come in, the newest stays.
        let all = (7..27).map(|minute| of(minute, &format!("number {minute}")));
        let answers = futures_util::future::join_all(all.map(|push| { let portal = &portal; async move { post(portal, CI, &push).await } })).await;
        for answer in answers {
            assert!(answer.status == 200 || answer.problem(409).0 == "stale_push");
        }
        let head = portal.app.store().read().await.unwrap().head().await.unwrap().revision;
        portal.app.cell().wait_for(head).await;
        assert_eq!(description(&portal, "a").await, "number 26");
    }

    async fn pushes_of_many_repositories_at_once_all_land(portal) {
        let of = |number: u32| {
            let name = format!("service-{number}");
            repository(&name, 1, &[("catalog-info.yaml", &component(&name, "something"))])
        };
        let pushes = (0..100).map(of).map(|push| { let portal = &portal; async move { post(portal, CI, &push).await } });
        for answer in futures_util::future::join_all(pushes).await {
            assert_eq!(answer.status, 200, "{}", answer.text());
        }
        let head = portal.app.store().read().await.unwrap().head().await.unwrap().revision;
        portal.app.cell().wait_for(head).await;
        let list = portal.json("/api/v1/entities?filter=name=service-7").await;
        assert_eq!(list["total"], 1);
        assert_eq!(portal.json("/api/v1/entities?filter=source=ci&limit=1").await["total"], 100);
        assert_eq!(portal.app.store().read().await.unwrap().addresses_of("ci").await.unwrap().len(), 100);
    }

    async fn two_pushes_of_one_location_at_once_both_end(portal) {
        let of = |below: &str, name: &str| {
            let mut push = repository("acme/shop", 1, &[("a.yaml", &component(name, "something"))]);
            push["below"] = json!(below);
            push
        };
        let (left, right) = (of("left", "left"), of("right", "right"));
        let (left, right) = tokio::join!(post(&portal, CI, &left), post(&portal, CI, &right));
        assert_eq!((left.status.as_u16(), right.status.as_u16()), (200, 200), "{} {}", left.text(), right.text());
        let head = portal.app.store().read().await.unwrap().head().await.unwrap().revision;
        portal.app.cell().wait_for(head).await;
        assert_eq!(portal.json("/api/v1/sources/ci").await["entities"], 2);
    }
}

#[tokio::test]
async fn parts_are_replaced_apart_and_compared_with_what_they_lie_in() {
    let portal = Portal::start().await;
    let below = |folder: &str, minute: u32, name: &str| {
        let mut push = repository("acme/mono", minute, &[("catalog-info.yaml", &component(name, "something"))]);
        push["below"] = json!(folder);
        push
    };
    push(&portal, &below("orders", 5, "orders-1")).await;
    push(&portal, &below("menu/", 3, "menu-1")).await;
    assert_eq!(portal.json("/api/v1/sources/ci").await["entities"], 2);
    assert_eq!(post(&portal, CI, &below("orders", 4, "orders-2")).await.problem(409).0, "stale_push");
    let whole = repository("acme/mono", 4, &[("all.yaml", &component("all", "something"))]);
    let (_, detail) = post(&portal, CI, &whole).await.problem(409);
    assert!(detail.contains("which is in force of orders"), "{detail}");
    push(&portal, &repository("acme/mono", 6, &[("all.yaml", &component("all", "something"))])).await;
    assert_eq!(post(&portal, CI, &below("menu", 4, "menu-2")).await.problem(409).0, "stale_push");
    push(&portal, &below("menu", 7, "menu-2")).await;
    assert_eq!(portal.json("/api/v1/sources/ci").await["entities"], 2);
}

#[tokio::test]
async fn one_branch_counts_and_any_may_be_asked_about() {
    let portal = Portal::start().await;
    push(&portal, &repository("acme/shop", 1, &[("a.yaml", &component("a", "first"))])).await;
    let mut topic = repository("acme/shop", 2, &[("a.yaml", &component("a", "topic"))]);
    topic["branch"] = json!("topic");
    let (code, detail) = post(&portal, CI, &topic).await.problem(409);
    assert_eq!(code, "other_branch");
    assert!(detail.contains("\"topic\"") && detail.contains("\"main\"") && detail.contains("dry_run"), "{detail}");
    let told = post(&portal, &format!("{CI}?dry_run=true"), &topic).await;
    assert_eq!(told.status, 200, "{}", told.text());
    assert_eq!(
        (&told.json()["updated"], &told.json()["new_location"]),
        (&json!(["component:default/a"]), &json!(false))
    );
    assert_eq!(description(&portal, "a").await, "first");
    // Another repository may have another one.
    topic["repository"] = json!("https://git.example.com/acme/other");
    topic["files"][0]["content"] = json!(component("b", "topic"));
    push(&portal, &topic).await;

    let sources = [("ci".to_owned(), SourceSettings { branch: Some("trunk".to_owned()), ..SourceSettings::default() })];
    let portal = portal.restart_with(AppOptions { sources: sources.into(), ..AppOptions::default() }).await;
    let mut trunk = repository("acme/shop", 0, &[("a.yaml", &component("a", "trunk"))]);
    assert_eq!(post(&portal, CI, &trunk).await.problem(409).0, "other_branch");
    trunk["branch"] = json!("trunk");
    push(&portal, &trunk).await;
    assert_eq!(description(&portal, "a").await, "trunk");
}
