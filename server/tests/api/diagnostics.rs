use crate::harness::{Portal, column};

#[tokio::test]
async fn every_problem_is_listed_with_its_place() {
    let portal = Portal::start().await;
    let list = portal.json("/api/v1/diagnostics?severity=error").await;
    assert_eq!(list["total"], 1);
    let item = &list["items"][0];
    assert_eq!(item["source"], "shop");
    assert_eq!(item["file"], "broken/catalog-info.yaml");
    assert!(item["line"].as_u64().is_some(), "{item}");
    assert!(!item["message"].as_str().unwrap().is_empty());
}

#[tokio::test]
async fn the_list_narrows_and_pages() {
    let portal = Portal::start().await;
    portal.save("more/catalog-info.yaml", "kind: [").await;
    let first = portal.json("/api/v1/diagnostics?severity=error&limit=1").await;
    assert_eq!(first["total"], 2);
    assert_eq!(first["items"][0]["file"], "broken/catalog-info.yaml");
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = portal.json(&format!("/api/v1/diagnostics?severity=error&limit=1&cursor={cursor}")).await;
    assert_eq!(second["items"][0]["file"], "more/catalog-info.yaml");
    assert_eq!(second["next_cursor"], serde_json::Value::Null);
    assert_eq!(portal.json("/api/v1/diagnostics?source=elsewhere").await["total"], 0);
}

#[tokio::test]
async fn a_cursor_from_before_a_restore_has_expired() {
    let portal = Portal::start().await;
    portal.save("more/catalog-info.yaml", "kind: [").await;
    let cursor = portal.json("/api/v1/diagnostics?limit=1").await["next_cursor"].as_str().unwrap().to_owned();
    let bytes: Vec<u8> =
        (0..cursor.len()).step_by(2).map(|at| u8::from_str_radix(&cursor[at..at + 2], 16).unwrap()).collect();
    let mut key: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    key[0] = "another-epoch".into();
    let other: String = key.to_string().bytes().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(portal.problem(410, &format!("/api/v1/diagnostics?limit=1&cursor={other}")).await.0, "cursor_expired");
    assert_eq!(portal.problem(400, "/api/v1/diagnostics?limit=1&cursor=5b5d").await.0, "invalid_cursor");
}

#[tokio::test]
async fn the_worst_come_first_across_pages() {
    let portal = Portal::start().await;
    // Stands before the broken file by name, and after it by severity.
    let odd =
        "apiVersion: sextant.dev/v1\nkind: Component\nmetadata:\n  name: odd\nspec:\n  type: service\n  dependOn: []\n";
    portal.save("a/catalog-info.yaml", odd).await;
    let all = portal.json("/api/v1/diagnostics").await;
    let severities = column(&all["items"], "severity");
    let rank = |severity: &&str| ["error", "warning", "info"].iter().position(|known| known == severity);
    assert!(severities.is_sorted_by_key(rank) && severities.contains(&"error") && severities.len() > 1, "{all}");

    let mut paged = Vec::new();
    let mut address = "/api/v1/diagnostics?limit=1".to_owned();
    loop {
        let page = portal.json(&address).await;
        paged.extend(page["items"].as_array().unwrap().clone());
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        address = format!("/api/v1/diagnostics?limit=1&cursor={cursor}");
    }
    assert_eq!(serde_json::Value::from(paged), all["items"]);
}

#[tokio::test]
async fn a_problem_names_the_entity_whose_document_it_is_in() {
    let portal = Portal::start().await;
    portal.break_orders().await;
    let list = portal.json("/api/v1/diagnostics?severity=error").await;
    let by_file = |file: &str| {
        let items = list["items"].as_array().unwrap().iter();
        items.filter(|item| item["file"] == file).map(|item| item["entity"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(by_file("broken/catalog-info.yaml"), [serde_json::Value::Null]);
    assert!(by_file("catalog-info.yaml").contains(&"component:default/orders".into()), "{list}");
}

#[tokio::test]
async fn what_makes_no_sense_is_said() {
    let portal = Portal::start().await;
    for query in ["severity=fatal", "limit=0", "limit=x"] {
        portal.problem(400, &format!("/api/v1/diagnostics?{query}")).await;
    }
    assert_eq!(portal.problem(400, "/api/v1/diagnostics?cursor=zz").await.0, "invalid_cursor");
    assert_eq!(portal.problem(400, "/api/v1/diagnostics?level=error").await.0, "unknown_parameter");
}
