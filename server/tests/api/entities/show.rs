use serde_json::{Value, json};

use super::scorecards::outcome;
use crate::harness::Portal;

#[tokio::test]
async fn an_entity_comes_with_its_facts_and_its_descriptor() {
    let portal = Portal::start().await;
    let entity = portal.json("/api/v1/entities/component/default/orders").await;
    assert_eq!(entity["ref"], "component:default/orders");
    assert_eq!(entity["kind"], "Component");
    assert_eq!(entity["name"], "Orders");
    assert_eq!(entity["title"], "Order desk");
    assert_eq!(entity["type"], "service");
    assert_eq!(entity["owner"], "group:default/payments");
    assert_eq!(entity["system"], "system:default/shop");
    assert_eq!(entity["tier"], Value::Null);
    assert_eq!(entity["tags"], json!(["rust", "checkout"]));
    assert_eq!(entity["source"], "shop");
    assert_eq!(entity["path"], "catalog-info.yaml");
    assert_eq!(entity["stale"], false);
    assert_eq!(entity["descriptor"]["spec"]["lifecycle"], "production");
    assert_eq!(entity["measures"]["dependents"], 1);
    assert!(entity["uid"].as_str().is_some_and(|uid| !uid.is_empty()));
}

#[tokio::test]
async fn case_does_not_matter() {
    let portal = Portal::start().await;
    let entity = portal.json("/api/v1/entities/Component/DEFAULT/ORDERS").await;
    assert_eq!(entity["ref"], "component:default/orders");
}

#[tokio::test]
async fn what_is_not_there_is_a_problem_that_names_what_is_near() {
    let portal = Portal::start().await;
    let (code, detail) = portal.problem(404, "/api/v1/entities/component/default/oders").await;
    assert_eq!(code, "entity_not_found");
    assert!(detail.contains("component:default/orders"), "{detail}");
    // Named by a descriptor, but not in the catalog.
    assert_eq!(portal.problem(404, "/api/v1/entities/resource/default/not-there").await.0, "entity_not_found");
}

#[tokio::test]
async fn a_path_that_is_no_reference_is_refused() {
    let portal = Portal::start().await;
    assert_eq!(portal.problem(400, "/api/v1/entities/a%3Ab/default/orders").await.0, "invalid_ref");
    assert_eq!(portal.problem(400, "/api/v1/entities/component/default/%ff").await.0, "invalid_path");
    assert_eq!(portal.problem(400, "/api/v1/entities/component/default/orders?full=1").await.0, "unknown_parameter");
}

#[tokio::test]
async fn a_file_that_breaks_leaves_its_last_good_version_marked_stale() {
    let portal = Portal::start().await;
    portal.break_orders().await;
    let entity = portal.json("/api/v1/entities/component/default/orders").await;
    assert_eq!(entity["stale"], true);
    assert_eq!(entity["title"], "Order desk");
    assert_eq!(portal.json("/api/v1/entities/component/default/gateway").await["stale"], false);
}

const NAMES: &str = "\
apiVersion: sextant.dev/v1
kind: Group
metadata: {name: crew, title: Night Crew, annotations: {github.com/team-slug: acme/night}}
spec: {type: team}
---
apiVersion: sextant.dev/v1
kind: Component
metadata: {name: desk, namespace: shop}
spec: {type: service, lifecycle: production, owner: '@acme/night', system: shop, dependsOn: [component:order desk]}
---
apiVersion: sextant.dev/v1
kind: Component
metadata: {name: lost}
spec: {type: service, lifecycle: production, owner: TBD}
";

#[tokio::test]
async fn references_lead_to_what_they_mean_and_say_how_they_were_understood() {
    let portal = Portal::start().await;
    portal.save("names/catalog-info.yaml", NAMES).await;
    let desk = portal.json("/api/v1/entities/component/shop/desk").await;
    assert_eq!(desk["owner"], "group:default/crew");
    assert_eq!(desk["effective_owner"]["ref"], "group:default/crew");
    assert_eq!(desk["system"], "system:default/shop");
    let references = desk["references"].as_array().unwrap();
    let said: Vec<_> = references
        .iter()
        .map(|one| ["relation", "ref", "written", "form", "found_by"].map(|key| one[key].as_str().unwrap_or("-")))
        .collect();
    assert_eq!(
        said,
        [
            ["ownedBy", "group:default/crew", "@acme/night", "handle", "alias"],
            ["dependsOn", "component:default/orders", "component:order desk", "kind-name", "title"],
            ["partOf", "system:default/shop", "shop", "name", "namespace"],
        ]
    );
    for address in [
        "/api/v1/entities?filter=owner=crew",
        "/api/v1/entities?filter=owner_tree=crew",
        "/api/v1/entities?filter=system=shop,namespace=shop",
        "/api/v1/entities?filter=called=night-crew",
    ] {
        assert_eq!(portal.json(address).await["total"], 1, "{address}");
    }
    let orders = portal.json("/api/v1/entities/component/default/orders").await;
    assert_eq!(orders["measures"]["dependents"], 2);
    let owner_exists = outcome(&portal, "component/shop/desk", "owner-exists").await;
    assert_eq!(owner_exists["outcome"], "pass");

    let lost = portal.json("/api/v1/entities/component/default/lost").await;
    assert_eq!((&lost["owner"], &lost["unowned"]), (&Value::Null, &json!("TBD")));

    // Another one of the same title, and it is not clear any more which is meant.
    let second = "apiVersion: sextant.dev/v1\nkind: Component\nmetadata: {name: o2, title: Order desk}\n\
                  spec: {type: service, lifecycle: production, owner: crew}\n";
    portal.save("second/catalog-info.yaml", second).await;
    let desk = portal.json("/api/v1/entities/component/shop/desk").await;
    assert_eq!(desk["references"][1]["ref"], "component:shop/order-desk");
    assert_eq!(desk["references"][1]["found_by"], Value::Null);
}
