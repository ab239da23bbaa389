//! What a push changes.

use serde_json::{Value, json};
use sextant_server::store::Decision;

use super::common::{CI, component, of_run, on_both_engines, post, push, repository, rows};
use crate::harness::{Portal, column};

on_both_engines! {
    async fn a_push_makes_source_and_location_and_says_what_changed(portal) {
        let before = portal.app.cell().load().revision();
        let two = [("a.yaml", &*component("a", "first")), ("b/catalog-info.yaml", &*component("b", "first"))];
        let first = push(&portal, &repository("acme/shop", 1, &two)).await;
        assert_eq!(first["created"], json!(["component:default/a", "component:default/b"]));
        assert_eq!((&first["revision"], &first["held"], &first["diagnostics"]), (&json!(before + 1), &Value::Null, &json!([])));

        let next = [("a.yaml", &*component("a", "second")), ("c.yaml", &*component("c", "first"))];
        let second = push(&portal, &repository("acme/shop", 2, &next)).await;
        assert_eq!((&second["created"], &second["updated"], &second["deleted"]),
            (&json!(["component:default/c"]), &json!(["component:default/a"]), &json!(["component:default/b"])));
        let moved = [("a.yaml", &*component("a", "second")), ("c.yaml", &*component("d", "first"))];
        let third = push(&portal, &repository("acme/shop", 3, &moved)).await;
        assert_eq!(third["renamed"], json!([{"from": "component:default/c", "to": "component:default/d"}]));

        let source = portal.json("/api/v1/sources/ci").await;
        assert_eq!((&source["type"], &source["entities"]), (&json!("push"), &json!(2)));
        assert_eq!(source["locations"][0]["address"], "https://git.example.com/acme/shop");
        let history = portal.json("/api/v1/entities/component/default/a/history").await;
        let latest = &history["items"][0];
        assert_eq!((&latest["commit"], &latest["author"]), (&json!("c2"), &json!("Ada")), "{history}");
        assert!(latest.to_string().contains("2026-01-01T00:02:00Z"), "{latest}");
        let audit = portal.json("/api/v1/audit").await;
        assert_eq!(column(&audit["items"], "action")[..4], ["push", "push", "push", "register"]);
        assert_eq!(column(&audit["items"], "actor")[..4], ["token:admin"; 4]);
        assert_eq!(audit["items"][0]["detail"]["commit"], "c3");
    }

    async fn the_same_push_again_changes_nothing(portal) {
        let envelope = of_run(repository("acme/shop", 1, &[("a.yaml", &component("a", "first"))]), "7");
        let first = push(&portal, &envelope).await;
        let before = rows(&portal).await;
        for _ in 0..3 {
            let again = push(&portal, &envelope).await;
            assert_eq!((&again["revision"], &again["created"], &again["updated"]), (&first["revision"], &json!([]), &json!([])));
        }
        // That it came again is noted, once for all the times.
        let noted = |(table, count): (&'static str, u64)| (table, count + u64::from(table == "sync_runs"));
        assert_eq!(rows(&portal).await, before.into_iter().map(noted).collect::<Vec<_>>());
    }

    async fn errors_write_nothing(portal) {
        portal.admin().await;
        let before = rows(&portal).await;
        let broken = [("a.yaml", &*component("a", "first")), ("b.yaml", "kind: Component\nmetadata: [\n")];
        let answer = post(&portal, CI, &repository("acme/shop", 1, &broken)).await;
        let diagnostics = answer.json()["diagnostics"].clone();
        assert_eq!(answer.problem(422).0, "descriptor_errors");
        assert_eq!(column(&diagnostics, "file"), ["b.yaml"]);
        assert_eq!(rows(&portal).await, before, "not even a source");

        push(&portal, &repository("acme/shop", 1, &[("a.yaml", &component("a", "first"))])).await;
        let before = rows(&portal).await;
        let answer = post(&portal, CI, &repository("acme/shop", 2, &broken)).await;
        assert_eq!(answer.problem(422).0, "descriptor_errors");
        assert_eq!(rows(&portal).await, before);
        // The one that did not come about is not in force.
        push(&portal, &repository("acme/shop", 1, &[("a.yaml", &component("a", "first"))])).await;
    }

    async fn a_large_deletion_waits_until_it_is_confirmed(portal) {
        let names: Vec<(String, String)> =
            (0..30).map(|number| (format!("{number}.yaml"), component(&format!("service-{number}"), "something"))).collect();
        let files: Vec<(&str, &str)> = names.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        push(&portal, &repository("acme/shop", 1, &files)).await;
        let few = repository("acme/shop", 2, &files[..3]);
        let held = push(&portal, &few).await;
        assert_eq!((&held["held"]["entities"], &held["deleted"]), (&json!(27), &json!([])));
        let mut tx = portal.app.store().write().await.unwrap();
        assert_eq!(tx.decide_holds("ci", Decision::Confirmed).await.unwrap(), 1);
        tx.commit().await.unwrap();
        let gone = push(&portal, &few).await;
        assert_eq!((gone["deleted"].as_array().unwrap().len(), &gone["held"]), (27, &Value::Null));
    }
}

#[tokio::test]
async fn one_changed_file_is_one_version_and_one_step_of_the_log() {
    let portal = Portal::start().await;
    let name = |number: u32| format!("service-{number}");
    let mut files: Vec<(String, String)> =
        (0..50).map(|number| (format!("{number}.yaml"), component(&name(number), "first"))).collect();
    let of = |minute: u32, files: &[(String, String)]| {
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        repository("acme/mono", minute, &files)
    };
    push(&portal, &of(1, &files)).await;
    let before = rows(&portal).await;
    files[7].1 = component(&name(7), "second");
    push(&portal, &of(2, &files)).await;
    let grown: Vec<(&str, u64)> = rows(&portal)
        .await
        .into_iter()
        .zip(before)
        .filter(|((_, now), (_, before))| now > before)
        .map(|((table, now), (_, before))| (table, now - before))
        .collect();
    assert_eq!(grown, [("texts", 1), ("contents", 1), ("versions", 1), ("changes", 1), ("audit", 1), ("sync_runs", 1)]);
}

#[tokio::test]
async fn secrets_of_an_address_are_not_kept_and_companions_come_with_the_push() {
    let portal = Portal::start().await;
    let api = "kind: API\nmetadata: {name: eggs}\nspec: {type: openapi, lifecycle: production, owner: payments, definition: {$text: ./eggs.json}}\n";
    let api = format!("apiVersion: backstage.io/v1alpha1\n{api}");
    let mut with = repository("acme/eggs", 1, &[("api.yaml", &api), ("eggs.json", "{\"openapi\": \"3.1.0\"}")]);
    with["repository"] = json!("https://ci-token:sesame@git.example.com/acme/eggs");
    push(&portal, &with).await;
    let all = portal.json("/api/v1/sources/ci").await.to_string() + &portal.json("/api/v1/audit").await.to_string();
    assert!(all.contains("https://git.example.com/acme/eggs") && !all.contains("sesame"), "{all}");
    let mut curious =
        repository("acme/eggs", 2, &[("api.yaml", &api.replace("./eggs.json", "../shop/catalog-info.yaml"))]);
    let answer = post(&portal, CI, &curious).await.text();
    assert!(!answer.contains("Order desk"), "{answer}");
    curious["files"][0]["content"] = json!(api.replace("./eggs.json", "./secret.json"));
    assert!(post(&portal, CI, &curious).await.text().contains("it was not handed over"));
}

#[tokio::test]
async fn a_description_that_is_not_shown_is_kept_and_said() {
    let portal = Portal::start().await;
    let orders = component("orders", "mine");
    let answer = push(&portal, &repository("acme/shop", 1, &[("a.yaml", &orders)])).await;
    assert_eq!(column(&answer["diagnostics"], "code"), ["duplicate-entity"], "{answer}");
    assert_eq!(answer["created"], json!([]));
}

#[tokio::test]
async fn a_read_that_asks_for_it_shows_what_was_pushed() {
    let portal = Portal::start().await;
    let pushed = post(&portal, CI, &repository("acme/shop", 1, &[("a.yaml", &component("a", "first"))])).await;
    let at_least = pushed.header("sextant-revision").to_owned();
    let read = portal.get_with("/api/v1/entities/component/default/a", "sextant-at-least", &at_least).await;
    assert_eq!(read.json()["description"], "first", "{}", read.text());
}

on_both_engines! {
    async fn a_source_says_what_is_in_force_of_each_of_its_locations(portal) {
        push(&portal, &repository("shop", 5, &[("catalog-info.yaml", &component("cart", "Holds"))])).await;
        push(&portal, &of_run(repository("till", 7, &[("catalog-info.yaml", &component("till", "Counts"))]), "run-7")).await;
        let source = portal.json("/api/v1/sources/ci").await;
        let of = |repository: &str| {
            let address = format!("https://git.example.com/{repository}");
            let locations = source["locations"].as_array().unwrap().clone();
            locations.into_iter().find(|location| location["address"] == address).unwrap()["in_force"][0].clone()
        };
        let (shop, till) = (of("shop"), of("till"));
        assert_eq!((&shop["branch"], &shop["commit"], &shop["below"]), (&json!("main"), &json!("c5"), &json!("")));
        assert_eq!((&till["run_id"], &till["committed_at"]), (&json!("run-7"), &json!("2026-01-01T00:07:00Z")));
        assert!(till["pushed_at"].is_string());
        let page = portal.get("/sources/ci").await.text();
        assert!(page.contains("title=\"c5\"") && page.contains("pushed "), "{page}");
    }
}
