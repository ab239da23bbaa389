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
