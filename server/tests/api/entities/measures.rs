use serde_json::{Value, json};

use crate::harness::{Portal, column};

const GATEWAY: &str = "/api/v1/entities/component/default/gateway";

fn component(name: &str, on: &str) -> String {
    format!("---\nkind: Component\nmetadata: {{name: {name}}}\nspec: {{type: service, owner: payments{on}}}\n")
}

#[tokio::test]
async fn an_entity_has_the_figures_of_its_neighbours_at_once_and_those_of_the_whole_graph_when_they_are_counted() {
    let portal = Portal::start().await;
    let first = portal.json(GATEWAY).await["measures"].clone();
    assert_eq!([&first["dependents"], &first["dependencies"], &first["instability"]], [0, 1, 100]);
    portal.measured().await;
    let entity = portal.json(GATEWAY).await;
    let whole = &entity["measures"];
    assert_eq!([&whole["reach"], &whole["depth"], &whole["articulation"]], [&json!(0), &json!(2), &json!(false)]);
    assert_eq!((&whole["criticality"], &whole["revision"]), (&json!(0), &entity["revision"]));
    let counted = ["reach", "depth", "articulation", "criticality", "revision"];
    assert!(counted.iter().all(|name| first[name].is_null()) || first == *whole, "{first}: all of them or none");
    let database = portal.json("/api/v1/entities/resource/default/orders-db").await["measures"].clone();
    assert_eq!([&database["reach"], &database["depth"], &database["instability"]], [2, 0, 0]);
    let orders = portal.json("/api/v1/entities/component/default/orders").await["measures"].clone();
    assert_eq!(orders["articulation"], true, "the gateway reaches the database by way of it alone");
    let system = portal.json("/api/v1/entities/system/default/shop").await["measures"].clone();
    assert_eq!((&system["dependents"], &system["instability"]), (&json!(0), &Value::Null));
    let list = portal.json("/api/v1/entities?filter=name=orders,kind=component").await;
    assert_eq!(list["items"][0]["measures"], orders, "lists tell the same");

    // What comes has figures of its own at once, and the others say what revision they are of until they are counted.
    portal.save("late.yaml", &component("late", ", dependsOn: [component:gateway]")).await;
    let gateway = portal.json(GATEWAY).await;
    assert_eq!(gateway["measures"]["dependents"], 1);
    let (of, now) = (gateway["measures"]["revision"].as_u64().unwrap(), gateway["revision"].as_u64().unwrap());
    assert_eq!(gateway["measures"]["reach"], u64::from(of == now), "as of its revision");
    portal.measured().await;
    assert_eq!(portal.json(GATEWAY).await["measures"]["reach"], 1);
}

#[tokio::test]
async fn lists_and_tables_come_in_the_order_of_a_measure_across_pages() {
    let portal = Portal::start().await;
    portal.save("chain.yaml", &(component("end", "") + &component("next", ", dependsOn: [component:end]"))).await;
    portal.measured().await;
    let only = "filter=kind=component&filter=kind=resource";
    let list = |order: &str| format!("/api/v1/entities?{only}&order={order}");
    for (order, expected) in [
        ("-measures.reach", ["orders-db", "end", "Orders", "gateway", "next"]),
        ("-measures.depth", ["gateway", "next", "Orders", "end", "orders-db"]),
        ("measures.instability", ["end", "orders-db", "Orders", "gateway", "next"]),
        ("-measures.dependencies", ["Orders", "gateway", "next", "end", "orders-db"]),
    ] {
        let found = portal.json(&list(order)).await;
        assert_eq!(column(&found["items"], "name"), expected, "{order}");
        let table = portal.get(&list(order).replace("entities?", "entities.csv?")).await.text();
        let names: Vec<&str> = table.lines().skip(1).filter_map(|line| line.split(',').nth(3)).collect();
        assert_eq!(names, expected, "{order}");
    }
    let by_weight = portal.json(&list("-measures.criticality")).await;
    let weights: Vec<u64> = by_weight["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["measures"]["criticality"].as_u64().unwrap())
        .collect();
    assert!(weights.is_sorted_by(|one, other| one >= other) && weights[0] > 0, "{weights:?}");

    // A page, then another catalog and other figures, then the next page.
    let asked = list("-measures.reach") + "&limit=2";
    let first = portal.json(&asked).await;
    assert_eq!(column(&first["items"], "name"), ["orders-db", "end"]);
    portal.save("late.yaml", &component("late", ", dependsOn: [component:gateway]")).await;
    portal.measured().await;
    let next = portal.json(&format!("{asked}&cursor={}", first["next_cursor"].as_str().unwrap())).await;
    assert_eq!(column(&next["items"], "name"), ["gateway", "late"], "reach 1 and 0: Orders has moved to what was seen");
    let back = portal.json(&format!("{asked}&cursor={}", next["previous_cursor"].as_str().unwrap())).await;
    assert_eq!(back["next_cursor"].as_str().map(str::is_empty), Some(false));
}

#[tokio::test]
async fn an_unknown_measure_is_refused_with_those_that_there_are() {
    let portal = Portal::start().await;
    let (code, detail) = portal.problem(400, "/api/v1/entities?order=measures.age").await;
    assert_eq!(code, "unknown_order");
    for known in ["dependents", "dependencies", "instability", "reach", "depth", "criticality"] {
        assert!(detail.contains(&format!("measures.{known}")), "{detail}");
    }
}
