use crate::harness::Portal;

#[tokio::test]
async fn teams_say_what_they_carry_and_where_ownership_has_gaps() {
    let portal = Portal::start().await;
    let teams = portal.json("/api/v1/teams").await;
    let team = &teams["items"][0];
    assert_eq!((team["ref"].as_str(), &team["members"]), (Some("group:default/payments"), &0.into()));
    let list = portal.json("/api/v1/entities?filter=effective_owner=payments").await;
    assert_eq!(team["entities"], list["total"], "the figure is the length of the list");
    assert_eq!(teams["gaps"]["unknown_owners"][0]["owner"], "group:default/ghosts");
    assert_eq!(teams["gaps"]["empty_teams"][0], "group:default/payments");
    assert_eq!(teams["gaps"]["unowned"], 0);
}

#[tokio::test]
async fn dependencies_between_teams_are_those_of_their_entities() {
    let portal = Portal::start().await;
    let found = portal.json("/api/v1/teams/default/payments/dependencies").await;
    assert_eq!(found["needed_by"][0]["team"], "group:default/ghosts");
    let example = &found["needed_by"][0]["examples"][0];
    assert_eq!(
        (&example["dependent"], &example["on"]),
        (&"component:default/gateway".into(), &"component:default/orders".into())
    );
    // What is not in the catalog belongs to nobody.
    assert_eq!(found["needs"][0]["team"], serde_json::Value::Null);
    assert_eq!(found["needs"][0]["examples"][0]["on"], "resource:default/not-there");
    assert_eq!(portal.problem(404, "/api/v1/teams/default/pay/dependencies").await.0, "entity_not_found");
}
