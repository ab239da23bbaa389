use serde_json::Value;

use crate::harness::{Portal, answers};

/// A component with an owner, and its page.
fn owned_component(portal: &Portal) -> (Value, String) {
    let entity = portal.first_entity("kind=component,owner");
    let part = |key: &str| entity[key].as_str().expect("a part of its reference").to_lowercase();
    let page = format!("/catalog/{}/{}/{}", part("kind"), part("namespace"), part("name"));
    (entity, page)
}

fn short(reference: &Value) -> String {
    reference.as_str().and_then(|text| text.rsplit('/').next()).expect("a reference").to_owned()
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn the_overview_says_what_it_is_and_whose() {
    let portal = Portal::start();
    let (entity, page) = owned_component(&portal);
    let name = entity["title"].as_str().or(entity["name"].as_str()).expect("a name");
    let owner = short(&entity["owner"]);
    let reference = entity["ref"].as_str().expect("a reference");
    let expected = [name, reference, &owner, "About", "Relations", "Scorecards", "Has an owner that exists"];
    answers(&portal, "entity", &page, &expected, None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn relations_are_listed_with_who_declares_them() {
    let portal = Portal::start();
    let (entity, page) = owned_component(&portal);
    let owner = short(&entity["owner"]);
    answers(&portal, "entity-relations", &format!("{page}?tab=relations"), &["Owned by", &owner, "itself"], None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn the_descriptor_is_shown_as_it_stands() {
    let portal = Portal::start();
    let (entity, page) = owned_component(&portal);
    let path = entity["path"].as_str().expect("a path");
    let descriptor = portal.api(&format!("/api/v1/entities{}/descriptor", page.trim_start_matches("/catalog")));
    let line = descriptor["text"].as_str().and_then(|text| text.lines().find(|line| !line.trim().is_empty()));
    let line = line.expect("a line of text").trim();
    answers(&portal, "entity-descriptor", &format!("{page}?tab=descriptor"), &[path, line], None).await;
}
