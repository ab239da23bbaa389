use crate::harness::{ENTITIES, Portal, column};

#[tokio::test]
async fn all_entities_come_by_name_without_descriptors() {
    let portal = Portal::start().await;
    let list = portal.json("/api/v1/entities").await;
    assert_eq!(list["total"], ENTITIES);
    assert_eq!(column(&list["items"], "name"), ["gateway", "Orders", "orders-api", "orders-db", "payments", "shop"]);
    assert_eq!(list["next_cursor"], serde_json::Value::Null);
    assert!(list["items"][0].get("descriptor").is_none());
    assert!(list["revision"].as_u64().unwrap() > 0);
}

#[tokio::test]
async fn a_filter_means_all_of_its_conditions_and_repeated_filters_mean_any() {
    let portal = Portal::start().await;
    let both = portal.json("/api/v1/entities?filter=kind%3Dcomponent%2Cowner%3Dpayments").await;
    assert_eq!(column(&both["items"], "ref"), ["component:default/orders"]);
    let either = portal.json("/api/v1/entities?filter=kind=system&filter=kind=resource").await;
    assert_eq!(column(&either["items"], "ref"), ["resource:default/orders-db", "system:default/shop"]);
    let worded = portal.json("/api/v1/entities?q=doorstep").await;
    assert_eq!(column(&worded["items"], "ref"), ["system:default/shop"]);
}

#[tokio::test]
async fn pages_follow_each_other_in_the_order_asked_for() {
    let portal = Portal::start().await;
    let mut names = Vec::new();
    let mut address = "/api/v1/entities?order=-name&limit=4".to_owned();
    let mut pages = 0;
    loop {
        let page = portal.json(&address).await;
        assert_eq!(page["total"], ENTITIES);
        names.extend(column(&page["items"], "name").into_iter().map(str::to_owned));
        pages += 1;
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        address = format!("/api/v1/entities?order=-name&limit=4&cursor={cursor}");
    }
    assert_eq!(pages, 2);
    assert_eq!(names, ["shop", "payments", "orders-db", "orders-api", "Orders", "gateway"]);
}

#[tokio::test]
async fn the_way_back_leads_over_the_same_pages() {
    let portal = Portal::start().await;
    portal.measured().await;
    let asked = "/api/v1/entities?order=-name&limit=2";
    let first = portal.json(asked).await;
    assert_eq!((&first["skipped"], &first["previous_cursor"]), (&0.into(), &serde_json::Value::Null));
    let second = portal.json(&format!("{asked}&cursor={}", first["next_cursor"].as_str().unwrap())).await;
    let third = portal.json(&format!("{asked}&cursor={}", second["next_cursor"].as_str().unwrap())).await;
    assert_eq!((&third["skipped"], &third["next_cursor"]), (&4.into(), &serde_json::Value::Null));
    let back = portal.json(&format!("{asked}&cursor={}", third["previous_cursor"].as_str().unwrap())).await;
    assert_eq!(back, second);
    let begin = portal.json(&format!("{asked}&cursor={}", back["previous_cursor"].as_str().unwrap())).await;
    assert_eq!(begin, first);
}

#[tokio::test]
async fn what_must_hold_besides_narrows_every_filter() {
    let portal = Portal::start().await;
    let asked = "/api/v1/entities?filter=kind=component&filter=kind=resource";
    let narrowed = portal.json(&format!("{asked}&also=owner=payments")).await;
    assert_eq!(column(&narrowed["items"], "name"), ["Orders", "orders-db"]);
    let both = portal.json(&format!("{asked}&also=owner=payments&also=kind=resource,kind=api")).await;
    assert_eq!(column(&both["items"], "name"), ["orders-db"]);
    assert_eq!(portal.problem(400, &format!("{asked}&also=colour=red")).await.0, "unknown_filter_field");
}

#[tokio::test]
async fn what_makes_no_sense_is_said() {
    let portal = Portal::start().await;
    for (query, code) in [
        ("limit=0", "invalid_limit"),
        ("limit=1001", "invalid_limit"),
        ("limit=many", "invalid_parameter"),
        ("limit=1&limit=2", "repeated_parameter"),
        ("order=colour", "unknown_order"),
        ("filter=colour=red", "unknown_filter_field"),
        ("filter=kind=%22open", "invalid_filter"),
        ("cursor=zz", "invalid_cursor"),
        ("sort=name", "unknown_parameter"),
        ("q=%ff", "invalid_query"),
    ] {
        assert_eq!(portal.problem(400, &format!("/api/v1/entities?{query}")).await.0, code, "{query}");
    }
    let (_, detail) = portal.problem(400, "/api/v1/entities?fliter=kind=api").await;
    assert!(detail.contains("did you mean filter?"), "{detail}");
}
