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

#[tokio::test]
async fn the_graph_speaks_the_languages_of_other_tools() {
    let portal = Portal::start().await;
    for (format, content_type, beginning) in [
        ("dot", "text/vnd.graphviz; charset=utf-8", "digraph catalog {"),
        ("mermaid", "text/plain; charset=utf-8", "flowchart LR\n"),
        ("graphml", "application/xml; charset=utf-8", "<?xml version=\"1.0\""),
        ("json", "application/json", "{\"nodes\":["),
    ] {
        let answer = portal.get(&format!("/api/v1/graph?root=component:orders&format={format}")).await;
        assert_eq!(answer.header("content-type"), content_type);
        assert!(answer.text().starts_with(beginning), "{}", answer.text());
        assert!(answer.text().contains("resource:default/orders-db"), "{}", answer.text());
    }
    let (code, detail) = portal.problem(400, "/api/v1/graph?root=component:orders&format=png").await;
    assert!(code == "invalid_parameter" && detail.contains("one of json, dot, mermaid, graphml"), "{detail}");
}
