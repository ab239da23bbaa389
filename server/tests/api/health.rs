use crate::harness::Portal;

#[tokio::test]
async fn rules_come_with_what_fails_them_and_whom_that_hits() {
    let portal = Portal::start().await;
    let summary = portal.json("/api/v1/health").await;
    assert_eq!(summary["entities"], 6);
    let judged = ["failing", "passing", "unknown"].map(|health| summary[health].as_u64().unwrap());
    assert_eq!(judged.iter().sum::<u64>(), summary["scored"]);
    let rules = summary["rules"].as_array().unwrap();
    let rule = |id: &str| rules.iter().find(|rule| rule["id"] == id).unwrap();
    // The database says nothing about itself, and the orders service needs it.
    let described = rule("documentation/has-description");
    assert_eq!((&described["failed"], &described["impact"]), (&1.into(), &1.into()));
    assert_eq!(described["worst"][0]["ref"], "resource:default/orders-db");
    // Nobody is in the team that owns all but the gateway; the gateway needs the service, and the service the database.
    assert_eq!(rules[0]["id"], "ownership/owner-has-members", "the one that hits the most comes first");
    assert_eq!((&rules[0]["failed"], &rules[0]["impact"]), (&4.into(), &2.into()));

    let list = portal.json("/api/v1/entities?filter=failing=documentation/has-description").await;
    assert_eq!(list["total"], described["failed"], "the figure is the length of the list");
}

#[tokio::test]
async fn a_filter_narrows_what_is_summed_up() {
    let portal = Portal::start().await;
    let summary = portal.json("/api/v1/health?filter=name=gateway").await;
    assert_eq!((&summary["entities"], &summary["failing"]), (&1.into(), &1.into()));
    let none = portal.json("/api/v1/health?filter=kind=group").await;
    assert_eq!((&none["scored"], none["rules"].as_array().unwrap().len()), (&0.into(), 0));
    assert_eq!(portal.problem(400, "/api/v1/health?filter=onwer=a").await.0, "unknown_filter_field");
}
