use serde_json::{Value, json};

use crate::harness::{Portal, column};

#[tokio::test]
async fn the_text_comes_with_the_lines_of_the_entity() {
    let portal = Portal::start().await;
    let descriptor = portal.json("/api/v1/entities/component/default/orders/descriptor").await;
    assert_eq!(descriptor["path"], "catalog-info.yaml");
    assert_eq!(descriptor["format"], "backstage");
    assert_eq!(descriptor["stale"], false);
    let text = descriptor["text"].as_str().unwrap();
    let line = |field: &str| usize::try_from(descriptor[field].as_u64().unwrap()).unwrap();
    let lines: Vec<&str> =
        text.lines().skip(line("start_line") - 1).take(line("end_line") + 1 - line("start_line")).collect();
    assert!(lines.contains(&"  name: Orders"), "{lines:?}");
    assert!(!lines.contains(&"  name: gateway"), "{lines:?}");
}

#[tokio::test]
async fn a_broken_file_shows_its_last_good_text_and_what_is_wrong_now() {
    let portal = Portal::start().await;
    portal.break_orders().await;
    let descriptor = portal.json("/api/v1/entities/component/default/orders/descriptor").await;
    assert_eq!(descriptor["stale"], true);
    assert!(descriptor["text"].as_str().unwrap().contains("name: Orders"));
    assert_eq!(descriptor["diagnostics"][0]["severity"], "error");
    assert_eq!(descriptor["diagnostics"][0]["file"], "catalog-info.yaml");
}

#[tokio::test]
async fn every_file_that_contributes_is_there_with_where_each_value_comes_from() {
    let portal = Portal::start().await;
    let compass = "configVersion: 1\nname: orders\ntypeId: SERVICE\nfields: {tier: 1, lifecycle: Deprecated}\n";
    portal.save("compass.yml", compass).await;
    let descriptor = portal.json("/api/v1/entities/component/default/orders/descriptor").await;
    assert_eq!(column(&descriptor["files"], "path"), ["catalog-info.yaml", "compass.yml"]);
    assert_eq!(column(&descriptor["files"], "format"), ["backstage", "compass"]);
    assert_eq!((&descriptor["files"][0]["primary"], &descriptor["files"][1]["primary"]), (&json!(true), &json!(false)));
    assert_eq!(descriptor["files"][0]["text"], descriptor["text"]);
    assert_eq!(descriptor["files"][1]["text"], compass);
    assert_eq!(descriptor["also_described_by"], json!([]));
    let of = |field: &str| {
        let found = descriptor["origins"].as_array().unwrap().iter().find(|origin| origin["field"] == field);
        found.unwrap_or_else(|| panic!("no {field} in {descriptor}")).clone()
    };
    let line = |text: &Value, words: &str| {
        json!(text.as_str().unwrap().lines().position(|line| line.contains(words)).unwrap() + 1)
    };
    let tier = of("tier");
    assert_eq!((&tier["value"], &tier["file"], &tier["line"]), (&json!("1"), &json!("compass.yml"), &json!(4)));
    let title = of("title");
    assert_eq!(
        (&title["file"], &title["line"]),
        (&json!("catalog-info.yaml"), &line(&descriptor["text"], "Order desk"))
    );
    let lifecycle = of("lifecycle");
    assert_eq!((&lifecycle["value"], &lifecycle["format"]), (&json!("production"), &json!("backstage")));
    assert_eq!(
        lifecycle["overridden"],
        json!([{"source": "shop", "file": "compass.yml", "line": 4, "column": 19, "format": "compass", "value": "deprecated"}])
    );
}

#[tokio::test]
async fn descriptions_that_are_not_shown_are_named_on_both_sides() {
    let portal = Portal::start().await;
    portal.save("later.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: orders}\nspec: {type: library, lifecycle: production, owner: payments}\n").await;
    let also =
        json!([{"source": "shop", "location": portal.shop(), "path": "later.yaml", "line": 1, "format": "backstage"}]);
    let descriptor = portal.json("/api/v1/entities/component/default/orders/descriptor").await;
    assert_eq!(descriptor["also_described_by"], also);
    let entity = portal.json("/api/v1/entities/component/default/orders").await;
    assert_eq!((&entity["also_described_by"], &entity["type"]), (&also, &json!("service")));
    let diagnostics = portal.json("/api/v1/diagnostics?severity=warning").await;
    let messages = diagnostics["items"].as_array().unwrap().iter().map(|item| item["message"].as_str().unwrap());
    assert!(
        messages.into_iter().any(|message| message.contains("already described by catalog-info.yaml line")),
        "{diagnostics}"
    );
}
