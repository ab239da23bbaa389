use serde_json::Value;

use crate::harness::Portal;

pub(super) async fn outcome(portal: &Portal, entity: &str, rule: &str) -> Value {
    let results = portal.json(&format!("/api/v1/entities/{entity}/scorecards")).await;
    let mut rules = results.as_array().unwrap().iter().flat_map(|result| result["rules"].as_array().unwrap());
    rules.find(|result| result["id"] == rule).unwrap().clone()
}

#[tokio::test]
async fn rules_say_what_they_found_and_how_to_do_better() {
    let portal = Portal::start().await;
    let good = outcome(&portal, "component/default/orders", "owner-exists").await;
    assert_eq!(good["outcome"], "pass");
    let bad = outcome(&portal, "component/default/gateway", "owner-exists").await;
    assert_eq!(bad["outcome"], "fail");
    assert!(bad["message"].as_str().unwrap().contains("group:default/ghosts"), "{bad}");
    assert!(!bad["fix"].as_str().unwrap().is_empty());
    assert_eq!(outcome(&portal, "resource/default/orders-db", "has-description").await["outcome"], "fail");
}

#[tokio::test]
async fn a_rule_changes_its_mind_when_the_owner_arrives() {
    let portal = Portal::start().await;
    let team = "apiVersion: sextant.dev/v1\nkind: Group\nmetadata:\n  name: ghosts\nspec:\n  type: team\n";
    portal.save("team/catalog-info.yaml", team).await;
    assert_eq!(outcome(&portal, "component/default/gateway", "owner-exists").await["outcome"], "pass");
}

/// Part of a rule's result of the small catalog.
async fn fact(portal: &Portal, entity: &str, rule: &str, fact: &str) -> (Value, Value) {
    let result = outcome(portal, entity, rule).await;
    (result["evidence"][fact].clone(), result["origins"][fact].clone())
}

#[tokio::test]
async fn facts_lead_to_the_line_or_the_page_that_they_come_from() {
    let portal = Portal::start().await;
    let (value, origin) = fact(&portal, "component/default/orders", "has-description", "entity.description").await;
    assert_eq!(value, "Takes orders and remembers them.");
    assert_eq!(origin["path"], "catalog-info.yaml");
    let line = origin["line"].as_u64().unwrap();
    let text = std::fs::read_to_string(portal.shop().join("catalog-info.yaml")).unwrap();
    assert!(text.lines().nth(line as usize - 1).unwrap().contains("Takes orders"), "line {line}");
    let page = format!("/catalog/component/default/orders?tab=descriptor#L{line}");
    assert_eq!(origin["href"], page.as_str());

    let (value, origin) = fact(&portal, "component/default/orders", "owner-exists", "owner.ref").await;
    assert_eq!(value, "group:default/payments");
    assert!(text.lines().nth(origin["line"].as_u64().unwrap() as usize - 1).unwrap().contains("owner: payments"));
    let (_, origin) = fact(&portal, "component/default/orders", "owner-exists", "owner.exists").await;
    assert_eq!(origin["href"], "/catalog/group/default/payments");
    let (_, origin) = fact(&portal, "component/default/gateway", "owner-exists", "owner.exists").await;
    assert!(origin["line"].is_u64(), "an owner that is not there has no page: {origin}");

    let (value, origin) = fact(&portal, "resource/default/orders-db", "has-description", "entity.description").await;
    assert_eq!(value, Value::Null);
    let line = origin["line"].as_u64().unwrap();
    assert!(text.lines().nth(line as usize - 1).unwrap().contains("name: orders-db"), "below which it could be said");
    let page = format!("/catalog/resource/default/orders-db?tab=descriptor#L{line}");
    assert_eq!(origin["href"], page.as_str());
}

#[tokio::test]
async fn a_rule_says_what_would_change_it() {
    let portal = Portal::start().await;
    let rule = outcome(&portal, "resource/default/orders-db", "has-description").await;
    assert!(rule["expression"].as_str().unwrap().contains("entity.description != null"));
    assert_eq!(rule["changes"][0]["fact"], "entity.description");
    assert!(rule["changes"][0]["how"].as_str().unwrap().contains("`metadata.description`"), "{rule}");
}
