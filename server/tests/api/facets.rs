use serde_json::json;

use crate::harness::{Portal, column};

#[tokio::test]
async fn values_are_counted_for_the_facets_asked_for() {
    let portal = Portal::start().await;
    let facets = portal.json("/api/v1/facets?facet=kind,lifecycle&facet=type&filter=owner=payments").await;
    let names: Vec<&String> = facets["facets"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["kind", "lifecycle", "type"]);
    assert_eq!(facets["facets"]["lifecycle"], json!([{"value": "production", "count": 2}]));
}

#[tokio::test]
async fn without_names_all_facets_are_counted() {
    let portal = Portal::start().await;
    let facets = portal.json("/api/v1/facets").await;
    for name in ["kind", "type", "owner", "lifecycle", "tag"] {
        assert!(facets["facets"][name].is_array(), "{name}: {facets}");
    }
}

#[tokio::test]
async fn an_unknown_facet_is_a_problem() {
    let portal = Portal::start().await;
    let (code, detail) = portal.problem(400, "/api/v1/facets?facet=lifecicle").await;
    assert_eq!(code, "unknown_facet");
    assert!(detail.contains("did you mean lifecycle?"), "{detail}");
}

#[tokio::test]
async fn what_must_hold_besides_narrows_the_counts_of_its_own_field_too() {
    let portal = Portal::start().await;
    let kinds = async |query: &str| {
        let facets = portal.json(&format!("/api/v1/facets?facet=kind&{query}")).await;
        column(&facets["facets"]["kind"], "value").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(kinds("also=kind=component").await, ["component"]);
    assert!(kinds("filter=kind=component").await.len() > 1);
}

#[tokio::test]
async fn a_facet_of_many_values_says_how_many_it_leaves_out() {
    let portal = Portal::start().await;
    let all = portal.json("/api/v1/facets?facet=kind,owner").await;
    let kinds = all["facets"]["kind"].as_array().unwrap();
    assert!(kinds.len() > 2 && all.get("left_out").is_none(), "{all}");

    let some = portal.json("/api/v1/facets?facet=kind&limit=2").await;
    assert_eq!(some["facets"]["kind"], json!(kinds[..2]), "the most frequent ones");
    assert_eq!(some["left_out"], json!({"kind": kinds.len() - 2}));

    for limit in ["0", "10001"] {
        let (code, detail) = portal.problem(400, &format!("/api/v1/facets?limit={limit}")).await;
        assert_eq!(code, "invalid_limit");
        assert!(detail.contains("10000"), "{detail}");
    }
}
