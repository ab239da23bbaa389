use crate::harness::{Portal, column};

#[tokio::test]
async fn the_graph_follows_edges_as_far_as_asked() {
    let portal = Portal::start().await;
    let one = portal.json("/api/v1/graph?root=component:gateway&direction=out&relations=dependsOn").await;
    assert_eq!(column(&one["nodes"], "ref"), ["component:default/gateway", "component:default/orders"]);
    assert_eq!(column(&one["edges"], "to"), ["component:default/orders"]);
    let two = portal.json("/api/v1/graph?root=component:gateway&direction=out&relations=dependsOn&depth=2").await;
    let expected = [
        "component:default/gateway",
        "component:default/orders",
        "resource:default/not-there",
        "resource:default/orders-db",
    ];
    assert_eq!(column(&two["nodes"], "ref"), expected);
    assert_eq!(two["nodes"][2]["dangling"], true);
    assert_eq!(two["truncated"], false);
}

#[tokio::test]
async fn what_refers_to_something_unknown_can_be_seen() {
    let portal = Portal::start().await;
    let graph = portal.json("/api/v1/graph?root=resource:not-there&direction=in").await;
    assert_eq!(column(&graph["nodes"], "ref"), ["resource:default/not-there", "component:default/orders"]);
}

#[tokio::test]
async fn what_makes_no_sense_is_said() {
    let portal = Portal::start().await;
    assert_eq!(portal.problem(400, "/api/v1/graph").await.0, "missing_parameter");
    for (query, status, code) in [
        ("root=gateway", 400, "invalid_ref"),
        ("root=component:gateway&direction=up", 400, "invalid_parameter"),
        ("root=component:gateway&depth=11", 400, "invalid_depth"),
        ("root=component:gateway&relations=hates", 400, "unknown_relation"),
        ("root=component:nothing", 404, "entity_not_found"),
    ] {
        assert_eq!(portal.problem(status, &format!("/api/v1/graph?{query}")).await.0, code, "{query}");
    }
}
