use serde_json::json;

use super::street::portal;
use crate::harness::column;

#[tokio::test]
async fn a_way_says_by_what_it_leads() {
    let portal = portal().await;
    let found = portal.json("/api/v1/graph/path?from=component:map&to=resource:orders-db").await;
    let refs = [
        "component:default/map",
        "component:default/courier",
        "component:default/orders",
        "resource:default/orders-db",
    ];
    assert_eq!(found["paths"][0]["refs"], json!(refs));
    let steps = &found["paths"][0]["steps"];
    assert_eq!(column(steps, "relation"), ["dependsOn", "consumesApi", "dependsOn"]);
    assert_eq!((&steps[0]["through"], &steps[1]["through"]), (&json!(null), &json!("api:default/orders-api")));
    let none = portal.json("/api/v1/graph/path?from=resource:orders-db&to=component:map").await;
    assert_eq!((&none["paths"], &none["truncated"]), (&json!([]), &json!(false)));
}

#[tokio::test]
async fn all_ways_come_shortest_first_and_the_rest_is_owned_up_to() {
    let portal = portal().await;
    let address = "/api/v1/graph/path?from=component:map&to=component:orders&all=true";
    assert_eq!(portal.json(address).await["paths"].as_array().unwrap().len(), 1);
    portal
        .save(
            "more/catalog-info.yaml",
            "apiVersion: sextant.dev/v1\nkind: Component\nmetadata: {name: ring-road}\nspec: {type: service, owner: \
             street, dependencyOf: [component:map], dependsOn: [component:courier]}\n",
        )
        .await;
    let all = portal.json(address).await;
    let lengths: Vec<usize> =
        all["paths"].as_array().unwrap().iter().map(|path| path["steps"].as_array().unwrap().len()).collect();
    assert_eq!((lengths, &all["truncated"]), (vec![2, 3], &json!(false)));
    assert_eq!(portal.json(&format!("{address}&limit=1")).await["truncated"], true);
    assert_eq!(portal.json(&format!("{address}&max_length=2")).await["paths"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn relations_lead_where_impact_does_not() {
    let portal = portal().await;
    let found =
        portal.json("/api/v1/graph/path?from=group:payments&to=component:gateway&relations=ownerOf,dependencyOf").await;
    let refs = ["group:default/payments", "component:default/orders", "component:default/gateway"];
    assert_eq!(found["paths"][0]["refs"], json!(refs));
    assert_eq!(column(&found["paths"][0]["steps"], "relation"), ["ownerOf", "dependencyOf"]);
}

#[tokio::test]
async fn what_makes_no_sense_is_said() {
    let portal = portal().await;
    for (query, status, code) in [
        ("from=component:map", 400, "missing_parameter"),
        ("from=component:map&to=map", 400, "invalid_ref"),
        ("from=component:map&to=component:nothing", 404, "entity_not_found"),
        ("from=component:map&to=component:ring&all=maybe", 400, "invalid_parameter"),
        ("from=component:map&to=component:ring&relations=hates", 400, "unknown_relation"),
        ("from=component:map&to=component:ring&all=true&max_length=31", 400, "invalid_length"),
    ] {
        assert_eq!(portal.problem(status, &format!("/api/v1/graph/path?{query}")).await.0, code, "{query}");
    }
}
